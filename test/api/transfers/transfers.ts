import { parse } from 'csv-parse/sync';
import { TestApp, type Body } from '../../support/app.js';
import {
  act,
  aCast,
  aLegalEntity,
  anAgreementInForce,
  done,
  standardForFlows,
  transferClauses,
  wholeContent,
  wholeTia,
  type Cast,
} from '../../support/flows.js';
import { queriesOfPage } from '../../support/queries.js';
import { addDays } from '../../../src/shared/local-date.js';

type Way = Body & { reference: string; toCountry: string };

const listing = { status: 'ACTIVE', frameworks: ['EU_US', 'UK_EXTENSION'], coveredData: ['NON_HR'] };
const tia = wholeTia;
const instrument = { reference: 'BCR-P of the vendor, approved in Dublin', seenOn: '2026-02-01' };

describe('transfers', () => {
  let app: TestApp;
  let cast: Cast;
  const flows: Record<string, Body> = {};
  const agreements: Record<string, Body> = {};
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
    for (const country of ['DE', 'GB', 'NO']) {
      const { id: legalEntityId } = await aLegalEntity(app, country);
      agreements[country] = await anAgreementInForce(app, cast, { legalEntityId, ...transferClauses });
    }
    const begun = async (reference: string, from: string, to: string[], transfers: object[]) => {
      const content = wholeContent(agreements[from]?.id ?? '');
      const locations = to.map((country) => ({ country, kind: 'storage' }));
      const draft = { ...content, reference, locations, transfers };
      flows[reference] = await done(cast.procurement.post('/data-flows', draft));
    };
    await begun('A-CLAUSES', 'DE', ['US', 'IE'], [{ toCountry: 'US', tool: 'SCC_M2', tia }]);
    await begun('B-ADEQUATE', 'DE', ['NZ', 'CH'], []);
    await begun('C-LISTED', 'GB', ['US'], [{ toCountry: 'US', dpfListing: listing }]);
    await begun('D-NOTHING', 'DE', ['IN', 'NZ'], [{ toCountry: 'IN' }]);
    await begun('E-NORDIC', 'NO', ['SE'], [{ toCountry: 'JP', tool: 'BCR_P', tia, instrument }]);
    const approved = `/data-flows/${flows['B-ADEQUATE']?.id ?? ''}`;
    await done(act(cast.procurement, approved, 'submission', {}));
    await done(act(cast.dpo, approved, 'decision', { outcome: 'approved', rationale: 'Fine.' }));
  });
  afterAll(() => app.close());

  const ways = async (query: string) =>
    (await cast.auditor.get(`/transfers?${query}`)).body['items'] as Way[];
  const named = async (query: string) =>
    (await ways(query)).map(({ reference, toCountry }) => `${reference} ${toCountry}`).sort();

  it('are shown a way at a time, each with what carries it', async () => {
    const [clauses, inside] = (await ways(`dataFlowId=${flows['A-CLAUSES']?.id ?? ''}`)).sort((a, b) =>
      a.toCountry > b.toCountry ? -1 : 1,
    );
    expect(clauses).toEqual({
      ...{ id: clauses?.id, dataFlowId: flows['A-CLAUSES']?.id, reference: 'A-CLAUSES', status: 'draft' },
      ...{ title: flows['A-CLAUSES']?.['title'], direction: 'outbound', fromCountry: 'DE', regime: 'EU' },
      legalEntityId: agreements['DE']?.['legalEntityId'],
      vendorId: agreements['DE']?.['vendorId'],
      vendorName: clauses?.['vendorName'],
      ...{ toCountry: 'US', kinds: ['storage'], tool: 'SCC_M2', allowed: true, restricted: true },
      ...{ derogation: false, reliesOn: null, reason: 'SCC_M2, with assessment' },
      law: clauses?.['law'],
      ...{ tia: { ...tia, note: null, evidenceId: null }, instrument: null, derogationRecord: null },
    });
    expect([clauses?.['law'], clauses?.['vendorName']]).toEqual([
      expect.stringContaining('46(2)(c)'),
      expect.any(String),
    ]);
    expect(inside).toMatchObject({
      ...{ toCountry: 'IE', allowed: true, restricted: false, tia: null },
      reason: 'no restricted transfer: no tool needed',
    });
  });

  it.each<[string, string[]]>([
    ['decision=EU_NZ', ['B-ADEQUATE NZ', 'D-NOTHING NZ']],
    ['decision=UK_US', ['C-LISTED US']],
    ['decision=EU_NZ&status=approved', ['B-ADEQUATE NZ']],
    ['tool=SCC_M2', ['A-CLAUSES US']],
    ['toCountry=US', ['A-CLAUSES US', 'C-LISTED US']],
    ['toCountry=US&regime=UK', ['C-LISTED US']],
    ['regime=EEA_EFTA', ['E-NORDIC JP', 'E-NORDIC SE']],
    ['regime=EEA_EFTA&restricted=true', ['E-NORDIC JP']],
    ['regime=CH', []],
    ['allowed=false', ['D-NOTHING IN']],
    ['derogation=true', []],
    ['q=nordic', ['E-NORDIC JP', 'E-NORDIC SE']],
    ['tool=SCC_M2&toCountry=IE', []],
  ])('%s finds what it asks for', async (query, expected) => {
    expect(await named(query)).toEqual(expected);
  });

  it('are found by importer and exporter', async () => {
    const { vendorId, legalEntityId } = { ...agreements['GB'] };
    expect(await named(`vendorId=${String(vendorId)}`)).toEqual(['C-LISTED US']);
    expect(await named(`legalEntityId=${String(legalEntityId)}`)).toEqual(['C-LISTED US']);
  });

  it('come page by page without gap or repetition, in either order', async () => {
    for (const sort of ['reference', '-reference', 'toCountry', '-createdAt']) {
      const seen: string[] = [];
      let cursor = '';
      do {
        const { body } = await cast.auditor.get(
          `/transfers?limit=2&sort=${sort}${cursor && `&cursor=${cursor}`}`,
        );
        seen.push(...(body['items'] as Way[]).map(({ id }) => id));
        cursor = (body['nextCursor'] as string | null) ?? '';
      } while (cursor !== '');
      expect([seen.length, new Set(seen).size]).toEqual([9, 9]);
    }
    expect((await cast.auditor.get('/transfers?count=true&limit=1')).body['total']).toBe(9);
  });

  it('cost the same however many there are', async () => {
    const { one, many, rows } = await queriesOfPage(app, cast.auditor, '/transfers');
    expect([one === many, rows]).toEqual([true, 9]);
    const byDecision = await queriesOfPage(app, cast.auditor, '/transfers?decision=EU_NZ');
    expect([byDecision.one === byDecision.many, byDecision.rows]).toEqual([true, 2]);
  });

  it('are not asked for by what there is not, and every field is named', async () => {
    const { body } = await cast.auditor.get('/transfers?tool=HOPE&toCountry=AN&regime=MARS&mood=good');
    expect([
      body['status'],
      (body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer).sort(),
    ]).toEqual([400, ['/mood', '/regime', '/toCountry', '/tool']]);
    expect((await cast.auditor.get('/transfers?decision=EU_ATLANTIS')).body).toMatchObject({
      ...{ status: 400, errors: [{ pointer: '/decision', code: 'unknown_code' }] },
    });
  });

  it('are judged anew when a decision ends, also those that nobody has approved yet', async () => {
    const change = {
      list: 'adequacy_eu',
      code: 'EU_NZ',
      kind: 'ended',
      endsOn: addDays(app.clock.today(), -1),
    };
    const told = { reason: 'Repealed.', source: 'OJ L' };
    const { standing } = await done(
      cast.dpo.post('/reference-data/adequacy-changes', { ...change, ...told }),
    );
    expect(standing).toEqual({ approvals: 1, flows: 2 });
    await app.settle();
    expect(await named('decision=EU_NZ')).toEqual([]);
    expect(await ways('toCountry=NZ')).toMatchObject([
      { reference: 'B-ADEQUATE', status: 'stale', allowed: false, reliesOn: null },
      { reference: 'D-NOTHING', status: 'draft', allowed: false, reliesOn: null },
    ]);
    const { body } = await cast.auditor.get(`/data-flows/${flows['D-NOTHING']?.id ?? ''}/history?limit=1`);
    expect(body['items']).toMatchObject([
      { action: 'data_flow.reliance_changed', changed: ['legs', 'standsOn'] },
    ]);
  });

  it('name what an authority approved, where the tool needs it', async () => {
    expect(await ways('tool=BCR_P')).toMatchObject([
      { reference: 'E-NORDIC', allowed: true, instrument: { ...instrument, evidenceId: null } },
    ]);
  });

  describe('that do not hold', () => {
    const once = { frequency: 'ONE_OFF', volume: 'V1', locations: [{ country: 'IN', kind: 'processing' }] };
    const explained = {
      ...{
        ground: 'Claim 4711 before the High Court.',
        necessity: 'The court asks for it.',
        occasional: true,
      },
    };
    /** What readiness says of the one way of a flow with the content. */
    const verdictOn = async (content: object, from = 'DE') => {
      const whole = { ...wholeContent(agreements[from]?.id ?? ''), ...once, ...content };
      const flow = await done(cast.procurement.post('/data-flows', whole));
      const { body } = await cast.auditor.get(`/data-flows/${flow.id}/readiness`);
      const unmet = body['unmet'] as { code: string; message: string }[];
      const [way] = await ways(`dataFlowId=${flow.id}`);
      const refused = unmet.find(({ code }) => code === 'TRANSFERS_ALLOWED');
      expect(refused === undefined).toBe(way?.['allowed']);
      if (refused) expect(refused.message).toContain(way?.['reason']);
      return { way, flow };
    };
    it.each<[string, object, string]>([
      [
        'with a module for other roles',
        { tool: 'SCC_M1', tia },
        'SCC_M1 does not fit: CONTROLLER to PROCESSOR is SCC_M2',
      ],
      [
        'with rules that nobody has seen approved',
        { tool: 'BCR_P', tia },
        'BCR_P counts when somebody has seen the approval of the rules, and the importer on their list of members',
      ],
      [
        'with half an assessment',
        { tool: 'SCC_M2', tia: { assessedOn: '2026-01-01', conclusion: 'NO_IMPEDIMENT' } },
        'SCC_M2 needs an assessment that counts: the laws and practices looked at are not recorded (laws); ' +
          'no source is recorded (sources); who made it is not recorded (assessor); ' +
          'no day is set for its review (nextReviewOn)',
      ],
      [
        'with an exception on its name alone',
        { tool: 'A49_1_E' },
        'A49_1_E is an exception and read strictly: nobody has recorded that it is occasional (occasional); ' +
          'what makes its ground true is not recorded (ground); ' +
          'why it is necessary, and no safeguard serves, is not recorded (necessity)',
      ],
    ])('%s say why, in the list and to whoever submits', async (_case, transfer, reason) => {
      const { way } = await verdictOn({ transfers: [{ toCountry: 'IN', ...transfer }] });
      expect(way).toMatchObject({ allowed: false, derogation: false, reason });
    });

    it('with clauses that the agreement does not carry', async () => {
      agreements['bare'] = await anAgreementInForce(app, cast);
      const { way } = await verdictOn({ transfers: [{ toCountry: 'IN', tool: 'SCC_M2', tia }] }, 'bare');
      expect(way).toMatchObject({
        ...{ allowed: false, reason: 'the agreement does not carry SCC_M2: record it in its sccModules' },
      });
    });

    it('by exception carry one occasion, are listed with their reasons, and never what is regular', async () => {
      const transfers = [{ toCountry: 'IN', tool: 'A49_1_E', derogation: explained }];
      const { way, flow } = await verdictOn({ reference: 'F-CLAIM', transfers });
      expect(way).toMatchObject({ allowed: true, derogation: true, law: 'GDPR Art. 49(1)(e)' });
      expect(await ways('derogation=true')).toMatchObject([
        {
          reference: 'F-CLAIM',
          derogationRecord: { ...explained, safeguards: null, peopleInformedOn: null },
        },
      ]);
      await done(cast.procurement.change(`/data-flows/${flow.id}`, { frequency: 'WEEKLY' }));
      expect(await ways('derogation=true')).toEqual([]);
      const [now] = await ways(`dataFlowId=${flow.id}`);
      expect(now).toMatchObject({
        reason: 'A49_1_E is an exception and read strictly: it never carries what is sent WEEKLY',
      });
    });

    it('are refused as records that contradict themselves, with every field', async () => {
      const tomorrow = addDays(app.clock.today(), 1);
      const { body } = await cast.procurement.post('/data-flows', {
        ...wholeContent(agreements['DE']?.id ?? ''),
        transfers: [
          {
            toCountry: 'IN',
            tool: 'SCC_M2',
            derogation: { ...explained, risksToldOn: tomorrow },
            instrument,
          },
        ],
      });
      expect(body['status']).toBe(400);
      expect((body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual([
        '/transfers/0/derogation',
        '/transfers/0/derogation/risksToldOn',
        '/transfers/0/instrument',
      ]);
    });
  });

  it('are a register', async () => {
    const { text } = await cast.auditor.bare('get', '/registers/transfers.csv').buffer(true);
    const rows = parse<Record<string, string>>(text, { columns: true });
    expect(rows).toHaveLength(15);
    const row = rows.find((one) => one['reference'] === 'A-CLAUSES' && one['toCountry'] === 'US');
    expect(
      ['fromCountry', 'toCountry', 'tool', 'allowed', 'tiaConclusion'].map((name) => row?.[name]),
    ).toEqual([...['DE', 'US', 'SCC_M2', 'true', 'CURED_BY_MEASURES']]);
  });
});
