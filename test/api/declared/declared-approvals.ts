import { TestApp, type Body } from '../../support/app.js';
import { aCast, act, aReadyFlow, disclosed, done, standardForFlows, type Cast } from '../../support/flows.js';
import { aVendorList, listedVendor } from '../../support/vendor-lists.js';

type Report = {
  counts: Record<string, number>;
  touchedApprovals: Record<string, unknown>[];
};
type Unmet = { code: string; severity: string; message: string };

const purpose = (code: string, lawfulBasis: string) => ({
  ...{ code, lawfulBasis, text: 'As agreed.' },
  ...{ why: 'To know what is read.', how: 'The vendor counts.', benefit: 'Better letters.' },
});
/** All that `listedVendor` declares. */
const counting = {
  purposes: [
    purpose('DEVICE_STORAGE_ACCESS', 'A6_1_A_CONSENT'),
    purpose('ADVERTISING_MEASUREMENT', 'A6_1_F_LEGITIMATE_INTERESTS'),
  ],
  dataCategories: ['IP_ADDRESS', 'USER_PROVIDED_DATA'].map((code) => ({
    ...{ code, justification: 'It is counted by it.', retentionDays: 30, endAction: 'DELETE' },
  })),
};

describe('an approval and what the vendor declares', () => {
  let app: TestApp;
  let cast: Cast;
  beforeEach(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
  });
  afterEach(() => app.close());

  let number = 7;
  const entry = (flow: Body, fields: object = {}) => [
    listedVendor(8, `Of ${flow.reference as string}`, fields),
  ];
  async function read(vendors: ReturnType<typeof entry>, dryRun = false): Promise<Report> {
    const head = {
      vendorListVersion: ++number,
      lastUpdated: `2026-06-${String(number).padStart(2, '0')}T00:00:00Z`,
    };
    const fields = { format: 'gvl', ...(dryRun ? { dryRun: 'true' } : {}) };
    const { body, status } = await cast.procurement.upload(
      '/vendors/import',
      aVendorList(vendors, head),
      fields,
    );
    expect([status, body]).toEqual([200, expect.anything()]);
    await app.settle();
    return body['vendorList'] as Report;
  }
  async function approved(content: object = counting): Promise<Body> {
    const flow = await aReadyFlow(app, cast, content);
    await done(
      cast.procurement.change(`/vendors/${String(flow['vendorId'])}`, { externalIds: { gvl: '8' } }),
    );
    return decided(flow);
  }
  async function decided({ id }: Body): Promise<Body> {
    await done(act(cast.procurement, `/data-flows/${id}`, 'submission', {}));
    await disclosed(cast, { id });
    const decision = { outcome: 'approved', rationale: 'Fine.' };
    return done(act(cast.dpo, `/data-flows/${id}`, 'decision', decision));
  }
  const now = async ({ id }: Body) => (await cast.auditor.get(`/data-flows/${id}`)).body;
  const warningsOf = async ({ id }: Body) =>
    ((await cast.auditor.get(`/data-flows/${id}/readiness`)).body['unmet'] as Unmet[]).map(
      ({ code }) => code,
    );

  it('stands while the vendor declares no more than it covers, list after list', async () => {
    const flow = await approved();
    for (const fields of [{}, { purposes: [], name: 'Renamed' }, { dataDeclaration: [7] }])
      expect((await read(entry(flow, fields))).touchedApprovals).toEqual([]);
    expect(await now(flow)).toMatchObject({ status: 'approved', revision: flow.revision });
    expect(await warningsOf(flow)).toEqual([]);
  });

  it('stands when a first list shows more, which readiness says from then on', async () => {
    const flow = await approved();
    const report = await read(entry(flow, { purposes: [1, 4], dataRetention: { stdRetention: 397 } }));
    const beyond = [
      { what: 'purpose', number: 4, basis: 'consent', since: null },
      { what: 'retention', number: 397, basis: null, since: null },
    ];
    expect(report.touchedApprovals).toEqual([
      {
        ...{
          dataFlowId: flow.id,
          reference: flow['reference'],
          status: 'approved',
          vendorId: flow['vendorId'],
        },
        ...{ beyond, left: false, reaction: 'log_only', ends: false },
      },
    ]);
    expect(await now(flow)).toMatchObject({ status: 'approved' });
    expect(await warningsOf(flow)).toEqual(['DECLARED_BEYOND_FLOW']);
    const { body } = await cast.auditor.get(`/data-flows/${flow.id}/approval`);
    expect(body).toMatchObject({
      valid: true,
      differences: [{ fact: 'vendor.declaredBeyond', then: null, voids: false }],
    });
  });

  it('ends when the vendor begins to declare more, and says which fact did it', async () => {
    const flow = await approved();
    await read(entry(flow));
    const more = entry(flow, { purposes: [1, 4], dataDeclaration: [1, 7, 9] });
    const dry = await read(more, true);
    expect(dry.touchedApprovals).toMatchObject([{ dataFlowId: flow.id, ends: true }]);
    expect(await now(flow)).toMatchObject({ status: 'approved' });
    const report = await read(more);
    expect(report.touchedApprovals).toMatchObject([
      {
        beyond: [
          { what: 'purpose', number: 4 },
          { what: 'data_category', number: 9 },
        ],
        ends: true,
      },
    ]);
    expect(await now(flow)).toMatchObject({
      status: 'stale',
      staleFacts: [{ fact: 'vendor.declaredBeyond', then: null, now: [{ number: 4 }, { number: 9 }] }],
    });
    const refused = await act(cast.procurement, `/data-flows/${flow.id}`, 'activation', {});
    expect(refused.body).toMatchObject({ status: 409, code: 'data_flow.cannot_move' });
  });

  it('is not started in the moment before the news arrives', async () => {
    const flow = await approved();
    await read(entry(flow));
    const file = aVendorList(entry(flow, { purposes: [1, 3] }), {
      vendorListVersion: 900,
      lastUpdated: '2026-07-01T00:00:00Z',
    });
    await done(cast.procurement.upload('/vendors/import', file, { format: 'gvl' }));
    const refused = await act(cast.procurement, `/data-flows/${flow.id}`, 'activation', {});
    expect(refused.body).toMatchObject({ status: 422, code: 'data_flow.not_ready' });
    expect((refused.body['unmet'] as Unmet[]).map(({ code }) => code)).toContain('APPROVAL_FACT_CHANGED');
  });

  it('that was given again, knowing it, stands on it; one more purpose ends it too', async () => {
    const flow = await approved();
    await read(entry(flow));
    await read(entry(flow, { purposes: [1, 4] }));
    const again = await decided(flow);
    expect(again).toMatchObject({ status: 'approved' });
    expect((await read(entry(flow, { purposes: [1, 4], features: [1] }))).touchedApprovals).toEqual([]);
    expect(await now(flow)).toMatchObject({ status: 'approved' });
    await read(entry(flow, { purposes: [1, 3, 4] }));
    expect(await now(flow)).toMatchObject({ status: 'stale' });
  });

  it('stands when the vendor leaves the list, which is said wherever it matters', async () => {
    const flow = await approved();
    await read(entry(flow));
    const report = await read([listedVendor(9, 'Somebody else')]);
    expect(report.counts).toMatchObject({ gone: 1 });
    expect(report.touchedApprovals).toMatchObject([
      { dataFlowId: flow.id, beyond: [], left: true, ends: false },
    ]);
    expect(await now(flow)).toMatchObject({ status: 'approved' });
    expect(await warningsOf(flow)).toEqual(['VENDOR_LEFT_LIST']);
  });
});
