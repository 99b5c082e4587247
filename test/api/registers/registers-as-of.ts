import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { TestApp, type Body } from '../../support/app.js';
import { aCast, anActiveFlow, done, standardForFlows, type Cast } from '../../support/flows.js';

type Row = Record<string, unknown>;

describe('registers as of', () => {
  let app: TestApp;
  let cast: Cast;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
  });
  afterAll(() => app.close());

  const ask = (path: string) => cast.auditor.bytes(`/registers/${path}`);
  const rowsOf = async (path: string): Promise<Row[]> => {
    const { status, text } = await ask(path);
    expect(status).toBe(200);
    const lines = text.split('\n').filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line) as Row);
  };
  const pass = async (time: Parameters<TestApp['clock']['advance']>[0]) => {
    app.clock.advance(time);
    cast = { ...cast, ...(await signedInAgain()) };
  };
  const signedInAgain = async () => ({ auditor: await app.person('auditor') });
  const moment = () => encodeURIComponent(app.clock.now().toISOString());

  it('a moment are what they were then, in every register and both formats, whatever was changed since', async () => {
    const flow = await anActiveFlow(app, cast);
    await app.settle();
    const names = [
      'agreements',
      'approvals',
      'assessments',
      'audit-scores',
      'data-flows',
      'findings',
      'transfers',
      'vendors',
      'waivers',
    ];
    const then = moment();
    const before = new Map<string, Row[]>();
    for (const name of names) before.set(name, await rowsOf(`${name}.ndjson`));
    expect(before.get('data-flows')?.length).toBeGreaterThan(0);
    await pass({ minutes: 1 });
    const vendor = String(flow['vendorId']);
    const procurement = await app.person('procurement');
    await done(procurement.change(`/vendors/${vendor}`, { name: 'Renamed since' }));
    await done(procurement.post('/vendors', { name: 'Newer than that', country: 'SE' }));
    await done((await app.person('dpo')).post(`/data-flows/${flow.id}/suspension`, { reason: 'A doubt.' }));
    await app.settle();
    for (const name of names) {
      expect(await rowsOf(`${name}.ndjson?knownAt=${then}`)).toEqual(before.get(name));
      expect(await rowsOf(`${name}.ndjson?knownAt=${moment()}`)).toEqual(await rowsOf(`${name}.ndjson`));
    }
    expect(await rowsOf('vendors.ndjson')).not.toEqual(before.get('vendors'));
    const { text } = await ask(`data-flows.csv?knownAt=${then}`);
    const csv = parse<Record<string, string>>(text, { columns: true });
    expect(csv.find(({ id }) => id === flow.id)).toMatchObject({
      status: 'active',
      vendorName: expect.not.stringMatching('Renamed'),
    });
  });

  it('a day hold what was true on it by its own days', async () => {
    const flow = await anActiveFlow(app, cast);
    const activated = app.clock.today();
    await pass({ days: 10 });
    const suspended = await done(
      (await app.person('dpo')).post(`/data-flows/${flow.id}/closure`, { reason: 'Done with it.' }),
    );
    expect(suspended).toMatchObject({ status: 'closed' });
    const closed = app.clock.today();
    await pass({ days: 5 });
    const ids = async (day: string) => (await rowsOf(`data-flows.ndjson?asOf=${day}`)).map(({ id }) => id);
    expect(await ids(activated)).toContain(flow.id);
    expect(await ids(closed)).toContain(flow.id);
    expect(await ids(app.clock.today())).not.toContain(flow.id);
    expect(await ids('2020-01-01')).toEqual([]);
    expect((await rowsOf('data-flows.ndjson')).map(({ id }) => id)).toContain(flow.id);
  });

  it('late entries name what was put on record after it began to count', async () => {
    const vendor = await done(
      (await app.person('procurement')).post('/vendors', { name: 'Long certified', country: 'DE' }),
    );
    const certification = {
      scheme: 'ISO_27001',
      scope: 'All',
      issuer: 'A body',
      validFrom: '2025-01-31',
      validTo: '2099-01-31',
    };
    const { id } = await done(
      (await app.person('assessor')).post(`/vendors/${vendor.id}/certifications`, certification),
    );
    const late = (await rowsOf('late-entries.ndjson')).filter(({ vendorId }) => vendorId === vendor.id);
    const days = Math.floor(app.clock.now().getTime() / 86_400_000) - Date.UTC(2025, 0, 31) / 86_400_000;
    expect(late).toMatchObject([
      { id, subjectType: 'certification', trueFrom: '2025-01-31', daysLate: days },
    ]);
  });

  it('what is to come, or was before anything, are refused, and no export is on record', async () => {
    const exportsOnRecord = async () =>
      (await cast.auditor.get('/ledger/entries?action=register.exported&count=true&limit=1')).body['total'];
    const before = await exportsOnRecord();
    const far = new Date(app.clock.now().getTime() + 86_400_000).toISOString();
    for (const [query, status, code, pointers] of [
      [`asOf=${far.slice(0, 10)}&knownAt=${far}`, 400, 'register.ahead', ['/asOf', '/knownAt']],
      ['knownAt=1999-12-31T23:59:59Z', 422, 'register.before_records', undefined],
      ['asOf=yesterday&knownAt=soon', 400, 'request.invalid', ['/asOf', '/knownAt']],
      ['as_of=2026-01-01', 400, 'request.invalid', ['/as_of']],
    ] as const) {
      const { text } = await ask(`vendors.csv?${query}`);
      const problem = JSON.parse(text) as Body & { errors?: { pointer: string }[] };
      expect(problem).toMatchObject({ status, code });
      expect(problem.errors?.map(({ pointer }) => pointer).sort()).toEqual(pointers);
    }
    expect(await exportsOnRecord()).toBe(before);
  });

  /** What the API showed at each step of a random history is what the ledger tells of that step later. */
  it('each step of any history are what the API showed then', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('register' as const), country: fc.constantFrom('DE', 'SE', 'IT') }),
      fc.record({
        kind: fc.constant('rename' as const),
        which: fc.nat(),
        to: fc.string({ minLength: 3, maxLength: 8 }),
      }),
      fc.record({ kind: fc.constant('move' as const), which: fc.nat() }),
    );
    const own = { made: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
        const procurement = await app.person('procurement');
        const mine: string[] = [];
        const shown: { at: string; rows: Row[] }[] = [];
        for (const act of steps) {
          app.clock.advance({ seconds: 1 });
          const id = mine[act.kind === 'register' ? -1 : act.which % Math.max(mine.length, 1)];
          if (act.kind === 'register') {
            const name = `Historic ${++own.made}`;
            mine.push(
              (await done(procurement.post('/vendors', { name, country: act.country, allowDuplicate: true })))
                .id,
            );
          } else if (id !== undefined && act.kind === 'rename')
            await procurement.change(`/vendors/${id}`, { description: `Now ${act.to.trim()}.` });
          else if (id !== undefined)
            await procurement.post(`/vendors/${id}/transitions`, { to: 'vetting', reason: 'Next.' });
          shown.push({ at: moment(), rows: await rowsOf('vendors.ndjson') });
        }
        for (const { at, rows } of shown) expect(await rowsOf(`vendors.ndjson?knownAt=${at}`)).toEqual(rows);
      }),
      { numRuns: 6 },
    );
  });
});
