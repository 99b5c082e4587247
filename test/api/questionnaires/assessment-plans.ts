import { Upkeep } from '../../../src/platform/upkeep.js';
import { TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import { completedAssessment, sentAssessment, wanted } from '../../support/assessments.js';
import { queriesOfPage } from '../../support/queries.js';

type Reason = { code: string; message: string };
type Due = { vendorId: string; create: boolean; reasons: Reason[]; dueOn: string | null };

const questions = [
  { id: 'mfa', text: 'MFA?', type: 'yes_no', domain: 'ACCESS_CONTROL', weight: 5, expected: 'yes' },
  { id: 'logs', text: 'Logs?', type: 'yes_no', domain: 'LOGGING_AND_MONITORING', weight: 2, expected: 'yes' },
];
const sections = [{ id: 'only', title: 'Only', questions }];

describe('an assessment plan', () => {
  let app: TestApp;
  let procurement: Caller;
  let auditor: Caller;
  let template: { id: string; versionId: string };
  beforeAll(async () => {
    app = await TestApp.start({ KEYHOLDER_ACCESS_TOKEN_MINUTES: '1440' });
    await signIn();
    template = await aTemplate();
  });
  afterAll(() => app.close());

  async function signIn(): Promise<void> {
    procurement = await app.person('procurement');
    auditor = await app.person('auditor');
  }
  async function aTemplate(publish = true): Promise<{ id: string; versionId: string }> {
    const made = wanted(
      await procurement.post('/questionnaire-templates', { name: 'Yearly', sections }),
      201,
    );
    if (publish)
      wanted(await procurement.post(`/questionnaire-templates/${made.id}/versions/1/publication`), 200);
    return { id: made.id, versionId: (made['versions'] as { id: string }[])[0]?.id ?? '' };
  }
  async function vendorOfTier(factor: number, status: string[] = ['vetting']): Promise<string> {
    const name = `Vendor ${++made}`;
    const { id } = wanted(await procurement.post('/vendors', { name, allowDuplicate: true }), 201);
    await profile(id, factor);
    for (const to of status)
      wanted(
        await procurement.post(`/vendors/${id}/transitions`, { to, reason: 'Needed' }, { 'if-match': '*' }),
        200,
      );
    return id;
  }
  let made = 0;
  async function profile(id: string, factor: number): Promise<void> {
    const path = `/vendors/${id}/risk-profile`;
    const { headers } = await procurement.get(path);
    const factors = { sensitivity: factor, volume: factor, access: factor, criticality: factor };
    const said = { ...factors, transferExposure: factor, rationale: 'As told.' };
    wanted(await procurement.put(path, said, { 'if-match': headers['etag'] }), 200);
  }
  const asked = (fields: object = {}) => ({
    ...{ name: 'Critical vendors', templateId: template.id, tiers: [1], cadenceMonths: 12, leadDays: 30 },
    ...fields,
  });
  const aPlan = async (fields: object = {}) =>
    wanted(await procurement.post('/assessment-plans', asked(fields)), 201);
  const endAll = async () => {
    for (const { id, endedAt } of (await auditor.get('/assessment-plans')).body['items'] as Body[])
      if (!endedAt) await procurement.post(`/assessment-plans/${id}/ending`, { reason: 'Next test' });
  };
  const assessmentsOf = async (vendorId: string) =>
    (await auditor.get(`/assessments?vendorId=${vendorId}&sort=createdAt`)).body['items'] as Body[];
  const dueOf = async (planId: string, vendorId: string) =>
    ((await auditor.get(`/assessment-plans/${planId}/due?limit=200`)).body['items'] as Due[]).find(
      (row) => row.vendorId === vendorId,
    );
  const day = (days: number) =>
    new Date(app.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const codesOf = (body: Body) => (body['obstacles'] as Reason[]).map(({ code }) => code);
  const pointersOf = ({ body }: Answer) =>
    (body['errors'] as { pointer: string; code: string }[]).map(({ pointer, code }) => [pointer, code]);

  afterEach(endAll);

  it('says whom it asks what, how often and how long before, and keeps its history', async () => {
    const plan = await aPlan({ active: false });
    expect(plan).toEqual({
      ...{ id: expect.any(String), revision: 1, name: 'Critical vendors', description: null },
      ...{ templateId: template.id, templateVersionId: null, asks: { id: template.versionId, version: 1 } },
      ...{ tiers: [1], categories: [], cadenceMonths: 12, cadenceDays: null, leadDays: 30 },
      vendorStatuses: ['proposed', 'vetting', 'approved', 'conditionally_approved'],
      ...{ askGapOnly: true, active: false, endedAt: null },
      obstacles: [{ code: 'PLAN_PAUSED', message: 'The plan is not active.', remedy: 'Set active to true.' }],
      ...{ createdById: procurement.id, createdAt: expect.any(String) },
    });
    const path = `/assessment-plans/${plan.id}`;
    const between = app.clock.now().toISOString();
    app.clock.advance({ seconds: 1 });
    const changed = await procurement.change(path, {
      tiers: [2],
      active: true,
      templateVersionId: template.versionId,
    });
    expect(changed.body).toMatchObject({ revision: 2, tiers: [2], obstacles: [], asks: { version: 1 } });
    expect((await auditor.get(`${path}?at=${between}`)).body).toMatchObject({ tiers: [1], active: false });
    expect((await procurement.patch(path, { name: 'Other' })).status).toBe(428);
    const ended = await procurement.post(`${path}/ending`, { reason: 'Replaced' });
    expect(ended.body).toMatchObject({ active: false, endedAt: expect.any(String) });
    expect(codesOf(ended.body)).toEqual(['PLAN_ENDED']);
    expect((await procurement.change(path, { active: true })).body).toMatchObject({
      status: 409,
      code: 'assessment_plan.ended',
    });
    const { body } = await auditor.get(`${path}/history?sort=seq`);
    expect(
      (body['items'] as { action: string; reason: string | null }[]).map((e) => [e.action, e.reason]),
    ).toEqual([
      ['assessment_plan.created', null],
      ['assessment_plan.changed', null],
      ['assessment_plan.ended', 'Replaced'],
    ]);
  });

  it('is refused with everything that is wrong at once, and to those who do not ask', async () => {
    const count = async () => (await auditor.get('/assessment-plans?count=true')).body['total'];
    const before = await count();
    const wrong = await procurement.post(
      '/assessment-plans',
      asked({ tiers: [], vendorStatuses: [], cadenceMonths: 1, cadenceDays: 28, leadDays: 40 }),
    );
    expect(wrong.body).toMatchObject({ status: 400, code: 'assessment_plan.not_sound' });
    expect(pointersOf(wrong)).toEqual([
      ['/tiers', 'nobody_meant'],
      ['/vendorStatuses', 'nobody_meant'],
      ['/cadenceDays', 'two_cadences'],
      ['/leadDays', 'too_long'],
    ]);
    const shaped = await procurement.post(
      '/assessment-plans',
      asked({ tiers: [5], leadDays: 0, every: 'year' }),
    );
    expect(shaped.body).toMatchObject({ status: 400, code: 'request.invalid' });
    expect(
      pointersOf(shaped)
        .map(([pointer]) => pointer)
        .sort(),
    ).toEqual(['/every', '/leadDays', '/tiers']);
    const draft = await aTemplate(false);
    for (const templateVersionId of [draft.versionId, draft.id])
      expect(pointersOf(await procurement.post('/assessment-plans', asked({ templateVersionId })))).toEqual([
        ['/templateVersionId', 'unknown'],
      ]);
    expect(
      (await procurement.post('/assessment-plans', asked({ templateId: procurement.id }))).body,
    ).toMatchObject({ status: 404, code: 'questionnaire_template.not_found' });
    expect((await auditor.post('/assessment-plans', asked())).status).toBe(403);
    expect(await count()).toBe(before);
  });

  it('shows beforehand what it would create and why, and creates that by itself, once', async () => {
    const [critical, suspended, minor] = [
      await vendorOfTier(4),
      await vendorOfTier(4, []),
      await vendorOfTier(1),
    ];
    const plan = await aPlan({ active: false, vendorStatuses: ['vetting'] });
    expect(await dueOf(plan.id, critical)).toMatchObject({
      create: true,
      reasons: [{ code: 'NEVER_COMPLETED', message: 'The vendor never completed this questionnaire.' }],
      createOn: day(0),
      dueOn: day(30),
    });
    expect(await dueOf(plan.id, suspended)).toMatchObject({
      create: false,
      reasons: [{ code: 'VENDOR_PROPOSED' }],
    });
    expect(await dueOf(plan.id, minor)).toBeUndefined();
    await app.settle();
    expect(await assessmentsOf(critical)).toEqual([]);

    wanted(await procurement.change(`/assessment-plans/${plan.id}`, { active: true }), 200);
    await app.settle();
    await app.settle();
    const [created, ...more] = await assessmentsOf(critical);
    expect(more).toEqual([]);
    expect(created).toMatchObject({
      ...{ vendorId: critical, templateVersionId: template.versionId, status: 'draft', dueOn: day(30) },
      ...{ planId: plan.id, askGapOnly: true },
    });
    expect(await assessmentsOf(suspended)).toEqual([]);
    const { body } = await auditor.get(`/assessments/${created?.id ?? ''}/history`);
    expect(body['items']).toMatchObject([
      {
        action: 'assessment.planned',
        actor: { kind: 'system' },
        reason: 'Critical vendors: The vendor never completed this questionnaire.',
      },
    ]);
    expect(await dueOf(plan.id, critical)).toMatchObject({
      create: false,
      reasons: [{ code: 'ASSESSMENT_OPEN' }],
    });
    expect((await auditor.get(`/assessment-plans/${plan.id}/due?create=true`)).body['items']).toEqual([]);
  });

  it('creates each once, however many instances are at it', async () => {
    const vendors = [await vendorOfTier(4), await vendorOfTier(4), await vendorOfTier(4)];
    await aPlan();
    const second = await TestApp.start({}, app.database);
    await Promise.all([app, second, app, second].map((each) => each.app.get(Upkeep).run()));
    for (const id of vendors) expect(await assessmentsOf(id)).toHaveLength(1);
  });

  it('asks nobody while its questionnaire has no published version, and says so', async () => {
    const vendorId = await vendorOfTier(4);
    const { id } = await aTemplate(false);
    const plan = await aPlan({ templateId: id });
    expect(codesOf(plan)).toEqual(['NO_PUBLISHED_VERSION']);
    expect(await dueOf(plan.id, vendorId)).toMatchObject({
      create: false,
      reasons: [{ code: 'NO_PUBLISHED_VERSION' }],
    });
    await app.settle();
    expect(await assessmentsOf(vendorId)).toEqual([]);
    wanted(await procurement.post(`/questionnaire-templates/${id}/versions/1/publication`), 200);
    expect(codesOf((await auditor.get(`/assessment-plans/${plan.id}`)).body)).toEqual([]);
    const path = `/questionnaire-templates/${id}`;
    wanted(await procurement.post(`${path}/archive`, { reason: 'Out of date' }), 200);
    expect(codesOf((await auditor.get(`/assessment-plans/${plan.id}`)).body)).toEqual(['TEMPLATE_ARCHIVED']);
    await app.settle();
    expect(await assessmentsOf(vendorId)).toEqual([]);
    wanted(await procurement.post(`${path}/restoration`, { reason: 'Needed again' }), 200);
    await app.settle();
    expect(await assessmentsOf(vendorId)).toHaveLength(1);
  });

  it('leaves a cancelled one alone until its next period', async () => {
    const vendorId = await vendorOfTier(4);
    const plan = await aPlan();
    await app.settle();
    const [first] = await assessmentsOf(vendorId);
    wanted(await procurement.post(`/assessments/${first?.id ?? ''}/cancellation`, { reason: 'Merged' }), 200);
    await app.settle();
    expect(await assessmentsOf(vendorId)).toHaveLength(1);
    const due = await dueOf(plan.id, vendorId);
    expect(due).toMatchObject({ create: false, reasons: [{ code: 'NOT_YET_DUE' }] });
    expect(due?.reasons[0]?.message).toMatch(
      /^The last one, due on .* is cancelled; the next one is due on /,
    );
  });

  it('follows the tier of a vendor to the plan of that tier', async () => {
    const vendorId = await vendorOfTier(1);
    const yearly = await aPlan();
    const other = await aTemplate();
    const relaxed = await aPlan({ name: 'Others', tiers: [3, 4], templateId: other.id });
    expect(await dueOf(yearly.id, vendorId)).toBeUndefined();
    expect(await dueOf(relaxed.id, vendorId)).toMatchObject({ create: true });
    await profile(vendorId, 4);
    expect(await dueOf(relaxed.id, vendorId)).toBeUndefined();
    await app.settle();
    expect(await assessmentsOf(vendorId)).toMatchObject([{ planId: yearly.id }]);
  });

  it('asks by category, and once where it has no cadence', async () => {
    const { id } = wanted(
      await procurement.post('/vendors', {
        name: 'Mailers',
        categories: ['MARKETING'],
        allowDuplicate: true,
      }),
      201,
    );
    const plan = await aPlan({ tiers: [], categories: ['MARKETING', 'ANALYTICS'], cadenceMonths: null });
    await app.settle();
    expect(await assessmentsOf(id)).toMatchObject([{ planId: plan.id }]);
  });

  it('is listed by what it is for, with as many statements for one as for many', async () => {
    const plan = await aPlan({ name: 'Zebra', templateVersionId: template.versionId });
    await aPlan({ name: 'Yak' });
    const names = async (query: string) =>
      ((await auditor.get(`/assessment-plans?${query}`)).body['items'] as { name: string }[]).map(
        (e) => e.name,
      );
    expect(await names('ended=false')).toEqual(['Yak', 'Zebra']);
    expect(await names('q=zebr&tier=1&active=true')).toEqual(['Zebra']);
    expect(await names('category=MARKETING&ended=false')).toEqual([]);
    const listed = await queriesOfPage(app, auditor, '/assessment-plans');
    expect(listed.rows).toBeGreaterThan(5);
    expect(listed.many).toBe(listed.one);
    const due = await queriesOfPage(app, auditor, `/assessment-plans/${plan.id}/due`);
    expect(due.rows).toBeGreaterThan(5);
    expect(due.many).toBe(due.one);
  });

  it('asks again a year after the last completion, a lead time before it is due', async () => {
    const vendorId = await vendorOfTier(4);
    await completedAssessment(app, vendorId, { templateVersionId: template.versionId });
    const plan = await aPlan();
    await app.settle();
    expect(await assessmentsOf(vendorId)).toHaveLength(1);
    const next = await dueOf(plan.id, vendorId);
    expect(next).toMatchObject({ create: false, reasons: [{ code: 'NOT_YET_DUE' }] });
    app.clock.advance({ days: 335 });
    await signIn();
    await app.settle();
    const [, second] = await assessmentsOf(vendorId);
    expect(second).toMatchObject({ planId: plan.id, status: 'draft', dueOn: next?.dueOn });
    const { body } = await auditor.get(`/assessments/${second?.id ?? ''}/history`);
    expect((body['items'] as { reason: string }[])[0]?.reason).toMatch(
      /Completed on .*, and the cadence has run\.$/,
    );
  });

  describe('has reminders of what it asked, which', () => {
    const remindersOf = async (id: string) =>
      (await auditor.get(`/assessments/${id}/reminders`)).body as unknown as {
        overdue: boolean;
        waitsFor: string | null;
        reminders: { offsetDays: number; state: string }[];
      };
    const statesOf = async (id: string) => (await remindersOf(id)).reminders.map(({ state }) => state);
    const announcedFor = async (id: string) =>
      (
        (await auditor.get('/ledger/entries?action=assessment_reminder.announced&limit=200')).body[
          'items'
        ] as {
          entryId: string;
        }[]
      ).length - (announcedBefore.get(id) ?? 0);
    const announcedBefore = new Map<string, number>();
    const forward = async (days: number) => {
      app.clock.advance({ days });
      await signIn();
      await app.settle();
    };
    const ids = async (query: string) =>
      ((await auditor.get(`/assessments?limit=200&${query}`)).body['items'] as Body[]).map(({ id }) => id);

    it('are announced once each on their days, and are found in the list until the answers are there', async () => {
      await app.settle();
      const vendorId = await vendorOfTier(1, []);
      const { id } = await sentAssessment(app, vendorId, {
        templateVersionId: template.versionId,
        dueOn: day(10),
      });
      announcedBefore.set(id, 0);
      announcedBefore.set(id, await announcedFor(id));
      const of = `vendorId=${vendorId}`;
      await app.settle();
      expect(await remindersOf(id)).toMatchObject({ dueOn: day(10), overdue: false, waitsFor: 'respondent' });
      expect(await statesOf(id)).toEqual(['upcoming', 'upcoming', 'upcoming']);
      expect(await ids(`${of}&reminderDue=true`)).toEqual([]);
      expect(await ids(`${of}&reminderDue=false&overdue=false`)).toEqual([id]);

      await forward(3);
      await app.settle();
      expect(await statesOf(id)).toEqual(['announced', 'upcoming', 'upcoming']);
      expect(await announcedFor(id)).toBe(1);
      expect(await ids(`${of}&reminderDue=true`)).toEqual([id]);

      await forward(15);
      expect(await statesOf(id)).toEqual(['announced', 'passed_over', 'announced']);
      expect(await announcedFor(id)).toBe(2);
      expect((await remindersOf(id)).overdue).toBe(true);
      expect(await ids(`${of}&overdue=true`)).toEqual([id]);
      expect(await ids(`${of}&overdue=false`)).toEqual([]);

      const put = { dueOn: day(5), reason: 'They asked for more time.' };
      wanted(await procurement.change(`/assessments/${id}`, put), 200);
      await app.settle();
      expect(await statesOf(id)).toEqual(['announced', 'upcoming', 'upcoming']);
      wanted(await procurement.post(`/assessments/${id}/cancellation`, { reason: 'Done by mail' }), 200);
      await forward(5);
      expect(await statesOf(id)).toEqual(['announced', 'passed_over', 'passed_over']);
      expect(await remindersOf(id)).toMatchObject({ waitsFor: null, overdue: false });
      expect(await ids(`${of}&reminderDue=true`)).toEqual([]);
    });

    it('end with the assessment, 30 days after it was due', async () => {
      const vendorId = await vendorOfTier(1, []);
      const { id } = await sentAssessment(app, vendorId, {
        templateVersionId: template.versionId,
        dueOn: day(1),
      });
      await forward(31);
      expect(await ids(`vendorId=${vendorId}&status=sent&overdue=true`)).toEqual([id]);
      await forward(1);
      expect(await ids(`vendorId=${vendorId}&status=expired&overdue=false`)).toEqual([id]);
    });
  });

  it('is what assessments are found by, as are template, due day and lateness', async () => {
    const vendorId = await vendorOfTier(4);
    const own = await aTemplate();
    const plan = await aPlan({ templateId: own.id });
    await app.settle();
    const count = async (query: string) =>
      (await auditor.get(`/assessments?count=true&vendorId=${vendorId}&${query}`)).body['total'];
    expect(await count(`planId=${plan.id}&templateId=${own.id}&dueBefore=${day(31)}`)).toBe(1);
    expect(await count(`planId=${plan.id}&dueBefore=${day(30)}`)).toBe(0);
    expect(await count(`templateId=${template.id}`)).toBe(0);
    expect(await count(`templateVersionId=${own.versionId}&overdue=false&status=draft`)).toBe(1);
    expect((await auditor.get('/assessments?overdue=maybe')).status).toBe(400);
    const path = `/assessments?overdue=false&planId=${plan.id}`;
    const { one, many, rows } = await queriesOfPage(app, auditor, path);
    expect(rows).toBeGreaterThan(2);
    expect(many).toBe(one);
  });
});
