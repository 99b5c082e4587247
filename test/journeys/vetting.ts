import { TestApp, password, type Answer, type Body, type Caller } from '../support/app.js';
import { pdf } from '../support/files.js';

/** From a questionnaire of our own to a finding that is verified, as procurement, assessors and the vendor go through it. */
const questionnaire = {
  name: 'Payroll providers',
  sections: [
    {
      id: 'access',
      title: 'Access',
      questions: [
        {
          ...{
            id: 'mfa',
            text: 'Does everybody use a second factor?',
            type: 'yes_no',
            domain: 'ACCESS_CONTROL',
          },
          ...{ weight: 5, expected: 'yes', knockout: { tiers: [1, 2] }, evidence: 'optional' },
        },
        {
          ...{ id: 'exceptions', text: 'Who does not, and why?', type: 'text', domain: 'ACCESS_CONTROL' },
          visibleWhen: 'answers.mfa == "no"',
        },
      ],
    },
    {
      id: 'continuity',
      title: 'Continuity',
      questions: [
        {
          ...{
            id: 'restored',
            text: 'Was a restore tested this year?',
            type: 'yes_no',
            domain: 'BUSINESS_CONTINUITY',
          },
          ...{ weight: 4, expected: 'yes' },
        },
        {
          ...{ id: 'hours', text: 'Within how many hours are you back?', type: 'number', weight: 2 },
          domain: 'BUSINESS_CONTINUITY',
        },
      ],
    },
  ],
};
type Item = Record<string, unknown>;
const signatory = { name: 'Ines Berg', title: 'Head of security', attestation: true };

async function fine(answer: Promise<Answer>): Promise<Body> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

