import { TestApp, type Answer, type Body } from '../../support/app.js';
import {
  aCast,
  act,
  aLegalEntity,
  anActiveFlow,
  anAgreementInForce,
  aVendor,
  done,
  standardForFlows,
  wholeContent,
  type Cast,
  approvedAndStarted,
} from '../../support/flows.js';
import { anIncident } from '../../support/incidents.js';
import { queriesOfPage, statementsDuring } from '../../support/queries.js';

type Items = Record<string, unknown>[];
const items = ({ body }: Answer) => body['items'] as Items;

describe('the blast radius of an incident', () => {
  let app: TestApp;
  let cast: Cast;
  beforeAll(async () => {
    app = await TestApp.start({ KEYHOLDER_ACCESS_TOKEN_MINUTES: '1440' });
    cast = await aCast(app);
    await standardForFlows(cast);
  });
  afterAll(() => app.close());

  /** A moment between what was done before and what comes after. */
  function moment(): string {
    app.clock.advance({ minutes: 1 });
    const now = app.clock.now().toISOString();
    app.clock.advance({ minutes: 1 });
    return now;
  }
  async function radius(vendorIds: string[], fields: object): Promise<Body> {
    const { id } = await anIncident(cast.requester, vendorIds, fields);
    return done(cast.auditor.get(`/incidents/${id}/blast-radius`));
  }
  const codes = (body: Body, name: string) => (body[name] as Items).map(({ code }) => code);
  const unknowns = (body: Body) => codes(body, 'unknowns');

  it('says whose which data are where, under which contracts and safeguards', async () => {
    const flow = await anActiveFlow(app, cast);
    const agreement = (await cast.auditor.get(`/agreements/${String(flow['agreementId'])}`)).body;
    const from = moment();
    const body = await radius([String(flow['vendorId'])], { occurredFrom: from, occurredTo: moment() });
    const vendor = (await cast.auditor.get(`/vendors/${String(flow['vendorId'])}`)).body;
    expect(body).toMatchObject({
      flows: { total: 1, inForce: 1, closedWithoutCertificate: 0 },
      vendors: [{ id: vendor.id, name: vendor['name'], rank: 0, flows: 1 }],
      chain: [],
      dataCategories: [
        { code: 'EMAIL_ADDRESS', label: 'Private e-mail address', specialCategory: null, flows: 1 },
      ],
      specialData: false,
      subjectCategories: [{ code: 'SUBSCRIBERS', vulnerable: false, flows: 1 }],
      people: {
        ...{ atLeast: 1_000, atMost: 99_999, flowsWithoutCount: 0 },
        byBand: [{ band: 'V2', label: 'Fewer than 100,000 people', flows: 1 }],
      },
      countries: [
        { country: 'DE', name: 'Germany', kinds: ['storage'], flows: 1 },
        { country: 'IE', name: 'Ireland', kinds: ['remote_access'], flows: 1 },
      ],
      controllers: [{ id: flow['legalEntityId'], role: 'controller', flows: 1 }],
      contracts: [{ agreementId: agreement.id, vendorRole: 'PROCESSOR', breachNoticeHours: 24, flows: 1 }],
      contractsInAll: 1,
      safeguards: { encryptedFlows: 1, keysManagedFlows: 0, pseudonymisedFlows: 0, documents: [] },
      unknowns: [{ code: 'KEY_HOLDER', count: 1 }],
    });
  });

  it('is that of the window and not of today', async () => {
    const flow = await anActiveFlow(app, cast);
    const vendorId = String(flow['vendorId']);
    const [first, second] = [moment(), moment()];
    const category = { ...(flow['dataCategories'] as Items)[0], code: 'HEALTH_RECORD' };
    const purposes = (flow['purposes'] as Items).map((purpose) => ({
      ...purpose,
      specialCondition: 'A9_2_A_EXPLICIT_CONSENT',
    }));
    await done(
      cast.procurement.change(`/data-flows/${flow.id}`, {
        ...{
          purposes,
          dataCategories: [category],
          volume: 'V4',
          locations: [{ country: 'FR', kind: 'storage' }],
        },
        dpia: { outcome: 'DONE', reasons: 'Done.' },
      }),
    );
    const changed = moment();
    const held = async (occurredFrom: string, occurredTo: string) => {
      const body = await radius([vendorId], { occurredFrom, occurredTo });
      return [codes(body, 'dataCategories'), (body['countries'] as Items).map(({ country }) => country)];
    };
    const before = [['EMAIL_ADDRESS'], ['DE', 'IE']];
    expect(await held(first, second)).toEqual(before);
    expect(await held(changed, moment())).toEqual(before);
    await approvedAndStarted(cast, flow.id);
    const [third, fourth] = [moment(), moment()];
    expect(await held(first, second)).toEqual(before);
    expect(await held(third, fourth)).toEqual([['HEALTH_RECORD'], ['FR']]);
    expect(await held(first, fourth)).toEqual([
      ['EMAIL_ADDRESS', 'HEALTH_RECORD'],
      ['DE', 'FR', 'IE'],
    ]);
    const body = await radius([vendorId], { occurredFrom: third, occurredTo: fourth });
    expect(body).toMatchObject({ specialData: true, people: { atLeast: 1_000_000, atMost: null } });
  });

  it('holds a flow that was closed before, until somebody has shown that the data were gone', async () => {
    const flow = await anActiveFlow(app, cast);
    const vendorIds = [String(flow['vendorId'])];
    const running = moment();
    await done(act(cast.procurement, `/data-flows/${flow.id}`, 'closure', { reason: 'Ended.' }));
    const [from, to] = [moment(), moment()];
    const counts = async (occurredFrom: string) =>
      (await radius(vendorIds, { occurredFrom, occurredTo: to }))['flows'];
    const held = { total: 1, inForce: 0, closedWithoutCertificate: 1 };
    expect(await counts(from)).toEqual(held);
    expect(await counts(running)).toEqual({ total: 1, inForce: 1, closedWithoutCertificate: 0 });
    const issuedOn = app.clock.today();
    const certificate = {
      kind: 'deletion',
      issuedOn,
      scope: 'All of it',
      signedBy: 'Sam',
      method: 'NIST 800-88',
    };
    await done(act(cast.procurement, `/data-flows/${flow.id}`, 'certificate', certificate));
    expect(await counts(from)).toEqual(held); // gone that day at the earliest, and the window is of that day
    app.clock.advance({ hours: 13 });
    app.clock.advance({ hours: app.clock.today() === issuedOn ? 11 : 0 });
    cast = await aCast(app);
    const { flows } = await radius(vendorIds, { occurredFrom: moment(), occurredTo: moment() });
    expect(flows).toEqual({ total: 0, inForce: 0, closedWithoutCertificate: 0 });
  });

  it('leaves out what began after the window, and says so', async () => {
    const [from, to] = [moment(), moment()];
    const flow = await anActiveFlow(app, cast);
    const body = await radius([String(flow['vendorId'])], { occurredFrom: from, occurredTo: to });
    expect(body['flows']).toEqual({ total: 0, inForce: 0, closedWithoutCertificate: 0 });
    expect(unknowns(body)).toEqual(['ACTIVATED_LATER', 'NO_FLOWS']);
  });

  it('goes up from a sub-processor to everybody who used it then, and not to who had stopped', async () => {
    const flow = await anActiveFlow(app, cast);
    const [direct, middle, below, former] = [
      String(flow['vendorId']),
      (await aVendor(cast)).id,
      (await aVendor(cast)).id,
      (await aVendor(cast)).id,
    ];
    const use = (vendorId: string, name: string, linkedVendorId: string, more: object = {}) =>
      done(
        cast.procurement.post(`/vendors/${vendorId}/subprocessors`, {
          name,
          linkedVendorId,
          countries: ['US'],
          ...more,
        }),
      );
    await use(direct, 'Middle', middle);
    await use(middle, 'Mailhost Ltd', below);
    await use(former, 'Mailhost Ltd', below, { validFrom: '2020-01-01', validTo: '2021-01-01' });
    const window = { occurredFrom: moment(), occurredTo: moment() };
    for (const [vendorIds, fields] of [
      [[below], {}],
      [[], { subProcessors: [{ name: 'MAILHOST, Ltd.' }] }],
    ] as const) {
      const body = await radius([...vendorIds], { ...window, ...fields });
      const ranks = (body['vendors'] as Items).map(({ id, rank, flows }) => [id, rank, flows]);
      const up = [
        [middle, 1, 0],
        [direct, 2, 1],
      ];
      expect(ranks).toEqual(vendorIds.length === 0 ? up : [[below, 0, 0], ...up]);
      expect(body['flows']).toMatchObject({ total: 1 });
      expect(body['chain']).toHaveLength(2);
      expect(unknowns(body)).not.toContain('NOT_IN_A_CHAIN');
    }
    const then = { occurredFrom: '2020-06-01T00:00:00Z', occurredTo: '2020-07-01T00:00:00Z' };
    expect(((await radius([below], then))['vendors'] as Items).map(({ id }) => id)).toContain(former);
    const nobody = await radius([], { ...window, subProcessors: [{ name: 'Never heard of' }] });
    expect(nobody).toMatchObject({
      vendors: [],
      flows: { total: 0 },
      unknowns: [{ code: 'NOT_IN_A_CHAIN', count: 1 }],
    });
  });

  it('is found from a system too, and knows what it does not know', async () => {
    const agreement = await anAgreementInForce(app, cast);
    const content = { ...wholeContent(agreement.id), sourceSystem: 'Loyalty cards' };
    const { id } = await done(cast.procurement.post('/data-flows', content));
    await approvedAndStarted(cast, id);
    app.clock.advance({ minutes: 1 });
    const body = await radius([], { systems: ['loyalty CARDS'] });
    expect(body).toMatchObject({ window: { from: null, to: null }, flows: { total: 1 }, vendors: [] });
    expect(unknowns(body)).toEqual(['WINDOW_BEGIN', 'WINDOW_END', 'KEY_HOLDER']);
  });

  it('is of a data flow by itself: its vendor is not held to be where it happened', async () => {
    const flow = await anActiveFlow(app, cast);
    const window = { occurredFrom: moment(), occurredTo: moment() };
    const body = await radius([], { ...window, dataFlowIds: [flow.id] });
    expect(body).toMatchObject({
      ...{ flows: { total: 1, inForce: 1 }, vendors: [], chain: [], contractsInAll: 1 },
      contracts: [{ agreementId: flow['agreementId'], breachNoticeHours: 24 }],
      controllers: [{ id: flow['legalEntityId'] }],
    });
    const both = await radius([String(flow['vendorId'])], { ...window, dataFlowIds: [flow.id] });
    expect(both['flows']).toMatchObject({ total: 1 });
  });

  it('is of vendors, sub-processors and systems at once, each flow counted once', async () => {
    const [first, second] = [await anActiveFlow(app, cast), await anActiveFlow(app, cast)];
    const user = await anActiveFlow(app, cast);
    const cards = await anAgreementInForce(app, cast);
    const content = { ...wholeContent(cards.id), sourceSystem: 'Gift cards', volume: null };
    const { id: third } = await done(cast.procurement.post('/data-flows', { ...content, volume: 'V1' }));
    await approvedAndStarted(cast, third);
    const below = await aVendor(cast);
    const use = { name: 'Somebody else by name', linkedVendorId: below.id, countries: ['US'] };
    await done(cast.procurement.post(`/vendors/${String(user['vendorId'])}/subprocessors`, use));
    const fields = {
      ...{ occurredFrom: moment(), occurredTo: moment(), systems: ['gift CARDS', 'CRM', 'No such system'] },
      subProcessors: [{ name: 'Its other name', vendorId: below.id }],
    };
    const vendorIds = [first, second].map(({ vendorId }) => String(vendorId));
    const { id } = await anIncident(cast.requester, vendorIds, fields);
    const path = `/incidents/${id}/blast-radius`;
    const body = await done(cast.auditor.get(path));
    const found = items(await cast.auditor.get(`${path}/flows?limit=200`));
    const ids = found.map((flow) => flow['id']);
    expect(ids).toEqual(expect.arrayContaining([first.id, second.id, user.id, third]));
    expect(new Set(ids).size).toBe(ids.length);
    expect(body['flows']).toMatchObject({ total: ids.length, closedWithoutCertificate: 0 });
    const ranks = (body['vendors'] as Items).map((vendor) => [vendor['id'], vendor['rank']]);
    expect(ranks).toEqual(
      expect.arrayContaining([
        [vendorIds[0], 0],
        [vendorIds[1], 0],
        [below.id, 0],
        [user['vendorId'], 1],
      ]),
    );
    expect(ranks).toHaveLength(4);
    expect((body['contracts'] as Items).find(({ agreementId }) => agreementId === cards.id)).toMatchObject({
      ...{ breachNoticeHours: 24, flows: 1 },
    });
    expect(body['chain']).toMatchObject([{ vendorId: user['vendorId'], subProcessorVendorId: below.id }]);
    expect(found.find((flow) => flow['id'] === third)).toMatchObject({
      protectedBy: ['ENCRYPTION_REST', 'ENCRYPTION_TRANSIT'],
    });
    expect(body['safeguards']).toMatchObject({ encryptedFlows: ids.length, keysManagedFlows: 0 });
    const one = await done(cast.auditor.get(`${path}/flows?vendorId=${String(user['vendorId'])}`));
    expect(one['items']).toMatchObject([{ id: user.id }]);
  });

  it('costs as many statements for one flow as for many, and lists them by pages', async () => {
    const entity = await aLegalEntity(app);
    const agreement = await anAgreementInForce(app, cast, { legalEntityId: entity.id });
    const occurredFrom = moment();
    const { id } = await anIncident(cast.requester, [String(agreement['vendorId'])], { occurredFrom });
    const path = `/incidents/${id}/blast-radius`;
    const cost = async () => {
      await cast.auditor.get(path);
      return (await statementsDuring(app, () => cast.auditor.get(path))).length;
    };
    const add = async () => {
      const { id: flowId } = await done(cast.procurement.post('/data-flows', wholeContent(agreement.id)));
      await approvedAndStarted(cast, flowId);
    };
    await add();
    const one = await cost();
    for (let nth = 0; nth < 4; nth++) await add();
    expect((await cast.auditor.get(path)).body['flows']).toMatchObject({ total: 5 });
    expect(await cost()).toBe(one);
    const { one: first, many, rows } = await queriesOfPage(app, cast.auditor, `${path}/flows`);
    expect([many, rows]).toEqual([first, 5]);
    const page = await cast.auditor.get(`${path}/flows?limit=3&count=true`);
    expect(page.body['total']).toBe(5);
    const next = await cast.auditor.get(`${path}/flows?limit=3&cursor=${String(page.body['nextCursor'])}`);
    const references = [...items(page), ...items(next)].map(({ reference }) => reference);
    expect(new Set(references).size).toBe(5);
    expect(items(await cast.auditor.get(`${path}/flows?certificateMissing=true`))).toEqual([]);
  });
});
