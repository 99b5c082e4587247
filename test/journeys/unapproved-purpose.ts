import { TestApp, type Body, type Caller } from '../support/app.js';
import {
  act,
  aCast,
  anAgreementInForce,
  disclosed,
  done,
  standardForFlows,
  wholeContent,
  type Cast,
} from '../support/flows.js';
import { anIncident } from '../support/incidents.js';
import { aReportingKey, report, sent, type Deviation } from '../support/sharing.js';
import { aVendorList, listedVendor } from '../support/vendor-lists.js';

type Fact = { fact: string; voids: boolean; reaction: string; impact: string };
type Unmet = { code: string; severity: string };
type Entry = { action: string; reason: string | null };

const purpose = (code: string, lawfulBasis: string) => ({
  ...{ code, lawfulBasis, text: 'As agreed.' },
  ...{ why: 'To know whether our letters are read.', how: 'The vendor counts.', benefit: 'Fewer letters.' },
});
const counting = [
  purpose('DEVICE_STORAGE_ACCESS', 'A6_1_A_CONSENT'),
  purpose('ADVERTISING_MEASUREMENT', 'A6_1_F_LEGITIMATE_INTERESTS'),
];
const profiles = purpose('ADVERTISING_PROFILES', 'A6_1_F_LEGITIMATE_INTERESTS');
const counted = { categories: ['IP_ADDRESS'], purpose: 'ADVERTISING_MEASUREMENT' };
const profiled = { categories: ['IP_ADDRESS', 'SOCIAL_CONNECTIONS'], purpose: 'ADVERTISING_PROFILES' };

/**
 * The Cambridge Analytica story: people consented to a count of letters read, and the vendor builds profiles of them and of
 * their friends. Every place where that shows, one after another; none of them needs the others.
 */
