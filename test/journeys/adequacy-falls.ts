import { TestApp, type Body } from '../support/app.js';
import {
  act,
  aCast,
  aLegalEntity,
  anAgreementInForce,
  disclosed,
  done,
  standardForFlows,
  transferClauses,
  wholeContent,
  wholeTia,
  type Cast,
} from '../support/flows.js';

const listing = {
  status: 'ACTIVE',
  frameworks: ['EU_US', 'UK_EXTENSION', 'SWISS_US'],
  coveredData: ['NON_HR'],
};
const listed = { toCountry: 'US', dpfListing: listing };

type Name = 'german' | 'norwegian' | 'withFallback' | 'notStarted' | 'british' | 'swiss' | 'atHome';

/** An adequacy decision ends at midnight: what falls, what does not, and how sharing goes on. */
describe('adequacy falls', () => {
  let app: TestApp;
  let cast: Cast;
  const flows = {} as Record<Name, Body>;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
  });
  afterAll(() => app.close());

  const flowOf = async (name: Name) => (await cast.auditor.get(`/data-flows/${flows[name].id}`)).body;
  const acts = (name: Name, what: string, body: object, by = cast.procurement) =>
    act(by, `/data-flows/${flows[name].id}`, what, body);
  const decide = (name: Name) =>
    acts(name, 'decision', { outcome: 'approved', rationale: 'Fine.' }, cast.dpo);
  const states = async () =>
    Object.fromEntries(
      await Promise.all(
        (Object.keys(flows) as Name[]).map(async (name) => [name, (await flowOf(name))['status']]),
      ),
    ) as Record<Name, string>;
  const lastEntry = async (name: Name) => {
    const { body } = await cast.auditor.get(`/data-flows/${flows[name].id}/history?limit=1`);
    return (body['items'] as { action: string; reason: string }[])[0];
  };
  const ends = (list: string, code: string, endsOn: string) =>
    done(
      cast.dpo.post('/reference-data/adequacy-changes', {
        ...{ list, code, kind: 'ended', endsOn },
        ...{ reason: 'The court annulled it.', source: 'C-703/25 P' },
      }),
    );
  const midnight = async () => {
    app.clock.advance({ days: 1 });
    cast = await aCast(app);
  };

  it('begins with flows of companies in Germany, Norway, the United Kingdom and Switzerland', async () => {
    const agreements = new Map<string, string>();
    for (const country of ['DE', 'NO', 'GB', 'CH']) {
      const { id: legalEntityId } = await aLegalEntity(app, country);
      agreements.set(
        country,
        (await anAgreementInForce(app, cast, { legalEntityId, ...transferClauses })).id,
      );
    }
    const begun = async (name: Name, country: string, transfer: object | null, started = true) => {
      const where = transfer === null ? country : 'US';
      flows[name] = await done(
        cast.procurement.post('/data-flows', {
          ...wholeContent(agreements.get(country) ?? ''),
          locations: [{ country: where, kind: 'storage' }],
          transfers: transfer === null ? [] : [transfer],
        }),
      );
      await done(acts(name, 'submission', {}));
      await done(decide(name));
      await disclosed(cast, flows[name]);
      if (started) await done(acts(name, 'activation', {}));
    };
    await begun('german', 'DE', listed);
    await begun('norwegian', 'NO', listed);
    await begun('withFallback', 'DE', { ...listed, tool: 'SCC_M2', tia: wholeTia });
    await begun('notStarted', 'DE', listed, false);
    await begun('british', 'GB', listed);
    await begun('swiss', 'CH', listed);
    await begun('atHome', 'DE', null);
    const { body } = await cast.auditor.get('/data-flows?standsOn=EU_US_DPF&count=true');
    expect(body['total']).toBe(4);
  });

  it('the end is recorded ahead: nothing falls before its day', async () => {
    const change = await ends('adequacy_eu', 'EU_US_DPF', app.clock.today());
    expect(change).toMatchObject({ tookEffectAt: null, standing: { approvals: 4, flows: 4 } });
    const before = await states();
    await app.settle();
    expect(await states()).toEqual(before);
  });

  it('at midnight nothing can be started any more, before anybody has looked', async () => {
    await midnight();
    const { status, body } = await acts('notStarted', 'activation', {});
    const unmet = body['unmet'] as { code: string; message: string }[];
    expect([status, unmet.map(({ code }) => code)]).toEqual([
      422,
      ['TRANSFERS_ALLOWED', 'APPROVAL_FACT_CHANGED'],
    ]);
    expect(unmet[0]?.message).toContain('EU_US_DPF ended on');
  });

  it('exactly the approvals fall that nothing else carries, each with the fact then and now', async () => {
    await app.settle();
    expect(await states()).toEqual({
      ...{ german: 'stale', norwegian: 'stale', notStarted: 'stale' },
      ...{ withFallback: 'active', british: 'active', swiss: 'active', atHome: 'active' },
    });
    for (const name of ['german', 'norwegian', 'notStarted'] as const) {
      const way = { toCountry: 'US', tool: null };
      expect(await flowOf(name)).toMatchObject({
        standsOn: [],
        staleFacts: [
          {
            fact: 'transfer.legs',
            then: [{ ...way, allowed: true, reliesOn: 'EU_US_DPF' }],
            now: [{ ...way, allowed: false, reliesOn: null }],
          },
        ],
      });
      expect(await lastEntry(name)).toMatchObject({
        action: 'data_flow.became_stale',
        reason: 'changed: transfer.legs (EU_US_DPF counts no more)',
      });
    }
    const { body } = await cast.auditor.get('/data-flows?standsOn=EU_US_DPF');
    expect(body['items']).toEqual([]);
  });

  it('a safeguard that was approved with it carries on, on record and in sight', async () => {
    expect(await flowOf('withFallback')).toMatchObject({ status: 'active', standsOn: [], staleFacts: [] });
    expect(await lastEntry('withFallback')).toMatchObject({ action: 'data_flow.reliance_changed' });
    const { body } = await cast.auditor.get(`/data-flows/${flows.withFallback.id}/approval`);
    expect(body).toMatchObject({ valid: true, differences: [{ fact: 'transfer.legs', voids: false }] });
  });

  it('the DPO decides anew once there is a safeguard with an assessment', async () => {
    expect((await acts('german', 'submission', {})).status).toBe(422);
    await done(
      cast.procurement.change(`/data-flows/${flows.german.id}`, {
        transfers: [{ ...listed, tool: 'SCC_M2', tia: wholeTia }],
      }),
    );
    await done(acts('german', 'submission', {}));
    await done(decide('german'));
    expect(await done(acts('german', 'activation', {}))).toMatchObject({
      status: 'active',
      standsOn: [],
      staleFacts: [],
    });
  });

  it('an end that is known late counts at once', async () => {
    const yesterday = new Date(app.clock.now().getTime() - 86_400_000).toISOString().slice(0, 10);
    const change = await ends('adequacy_uk', 'UK_US', yesterday);
    expect(change).toMatchObject({ tookEffectAt: expect.any(String) as string, standing: { approvals: 1 } });
    await app.settle();
    expect(await states()).toMatchObject({
      british: 'stale',
      swiss: 'active',
      german: 'active',
      withFallback: 'active',
    });
    expect(await lastEntry('british')).toMatchObject({ action: 'data_flow.became_stale' });
  });
});
