import { sql } from '../../support/database.js';
import { TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import { queriesOfPage } from '../../support/queries.js';

type Items = Record<string, unknown>[];
const items = ({ body }: Answer) => body['items'] as Items;
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

describe('what belongs to a vendor', () => {
  let app: TestApp;
  let procurement: Caller;
  let auditor: Caller;
  let made = 0;
  beforeAll(async () => {
    app = await TestApp.start();
    procurement = await app.person('procurement');
    auditor = await app.person('auditor');
  });
  afterAll(() => app.close());

  async function aVendor(): Promise<string> {
    const { status, body } = await procurement.post('/vendors', {
      name: `Vendor ${String.fromCharCode(65 + made++)}`,
    });
    expect(status).toBe(201);
    return body.id;
  }
  async function offboard(id: string): Promise<void> {
    for (const to of ['offboarding', 'offboarded']) {
      const { headers } = await procurement.get(`/vendors/${id}`);
      await procurement.post(
        `/vendors/${id}/transitions`,
        { to, reason: 'Over' },
        { 'if-match': headers['etag'] },
      );
    }
  }
  async function removed(path: string): Promise<void> {
    const { headers } = await procurement.get(path);
    expect((await procurement.delete(path, { 'if-match': headers['etag'] })).status).toBe(204);
  }

  describe.each([
    {
      part: 'contacts',
      type: 'vendor_contact',
      fields: {
        name: 'Robin Example',
        email: 'Robin@Acme.example',
        phone: '+31 20 555 0100',
        role: 'privacy',
      },
      shown: {
        name: 'Robin Example',
        email: 'robin@acme.example',
        phone: '+31 20 555 0100',
        role: 'privacy',
      },
      change: { role: 'dpo' },
      bad: { name: '\u202Eevil', role: 'king', age: 40 },
      pointers: ['/age', '/name', '/role'],
    },
    {
      part: 'certifications',
      type: 'certification',
      fields: {
        scheme: 'ISO_27001',
        scope: 'Platform',
        issuer: 'Cert Ltd',
        validFrom: '2026-01-15',
        validTo: '2029-01-14',
      },
      shown: {
        scheme: 'ISO_27001',
        scope: 'Platform',
        issuer: 'Cert Ltd',
        validFrom: '2026-01-15',
        validTo: '2029-01-14',
        evidenceId: null,
      },
      change: { validTo: '2032-01-14', issuer: null },
      bad: { scheme: 'ISO_1', validFrom: '2026-02-30', evidenceId: 'x' },
      pointers: ['/evidenceId', '/scheme', '/validFrom'],
    },
    {
      part: 'services',
      type: 'vendor_service',
      fields: {
        name: 'Funnels',
        categories: ['ANALYTICS'],
        hostingCountries: ['ie', 'NL'],
        criticality: 2,
        substitutability: 'medium',
      },
      shown: {
        name: 'Funnels',
        description: null,
        categories: ['ANALYTICS'],
        hostingCountries: ['IE', 'NL'],
        criticality: 2,
        substitutability: 'medium',
      },
      change: { criticality: 4, substitutability: null },
      bad: { name: '', hostingCountries: ['SU'], criticality: 5, categories: 'IT' },
      pointers: ['/categories', '/criticality', '/hostingCountries', '/name'],
    },
    {
      part: 'subprocessors',
      type: 'subprocessor',
      fields: {
        name: 'Cloud Storage',
        purpose: 'Backups',
        countries: ['us', 'IE'],
        dataCategories: ['EMAIL_ADDRESS'],
        transferTool: 'SCC_M3',
        validFrom: '2026-01-15',
        source: 'https://vendor.example/subprocessors',
      },
      shown: {
        name: 'Cloud Storage',
        linkedVendorId: null,
        website: null,
        purpose: 'Backups',
        countries: ['US', 'IE'],
        dataCategories: ['EMAIL_ADDRESS'],
        role: 'SUB_PROCESSOR',
        transferTool: 'SCC_M3',
        replacedById: null,
        upcoming: null,
        status: 'ACTIVE',
        validFrom: '2026-01-15',
        validTo: null,
        source: 'https://vendor.example/subprocessors',
      },
      change: { countries: ['IE'], purpose: null },
      bad: { name: ' ', countries: ['AN'], dataCategories: ['SHOES'], status: 'REMOVED', linkedVendorId: 1 },
      pointers: ['/countries', '/dataCategories', '/linkedVendorId', '/name', '/status'],
    },
  ])('$part', ({ part, type, fields, shown, change, bad, pointers }) => {
    let vendor: string;
    let path: string;
    beforeAll(async () => {
      vendor = await aVendor();
      path = `/vendors/${vendor}/${part}`;
    });
    const add = async (): Promise<Body> => {
      const { status, body } = await procurement.post(path, fields);
      expect([status, body]).toEqual([201, expect.anything()]);
      return body;
    };

    it('are added, shown, changed under If-Match, looked at as they were, and have a history', async () => {
      const body = await add();
      const one = `${path}/${body.id}`;
      expect(body).toEqual({
        id: body.id,
        revision: 1,
        vendorId: vendor,
        ...shown,
        removed: false,
        createdAt: expect.any(String),
      });
      const then = app.clock.now().toISOString();
      app.clock.advance({ seconds: 2 });
      expect((await procurement.patch(one, change)).body).toMatchObject({ status: 428 });
      expect((await procurement.patch(one, change, { 'if-match': '"2"' })).body).toMatchObject({
        status: 412,
      });
      const changed = await procurement.patch(one, change, { 'if-match': '"1"' });
      expect(changed.body).toEqual({ ...body, ...change, revision: 2 });
      expect((await auditor.get(one)).body).toEqual(changed.body);
      expect((await auditor.get(`${one}?at=${then}`)).body).toEqual(body);
      const history = items(await auditor.get(`${one}/history`));
      expect(history.map(({ revision, changed: what }) => [revision, what])).toEqual([
        [2, Object.keys(change).sort()],
        [1, expect.arrayContaining(['vendorId'])],
      ]);
      await removed(one);
    });

    it('leave the list when removed, keep their record, and are not changed any more', async () => {
      const { id } = await add();
      const one = `${path}/${id}`;
      expect(items(await auditor.get(path)).map((row) => row['id'])).toEqual([id]);
      expect((await procurement.delete(one)).status).toBe(428);
      await removed(one);
      expect(items(await auditor.get(path))).toEqual([]);
      expect((await auditor.get(one)).body).toMatchObject({ removed: true, revision: 2 });
      expect((await procurement.patch(one, change, { 'if-match': '"2"' })).body).toMatchObject({
        status: 409,
        code: `${type}.removed`,
      });
      expect((await procurement.delete(one, { 'if-match': '"2"' })).body).toMatchObject({ status: 409 });
    });

    it('are refused with every bad field at once, and nothing is stored', async () => {
      const { status, body } = await procurement.post(path, bad);
      expect(status).toBe(400);
      expect((body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual(
        pointers,
      );
      expect(items(await auditor.get(path))).toEqual([]);
    });

    it('are found only under their own vendor', async () => {
      const { id } = await add();
      const elsewhere = `/vendors/${await aVendor()}/${part}/${id}`;
      for (const answer of [
        await auditor.get(elsewhere),
        await auditor.get(`${elsewhere}/history`),
        await procurement.patch(elsewhere, change, { 'if-match': '"1"' }),
        await procurement.delete(elsewhere, { 'if-match': '"1"' }),
      ])
        expect(answer.body).toMatchObject({ status: 404, code: `${type}.not_found` });
      await removed(`${path}/${id}`);
    });

    it('are not added to a vendor that is unknown or offboarded', async () => {
      const nobody = `/vendors/01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f/${part}`;
      expect((await procurement.post(nobody, fields)).body).toMatchObject({
        status: 404,
        code: 'vendor.not_found',
      });
      expect((await auditor.get(nobody)).body).toMatchObject({ status: 404, code: 'vendor.not_found' });
      const gone = await aVendor();
      await offboard(gone);
      expect((await procurement.post(`/vendors/${gone}/${part}`, fields)).body).toMatchObject({
        status: 409,
        code: 'vendor.offboarded',
      });
    });

    it('are listed in pages that cost the same number of queries whatever their length', async () => {
      const many = `/vendors/${await aVendor()}/${part}`;
      for (const n of [1, 2, 3])
        await procurement.post(
          many,
          ['services', 'subprocessors'].includes(part) ? { ...fields, name: `S ${n}` } : fields,
        );
      const first = await auditor.get(`${many}?limit=2&sort=createdAt&count=true`);
      expect([items(first).length, first.body['total']]).toEqual([2, 3]);
      const next = await auditor.get(
        `${many}?limit=2&sort=createdAt&cursor=${String(first.body['nextCursor'])}`,
      );
      expect([items(next).length, next.body['nextCursor']]).toEqual([1, null]);
      const { one, many: all, rows } = await queriesOfPage(app, auditor, many);
      expect([all, rows]).toEqual([one, 3]);
    });

    it('are changed by nobody who only reads', async () => {
      const { id } = await add();
      expect((await auditor.post(path, fields)).status).toBe(403);
      expect((await auditor.patch(`${path}/${id}`, change, { 'if-match': '"1"' })).status).toBe(403);
      expect((await auditor.delete(`${path}/${id}`, { 'if-match': '"1"' })).status).toBe(403);
      await removed(`${path}/${id}`);
    });
  });

  describe('a contact', () => {
    it('stands in the ledger as digests only, and is erased from everywhere when removed', async () => {
      const path = `/vendors/${await aVendor()}/contacts`;
      const { body } = await procurement.post(path, {
        name: 'Kim Private',
        email: 'kim@acme.example',
        role: 'legal',
      });
      const then = app.clock.now().toISOString();
      app.clock.advance({ seconds: 2 });
      await removed(`${path}/${body.id}`);
      expect((await auditor.get(`${path}/${body.id}`)).body).toMatchObject({
        name: null,
        email: null,
        removed: true,
      });
      expect((await auditor.get(`${path}/${body.id}?at=${then}`)).body).toMatchObject({
        revision: 1,
        name: null,
      });
      const owner = await sql(app.database.ownerUrl);
      try {
        const { rows } = await owner.query('SELECT state::text FROM ledger_entry WHERE subject_id = $1', [
          body.id,
        ]);
        expect(rows).toHaveLength(2);
        expect(rows[0].state).toMatch(/"email": "sha256:[0-9a-f]{64}"/);
        expect(JSON.stringify(rows)).not.toMatch(/kim|salt/i);
      } finally {
        await owner.end();
      }
    });

    it('shows no former value of a personal field: only its digest was kept', async () => {
      const path = `/vendors/${await aVendor()}/contacts`;
      const { body } = await procurement.post(path, { name: 'Kim Private', phone: '+31 1', role: 'legal' });
      const then = app.clock.now().toISOString();
      app.clock.advance({ seconds: 2 });
      await procurement.change(`${path}/${body.id}`, { phone: '+31 2' });
      expect((await auditor.get(`${path}/${body.id}?at=${then}`)).body).toMatchObject({
        name: 'Kim Private',
        phone: null,
      });
    });

    it('can be erased from a vendor that is offboarded', async () => {
      const vendor = await aVendor();
      const path = `/vendors/${vendor}/contacts`;
      const { body } = await procurement.post(path, { name: 'Kim Private', role: 'legal' });
      await offboard(vendor);
      await removed(`${path}/${body.id}`);
    });
  });

  describe('a certification', () => {
    it('cannot end before it begins, also not by a change', async () => {
      const path = `/vendors/${await aVendor()}/certifications`;
      const fields = { scheme: 'SOC2_TYPE2', validFrom: '2026-05-01', validTo: '2026-04-30' };
      expect((await procurement.post(path, fields)).body).toMatchObject({
        status: 400,
        code: 'certification.bad_validity',
        errors: [{ pointer: '/validTo' }],
      });
      const { body } = await procurement.post(path, { ...fields, validTo: '2026-05-01' });
      const changed = await procurement.patch(
        `${path}/${body.id}`,
        { validTo: '2026-04-30' },
        { 'if-match': '"1"' },
      );
      expect(changed.body).toMatchObject({ status: 400, code: 'certification.bad_validity' });
      expect((await auditor.get(`${path}/${body.id}`)).body.revision).toBe(1);
    });

    it('rests on evidence of this vendor or of none, never of another', async () => {
      const [mine, other] = [await aVendor(), await aVendor()];
      const upload = async (vendorId?: string) => {
        const about = { title: 'Certificate', kind: 'CERTIFICATE', ...(vendorId ? { vendorId } : {}) };
        const { status, body } = await procurement.upload(
          '/evidence',
          {
            content: Buffer.concat([pdf, Buffer.from(String(vendorId))]),
            name: 'c.pdf',
            type: 'application/pdf',
          },
          about,
        );
        expect([status, body]).toEqual([201, expect.anything()]);
        return body.id;
      };
      const path = `/vendors/${mine}/certifications`;
      for (const evidenceId of [await upload(mine), await upload()])
        expect((await procurement.post(path, { scheme: 'BSI_C5', evidenceId })).body).toMatchObject({
          evidenceId,
        });
      for (const evidenceId of [await upload(other), mine])
        expect((await procurement.post(path, { scheme: 'BSI_C5', evidenceId })).body).toMatchObject({
          status: 400,
          code: 'certification.foreign_evidence',
        });
      expect(items(await auditor.get(path))).toHaveLength(2);
    });

    it('is listed for a day on which it is valid, first and last day included', async () => {
      const path = `/vendors/${await aVendor()}/certifications`;
      await procurement.post(path, { scheme: 'TISAX', validFrom: '2026-03-01', validTo: '2026-03-31' });
      await procurement.post(path, { scheme: 'ENS' });
      const on = async (day: string) =>
        items(await auditor.get(`${path}?validOn=${day}`)).map(({ scheme }) => scheme);
      expect(await on('2026-02-28')).toEqual(['ENS']);
      expect(await on('2026-03-01')).toEqual(['TISAX', 'ENS']);
      expect(await on('2026-03-31')).toEqual(['TISAX', 'ENS']);
      expect(await on('2026-04-01')).toEqual(['ENS']);
    });
  });

  describe('a service', () => {
    it('has a name of its own within its vendor, free again once removed', async () => {
      const path = `/vendors/${await aVendor()}/services`;
      const answers = await Promise.all([1, 2].map(() => procurement.post(path, { name: 'Twice' })));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      const { body } = await procurement.post(path, { name: 'Other' });
      expect(
        (await procurement.patch(`${path}/${body.id}`, { name: 'Twice' }, { 'if-match': '"1"' })).body,
      ).toMatchObject({ status: 409, code: 'vendor_service.name_in_use' });
      await removed(`${path}/${String(items(await auditor.get(`${path}?q=twice`))[0]?.['id'])}`);
      expect((await procurement.post(path, { name: 'Twice' })).status).toBe(201);
    });
  });

  describe('an intake request', () => {
    let requester: Caller;
    beforeAll(async () => {
      requester = await app.person('requester');
    });
    const wish = {
      kind: 'vendor',
      what: 'Something that measures the shop',
      forWhom: 'E-commerce',
      whichData: 'Pages visited',
      why: 'We lose orders',
      neededBy: '2027-03-01',
    };
    const ask = async (fields: object, who = requester): Promise<Body> => {
      const { status, body } = await who.post('/intake-requests', { ...wish, ...fields });
      expect([status, body]).toEqual([201, expect.anything()]);
      return body;
    };
    const triage = (id: string, answer: object, who = procurement) =>
      who.post(`/intake-requests/${id}/triage`, answer, { 'if-match': '"1"' });

    it('becomes a proposed vendor when procurement accepts it', async () => {
      const { id } = await ask({ vendorName: 'Wished For' });
      const { status, body } = await triage(id, { outcome: 'accepted', reason: 'Fits' });
      expect(status).toBe(200);
      expect(body).toEqual({
        id,
        revision: 2,
        ...wish,
        vendorId: expect.any(String),
        vendorName: 'Wished For',
        status: 'accepted',
        answer: 'Fits',
        requestedBy: requester.id,
        answeredBy: procurement.id,
        answeredAt: expect.any(String),
        createdAt: expect.any(String),
      });
      expect((await auditor.get(`/vendors/${String(body['vendorId'])}`)).body).toMatchObject({
        name: 'Wished For',
        status: 'proposed',
        createdBy: procurement.id,
      });
      expect((await triage(id, { outcome: 'accepted' })).status).toBe(412);
      const again = await procurement.post(
        `/intake-requests/${id}/triage`,
        { outcome: 'refused', reason: 'No' },
        { 'if-match': '"2"' },
      );
      expect(again.body).toMatchObject({ status: 409, code: 'intake_request.closed' });
    });

    it('is linked to the registered vendor that it is about', async () => {
      const vendorId = await aVendor();
      const flow = await ask({ kind: 'flow', vendorId });
      expect((await triage(flow.id, { outcome: 'accepted' })).body).toMatchObject({
        status: 'accepted',
        vendorId,
      });
      const named = await ask({ vendorName: 'Vendr A' });
      expect((await triage(named.id, { outcome: 'accepted', vendorId })).body).toMatchObject({ vendorId });
    });

    it('does not register a likely duplicate by the way', async () => {
      await procurement.post('/vendors', { name: 'Already Here' });
      const { id } = await ask({ vendorName: 'already here' });
      expect((await triage(id, { outcome: 'accepted' })).body).toMatchObject({
        status: 409,
        code: 'vendor.likely_duplicate',
      });
      expect((await auditor.get(`/intake-requests/${id}`)).body).toMatchObject({
        status: 'open',
        revision: 1,
      });
      expect((await triage(id, { outcome: 'accepted', allowDuplicate: true })).status).toBe(200);
    });

    it('is refused with a reason, never without', async () => {
      const { id } = await ask({ vendorName: 'Unwanted' });
      expect((await triage(id, { outcome: 'refused' })).body).toMatchObject({
        status: 400,
        code: 'intake_request.reason_required',
      });
      expect((await triage(id, { outcome: 'refused', reason: 'We have one' })).body).toMatchObject({
        status: 'refused',
        answer: 'We have one',
        vendorId: null,
      });
      expect(items(await auditor.get('/vendors?q=unwanted'))).toEqual([]);
    });

    it('names exactly one vendor', async () => {
      for (const fields of [{}, { vendorName: 'Both', vendorId: await aVendor() }])
        expect((await requester.post('/intake-requests', { ...wish, ...fields })).body).toMatchObject({
          status: 400,
          code: 'intake_request.vendor_unnamed',
          errors: [{ pointer: '/vendorId' }, { pointer: '/vendorName' }],
        });
    });

    it('is answered by somebody else, and its vendor is decided on by somebody else', async () => {
      const both = await app.person('procurement');
      const { id } = await ask({ vendorName: 'Mine Alone' }, both);
      expect((await triage(id, { outcome: 'accepted' }, both)).body).toMatchObject({
        status: 403,
        code: 'intake_request.own',
      });
      const { body } = await triage(id, { outcome: 'accepted' });
      const path = `/vendors/${String(body['vendorId'])}`;
      await both.post(`${path}/transitions`, { to: 'vetting' }, { 'if-match': '"1"' });
      const decision = await both.post(
        `${path}/transitions`,
        { to: 'rejected', reason: 'No' },
        { 'if-match': '"2"' },
      );
      expect(decision.body).toMatchObject({ status: 403, code: 'vendor.own_request' });
      expect((await auditor.get(path)).body).toMatchObject({ status: 'vetting', revision: 2 });
    });

    it('is changed and withdrawn by who made it, and by nobody else', async () => {
      const { id } = await ask({ vendorName: 'Passing Fancy' });
      const path = `/intake-requests/${id}`;
      const other = await app.person('requester');
      expect((await other.patch(path, { what: 'X' }, { 'if-match': '"1"' })).body).toMatchObject({
        status: 403,
        code: 'intake_request.not_yours',
      });
      expect((await requester.patch(path, { neededBy: null }, { 'if-match': '"1"' })).body).toMatchObject({
        revision: 2,
        neededBy: null,
      });
      expect((await other.post(`${path}/withdrawal`, {}, { 'if-match': '"2"' })).status).toBe(403);
      const withdrawn = await requester.post(
        `${path}/withdrawal`,
        { reason: 'Not needed' },
        { 'if-match': '"2"' },
      );
      expect(withdrawn.body).toMatchObject({
        status: 'withdrawn',
        answer: 'Not needed',
        answeredBy: requester.id,
      });
      expect((await requester.patch(path, { what: 'X' }, { 'if-match': '"3"' })).body).toMatchObject({
        status: 409,
        code: 'intake_request.closed',
      });
      const history = items(await auditor.get(`${path}/history`)).map(({ action }) => action);
      expect(history).toEqual(['intake_request.answered', 'intake_request.changed', 'intake_request.made']);
    });

    it('can be made by everybody inside but an auditor, and answered by procurement only', async () => {
      for (const role of ['requester', 'procurement', 'assessor', 'dpo', 'approver', 'admin'] as const)
        await ask({ vendorName: `For ${role}` }, await app.person(role));
      expect((await auditor.post('/intake-requests', { ...wish, vendorName: 'No' })).status).toBe(403);
      const { id } = await ask({ vendorName: 'Kept Open' });
      for (const role of ['requester', 'assessor', 'dpo', 'approver', 'admin', 'auditor'] as const)
        expect((await triage(id, { outcome: 'accepted' }, await app.person(role))).status).toBe(403);
      const open = await auditor.get(
        `/intake-requests?status=open&requestedBy=${requester.id}&q=kept&count=true`,
      );
      expect([items(open).map((row) => row['id']), open.body['total']]).toEqual([[id], 1]);
    });
  });
});