describe('a vendor uses data for a purpose that nobody approved', () => {
  let app: TestApp;
  let cast: Cast;
  let sender: Caller;
  let vendorId: string;
  let flow: Body;
  let deviations: Deviation[];
  const began = '2026-06-01T00:00:00Z';
  beforeAll(async () => {
    app = await TestApp.start({ KEYHOLDER_ACCESS_TOKEN_MINUTES: '1440' });
    cast = await aCast(app);
    await standardForFlows(cast);
    sender = await aReportingKey(app);
  });
  afterAll(() => app.close());

  const now = async () => (await cast.auditor.get(`/data-flows/${flow.id}`)).body;
  const acts = (what: string, body: object, by = cast.procurement) =>
    act(by, `/data-flows/${flow.id}`, what, body);
  const decideAnew = async () => {
    await done(acts('submission', {}));
    await done(acts('decision', { outcome: 'approved', rationale: 'As before.' }, cast.dpo));
    await disclosed(cast, flow);
    return done(acts('activation', {}));
  };
  const unmet = async (gate = 'flow_activation') =>
    (await done(cast.auditor.get(`/data-flows/${flow.id}/readiness?gate=${gate}`)))['unmet'] as Unmet[];
  const differences = async () =>
    (await done(cast.auditor.get(`/data-flows/${flow.id}/approval`)))['differences'] as Fact[];
  const history = async (query = '') =>
    (await done(cast.auditor.get(`/data-flows/${flow.id}/history?limit=200${query}`)))['items'] as Entry[];
  const due = async (kind: string) =>
    (await done(cast.dpo.get(`/calendar?kind=${kind}&vendorId=${vendorId}`)))['items'] as Body[];
  const newsOf = async (action: string) =>
    (await done(cast.auditor.get(`/ledger/entries?action=${action}&limit=200`)))['items'] as Body[];
  const gvl = (version: number, purposes: number[], fields: Record<string, string> = {}) =>
    done(
      cast.procurement.upload(
        '/vendors/import',
        aVendorList([listedVendor(8, 'Letter Counters', { purposes })], {
          vendorListVersion: version,
          lastUpdated: `2026-06-${String(version).padStart(2, '0')}T00:00:00Z`,
        }),
        { format: 'gvl', ...fields },
      ),
    );
  const helpers = (names: readonly string[], fields: Record<string, string>) =>
    done(
      cast.procurement.upload(
        `/vendors/${vendorId}/subprocessors/import`,
        {
          content: `Subprocessor,Purpose,Location\n${names.map((name) => `${name},Works for us,DE\n`).join('')}`,
          name: 'list.csv',
        },
        fields,
      ),
    );

  it('begins with an approval of two purposes, and the vendor says nothing else of itself', async () => {
    const agreement = await anAgreementInForce(app, cast, {
      ...{ coversCcpa: true, crossContextAdvertising: false },
    });
    vendorId = String(agreement['vendorId']);
    await done(cast.procurement.change(`/vendors/${vendorId}`, { externalIds: { gvl: '8' } }));
    await helpers(['Mail Works'], { listedOn: '2026-06-01' });
    expect((await gvl(8, [1]))['vendorList']).toMatchObject({ touchedApprovals: [] });
    flow = await done(
      cast.procurement.post('/data-flows', {
        ...wholeContent(agreement.id),
        title: 'Whether our letters are read',
        purposes: counting,
        dataCategories: ['IP_ADDRESS', 'USER_PROVIDED_DATA'].map((code) => ({
          ...{ code, justification: 'It is counted by it.', retentionDays: 30, endAction: 'DELETE' },
        })),
      }),
    );
    expect(await decideAnew()).toMatchObject({ status: 'active' });
    await app.settle();
    expect([await unmet(), await differences()]).toEqual([[], []]);
    expect(await done(report(sender, flow, sent(app, counted)))).toMatchObject({ deviations: [] });
  });

  it('what is really sent shows it first: profiles, of friends too', async () => {
    const received = await done(report(sender, flow, sent(app, profiled)));
    deviations = received['deviations'] as Deviation[];
    expect(deviations.map(({ kind, excess }) => `${kind} ${excess}`).sort()).toEqual([
      'category SOCIAL_CONNECTIONS',
      'purpose ADVERTISING_PROFILES',
    ]);
    const { items } = await done(cast.auditor.get(`/data-flows/${flow.id}/sharing-events?deviating=true`));
    expect(items).toMatchObject([{ purpose: 'ADVERTISING_PROFILES', categories: profiled.categories }]);
    expect(await newsOf('deviation.raised')).toHaveLength(2);
  });

  it('that is in the calendar of the data protection officer, and in the way of every start', async () => {
    expect(await due('deviation_due')).toHaveLength(2);
    expect((await unmet()).map(({ code, severity }) => [code, severity])).toEqual([
      ['DEVIATION_UNRESOLVED', 'blocking'],
      ['DEVIATION_UNRESOLVED', 'blocking'],
    ]);
  });

  it('the data protection officer stops it at once; what is sent all the same is named so', async () => {
    const because = { reason: 'Profiles are built of it.' };
    expect(await done(acts('suspension', because, cast.dpo))).toMatchObject({ status: 'suspended' });
    const { deviations: more } = await done(report(sender, flow, sent(app, counted)));
    expect(more).toMatchObject([{ kind: 'period', excess: 'while_suspended' }]);
    const refused = await acts('resumption', { reason: 'The vendor is sorry.' }, cast.secondDpo);
    expect(refused.body).toMatchObject({
      ...{ status: 422, code: 'data_flow.not_ready' },
      unmet: [{}, {}, {}].map(() => ({ code: 'DEVIATION_UNRESOLVED' })),
    });
    expect(await now()).toMatchObject({ status: 'suspended' });
  });

  it('it goes on only when each deviation was taken up and resolved, with reasons', async () => {
    for (const { id } of deviations) {
      await done(act(cast.dpo, `/deviations/${id}`, 'review', { reason: 'The vendor was asked.' }));
      await done(
        act(cast.dpo, `/deviations/${id}`, 'resolution', { outcome: 'stopped', reason: 'Profiles are off.' }),
      );
    }
    expect(await done(acts('resumption', { reason: 'It counts again.' }, cast.secondDpo))).toMatchObject({
      status: 'active',
    });
  });

  it('the vendor declares the purpose in public: a dry run says which approval that would end', async () => {
    expect((await gvl(9, [1, 3], { dryRun: 'true' }))['vendorList']).toMatchObject({
      touchedApprovals: [{ dataFlowId: flow.id, ends: true, reaction: 'block' }],
    });
    await app.settle();
    expect(await now()).toMatchObject({ status: 'active' });
  });

  it('taken over, the newer list ends the approval, and names the purpose and its day', async () => {
    await gvl(9, [1, 3]);
    await app.settle();
    expect(await now()).toMatchObject({
      status: 'stale',
      staleFacts: [
        {
          fact: 'vendor.declaredBeyond',
          ...{ then: null, now: [{ what: 'purpose', number: 3, since: '2026-06-09' }], reaction: 'block' },
        },
      ],
    });
    expect(await newsOf('data_flow.became_stale')).toMatchObject([{ subjectId: flow.id }]);
    expect((await acts('activation', {})).body).toMatchObject({ code: 'data_flow.cannot_move' });
  });

  it('whatever is sent from then on is sent without an approval', async () => {
    expect(await done(report(sender, flow, sent(app, counted)))).toMatchObject({
      deviations: [{ kind: 'no_approval', excess: 'stale' }],
    });
  });

  it('its list of helpers names a broker of data: first as a difference, then as a reason of its own', async () => {
    const both = ['Mail Works', 'Kogan Profiles'];
    expect(await helpers(both, { dryRun: 'true' })).toMatchObject({
      ...{ added: [{ name: 'Kogan Profiles' }], removed: [], changed: [] },
    });
    expect((await differences()).map(({ fact }) => fact)).toEqual(['vendor.declaredBeyond']);
    await helpers(both, { listedOn: app.clock.today() });
    expect(await differences()).toMatchObject([
      { fact: 'vendor.declaredBeyond', impact: 'PURPOSE_CHANGED', voids: true },
      { fact: 'vendor.subprocessors', impact: 'SUBPROCESSOR_NOT_APPROVED', voids: true },
    ]);
  });

  it('a notice of it opens the time to object, which is in the calendar until we do', async () => {
    await done(
      cast.procurement.post(`/vendors/${vendorId}/subprocessor-changes`, {
        receivedOn: app.clock.today(),
        changes: [{ kind: 'added', name: 'Kogan Profiles', countries: ['DE'] }],
      }),
    );
    await app.settle();
    expect(await due('objection_day')).toHaveLength(1);
    const { items } = await done(cast.dpo.get(`/objection-windows?vendorId=${vendorId}`));
    const [window] = items as Body[];
    await done(
      act(cast.dpo, `/objection-windows/${String(window?.id)}`, 'objection', {
        reason: 'It sells profiles.',
      }),
    );
    expect(await due('objection_day')).toEqual([]);
  });

  it('an amendment that lets the vendor advertise with it elsewhere is one more', async () => {
    const path = `/agreements/${String(flow['agreementId'])}/amendments`;
    const amendment = await done(
      cast.procurement.post(path, {
        changes: { crossContextAdvertising: true },
        effectiveFrom: app.clock.today(),
        reason: 'The vendor asks for it.',
      }),
    );
    await done(act(cast.dpo, `${path}/${amendment.id}`, 'signature', { reason: 'Signed in haste.' }));
    expect(await differences()).toMatchObject([
      { fact: 'agreement.crossContextAdvertising', impact: 'PURPOSE_CHANGED', reaction: 'block' },
      { fact: 'vendor.declaredBeyond' },
      { fact: 'vendor.subprocessors' },
    ]);
  });

  it('to write the purpose into the record afterwards approves nothing: the test of Art. 6(4) is asked', async () => {
    const broker = {
      ...{ category: 'Brokers of data', name: 'Kogan Profiles', role: 'INDEPENDENT_CONTROLLER' },
      ...{ country: 'DE', why: 'They pay for profiles.' },
    };
    await done(
      cast.procurement.change(`/data-flows/${flow.id}`, {
        purposes: [...counting, profiles],
        recipients: [broker],
        compatibility: { furtherUse: true },
      }),
    );
    const refused = (await acts('submission', {})).body;
    expect(refused).toMatchObject({ status: 422, code: 'data_flow.not_ready' });
    expect((refused['unmet'] as Unmet[]).filter(({ severity }) => severity === 'blocking')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: 'FLOW_COMPATIBILITY_INCOMPLETE' }),
        expect.objectContaining({ code: 'FURTHER_USE_COMPATIBLE' }),
      ]) as Unmet[],
    );
    expect((await differences()).map(({ fact }) => fact)).toEqual([
      'agreement.crossContextAdvertising',
      'flow.compatibility',
      'flow.purposes',
      'flow.recipients',
      'vendor.declaredBeyond',
      'vendor.subprocessors',
    ]);
    expect(await now()).toMatchObject({ status: 'stale' });
  });

  it('an incident says at once whose data the vendor has, and for whom', async () => {
    app.clock.advance({ minutes: 1 });
    const { id } = await anIncident(cast.requester, [vendorId], {
      ...{ title: 'Profiles were sold', occurredFrom: began, occurredTo: app.clock.now().toISOString() },
    });
    const radius = await done(cast.auditor.get(`/incidents/${id}/blast-radius`));
    expect(radius).toMatchObject({ flows: { total: 1 }, vendors: [{ id: vendorId }] });
    expect((radius['dataCategories'] as { code: string }[]).map(({ code }) => code).sort()).toEqual([
      'IP_ADDRESS',
      'USER_PROVIDED_DATA',
    ]);
  });

  it('it ends; that nobody has shown the data to be gone stays in sight', async () => {
    const ended = await done(acts('closure', { reason: 'It used the data for ends of its own.' }));
    expect(ended).toMatchObject({ status: 'closed', certificateMissing: true });
    expect(await due('certificate_due')).toHaveLength(1);
    const { items } = await done(cast.auditor.get('/data-flows?certificateMissing=true'));
    expect(items).toMatchObject([{ id: flow.id }]);
  });

  it('the record tells it from the beginning, each step with who, when and why', async () => {
    expect((await history('&sort=seq')).map(({ action }) => action)).toEqual([
      'data_flow.created',
      'data_flow.submitted',
      'data_flow.approved',
      'data_flow.activated',
      'data_flow.suspended',
      'data_flow.resumed',
      'data_flow.became_stale',
      'data_flow.changed',
      'data_flow.closed',
    ]);
    const [fell] = (await history()).filter(({ action }) => action === 'data_flow.became_stale');
    expect(fell?.reason).toContain('vendor.declaredBeyond');
  });
});