describe('vetting a payroll provider', () => {
  let app: TestApp;
  const people = {} as Record<'procurement' | 'anna' | 'boris' | 'clara' | 'auditor', Caller>;
  const vendor = {} as Record<'ines' | 'tom' | 'sam', Caller>;
  const ids = {} as Record<'vendor' | 'version' | 'assessment' | 'dispute' | 'finding', string>;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.close());

  const assessment = (act = '') => `/assessments/${ids.assessment}${act}`;
  const items = async (path: string) => (await people.auditor.get(path)).body['items'] as Item[];
  const actions = async (path: string) =>
    (await items(`${path}/history?sort=seq&limit=200`)).map(({ action }) => action);
  async function decide(caller: Caller, subject: string, act: string, body: object): Promise<Answer> {
    const { headers } = await caller.get(subject);
    return caller.post(`${subject}${act}`, body, { 'if-match': headers['etag'] });
  }

  it('an administrator adds a buyer, three assessors and an auditor', async () => {
    const admin = await app.admin();
    const roles = {
      ...{ procurement: 'procurement', auditor: 'auditor' },
      ...{ anna: 'assessor', boris: 'assessor', clara: 'assessor' },
    } as const;
    for (const name of ['procurement', 'anna', 'boris', 'clara', 'auditor'] as const) {
      const role = roles[name];
      const email = `${name}@example.com`;
      await fine(admin.post('/users', { email, displayName: name, roles: [role], password }));
      people[name] = await app.signIn(email);
    }
  });

  it('procurement registers the vendor, which much hangs on, and sends the questionnaire', async () => {
    const { procurement } = people;
    ids.vendor = (await fine(procurement.post('/vendors', { name: 'Lohnwerk', country: 'DE' }))).id;
    const factors = { sensitivity: 3, volume: 3, access: 3, criticality: 2, transferExposure: 2 };
    const profile = { ...factors, rationale: 'The pay of everybody.' };
    expect(await fine(procurement.put(`/vendors/${ids.vendor}/risk-profile`, profile))).toMatchObject({
      tier: 2,
    });
    await app.settle();
    const template = await fine(procurement.post('/questionnaire-templates', questionnaire));
    const draft = `/questionnaire-templates/${template.id}/versions/1`;
    expect((await procurement.get(`${draft}/problems`)).body).toMatchObject({ publishable: true });
    ids.version = (await fine(procurement.post(`${draft}/publication`))).id;
    const asked = { vendorId: ids.vendor, templateVersionId: ids.version, dueOn: '2027-03-31' };
    ids.assessment = (await fine(procurement.post('/assessments', asked))).id;
    const invite = async (fields: object) =>
      app.holding(String((await fine(procurement.post(assessment('/invitations'), fields)))['token']));
    vendor.ines = await invite({ email: 'ines@lohnwerk.example' });
    vendor.tom = await invite({ email: 'tom@lohnwerk.example', sections: ['continuity'] });
  });

  it('Ines and Tom answer at once; who is too late sees what the other wrote', async () => {
    const { ines, tom } = vendor;
    const early = await ines.put('/respond/answers/exceptions', { value: 'Nobody.' });
    expect(early.body).toMatchObject({ status: 409, code: 'answer.question_hidden', hangsOn: ['mfa'] });
    await fine(ines.put('/respond/answers/mfa', { value: 'no' }));
    await fine(ines.put('/respond/answers/exceptions', { value: 'Two service accounts.' }));
    await fine(tom.put('/respond/answers/hours', { value: 8 }));
    await fine(ines.put('/respond/answers/hours', { value: 24 }, { 'if-match': '"1"' }));
    const late = await tom.put('/respond/answers/hours', { value: 12 }, { 'if-match': '"1"' });
    expect(late.body).toMatchObject({
      ...{ status: 412, code: 'answer.conflict' },
      current: { value: 24, revision: 2, answeredBy: { name: 'Respondent 1 of Lohnwerk', isYou: false } },
    });
    await fine(tom.put('/respond/answers/hours', { value: 12 }, { 'if-match': '"2"' }));
    expect((await ines.post('/respond/submission', signatory)).body).toMatchObject({
      code: 'assessment.incomplete',
      unmet: [{ questionId: 'restored', code: 'UNANSWERED' }],
    });
    await fine(tom.put('/respond/answers/restored', { value: 'no' }));
    expect((await tom.post('/respond/submission', signatory)).status).toBe(403);
    await fine(ines.post('/respond/submission', signatory));
  });

  it('Anna asks back; Ines replies, corrects an answer, and what she explained before is kept apart', async () => {
    const { anna } = people;
    await fine(anna.post(assessment('/review')));
    const comments = [
      { questionId: 'exceptions', note: 'Until when?' },
      { questionId: 'restored', note: 'Why not?' },
    ];
    await fine(anna.post(assessment('/return'), { reason: 'Two questions', comments }));
    app.clock.advance({ minutes: 1 });
    const { ines } = vendor;
    await fine(ines.put('/respond/answers/mfa', { value: 'yes' }, { 'if-match': '"1"' }));
    const { body } = await ines.get('/respond/assessment');
    expect(body['hiddenAnswers']).toMatchObject([
      { questionId: 'exceptions', value: 'Two service accounts.' },
    ]);
    const sections = body['sections'] as { questions: { comments: { id: string }[] }[] }[];
    const comment = sections[1]?.questions[0]?.comments[0]?.id ?? '';
    expect((await ines.post('/respond/submission', signatory)).body).toMatchObject({
      unmet: [{ questionId: 'restored', code: 'COMMENT_OPEN' }],
    });
    await fine(ines.post(`/respond/comments/${comment}/reply`, { reply: 'It is planned for June.' }));
    const report = { content: pdf('second factor'), name: 'mfa.pdf' };
    await fine(ines.upload('/respond/evidence', report, { questionId: 'mfa', title: 'Report' }));
    await fine(ines.post('/respond/submission', signatory));
  });

  it('Anna reviews, but a knock-out of such a vendor takes Boris, too', async () => {
    const { anna, boris } = people;
    await fine(anna.post(assessment('/review')));
    const doubt = {
      verdict: 'rejected',
      note: 'The report is of 2019.',
      internalNote: 'They have promised before.',
    };
    await fine(anna.put(assessment('/reviews/mfa'), doubt));
    await fine(anna.put(assessment('/reviews/restored'), { verdict: 'accepted' }));
    await fine(anna.put(assessment('/reviews/hours'), { verdict: 'accepted', effectiveness: 0.5 }));
    expect((await anna.post(assessment('/completion'))).body).toMatchObject({
      code: 'assessment.not_reviewed',
      unmet: [{ questionId: 'mfa', code: 'CONFIRMATION_MISSING' }],
    });
    const own = await decide(anna, assessment('/reviews/mfa'), '/confirmation', {});
    expect(own.body).toMatchObject({ status: 403, code: 'review.not_second' });
    await fine(decide(boris, assessment('/reviews/mfa'), '/confirmation', { note: 'Too old.' }));
    await fine(anna.post(assessment('/completion')));
    await app.settle();
  });

  it('the vendor sees its result and disputes what it holds to be wrong', async () => {
    const { body: result } = await vendor.ines.get('/respond/result');
    expect(result['findings']).toEqual({ raised: 2, open: 2 });
    expect(JSON.stringify(result)).toContain('The report is of 2019.');
    expect(JSON.stringify(result)).not.toContain('They have promised before.');
    const claim = {
      questionId: 'mfa',
      reason: '2019 is the year of the standard; the report is of this May.',
    };
    ids.dispute = (await fine(vendor.ines.post('/respond/disputes', claim))).id;
  });

  it('Clara, who has not judged it, finds the vendor right; the score follows', async () => {
    const dispute = assessment(`/disputes/${ids.dispute}`);
    const answer = { outcome: 'changed', reasons: 'It is of this May.', verdict: 'accepted', note: 'Seen.' };
    for (const judge of [people.anna, people.boris])
      expect((await decide(judge, dispute, '/answer', answer)).body['code']).toBe('dispute.own_review');
    const failed = async () =>
      ((await people.auditor.get(`/vendors/${ids.vendor}/audit-score`)).body['knockouts'] as Item[])
        .filter(({ reason }) => reason === 'failed')
        .map((knockout) => knockout['id']);
    expect(await failed()).toEqual(['mfa']);
    await fine(decide(people.clara, dispute, '/answer', answer));
    await app.settle();
    expect(await failed()).toEqual([]);
    expect(JSON.stringify((await vendor.ines.get('/respond/result')).body)).toContain('It is of this May.');
  });

  it('what remains is mended by the vendor over a link of its own, and verified by somebody of ours', async () => {
    const { procurement, anna } = people;
    const open = await items(`/findings?vendorId=${ids.vendor}`);
    ids.finding = String(open.find(({ questionId }) => questionId === 'restored')?.['id']);
    const link = await fine(
      procurement.post(`/vendors/${ids.vendor}/remediation-links`, {
        email: 'sam@lohnwerk.example',
        findingIds: [ids.finding],
      }),
    );
    vendor.sam = app.holding(String(link['token']));
    const mine = `/remediation/findings/${ids.finding}`;
    const plannedFor = new Date(app.clock.now().getTime() + 20 * 86_400_000).toISOString().slice(0, 10);
    await fine(vendor.sam.put(`${mine}/plan`, { text: 'We restore the payroll in a test.', plannedFor }));
    const proof = { content: pdf('restore'), name: 'restore.pdf' };
    await fine(vendor.sam.upload(`${mine}/evidence`, proof, { title: 'Protocol' }));
    await fine(vendor.sam.post(`${mine}/updates`, { text: 'Done in six hours.', claimsResolved: true }));
    const finding = `/findings/${ids.finding}`;
    expect((await people.auditor.get(finding)).body).toMatchObject({ status: 'resolved' });
    const verified = { to: 'verified', reason: 'As shown.', method: 'Read the protocol.' };
    expect(await fine(decide(anna, finding, '/transitions', verified))).toMatchObject({
      ...{ status: 'verified', verifiedById: anna.id },
    });
  });

  it('the auditor reads it all, with who did what, and no address of anybody at the vendor', async () => {
    expect(await actions(assessment())).toEqual(
      [
        ...['created', 'sent', 'begun', 'submitted', 'review_started', 'returned', 'begun', 'submitted'],
        ...['review_started', 'completed', 'review_changed'],
      ].map((step) => `assessment.${step}`),
    );
    expect(await actions(assessment('/reviews/mfa'))).toEqual([
      'review.given',
      'review.confirmed',
      'review.changed_by_dispute',
    ]);
    const names = (await items(assessment('/answers/hours/history'))).map(
      ({ actor }) => (actor as Item)['name'],
    );
    expect(names).toEqual([
      'Respondent 2 of Lohnwerk',
      'Respondent 1 of Lohnwerk',
      'Respondent 2 of Lohnwerk',
    ]);
    const { body } = await people.auditor.get('/ledger/entries?limit=200&sort=-seq');
    expect(JSON.stringify(body)).not.toMatch(/lohnwerk\.example|khi_|khv_/);
  });
});
