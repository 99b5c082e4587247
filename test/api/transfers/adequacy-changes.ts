import { TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import {
  act,
  aCast,
  aLegalEntity,
  anAgreementInForce,
  done,
  standardForFlows,
  wholeContent,
  type Cast,
} from '../../support/flows.js';
import { queriesOfPage } from '../../support/queries.js';
import { addDays } from '../../../src/shared/local-date.js';
import { staffRoles } from '../../../src/shared/roles.js';

const path = '/reference-data/adequacy-changes';
const listing = {
  status: 'ACTIVE',
  frameworks: ['EU_US', 'UK_EXTENSION', 'SWISS_US'],
  coveredData: ['NON_HR'],
};

describe('changes of adequacy', () => {
  let app: TestApp;
  let cast: Cast;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
  });
  afterAll(() => app.close());

  const yesterday = () => addDays(app.clock.today(), -1);
  const ended = (change: object = {}) => ({
    ...{ list: 'adequacy_eu', code: 'EU_NZ', kind: 'ended', endsOn: yesterday() },
    ...{ reason: 'The Commission repealed it.', source: 'OJ L, 2026/1', ...change },
  });
  const record = (change: object = {}, by: Caller = cast.dpo) => by.post(path, ended(change));
  const revoke = (id: string, by: Caller = cast.dpo) =>
    act(by, `${path}/${id}`, 'revocation', { reason: 'Wrong list.' });
  const adequate = async (query: string) =>
    (await cast.auditor.get(`/reference-data/adequacy?${query}`)).body;
  const howMany = async () => (await cast.auditor.get(`${path}?count=true`)).body['total'];
  const entries = async () =>
    (await cast.auditor.get('/ledger/entries?subjectType=adequacy_change&count=true')).body['total'];
  const refusedWithoutTrace = async (attempt: () => Promise<Answer>) => {
    const before = [await howMany(), await entries()];
    const answer = await attempt();
    expect([await howMany(), await entries()]).toEqual(before);
    return answer;
  };
  const onEndedDecision = async (content: object = {}) => {
    const { id } = await anAgreementInForce(app, cast);
    const flow = { ...wholeContent(id), locations: [{ country: 'NZ', kind: 'storage' }], ...content };
    return done(cast.procurement.post('/data-flows', flow));
  };

  it('are counted by every answer from their day on, and by none once revoked', async () => {
    expect(await adequate('from=DE&to=NZ')).toMatchObject({ adequate: true, decision: 'EU_NZ' });
    const today = app.clock.today();
    const change = await done(record({ endsOn: today }));
    expect(change).toMatchObject({
      ...{ list: 'adequacy_eu', code: 'EU_NZ', kind: 'ended', endsOn: today, from: null, places: null },
      ...{ effectiveFrom: addDays(today, 1), tookEffectAt: null, recordedById: cast.dpo.id, revokedAt: null },
      ...{ revision: 1, standing: { approvals: 0, flows: 0 } },
    });
    expect(await adequate('from=DE&to=NZ')).toMatchObject({ adequate: true });
    expect(await adequate(`from=DE&to=NZ&on=${addDays(today, 1)}`)).toMatchObject({
      ...{ adequate: false, decision: null, reason: `EU_NZ ended on ${today}` },
    });
    const revoked = await done(revoke(change.id));
    expect(revoked).toMatchObject({ revision: 2, revokedById: cast.dpo.id, revokedBecause: 'Wrong list.' });
    expect(await adequate(`from=DE&to=NZ&on=${addDays(today, 1)}`)).toMatchObject({ adequate: true });
    expect((await revoke(change.id)).body).toMatchObject({ status: 409, code: 'adequacy_change.revoked' });
  });

  it('keep their history, and show themselves as they were', async () => {
    const change = await done(record({ code: 'EU_UY' }));
    expect(change).toMatchObject({ revision: 2, tookEffectAt: expect.any(String) as string });
    const { body: then } = await cast.auditor.get(
      `${path}/${change.id}?at=${new Date(app.clock.now().getTime() + 1_000).toISOString()}`,
    );
    expect(then).toMatchObject({ revokedAt: null });
    await done(revoke(change.id));
    const { body } = await cast.auditor.get(`${path}/${change.id}/history`);
    expect(
      (body['items'] as { action: string; reason: string }[]).map(({ action, reason }) => [action, reason]),
    ).toEqual([
      ['adequacy_change.revoked', 'Wrong list.'],
      ['adequacy_change.took_effect', `it counts from ${app.clock.today()}`],
      ['adequacy_change.recorded', 'The Commission repealed it.'],
    ]);
  });

  it('say how many approvals stand on their decision', async () => {
    const flow = await onEndedDecision();
    await done(act(cast.procurement, `/data-flows/${flow.id}`, 'submission', {}));
    await done(
      act(cast.dpo, `/data-flows/${flow.id}`, 'decision', { outcome: 'approved', rationale: 'Fine.' }),
    );
    await onEndedDecision();
    const change = await done(record({ endsOn: '2099-12-31' }));
    expect(change).toMatchObject({ standing: { approvals: 1, flows: 2 } });
    await done(revoke(change.id));
  });

  it('add a place, by whose code flows are found; it is revoked after what was built on it', async () => {
    const kenya = {
      ...{ code: 'EU_KE', kind: 'new_place', from: '2026-01-01', endsOn: null, decision: '(EU) 2026/1' },
      places: [{ place: 'KE', scope: 'COUNTRY' }],
    };
    expect((await cast.auditor.get('/data-flows?standsOn=EU_KE')).body).toMatchObject({
      ...{ status: 400, errors: [{ pointer: '/standsOn', code: 'unknown_code' }] },
    });
    const change = await done(record(kenya));
    expect(await adequate('from=DE&to=KE')).toMatchObject({ adequate: true, decision: 'EU_KE' });
    const flow = await onEndedDecision({ locations: [{ country: 'KE', kind: 'storage' }] });
    expect(flow['standsOn']).toEqual(['EU_KE']);
    const { body } = await cast.auditor.get('/data-flows?standsOn=EU_KE');
    expect((body['items'] as Body[]).map(({ id }) => id)).toEqual([flow.id]);
    expect((await refusedWithoutTrace(() => record(kenya))).body).toMatchObject({
      ...{ status: 400, errors: [{ pointer: '/code', code: 'in_use' }] },
    });
    const end = await done(record({ code: 'EU_KE', endsOn: '2098-12-31' }));
    expect((await refusedWithoutTrace(() => revoke(change.id))).body).toMatchObject({
      ...{ status: 409, code: 'adequacy_change.built_on', changeIds: [end.id] },
    });
    await done(revoke(end.id));
    await done(revoke(change.id));
    expect(await adequate('from=DE&to=KE')).toMatchObject({ adequate: false });
  });

  it.each<[string, object, [number, string], string[]]>([
    ['without its day', { endsOn: null }, [400, 'adequacy_change.bad_change'], ['/endsOn']],
    [
      'with what is for other kinds',
      { from: '2026-01-01', bindsEeaEfta: true },
      [400, 'adequacy_change.bad_change'],
      ['/bindsEeaEfta', '/from'],
    ],
    ['of no decision', { code: 'EU_XX' }, [400, 'adequacy_change.bad_change'], ['/code']],
    [
      'reversed',
      { kind: 'suspended', from: '2026-12-01', endsOn: '2026-01-01' },
      [400, 'adequacy_change.bad_change'],
      ['/endsOn'],
    ],
    ['on a day that is none', { endsOn: '2026-02-30' }, [400, 'request.invalid'], ['/endsOn']],
    [
      'without reason and source',
      { reason: undefined, source: undefined },
      [400, 'request.invalid'],
      ['/reason', '/source'],
    ],
    [
      'of a country that is gone',
      { kind: 'amended', endsOn: null, from: '2026-01-01', places: [{ place: 'AN', scope: 'COUNTRY' }] },
      [400, 'request.invalid'],
      ['/places/0/place'],
    ],
    ['with a field that there is not', { mood: 'sad' }, [400, 'request.invalid'], ['/mood']],
  ])(
    '%s are refused, with every field at once, and leave no trace',
    async (_how, change, [status, code], pointers) => {
      const { body } = await refusedWithoutTrace(() => record(change));
      expect(body).toMatchObject({ status, code });
      expect((body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual(
        pointers,
      );
    },
  );

  it('are for a data protection officer in person to record and revoke, and for everybody inside to read', async () => {
    const change = await done(record({ code: 'EU_FO', endsOn: '2097-12-31' }));
    for (const role of staffRoles.filter((one) => one !== 'dpo')) {
      const somebody = await app.person(role);
      const { status } = await refusedWithoutTrace(() => record({}, somebody));
      expect([role, status, (await somebody.get(path)).status]).toEqual([role, 403, 200]);
      expect([role, (await refusedWithoutTrace(() => revoke(change.id, somebody))).status]).toEqual([
        role,
        403,
      ]);
    }
    const bare = await refusedWithoutTrace(() =>
      cast.dpo.post(`${path}/${change.id}/revocation`, { reason: 'x' }),
    );
    expect(bare.status).toBe(428);
    const stale = await refusedWithoutTrace(() =>
      cast.dpo.post(`${path}/${change.id}/revocation`, { reason: 'x' }, { 'if-match': '"9"' }),
    );
    expect(stale.status).toBe(412);
    await done(revoke(change.id));
  });

  it('are listed with filters, at the same cost however many there are', async () => {
    const found = async (query: string) =>
      ((await cast.auditor.get(`${path}?${query}`)).body['items'] as Body[]).length;
    expect(await found('code=EU_UY')).toBe(1);
    expect(await found('code=EU_UY&revoked=false')).toBe(0);
    expect(await found('kind=new_place&list=adequacy_eu&revoked=true')).toBe(1);
    const { one, many, rows } = await queriesOfPage(app, cast.auditor, path);
    expect(rows).toBeGreaterThan(3);
    expect(many).toBe(one);
  });

  it('and decisions at the same time leave no approval on a decision that has ended', async () => {
    const entity = await aLegalEntity(app, 'CH');
    const { id: agreementId } = await anAgreementInForce(app, cast, { legalEntityId: entity.id });
    const flows: Body[] = [];
    for (let nth = 0; nth < 8; nth++) {
      const content = {
        ...wholeContent(agreementId),
        locations: [],
        transfers: [{ toCountry: 'US', dpfListing: listing }],
      };
      const { id } = await done(
        cast.procurement.post('/data-flows', { ...content, locations: [{ country: 'US', kind: 'storage' }] }),
      );
      flows.push(await done(act(cast.procurement, `/data-flows/${id}`, 'submission', {})));
    }
    const decide = ({ id, revision }: Body) =>
      cast.dpo.post(
        `/data-flows/${id}/decision`,
        { outcome: 'approved', rationale: 'Fine.' },
        { 'if-match': `"${revision}"` },
      );
    const ending = () => record({ list: 'adequacy_ch', code: 'CH_US' });
    const answers = await Promise.all([
      ...flows.slice(0, 4).map(decide),
      ending(),
      ...flows.slice(4).map(decide),
    ]);
    expect(answers.map(({ status }) => status).filter((status) => ![200, 201, 422].includes(status))).toEqual(
      [],
    );
    await app.settle();
    const left = await Promise.all(flows.map(({ id }) => cast.auditor.get(`/data-flows/${id}`)));
    expect(
      left.map(({ body }) => body['status']).filter((status) => status !== 'submitted' && status !== 'stale'),
    ).toEqual([]);
    const approved = answers.filter(({ status }) => status === 200).length;
    expect(left.filter(({ body }) => body['status'] === 'stale')).toHaveLength(approved);
  });
});
