import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parse } from 'csv-parse/sync';
import type { Principal } from '../../../src/platform/auth/principal.js';
import { sql } from '../../support/database.js';
import { TestApp, type Body, type Caller } from '../../support/app.js';
import {
  aCast,
  anActiveFlow,
  aReadyFlow,
  aVendor,
  done,
  standardForFlows,
  type Cast,
} from '../../support/flows.js';

/** What is still referred to: garbage that waits for its collection is not counted. */
function liveMegabytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

/** The server ends what nobody reads within a second or two. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isSo()); tries++) {
    if (tries === 200) throw new Error('it is not so yet');
    await pause(50);
  }
}

const registers = [
  'agreements',
  'approvals',
  'assessments',
  'audit-scores',
  'data-flows',
  'dora',
  'findings',
  'incidents',
  'late-entries',
  'ledger',
  'objection-windows',
  'recipients',
  'ropa-controller',
  'ropa-processor',
  'subprocessors',
  'transfers',
  'vendors',
  'waivers',
];

describe('registers', () => {
  let app: TestApp;
  let cast: Cast;
  let flow: Body;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
    flow = await anActiveFlow(app, cast);
    await done(
      (await app.person('assessor')).post('/findings', {
        vendorId: flow['vendorId'],
        source: 'other',
        severity: 'low',
        title: 'No training record',
      }),
    );
    await aReadyFlow(app, cast, { title: 'Zwölf, "Größen"\nund mehr' });
  });
  afterAll(() => app.close());

  const text = (name: string, by: Caller = cast.auditor) => by.bytes(`/registers/${name}`);
  const csv = async (name: string, by?: Caller) =>
    parse<Record<string, string>>((await text(`${name}.csv`, by)).text, { columns: true });
  const ndjson = async (name: string, by?: Caller) =>
    (await text(`${name}.ndjson`, by)).text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it('hold the same rows in both formats, as a file', async () => {
    for (const register of registers) {
      const { headers, status } = await text(`${register}.csv`);
      expect(status).toBe(200);
      expect(headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
      expect(headers['content-disposition']).toBe(
        `attachment; filename="${register}-${app.clock.today()}.csv"`,
      );
      const [rows, lines] = [await csv(register), await ndjson(register)];
      const without = register === 'ledger' ? 1 : 0; // the export in between
      expect(rows.length + without).toBe(lines.length);
      if (rows[0]) expect(Object.keys(rows[0])).toEqual(Object.keys(lines[0] ?? {}));
    }
  });

  it('show a flow with codes, labels, parties, facts and days', async () => {
    const row = (await csv('data-flows')).find(({ id }) => id === flow.id);
    expect(row).toMatchObject({
      reference: flow['reference'],
      status: 'active',
      vendorCountry: 'IE',
      legalEntityCountry: 'DE',
      agreementStatus: 'in_force',
      purposes: 'DIRECT_MARKETING',
      purposeLabels: 'Write to people about offers',
      lawfulBases: 'DIRECT_MARKETING: A6_1_A_CONSENT',
      subjectCategories: 'SUBSCRIBERS',
      dataCategories: 'EMAIL_ADDRESS',
      retention: 'EMAIL_ADDRESS: 30 days, then DELETE',
      volume: 'V2',
      storageCountries: 'DE',
      remoteAccessCountries: 'IE',
      securityMeasures: 'ENCRYPTION_TRANSIT; ENCRYPTION_REST; MFA',
      decisionOutcome: 'approved',
      decidedById: cast.dpo.id,
      validUntil: flow['validUntil'],
      certificateMissing: 'false',
    });
    expect(row?.['factsHash']).toMatch(/^[0-9a-f]{64}$/);
    expect(row?.['activatedAt']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const line = (await ndjson('data-flows')).find(({ id }) => id === flow.id);
    expect(line).toMatchObject({
      purposes: ['DIRECT_MARKETING'],
      securityMeasures: ['ENCRYPTION_TRANSIT', 'ENCRYPTION_REST', 'MFA'],
      specialCategories: [],
      certificateMissing: false,
      vendorTier: null,
      validUntil: flow['validUntil'],
    });
  });

  it('keep quotes, line ends and umlauts, and disarm formulas', async () => {
    await aVendor(cast, { name: '=1+1 cmd Ltd', description: '@SUM(A1)' });
    const titles = (await csv('data-flows')).map(({ title }) => title);
    expect(titles).toContain('Zwölf, "Größen" und mehr');
    const vendor = (await csv('vendors')).find(({ name }) => name?.includes('cmd'));
    expect(vendor).toMatchObject({ name: "'=1+1 cmd Ltd", description: "'@SUM(A1)" });
    const line = (await ndjson('vendors')).find(({ name }) => String(name).includes('cmd'));
    expect(line).toMatchObject({ name: '=1+1 cmd Ltd' });
  });

  it('put every export on record before it is given away', async () => {
    await text('vendors.csv', cast.dpo);
    const { body } = await cast.auditor.get(
      `/ledger/entries?action=register.exported&actorId=${cast.dpo.id}`,
    );
    const [entry] = body['items'] as Body[];
    const { body: detail } = await cast.auditor.get(`/ledger/entries/${String(entry?.['entryId'])}`);
    expect(detail).toMatchObject({
      subjectType: 'register_export',
      after: { register: 'vendors', format: 'csv' },
    });
    const ledger = await ndjson('ledger');
    expect(ledger.at(-1)).toMatchObject({ action: 'register.exported', state: { register: 'ledger' } });
    expect(ledger.map(({ seq }) => Number(seq))).toEqual(
      ledger.map(({ seq }) => Number(seq)).toSorted((a, b) => a - b),
    );
  });

  it('are unknown by any other name', async () => {
    const answer = await cast.auditor.get('/registers/secrets.csv');
    expect(answer.body).toMatchObject({ status: 404, code: 'register.not_found', registers });
    expect((await cast.auditor.get('/registers/vendors.xml')).status).toBe(404);
  });

  it.each(['admin', 'requester', 'assessor', 'approver'] as const)(
    'are not for the role %s',
    async (role) => {
      const somebody = await app.person(role);
      expect((await somebody.get('/registers/vendors.csv')).body).toMatchObject({ status: 403 });
    },
  );

  it('keep the ledger for auditors', async () => {
    for (const by of [cast.dpo, cast.procurement])
      expect((await by.get('/registers/ledger.ndjson')).body).toMatchObject({
        status: 403,
        code: 'register.forbidden',
      });
  });

  it('stream many rows at the price of few in memory', async () => {
    const owner = await sql(app.database.ownerUrl);
    try {
      await owner.query(
        `CREATE TABLE many AS SELECT n, repeat('x', 1000) AS filler FROM generate_series(1, 200000) n`,
      );
      await owner.query(`GRANT SELECT ON many TO PUBLIC`);
      const { Database } = await import('../../../src/platform/database/database.js');
      const db = app.app.get(Database, { strict: false });
      const live: number[] = [];
      let rows = 0;
      for await (const some of db.stream<{ n: number }>('SELECT * FROM many ORDER BY n')) {
        rows += some.length;
        if (rows > live.length * 50_000) live.push(liveMegabytes());
      }
      expect(rows).toBe(200_000);
      expect(live).toHaveLength(4);
      const [first = 0] = live;
      expect(Math.max(...live) - first).toBeLessThan(75); // 150 MB went through in between; what was there before may go
    } finally {
      await owner.end();
    }
  });

  it('break the connection when they break off, so that half a register does not look whole', async () => {
    const owner = await sql(app.database.ownerUrl);
    try {
      await owner.query(`ALTER TABLE vendor RENAME TO vendor_gone`);
      await expect(text('vendors.csv')).rejects.toThrow(/aborted|socket hang up|ECONNRESET/);
    } finally {
      await owner.query(`ALTER TABLE vendor_gone RENAME TO vendor`);
      await owner.end();
    }
    expect((await text('vendors.csv')).status).toBe(200);
  });

  it('let go of the database when their reader hangs up, and whoever comes next is served', async () => {
    const owner = await sql(app.database.ownerUrl);
    await app.app.listen(0);
    const { port } = app.app.getHttpServer().address() as AddressInfo;
    const headers = { authorization: `Bearer ${String(cast.auditor.token)}` };
    const copies = async () => {
      const { rows } = await owner.query<{ count: number }>(
        `SELECT count(*)::int FROM pg_stat_activity
          WHERE datname = current_database() AND query LIKE 'COPY (%' AND state = 'active'`,
      );
      return rows[0]?.count;
    };
    try {
      await owner.query('ALTER TABLE vendor RENAME TO one_vendor');
      await owner.query('CREATE VIEW vendor AS SELECT v.* FROM one_vendor v, generate_series(1, 50000)');
      await owner.query('GRANT SELECT ON vendor TO PUBLIC');
      const path = '/api/v1/registers/vendors.csv';
      const readers = await Promise.all(
        [1, 2, 3].map(
          () =>
            new Promise<IncomingMessage>((begun, failed) => {
              get({ port, path, headers }, (answer) => answer.once('readable', () => begun(answer))).on(
                'error',
                failed,
              );
            }),
        ),
      );
      await until(async () => (await copies()) === 3);
      for (const reader of readers) reader.destroy();
      await until(async () => (await copies()) === 0);
    } finally {
      await owner.query('DROP VIEW IF EXISTS vendor');
      await owner.query('ALTER TABLE one_vendor RENAME TO vendor');
      await owner.end();
    }
    const answers = await Promise.all([1, 2, 3].map(() => text('vendors.csv')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('are read by three at once, who ask at the same moment or never begin, and then by others', async () => {
    const { RegisterExportsService } =
      await import('../../../src/modules/exports/register-exports.service.js');
    const service = app.app.get(RegisterExportsService, { strict: false });
    const by = { kind: 'user', id: cast.auditor.id, roles: ['auditor'] } as unknown as Principal;
    const open = () => service.open({ register: 'vendors', format: 'csv' }, by);
    const asked = await Promise.allSettled(Array.from({ length: 8 }, open));
    const opened = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const refused = asked.flatMap((one) =>
      one.status === 'rejected' ? [one.reason as { code: string }] : [],
    );
    expect(opened).toHaveLength(3);
    expect(refused.map(({ code }) => code)).toEqual(Array.from({ length: 5 }, () => 'register.busy'));
    const [never, half, whole] = opened;
    await never?.return();
    await never?.return();
    await half?.next();
    await half?.return();
    if (whole) for await (const piece of whole) expect(piece).not.toBe('');
    for (const text of await Promise.all([open(), open(), open()])) await text.return();
  });

  it('are of one snapshot: what changes meanwhile is not in it', async () => {
    const { Database } = await import('../../../src/platform/database/database.js');
    const db = app.app.get(Database, { strict: false });
    const long = `SELECT title, repeat('x', 2000000) AS filler FROM data_flow ORDER BY id`;
    const stream = db.stream<{ title: string }>(long);
    const first = await stream.next();
    expect(first.value).toHaveLength(1);
    await done(cast.procurement.change(`/data-flows/${flow.id}`, { title: 'Renamed meanwhile' }));
    const titles = [...(first.value ?? [])];
    for await (const some of stream) titles.push(...some);
    expect(titles.map(({ title }) => title)).not.toContain('Renamed meanwhile');
  });
});
