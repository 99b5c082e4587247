import { TestApp, type Body, type Caller } from '../../support/app.js';
import { aVendor, reviewAll, sentAssessment, wanted, type Sent } from '../../support/assessments.js';
import { pdf } from '../../support/files.js';

type Item = {
  questionId: string;
  value: unknown;
  suggestedFrom: Record<string, unknown>;
  evidence: { id: string }[];
};
type Offers = { items: Item[]; withheld: { questionId: string; reason: string }[]; gap: string[] };

const signed = { name: 'Ines Berg', title: 'Head of security', attestation: true };
const ask = (id: string, fields: object = {}) => ({
  ...{ id, text: `About ${id}?`, type: 'yes_no', domain: 'ACCESS_CONTROL', weight: 2, expected: 'yes' },
  ...fields,
});
const access = [ask('mfa'), ask('subs', { expected: null, weight: 0 })];
const more = [
  ask('list', { visibleWhen: 'answers.subs == "yes"', evidence: 'required' }),
  ask('report', { type: 'file', evidence: 'required', expected: null }),
  ask('bad'),
];

/** An answer that was given, accepted and is still valid is not asked again: it is offered, and the respondent confirms it. */
describe('ask once', () => {
  let app: TestApp;
  let procurement: Caller;
  let assessor: Caller;
  let auditor: Caller;
  let vendorId: string;
  let templateVersionId: string;
  let first: Sent;
  let second: Sent;
  beforeAll(async () => {
    app = await TestApp.start({ KEYHOLDER_ACCESS_TOKEN_MINUTES: '1440' });
    procurement = await app.person('procurement');
    assessor = await app.person('assessor');
    auditor = await app.person('auditor');
    vendorId = await aVendor(app);
    const sections = [
      { id: 'access', title: 'Access', questions: access },
      { id: 'more', title: 'More', questions: more },
    ];
    const made = wanted(await procurement.post('/questionnaire-templates', { name: 'Own', sections }), 201);
    wanted(await procurement.post(`/questionnaire-templates/${made.id}/versions/1/publication`), 200);
    templateVersionId = (made['versions'] as { id: string }[])[0]?.id ?? '';
    first = await completedFirst();
    app.clock.advance({ hours: 1 });
    second = await sentAssessment(app, vendorId, { templateVersionId });
  });
  afterAll(() => app.close());

  async function completedFirst(): Promise<Sent> {
    const sent = await sentAssessment(app, vendorId, { templateVersionId });
    for (const id of ['mfa', 'subs', 'list', 'bad'])
      wanted(
        await sent.respondent.put(`/respond/answers/${id}`, { value: 'yes', comment: `Said of ${id}.` }),
        200,
      );
    await attach(sent, 'list', day(200));
    await attach(sent, 'report', day(10));
    wanted(await sent.respondent.post('/respond/submission', signed), 200);
    await reviewAll(assessor, sent.id, { bad: { verdict: 'rejected' }, report: { effectiveness: 1 } });
    wanted(await assessor.post(`/assessments/${sent.id}/completion`), 200);
    return sent;
  }
  const attach = async (sent: Sent, questionId: string, validTo: string) =>
    wanted(
      await sent.respondent.upload(
        '/respond/evidence',
        { content: pdf(questionId), name: `${questionId}.pdf`, type: 'application/pdf' },
        { questionId, validTo },
      ),
      201,
    );
  const day = (days: number) =>
    new Date(app.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const offersTo = async (caller: Caller, path = '/respond/suggestions') =>
    (await caller.get(path)).body as unknown as Offers;
  const confirm = (sent: Sent, ...questionIds: string[]) =>
    sent.respondent.post('/respond/suggestions/confirmation', { questionIds });
  const questionOf = async (id: string, questionId: string) => {
    const { body } = await auditor.get(`/assessments/${id}`);
    const sections = body['sections'] as {
      questions: (Body & { answer: Body | null; attachments: Body[] })[];
    }[];
    return sections.flatMap(({ questions }) => questions).find((question) => question.id === questionId);
  };

  it('offers what holds, says why, and what is left; nothing is taken over by itself', async () => {
    const offers = await offersTo(second.respondent);
    expect(offers.items.map(({ questionId }) => questionId)).toEqual(['mfa', 'subs', 'list', 'report']);
    expect(offers.items[0]).toMatchObject({
      ...{ questionId: 'mfa', value: 'yes', comment: 'Said of mfa.', wordingChanged: false, evidence: [] },
      suggestedFrom: {
        ...{ assessmentId: first.id, questionId: 'mfa', match: 'same_question' },
        ...{ givenAt: expect.any(String), reviewedAt: expect.any(String), reviewedById: assessor.id },
      },
      ...{ template: { name: 'Own', version: 1 }, completedAt: expect.any(String), question: 'About mfa?' },
      because: [
        expect.stringMatching(/^Accepted on \d{4}-\d\d-\d\d\.$/),
        expect.stringMatching(/^First given on .*; it can be carried until /),
      ],
    });
    expect(offers).toMatchObject({ withheld: [{ questionId: 'bad', reason: 'not_accepted' }], gap: ['bad'] });
    expect(await offersTo(auditor, `/assessments/${second.id}/suggestions`)).toEqual(offers);
    expect((await auditor.get(`/assessments/${second.id}`)).body).toMatchObject({
      status: 'sent',
      progress: { answered: 0 },
    });
  });

  it('refuses to confirm what is not offered, all of it at once, and writes nothing', async () => {
    const refused = await confirm(second, 'mfa', 'bad', 'list', 'shoe-size');
    expect(refused.body).toMatchObject({ status: 409, code: 'suggestion.not_offered' });
    expect(
      (refused.body['errors'] as { pointer: string; code: string }[]).map((e) => [e.pointer, e.code]),
    ).toEqual([
      ['/questionIds/1', 'not_offered'],
      ['/questionIds/2', 'not_asked'],
      ['/questionIds/3', 'not_offered'],
    ]);
    expect((await confirm(second)).body).toMatchObject({ status: 400, code: 'request.invalid' });
    expect((await auditor.get(`/assessments/${second.id}`)).body).toMatchObject({
      status: 'sent',
      progress: { answered: 0 },
    });
    expect((await confirm(first, 'mfa')).body).toMatchObject({ status: 409, code: 'assessment.not_open' });
    expect((await procurement.get('/respond/suggestions')).status).toBe(403);
    expect((await second.respondent.get(`/assessments/${second.id}/suggestions`)).status).toBe(403);
  });

  it('offers to those who share an assessment what is in their sections', async () => {
    const { body } = await procurement.post(`/assessments/${second.id}/invitations`, {
      email: 'tom@vendor.example',
      sections: ['more'],
    });
    const tom = app.holding(String(body['token']));
    expect((await offersTo(tom)).items.map(({ questionId }) => questionId)).toEqual(['list', 'report']);
    const refused = await tom.post('/respond/suggestions/confirmation', { questionIds: ['mfa'] });
    expect(refused.body).toMatchObject({ status: 409, code: 'suggestion.not_offered' });
  });

  it('writes what is confirmed as answers of today, which say where they come from, with their evidence', async () => {
    const done = await confirm(second, 'list', 'mfa', 'subs');
    expect(done.status).toBe(200);
    expect((done.body['answers'] as Item[]).map(({ questionId, value }) => [questionId, value])).toEqual([
      ['mfa', 'yes'],
      ['subs', 'yes'],
      ['list', 'yes'],
    ]);
    const seen = await questionOf(second.id, 'list');
    expect(seen?.answer).toMatchObject({
      ...{ value: 'yes', comment: 'Said of list.', revision: 1, answeredById: second.invitationId },
      suggestedFrom: { assessmentId: first.id, questionId: 'list', match: 'same_question' },
    });
    expect(seen?.attachments).toEqual((await questionOf(first.id, 'list'))?.attachments);
    const { body } = await auditor.get(`/assessments/${second.id}/answers/list/history`);
    expect(body['items']).toMatchObject([{ action: 'answer.carried', actor: { kind: 'respondent' } }]);
    expect((await confirm(second, 'mfa')).body).toMatchObject({
      status: 409,
      code: 'suggestion.not_offered',
    });
    expect((await offersTo(second.respondent)).items.map(({ questionId }) => questionId)).toEqual(['report']);
  });

  it('forgets where an answer came from when the respondent changes it', async () => {
    wanted(await second.respondent.put('/respond/answers/mfa', { value: 'no' }, { 'if-match': '"1"' }), 200);
    expect((await questionOf(second.id, 'mfa'))?.answer).toMatchObject({ value: 'no', suggestedFrom: null });
  });

  it('withholds an answer whose document has lapsed in the meantime', async () => {
    app.clock.advance({ days: 11 });
    procurement = await app.person('procurement');
    auditor = await app.person('auditor');
    const offers = await offersTo(second.respondent);
    expect(offers.withheld).toEqual([
      { questionId: 'report', reason: 'evidence_lapsed', message: expect.any(String) },
      { questionId: 'bad', reason: 'not_accepted', message: expect.any(String) },
    ]);
    expect((await confirm(second, 'report')).status).toBe(409);
    expect(offers.gap).toEqual(['report', 'bad']);
  });

  it('is not done where everything is to be asked afresh, nor for another vendor', async () => {
    const afresh = { vendorId, templateVersionId, dueOn: '2027-06-30', askGapOnly: false };
    const { id } = wanted(await procurement.post('/assessments', afresh), 201);
    const nothing = { items: [], withheld: [], gap: [] };
    expect(await offersTo(auditor, `/assessments/${id}/suggestions`)).toEqual(nothing);
    const other = await sentAssessment(app, await aVendor(app), { templateVersionId });
    expect((await offersTo(other.respondent)).items).toEqual([]);
  });
});
