import { TestApp, type Body } from '../../support/app.js';
import {
  act,
  aCast,
  aLegalEntity,
  anAgreementInForce,
  anApprovedVendor,
  disclosed,
  done,
  standardForFlows,
  wholeContent,
  type Cast,
} from '../../support/flows.js';

type Way = Body & { toCountry: string; allowed: boolean; reason: string };

describe('entries in the list of the Data Privacy Framework', () => {
  let app: TestApp;
  let cast: Cast;
  let vendor: Body;
  const agreements: Record<string, string> = {};
  const entry = (more: object = {}) => ({
    ...{ framework: 'EU_US', listedName: String(vendor['legalName']), coveredData: ['NON_HR'] },
    ...{ activeFrom: '2026-02-01', nextCertificationDue: '2027-02-01', checkedOn: '2026-02-02', ...more },
  });
  const listed = () => `/vendors/${vendor.id}/dpf-entries`;
  const add = (more: object = {}) => done(cast.procurement.post(listed(), entry(more)));
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
    vendor = await anApprovedVendor(cast, { country: 'US' });
    for (const country of ['DE', 'GB']) {
      const { id: legalEntityId } = await aLegalEntity(app, country);
      const terms = { legalEntityId, vendorId: vendor.id };
      agreements[country] = (await anAgreementInForce(app, cast, terms)).id;
    }
  });
  afterAll(() => app.close());

  const flowFrom = (country: string, content: object = {}) =>
    done(
      cast.procurement.post('/data-flows', {
        ...wholeContent(agreements[country] ?? ''),
        locations: [{ country: 'US', kind: 'storage' }],
        ...content,
      }),
    );
  const wayOf = async ({ id }: Body) => {
    const { body } = await cast.auditor.get(`/transfers?dataFlowId=${id}`);
    return (body['items'] as Way[])[0];
  };
  const judgedFrom = async (country: string, content: object = {}) => {
    const way = await wayOf(await flowFrom(country, content));
    return [way?.allowed, way?.reason];
  };

  it('that cannot be right are refused with every field, and nothing is recorded', async () => {
    const { body } = await cast.procurement.post(
      listed(),
      entry({
        ...{ coveredData: [], activeFrom: '2026-02-01', nextCertificationDue: '2026-01-01' },
        ...{ inactiveFrom: '2026-02-01', checkedOn: '2099-01-01' },
        evidenceId: '019a0000-0000-7000-8000-000000000000',
      }),
    );
    expect(body).toMatchObject({ status: 400 });
    expect((body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual([
      ...['/checkedOn', '/coveredData', '/evidenceId', '/inactiveFrom', '/nextCertificationDue'],
    ]);
    const tooLong = await cast.procurement.post(listed(), entry({ nextCertificationDue: '2028-01-01' }));
    expect(tooLong.body['errors']).toMatchObject([{ pointer: '/nextCertificationDue', code: 'too_late' }]);
    expect((await cast.auditor.get(listed())).body['items']).toEqual([]);
  });

  it('carry what is sent to the vendor, by its own law and only for the data that they cover', async () => {
    expect(await judgedFrom('DE')).toEqual([
      false,
      'it depends on the recipient, not on the country: record its listing for EU_US; no transfer tool is named',
    ]);
    const eu = await add();
    expect(eu).toMatchObject({ ...entry(), coveredEntity: false, inactiveFrom: null, removed: false });
    expect(await judgedFrom('DE')).toEqual([true, 'the recipient is listed for EU_US: no tool needed']);
    const none = "the vendor's register has no entry for UK_EXTENSION on that day; no transfer tool is named";
    expect(await judgedFrom('GB')).toEqual([false, none]);
    await add({ framework: 'UK_EXTENSION' });
    expect(await judgedFrom('GB')).toEqual([
      true,
      'the recipient is listed for UK_EXTENSION: no tool needed',
    ]);
    const personnel = { subjectCategories: ['EMPLOYEES'] };
    expect(await judgedFrom('DE', personnel)).toEqual([
      false,
      'the listing covers NON_HR only: say which data are sent; no transfer tool is named',
    ]);
    const transfers = [{ toCountry: 'US', dataClass: 'NON_HR' }];
    expect((await judgedFrom('DE', { ...personnel, transfers }))[0]).toBe(true);
  });

  it('decide, whatever a flow says that somebody saw', async () => {
    const other = await anApprovedVendor(cast, { country: 'US' });
    const { id: legalEntityId } = await aLegalEntity(app, 'DE');
    const agreement = await anAgreementInForce(app, cast, { legalEntityId, vendorId: other.id });
    const listing = { status: 'ACTIVE', frameworks: ['EU_US'], coveredData: ['NON_HR'] };
    const claimed = { agreementId: agreement.id, transfers: [{ toCountry: 'US', dpfListing: listing }] };
    expect((await judgedFrom('DE', claimed))[0]).toBe(true);
    const path = `/vendors/${other.id}/dpf-entries`;
    const seen = await done(cast.procurement.post(path, entry({ listedName: 'Holding Inc.' })));
    expect(await judgedFrom('DE', claimed)).toEqual([
      false,
      'the list names Holding Inc.: say whether it covers the recipient; no transfer tool is named',
    ]);
    await done(cast.procurement.change(`${path}/${seen.id}`, { coveredEntity: true }));
    expect((await judgedFrom('DE', claimed))[0]).toBe(true);
  });

  it('fall due in the calendar until they are renewed or end', async () => {
    const due = async () => {
      const { body } = await cast.auditor.get(
        `/calendar?kind=dpf_recertification&to=2099-01-01&vendorId=${vendor.id}`,
      );
      const items = body['items'] as (Body & { subject: { label: string } })[];
      return items.map(({ day, subject }) => [day, subject.label.split(' ')[0]]);
    };
    expect((await due()).sort()).toEqual([
      ['2027-02-01', 'EU_US'],
      ['2027-02-01', 'UK_EXTENSION'],
    ]);
  });

  it('that become inactive end the approvals that stand on them, with the delivery of the news', async () => {
    const { id } = await flowFrom('DE');
    await done(act(cast.procurement, `/data-flows/${id}`, 'submission', {}));
    await done(act(cast.dpo, `/data-flows/${id}`, 'decision', { outcome: 'approved', rationale: 'Fine.' }));
    await disclosed(cast, { id });
    const { body } = await cast.auditor.get(`${listed()}?framework=EU_US&activeOn=${app.clock.today()}`);
    const [eu] = body['items'] as Body[];
    await done(cast.dpo.change(`${listed()}/${String(eu?.id)}`, { inactiveFrom: app.clock.today() }));
    const { body: readiness } = await cast.auditor.get(`/data-flows/${id}/readiness`);
    expect((readiness['unmet'] as { code: string }[]).map(({ code }) => code)).toEqual([
      'TRANSFERS_ALLOWED',
      'APPROVAL_FACT_CHANGED',
    ]);
    await app.settle();
    const { body: flow } = await cast.auditor.get(`/data-flows/${id}`);
    expect(flow).toMatchObject({
      ...{ status: 'stale', standsOn: [], staleFacts: [{ fact: 'transfer.legs', reaction: 'suspend' }] },
    });
    const history = await cast.auditor.get(`${listed()}/${String(eu?.id)}/history`);
    expect(history.body['items']).toMatchObject([{ changed: ['inactiveFrom'] }, { revision: 1 }]);
    const renewed = { activeFrom: app.clock.today(), nextCertificationDue: '2027-06-01' };
    await add({ ...renewed, checkedOn: app.clock.today() });
    expect((await judgedFrom('DE'))[0]).toBe(true);
  });
});
