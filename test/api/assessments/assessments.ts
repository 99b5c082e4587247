import { jest } from '@jest/globals';
import { AssessmentCompletionGate, AssessmentsService } from '../../../src/modules/questionnaires/index.js';
import { TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import {
  answerAll,
  aVendor,
  completedAssessment,
  reviewAll,
  sentAssessment,
  submittedAssessment,
  wanted,
} from '../../support/assessments.js';
import { pdf } from '../../support/files.js';
import { queriesOfPage, statementsDuring } from '../../support/queries.js';

type Unmet = { code: string; questionId: string };
const signed = { name: 'Ines Berg', title: 'Head of security', attestation: true };

describe('an assessment', () => {
  let app: TestApp;
  let procurement: Caller;
  let assessor: Caller;
  let auditor: Caller;
  let vendorId: string;
  let small: string;
  beforeAll(async () => {
    app = await TestApp.start();
    procurement = await app.person('procurement');
    assessor = await app.person('assessor');
    auditor = await app.person('auditor');
    vendorId = await aVendor(app);
    small = await publish('Small', [
      {
        id: 'access',
        title: 'Access',
        questions: [
          { id: 'mfa', text: 'MFA?', type: 'yes_no', domain: 'ACCESS_CONTROL', weight: 5, expected: 'yes' },
          {
            id: 'why',
            text: 'Why not?',
            type: 'text',
            domain: 'ACCESS_CONTROL',
            visibleWhen: 'answers.mfa == "no"',
          },
        ],
      },
      {
        id: 'tests',
        title: 'Tests',
        questions: [
          {
            id: 'pentest',
            text: 'Tested?',
            type: 'yes_no_na',
            domain: 'ASSURANCE',
            weight: 3,
            expected: 'yes',
            evidence: 'required',
          },
          {
            id: 'hours',
            text: 'Hours to tell us?',
            type: 'number',
            domain: 'INCIDENT_MANAGEMENT',
            weight: 2,
          },
        ],
      },
    ]);
  });
  afterAll(() => app.close());

  async function publish(name: string, sections: object[]): Promise<string> {
    const made = await procurement.post('/questionnaire-templates', { name, sections });
    wanted(await procurement.post(`/questionnaire-templates/${made.body.id}/versions/1/publication`), 200);
    return (made.body['versions'] as { id: string }[])[0]?.id ?? '';
  }
  const sent = () => sentAssessment(app, vendorId, { templateVersionId: small });
  const statusOf = async (id: string) => (await auditor.get(`/assessments/${id}`)).body['status'];
  const actionsOf = async (path: string) =>
    ((await auditor.get(`${path}/history?sort=seq`)).body['items'] as { action: string }[]).map(
      (e) => e.action,
    );
  const shownIn = (body: object) =>
    (body as { sections: { questions: { id: string }[] }[] }).sections.flatMap(({ questions }) =>
      questions.map((each) => each.id),
    );
  const unmetOf = ({ body }: Answer) =>
    (body['unmet'] as Unmet[]).map(({ code, questionId }) => [questionId, code]);

  describe('when it is prepared', () => {
    it('is a draft for one vendor and one published version', async () => {
      const asked = { vendorId, templateVersionId: small, dueOn: '2027-01-31', scope: 'Newsletter' };
      const made = await procurement.post('/assessments', asked);
      expect(made.status).toBe(201);
      expect(made.body).toEqual({
        id: expect.any(String),
        revision: 1,
        ...asked,
        serviceId: null,
        status: 'draft',
        planId: null,
        askGapOnly: true,
        signatory: null,
        statusReason: null,
        round: 1,
        reopensId: null,
        submittedAt: null,
        completedAt: null,
        replyUntil: null,
        resultChangedAt: null,
        createdAt: expect.any(String),
      });
      const changed = await procurement.change(`/assessments/${made.body.id}`, { dueOn: '2027-02-28' });
      expect(changed.body).toMatchObject({ dueOn: '2027-02-28', revision: 2 });
      expect((await procurement.patch(`/assessments/${made.body.id}`, { scope: 'All' })).status).toBe(428);
    });

    it('is refused for a draft version, an unknown vendor, bad fields, and roles that do not ask', async () => {
      const count = async () => (await auditor.get('/assessments?count=true')).body['total'];
      const before = await count();
      const draft = await procurement.post('/questionnaire-templates', { name: 'Draft' });
      const draftId = (draft.body['versions'] as { id: string }[])[0]?.id;
      const asked = { vendorId, templateVersionId: small, dueOn: '2027-01-31' };
      expect(
        (await procurement.post('/assessments', { ...asked, templateVersionId: draftId })).body,
      ).toMatchObject({
        status: 422,
        code: 'assessment.version_not_published',
      });
      expect((await procurement.post('/assessments', { ...asked, vendorId: small })).body).toMatchObject({
        status: 404,
        code: 'vendor.not_found',
      });
      expect((await procurement.post('/assessments', { ...asked, dueOn: '31.1.2027' })).status).toBe(400);
      expect((await auditor.post('/assessments', asked)).status).toBe(403);
      expect(await count()).toBe(before);
    });

    it('names a service of that vendor only, and one that is still offered', async () => {
      const service = { name: 'Mailer', criticality: 1, substitutability: 'easy' };
      const [own, foreign] = [vendorId, await aVendor(app)].map((id) => `/vendors/${id}/services`);
      const ofOwn = await procurement.post(String(own), service);
      const ofForeign = await procurement.post(String(foreign), service);
      const asked = { vendorId, templateVersionId: small, dueOn: '2027-01-31' };
      const made = await procurement.post('/assessments', { ...asked, serviceId: ofOwn.body.id });
      expect(made.body).toMatchObject({ serviceId: ofOwn.body.id });
      const removed = await procurement.delete(`${String(own)}/${ofOwn.body.id}`, { 'if-match': '"1"' });
      expect(removed.status).toBe(204);
      for (const serviceId of [ofForeign.body.id, ofOwn.body.id])
        expect((await procurement.post('/assessments', { ...asked, serviceId })).body).toMatchObject({
          status: 400,
          code: 'request.invalid',
          errors: [{ pointer: '/serviceId', code: 'unknown' }],
        });
    });
  });

  describe('when somebody is invited', () => {
    it('is sent, and answers link and token once', async () => {
      const { body } = await procurement.post('/assessments', {
        vendorId,
        templateVersionId: small,
        dueOn: '2027-01-31',
      });
      const invited = await procurement.post(`/assessments/${body.id}/invitations`, {
        email: 'Ines@Vendor.example',
      });
      expect(invited.status).toBe(201);
      expect(invited.body).toMatchObject({
        email: 'ines@vendor.example',
        sections: null,
        token: expect.stringMatching(/^khi_[\w-]{43}$/),
        link: `http://localhost:3000/respond#${String(invited.body['token'])}`,
      });
      expect(await statusOf(body.id)).toBe('sent');
      const path = `/assessments/${body.id}/invitations/${invited.body.id}`;
      expect((await auditor.get(path)).body).not.toHaveProperty('token');
      expect((await auditor.get(`/assessments/${body.id}/invitations`)).body['items']).toHaveLength(1);
      const { body: ledger } = await auditor.get(`/ledger/entries?subjectId=${invited.body.id}`);
      const [entry] = ledger['items'] as { entryId: string }[];
      const { body: recorded } = await auditor.get(`/ledger/entries/${entry?.entryId ?? ''}`);
      expect(JSON.stringify(recorded)).not.toMatch(/vendor\.example|khi_/);
    });

    it('is refused with unknown sections or an expiry in the past', async () => {
      const { id } = await sent();
      const invite = (fields: object) =>
        procurement.post(`/assessments/${id}/invitations`, { email: 'a@b.example', ...fields });
      expect((await invite({ sections: ['nowhere'] })).body).toMatchObject({
        code: 'invitation.unknown_sections',
      });
      expect((await invite({ expiresAt: '2020-01-01T00:00:00Z' })).body).toMatchObject({
        code: 'invitation.expiry_in_past',
      });
      expect((await invite({ email: 'nobody' })).status).toBe(400);
    });

    it('opens for the holder of the link only, and until it ends', async () => {
      const one = await sent();
      const { body } = await one.respondent.get('/respond/assessment');
      expect(body).toMatchObject({ id: one.id, status: 'sent', template: { name: 'Small', version: 1 } });
      expect(JSON.stringify(body)).not.toMatch(/expected|weight|knockout|effectiveness/);
      expect((await one.respondent.get(`/assessments/${one.id}`)).status).toBe(403);
      expect((await procurement.get('/respond/assessment')).status).toBe(403);
      expect((await app.holding(`khi_${'x'.repeat(43)}`).get('/respond/assessment')).status).toBe(401);
      const path = `/assessments/${one.id}/invitations/${one.invitationId}`;
      expect((await procurement.post(`${path}/revocation`)).body).toMatchObject({
        revokedAt: expect.any(String),
      });
      expect((await one.respondent.get('/respond/assessment')).body).toMatchObject({
        status: 401,
        code: 'auth.required',
      });
      expect((await procurement.post(`${path}/revocation`)).body).toMatchObject({
        code: 'invitation.revoked',
      });
      expect(await actionsOf(path)).toEqual(['invitation.created', 'invitation.revoked']);
      const cancelled = await sent();
      expect((await procurement.post(`/assessments/${cancelled.id}/cancellation`, {})).status).toBe(400);
      wanted(
        await procurement.post(`/assessments/${cancelled.id}/cancellation`, { reason: 'Wrong vendor' }),
        200,
      );
      expect((await cancelled.respondent.get('/respond/assessment')).status).toBe(401);
      const again = await procurement.post(`/assessments/${cancelled.id}/invitations`, {
        email: 'a@b.example',
      });
      expect(again.body).toMatchObject({ status: 409, code: 'invitation.closed' });
    });

    it('is closed to every link that ended, was guessed or is for something else, and nothing changes', async () => {
      const one = await sent();
      const other = await sent();
      wanted(await other.respondent.put('/respond/answers/pentest', { value: 'yes' }), 200);
      const file = { content: pdf('of another'), name: 'other.pdf' };
      const document = await other.respondent.upload('/respond/evidence', file, { questionId: 'pentest' });
      expect((await one.respondent.delete(`/respond/evidence/${document.body.id}`)).body).toMatchObject({
        status: 404,
        code: 'answer.not_found',
      });
      expect((await one.respondent.get('/respond/assessment')).body).toMatchObject({ id: one.id });
      const soon = new Date(app.clock.now().getTime() + 60_000).toISOString();
      const { body: brief } = await procurement.post(`/assessments/${one.id}/invitations`, {
        email: 'brief@vendor.example',
        expiresAt: soon,
      });
      const late = app.holding(String(brief['token']));
      expect((await late.get('/respond/assessment')).status).toBe(200);
      app.clock.advance({ seconds: 61 });
      const guessed = app.holding(`khi_${'A'.repeat(43)}`);
      const almost = app.holding(
        `${String(brief['token']).slice(0, -1)}${String(brief['token']).endsWith('A') ? 'B' : 'A'}`,
      );
      for (const closed of [late, guessed, almost])
        expect((await closed.put('/respond/answers/mfa', { value: 'yes' })).body).toMatchObject({
          status: 401,
          code: 'auth.required',
        });
      expect(await statusOf(one.id)).toBe('sent');
      expect(await statusOf(other.id)).toBe('in_progress');
    });

    it('opens by section to those who share it, and only the whole is submitted', async () => {
      const { id } = await sent();
      const { body } = await procurement.post(`/assessments/${id}/invitations`, {
        email: 'tom@vendor.example',
        sections: ['tests'],
      });
      const tom = app.holding(String(body['token']));
      const { body: seen } = await tom.get('/respond/assessment');
      expect((seen['sections'] as { id: string }[]).map((section) => section.id)).toEqual(['tests']);
      expect((await tom.put('/respond/answers/mfa', { value: 'yes' })).body).toMatchObject({
        status: 404,
        code: 'question.not_found',
      });
      expect((await tom.put('/respond/answers/hours', { value: 24 })).status).toBe(200);
      expect((await tom.get('/respond/completeness')).body).toMatchObject({
        complete: false,
        asked: 2,
        answered: 1,
      });
      expect((await tom.post('/respond/submission', signed)).body).toMatchObject({
        status: 403,
        code: 'assessment.sections_only',
      });
    });
  });

  describe('when it is answered', () => {
    it('keeps each answer with its revision; the first one begins the work', async () => {
      const { id, respondent } = await sent();
      const first = await respondent.put('/respond/answers/mfa', { value: 'no', comment: 'Next year.' });
      expect(first.status).toBe(200);
      expect(first.headers['etag']).toBe('"1"');
      expect(first.body).toMatchObject({
        questionId: 'mfa',
        revision: 1,
        value: 'no',
        comment: 'Next year.',
      });
      expect(await statusOf(id)).toBe('in_progress');
      expect((await respondent.put('/respond/answers/mfa', { value: 'yes' })).body).toMatchObject({
        status: 428,
      });
      const changed = await respondent.put('/respond/answers/mfa', { value: 'yes' }, { 'if-match': '"1"' });
      expect(changed.body).toMatchObject({ revision: 2, value: 'yes', comment: null });
      expect(await actionsOf(`/assessments/${id}/answers/mfa`)).toEqual(['answer.given', 'answer.changed']);
      const { body: entries } = await auditor.get('/ledger/entries?action=answer.changed');
      expect((entries['items'] as { actor: { kind: string } }[])[0]?.actor.kind).toBe('respondent');
    });

    it('tells the second of two who type into one answer what is there now, and loses nothing', async () => {
      const { id, respondent, invitationId } = await sent();
      const { body } = await procurement.post(`/assessments/${id}/invitations`, {
        email: 'tom@vendor.example',
      });
      const tom = app.holding(String(body['token']));
      await respondent.put('/respond/answers/hours', { value: 24 });
      const names = { [invitationId]: 'Respondent 1 of', [body.id]: 'Respondent 2 of' };
      const both = await Promise.all([
        respondent.put('/respond/answers/hours', { value: 48 }, { 'if-match': '"1"' }),
        tom.put('/respond/answers/hours', { value: 72 }, { 'if-match': '"1"' }),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
      const [kept, lost] = both.toSorted((a, b) => a.status - b.status);
      const { revision, value, answeredById, answeredAt } = kept?.body as Body;
      expect(lost?.body).toMatchObject({
        code: 'answer.conflict',
        currentRevision: 2,
        current: {
          ...{ revision, value, comment: null, answeredAt },
          answeredBy: {
            invitationId: answeredById,
            name: expect.stringContaining(names[String(answeredById)] ?? 'nobody'),
            isYou: false,
          },
        },
      });
      expect(JSON.stringify(lost?.body)).not.toContain('@');
      const firsts = await Promise.all([
        respondent.put('/respond/answers/mfa', { value: 'yes' }),
        tom.put('/respond/answers/mfa', { value: 'no' }),
      ]);
      expect(firsts.map(({ status }) => status).sort()).toEqual([200, 428]);
      expect(firsts.find(({ status }) => status === 428)?.body).toMatchObject({
        current: { revision: 1, answeredBy: { isYou: false } },
      });
      expect((await auditor.get(`/assessments/${id}/answers/hours/history`)).body['items']).toMatchObject([
        { actor: { kind: 'respondent', name: expect.stringMatching(/^Respondent [12] of Vendor/) } },
        { actor: { kind: 'respondent', id: invitationId, name: expect.stringMatching(/^Respondent 1 of /) } },
      ]);
    });

    it('costs a few statements, however many questions there are, and reads only what decides it', async () => {
      const { respondent } = await sentAssessment(app, vendorId, { templateVersionId: small });
      await respondent.put('/respond/answers/mfa', { value: 'no' });
      await respondent.put('/respond/answers/why', { value: 'Soon.' });
      const statements = await statementsDuring(app, () =>
        respondent.put('/respond/answers/why', { value: 'Next year.' }, { 'if-match': '"1"' }),
      );
      expect(statements.filter((sql) => /questionnaire_version|review|answer_evidence/.test(sql))).toEqual(
        [],
      );
      expect(statements.length).toBeLessThanOrEqual(9);
    });

    it('takes the same answer twice from one respondent, whose connection may have broken, as one', async () => {
      const { id, respondent } = await sent();
      for (const headers of [{}, {}, { 'if-match': '"7"' }])
        expect((await respondent.put('/respond/answers/hours', { value: 24 }, headers)).body).toMatchObject({
          revision: 1,
        });
      expect(await actionsOf(`/assessments/${id}/answers/hours`)).toEqual(['answer.given']);
    });

    it('does not take an answer or a document for a question that is hidden, and says on what it hangs', async () => {
      const { id, respondent } = await sent();
      const file = { content: pdf('why'), name: 'why.pdf' };
      for (const refused of [
        await respondent.put('/respond/answers/why', { value: 'We have no time.' }),
        await respondent.upload('/respond/evidence', file, { questionId: 'why' }),
      ])
        expect(refused.body).toMatchObject({
          status: 409,
          code: 'answer.question_hidden',
          questionId: 'why',
          visibleWhen: 'answers.mfa == "no"',
          hangsOn: ['mfa'],
        });
      expect(await statusOf(id)).toBe('sent');
      expect((await auditor.get('/evidence?q=why.pdf&count=true')).body['total']).toBe(0);
    });

    const not = (code: string, pointer = '/value') => ({
      code,
      errors: [expect.objectContaining({ pointer })],
    });

    it.each([
      ['a code that is no answer', '/mfa', { value: 'maybe' }, not('answer.not_acceptable')],
      ['a text for a number', '/hours', { value: '24' }, not('answer.not_acceptable')],
      ['an object', '/mfa', { value: { yes: true } }, not('request.invalid')],
      ['no value', '/mfa', {}, not('request.invalid')],
      ['an unknown field', '/mfa', { value: 'yes', weight: 9 }, not('request.invalid', '/weight')],
    ])('refuses %s, and stores nothing', async (_case, question, body, refusal) => {
      const { id, respondent } = await sent();
      const refused = await respondent.put(`/respond/answers${question}`, body);
      expect(refused.body).toMatchObject({ status: 400, ...refusal });
      expect(await statusOf(id)).toBe('sent');
    });

    it('has no answer to a question that it does not ask', async () => {
      const { respondent } = await sent();
      for (const name of ['shoe-size', 'constructor', '..'])
        expect(
          (await respondent.put(`/respond/answers/${encodeURIComponent(name)}`, { value: 'yes' })).status,
        ).toBe(404);
    });

    it('says what is missing until nothing is, and keeps hidden answers apart', async () => {
      const { id, respondent } = await sent();
      const missing = async () => {
        const { body } = await respondent.get('/respond/completeness');
        return (body['missing'] as { questionId: string; reasons: string[] }[]).map((m) => [
          m.questionId,
          ...m.reasons,
        ]);
      };
      expect(await missing()).toEqual([
        ['mfa', 'unanswered'],
        ['pentest', 'unanswered'],
        ['hours', 'unanswered'],
      ]);
      await respondent.put('/respond/answers/mfa', { value: 'no' });
      await respondent.put('/respond/answers/pentest', { value: 'yes' });
      await respondent.put('/respond/answers/hours', { value: 24 });
      expect(await missing()).toEqual([
        ['why', 'unanswered'],
        ['pentest', 'evidence_missing'],
      ]);
      await respondent.put('/respond/answers/why', { value: 'We have no time.' });
      await respondent.put('/respond/answers/mfa', { value: 'yes' }, { 'if-match': '"1"' });
      const { body: seen } = await respondent.get('/respond/assessment');
      expect(seen['hiddenAnswers']).toEqual([expect.objectContaining({ questionId: 'why' })]);
      expect(shownIn(seen)).not.toContain('why');
      const { body: ours } = await auditor.get(`/assessments/${id}`);
      expect(ours['hiddenAnswers']).toMatchObject(seen['hiddenAnswers'] as object[]);
      expect(ours['progress']).toMatchObject({ asked: 3, answered: 3 });
      const taken = await respondent.put('/respond/answers/why', { value: null }, { 'if-match': '"1"' });
      expect(taken.body).toMatchObject({ revision: 2, value: null });
      const again = await respondent.put('/respond/answers/why', { value: 'No.' }, { 'if-match': '"2"' });
      expect(again.body['code']).toBe('answer.question_hidden');
      const file = { content: pdf('test report'), name: 'pentest.pdf' };
      const attached = await respondent.upload('/respond/evidence', file, {
        questionId: 'pentest',
        kind: 'TEST_REPORT',
      });
      expect(attached.status).toBe(201);
      expect(attached.body).toMatchObject({ title: 'pentest.pdf', kind: 'TEST_REPORT' });
      expect((await respondent.get('/respond/completeness')).body).toMatchObject({
        complete: true,
        asked: 3,
        answered: 3,
        hiddenAnswers: [],
      });
      expect((await assessor.get(`/evidence/${attached.body.id}`)).body).toMatchObject({
        vendorId,
        uploadedByKind: 'respondent',
      });
      expect((await respondent.delete(`/respond/evidence/${attached.body.id}`)).status).toBe(204);
      expect(await missing()).toEqual([['pentest', 'evidence_missing']]);
      expect((await respondent.get(`/evidence/${attached.body.id}`)).status).toBe(403);
    });

    it('is not submitted while something is missing; all of it is named, and nothing changes', async () => {
      const { id, respondent } = await sent();
      await respondent.put('/respond/answers/pentest', { value: 'na' });
      const refused = await respondent.post('/respond/submission', signed);
      expect(refused.body).toMatchObject({ status: 422, code: 'assessment.incomplete' });
      expect(unmetOf(refused)).toEqual([
        ['mfa', 'UNANSWERED'],
        ['pentest', 'EXPLANATION_MISSING'],
        ['hours', 'UNANSWERED'],
      ]);
      expect(
        (await respondent.post('/respond/submission', { ...signed, attestation: false })).body,
      ).toMatchObject({
        status: 400,
        errors: [{ pointer: '/attestation', code: 'attested', message: expect.any(String) }],
      });
      expect(await statusOf(id)).toBe('in_progress');
    });

    it('is submitted under a name that stands in the ledger as digest only, and is fixed then', async () => {
      const { id, respondent } = await submittedAssessment(app, vendorId, { templateVersionId: small });
      const { body } = await auditor.get(`/assessments/${id}`);
      expect(body).toMatchObject({
        status: 'submitted',
        signatory: { name: 'Ines Berg', title: 'Head of security' },
      });
      expect(
        (await respondent.put('/respond/answers/mfa', { value: 'no' }, { 'if-match': '"1"' })).body,
      ).toMatchObject({
        status: 409,
        code: 'assessment.not_open',
      });
      expect((await respondent.get('/respond/assessment')).body).toMatchObject({ status: 'submitted' });
      const { body: page } = await auditor.get('/ledger/entries?action=assessment.submitted&sort=-seq');
      const [entry] = page['items'] as { entryId: string }[];
      const { body: recorded } = await auditor.get(`/ledger/entries/${entry?.entryId ?? ''}`);
      expect(JSON.stringify(recorded)).not.toContain('Ines Berg');
    });

    it('lapses 30 days after it was due', async () => {
      const { id, respondent } = await sentAssessment(app, vendorId, {
        templateVersionId: small,
        dueOn: '2026-12-01',
      });
      app.clock.advance({ days: 45 });
      await app.settle();
      auditor = await app.person('auditor');
      procurement = await app.person('procurement');
      assessor = await app.person('assessor');
      expect(await statusOf(id)).toBe('expired');
      expect((await respondent.get('/respond/assessment')).status).toBe(401);
      expect((await procurement.post(`/assessments/${id}/cancellation`, { reason: 'x' })).body).toMatchObject(
        {
          status: 409,
          code: 'assessment.cannot_move',
        },
      );
    });
  });

  describe('when it is reviewed', () => {
    it('takes strength and effectiveness from the answer unless told, and completes when all is reviewed', async () => {
      const { id } = await submittedAssessment(app, vendorId, { templateVersionId: small });
      const path = `/assessments/${id}`;
      const first = await assessor.put(`${path}/reviews/mfa`, { verdict: 'accepted', note: 'Seen.' });
      expect(first.body).toMatchObject({
        revision: 1,
        effectiveness: 1,
        evidenceStrength: 0.3,
        note: 'Seen.',
      });
      expect(await statusOf(id)).toBe('in_review');
      const refused = await assessor.post(`${path}/completion`);
      expect(refused.body).toMatchObject({ status: 422, code: 'assessment.not_reviewed' });
      expect(unmetOf(refused)).toEqual([
        ['pentest', 'REVIEW_MISSING'],
        ['hours', 'REVIEW_MISSING'],
      ]);
      expect((await assessor.put(`${path}/reviews/hours`, { verdict: 'accepted' })).body).toMatchObject({
        status: 400,
        code: 'review.grade_needed',
      });
      await assessor.put(`${path}/reviews/hours`, { verdict: 'accepted', effectiveness: 0.5 });
      const report = await assessor.put(`${path}/reviews/pentest`, {
        verdict: 'accepted',
        evidenceStrength: 0.8,
      });
      expect(report.body).toMatchObject({ effectiveness: 1, evidenceStrength: 0.8 });
      expect((await assessor.put(`${path}/reviews/mfa`, { verdict: 'rejected' })).status).toBe(428);
      const completed = await assessor.post(`${path}/completion`);
      expect(completed.body).toMatchObject({ status: 'completed', completedAt: expect.any(String) });
      expect((await auditor.get(path)).body['progress']).toEqual({
        asked: 3,
        answered: 3,
        incomplete: 0,
        reviewed: 3,
      });
      expect(
        (await assessor.put(`${path}/reviews/mfa`, { verdict: 'rejected' }, { 'if-match': '"1"' })).body,
      ).toMatchObject({
        status: 409,
        code: 'assessment.not_in_review',
      });
      expect(await actionsOf(path)).toEqual([
        'assessment.created',
        'assessment.sent',
        'assessment.begun',
        'assessment.submitted',
        'assessment.review_started',
        'assessment.completed',
      ]);
    });

    it('refuses what is not on the scales, hidden questions, and everybody but assessors', async () => {
      const { id } = await submittedAssessment(app, vendorId, { templateVersionId: small });
      const path = `/assessments/${id}/reviews`;
      const bad = await assessor.put(`${path}/mfa`, {
        verdict: 'fine',
        effectiveness: 0.7,
        evidenceStrength: 2,
      });
      expect((bad.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual([
        '/effectiveness',
        '/evidenceStrength',
        '/verdict',
      ]);
      expect((await assessor.put(`${path}/why`, { verdict: 'accepted' })).body).toMatchObject({
        code: 'review.not_asked',
      });
      expect((await assessor.put(`${path}/nothing`, { verdict: 'accepted' })).status).toBe(404);
      expect((await procurement.put(`${path}/mfa`, { verdict: 'accepted' })).status).toBe(403);
      expect(await statusOf(id)).toBe('submitted');
    });

    it('is not judged by whoever provided the evidence', async () => {
      const { id } = await submittedAssessment(app, vendorId, { templateVersionId: small });
      const file = { content: pdf('trust centre'), name: 'soc2.pdf' };
      const stored = await assessor.upload('/evidence', file, {
        title: 'SOC 2',
        kind: 'AUDIT_REPORT',
        vendorId,
      });
      const link = { questionId: 'mfa', evidenceId: stored.body.id };
      expect((await assessor.post(`/assessments/${id}/evidence`, link)).status).toBe(201);
      const path = `/assessments/${id}/reviews/mfa`;
      expect((await assessor.put(path, { verdict: 'accepted' })).body).toMatchObject({
        status: 403,
        code: 'review.own_evidence',
      });
      expect((await assessor.get(path)).body).toMatchObject({ status: 404, code: 'review.not_found' });
      const colleague = await app.person('assessor');
      expect((await colleague.put(path, { verdict: 'accepted' })).body).toMatchObject({
        evidenceStrength: 0.5,
      });
      const unknown = await assessor.post(`/assessments/${id}/evidence`, { ...link, evidenceId: id });
      expect(unknown.body).toMatchObject({ status: 404, code: 'evidence.not_found' });
    });

    it('goes back with notes, is answered again, and the changed answer is reviewed anew', async () => {
      const { id, respondent } = await submittedAssessment(app, vendorId, { templateVersionId: small });
      const path = `/assessments/${id}`;
      await reviewAll(assessor, id, {
        mfa: { verdict: 'needs_clarification', note: 'For whom?', internalNote: 'Doubtful.' },
        hours: { effectiveness: 1 },
      });
      expect(unmetOf(await assessor.post(`${path}/completion`))).toEqual([['mfa', 'CLARIFICATION_OPEN']]);
      expect((await assessor.post(`${path}/return`, {})).status).toBe(400);
      wanted(await assessor.post(`${path}/return`, { reason: 'One question' }), 200);
      const { body: seen } = await respondent.get('/respond/assessment');
      expect(seen['status']).toBe('returned');
      expect(JSON.stringify(seen)).toContain('For whom?');
      expect(JSON.stringify(seen)).not.toContain('Doubtful.');
      await respondent.put(
        '/respond/answers/mfa',
        { value: 'yes', comment: 'Everybody.' },
        { 'if-match': '"1"' },
      );
      expect(await statusOf(id)).toBe('in_progress');
      wanted(await respondent.post('/respond/submission', signed), 200);
      wanted(await assessor.post(`${path}/review`), 200);
      expect(unmetOf(await assessor.post(`${path}/completion`))).toEqual([['mfa', 'REVIEW_OUTDATED']]);
      wanted(await assessor.put(`${path}/reviews/mfa`, { verdict: 'accepted' }, { 'if-match': '"1"' }), 200);
      wanted(await assessor.post(`${path}/completion`), 200);
      expect(await actionsOf(`${path}/reviews/mfa`)).toEqual(['review.given', 'review.changed']);
    });

    it('is completed when the published standard has no objection, and says every one at once', async () => {
      const { id } = await submittedAssessment(app, vendorId, { templateVersionId: small });
      const path = `/assessments/${id}`;
      await reviewAll(assessor, id, {
        mfa: { verdict: 'needs_clarification', note: 'For whom?' },
        hours: { effectiveness: 1 },
      });
      const objection = {
        ...{
          code: 'COVERAGE',
          requirement: 'Controls are covered',
          message: 'Found: 3 of 40.',
          law: 'GDPR 28',
        },
        ...{ severity: 'blocking' as const, remedy: 'Ask more.', waivable: true, waivedUntil: null },
        ...{ facts: {}, error: null, waiverId: null },
      };
      const unmet = jest
        .spyOn(app.app.get(AssessmentCompletionGate, { strict: false }), 'unmet')
        .mockResolvedValue([objection, { ...objection, code: 'HINT', severity: 'warning' }]);
      try {
        const open = await assessor.post(`${path}/completion`);
        expect(open.body['code']).toBe('assessment.not_reviewed');
        expect((open.body['unmet'] as Unmet[]).map(({ code }) => code)).toEqual([
          'CLARIFICATION_OPEN',
          'COVERAGE',
        ]);
        await assessor.put(`${path}/reviews/mfa`, { verdict: 'accepted' }, { 'if-match': '"1"' });
        expect((await assessor.post(`${path}/completion`)).body).toMatchObject({
          status: 422,
          code: 'assessment.not_completable',
          unmet: [objection],
        });
        expect(await statusOf(id)).toBe('in_review');
        expect(unmet).toHaveBeenLastCalledWith(
          expect.objectContaining({ id, vendorId, templateVersionId: small }),
        );
      } finally {
        unmet.mockRestore();
      }
      wanted(await assessor.post(`${path}/completion`), 200);
    });

    it('is shown as it was at a moment, answers included', async () => {
      const { id, respondent } = await sent();
      await respondent.put('/respond/answers/mfa', { value: 'no' });
      const between = app.clock.now().toISOString();
      app.clock.advance({ seconds: 1 });
      await respondent.put('/respond/answers/mfa', { value: 'yes' }, { 'if-match': '"1"' });
      await respondent.put('/respond/answers/hours', { value: 4 });
      const { body } = await auditor.get(`/assessments/${id}?at=${between}`);
      const shown = (body['sections'] as { questions: { id: string; answer: { value: unknown } | null }[] }[])
        .flatMap(({ questions }) => questions)
        .map((question) => [question.id, question.answer?.value ?? null]);
      expect(shown).toEqual([
        ['mfa', 'no'],
        ['why', null],
        ['pentest', null],
        ['hours', null],
      ]);
    });
  });

  describe('when it is completed', () => {
    it('says of each control what scores are made of, and what deserves a finding', async () => {
      const other = await aVendor(app);
      const service = app.app.get(AssessmentsService);
      expect(await service.assessedControls(other)).toBeNull();
      const { id, respondent } = await completedAssessment(app, other, {
        answers: { mfa: 'nobody', breach_notice: 'hours_72', ai_training: 'na' },
        reviews: {
          ai_training: { notApplicableAccepted: true },
          independent_report: { evidenceStrength: 1 },
        },
      });
      expect((await respondent.get('/respond/assessment')).body).toMatchObject({ status: 'completed' });
      const result = await service.assessedControls(other);
      expect(result).toMatchObject({ assessmentId: id, completedAt: expect.any(Date) });
      const control = (name: string) => result?.controls.find(({ questionId }) => questionId === name);
      expect(control('mfa')).toEqual({
        questionId: 'mfa',
        text: expect.any(String),
        domain: 'ACCESS_CONTROL',
        controlRefs: expect.arrayContaining(['ISO27001:A.8.5']),
        weight: 5,
        answer: 0,
        notApplicable: false,
        evidenceStrength: 0.3,
        evidenceValidTo: null,
        halfLifeDays: 180,
        knockoutTiers: [1, 2, 3],
      });
      expect(control('independent_report')).toMatchObject({ answer: 1, evidenceStrength: 1 });
      expect(control('ai_training')).toMatchObject({ answer: 0, notApplicable: true });
      expect(control('subprocessors')).toBeUndefined();
      const weak = await service.weakAnswers(id);
      expect(weak.vendorId).toBe(other);
      expect(weak.items.map(({ questionId, severity }) => [questionId, severity])).toEqual([
        ['mfa', 'critical'],
        ['breach_notice', 'high'],
      ]);
    });
  });

  it('is listed by vendor, state and due day, with as many statements for one as for many', async () => {
    const { body } = await auditor.get(`/assessments?vendorId=${vendorId}&status=completed&count=true`);
    expect(body['total']).toBe(3);
    expect((await auditor.get('/assessments?dueBefore=2026-12-15&count=true')).body['total']).toBe(1);
    const { one, many, rows } = await queriesOfPage(app, auditor, '/assessments?sort=dueOn');
    expect(rows).toBeGreaterThan(5);
    expect(many).toBe(one);
  });

  it('with the whole baseline can be answered and submitted as it stands', async () => {
    const baseline = await sentAssessment(app, vendorId);
    await answerAll(baseline);
    expect((await baseline.respondent.get('/respond/completeness')).body).toMatchObject({
      complete: true,
      missing: [],
    });
  });
});
