import { TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import { pdf } from '../../support/files.js';
import { queriesOfPage } from '../../support/queries.js';

type Items = Record<string, unknown>[];
const items = ({ body }: Answer) => body['items'] as Items;

describe('audits and findings', () => {
  let app: TestApp;
  let procurement: Caller;
  let assessor: Caller;
  let dpo: Caller;
  let approver: Caller;
  let auditor: Caller;
  let vendorId: string;
  beforeAll(async () => {
    app = await TestApp.start({ KEYHOLDER_RISK_ACCEPTANCE_DAYS: '200' });
    procurement = await app.person('procurement');
    assessor = await app.person('assessor');
    dpo = await app.person('dpo');
    approver = await app.person('approver');
    auditor = await app.person('auditor');
    vendorId = await aVendor('Payroll One');
  });
  afterAll(() => app.close());

  const day = (days: number) =>
    new Date(app.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
  async function aVendor(name: string): Promise<string> {
    const { status, body } = await procurement.post('/vendors', { name, country: 'DE' });
    expect(status).toBe(201);
    return body.id;
  }
  async function aFinding(fields: object = {}): Promise<Body> {
    const { status, body } = await assessor.post('/findings', {
      vendorId,
      source: 'other',
      severity: 'high',
      title: 'Backups are not deleted',
      ...fields,
    });
    expect([status, body]).toEqual([201, expect.anything()]);
    return body;
  }
  async function move(who: Caller, id: string, step: object): Promise<Answer> {
    const { headers } = await who.get(`/findings/${id}`);
    return who.post(
      `/findings/${id}/transitions`,
      { reason: 'as agreed', ...step },
      { 'if-match': headers['etag'] },
    );
  }
  const shown = async (id: string) => (await auditor.get(`/findings/${id}`)).body;

  describe('an audit', () => {
    const audit = () => ({
      vendorId,
      kind: 'on_site',
      scope: 'Payroll service',
      performedOn: day(-3),
      auditor: 'Internal audit',
      conclusion: 'Sound, but for backups.',
    });
    const sample = (change: object = {}) => ({
      ...{ controlRef: 'ISO27001:A.8.13', population: 120, sampleSize: 25, method: 'inspection' },
      ...{ result: 'exception', exceptions: 2, note: 'Two backups older than 30 days.' },
      ...change,
    });
    const current = async (id: string) => (await auditor.get(`/audits/${id}`)).body;
    async function step(who: Caller, id: string, body: object): Promise<Answer> {
      const { headers } = await who.get(`/audits/${id}`);
      return who.post(`/audits/${id}/transitions`, body, { 'if-match': headers['etag'] });
    }
    async function aReport(of = vendorId): Promise<string> {
      const file = { content: pdf(`report ${of}`), name: 'report.pdf' };
      const about = { title: 'Report', kind: 'AUDIT_REPORT', vendorId: of };
      const { status, body } = await assessor.upload('/evidence', file, about);
      expect(status).toBe(201);
      return body.id;
    }

    it('is recorded, corrected under If-Match, shown as it was, and found', async () => {
      const { status, body, headers } = await assessor.post('/audits', audit());
      expect(status).toBe(201);
      expect(headers['etag']).toBe('"1"');
      expect(body).toEqual({
        id: body.id,
        revision: 1,
        ...audit(),
        status: 'performed',
        ...{ serviceId: null, plannedFor: null, auditorId: null, sampledControls: [], evidenceIds: [] },
        ...{ opinion: null, concludedById: null, concludedAt: null },
        createdById: assessor.id,
        createdAt: expect.any(String),
      });
      const before = app.clock.now().toISOString();
      app.clock.advance({ seconds: 2 });
      const path = `/audits/${body.id}`;
      expect((await assessor.patch(path, { conclusion: 'Sound.' })).status).toBe(428);
      expect((await assessor.change(path, { conclusion: 'Sound.' })).body).toMatchObject({
        revision: 2,
        conclusion: 'Sound.',
      });
      expect((await auditor.get(`${path}?at=${before}`)).body).toEqual(body);
      const { body: history } = await auditor.get(`${path}/history`);
      expect((history['items'] as Items).map(({ action, changed }) => [action, changed])).toEqual([
        ['audit.changed', ['conclusion']],
        ['audit.recorded', expect.any(Array)],
      ]);
      expect(items(await auditor.get(`/audits?vendorId=${vendorId}&q=payroll`))).toHaveLength(1);
    });

    it('goes from a plan to a conclusion that is fixed, and is reopened with a reason', async () => {
      const { performedOn, conclusion, ...plan } = audit();
      const { body: made } = await procurement.post('/audits', {
        ...{ ...plan, plannedFor: day(10) },
        auditorId: assessor.id,
      });
      expect(made).toMatchObject({ status: 'planned', plannedFor: day(10), performedOn: null });
      const { id } = made;
      const early = await assessor.post(`/audits/${id}/findings`, { severity: 'low', title: 'Too early' });
      expect(early.body).toMatchObject({ status: 409, code: 'audit.not_performed' });
      expect((await step(procurement, id, { to: 'performed', performedOn })).body).toMatchObject({
        status: 'performed',
        performedOn,
      });
      const bare = await step(assessor, id, { to: 'concluded' });
      expect(bare.body).toMatchObject({ status: 400, code: 'audit.cannot_step' });
      expect((bare.body['errors'] as Items).map(({ pointer }) => pointer)).toEqual([
        '/opinion',
        '/conclusion',
        '/sampledControls',
      ]);
      const report = await aReport();
      const sampledControls = [sample({ evidenceIds: [report] })];
      const sampled = await assessor.change(`/audits/${id}`, { sampledControls, evidenceIds: [report] });
      expect(sampled.body).toMatchObject({ sampledControls, evidenceIds: [report] });
      expect(
        (await step(assessor, id, { to: 'concluded', opinion: 'satisfactory', conclusion })).body,
      ).toMatchObject({
        status: 400,
        errors: [{ pointer: '/opinion', code: 'has_exceptions' }],
      });
      const verdict = { to: 'concluded', opinion: 'satisfactory_with_findings', conclusion };
      expect((await step(procurement, id, verdict)).body).toMatchObject({ code: 'audit.not_by_role' });
      expect(await current(id)).toMatchObject({ status: 'performed', revision: 3 });
      expect((await step(assessor, id, verdict)).body).toMatchObject({
        status: 'concluded',
        opinion: 'satisfactory_with_findings',
        concludedById: assessor.id,
        concludedAt: expect.any(String),
      });
      const fixed = await assessor.change(`/audits/${id}`, { scope: 'Less' });
      expect(fixed.body).toMatchObject({ status: 409, code: 'audit.fixed' });
      const raised = await assessor.post(`/audits/${id}/findings`, {
        severity: 'medium',
        title: 'Old backups',
      });
      expect(raised.body).toMatchObject({ status: 'open', source: 'audit', auditId: id, vendorId });
      expect((await step(assessor, id, { to: 'performed' })).body).toMatchObject({
        errors: [{ pointer: '/reason', code: 'missing' }],
      });
      expect(await current(id)).toMatchObject({ status: 'concluded', revision: 4 });
      const reopened = await step(assessor, id, { to: 'performed', reason: 'A sample was mixed up.' });
      expect(reopened.body).toMatchObject({ status: 'performed', concludedById: null, concludedAt: null });
      const { body: history } = await auditor.get(`/audits/${id}/history`);
      expect((history['items'] as Items).map(({ action, reason }) => [action, reason])).toEqual([
        ['audit.moved', 'A sample was mixed up.'],
        ['audit.concluded', null],
        ['audit.changed', null],
        ['audit.moved', null],
        ['audit.recorded', null],
      ]);
      const listed = items(await auditor.get(`/audits?vendorId=${vendorId}&auditorId=${assessor.id}`));
      expect(listed).toEqual([
        expect.objectContaining({ id, controlsSampled: 1, controlsWithExceptions: 1 }),
      ]);
      expect(listed[0]).not.toHaveProperty('sampledControls');
      expect(items(await auditor.get('/audits?status=planned'))).toEqual([]);
    });

    it('of a report by others names the report before it is concluded', async () => {
      const { body } = await assessor.post('/audits', { ...audit(), kind: 'third_party_report' });
      const verdict = { to: 'concluded', opinion: 'satisfactory' };
      expect((await step(assessor, body.id, verdict)).body).toMatchObject({
        errors: [{ pointer: '/evidenceIds', code: 'missing' }],
      });
      await assessor.change(`/audits/${body.id}`, { evidenceIds: [await aReport()] });
      expect((await step(assessor, body.id, verdict)).body).toMatchObject({ status: 'concluded' });
    });

    it('is not done, nor concluded, by whoever owns the vendor', async () => {
      const owner = await app.person('assessor');
      const { body: owned } = await procurement.post('/vendors', {
        name: 'Owned Payroll',
        ownerId: owner.id,
      });
      const own = { ...audit(), vendorId: owned.id, kind: 'self_assessment_review' };
      const named = await assessor.post('/audits', { ...own, auditorId: owner.id });
      expect(named.body).toMatchObject({ status: 422, code: 'audit.not_independent' });
      expect(items(await auditor.get(`/audits?vendorId=${owned.id}`))).toEqual([]);
      const { body } = await assessor.post('/audits', own);
      const verdict = { to: 'concluded', opinion: 'satisfactory' };
      expect((await step(owner, body.id, verdict)).body).toMatchObject({ code: 'audit.not_independent' });
      expect(await current(body.id)).toMatchObject({ status: 'performed', revision: 1 });
      expect((await step(assessor, body.id, verdict)).body).toMatchObject({ status: 'concluded' });
    });

    it.each<[string, () => object, number, string]>([
      [
        'of a vendor that is not there',
        () => ({ vendorId: '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f' }),
        404,
        'vendor.not_found',
      ],
      ['that has not taken place', () => ({ performedOn: '2199-01-01' }), 400, 'audit.in_future'],
      ['with no day', () => ({ performedOn: undefined }), 400, 'audit.not_acceptable'],
      [
        'with a negative sample',
        () => ({ sampledControls: [sample({ sampleSize: -1 })] }),
        400,
        'request.invalid',
      ],
    ])('%s is refused', async (_case, change, status, code) => {
      const count = async () => (await auditor.get('/audits?count=true&limit=1')).body['total'];
      const before = await count();
      const { body } = await assessor.post('/audits', { ...audit(), ...change() });
      expect(body).toMatchObject({ status, code });
      expect(await count()).toBe(before);
    });

    it('is refused with everything that does not fit at once', async () => {
      const foreign = await aReport(await aVendor('Somebody Else'));
      const { body } = await assessor.post('/audits', {
        ...audit(),
        ...{ serviceId: vendorId, auditorId: vendorId, evidenceIds: [foreign] },
        sampledControls: [sample({ sampleSize: 121 }), sample({ exceptions: 0, evidenceIds: [vendorId] })],
      });
      expect(body).toMatchObject({ status: 400, code: 'audit.not_acceptable' });
      expect((body['errors'] as Items).map(({ pointer, code }) => [pointer, code])).toEqual([
        ['/sampledControls/0/sampleSize', 'exceeds_population'],
        ['/sampledControls/1/exceptions', 'missing'],
        ['/sampledControls/1/controlRef', 'repeated'],
        ['/serviceId', 'unknown'],
        ['/auditorId', 'unknown'],
        ['/evidenceIds/0', 'unknown'],
        ['/sampledControls/1/evidenceIds/0', 'unknown'],
      ]);
    });

    it('is named by a finding of the same vendor only', async () => {
      const { body } = await assessor.post('/audits', audit());
      const finding = await aFinding({ source: 'audit', auditId: body.id });
      expect(finding).toMatchObject({ source: 'audit', auditId: body.id });
      const other = await aVendor('Payroll Two');
      const foreign = {
        vendorId: other,
        source: 'audit',
        auditId: body.id,
        severity: 'low',
        title: 'Foreign',
      };
      expect((await assessor.post('/findings', foreign)).body).toMatchObject({
        status: 400,
        code: 'finding.bad_source',
      });
      expect(items(await auditor.get(`/findings?vendorId=${other}`))).toEqual([]);
    });
  });

  describe('raising a finding', () => {
    it.each([
      ['critical', 7],
      ['high', 30],
      ['medium', 90],
      ['low', 180],
    ])('that is %s gives %d days', async (severity, days) => {
      const body = await aFinding({ severity });
      expect(body).toEqual({
        id: body.id,
        revision: 1,
        vendorId,
        source: 'other',
        auditId: null,
        assessmentId: null,
        questionId: null,
        sourceId: null,
        severity,
        title: 'Backups are not deleted',
        ...{ description: null, remedy: null, controlRefs: [], evidenceIds: [] },
        ...{ dueOn: day(days), extensions: 0, overdue: false },
        ownerId: null,
        status: 'open',
        ...{ plan: null, plannedFor: null },
        raisedById: assessor.id,
        ...{ resolvedById: null, resolvedByLinkId: null },
        ...{ verifiedById: null, verificationMethod: null, verificationEvidenceIds: [] },
        acceptedById: null,
        acceptedUntil: null,
        createdAt: expect.any(String),
      });
    });

    it('takes another day and an owner, who is one of us', async () => {
      expect(await aFinding({ dueOn: day(3), ownerId: procurement.id })).toMatchObject({
        dueOn: day(3),
        ownerId: procurement.id,
      });
      const { body } = await assessor.post('/findings', {
        ...{ vendorId, source: 'other', severity: 'low', title: 'x' },
        ownerId: vendorId,
      });
      expect(body).toMatchObject({ status: 400, code: 'finding.owner_unknown' });
    });

    it('names what found it, the controls and the remedy, and is found by them', async () => {
      const sourceId = '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f';
      const said = { remedy: 'Delete them after 30 days.', controlRefs: ['ISO27001:A.8.13'] };
      const { id } = await aFinding({ source: 'incident', sourceId, ...said });
      expect(await shown(id)).toMatchObject({ source: 'incident', sourceId, auditId: null, ...said });
      for (const filter of [`sourceId=${sourceId}`, 'source=incident', 'controlRef=ISO27001:A.8.13'])
        expect(items(await auditor.get(`/findings?${filter}`)).map((one) => one['id'])).toEqual([id]);
      expect(items(await auditor.get(`/findings?source=incident&dueBefore=${day(30)}`))).toEqual([]);
      expect(items(await auditor.get(`/findings?source=incident&dueBefore=${day(31)}`))).toHaveLength(1);
    });

    it('is refused with everything that is not there at once', async () => {
      const before = (await auditor.get('/findings?count=true&limit=1')).body['total'];
      const { body } = await assessor.post('/findings', {
        ...{ vendorId, source: 'audit', sourceId: vendorId, severity: 'low', title: 'x' },
        ...{ ownerId: vendorId, evidenceIds: [vendorId] },
      });
      expect(body).toMatchObject({ status: 400, code: 'finding.bad_source' });
      expect((body['errors'] as Items).map(({ pointer }) => pointer)).toEqual([
        '/auditId',
        '/ownerId',
        '/evidenceIds/0',
      ]);
      expect((await auditor.get('/findings?count=true&limit=1')).body['total']).toBe(before);
    });

    it('is refused with every bad field at once', async () => {
      const { body } = await assessor.post('/findings', {
        vendorId: 'x',
        severity: 'awful',
        status: 'verified',
      });
      expect(body['status']).toBe(400);
      expect((body['errors'] as Items).map(({ pointer, code }) => [pointer, code]).sort()).toEqual([
        ['/severity', 'unknown_code'],
        ['/source', 'missing'],
        ['/status', 'unknown_field'],
        ['/title', 'missing'],
        ['/vendorId', 'is_uuid'],
      ]);
    });
  });

  describe('the way of a finding', () => {
    it('goes from open to verified, seen by two people', async () => {
      const { id } = await aFinding();
      expect((await move(procurement, id, { to: 'in_remediation' })).status).toBe(200);
      expect((await move(assessor, id, { to: 'resolved' })).body).toMatchObject({
        resolvedById: assessor.id,
      });
      const own = await move(assessor, id, { to: 'verified' });
      expect(own.body).toMatchObject({ status: 422, code: 'finding.own_resolution' });
      expect(await shown(id)).toMatchObject({ status: 'resolved', revision: 3 });
      expect((await move(procurement, id, { to: 'verified' })).body).toMatchObject({
        status: 403,
        code: 'finding.not_by_role',
      });
      const done = await move(dpo, id, { to: 'verified' });
      expect(done.body).toMatchObject({ status: 'verified', verifiedById: dpo.id, revision: 4 });
      const late = await assessor.change(`/findings/${id}`, { title: 'Another' });
      expect(late.body).toMatchObject({ status: 409, code: 'finding.closed' });
      const { body } = await auditor.get(`/findings/${id}/history`);
      expect((body['items'] as Items).map(({ action, reason }) => [action, reason])).toEqual([
        ['finding.moved', 'as agreed'],
        ['finding.moved', 'as agreed'],
        ['finding.moved', 'as agreed'],
        ['finding.raised', null],
      ]);
    });

    it('ends in an accepted risk only by an approver or data protection officer, dated, not by who raised it', async () => {
      const { id } = await aFinding();
      const until = { to: 'risk_accepted', acceptedUntil: day(60) };
      expect((await move(procurement, id, until)).body).toMatchObject({ code: 'finding.not_by_role' });
      expect((await move(approver, id, { to: 'risk_accepted' })).body).toMatchObject({
        status: 400,
        code: 'finding.bad_acceptance',
      });
      expect(await shown(id)).toMatchObject({ status: 'open', revision: 1 });
      expect((await move(approver, id, until)).body).toMatchObject({
        status: 'risk_accepted',
        acceptedById: approver.id,
        acceptedUntil: day(60),
      });
      const { body: own } = await dpo.post('/findings', {
        ...{ vendorId, source: 'other', severity: 'low', title: 'My own' },
      });
      expect((await move(dpo, own.id, until)).body).toMatchObject({
        status: 422,
        code: 'finding.own_finding',
      });
    });

    it('goes back to open when the fix does not hold', async () => {
      const { id } = await aFinding();
      await move(procurement, id, { to: 'in_remediation' });
      await move(procurement, id, { to: 'resolved' });
      const { body } = await move(assessor, id, { to: 'open', reason: 'Backups are still there.' });
      expect(body).toMatchObject({ status: 'open', resolvedById: null });
      const stray = await move(assessor, id, { to: 'in_remediation', method: 'Seen.' });
      expect(stray.body).toMatchObject({ status: 400, code: 'finding.bad_verification' });
      expect(await shown(id)).toMatchObject({ status: 'open', revision: 4 });
    });

    it.each<[string, () => Promise<object>, (id: string) => Promise<Answer>, string]>([
      [
        'in the past',
        () => Promise.resolve({}),
        (id) => move(approver, id, { to: 'risk_accepted', acceptedUntil: day(-1) }),
        'finding.bad_acceptance',
      ],
      [
        'for longer than this installation allows',
        () => Promise.resolve({}),
        (id) => move(approver, id, { to: 'risk_accepted', acceptedUntil: day(201) }),
        'finding.bad_acceptance',
      ],
      [
        'by the owner of the finding',
        () => Promise.resolve({ ownerId: approver.id }),
        (id) => move(approver, id, { to: 'risk_accepted', acceptedUntil: day(60) }),
        'finding.own_finding',
      ],
      [
        'by the owner of the vendor',
        async () => {
          const owned = { name: 'Owned by the approver', ownerId: approver.id };
          return { vendorId: (await procurement.post('/vendors', owned)).body.id };
        },
        (id) => move(approver, id, { to: 'risk_accepted', acceptedUntil: day(60) }),
        'finding.own_finding',
      ],
    ])('does not end in a risk accepted %s', async (_case, fields, act, code) => {
      const { id } = await aFinding(await fields());
      expect((await act(id)).body).toMatchObject({ code });
      expect(await shown(id)).toMatchObject({ status: 'open', revision: 1, acceptedUntil: null });
    });

    it('cannot be skipped, and needs the current revision', async () => {
      const { id } = await aFinding();
      expect((await move(dpo, id, { to: 'verified' })).body).toMatchObject({
        status: 409,
        code: 'finding.cannot_move',
      });
      const path = `/findings/${id}/transitions`;
      const step = { to: 'in_remediation', reason: 'x' };
      expect((await procurement.post(path, step)).status).toBe(428);
      expect((await procurement.post(path, step, { 'if-match': '"8"' })).status).toBe(412);
      expect(await shown(id)).toMatchObject({ status: 'open', revision: 1 });
    });

    it('is eased only with a reason', async () => {
      const { id } = await aFinding();
      const path = `/findings/${id}`;
      const eased = await assessor.change(path, { severity: 'low', dueOn: day(200) });
      expect(eased.body).toMatchObject({ status: 400, code: 'finding.reason_needed' });
      expect(await shown(id)).toMatchObject({ severity: 'high', revision: 1 });
      const reasoned = await assessor.change(path, { severity: 'low', reason: 'No personal data in them.' });
      expect(reasoned.body).toMatchObject({ severity: 'low', revision: 2, extensions: 0 });
      const reason = 'The vendor moves its backups in March.';
      const later = await assessor.change(path, { dueOn: day(200), reason });
      expect(later.body).toMatchObject({ dueOn: day(200), extensions: 1 });
      const { body } = await auditor.get(`${path}/history`);
      expect((body['items'] as Items)[0]).toMatchObject({
        ...{ action: 'finding.changed', reason, changed: ['dueOn', 'extensions'] },
      });
    });

    it('is not moved by an API key, whatever its roles', async () => {
      const { id } = await aFinding();
      const admin = await app.admin();
      const key = { name: 'Tracker', roles: ['assessor'], expiresAt: '2027-06-01T00:00:00Z' };
      const { body } = await admin.post('/api-keys', key);
      const holder = app.holding(String(body['secret']));
      const step = { to: 'in_remediation', reason: 'x' };
      const refused = await holder.post(`/findings/${id}/transitions`, step, { 'if-match': '"1"' });
      expect(refused.body).toMatchObject({ status: 403, code: 'auth.person_needed' });
      const raised = await holder.post('/findings', {
        vendorId,
        source: 'other',
        severity: 'low',
        title: 'By key',
      });
      expect(raised.body).toMatchObject({ raisedById: body.id });
    });
  });

  it('are listed by vendor, state and day, at the same cost for one row and for many', async () => {
    const listed = await aVendor('Listed GmbH');
    for (const severity of ['low', 'critical', 'medium']) await aFinding({ vendorId: listed, severity });
    const bySeverity = items(await auditor.get(`/findings?vendorId=${listed}&sort=-severity`));
    expect(bySeverity.map(({ severity }) => severity)).toEqual(['critical', 'medium', 'low']);
    const first = await auditor.get(`/findings?vendorId=${listed}&sort=-severity&limit=2`);
    const second = await auditor.get(
      `/findings?vendorId=${listed}&sort=-severity&limit=2&cursor=${String(first.body['nextCursor'])}`,
    );
    expect([...items(first), ...items(second)]).toEqual(bySeverity);
    const { one, many, rows } = await queriesOfPage(app, auditor, '/findings');
    expect(rows).toBeGreaterThan(5);
    expect(many).toBe(one);
    const audits = await queriesOfPage(app, auditor, '/audits');
    expect(audits.many).toBe(audits.one);
  });

  it('are overdue the day after they were due, unless somebody says they are mended', async () => {
    const late = await aVendor('Late AG');
    const { id } = await aFinding({ vendorId: late, dueOn: day(1) });
    const overdue = async () =>
      items(await (await app.person('auditor')).get(`/findings?vendorId=${late}&overdue=true`));
    expect(await overdue()).toEqual([]);
    app.clock.advance({ days: 2 });
    expect(await overdue()).toEqual([expect.objectContaining({ id, overdue: true })]);
    procurement = await app.person('procurement');
    await move(procurement, id, { to: 'in_remediation' });
    await move(procurement, id, { to: 'resolved' });
    expect(await overdue()).toEqual([]);
  });

  it('of an accepted risk are open again by themselves, told once, and counted so before anybody tells', async () => {
    const accepting = await aVendor('Accepting AG');
    [assessor, approver, auditor] = await Promise.all([
      app.person('assessor'),
      app.person('approver'),
      app.person('auditor'),
    ]);
    const [{ id }, moved] = [
      await aFinding({ vendorId: accepting }),
      await aFinding({ vendorId: accepting }),
    ];
    const listed = async (status: string) =>
      items(await auditor.get(`/findings?vendorId=${accepting}&status=${status}`)).map((one) => one['id']);
    for (const one of [id, moved.id])
      await move(approver, one, { to: 'risk_accepted', acceptedUntil: day(60) });
    expect([await listed('open'), await listed('risk_accepted')]).toEqual([[], [id, moved.id]]);
    app.clock.advance({ days: 61 });
    [approver, auditor] = await Promise.all([app.person('approver'), app.person('auditor')]);
    assessor = await app.person('assessor');
    expect(await shown(id)).toMatchObject({
      status: 'open',
      revision: 2,
      overdue: true,
      acceptedUntil: null,
    });
    expect([await listed('open'), await listed('risk_accepted')]).toEqual([[id, moved.id], []]);
    expect((await move(assessor, moved.id, { to: 'in_remediation' })).body).toMatchObject({ revision: 4 });
    await app.settle();
    await app.settle();
    const actions = async (one: string) =>
      ((await auditor.get(`/findings/${one}/history`)).body['items'] as Items).map(({ action }) => action);
    const accepted = ['finding.reopened', 'finding.moved', 'finding.raised'];
    expect(await actions(id)).toEqual(['finding.overdue', ...accepted]);
    expect(await actions(moved.id)).toEqual(['finding.overdue', 'finding.moved', ...accepted]);
    expect(await shown(id)).toMatchObject({ status: 'open', overdue: true, acceptedById: null });
    await assessor.change(`/findings/${id}`, { dueOn: day(1), reason: 'A last chance.' });
    await app.settle();
    expect(await shown(id)).toMatchObject({ overdue: false, extensions: 1 });
    app.clock.advance({ days: 2 });
    await app.settle();
    auditor = await app.person('auditor');
    expect((await actions(id)).filter((action) => action === 'finding.overdue')).toHaveLength(2);
  });
});
