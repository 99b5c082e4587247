import { ShippedStandardInstaller } from '../../../src/modules/standards/shipped-standard.installer.js';
import { shippedStandard } from '../../../src/modules/standards/domain/shipped-standard.js';
import { TestApp, type Body, type Caller } from '../../support/app.js';
import {
  act,
  aCast,
  anAgreementInForce,
  aVendor,
  done,
  wholeContent,
  type Cast,
} from '../../support/flows.js';
import { queriesOfPage, statementsDuring } from '../../support/queries.js';

type Requirement = Record<string, unknown> & { id: string };

describe('the standard', () => {
  let app: TestApp;
  let dana: Caller;
  let kim: Caller;
  let auditor: Caller;
  beforeAll(async () => {
    app = await TestApp.start();
    dana = await app.person('dpo');
    kim = await app.person('dpo');
    auditor = await app.person('auditor');
  });
  afterAll(() => app.close());

  const published = async () => {
    const { body } = await auditor.get('/standards?status=published');
    const [standard] = body['items'] as (Body & { version: number; requirements: Requirement[] })[];
    if (!standard) throw new Error('nothing is published');
    return standard;
  };
  const retention = {
    id: 'RETENTION_TEN_YEARS',
    title: 'Nothing is kept longer than ten years',
    law: 'GDPR Art. 5(1)(e)',
    about: 'flow',
    severity: 'blocking',
    appliesWhen: 'true',
    requires: 'flow.dataCategories.all(c, c.retentionDays <= 3653)',
    remedy: 'Shorten the retention.',
    waivable: true,
  };
  const version = (...requirements: object[]) => ({
    title: 'Ours',
    note: 'Retention is bounded',
    requirements,
  });

  it('is there from the start, published once, with its entry in the ledger', async () => {
    const standard = await published();
    expect(standard).toMatchObject({ version: 1, status: 'published', authorId: null, publishedById: null });
    expect(standard.requirements.length).toBeGreaterThanOrEqual(12);
    const { body } = await auditor.get(`/standards/${standard.id}/history`);
    expect(body['items']).toEqual([
      expect.objectContaining({
        action: 'standard.published',
        revision: 1,
        reason: 'shipped with this release',
        actor: { kind: 'system', id: null, name: null },
      }),
    ]);
  });

  it('documents every fact', async () => {
    const { body } = await auditor.get('/standards/facts');
    expect(body['items']).toContainEqual({
      name: 'agreement.breachNoticeHours',
      type: 'double',
      unit: 'hours',
      source: 'the agreement',
      example: 24,
      missing: -1,
    });
  });

  it('is drafted by a data protection officer and published by another', async () => {
    const before = await published();
    const { status, body: draft } = await dana.post('/standards', version(...before.requirements, retention));
    expect(status).toBe(201);
    expect(draft).toMatchObject({
      revision: 1,
      version: before.version + 1,
      status: 'draft',
      authorId: dana.id,
    });
    expect((await published()).id).toBe(before.id);

    const path = `/standards/${draft.id}/publication`;
    const reason = { reason: 'Read in full.' };
    const own = await dana.post(path, reason, { 'if-match': '"1"' });
    expect(own.body).toMatchObject({ status: 422, code: 'standard.own_draft' });
    expect((await kim.post(path, reason)).status).toBe(428);
    expect((await kim.post(path, reason, { 'if-match': '"9"' })).status).toBe(412);
    expect((await published()).id).toBe(before.id);

    const done = await kim.post(path, reason, { 'if-match': '"1"' });
    expect(done.body).toMatchObject({ revision: 2, status: 'published', publishedById: kim.id });
    expect((await published()).id).toBe(draft.id);
    const { body: old } = await auditor.get(`/standards/${before.id}`);
    expect(old).toMatchObject({ status: 'superseded', revision: 2, requirements: before.requirements });
    const again = await kim.post(path, reason, { 'if-match': '"2"' });
    expect(again.body).toMatchObject({ status: 409, code: 'standard.not_draft' });
  });

  it('is not undone by publishing an older draft', async () => {
    const { body: older } = await dana.post('/standards', version(retention));
    const { body: newer } = await dana.post('/standards', version(retention));
    const reason = { reason: 'Read.' };
    expect((await kim.post(`/standards/${newer.id}/publication`, reason, { 'if-match': '"1"' })).status).toBe(
      200,
    );
    const late = await kim.post(`/standards/${older.id}/publication`, reason, { 'if-match': '"1"' });
    expect(late.body).toMatchObject({ status: 409, code: 'standard.overtaken' });
    expect((await auditor.get(`/standards/${older.id}`)).body).toMatchObject({
      status: 'draft',
      revision: 1,
    });
  });

  it('is refused with every bad condition at once, and nothing is stored', async () => {
    const { body: before } = await auditor.get('/standards?count=true');
    const { body } = await dana.post(
      '/standards',
      version(
        { ...retention, requires: 'flow.colour == "red"' },
        { ...retention, appliesWhen: 'flow.criminal &&' },
        { ...retention, id: 'DEEP', requires: `${'('.repeat(10_000)}true${')'.repeat(10_000)}` },
        { ...retention, id: 'TYPED', requires: 'size("x") == "one"' },
        { ...retention, id: 'NOWHERE', gates: ['vendor_approval'] },
      ),
    );
    expect(body).toMatchObject({ status: 400, code: 'standard.bad_requirements' });
    expect(
      (body['errors'] as { pointer: string; code: string }[]).map(({ pointer, code }) => [pointer, code]),
    ).toEqual([
      ['/requirements/0/requires', 'unknown_fact'],
      ['/requirements/1/id', 'duplicate'],
      ['/requirements/1/appliesWhen', 'bad_condition'],
      ['/requirements/2/requires', 'bad_condition'],
      ['/requirements/3/requires', 'bad_condition'],
      ['/requirements/4/gates', 'bad_gate'],
    ]);
    expect((await auditor.get('/standards?count=true')).body['total']).toBe(before['total']);
  });

  it.each(['admin', 'procurement', 'assessor', 'approver', 'auditor', 'requester'] as const)(
    'is not drafted by the role %s',
    async (role) => {
      const caller = await app.person(role);
      const { body } = await caller.post('/standards', version(retention));
      expect(body).toMatchObject({ status: 403, code: 'auth.forbidden' });
    },
  );

  describe('the readiness of a vendor', () => {
    it('lists everything that stands in the way at once, and the same list refuses the approval', async () => {
      const procurement = await app.person('procurement');
      const { body: vendor } = await procurement.post('/vendors', { name: 'Unvetted', country: 'DE' });
      const path = `/vendors/${vendor.id}`;
      const { body } = await auditor.get(`${path}/readiness`);
      const current = await published();
      expect(body).toEqual({
        ready: false,
        unmet: [
          {
            code: 'VENDOR_RISK_PROFILE',
            requirement: 'The risk of the relationship is known',
            message: 'Found: vendor.hasRiskProfile is false.',
            law: 'GDPR Art. 24(1), 32(1)',
            severity: 'blocking',
            remedy: expect.stringContaining('/risk-profile'),
            waivable: false,
            waivedUntil: null,
            waiverId: null,
            facts: { 'vendor.hasRiskProfile': false },
            error: null,
          },
          expect.objectContaining({ code: 'VENDOR_SCORED', severity: 'blocking', waivable: false }),
        ],
        standard: { id: current.id, version: current.version },
        evaluatedAt: expect.any(String),
      });
      const step = async (to: string) => {
        const { headers } = await procurement.get(path);
        return procurement.post(
          `${path}/transitions`,
          { to, reason: 'asked' },
          { 'if-match': headers['etag'] },
        );
      };
      expect((await step('vetting')).status).toBe(200);
      expect((await step('approved')).body).toMatchObject({
        status: 422,
        code: 'vendor.not_approvable',
        unmet: body['unmet'],
      });
      expect((await auditor.get(path)).body).toMatchObject({ status: 'vetting' });
    });

    it('is not told of a vendor that is not there', async () => {
      const { body } = await auditor.get('/vendors/01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f/readiness');
      expect(body).toMatchObject({ status: 404, code: 'vendor.not_found' });
    });
  });

  describe('a next version', () => {
    let cast: Cast;
    let vendor: Body;
    let flow: Body;
    const soft = {
      ...{
        id: 'VENDOR_NAMED_COUNTRY',
        title: 'The country is known',
        law: 'GDPR Art. 30(1)(d)',
        about: 'vendor',
      },
      ...{
        severity: 'warning',
        appliesWhen: 'true',
        requires: 'vendor.country != ""',
        remedy: 'Ask.',
        waivable: true,
      },
    };
    const open = { ...soft, severity: 'blocking', requires: 'true' };
    const free = [
      { ...open, id: 'VENDOR_RISK_PROFILE' },
      { ...open, id: 'VENDOR_SCORED' },
    ];
    const publishes = async (author: Caller, by: Caller, ...requirements: object[]) => {
      const draft = await done(author.post('/standards', version(...requirements)));
      return act(by, `/standards/${draft.id}`, 'publication', { reason: 'Read.' });
    };
    beforeAll(async () => {
      cast = await aCast(app);
      await done(publishes(dana, kim, ...free, soft));
      const agreement = await anAgreementInForce(app, cast);
      flow = await done(cast.procurement.post('/data-flows', wholeContent(agreement.id)));
      vendor = await aVendor(cast, { country: 'FR' });
    });

    it('is published by its author when it changes only warnings, and by an approver when it changes what blocks', async () => {
      const warned = await publishes(dana, dana, ...free, { ...soft, remedy: 'Ask the vendor.' });
      expect(warned.body).toMatchObject({ status: 'published', publishedById: dana.id });
      const own = await publishes(dana, dana, ...free, { ...soft, severity: 'blocking' });
      expect(own.body).toMatchObject({ status: 422, code: 'standard.own_draft' });
      const second = await publishes(dana, cast.approver, ...free, { ...soft, severity: 'blocking' });
      expect(second.body).toMatchObject({ status: 'published', publishedById: cast.approver.id });
    });

    it('says what it changes, also that a rule now asks for nothing', async () => {
      const current = await published();
      const draft = await done(
        dana.post('/standards', version(...free, { ...soft, severity: 'blocking', requires: 'true' })),
      );
      const { body } = await auditor.get(`/standards/${draft.id}/difference?from=${current.id}`);
      expect(body).toEqual({
        from: { id: current.id, version: current.version },
        to: { id: draft.id, version: draft['version'] },
        changes: [
          {
            id: 'VENDOR_NAMED_COUNTRY',
            kind: 'changed',
            blocking: true,
            fields: [{ field: 'requires', from: 'vendor.country != ""', to: 'true' }],
            notes: ['VENDOR_NAMED_COUNTRY is met whatever the facts are: it asks for nothing.'],
          },
        ],
        secondPerson: true,
      });
      expect((await auditor.get(`/standards/${draft.id}/difference`)).body).toEqual(body);
    });

    it('is tried on every vendor and flow before, in batches, and nothing is published', async () => {
      const before = await published();
      const notFrance = { ...open, id: 'NOT_IN_FRANCE', requires: 'vendor.country != "FR"' };
      const twoPlaces = { ...open, id: 'ONE_PLACE', about: 'flow', requires: 'size(flow.locations) == 1' };
      const draft = await done(dana.post('/standards', version(...free, soft, notFrance, twoPlaces)));
      const begun = await dana.post(`/standards/${draft.id}/dry-run`);
      expect([begun.status, begun.headers['location']]).toEqual([202, `/api/v1/jobs/${begun.body.id}`]);
      await app.settle();
      const { body: job } = await dana.get(`/jobs/${begun.body.id}`);
      const report = job['result'] as Record<string, Record<string, unknown>>;
      const name = { subjectId: vendor.id, name: vendor['name'] };
      expect(job).toMatchObject({ state: 'succeeded' });
      expect(report).toMatchObject({
        from: { id: before.id },
        to: { id: draft.id },
        vendors: { blockedThen: 1, newlyBlocked: { count: 1, examples: [name] } },
        dataFlows: { judged: 1, newlyBlocked: { count: 1 } },
        requirements: [
          {
            requirementId: 'NOT_IN_FRANCE',
            subjectType: 'vendor',
            newlyFailing: { count: 1, examples: [name] },
          },
          {
            requirementId: 'ONE_PLACE',
            subjectType: 'data_flow',
            newlyFailing: { count: 1, examples: [{ subjectId: flow.id, name: flow['reference'] }] },
          },
        ],
      });
      expect((await published()).id).toBe(before.id);
      const late = await dana.post(`/standards/${before.id}/dry-run`);
      expect(late.body).toMatchObject({ status: 409, code: 'standard.not_draft' });
    });

    it('evaluates any vendor or flow, now or as it was on record, and says what cannot be known', async () => {
      const draft = await done(dana.post('/standards', version(...shippedStandard.requirements, soft)));
      const evaluate = (body: object) => auditor.post(`/standards/${draft.id}/evaluation`, body);
      type Verdict = { id: string; verdict: string; unmet: { error: string | null; facts: object } | null };
      const verdicts = (body: Body) =>
        new Map((body['requirements'] as Verdict[]).map((one) => [one.id, one]));

      const subject = { subjectType: 'vendor', subjectId: vendor.id };
      const now = await done(evaluate(subject));
      expect(now).toMatchObject({ ready: false, at: null, name: vendor['name'] });
      expect(verdicts(now).get('VENDOR_SCORED')).toMatchObject({ verdict: 'unmet' });
      expect(verdicts(now).get('VENDOR_GRADE')).toMatchObject({ verdict: 'not_applicable', unmet: null });
      expect(verdicts(now).get('DELETION_CERTIFICATES')).toMatchObject({ verdict: 'met' });

      const at = app.clock.now().toISOString();
      app.clock.advance({ seconds: 2 });
      await done(cast.procurement.change(`/vendors/${vendor.id}`, { country: null }));
      const then = await done(evaluate({ ...subject, at }));
      expect(verdicts(then).get('VENDOR_NAMED_COUNTRY')).toMatchObject({ verdict: 'met' });
      expect(then['unknownFacts']).toEqual(
        expect.arrayContaining(['score.present', 'sharing.certificatesMissing']),
      );
      expect(verdicts(then).get('VENDOR_SCORED')).toMatchObject({
        verdict: 'unknown',
        unmet: { error: 'score.present not known', facts: { 'score.present': null } },
      });
      const after = verdicts(await done(evaluate(subject)));
      expect(after.get('VENDOR_NAMED_COUNTRY')).toMatchObject({ verdict: 'unmet' });

      const ofFlow = await done(evaluate({ subjectType: 'data_flow', subjectId: flow.id, at }));
      expect(ofFlow['name']).toBe(flow['reference']);
      expect(verdicts(ofFlow).get('LAWFUL_BASIS')).toMatchObject({ verdict: 'met' });
      expect(verdicts(ofFlow).has('ASSESSMENT_HAS_CONTROLS')).toBe(false);
      const everythingElse = await done(evaluate({ subjectType: 'data_flow', subjectId: flow.id }));
      expect(everythingElse['unknownFacts']).toEqual([
        'vendor.tier',
        ...['grade', 'inherentRisk', 'residualRisk', 'controlEffectiveness', 'confidence'].map(
          (name) => `score.${name}`,
        ),
        ...['coverage', 'knockouts', 'lapsedControls'].map((name) => `score.${name}`),
      ]);
      expect((await evaluate({ ...subject, at: '2020-01-01T00:00:00Z' })).body).toMatchObject({
        status: 404,
        code: 'standard.no_subject',
      });
      const ahead = await evaluate({ ...subject, at: '2190-01-01T00:00:00Z' });
      expect(ahead.body).toMatchObject({ status: 400, errors: [{ pointer: '/at', code: 'in_future' }] });
    });

    it('shows who fails what, page by page, with as many statements for one as for many', async () => {
      for (let n = 0; n < 4; n += 1) await aVendor(cast, { country: null });
      type Row = { subjectId: string; ready: boolean; unmet: { code: string }[] };
      const rows: Row[] = [];
      let next: unknown = '';
      while (next !== null) {
        const cursor = next === '' ? '' : `&cursor=${String(next)}`;
        const { body } = await auditor.get(`/standards/portfolio?limit=2&severity=blocking${cursor}`);
        rows.push(...(body['items'] as Row[]));
        next = body['nextCursor'];
      }
      expect(new Set(rows.map(({ subjectId }) => subjectId)).size).toBe(rows.length);
      expect(rows.length).toBeGreaterThanOrEqual(5);
      expect(rows.map(({ ready, unmet }) => [ready, unmet.map(({ code }) => code)])).toEqual(
        rows.map(() => [false, ['VENDOR_NAMED_COUNTRY']]),
      );
      const count = async (query: string) =>
        ((await auditor.get(`/standards/portfolio?${query}`)).body['items'] as Row[]).length;
      expect(await count('requirementId=VENDOR_NAMED_COUNTRY&gate=vendor_approval')).toBe(rows.length);
      expect(await count('gate=agreement_signature')).toBe(0);
      expect(await count('severity=warning')).toBe(0);
      expect(await count('tier=1')).toBe(0);
      expect(await count('subjectType=data_flow')).toBe(0);
      const { one, many } = await queriesOfPage(app, auditor, '/standards/portfolio');
      expect(many).toBe(one);
      expect((await auditor.get('/standards/portfolio?cursor=nowhere')).body).toMatchObject({
        status: 400,
        code: 'request.bad_cursor',
      });
    });

    it('of the shipped standard comes as a draft where there is one already, once', async () => {
      const before = await published();
      const installer = app.app.get(ShippedStandardInstaller);
      const next = { ...shippedStandard, edition: shippedStandard.edition + 1, note: 'The next edition.' };
      await Promise.all([installer.install(next), installer.install(next)]);
      await installer.install(shippedStandard);
      expect((await published()).id).toBe(before.id);
      const { body } = await auditor.get('/standards?q=next edition');
      const drafts = body['items'] as Body[];
      expect(drafts).toHaveLength(1);
      expect(drafts[0]).toMatchObject({ status: 'draft', authorId: null, edition: next.edition });
      const path = `/standards/${String(drafts[0]?.id)}`;
      const approver = await act(cast.approver, path, 'publication', { reason: 'Fine.' });
      expect(approver.body).toMatchObject({ status: 403, code: 'standard.not_dpo' });
      expect(await done(act(dana, path, 'publication', { reason: 'Read.' }))).toMatchObject({
        status: 'published',
      });
    });
  });

  it('judges one flow with a fixed number of statements', async () => {
    const { body } = await auditor.get('/data-flows');
    const [flow] = body['items'] as [Body];
    const readiness = `/data-flows/${flow.id}/readiness`;
    expect((await auditor.get(readiness)).status).toBe(200);
    const statements = await statementsDuring(app, () => auditor.get(readiness));
    expect(statements.length).toBeLessThanOrEqual(20);
  });
});
