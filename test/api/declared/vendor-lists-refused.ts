import { TestApp, type Caller } from '../../support/app.js';
import { aVendorList, aWeekLater, listedVendor } from '../../support/vendor-lists.js';

type File = { content: Buffer | string; name: string };

describe('a Global Vendor List that cannot be taken over', () => {
  let app: TestApp;
  let procurement: Caller;
  let auditor: Caller;
  const emerse = listedVendor(8, 'Emerse AB');
  const send = (file: File, fields: Record<string, string> = {}) =>
    procurement.upload('/vendors/import', file, { format: 'gvl', ...fields });
  const entries = async () => Number((await auditor.get('/ledger/entries?limit=1&count=true')).body['total']);
  const json = (content: Buffer | string): File => ({ content, name: 'list.json' });

  beforeAll(async () => {
    app = await TestApp.start();
    procurement = await app.person('procurement');
    auditor = await app.person('auditor');
    expect((await send(aVendorList([emerse]))).status).toBe(200);
  });
  afterAll(() => app.close());

  const older = aVendorList([emerse], { vendorListVersion: 6 });
  const other = aVendorList([{ ...emerse, purposes: [] }]);
  const earlier = aVendorList([emerse], { vendorListVersion: 8, lastUpdated: '2026-01-01T00:00:00Z' });
  const undefinedPurposes = aVendorList([{ ...emerse, purposes: [1, 99] }], aWeekLater);
  const twice = json(aVendorList([emerse], aWeekLater).content.replace('"8":', '"8":{},"8":'));
  const large = json(`{"a":"${'x'.repeat(10 * 1024 * 1024)}"}`);
  const dryRun = { dryRun: 'true' };

  it.each<[string, File, { fields?: Record<string, string>; status: number; code: string }]>([
    ['is older than one that was read', older, { status: 409, code: 'import.older_list' }],
    ['is older, in a dry run too', older, { fields: dryRun, status: 409, code: 'import.older_list' }],
    ['has the number of another', other, { status: 409, code: 'import.list_differs' }],
    ['is newer and says it is older', earlier, { status: 409, code: 'import.list_differs' }],
    ['has undefined purposes', undefinedPurposes, { status: 400, code: 'import.bad_vendor_list' }],
    ['has its vendors in a list', json('{"vendors": []}'), { status: 400, code: 'import.bad_vendor_list' }],
    ['is a list of things', json('[]'), { status: 400, code: 'import.bad_vendor_list' }],
    ['is no JSON', json('id;name'), { status: 400, code: 'import.bad_json' }],
    ['is empty', json(' '), { status: 400, code: 'import.empty' }],
    ['is not UTF-8', json(Buffer.from([0x7b, 0xff, 0x7d])), { status: 400, code: 'import.not_utf8' }],
    ['names one vendor twice', twice, { status: 400, code: 'import.repeated_key' }],
    ['is larger than ten megabytes', large, { status: 413, code: 'import.too_large' }],
    [
      'comes with a mapping',
      aVendorList([emerse], aWeekLater),
      { fields: { mapping: '{"a":"name"}' }, status: 400, code: 'import.bad_mapping' },
    ],
  ])('because it %s changes nothing', async (_case, file, { fields, status, code }) => {
    const before = await entries();
    const { body } = await send(file, fields);
    expect(body).toMatchObject({ status, code });
    expect(await entries()).toBe(before);
  });

  it('names each purpose that is defined nowhere', async () => {
    const wolf = listedVendor(9, 'Wolf', { legIntPurposes: [88], flexiblePurposes: [1, 77] });
    const { body } = await send(aVendorList([{ ...emerse, purposes: [1, 99] }, wolf]));
    expect(body['errors']).toMatchObject([
      { pointer: '/vendors/8/purposes', code: 'undefined_purpose', message: expect.stringContaining('99') },
      { pointer: '/vendors/9/legIntPurposes', code: 'undefined_purpose' },
      { pointer: '/vendors/9/flexiblePurposes', code: 'undefined_purpose' },
    ]);
  });

  it('says which list was read that is newer', async () => {
    expect((await send(older)).body).toMatchObject({
      detail: expect.stringContaining('Global Vendor List 7 (v3) of 2026-06-04'),
      newest: { specification: 3, listVersion: 7 },
    });
  });

  it('is for procurement', async () => {
    for (const role of ['dpo', 'auditor', 'requester', 'admin'] as const) {
      const somebody = await app.person(role);
      const { status } = await somebody.upload('/vendors/import', older, { format: 'gvl' });
      expect([role, status]).toEqual([role, 403]);
    }
  });
});
