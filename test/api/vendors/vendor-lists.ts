import { TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import { statementsDuring, queriesOfPage } from '../../support/queries.js';
import { itReads, realFile } from '../../support/real-files.js';
import { aVendorList, aWeekLater, listedVendor } from '../../support/vendor-lists.js';

type Change = { kind: string; fact: string; then: unknown; now: unknown };
type Report = {
  before: object | null;
  counts: Record<string, number>;
  changes: { gvlId: number; vendorId: string | null; name: string; outcome: string; changes: Change[] }[];
  changesLeftOut: number;
  irregular: { gvlId: number; irregularities: { code: string; number: number | null }[] }[];
  touchedApprovals: unknown[];
};
type Row = {
  row: number;
  outcome: string;
  vendorId: string | null;
  changed: string[];
  reasons: { code: string }[];
};
type File = { content: Buffer | string; name: string };

const listOf = (body: Body) => body['vendorList'] as Report;
const rowsOf = (body: Body) => body['rows'] as Row[];
const outcomes = (body: Body) => rowsOf(body).map(({ row, outcome, changed }) => [row, outcome, ...changed]);
const tally = ({ total, created, updated, unchanged, rejected }: Body) => [
  total,
  created,
  updated,
  unchanged,
  rejected,
];
const items = ({ body }: Answer) => body['items'] as Body[];
const nothing = { added: 0, changed: 0, deleted: 0, returned: 0, gone: 0 };

describe('a Global Vendor List', () => {
  let app: TestApp;
  let procurement: Caller;
  let auditor: Caller;
  beforeEach(async () => {
    app = await TestApp.start();
    procurement = await app.person('procurement');
    auditor = await app.person('auditor');
  });
  afterEach(() => app.close());

  const send = (file: File, fields: Record<string, string> = {}) =>
    procurement.upload('/vendors/import', file, { format: 'gvl', ...fields });
  async function done(file: File, fields: Record<string, string> = {}): Promise<Body> {
    const { status, body } = await send(file, fields);
    expect([status, body]).toEqual([200, expect.anything()]);
    return body;
  }
  const entries = async () => Number((await auditor.get('/ledger/entries?limit=1&count=true')).body['total']);
  const declarationOf = async (vendorId: string) =>
    (await auditor.get(`/vendors/${vendorId}/declaration`)).body;
  const vendorNamed = async (name: string) =>
    items(await auditor.get(`/vendors?q=${encodeURIComponent(name)}`))[0];

  const emerse = listedVendor(8, 'Emerse AB', { flexiblePurposes: [7] });
  const sirdata = listedVendor(53, 'Sirdata', { dataDeclaration: undefined, dataRetention: undefined });
  const first = () => aVendorList([emerse, sirdata]);

  describe('that is read for the first time', () => {
    it('makes vendors and records what they declare, and a dry run says so and changes nothing', async () => {
      const before = await entries();
      const dry = await done(first(), { dryRun: 'true' });
      expect(tally(dry)).toEqual([2, 2, 0, 0, 0]);
      expect(listOf(dry)).toMatchObject({
        ...{ specification: 3, listVersion: 7, policyVersion: 4, before: null },
        publishedAt: '2026-06-04T16:00:00.000Z',
        counts: { ...nothing, added: 2 },
        changes: [
          { gvlId: 8, vendorId: null, name: 'Emerse AB', outcome: 'added', changes: [] },
          { gvlId: 53, vendorId: null, outcome: 'added' },
        ],
      });
      expect(await entries()).toBe(before);

      const body = await done(first());
      expect([body['format'], tally(body)]).toEqual(['gvl', [2, 2, 0, 0, 0]]);
      expect(await entries()).toBe(before + 5); // two vendors, two declarations, one list
      const vendor = await vendorNamed('Emerse');
      expect(vendor).toMatchObject({
        ...{ name: 'Emerse AB', status: 'proposed', externalIds: { gvl: '8' } },
        links: { privacyPolicy: 'https://vendor.example/privacy' },
      });
      expect(rowsOf(body)[0]).toMatchObject({ row: 8, outcome: 'created', vendorId: vendor?.id });
    });

    it('shows each declared purpose as a flow, with its basis, data and retention, in our codes and theirs', async () => {
      const body = await done(first());
      const [emerseId, sirdataId] = rowsOf(body).map(({ vendorId }) => String(vendorId));
      const declaration = await declarationOf(String(emerseId));
      const dataCategories = [
        { number: 1, name: 'Number 1', code: 'IP_ADDRESS', since: null },
        { number: 7, name: 'Number 7', code: 'USER_PROVIDED_DATA', since: null },
      ];
      expect(declaration).toMatchObject({
        ...{ revision: 1, vendorId: emerseId, gvlId: 8, name: 'Emerse AB', status: 'declared' },
        ...{ specification: 3, listVersion: 7, deletedOn: null, irregularities: [], changes: [] },
        ...{ usesCookies: true, cookieMaxAgeSeconds: 60, privacyUrl: 'https://vendor.example/privacy' },
        declaredFlows: [
          {
            ...{ kind: 'purpose', number: 1, name: 'Number 1', purposes: ['DEVICE_STORAGE_ACCESS'] },
            ...{
              lawfulBasis: 'A6_1_A_CONSENT',
              flexible: false,
              dataCategories,
              retentionDays: 30,
              since: null,
            },
          },
          {
            ...{ kind: 'purpose', number: 7, name: 'Number 7', purposes: ['ADVERTISING_MEASUREMENT'] },
            ...{ lawfulBasis: 'A6_1_F_LEGITIMATE_INTERESTS', flexible: true, retentionDays: 30, since: null },
          },
          {
            ...{ kind: 'special_purpose', number: 1, purposes: ['FRAUD_PREVENTION'] },
            ...{ lawfulBasis: 'A6_1_F_LEGITIMATE_INTERESTS', retentionDays: 30 },
          },
        ],
      });
      const [flow] = (await declarationOf(String(sirdataId)))['declaredFlows'] as Body[];
      expect(flow).toMatchObject({ dataCategories: null, retentionDays: null });
    });

    it('finds vendors by what they declare', async () => {
      const wolf = listedVendor(99, 'Wolf', { purposes: [3, 4], legIntPurposes: [1], dataDeclaration: [9] });
      await done(aVendorList([emerse, sirdata, wolf]));
      const found = async (query: string) =>
        items(await auditor.get(`/vendor-declarations?${query}`)).map(
          ({ gvlId }: Record<string, unknown>) => gvlId,
        );
      expect(await found('')).toEqual([8, 53, 99]);
      expect(await found('purpose=1')).toEqual([8, 53, 99]);
      expect(await found('purpose=1&basis=legitimate_interest')).toEqual([99]);
      expect(await found('dataCategory=9')).toEqual([99]);
      expect(await found('irregular=true')).toEqual([99]);
      expect(await found('q=sird')).toEqual([53]);
      expect(await found('status=gone')).toEqual([]);
      expect(await found('listVersion=7&sort=-name')).toEqual([99, 53, 8]);
      expect((await auditor.get('/vendor-declarations?purpose=0&status=x')).body).toMatchObject({
        status: 400,
      });
      const { one, many, rows } = await queriesOfPage(app, auditor, '/vendor-declarations');
      expect([many, rows]).toEqual([one, 3]);
    });

    it('gives a vendor of the register its number and leaves the rest of it alone', async () => {
      const known = {
        name: 'EMERSE ab',
        country: 'SE',
        links: { privacyPolicy: 'https://emerse.example/ours' },
      };
      const { body: registered } = await procurement.post('/vendors', known);
      const body = await done(first());
      expect(outcomes(body)).toEqual(
        [
          [8, 'updated', 'declaration', 'externalIds'],
          [53, 'created'],
        ].map((row) => expect.arrayContaining(row) as unknown),
      );
      expect((await auditor.get(`/vendors/${registered.id}`)).body).toMatchObject({
        ...{ ...known, revision: 2, externalIds: { gvl: '8' } },
      });
      expect(await declarationOf(registered.id)).toMatchObject({ gvlId: 8, name: 'Emerse AB' });
    });

    it('rejects a vendor that looks like another, until somebody says which it is', async () => {
      const { body: lookAlike } = await procurement.post('/vendors', { name: 'Ёmerse AB', country: 'SE' });
      const { body: other } = await procurement.post('/vendors', {
        name: 'Emersе AB',
        allowDuplicate: true,
        country: 'SE',
      });
      const rejected = await done(first());
      expect(rowsOf(rejected)[0]).toMatchObject({
        outcome: 'rejected',
        reasons: [{ code: 'likely_duplicate' }, { code: 'likely_duplicate' }],
      });
      expect(rowsOf(await done(first()))[0]).toMatchObject({ outcome: 'rejected' });
      await procurement.change(`/vendors/${other.id}`, { externalIds: { gvl: '8' } });
      const after = await done(first());
      expect(tally(after)).toEqual([2, 0, 1, 1, 0]);
      expect(await declarationOf(other.id)).toMatchObject({ gvlId: 8 });
      expect((await auditor.get(`/vendors/${lookAlike.id}/declaration`)).body).toMatchObject({
        ...{ status: 404, code: 'vendor_declaration.not_found' },
      });
    });
  });

  describe('that is read again', () => {
    it('writes nothing', async () => {
      await done(first());
      const before = await entries();
      for (const fields of [{}, { dryRun: 'true' }, { allowDuplicate: 'true' }] as Record<string, string>[]) {
        const body = await done(first(), fields);
        expect([tally(body), listOf(body).counts, listOf(body).changes]).toEqual([
          [2, 0, 0, 2, 0],
          nothing,
          [],
        ]);
        expect(listOf(body).before).toMatchObject({ specification: 3, listVersion: 7 });
      }
      const spaced = {
        content: JSON.stringify(JSON.parse(first().content), null, 4),
        name: 'other-name.json',
      };
      expect(tally(await done(spaced))).toEqual([2, 0, 0, 2, 0]);
      expect(await entries()).toBe(before);
      expect(items(await auditor.get('/vendor-lists'))).toMatchObject([
        { listVersion: 7, vendors: 2, complete: true, fileName: 'vendor-list.json', revision: 1 },
      ]);
    });
  });

  describe('that is newer', () => {
    const later = () =>
      aVendorList(
        [
          listedVendor(8, 'Emerse Sverige AB', {
            ...{ purposes: [1, 4, 7], legIntPurposes: [], dataDeclaration: [1, 9] },
            dataRetention: { stdRetention: 397, purposes: { '4': 7 } },
          }),
          listedVendor(60, 'Newcomer'),
        ],
        aWeekLater,
      );

    it('says exactly what changed by vendor, in a dry run as in earnest', async () => {
      await done(first());
      const dry = await done(later(), { dryRun: 'true' });
      const body = await done(later());
      const expected = [
        {
          ...{ gvlId: 8, name: 'Emerse Sverige AB', outcome: 'changed' },
          changes: [
            { kind: 'purpose_added', fact: 'purposes.4', then: null, now: ['consent'] },
            { kind: 'basis_changed', fact: 'purposes.7', then: ['legitimate_interest'], now: ['consent'] },
            { kind: 'flexibility_changed', fact: 'purposes.7', then: true, now: false },
            { kind: 'retention_changed', fact: 'retention.standardDays', then: 30, now: 397 },
            { kind: 'retention_changed', fact: 'retention.purposes.4', then: null, now: 7 },
            { kind: 'data_category_gone', fact: 'dataCategories.7', then: true, now: false },
            { kind: 'data_category_added', fact: 'dataCategories.9', then: false, now: true },
            { kind: 'detail_changed', fact: 'name', then: 'Emerse AB', now: 'Emerse Sverige AB' },
          ],
        },
        { gvlId: 60, name: 'Newcomer', outcome: 'added', changes: [] },
        { gvlId: 53, name: 'Sirdata', outcome: 'gone', changes: [] },
      ];
      for (const report of [dry, body]) {
        expect(listOf(report).changes).toMatchObject(expected);
        expect(listOf(report)).toMatchObject({
          before: { listVersion: 7, publishedAt: '2026-06-04T16:00:00.000Z' },
          counts: { ...nothing, added: 1, changed: 1, gone: 1 },
        });
        expect(outcomes(report)).toEqual([
          [8, 'updated', 'dataCategories', 'name', 'purposes', 'retention'],
          [60, 'created'],
        ]);
      }
      const { vendorId } = listOf(body).changes[0] ?? {};
      const declaration = await declarationOf(String(vendorId));
      expect(declaration).toMatchObject({ revision: 2, listVersion: 8, changes: expected[0]?.changes });
      const since = (declaration['declaredFlows'] as Record<string, unknown>[]).map((flow) => [
        flow['number'],
        flow['since'],
      ]);
      expect(since).toEqual([
        [1, null],
        [4, '2026-06-11'],
        [7, '2026-06-11'],
        [1, null],
      ]);
      expect((await vendorNamed('Emerse'))?.['name']).toBe('Emerse AB');
    });

    it('keeps what was declared before on record, with the list that ended it', async () => {
      await done(first());
      const moment = app.clock.now().toISOString();
      app.clock.advance({ seconds: 5 });
      await done(later());
      const sirdataId = String((await vendorNamed('Sirdata'))?.id);
      expect(await declarationOf(sirdataId)).toMatchObject({ status: 'gone', listVersion: 8 });
      const emerseId = String((await vendorNamed('Emerse'))?.id);
      expect((await auditor.get(`/vendors/${emerseId}/declaration?at=${moment}`)).body).toMatchObject({
        ...{ name: 'Emerse AB', listVersion: 7, revision: 1 },
      });
      const history = items(await auditor.get(`/vendors/${emerseId}/declaration/history`));
      expect(history.map(({ action, reason }: Record<string, unknown>) => [action, reason]).sort()).toEqual([
        ['vendor_declaration.changed', 'Global Vendor List 8 (v3)'],
        ['vendor_declaration.recorded', 'Global Vendor List 7 (v3)'],
      ]);
      const [newest] = items(await auditor.get('/vendor-lists'));
      expect((await auditor.get(`/vendor-lists/${String(newest?.id)}`)).body).toMatchObject({
        listVersion: 8,
      });
      expect(items(await auditor.get(`/vendor-lists/${String(newest?.id)}/history`))).toHaveLength(1);
      expect(items(await auditor.get('/vendor-declarations?listVersion=8'))).toHaveLength(3);
    });

    it('tells vendors that are deleted, gone and back', async () => {
      await done(first());
      const deleted = { ...emerse, deletedDate: '2026-06-08T00:00:00Z' };
      expect(listOf(await done(aVendorList([deleted], aWeekLater))).counts).toEqual({
        ...nothing,
        deleted: 1,
        gone: 1,
      });
      const emerseId = String((await vendorNamed('Emerse'))?.id);
      expect(await declarationOf(emerseId)).toMatchObject({ status: 'deleted', deletedOn: '2026-06-08' });
      const back = aVendorList([emerse, sirdata], {
        vendorListVersion: 9,
        lastUpdated: '2026-06-18T16:00:00Z',
      });
      expect(listOf(await done(back)).counts).toEqual({ ...nothing, returned: 2 });
      const [flow] = (await declarationOf(emerseId))['declaredFlows'] as Record<string, unknown>[];
      expect(flow?.['since']).toBe('2026-06-18');
      expect(tally(await done(back))).toEqual([2, 0, 0, 2, 0]);
    });

    it('goes from version 2 to version 3, whose numbers begin anew', async () => {
      const v2 = {
        ...{ gvlSpecificationVersion: 2, vendorListVersion: 210, lastUpdated: '2026-05-28T16:00:00Z' },
        dataCategories: undefined,
      };
      await done(
        aVendorList([{ ...emerse, dataDeclaration: undefined, dataRetention: undefined }, sirdata], v2),
      );
      const [change] = listOf(await done(first())).changes;
      expect(change?.changes.map(({ kind }) => kind)).toEqual([
        'retention_changed',
        'data_categories_disclosed',
      ]);
      const refused = await send(
        aVendorList([emerse], { ...v2, vendorListVersion: 211, lastUpdated: '2026-07-02T16:00:00Z' }),
      );
      expect(refused.body).toMatchObject({ status: 409, code: 'import.older_list' });
    });
  });

  it('is judged vendor by vendor where only some are wrong', async () => {
    await done(first());
    const wrong = { ...emerse, purposes: 'all', dataRetention: { stdRetention: 3_650_000 } };
    const body = await done(aVendorList([wrong, { ...sirdata, purposes: [2] }], aWeekLater));
    expect(rowsOf(body)[0]).toMatchObject({
      outcome: 'rejected',
      reasons: [
        { column: 'purposes', code: 'type' },
        { column: 'dataRetention', code: 'out_of_range' },
      ],
    });
    expect(listOf(body).counts).toEqual({ ...nothing, changed: 1 });
    expect(await declarationOf(String((await vendorNamed('Emerse'))?.id))).toMatchObject({
      status: 'declared',
      listVersion: 7,
    });
  });

  it('of more than 2,000 vendors becomes a job that comes to the same end', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, at) => listedVendor(at + 1, `Vendor ${at + 1} of many`));
    const { status, body, headers } = await send(aVendorList(many(2_100)));
    expect([status, headers['location']]).toEqual([202, `/api/v1/jobs/${body.id}`]);
    await app.settle();
    const job = (await procurement.get(`/jobs/${body.id}`)).body;
    expect(job).toMatchObject({
      state: 'succeeded',
      result: {
        total: 2_100,
        created: 2_100,
        vendorList: { counts: { ...nothing, added: 2_100 }, changes: { more: 100 } },
      },
    });
    expect(items(await auditor.get('/vendor-lists'))).toMatchObject([
      { vendors: 2_100, complete: true, revision: 2 },
    ]);
    const again = (await send(aVendorList(many(2_100)))).body;
    const before = await entries();
    await app.settle();
    expect((await procurement.get(`/jobs/${again.id}`)).body['result']).toMatchObject({
      unchanged: 2_100,
      created: 0,
    });
    expect(await entries()).toBe(before);
  });

  it('costs a few statements for each batch and not for each vendor', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, at) => listedVendor(at + 1, `Vendor ${at + 1} of some`));
    const cost = async (file: File) =>
      (await statementsDuring(app, () => send(file, { dryRun: 'true' }))).length;
    expect(await cost(aVendorList(many(400)))).toBe(await cost(aVendorList(many(1))));
    await done(aVendorList(many(1)));
    expect(await cost(aVendorList(many(400), aWeekLater))).toBe(
      await cost(aVendorList(many(20), aWeekLater)),
    );
  });

  const june = 'gvl/vendor-list-v7.gvl3.2023-06-29.json';
  const september = 'gvl/vendor-list-v17.gvl3.2023-09-07.json';

  itReads(june, 'as published is read whole', async (content) => {
    const body = await done({ content, name: june });
    expect([tally(body), listOf(body).counts]).toEqual([[376, 376, 0, 0, 0], { ...nothing, added: 376 }]);
    expect(
      listOf(body).irregular.map(({ gvlId, irregularities }) => [gvlId, irregularities[0]?.code]),
    ).toEqual([
      [126, 'name_cleaned'],
      [1002, 'unusable_address'],
    ]);
    const older = await vendorNamed('DoubleVerify');
    expect(older?.['name']).toBe('DoubleVerify Inc.');
  });

  itReads(september, 'as published is compared with the one of June, to the last change', async (content) => {
    await done({ content: realFile(june).read(), name: june });
    const body = await done({ content, name: september });
    expect([tally(body), listOf(body).counts]).toEqual([
      [692, 317, 78, 297, 0],
      { ...nothing, added: 317, changed: 77, deleted: 1, gone: 1 },
    ]);
    const kinds = listOf(body).changes.flatMap(({ changes }) => changes.map(({ kind }) => kind));
    const counts = Object.fromEntries(
      [...new Set(kinds)].sort().map((kind) => [kind, kinds.filter((one) => one === kind).length]),
    );
    expect(counts).toEqual({
      ...{
        basis_changed: 33,
        flexibility_changed: 14,
        purpose_added: 35,
        purpose_gone: 43,
        retention_changed: 46,
      },
      ...{ data_categories_disclosed: 2, data_category_added: 35, data_category_gone: 3, detail_changed: 55 }, // not counted: white space behind one address
      ...{ feature_added: 7, feature_gone: 5, special_feature_added: 2, special_feature_gone: 2 },
      ...{ special_purpose_added: 5, special_purpose_gone: 6 },
    });
    expect(
      listOf(body)
        .changes.filter(({ outcome }) => outcome === 'gone')
        .map(({ gvlId }) => gvlId),
    ).toEqual([311]);
    expect(listOf(body).irregular).toContainEqual(
      expect.objectContaining({
        gvlId: 738,
        irregularities: [{ code: 'undefined_data_category', number: 2008 }],
      }),
    );
    const total = async (query: string) =>
      (await auditor.get(`/vendor-declarations?count=true&limit=1&${query}`)).body['total'];
    expect(await total('status=declared')).toBe(691);
    expect(await total('status=deleted')).toBe(1);
    expect(await total('status=gone')).toBe(1);
    expect((await send({ content: realFile(june).read(), name: june })).body).toMatchObject({
      code: 'import.older_list',
    });
  });
});
