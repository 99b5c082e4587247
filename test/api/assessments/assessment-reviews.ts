import { AssessmentsService } from '../../../src/modules/questionnaires/index.js';
import { TestApp, type Answer, type Caller } from '../../support/app.js';
import {
  aVendor,
  complete,
  completedAssessment,
  confirm,
  reviewAll,
  sentAssessment,
  submittedAssessment,
  wanted,
} from '../../support/assessments.js';
import { pdf } from '../../support/files.js';
import { queriesOfPage } from '../../support/queries.js';

type Item = Record<string, unknown>;
type Tally = Record<'answered' | 'reviewed' | 'toReview', number>;
const signed = { name: 'Ines Berg', title: 'Head of security', attestation: true };

describe('the review of an assessment', () => {
  let app: TestApp;
  let procurement: Caller;
  let assessor: Caller;
  let colleague: Caller;
  let auditor: Caller;
  let vendorId: string;
  let small: string;
  beforeAll(async () => {
    app = await TestApp.start();
    await signIn();
    vendorId = await aVendor(app);
    small = await publish('Small', 'MFA?');
  });
  afterAll(() => app.close());

  async function signIn(): Promise<void> {
    procurement = await app.person('procurement');
    assessor = await app.person('assessor');
    colleague = await app.person('assessor');
    auditor = await app.person('auditor');
  }
  async function publish(name: string, text: string, more: object[] = []): Promise<string> {
    const yes = { type: 'yes_no', domain: 'ACCESS_CONTROL', weight: 3, expected: 'yes' };
    const sections = [
      {
        id: 'access',
        title: 'Access',
        questions: [
          { id: 'mfa', text, ...yes, knockout: { tiers: [1, 2] } },
          { id: 'backups', text: 'Backups?', ...yes },
        ],
      },
      {
        id: 'more',
        title: 'More',
        questions: [{ id: 'hours', text: 'Hours?', type: 'number', domain: 'INCIDENT_MANAGEMENT' }, ...more],
      },
    ];
    const made = await procurement.post('/questionnaire-templates', { name, sections });
    wanted(await procurement.post(`/questionnaire-templates/${made.body.id}/versions/1/publication`), 200);
    return (made.body['versions'] as { id: string }[])[0]?.id ?? '';
  }
  const submitted = (of = vendorId, answers: Record<string, string> = {}) =>
    submittedAssessment(app, of, { templateVersionId: small, answers });
  const stateOf = async (id: string) => (await auditor.get(`/assessments/${id}`)).body;
  const itemsOf = async (path: string) => (await auditor.get(path)).body['items'] as Item[];
  const actionsOf = async (path: string) =>
    (await itemsOf(`${path}/history?sort=seq`)).map(({ action }) => action);
  const unmetOf = ({ body }: Answer) =>
    (body['unmet'] as Item[]).map(({ questionId, code }) => [questionId, code]);
  const inDays = (days: number) =>
    new Date(app.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
  async function aVendorOfTier2(): Promise<string> {
    const id = await aVendor(app);
    const profile = { sensitivity: 3, volume: 3, access: 3, criticality: 2, transferExposure: 2 };
    const set = await procurement.put(`/vendors/${id}/risk-profile`, { ...profile, rationale: 'Payroll.' });
    expect(wanted(set, 200)['tier']).toBe(2);
    await app.settle();
    return id;
  }

  describe('gives the vendor another chance', () => {
    it('by more time, with a reason; what has expired waits for answers again', async () => {
      const { id, respondent } = await sentAssessment(app, vendorId, {
        templateVersionId: small,
        dueOn: inDays(1),
      });
      const path = `/assessments/${id}/extension`;
      expect((await procurement.post(path, { dueOn: inDays(0), reason: 'Later' })).body).toMatchObject({
        status: 400,
        code: 'assessment.not_later',
      });
      expect((await procurement.post(path, { dueOn: inDays(9) })).status).toBe(400);
      const moved = await procurement.change(`/assessments/${id}`, { dueOn: inDays(9) });
      expect(moved.body).toMatchObject({ status: 400, code: 'assessment.reason_needed' });
      expect((await stateOf(id))['dueOn']).toBe(inDays(1));
      expect((await procurement.post(path, { dueOn: inDays(2), reason: 'Holiday' })).body).toMatchObject({
        status: 'sent',
        dueOn: inDays(2),
        statusReason: 'Holiday',
      });
      app.clock.advance({ days: 40 });
      await app.settle();
      await signIn();
      expect(await stateOf(id)).toMatchObject({ status: 'expired' });
      expect((await respondent.get('/respond/assessment')).status).toBe(401);
      const revived = await procurement.post(path, { dueOn: inDays(5), reason: 'They called' });
      expect(revived.body).toMatchObject({ status: 'sent', dueOn: inDays(5) });
      expect((await respondent.put('/respond/answers/mfa', { value: 'yes' })).status).toBe(200);
      const [newest] = await itemsOf(`/assessments/${id}/history?sort=-seq`);
      expect(newest).toMatchObject({ action: 'assessment.begun' });
      expect(await actionsOf(`/assessments/${id}`)).toContain('assessment.extended');
    });

    it('by comments with a return: each is replied to, or its answer changed, before the next submission', async () => {
      const { id, respondent } = await submitted();
      const path = `/assessments/${id}`;
      const comments = [
        { questionId: 'mfa', note: 'For administrators, too?' },
        { questionId: 'backups', note: 'How often?' },
      ];
      const bad = [...comments, { questionId: 'why', note: 'Hm.' }, { questionId: 'nothing', note: 'Hm.' }];
      const refused = await assessor.post(`${path}/return`, { reason: 'Unclear', comments: bad });
      expect(refused.body).toMatchObject({
        status: 400,
        code: 'comment.not_asked',
        errors: [{ pointer: '/comments/2/questionId' }, { pointer: '/comments/3/questionId' }],
      });
      expect(await itemsOf(`${path}/comments`)).toEqual([]);
      expect(await stateOf(id)).toMatchObject({ status: 'submitted' });
      const returned = await assessor.post(`${path}/return`, { reason: 'Two things', comments });
      expect(returned.body).toMatchObject({ status: 'returned', statusReason: 'Two things' });
      const { body: seen } = await respondent.get('/respond/assessment');
      const [mfa] =
        (seen['sections'] as { questions: { comments: { id: string }[] }[] }[])[0]?.questions ?? [];
      expect(mfa?.comments).toMatchObject([{ note: 'For administrators, too?', reply: null }]);
      expect(unmetOf(await respondent.post('/respond/submission', signed))).toEqual([
        ['mfa', 'COMMENT_OPEN'],
        ['backups', 'COMMENT_OPEN'],
      ]);
      const reply = `/respond/comments/${mfa?.comments[0]?.id ?? ''}/reply`;
      const stranger = (await sentAssessment(app, vendorId, { templateVersionId: small })).respondent;
      expect((await stranger.post(reply, { reply: 'Mine?' })).body).toMatchObject({
        status: 404,
        code: 'comment.not_found',
      });
      expect((await respondent.post(reply, { reply: 'For all.' })).body).toMatchObject({
        reply: 'For all.',
        repliedAt: expect.any(String),
      });
      expect((await respondent.post(reply, { reply: 'Again.' })).body).toMatchObject({
        status: 409,
        code: 'comment.answered',
      });
      app.clock.advance({ seconds: 1 });
      const said = { value: 'yes', comment: 'Every night.' };
      wanted(await respondent.put('/respond/answers/backups', said, { 'if-match': '"1"' }), 200);
      wanted(await respondent.post('/respond/submission', signed), 200);
      const first = (await itemsOf(`${path}/comments`)).find(({ questionId }) => questionId === 'mfa');
      expect(first).toMatchObject({ note: 'For administrators, too?', reply: 'For all.' });
      expect(await actionsOf(`${path}/comments/${String(first?.['id'])}`)).toEqual([
        'assessment_comment.made',
        'assessment_comment.answered',
      ]);
    });

    it('by opening what is submitted again, for whoever may', async () => {
      const { id, respondent } = await submitted();
      const path = `/assessments/${id}/reopening`;
      expect((await procurement.post(path, {})).status).toBe(400);
      expect((await auditor.post(path, { reason: 'No' })).status).toBe(403);
      const opened = await procurement.post(path, { reason: 'They sent the wrong file' });
      expect(opened.body).toMatchObject({ id, status: 'returned', statusReason: 'They sent the wrong file' });
      wanted(await respondent.put('/respond/answers/hours', { value: 5 }, { 'if-match': '"1"' }), 200);
      wanted(await respondent.post('/respond/submission', signed), 200);
    });

    it('by a next round of what is completed, which itself stays as it is', async () => {
      const before = await completedAssessment(app, vendorId, { templateVersionId: small });
      const path = `/assessments/${before.id}/reopening`;
      const was = await stateOf(before.id);
      expect((await procurement.post(path, { reason: 'Breach' })).body).toMatchObject({
        status: 403,
        code: 'assessment.not_by_role',
      });
      const { body: round } = await assessor.post(path, { reason: 'The certificate was withdrawn' });
      expect(round).toMatchObject({
        ...{ vendorId, status: 'draft', round: 2, reopensId: before.id },
        ...{ statusReason: 'The certificate was withdrawn', signatory: null, completedAt: null },
      });
      expect(await stateOf(before.id)).toEqual(was);
      expect((await assessor.post(path, { reason: 'Again' })).body).toMatchObject({
        status: 409,
        code: 'assessment.reopened',
        nextRoundId: round.id,
      });
      const invited = await procurement.post(`/assessments/${round.id}/invitations`, {
        email: 'i@v.example',
      });
      const respondent = app.holding(String(invited.body['token']));
      expect((await respondent.get('/respond/completeness')).body).toMatchObject({
        complete: true,
        answered: 3,
      });
      wanted(await respondent.put('/respond/answers/mfa', { value: 'no' }, { 'if-match': '"1"' }), 200);
      wanted(await respondent.post('/respond/submission', signed), 200);
      await reviewAll(assessor, round.id);
      const { body: comparison } = await auditor.get(`/assessments/${round.id}/comparison`);
      expect(comparison).toMatchObject({
        now: { id: round.id, round: 2 },
        then: { id: before.id, round: 1 },
      });
      expect(
        (comparison['questions'] as Item[]).find(({ questionId }) => questionId === 'mfa'),
      ).toMatchObject({
        difference: 'changed',
        changed: ['value', 'effectiveness'],
        now: { value: 'no', effectiveness: 0 },
        then: { value: 'yes', verdict: 'accepted', effectiveness: 1 },
      });
      await complete(app, assessor, round.id);
      const newest = await app.app.get(AssessmentsService).assessedControls(vendorId);
      expect(newest?.assessmentId).toBe(round.id);
      expect(await actionsOf(`/assessments/${round.id}/answers/mfa`)).toEqual([
        'answer.carried',
        'answer.changed',
      ]);
    });
  });

  it('ends when the vendor declines with its reason, and every link with it', async () => {
    const { id, respondent } = await sentAssessment(app, vendorId, { templateVersionId: small });
    const { body } = await procurement.post(`/assessments/${id}/invitations`, {
      email: 'tom@vendor.example',
      sections: ['more'],
    });
    const tom = app.holding(String(body['token']));
    const why = { reason: 'We end the service in March.' };
    expect((await tom.post('/respond/withdrawal', why)).body).toMatchObject({
      status: 403,
      code: 'assessment.sections_only',
    });
    expect((await respondent.post('/respond/withdrawal', {})).status).toBe(400);
    expect((await respondent.post('/respond/withdrawal', why)).status).toBe(204);
    expect(await stateOf(id)).toMatchObject({ status: 'declined', statusReason: why.reason });
    for (const link of [respondent, tom]) expect((await link.get('/respond/assessment')).status).toBe(401);
    const [entry] = await itemsOf(`/assessments/${id}/history?sort=-seq`);
    expect(entry).toMatchObject({
      action: 'assessment.declined',
      reason: why.reason,
      actor: { kind: 'respondent', name: expect.stringMatching(/^Respondent 1 of /) },
    });
    const fixed = await submitted();
    expect((await fixed.respondent.post('/respond/withdrawal', why)).body).toMatchObject({
      status: 409,
      code: 'assessment.cannot_move',
    });
  });

  describe('of many answers at once', () => {
    it('accepts with one reason what shows what is expected, and leaves the rest with the reason why', async () => {
      const { id } = await submitted(vendorId, { backups: 'no' });
      const path = `/assessments/${id}/reviews`;
      const none = await assessor.post(`${path}/bulk`, {
        questionIds: ['mfa', 'backups', 'x'],
        reason: 'Known',
      });
      expect(none.body).toMatchObject({ status: 422, code: 'review.bulk_refused' });
      expect(unmetOf(none)).toEqual([
        ['backups', 'NOT_AS_EXPECTED'],
        ['x', 'NOT_ANSWERED'],
      ]);
      expect((await auditor.get(`${path}/mfa`)).status).toBe(404);
      expect(await stateOf(id)).toMatchObject({ status: 'submitted' });
      expect((await assessor.post(`${path}/bulk`, { questionIds: ['mfa'] })).status).toBe(400);
      const all = await assessor.post(`${path}/bulk`, { reason: 'As last year' });
      expect(all.body['accepted']).toEqual([]);
      expect((all.body['leftOut'] as Item[]).map(({ code }) => code)).toEqual([
        'KNOCKOUT',
        'NOT_AS_EXPECTED',
        'NOT_AS_EXPECTED',
      ]);
      const named = await assessor.post(`${path}/bulk`, { questionIds: ['mfa'], reason: 'As last year' });
      expect(named.body['accepted']).toMatchObject([
        {
          questionId: 'mfa',
          verdict: 'accepted',
          effectiveness: 1,
          internalNote: 'As last year',
          note: null,
        },
      ]);
      expect(await stateOf(id)).toMatchObject({ status: 'in_review' });
      expect((await itemsOf(`${path}/mfa/history`))[0]).toMatchObject({ reason: 'As last year' });
    });

    it('does not let anybody accept evidence of their own', async () => {
      const { id } = await submitted();
      const file = { content: pdf('trust centre'), name: 'soc2.pdf' };
      const stored = await assessor.upload('/evidence', file, {
        title: 'SOC 2',
        kind: 'AUDIT_REPORT',
        vendorId,
      });
      const link = { questionId: 'backups', evidenceId: stored.body.id };
      wanted(await assessor.post(`/assessments/${id}/evidence`, link), 201);
      const bulk = `/assessments/${id}/reviews/bulk`;
      const named = await assessor.post(bulk, { questionIds: ['mfa', 'backups'], reason: 'Read' });
      expect(unmetOf(named)).toEqual([['backups', 'OWN_EVIDENCE']]);
      const { body } = await colleague.post(bulk, { reason: 'Read' });
      expect((body['accepted'] as Item[]).map(({ questionId }) => questionId)).toEqual(['backups']);
    });
  });

  describe('of a knock-out of a vendor that much hangs on', () => {
    it.each<[string, Record<string, string>]>([
      ['accepted', { mfa: 'yes' }],
      ['failed', { mfa: 'no' }],
    ])('takes two people when it is %s', async (_case, answers) => {
      const { id } = await submitted(await aVendorOfTier2(), answers);
      const path = `/assessments/${id}`;
      await reviewAll(assessor, id);
      const refused = await assessor.post(`${path}/completion`);
      expect(refused.body).toMatchObject({ status: 422, code: 'assessment.not_reviewed' });
      expect(unmetOf(refused)).toEqual([['mfa', 'CONFIRMATION_MISSING']]);
      const confirmation = `${path}/reviews/mfa/confirmation`;
      expect((await colleague.post(confirmation, {})).status).toBe(428);
      expect((await colleague.post(confirmation, {}, { 'if-match': '"7"' })).status).toBe(412);
      expect((await confirm(assessor, id, 'mfa')).body).toMatchObject({
        status: 403,
        code: 'review.not_second',
      });
      expect((await confirm(colleague, id, 'backups')).body).toMatchObject({
        status: 409,
        code: 'review.not_confirmable',
      });
      expect((await confirm(procurement, id, 'mfa')).status).toBe(403);
      expect((await confirm(colleague, id, 'mfa')).body).toMatchObject({
        revision: 2,
        confirmedById: colleague.id,
        confirmationNote: 'Seen, too.',
      });
      const anew = await assessor.put(`${path}/reviews/mfa`, { verdict: 'rejected' }, { 'if-match': '"2"' });
      expect(anew.body).toMatchObject({ confirmedById: null, confirmedAt: null });
      expect((await assessor.post(`${path}/completion`)).status).toBe(422);
      wanted(await confirm(colleague, id, 'mfa'), 200);
      wanted(await assessor.post(`${path}/completion`), 200);
      expect(await actionsOf(`${path}/reviews/mfa`)).toEqual([
        'review.given',
        'review.confirmed',
        'review.changed',
        'review.confirmed',
      ]);
    });
  });

  it('is decided by exactly one of two reviewers who decide at once', async () => {
    const { id } = await submitted();
    const path = `/assessments/${id}`;
    const review = (caller: Caller, body: object, headers = {}) =>
      caller.put(`${path}/reviews/mfa`, body, headers);
    const first = await Promise.all([
      review(assessor, { verdict: 'accepted' }),
      review(colleague, { verdict: 'rejected' }),
    ]);
    expect(first.map(({ status }) => status).sort()).toEqual([200, 428]);
    const tag = { 'if-match': '"1"' };
    const second = await Promise.all([
      review(assessor, { verdict: 'accepted', note: 'Mine' }, tag),
      review(colleague, { verdict: 'rejected', note: 'Mine' }, tag),
    ]);
    expect(second.map(({ status }) => status).sort()).toEqual([200, 412]);
    const won = second.find(({ status }) => status === 200)?.body;
    expect((await auditor.get(`${path}/reviews/mfa`)).body).toEqual(won);
    await reviewAll(assessor, id, {}).catch(() => undefined); // mfa is reviewed, the others are not
    wanted(await assessor.post(`${path}/reviews/bulk`, { questionIds: ['backups'], reason: 'Read' }), 200);
    wanted(await assessor.put(`${path}/reviews/hours`, { verdict: 'accepted' }), 200);
    const completions = await Promise.all([
      assessor.post(`${path}/completion`),
      colleague.post(`${path}/completion`),
    ]);
    expect(completions.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(
      await actionsOf(path).then((all) => all.filter((one) => one === 'assessment.completed')),
    ).toHaveLength(1);
  });

  it('tells its progress by section; the sections add up', async () => {
    const { id } = await submitted(await aVendorOfTier2());
    await assessor.put(`/assessments/${id}/reviews/mfa`, { verdict: 'accepted' });
    await assessor.put(`/assessments/${id}/reviews/hours`, {
      verdict: 'needs_clarification',
      note: 'Per day?',
    });
    const { body } = await auditor.get(`/assessments/${id}/progress`);
    expect(body).toMatchObject({
      ...{ asked: 3, answered: 3, incomplete: 0, reviewed: 0, toReview: 3, openComments: 0 },
      verdicts: { accepted: 1, needs_clarification: 1, rejected: 0 },
      open: [
        { questionId: 'mfa', code: 'CONFIRMATION_MISSING' },
        { questionId: 'backups', code: 'REVIEW_MISSING' },
        { questionId: 'hours', code: 'CLARIFICATION_OPEN' },
      ],
    });
    const sections = body['sections'] as (Tally & { id: string })[];
    expect(sections.map((section) => [section.id, section.toReview])).toEqual([
      ['access', 2],
      ['more', 1],
    ]);
    await confirm(colleague, id, 'mfa');
    expect((await auditor.get(`/assessments/${id}/progress`)).body).toMatchObject({
      reviewed: 1,
      toReview: 2,
    });
  });

  it('is compared with the one before, by question, also of another questionnaire of the vendor', async () => {
    const vendor = await aVendor(app);
    const first = await completedAssessment(app, vendor, { templateVersionId: small });
    expect((await auditor.get(`/assessments/${first.id}/comparison`)).body).toMatchObject({ then: null });
    app.clock.advance({ seconds: 1 });
    const other = await publish('Other', 'Second factor?', [
      { id: 'logs', text: 'Logs?', type: 'text', domain: 'ACCESS_CONTROL' },
    ]);
    const next = await submittedAssessment(app, vendor, { templateVersionId: other });
    const { body } = await auditor.get(`/assessments/${next.id}/comparison`);
    expect(body).toMatchObject({ then: { id: first.id, template: { name: 'Small' } } });
    expect(
      (body['questions'] as Item[]).map(({ questionId, difference }) => [questionId, difference]),
    ).toEqual([
      ['mfa', 'changed'],
      ['backups', 'changed'],
      ['hours', 'changed'],
      ['logs', 'new'],
    ]);
    const foreign = await submitted();
    expect((await auditor.get(`/assessments/${next.id}/comparison?with=${foreign.id}`)).body).toMatchObject({
      status: 404,
      code: 'assessment.not_found',
    });
  });

  describe('when it is completed, leaves the vendor the right of reply', () => {
    async function result(answers: Record<string, string> = {}) {
      const vendor = await aVendorOfTier2();
      const sent = await submitted(vendor, { backups: 'no', ...answers });
      await reviewAll(assessor, sent.id, {
        mfa: { verdict: 'rejected', note: 'No proof.', internalNote: 'Doubtful.' },
      });
      await complete(app, assessor, sent.id);
      await app.settle();
      const [mfa] = await itemsOf(`/findings?vendorId=${vendor}&count=true`);
      expect(mfa).toBeDefined();
      return { vendor, ...sent };
    }
    const raise = (respondent: Caller, questionId = 'mfa') =>
      respondent.post('/respond/disputes', { questionId, reason: 'It is in the report, page 12.' });
    async function answer(caller: Caller, id: string, disputeId: string, body: object): Promise<Answer> {
      const path = `/assessments/${id}/disputes/${disputeId}`;
      const { headers } = await auditor.get(path);
      return caller.post(`${path}/answer`, body, { 'if-match': headers['etag'] });
    }
    const scoreOf = async (vendor: string) => (await auditor.get(`/vendors/${vendor}/audit-score`)).body;

    it('shows the result without anything of ours, until the last day', async () => {
      const { id, respondent } = await result();
      const early = await submitted();
      expect((await early.respondent.get('/respond/result')).body).toMatchObject({
        status: 409,
        code: 'assessment.not_completed',
      });
      const { body } = await respondent.get('/respond/result');
      expect(body).toMatchObject({
        ...{ assessmentId: id, replyUntil: inDays(30), findings: { raised: 2, open: 2 } },
        sections: [
          {
            id: 'access',
            questions: [
              { questionId: 'mfa', verdict: 'rejected', effectiveness: 0, note: 'No proof.', dispute: null },
              { questionId: 'backups', value: 'no', verdict: 'accepted', effectiveness: 0 },
            ],
          },
          { id: 'more', questions: [{ questionId: 'hours', verdict: 'accepted' }] },
        ],
      });
      expect(JSON.stringify(body)).not.toMatch(
        /Doubtful|internal|weight|knockout|expected|reviewedBy|strength/i,
      );
      expect((await respondent.get('/respond/assessment')).body).toMatchObject({ status: 'completed' });
      const late = await respondent.put('/respond/answers/mfa', { value: 'no' }, { 'if-match': '"1"' });
      expect(late.body['code']).toBe('assessment.not_open');
      const invited = await procurement.post(`/assessments/${id}/invitations`, {
        email: 'tom@vendor.example',
        sections: ['more'],
      });
      const tom = app.holding(String(invited.body['token']));
      expect(
        ((await tom.get('/respond/result')).body['sections'] as Item[]).map((each) => each['id']),
      ).toEqual(['more']);
      expect((await raise(tom)).body).toMatchObject({ status: 404, code: 'question.not_found' });
    });

    it('lets it dispute each question once; somebody who has not judged it upholds it', async () => {
      const { id, respondent } = await result();
      const raised = await raise(respondent);
      expect(raised.status).toBe(201);
      expect(raised.body).toMatchObject({ questionId: 'mfa', outcome: null, reasons: null });
      expect((await raise(respondent)).body).toMatchObject({ status: 409, code: 'dispute.raised_before' });
      expect((await raise(respondent, 'nothing')).status).toBe(404);
      expect(await itemsOf(`/assessments/${id}/disputes?open=true`)).toMatchObject([{ id: raised.body.id }]);
      const upheld = { outcome: 'upheld', reasons: 'Page 12 speaks of customers only.' };
      const third = await app.person('assessor');
      for (const [caller, body, status, code] of [
        [assessor, upheld, 403, 'dispute.own_review'],
        [procurement, upheld, 403, 'auth.forbidden'],
        [third, { ...upheld, verdict: 'accepted' }, 400, 'dispute.bad_outcome'],
        [third, { outcome: 'changed', reasons: 'Yes.' }, 400, 'dispute.bad_outcome'],
        [third, { outcome: 'upheld' }, 400, 'request.invalid'],
      ] as const)
        expect((await answer(caller, id, raised.body.id, body)).body).toMatchObject({ status, code });
      const path = `/assessments/${id}/disputes/${raised.body.id}`;
      expect((await third.post(`${path}/answer`, upheld)).status).toBe(428);
      const before = await stateOf(id);
      expect((await answer(third, id, raised.body.id, upheld)).body).toMatchObject({
        ...upheld,
        answeredById: third.id,
      });
      expect((await answer(third, id, raised.body.id, upheld)).body).toMatchObject({
        status: 409,
        code: 'dispute.answered',
      });
      expect(await stateOf(id)).toEqual(before);
      const { body } = await respondent.get('/respond/result');
      expect(JSON.stringify(body['sections'])).toContain(upheld.reasons);
      expect(JSON.stringify(body)).not.toContain(third.id);
      expect(await actionsOf(path)).toEqual(['dispute.raised', 'dispute.answered']);
    });

    it('changes review, result, score and finding together when the vendor is right', async () => {
      const { id, respondent, vendor } = await result();
      const before = await scoreOf(vendor);
      const failed = (score: Item) =>
        (score['knockouts'] as Item[]).filter(({ reason }) => reason === 'failed').map((each) => each['id']);
      expect(failed(before)).toEqual(['mfa']);
      const { id: disputeId } = wanted(await raise(respondent), 201);
      const third = await app.person('assessor');
      const { status } = await answer(third, id, disputeId, {
        ...{ outcome: 'changed', reasons: 'Page 12, indeed.', verdict: 'accepted', note: 'Seen on page 12.' },
      });
      expect(status).toBe(200);
      expect((await auditor.get(`/assessments/${id}/reviews/mfa`)).body).toMatchObject({
        ...{ verdict: 'accepted', effectiveness: 1, note: 'Seen on page 12.', reviewedById: third.id },
        internalNote: 'Doubtful.',
      });
      expect(await stateOf(id)).toMatchObject({ status: 'completed', resultChangedAt: expect.any(String) });
      expect((await actionsOf(`/assessments/${id}`)).at(-1)).toBe('assessment.review_changed');
      expect((await itemsOf(`/assessments/${id}/reviews/mfa/history`))[0]).toMatchObject({
        action: 'review.changed_by_dispute',
        reason: 'Page 12, indeed.',
      });
      await app.settle();
      const after = await scoreOf(vendor);
      expect(failed(after)).toEqual([]);
      expect(Number(after['controlEffectiveness'])).toBeGreaterThan(Number(before['controlEffectiveness']));
      const findings = await itemsOf(`/findings?vendorId=${vendor}`);
      const statuses = findings.map(({ questionId, status }) => [questionId, status]);
      expect(Object.fromEntries(statuses as [string, string][])).toEqual({
        mfa: 'withdrawn',
        backups: 'open',
      });
      const withdrawn = findings.find(({ questionId }) => questionId === 'mfa');
      expect((await actionsOf(`/findings/${String(withdrawn?.['id'])}`)).at(-1)).toBe('finding.withdrawn');
      expect((await respondent.get('/respond/result')).body['findings']).toEqual({ raised: 2, open: 1 });
    });

    it('ends with its last day, also for a link that would have ended before', async () => {
      const sent = await sentAssessment(app, vendorId, { templateVersionId: small });
      const soon = { email: 'tom@vendor.example', expiresAt: `${inDays(10)}T00:00:00.000Z` };
      const { body } = await procurement.post(`/assessments/${sent.id}/invitations`, soon);
      const tom = app.holding(String(body['token']));
      for (const [id, value] of [['mfa', 'yes'] as const, ['backups', 'yes'] as const, ['hours', 3] as const])
        wanted(await tom.put(`/respond/answers/${id}`, { value }), 200);
      wanted(await tom.post('/respond/submission', signed), 200);
      await reviewAll(assessor, sent.id);
      await complete(app, assessor, sent.id);
      app.clock.advance({ days: 30 });
      expect((await tom.get('/respond/result')).status).toBe(200);
      app.clock.advance({ days: 1 });
      for (const closed of [await tom.get('/respond/result'), await raise(tom)])
        expect(closed.body).toMatchObject({ status: 401, code: 'auth.required' });
      await signIn();
      const invitation = `/assessments/${sent.id}/invitations/${body.id}`;
      const [entry] = await itemsOf(`${invitation}/history`);
      expect(entry).toMatchObject({ action: 'invitation.extended', changed: ['expiresAt'] });
      expect(
        (await procurement.post(`/assessments/${sent.id}/invitations`, { email: 'a@b.example' })).body,
      ).toMatchObject({ status: 409, code: 'invitation.closed' });
      expect(await itemsOf(`/assessments/${sent.id}/disputes`)).toEqual([]);
    });

    it('is listed with as many statements for one dispute as for many', async () => {
      const { id, respondent } = await result();
      for (const question of ['mfa', 'backups', 'hours']) wanted(await raise(respondent, question), 201);
      const { one, many, rows } = await queriesOfPage(app, auditor, `/assessments/${id}/disputes`);
      expect(rows).toBe(3);
      expect(many).toBe(one);
    });
  });
});
