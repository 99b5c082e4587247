import { createHash } from 'node:crypto';
import { Database } from '../../../src/platform/database/database.js';
import { AuditScoresService } from '../../../src/modules/audit-scores/index.js';
import { shippedModels } from '../../../src/modules/audit-scores/domain/shipped-models.js';
import { scoreOf } from '../../../src/modules/audit-scores/domain/score.js';
import { TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import { complete, reviewAll, sentAssessment, wanted } from '../../support/assessments.js';
import { pdf } from '../../support/files.js';
import { queriesOfPage } from '../../support/queries.js';

const [shipped] = shippedModels;
if (!shipped) throw new Error('no model');
type Items = Record<string, unknown>[];
const items = ({ body }: Answer) => body['items'] as Items;

describe('audit scores', () => {
  let app: TestApp;
  let procurement: Caller;
  let auditor: Caller;
  beforeAll(async () => {
    app = await TestApp.start();
    procurement = await app.person('procurement');
    auditor = await app.person('auditor');
  });
  afterAll(() => app.close());

  async function aVendor(name: string): Promise<Body> {
    const { status, body } = await procurement.post('/vendors', { name, country: 'DE' });
    expect(status).toBe(201);
    return body;
  }
  const payroll = {
    sensitivity: 4,
    volume: 2,
    access: 3,
    criticality: 4,
    transferExposure: 1,
    rationale: 'Runs payroll for 4,000 people.',
  };

  describe('a risk profile', () => {
    it('gives inherent risk and tier with the reasons, and the vendor its tier', async () => {
      const { id } = await aVendor('Payroll One');
      const { status, body, headers } = await procurement.put(`/vendors/${id}/risk-profile`, payroll);
      expect(status).toBe(200);
      expect(headers['etag']).toBe('"1"');
      expect(body).toMatchObject({
        ...{ revision: 1, vendorId: id, inherentRisk: 80, tier: 1, setById: procurement.id },
        ...payroll,
        model: { id: 'keyholder-1', version: 1 },
      });
      expect((body['contributions'] as Items).map(({ id: factor, points }) => [factor, points])).toEqual([
        ['sensitivity', 35],
        ['volume', 7.5],
        ['access', 15],
        ['criticality', 20],
        ['transferExposure', 2.5],
      ]);
      expect((body['floors'] as Items).map(({ id: floor }) => floor)).toEqual([
        'SENSITIVE_AT_SCALE',
        'SOLE_PROVIDER',
      ]);
      expect((await auditor.get(`/vendors/${id}`)).body).toMatchObject({ tier: 1, revision: 2 });
      expect((await auditor.get(`/vendors/${id}/risk-profile`)).body).toEqual(body);
    });

    it('is replaced only by who read it, and shown as it was', async () => {
      const { id } = await aVendor('Newsletter');
      const path = `/vendors/${id}/risk-profile`;
      const early = await procurement.put(path, payroll, { 'if-match': '"1"' });
      expect(early.body).toMatchObject({ status: 412, code: 'request.stale' });
      const { body: first } = await procurement.put(path, payroll);
      const between = app.clock.now().toISOString();
      app.clock.advance({ seconds: 2 });
      const newsletter = {
        ...{ sensitivity: 1, volume: 3, access: 1, criticality: 1, transferExposure: 1 },
        rationale: 'Addresses and opens only.',
      };
      expect((await procurement.put(path, newsletter)).body).toMatchObject({
        status: 428,
        code: 'request.if_match_required',
      });
      expect((await procurement.put(path, newsletter, { 'if-match': '"7"' })).status).toBe(412);
      expect((await auditor.get(path)).body).toEqual(first);
      const { body: second } = await procurement.put(path, newsletter, { 'if-match': '"1"' });
      expect(second).toMatchObject({ revision: 2, inherentRisk: 32.5, tier: 3, floors: [] });
      expect((await procurement.put(path, newsletter, { 'if-match': '"2"' })).body).toEqual(second);
      expect((await auditor.get(`${path}?at=${between}`)).body).toEqual(first);
      expect((await auditor.get(`/vendors/${id}`)).body).toMatchObject({ tier: 3 });
      const history = items(await auditor.get(`${path}/history`));
      expect(history.map(({ action, reason }) => [action, reason])).toEqual([
        ['risk_profile.set', newsletter.rationale],
        ['risk_profile.set', payroll.rationale],
      ]);
    });

    it('is not there for a vendor without one, nor for no vendor', async () => {
      const { id } = await aVendor('Unprofiled');
      expect((await auditor.get(`/vendors/${id}/risk-profile`)).body).toMatchObject({
        status: 404,
        code: 'risk_profile.not_found',
      });
      const nowhere = '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f';
      for (const ask of [
        auditor.get(`/vendors/${nowhere}/risk-profile`),
        procurement.put(`/vendors/${nowhere}/risk-profile`, payroll),
      ])
        expect((await ask).body).toMatchObject({ status: 404, code: 'vendor.not_found' });
    });

    it('is refused with every bad factor at once, and the tier stays unknown', async () => {
      const { id } = await aVendor('Badly profiled');
      const { body } = await procurement.put(`/vendors/${id}/risk-profile`, {
        ...payroll,
        sensitivity: 5,
        volume: 1.5,
        access: null,
      });
      expect((body['errors'] as Items).map(({ pointer }) => pointer).sort()).toEqual([
        '/access',
        '/sensitivity',
        '/volume',
      ]);
      expect((await auditor.get(`/vendors/${id}`)).body).toMatchObject({ tier: null, revision: 1 });
    });

    it('is set by procurement only', async () => {
      const { id } = await aVendor('Guarded');
      for (const role of ['assessor', 'dpo', 'auditor', 'admin', 'approver', 'requester'] as const) {
        const caller = await app.person(role);
        expect((await caller.put(`/vendors/${id}/risk-profile`, payroll)).body).toMatchObject({
          status: 403,
          code: 'auth.forbidden',
        });
      }
      expect((await auditor.get(`/vendors/${id}`)).body).toMatchObject({ tier: null });
    });
  });

  const day = (days: number) =>
    new Date(app.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const question = (id: string, weight: number, more: object = {}) => ({
    ...{ id, text: `Is ${id} in place?`, type: 'yes_no', domain: 'ACCESS_CONTROL', weight, expected: 'yes' },
    ...more,
  });
  let payrollQuestions: string | undefined;
  async function questions(): Promise<string> {
    if (payrollQuestions) return payrollQuestions;
    const knockout = { tiers: [1, 2] };
    const sections = [
      {
        id: 'all',
        title: 'All',
        questions: [
          question('mfa', 5, { knockout }),
          question('enc', 5, { knockout }),
          question('pentest', 3, { evidence: 'optional', halfLifeDays: 180 }),
          question('ir_plan', 4),
          question('subproc', 3, { evidence: 'optional', halfLifeDays: 90 }),
          question('training', 2, { required: false }),
        ],
      },
    ];
    const author = await app.person('procurement');
    const made = wanted(await author.post('/questionnaire-templates', { name: 'Payroll', sections }), 201);
    wanted(await author.post(`/questionnaire-templates/${made.id}/versions/1/publication`), 200);
    payrollQuestions = (made['versions'] as { id: string }[])[0]?.id ?? '';
    return payrollQuestions;
  }
  /** The vendor of the worked example: its answers, its evidence, and what the reviewer made of them. */
  async function assessed(vendorId: string, answers: Record<string, string> = {}): Promise<void> {
    const sent = await sentAssessment(app, vendorId, {
      templateVersionId: await questions(),
      dueOn: day(30),
    });
    for (const id of ['mfa', 'enc', 'pentest', 'ir_plan', 'subproc'])
      wanted(await sent.respondent.put(`/respond/answers/${id}`, { value: answers[id] ?? 'yes' }), 200);
    for (const [questionId, over] of [
      ['pentest', 60],
      ['subproc', 90],
    ] as const)
      wanted(
        await sent.respondent.upload(
          '/respond/evidence',
          { content: pdf(questionId), name: `${questionId}.pdf`, type: 'application/pdf' },
          { questionId, title: questionId, validTo: day(-over) },
        ),
        201,
      );
    const signed = { name: 'Ines Berg', title: 'Head of security', attestation: true };
    wanted(await sent.respondent.post('/respond/submission', signed), 200);
    const assessor = await app.person('assessor');
    await reviewAll(assessor, sent.id, {
      mfa: { evidenceStrength: 1 },
      enc: { evidenceStrength: 1 },
      pentest: { evidenceStrength: 0.8 },
      ir_plan: { effectiveness: 0.5, evidenceStrength: 0.5 },
      subproc: { evidenceStrength: 0.5 },
    });
    await complete(app, assessor, sent.id);
    await app.settle();
  }
  async function aPayrollVendor(name: string, answers?: Record<string, string>): Promise<string> {
    const author = await app.person('procurement');
    const { id } = wanted(await author.post('/vendors', { name, country: 'DE', allowDuplicate: true }), 201);
    wanted(await author.put(`/vendors/${id}/risk-profile`, payroll), 200);
    await app.settle();
    await assessed(id, answers);
    return id;
  }
  const scoreNow = async (id: string) =>
    (await (await app.person('auditor')).get(`/vendors/${id}/audit-score`)).body;
  const hundredths = (parts: unknown) =>
    (parts as { points: number }[]).reduce((total, { points }) => total + Math.round(points * 100), 0);

  describe('a vendor without a score', () => {
    it('is unscored with every reason, and cannot be scored by asking', async () => {
      const { id } = await aVendor('Unscored');
      const reasons = ['NO_RISK_PROFILE', 'NO_COMPLETED_ASSESSMENT'];
      const { status, body } = await auditor.get(`/vendors/${id}/audit-score`);
      expect(status).toBe(200);
      expect(body).toEqual({
        state: 'unscored',
        vendorId: id,
        reasons: reasons.map((code) => ({ code, message: expect.any(String), remedy: expect.any(String) })),
      });
      const refused = await procurement.post(`/vendors/${id}/audit-scores`);
      expect(refused.body).toMatchObject({
        status: 422,
        code: 'audit_score.unscored',
        reasons: body['reasons'],
      });
      expect(items(await auditor.get(`/vendors/${id}/audit-scores`))).toEqual([]);
    });

    it('stays unscored with a risk profile alone', async () => {
      const { id } = await aVendor('Half known');
      await procurement.put(`/vendors/${id}/risk-profile`, payroll);
      await app.settle();
      const { body } = await auditor.get(`/vendors/${id}/audit-score`);
      expect((body['reasons'] as Items).map(({ code }) => code)).toEqual(['NO_COMPLETED_ASSESSMENT']);
    });
  });

  describe('a score', () => {
    it('of payroll is the one that was worked out by hand', async () => {
      const id = await aPayrollVendor('Payroll, scored');
      const body = await scoreNow(id);
      expect(body).toMatchObject({
        ...{ state: 'scored', vendorId: id, number: 1, revision: 1, cause: 'assessment.completed' },
        ...{ inherentRisk: 80, tier: 1, controlEffectiveness: 0.62, residualRisk: 35.31, grade: 'C' },
        ...{ confidence: 0.67, coverage: 0.91, range: null, knockouts: [] },
        model: { id: 'keyholder-1', version: 1 },
        inputsDigest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      });
      expect((body['contributions'] as Items).map(({ id: part, points }) => [part, points])).toEqual([
        ['inherent', 80],
        ['enc', -16.36],
        ['ir_plan', -3.27],
        ['mfa', -16.36],
        ['pentest', -6.24],
        ['subproc', -2.46],
        ['training', 0],
      ]);
      expect(hundredths(body['contributions'])).toBe(3531);
      expect((body['drags'] as Items).map(({ id: drag, points }) => [drag, points])).toEqual([
        ['ir_plan', 9.82],
        ['subproc', 7.36],
        ['training', 6.55],
        ['pentest', 3.58],
      ]);
      expect(body['domains']).toEqual([
        { domain: 'ACCESS_CONTROL', controls: 6, controlEffectiveness: 0.62, coverage: 0.91 },
      ]);
      const pentest = (body['contributions'] as Items).find(({ id: part }) => part === 'pentest');
      expect(pentest).toMatchObject({ domain: 'ACCESS_CONTROL', evidenceValidTo: day(-60), weight: 3 });
      expect(await readiness(id)).toEqual({ ready: true, codes: ['VENDOR_EVIDENCE_IN_DATE'] });

      const reader = await app.person('auditor');
      const path = `/audit-scores/${body.id}`;
      const { body: better } = await reader.get(`${path}/counterfactuals`);
      expect(better).toMatchObject({ grade: 'C', target: 'B', nearest: null, search: { complete: true } });
      const [smallest] = better['items'] as Items;
      expect(smallest).toMatchObject({ grade: 'B', residualRisk: 28.11 });
      expect((await reader.get(`${path}/counterfactuals?target=E`)).body).toMatchObject({ status: 400 });

      const { body: checked } = await reader.get(`${path}/verification`);
      expect(checked).toMatchObject({ verified: true, differing: [], storedDigest: body['inputsDigest'] });
      expect(checked['recomputedResidualRisk']).toBe(checked['storedResidualRisk']);
      const digest = createHash('sha256').update(String(checked['digested'])).digest('hex');
      expect(`sha256:${digest}`).toBe(body['inputsDigest']);
    });

    it('is the same number to the last bit when it is computed again from what is stored', async () => {
      const id = await aPayrollVendor('Payroll, again');
      const stored = await app.app.get(AuditScoresService).current(id);
      if (!stored) throw new Error('not scored');
      const again = scoreOf(stored.inputs, shipped);
      expect(again.residualRisk).toBe(stored.residualRisk);
      expect(stored).toMatchObject(again);
      const author = await app.person('procurement');
      const asked = await author.post(`/vendors/${id}/audit-scores`);
      expect(asked.body).toMatchObject({ id: stored.id, number: 1 });
      expect(items(await author.get(`/vendors/${id}/audit-scores`))).toHaveLength(1);
    });

    it('is knocked out by a failed control, which also raises its finding once, and blocks the vendor', async () => {
      const id = await aPayrollVendor('Payroll without MFA', { mfa: 'no' });
      const body = await scoreNow(id);
      expect(body).toMatchObject({ controlEffectiveness: 0.39, residualRisk: 68, grade: 'D' });
      expect((body['knockouts'] as Items).map(({ id: control, reason }) => [control, reason])).toContainEqual(
        ['mfa', 'failed'],
      );
      expect(hundredths(body['contributions'])).toBe(6800);
      await app.settle();
      const reader = await app.person('auditor');
      const found = items(await reader.get(`/findings?vendorId=${id}`));
      expect(found).toEqual([
        expect.objectContaining({
          source: 'assessment',
          questionId: 'mfa',
          severity: 'critical',
          status: 'open',
        }),
      ]);
      expect(await readiness(id)).toEqual({
        ready: false,
        codes: ['VENDOR_NO_KNOCKOUT', 'VENDOR_CRITICAL_FINDINGS', 'VENDOR_EVIDENCE_IN_DATE'],
      });
    });

    it('follows findings and ageing evidence, each time with a new row', async () => {
      const id = await aPayrollVendor('Payroll over time');
      const assessor = await app.person('assessor');
      const finding = { vendorId: id, source: 'other', severity: 'high', title: 'Backups', dueOn: day(2) };
      wanted(await assessor.post('/findings', finding), 201);
      await app.settle();
      expect(await scoreNow(id)).toMatchObject({ number: 2, residualRisk: 35.31, cause: 'finding.raised' });
      app.clock.advance({ days: 10 });
      const author = await app.person('procurement');
      const { body: late } = await author.post(`/vendors/${id}/audit-scores`);
      expect(late).toMatchObject({ number: 3, cause: 'asked for' });
      expect(late['residualRisk']).toBeGreaterThan(39.31);
      const parts = late['contributions'] as Items;
      expect(parts.find(({ kind }) => kind === 'finding')).toMatchObject({ title: 'Backups', points: 4 });
      const all = items(await author.get(`/vendors/${id}/audit-scores`));
      expect(all.map(({ number }) => number)).toEqual([3, 2, 1]);
      const first = (await author.get(`/audit-scores/${String(all[2]?.['id'])}`)).body;
      expect(first).toMatchObject(all[2] ?? {});
      const ends = `${String(all[0]?.['id'])}/difference?from=${first.id}`;
      const { body: difference } = await author.get(`/audit-scores/${ends}`);
      const { from, to, points, words } = difference as unknown as Record<'from' | 'to', Body> & {
        points: number;
        words: string;
      };
      const moved = difference['parts'] as { points: number; words: string[] }[];
      expect([from['residualRisk'], to['residualRisk']]).toEqual([35.31, late['residualRisk']]);
      expect(words).toBe(
        `Residual risk rose by ${points.toFixed(2)}, from 35.31 (C) to ${Number(late['residualRisk']).toFixed(2)} (C).`,
      );
      expect(hundredths(moved)).toBe(Math.round(points * 100));
      expect(moved.map((part) => part.words[0])).toEqual(
        expect.arrayContaining(['it is overdue now', 'lapsed for 60 → 70 days', 'lapsed for 90 → 100 days']),
      );
      expect(items(await author.get(`/audit-scores/${String(all[0]?.['id'])}/history`))).toHaveLength(1);
    });

    it('is computed again by time alone, on the day that was foretold, and not before', async () => {
      const id = await aPayrollVendor('Payroll by itself');
      const assessor = await app.person('assessor');
      const finding = { vendorId: id, source: 'other', severity: 'high', title: 'Backups', dueOn: day(1) };
      wanted(await assessor.post('/findings', finding), 201);
      await app.settle();
      expect(await scoreNow(id)).toMatchObject({ number: 2, nextChangeOn: day(2) });
      app.clock.advance({ days: 1 });
      await app.settle();
      expect(await scoreNow(id)).toMatchObject({ number: 2 });
      app.clock.advance({ days: 1 });
      await app.settle();
      const late = await scoreNow(id);
      expect(late).toMatchObject({ number: 3, cause: 'time' });
      expect(late['residualRisk']).toBeGreaterThan(39.31);
      await app.settle();
      expect(await scoreNow(id)).toEqual(late);
    });

    it('of every vendor is computed anew by a job, which goes on where it was killed', async () => {
      const author = await app.person('procurement');
      const asked = await author.post('/audit-scores/recomputation');
      expect(asked.status).toBe(202);
      expect(asked.headers['location']).toBe(`/api/v1/jobs/${asked.body.id}`);
      await app.settle();
      const { body: first } = await author.get(`/jobs/${asked.body.id}`);
      const { vendors, unchanged, unscored, computed } = first['result'] as Record<string, number>;
      expect(first).toMatchObject({ state: 'succeeded', progress: { done: vendors, total: vendors } });
      expect((computed ?? 0) + (unchanged ?? 0) + (unscored ?? 0)).toBe(vendors);

      const again = await author.post('/audit-scores/recomputation');
      const all = await app.app.get(Database).query<{ id: string }>('SELECT id FROM vendor ORDER BY id');
      const half = Math.floor(all.length / 2);
      const tally = { vendors: half, computed: 0, unchanged: half, unscored: 0 };
      await app.app
        .get(Database)
        .query(
          `UPDATE job SET state = 'running', done = $2, checkpoint = $3, lease_until = now() - interval '1 hour' WHERE id = $1`,
          [again.body.id, half, { after: all[half - 1]?.id, tally }],
        );
      await app.settle();
      const { body: second } = await author.get(`/jobs/${again.body.id}`);
      expect(second).toMatchObject({ state: 'succeeded', result: { vendors, computed: 0 } });
    });

    it('cannot be compared with one of another vendor', async () => {
      const reader = await app.person('auditor');
      const [one, other] = items(await reader.get('/audit-scores'));
      const path = `/audit-scores/${String(one?.['id'])}/difference`;
      expect((await reader.get(`${path}?from=${String(other?.['id'])}`)).body).toMatchObject({
        status: 400,
        code: 'audit_score.other_vendor',
      });
      expect((await reader.get(path)).body).toMatchObject({ status: 400, code: 'request.invalid' });
    });

    it('has another ETag once there is a newer one', async () => {
      const id = await aPayrollVendor('Payroll, cached');
      const reader = await app.person('assessor');
      const path = `/vendors/${id}/audit-score`;
      const { headers } = await reader.get(path);
      expect(headers['etag']).toBe('"1"');
      expect((await reader.get(path, { 'if-none-match': '"1"' })).status).toBe(304);
      wanted(
        await reader.post('/findings', { vendorId: id, source: 'other', severity: 'low', title: 'New' }),
        201,
      );
      await app.settle();
      const newer = await reader.get(path, { 'if-none-match': '"1"' });
      expect([newer.status, newer.headers['etag']]).toEqual([200, '"2"']);
    });

    it('can be asked what if, and nothing is stored', async () => {
      const id = await aPayrollVendor('Payroll, supposed');
      const author = await app.person('procurement');
      const path = `/vendors/${id}/audit-scores/simulation`;
      const { status, body } = await author.post(path, { answers: [{ questionId: 'mfa', answer: 0 }] });
      expect(status).toBe(200);
      expect(body).toMatchObject({
        current: { residualRisk: 35.31, grade: 'C' },
        simulated: { residualRisk: 68, grade: 'D', knockouts: [{ id: 'mfa', reason: 'failed' }] },
        difference: 32.69,
      });
      const { body: later } = await author.post(path, {
        on: day(365),
        newFindings: [{ severity: 'high', overdue: true, title: 'Backups' }],
        answers: [{ questionId: 'ir_plan', answer: 1, evidenceStrength: 0.8 }],
      });
      expect(later).toMatchObject({ on: day(365), simulated: { knockouts: [] } });
      expect(later['explanation']).toEqual(
        expect.arrayContaining([expect.stringContaining('Residual risk'), '“Backups”: it is overdue now']),
      );
      const { body: smaller } = await author.post(path, { factors: { sensitivity: 1, criticality: 1 } });
      expect(smaller['simulated']).toMatchObject({ inherentRisk: 38.75, tier: 3 });
      const { body: wrong } = await author.post(path, { answers: [{ questionId: 'nonsense', answer: 1 }] });
      expect(wrong).toMatchObject({ status: 400, code: 'audit_score.unknown_question' });
      const { body: unmodelled } = await author.post(path, { modelId: 'keyholder-99' });
      expect(unmodelled).toMatchObject({ status: 404, code: 'scoring_model.not_found' });
      expect(items(await author.get(`/vendors/${id}/audit-scores`))).toHaveLength(1);
      expect((await author.get(`/vendors/${id}`)).body).toMatchObject({ tier: 1 });
    });
  });

  it('are ranked by the newest of each vendor, at the same cost for one row and for many', async () => {
    const reader = await app.person('auditor');
    const ranked = items(await reader.get('/audit-scores'));
    const residuals = ranked.map(({ residualRisk }) => Number(residualRisk));
    expect(residuals).toEqual(residuals.toSorted((a, b) => b - a));
    expect(new Set(ranked.map(({ vendorId }) => vendorId)).size).toBe(ranked.length);
    const risky = items(await reader.get('/audit-scores?grade=D&tier=1&minResidual=68'));
    expect(risky.map(({ vendorName }) => vendorName)).toEqual(['Payroll without MFA']);
    const first = await reader.get('/audit-scores?limit=2');
    const rest = await reader.get(`/audit-scores?cursor=${String(first.body['nextCursor'])}`);
    expect([...items(first), ...items(rest)]).toEqual(ranked);
    const { one, many, rows } = await queriesOfPage(app, reader, '/audit-scores');
    expect(rows).toBeGreaterThan(3);
    expect(many).toBe(one);
  });

  describe('scoring models', () => {
    let assessor: Caller;
    let dpo: Caller;
    beforeAll(async () => {
      auditor = await app.person('auditor');
      assessor = await app.person('assessor', 'dpo');
      dpo = await app.person('dpo');
    });
    const models = async () => items(await auditor.get('/scoring-models?sort=version'));
    const byBelow = (...limits: (number | null)[]) =>
      ['A', 'B', 'C', 'D', 'F'].map((grade, index) => ({ grade, below: limits[index] ?? null }));

    it('say how a score is made', async () => {
      const [model] = await models();
      expect(model).toMatchObject({
        ...{ id: 'keyholder-1', version: 1, status: 'released', greatestReduction: 0.9 },
        ...{ editedByIds: [], releasedById: null, domains: [] },
      });
      expect((await auditor.get('/scoring-models/keyholder-1')).body).toEqual(model);
      expect((await auditor.get('/scoring-models/other')).body).toMatchObject({
        status: 404,
        code: 'scoring_model.not_found',
      });
    });

    it('are refused with everything that is wrong at once, and nothing is stored', async () => {
      const before = await models();
      const factors = (before[0]?.['factors'] as Items).map((factor, index) => ({
        ...factor,
        weight: [-0.35, 0, '0.2', 0.2, 0.1][index],
      }));
      const wrong = { factors, grades: byBelow(15, 10, 45, 70), domains: [{ domain: 'LUCK', weight: 1 }] };
      const { body } = await assessor.post('/scoring-models', wrong);
      expect(body).toMatchObject({ status: 400, code: 'scoring_model.invalid' });
      const named = [
        '/domains/0/domain',
        '/grades/1/below',
        ...[0, 1, 2].map((n) => `/factors/${n}/weight`),
        '/factors',
      ];
      expect((body['errors'] as Items).map(({ pointer }) => pointer)).toEqual(named);
      const judged = await assessor.post('/scoring-models/validation', wrong);
      expect(judged.body).toMatchObject({ valid: false, problems: body['errors'] });
      expect((await assessor.post('/scoring-models/validation', {})).body).toEqual({
        valid: true,
        problems: [],
      });
      expect(await models()).toEqual(before);
    });

    it('are written by one person and released by another, and every vendor is computed anew', async () => {
      const vendorId = await aPayrollVendor('Payroll, remodelled');
      const old = await scoreNow(vendorId);
      const draft = wanted(await assessor.post('/scoring-models', { title: 'Stricter grades' }), 201);
      expect(draft).toMatchObject({
        version: 2,
        status: 'draft',
        basedOn: 'keyholder-1',
        editedByIds: [assessor.id],
      });
      const path = `/scoring-models/${draft.id}`;
      const grades = byBelow(10, 20, 35, 70);
      expect((await assessor.patch(path, { grades })).body).toMatchObject({ status: 428 });
      const bad = await assessor.patch(path, { grades: byBelow(20, 10, 35, 70) }, { 'if-match': '"1"' });
      expect(bad.body).toMatchObject({ status: 400, code: 'scoring_model.invalid' });
      const changed = wanted(await assessor.patch(path, { grades }, { 'if-match': '"1"' }), 200);
      expect(changed).toMatchObject({ revision: 2, grades });
      const asked = { modelId: draft.id };
      const supposed = await dpo.post(`/vendors/${vendorId}/audit-scores/simulation`, asked);
      expect(supposed.body).toMatchObject({
        current: { grade: 'C', model: { version: 1 } },
        simulated: { grade: 'D', model: { version: 2 } },
        difference: 0,
      });

      const release = { reason: 'Agreed in the risk committee.' };
      const own = await assessor.post(`${path}/release`, release, { 'if-match': '"2"' });
      expect(own.body).toMatchObject({ status: 422, code: 'scoring_model.own_release' });
      expect((await dpo.post(`${path}/release`, release)).status).toBe(428);
      expect((await models()).map(({ status }) => status)).toEqual(['released', 'draft']);

      const released = wanted(await dpo.post(`${path}/release`, release, { 'if-match': '"2"' }), 200);
      expect(released).toMatchObject({ status: 'released', releasedById: dpo.id, revision: 3 });
      expect((await models()).map(({ status }) => status)).toEqual(['retired', 'released']);
      await app.settle();
      const job = (await dpo.get(`/jobs/${String(released['recomputationJobId'])}`)).body;
      expect(job).toMatchObject({ state: 'succeeded', kind: 'audit_score_recomputation' });
      const { vendors, computed, unchanged, unscored } = job['result'] as Record<string, number>;
      expect([vendors, unchanged]).toEqual([(computed ?? 0) + (unscored ?? 0), 0]);
      expect(await scoreNow(vendorId)).toMatchObject({
        ...{ number: 2, residualRisk: old['residualRisk'], grade: 'D', cause: 'scoring_model.released' },
        model: { id: draft.id, version: 2 },
      });
      const kept = (await auditor.get(`/audit-scores/${old.id}`)).body;
      expect(kept).toEqual({ ...old, nextChangeOn: null });
    });

    it('never change once they are released, neither by the API nor by SQL', async () => {
      const current = (await auditor.get('/scoring-models?status=released')).body['items'] as Items;
      const path = `/scoring-models/${String(current[0]?.['id'])}`;
      for (const act of [
        assessor.patch(path, { lowConfidence: 0.5 }, { 'if-match': '"3"' }),
        dpo.post(`${path}/release`, { reason: 'Again.' }, { 'if-match': '"3"' }),
        assessor.post(`${path}/retirement`, { reason: 'Away.' }, { 'if-match': '"3"' }),
      ])
        expect((await act).body).toMatchObject({ status: 409, code: 'scoring_model.not_draft' });
      const { status, body } = await auditor.get(path);
      expect([status, body]).toEqual([200, current[0]]);
      const db = app.app.get(Database);
      for (const change of [
        "title = 'Softer'",
        `content = content || '{"lowConfidence": 0}'`,
        "status = 'draft'",
      ])
        await expect(
          db.query(`UPDATE scoring_model SET revision = revision + 1, ${change} WHERE status = 'released'`),
        ).rejects.toThrow('a released scoring model never changes');
      expect((await auditor.get(path)).body).toEqual(current[0]);
    });

    it('that nobody wants any more are given up', async () => {
      const draft = wanted(await assessor.post('/scoring-models', { basedOn: 'keyholder-1' }), 201);
      const path = `/scoring-models/${draft.id}`;
      const away = wanted(
        await assessor.post(`${path}/retirement`, { reason: 'Not needed.' }, { 'if-match': '"1"' }),
        200,
      );
      expect(away).toMatchObject({ status: 'retired', releasedAt: null });
      expect((await dpo.post(`${path}/release`, { reason: 'Yet.' }, { 'if-match': '"2"' })).status).toBe(409);
      expect(items(await auditor.get(`${path}/history`)).map(({ action }) => action)).toEqual([
        'scoring_model.retired',
        'scoring_model.drafted',
      ]);
    });

    it('go back to what they were by a new version of the old one', async () => {
      const draft = wanted(
        await assessor.post('/scoring-models', { basedOn: 'keyholder-1', title: 'As at first' }),
        201,
      );
      const path = `/scoring-models/${draft.id}/release`;
      wanted(await dpo.post(path, { reason: 'Too strict.' }, { 'if-match': '"1"' }), 200);
      await app.settle();
      expect((await models()).map(({ status }) => status)).toEqual([
        'retired',
        'retired',
        'retired',
        'released',
      ]);
    });
  });

  describe('all vendors', () => {
    let reader: Caller;
    beforeAll(async () => {
      reader = await app.person('auditor');
    });
    const scored = async (name: string) => {
      const found = items(await reader.get('/audit-scores?limit=200')).find(
        ({ vendorName }) => vendorName === name,
      );
      return String(found?.['vendorId']);
    };

    it('are compared side by side, the unscored among them', async () => {
      const [good, bad] = [await scored('Payroll, scored'), await scored('Payroll without MFA')];
      const author = await app.person('procurement');
      const none = wanted(await author.post('/vendors', { name: 'Not yet scored', country: 'DE' }), 201).id;
      const { status, body } = await reader.get(`/audit-scores/comparison?vendorIds=${bad},${none},${good}`);
      expect(status).toBe(200);
      expect(body['vendors']).toMatchObject([
        {
          vendorName: 'Payroll without MFA',
          state: 'scored',
          score: { grade: 'D', knockouts: ['Is mfa in place?', expect.any(String)] },
        },
        { state: 'unscored', score: null, reasons: ['NO_RISK_PROFILE', 'NO_COMPLETED_ASSESSMENT'] },
        { vendorName: 'Payroll, scored', state: 'scored', score: { knockouts: [] } },
      ]);
      const [access] = body['domains'] as { domain: string; vendors: unknown[] }[];
      expect(access).toMatchObject({
        domain: 'ACCESS_CONTROL',
        vendors: [{ controls: 6 }, null, { controls: 6 }],
      });
      expect(body['sameModel']).toBe(true);
      const repeated = await reader.get(
        `/audit-scores/comparison?vendorIds=${bad}&vendorIds=${none}&vendorIds=${good}`,
      );
      expect(repeated.body).toEqual(body);
    });

    it('are compared only when all exist, and two to ten at once', async () => {
      const good = await scored('Payroll, scored');
      const nowhere = '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f';
      const compare = async (...ids: string[]) =>
        (await reader.get(`/audit-scores/comparison?vendorIds=${ids.join(',')}`)).body;
      expect(await compare(nowhere, good)).toMatchObject({
        ...{ status: 400, code: 'audit_score.unknown_vendors' },
        errors: [{ pointer: '/vendorIds/0', code: 'unknown' }],
      });
      const eleven = Array.from({ length: 11 }, (_, n) => `01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e${10 + n}`);
      for (const ids of [[good], eleven, [good, good], [good, 'x']])
        expect(await compare(...ids)).toMatchObject({
          ...{ status: 400, code: 'request.invalid' },
          errors: [{ pointer: '/vendorIds' }],
        });
      expect((await reader.get('/audit-scores/comparison')).body).toMatchObject({ status: 400 });
    });

    it('without a score are listed with the reasons, at the same cost for one and for many', async () => {
      const { body } = await reader.get('/audit-scores?unscored=true&count=true');
      const names = (body['items'] as Items).map(({ vendorName }) => vendorName);
      expect(names).toContain('Not yet scored');
      expect(names).toEqual(names.toSorted());
      expect((body['items'] as Items).find(({ vendorName }) => vendorName === 'Half known')).toMatchObject({
        ...{ state: 'unscored', tier: 1 },
        reasons: [{ code: 'NO_COMPLETED_ASSESSMENT' }],
      });
      const { one, many } = await queriesOfPage(app, reader, '/audit-scores?unscored=true');
      expect(many).toBe(one);
    });

    it('are counted by tier and grade, and nobody is left out', async () => {
      const tiers = items(await reader.get('/audit-scores/distribution'));
      const vendors = Number((await reader.get('/vendors?count=true')).body['total']);
      const total = (name: string) => tiers.reduce((all, tier) => all + Number(tier[name]), 0);
      expect(total('vendors')).toBe(vendors);
      const graded = tiers.flatMap(({ grades }) => Object.values(grades as Record<string, number>));
      expect(graded.reduce((all, count) => all + count, 0) + total('unscored')).toBe(vendors);
      expect(tiers.find(({ tier }) => tier === 1)).toMatchObject({ knockedOut: 1 });
      expect(tiers.find(({ tier }) => tier === null)).toMatchObject({ medianResidualRisk: null });
    });

    it('show how a score moved, day by day', async () => {
      const id = await scored('Payroll over time');
      const points = items(await reader.get(`/vendors/${id}/audit-scores/trend`));
      expect(points.length).toBeGreaterThan(1);
      const days = points.map(({ on }) => String(on));
      expect(days).toEqual([...new Set(days)].toSorted());
      expect(points[0]).toMatchObject({ number: 2, residualRisk: 35.31, cause: 'finding.raised' });
    });

    it('are drawn, each by itself and all together, whatever their names', async () => {
      const author = await app.person('procurement');
      const id = await scored('Payroll, scored');
      const name = 'Payroll <script>alert("1")</script> & Söhne';
      wanted(await author.change(`/vendors/${id}`, { name, allowDuplicate: true }), 200);
      for (const [path, says] of [
        [`/vendors/${id}/audit-score.svg`, 'Payroll &lt;script&gt;'],
        ['/audit-scores/portfolio.svg', 'Inherent and residual risk of'],
      ] as const) {
        const answer = await reader.get(path);
        const svg = String(answer.body);
        expect([answer.status, answer.headers['content-type']]).toEqual([
          200,
          'image/svg+xml; charset=utf-8',
        ]);
        expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
        expect(svg).toContain(says);
        expect(svg).not.toContain('<script');
        expect(String((await reader.get(path)).body)).toBe(svg);
      }
      const unscored = items(await reader.get('/audit-scores?unscored=true'))[0];
      const none = await reader.get(`/vendors/${String(unscored?.['vendorId'])}/audit-score.svg`);
      expect(none.body).toMatchObject({ status: 422, code: 'audit_score.unscored' });
    });
  });

  async function readiness(id: string) {
    const reader = await app.person('auditor');
    const { body } = await reader.get(`/vendors/${id}/readiness`);
    return { ready: body['ready'], codes: (body['unmet'] as Items).map(({ code }) => code) };
  }
});
