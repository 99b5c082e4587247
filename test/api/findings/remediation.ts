import { TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import { sentAssessment } from '../../support/assessments.js';
import { pdf } from '../../support/files.js';
import { queriesOfPage } from '../../support/queries.js';

type Items = Record<string, unknown>[];
const items = ({ body }: Answer) => body['items'] as Items;

describe('remediation by the vendor', () => {
  let app: TestApp;
  let procurement: Caller;
  let assessor: Caller;
  let auditor: Caller;
  let vendorId: string;
  let finding: Body;
  let other: Body;
  let foreign: Body;
  let vendor: Caller;
  beforeAll(async () => {
    app = await TestApp.start({ KEYHOLDER_FINDING_UPDATES: '6' });
    [procurement, assessor] = [await app.person('procurement'), await app.person('assessor')];
    auditor = await app.person('auditor');
    vendorId = await aVendor('Mending GmbH');
    foreign = await aFinding({ vendorId: await aVendor('Foreign AG') });
  });
  beforeEach(async () => {
    vendorId = await aVendor(`Mending ${++vendors}`);
    finding = await aFinding({ remedy: 'Delete them.', description: 'We doubt their word.' });
    other = await aFinding({ title: 'Screens do not lock', severity: 'low' });
    vendor = await holding();
  });
  afterAll(() => app.close());

  let vendors = 0;
  const day = (days: number) =>
    new Date(app.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const aVendor = async (name: string) =>
    (await procurement.post('/vendors', { name, country: 'DE', allowDuplicate: true })).body.id;
  async function aFinding(fields: object = {}): Promise<Body> {
    const said = { vendorId, source: 'other', severity: 'high', title: 'Backups are not deleted', ...fields };
    const { status, body } = await assessor.post('/findings', said);
    expect(status).toBe(201);
    return body;
  }
  const links = () => `/vendors/${vendorId}/remediation-links`;
  const aLink = (fields: object = {}) =>
    procurement.post(links(), { email: 'Sam@vendor.example', ...fields });
  const holding = async (fields: object = {}) => app.holding(String((await aLink(fields)).body['token']));
  const shown = async (id: string) => (await auditor.get(`/findings/${id}`)).body;
  async function move(who: Caller, id: string, step: object): Promise<Answer> {
    const { headers } = await who.get(`/findings/${id}`);
    const body = { reason: 'as agreed', ...step };
    return who.post(`/findings/${id}/transitions`, body, { 'if-match': headers['etag'] });
  }

  describe('a link', () => {
    it('is shown once, and kept as a hash', async () => {
      const { status, body } = await aLink({ findingIds: [finding.id], expiresInDays: 10 });
      expect(status).toBe(201);
      const { token, link, ...kept } = body;
      expect(token).toMatch(/^khv_[\w-]{43}$/);
      expect(link).toMatch(new RegExp(`/remediate#${String(token)}$`));
      expect(kept).toEqual({
        ...{ id: body.id, revision: 1, vendorId, email: 'sam@vendor.example', findingIds: [finding.id] },
        ...{ expiresAt: expect.stringContaining(day(10)), revokedAt: null },
        ...{ createdById: procurement.id, createdAt: expect.any(String) },
      });
      expect((await auditor.get(`${links()}/${body.id}`)).body).toEqual(kept);
      const [newest] = items(await auditor.get(links()));
      expect(newest).toEqual(kept);
      const { body: history } = await auditor.get(`${links()}/${body.id}/history`);
      expect(JSON.stringify(history)).not.toMatch(/vendor\.example|khv_/);
      expect(
        (await assessor.get(`/vendors/${foreign['vendorId'] as string}/remediation-links/${body.id}`)).body,
      ).toMatchObject({
        status: 404,
        code: 'remediation_link.not_found',
      });
    });

    it('opens the findings of its vendor, or those it names, and nothing that we say among ourselves', async () => {
      const [first, second] = items(await vendor.get('/remediation/findings'));
      expect(first).toEqual({
        ...{
          id: finding.id,
          revision: 1,
          title: 'Backups are not deleted',
          severity: 'high',
          status: 'open',
        },
        ...{ dueOn: day(30), overdue: false, remedy: 'Delete them.', controlRefs: [] },
        ...{ plan: null, plannedFor: null, messages: [] },
      });
      expect(second).toMatchObject({ id: other.id });
      const narrow = await holding({ findingIds: [other.id] });
      expect(items(await narrow.get('/remediation/findings')).map(({ id }) => id)).toEqual([other.id]);
      const missing = await narrow.get('/remediation/findings/01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f');
      expect(missing.body).toMatchObject({ status: 404, code: 'finding.not_found' });
      for (const closed of [finding.id, foreign.id]) {
        const plain = ({ body }: Answer) => {
          const { requestId, instance, ...rest } = body;
          expect([requestId, instance]).not.toEqual([]);
          return JSON.stringify(rest).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID');
        };
        expect(plain(await narrow.get(`/remediation/findings/${closed}`))).toBe(plain(missing));
        const said = { text: 'Mine?', claimsResolved: true };
        const plan = { text: 'Mine?', plannedFor: day(1) };
        const path = `/remediation/findings/${closed}`;
        expect((await narrow.post(`${path}/updates`, said)).status).toBe(404);
        expect((await narrow.put(`${path}/plan`, plan, { 'if-match': '"9"' })).status).toBe(404);
        expect((await narrow.get(`${path}/updates`)).status).toBe(404);
        const file = { content: pdf('x'), name: 'x.pdf' };
        expect((await narrow.upload(`${path}/evidence`, file)).status).toBe(404);
        expect(await shown(closed)).toMatchObject({ revision: 1, status: 'open' });
      }
    });

    it('names findings of its own vendor only, and ends within a year', async () => {
      const bad = await aLink({ findingIds: [finding.id, foreign.id] });
      expect(bad.body).toMatchObject({
        ...{ status: 400, code: 'remediation_link.unknown_findings' },
        errors: [{ pointer: '/findingIds/1', code: 'unknown' }],
      });
      expect((await aLink({ expiresInDays: 367 })).body).toMatchObject({ status: 400 });
      expect((await aLink({ expiresInDays: 0 })).body).toMatchObject({ status: 400 });
      expect(items(await auditor.get(links()))).toHaveLength(1);
    });

    it('that was revoked, has ended or was guessed opens nothing, all in the same words', async () => {
      const { body } = await aLink({ expiresInDays: 1 });
      const held = app.holding(String(body['token']));
      expect((await held.get('/remediation/findings')).status).toBe(200);
      const revoked = await procurement.post(`${links()}/${body.id}/revocation`, {});
      expect(revoked.body).toMatchObject({ revision: 2, revokedAt: expect.any(String) });
      const again = await procurement.post(`${links()}/${body.id}/revocation`, {});
      expect(again.body).toMatchObject({ status: 409, code: 'remediation_link.revoked' });
      const guessed = app.holding(`khv_${'A'.repeat(43)}`);
      const said = async (caller: Caller) => {
        const { body: answer } = await caller.get('/remediation/findings');
        return [answer['status'], answer['code'], answer['detail']];
      };
      const unknown = [401, 'auth.required', expect.any(String)];
      expect(await said(held)).toEqual(unknown);
      expect(await said(guessed)).toEqual(await said(held));
      const { body: short } = await aLink({ expiresInDays: 1 });
      const ended = app.holding(String(short['token']));
      expect((await ended.get('/remediation/findings')).status).toBe(200);
      app.clock.advance({ days: 1 });
      expect(await said(ended)).toEqual(await said(guessed));
      app.clock.advance({ days: -1 });
    });

    it('opens no assessment, and the link to an assessment opens no finding', async () => {
      const { respondent } = await sentAssessment(app, vendorId);
      expect((await respondent.get('/respond/assessment')).status).toBe(200);
      expect((await respondent.get('/remediation/findings')).status).toBe(403);
      const said = { text: 'Mended.', claimsResolved: true };
      expect((await respondent.post(`/remediation/findings/${finding.id}/updates`, said)).status).toBe(403);
      expect((await vendor.get('/respond/assessment')).status).toBe(403);
      expect((await vendor.post('/respond/submission', { name: 'Sam', title: 'CISO' })).status).toBe(403);
      expect((await vendor.get('/findings')).status).toBe(403);
      expect((await procurement.get('/remediation/findings')).status).toBe(403);
      expect(await shown(finding.id)).toMatchObject({ status: 'open', revision: 1 });
    });
  });

  it('goes from a plan to a verified fix, seen by somebody of ours', async () => {
    const path = `/remediation/findings/${finding.id}`;
    const plan = { text: 'In March.', plannedFor: day(20) };
    const past = await vendor.put(`${path}/plan`, { ...plan, plannedFor: day(-1) });
    expect(past.body).toMatchObject({ status: 400, code: 'finding.bad_plan' });
    expect(await shown(finding.id)).toMatchObject({ revision: 1, plan: null });
    const given = await vendor.put(`${path}/plan`, plan);
    expect(given.body).toMatchObject({ status: 'in_remediation', plan: 'In March.', plannedFor: day(20) });
    expect((await vendor.put(`${path}/plan`, plan)).status).toBe(428);
    expect((await vendor.put(`${path}/plan`, plan, { 'if-match': '"1"' })).status).toBe(412);
    const sooner = { text: 'In two weeks.', plannedFor: day(14) };
    const replaced = await vendor.put(`${path}/plan`, sooner, { 'if-match': '"2"' });
    expect(replaced.body).toMatchObject({ plan: 'In two weeks.', revision: 3 });

    const ours = `/findings/${finding.id}/updates`;
    await assessor.post(ours, { text: 'Please send a log.', visibleToVendor: true });
    await assessor.post(ours, { text: 'I do not believe it.', visibleToVendor: false });
    const file = { content: pdf('log'), name: 'log.pdf' };
    const attached = await vendor.upload(`${path}/evidence`, file, { title: 'Log of deletion' });
    expect(attached.body).toMatchObject({ from: 'vendor', text: 'Log of deletion' });
    const evidenceId = String(attached.body['evidenceId']);
    expect((await assessor.get(`/evidence/${evidenceId}`)).body).toMatchObject({
      ...{ vendorId, uploadedByKind: 'respondent', title: 'Log of deletion' },
    });
    const claim = { text: 'Done.', claimsResolved: true };
    expect((await vendor.post(`${path}/updates`, claim)).status).toBe(201);
    const { body: link } = await auditor.get(links());
    expect(await shown(finding.id)).toMatchObject({
      ...{ status: 'resolved', resolvedById: null, verifiedById: null },
      resolvedByLinkId: (link['items'] as Items)[0]?.['id'],
    });
    expect((await vendor.post(`${path}/updates`, claim)).body).toMatchObject({
      ...{ status: 409, code: 'finding.cannot_move' },
    });
    const bare = await move(assessor, finding.id, { to: 'verified' });
    expect(bare.body).toMatchObject({ status: 400, code: 'finding.bad_verification' });
    const foreignProof = await move(assessor, finding.id, { to: 'verified', evidenceIds: [vendorId] });
    expect(foreignProof.body).toMatchObject({ status: 400, code: 'finding.evidence_unknown' });
    const proof = { method: 'The log was read against the list of backups.', evidenceIds: [evidenceId] };
    expect((await move(assessor, finding.id, { to: 'verified', ...proof })).body).toMatchObject({
      ...{ status: 'verified', verifiedById: assessor.id, verificationMethod: proof.method },
      verificationEvidenceIds: [evidenceId],
    });
    for (const late of [
      await vendor.post(`${path}/updates`, { text: 'One more thing.' }),
      await vendor.put(`${path}/plan`, plan, { 'if-match': '*' }),
      await vendor.upload(`${path}/evidence`, file),
      await assessor.post(ours, { text: 'One more thing.', visibleToVendor: false }),
    ])
      expect(late.body).toMatchObject({ status: 409, code: 'finding.closed' });

    const all = ['Please send a log.', 'I do not believe it.', 'Log of deletion', 'Done.'];
    expect(items(await auditor.get(ours)).map(({ text }) => text)).toEqual(all);
    const theirs = all.filter((text) => text !== 'I do not believe it.');
    expect(items(await vendor.get(`${path}/updates`)).map(({ text }) => text)).toEqual(theirs);
    const { body: seen } = await vendor.get(path);
    expect((seen['messages'] as Items).map(({ from, text }) => [from, text])).toEqual([
      ['us', 'Please send a log.'],
      ['vendor', 'Log of deletion'],
      ['vendor', 'Done.'],
    ]);
    expect(JSON.stringify(seen)).not.toMatch(/doubt|believe/);
    const history = items(await auditor.get(`/findings/${finding.id}/history`));
    expect(history.map(({ action, reason }) => [action, reason])).toEqual([
      ['finding.moved', 'as agreed'],
      ['finding.moved', 'the vendor says that it is resolved'],
      ['finding.planned', 'the vendor gave its plan'],
      ['finding.moved', 'the vendor gave its plan'],
      ['finding.raised', null],
    ]);
  });

  it('takes as many messages as are allowed, and then none', async () => {
    const path = `/remediation/findings/${other.id}`;
    for (let at = 0; at < 6; at++)
      expect((await vendor.post(`${path}/updates`, { text: `Message ${at}` })).status).toBe(201);
    const claim = { text: 'Done.', claimsResolved: true };
    expect((await vendor.post(`${path}/updates`, claim)).body).toMatchObject({
      ...{ status: 409, code: 'finding.too_many_updates' },
    });
    const file = { content: pdf('more'), name: 'more.pdf' };
    expect((await vendor.upload(`${path}/evidence`, file)).body).toMatchObject({
      code: 'finding.too_many_updates',
    });
    expect(items(await auditor.get(`/evidence?vendorId=${vendorId}`))).toEqual([]);
    expect(await shown(other.id)).toMatchObject({ status: 'open', revision: 1 });
    expect(items(await auditor.get(`/findings/${other.id}/updates`))).toHaveLength(6);
  });

  it('is listed at the same cost for one row and for many', async () => {
    await aLink();
    for (const text of ['One', 'Two']) {
      await vendor.post(`/remediation/findings/${finding.id}/updates`, { text });
      await vendor.post(`/remediation/findings/${other.id}/updates`, { text });
    }
    for (const [caller, path] of [
      [vendor, '/remediation/findings'],
      [vendor, `/remediation/findings/${finding.id}/updates`],
      [auditor, `/findings/${finding.id}/updates`],
      [auditor, links()],
    ] as const) {
      const { one, many, rows } = await queriesOfPage(app, caller, path);
      expect([path, rows > 1, many]).toEqual([path, true, one]);
    }
  });
});
