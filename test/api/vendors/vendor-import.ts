import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import writeExcelFile from 'write-excel-file/node';
import { TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import { zip } from '../../support/zip.js';

type Row = {
  row: number;
  outcome: string;
  vendorId: string | null;
  name: string;
  changed: string[];
  reasons: {
    column: string;
    code: string;
    candidate?: { id: string | null; name: string; row: number | null };
  }[];
};
type Items = Record<string, unknown>[];
const items = ({ body }: Answer) => body['items'] as Items;
const rowsOf = (body: Body) => body['rows'] as Row[];
const counts = ({ total, created, updated, unchanged, rejected }: Body) => ({
  total,
  created,
  updated,
  unchanged,
  rejected,
});
const why = ({ row, reasons }: Row) => [row, reasons.map(({ column, code }) => `${column} ${code}`)];

describe('importing vendors', () => {
  let app: TestApp;
  let procurement: Caller;
  let auditor: Caller;
  beforeEach(async () => {
    app = await TestApp.start();
    procurement = await app.person('procurement');
    auditor = await app.person('auditor');
  });
  afterEach(() => app.close());

  const send = (
    content: Buffer | string | object[],
    fields: Record<string, string> = {},
    name = 'vendors.csv',
  ) => {
    const text = Array.isArray(content) ? JSON.stringify(content) : content;
    return procurement.upload('/vendors/import', { content: text, name }, fields);
  };
  async function done(...request: Parameters<typeof send>): Promise<Body> {
    const { status, body } = await send(...request);
    expect([status, body]).toEqual([200, expect.anything()]);
    return body;
  }
  const registered = async () => Number((await auditor.get('/vendors?count=true&limit=1')).body['total']);
  async function entryCount(): Promise<number> {
    const { body } = await auditor.get('/ledger/entries?subjectType=vendor&limit=1&count=true');
    return Number(body['total']);
  }

  describe('a small file', () => {
    it('is judged by row, taken over, and changes nothing when it comes again', async () => {
      const csv = [
        'Company;HQ country;Domain;Category;Notes;External ID: erp',
        'Acme;Netherlands;https://www.acme.example/;Analytics;One;1',
        'Bolt;DE;bolt.example, bolt.test;hosting;;2',
        ';DE;x.example;;;3',
        'Cress;Atlantis;no domain here;Alchemy;;4',
        'ACME!;NL;;;;',
        'Other;NL;acme.example;;;',
      ].join('\r\n');
      const dry = await done(csv, { dryRun: 'true' });
      expect(counts(dry)).toEqual({ total: 6, created: 2, updated: 0, unchanged: 0, rejected: 4 });
      expect([await registered(), await entryCount()]).toEqual([0, 0]);
      const body = await done(csv);
      expect(counts(body)).toEqual(counts(dry));
      expect(body['columns']).toEqual([
        { column: 'Company', field: 'name' },
        { column: 'HQ country', field: 'country' },
        { column: 'Domain', field: 'domains' },
        { column: 'Category', field: 'categories' },
        { column: 'Notes', field: 'description' },
        { column: 'External ID: erp', field: 'externalIds.erp' },
      ]);
      expect(rowsOf(body).map(why)).toEqual([
        [2, []],
        [3, []],
        [4, ['Company missing']],
        [5, ['HQ country unknown_country', 'Domain domain', 'Category unknown_code']],
        [6, ['Company duplicate_row']],
        [7, ['Domain likely_duplicate']],
      ]);
      expect(rowsOf(dry).map(why)).toEqual(rowsOf(body).map(why));
      expect(rowsOf(dry).map(({ vendorId }) => vendorId)).toEqual(Array(6).fill(null));
      const [acme, bolt] = rowsOf(body);
      expect(rowsOf(body)[5]?.reasons[0]?.candidate).toEqual({
        id: acme?.vendorId,
        name: 'Acme',
        row: 2,
        reasons: ['shared_domain'],
      });
      expect(rowsOf(dry)[5]?.reasons[0]?.candidate).toMatchObject({ id: null, row: 2 });
      expect((await auditor.get(`/vendors/${String(bolt?.vendorId)}`)).body).toMatchObject({
        name: 'Bolt',
        country: 'DE',
        domains: ['bolt.example', 'bolt.test'],
        categories: ['CLOUD_PROVIDER'],
        externalIds: { erp: '2' },
        status: 'proposed',
        createdBy: procurement.id,
      });
      const [entry] = items(await auditor.get(`/vendors/${String(bolt?.vendorId)}/history`));
      expect(entry).toMatchObject({ action: 'vendor.created', reason: 'Import of vendors.csv, row 3' });
      const again = await done(csv);
      expect(counts(again)).toEqual({ total: 6, created: 0, updated: 0, unchanged: 2, rejected: 4 });
      expect(rowsOf(again).map(why)).toEqual(rowsOf(body).map(why));
      expect([await registered(), await entryCount()]).toEqual([2, 2]);
    });

    it('updates what it says, keeps what it does not say, and names what changed', async () => {
      const { body: acme } = await procurement.post('/vendors', {
        name: 'Acme',
        country: 'NL',
        description: 'Kept',
        domains: ['acme.example'],
        links: { terms: 'https://acme.example/terms' },
        externalIds: { erp: '1' },
      });
      const report = await done([
        {
          name: 'Acme Renamed',
          externalIds: { erp: '1', crm: 'A' },
          privacyPolicyUrl: 'https://acme.example/p',
          description: '',
        },
      ]);
      expect(rowsOf(report)).toEqual([
        {
          row: 1,
          outcome: 'updated',
          vendorId: acme.id,
          name: 'Acme Renamed',
          changed: ['externalIds', 'links', 'name'],
          reasons: [],
        },
      ]);
      expect((await auditor.get(`/vendors/${acme.id}`)).body).toMatchObject({
        revision: 2,
        name: 'Acme Renamed',
        country: 'NL',
        description: 'Kept',
        domains: ['acme.example'],
        links: { terms: 'https://acme.example/terms', privacyPolicy: 'https://acme.example/p' },
        externalIds: { erp: '1', crm: 'A' },
      });
    });

    it('takes columns as the mapping says', async () => {
      const csv = 'Firma,Sitz,Nr,Datenschutz,name\nAcme,DE,7,acme.example/p,ignored\n';
      const mapping = {
        Firma: 'name',
        Sitz: 'country',
        Nr: 'externalIds.sap',
        Datenschutz: 'links.privacyPolicy',
      };
      const report = await done(csv, { mapping: JSON.stringify(mapping) });
      const { body } = await auditor.get(`/vendors/${String(rowsOf(report)[0]?.vendorId)}`);
      expect(body).toMatchObject({
        name: 'Acme',
        country: 'DE',
        externalIds: { sap: '7' },
        links: { privacyPolicy: 'https://acme.example/p' },
      });
    });

    it('registers what looks like another when that is wanted, and records it', async () => {
      const rows = [
        { name: 'Globex Ads', legalName: 'Globex LLC', country: 'US' },
        { name: 'Globex Cloud', legalName: 'Globex LLC', country: 'US' },
      ];
      expect(counts(await done(rows))).toMatchObject({ created: 1, rejected: 1 });
      const report = await done(rows, { allowDuplicate: 'true' });
      expect(counts(report)).toMatchObject({ created: 1, unchanged: 1, rejected: 0 });
      const [, cloud] = rowsOf(report);
      const [entry] = items(await auditor.get(`/vendors/${String(cloud?.vendorId)}/history`));
      expect(entry?.['reason']).toMatch(/row 2; allowDuplicate: looks like Globex Ads \(/);
      expect(counts(await done(rows))).toMatchObject({ unchanged: 2 });
    });

    it('reads a workbook, and takes a formula in a cell as text', async () => {
      const sheet = [
        ['Supplier', 'Country', 'Website'],
        ['Acme', 'Kingdom of the Netherlands', 'acme.example'],
        ['=HYPERLINK("http://x")', 'DE', null],
      ];
      const buffer = await writeExcelFile(sheet as never).toBuffer();
      const report = await done(buffer, {}, 'list.xlsx');
      expect([report['format'], rowsOf(report).map(({ name }) => name)]).toEqual([
        'xlsx',
        expect.arrayContaining(['=HYPERLINK("http://x")']),
      ]);
    });

    it('is done once for one Idempotency-Key', async () => {
      const once = () =>
        procurement
          .bare('post', '/vendors/import')
          .set('idempotency-key', 'import-1')
          .attach('file', Buffer.from('name\nAcme\n'), 'v.csv');
      const first = await once();
      const second = await once();
      expect([first.status, second.status, second.headers['idempotency-replayed']]).toEqual([
        200,
        200,
        'true',
      ]);
      expect(second.body).toEqual(first.body);
      expect(await entryCount()).toBe(1);
    });

    it('is imported by two people at once without a vendor coming twice', async () => {
      const csv = `name,domain\n${Array.from({ length: 40 }, (_, n) => `Vendor ${n},v${n}.example`).join('\n')}\n`;
      const reports = await Promise.all([done(csv), done(csv)]);
      expect(reports.map(({ created }) => created).sort()).toEqual([0, 40]);
      expect(await registered()).toBe(40);
    });

    it('is for procurement only', async () => {
      for (const role of ['requester', 'assessor', 'dpo', 'approver', 'admin', 'auditor'] as const) {
        const somebody = await app.person(role);
        const { status } = await somebody.upload('/vendors/import', { content: 'name\nX\n', name: 'v.csv' });
        expect(status).toBe(403);
      }
      expect(await registered()).toBe(0);
    });
  });

  describe('a bad file', () => {
    const bomb = () =>
      zip([
        { name: 'xl/workbook.xml', content: '<x/>' },
        { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(30_000_000) },
      ]);

    it('is one clear problem each, and changes nothing', async () => {
      const cases: [string, Buffer | string, number, string, Record<string, string>?][] = [
        ['empty', '', 400, 'import.empty'],
        ['a header alone', 'name,country\n', 400, 'import.empty'],
        ['Latin-1', Buffer.from('name\nM\xfcller\n', 'latin1'), 400, 'import.not_utf8'],
        ['UTF-16', Buffer.from('\uFEFFname\nAcme\n', 'utf16le'), 400, 'import.not_utf8'],
        ['another delimiter', 'name|country\nAcme|DE\n', 400, 'import.wrong_delimiter'],
        [
          'a cell of two megabytes',
          `name,notes\nAcme,${'x'.repeat(2_000_000)}\n`,
          413,
          'import.cell_too_large',
        ],
        ['100,001 rows', `name\n${'A\n'.repeat(100_001)}`, 413, 'import.too_many_rows'],
        ['headers twice', 'name,name\nAcme,Bolt\n', 400, 'import.duplicate_header'],
        ['a quotation mark never closed', 'name\n"Acme\n', 400, 'import.bad_csv'],
        ['JSON that ends early', '[{"name":"Acme"}', 400, 'import.bad_json'],
        ['JSON of 30 levels', '['.repeat(30), 400, 'import.bad_json'],
        ['a prototype', '[{"name":"Acme","__proto__":{"x":"1"}}]', 400, 'import.bad_header'],
        ['a workbook that is a zip bomb', bomb(), 413, 'import.zip_bomb'],
        ['a zip that is no workbook', zip([{ name: 'a.txt', content: 'x' }]), 400, 'import.bad_xlsx'],
        ['no name column', 'Firma,country\nAcme,DE\n', 400, 'import.no_name_column'],
        ['CSV said to be XLSX', 'name\nAcme\n', 400, 'import.format_differs', { format: 'xlsx' }],
        ['a mapping that is no JSON', 'name\nAcme\n', 400, 'request.invalid', { mapping: '{' }],
        ['a mapping of a list', 'name\nAcme\n', 400, 'request.invalid', { mapping: '[]' }],
        ['a flag that is none', 'name\nAcme\n', 400, 'request.invalid', { dryRun: 'perhaps' }],
        ['a field that is unknown', 'name\nAcme\n', 400, 'request.invalid', { sheet: '2' }],
      ];
      for (const [name, content, status, code, fields] of cases) {
        const { body, headers } = await send(content, fields);
        expect([name, body['status'], body['code']]).toEqual([name, status, code]);
        expect(headers['content-type']).toContain('application/problem+json');
      }
      expect([await registered(), await entryCount()]).toEqual([0, 0]);
      expect((await procurement.post('/vendors/import', { dryRun: true })).body).toMatchObject({
        status: 400,
      });
    });

    it('has every problem of its mapping named at once', async () => {
      const mapping = { Nobody: 'name', name: 'shoe', country: 'legalName', a: 'legalName' };
      const { body } = await send('name,country,a\nAcme,DE,x\n', { mapping: JSON.stringify(mapping) });
      expect(body).toMatchObject({ status: 400, code: 'import.bad_mapping' });
      expect(
        (body['errors'] as { pointer: string; code: string }[]).map((one) => [one.pointer, one.code]),
      ).toEqual([
        ['/mapping/Nobody', 'unknown_column'],
        ['/mapping/name', 'unknown_field'],
        ['/mapping/a', 'field_twice'],
      ]);
    });

    it('does not take over hostile text', async () => {
      const report = await done([
        { name: 'Evil\u202Egnp.exe' },
        { name: 'x'.repeat(201) },
        { name: 'A\u0007B' },
        { name: 'Link', website: 'javascript:alert(1)' },
        { name: 'Lei', lei: '529900T8BM49AURSDO56' },
      ]);
      expect(rowsOf(report).map(why)).toEqual([
        [1, ['name label']],
        [2, ['name too_long']],
        [3, ['name label']],
        [4, ['website url']],
        [5, ['lei lei_check_digits']],
      ]);
      expect(await registered()).toBe(0);
    });
  });

  describe('a large file', () => {
    const lines = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) => {
        const n = from + at;
        return `Made up ${n} Ltd,v${n}.made-up.example,${n % 2 ? 'GB' : 'US'},SaaS vendor number ${n},${n}`;
      }).join('\n');
    const header = 'name,domains,country,description,externalIds.erp\n';

    it('is a job with progress, whose result is the same report', async () => {
      const csv = `${header}${lines(0, 2_600)}\n,x.example,,,\n`;
      const { status, body, headers } = await send(csv);
      expect(status).toBe(202);
      expect(headers['location']).toBe(`/api/v1/jobs/${body.id}`);
      expect(body).toMatchObject({
        kind: 'vendor_import',
        state: 'queued',
        progress: { done: 0, total: 2_601 },
      });
      expect(await registered()).toBe(0);
      await app.settle();
      const { body: job } = await procurement.get(`/jobs/${body.id}`);
      expect(job).toMatchObject({
        state: 'succeeded',
        progress: { done: 2_601, total: 2_601 },
        problems: [],
      });
      const result = job['result'] as Body;
      expect(counts(result)).toEqual({ total: 2_601, created: 2_600, updated: 0, unchanged: 0, rejected: 1 });
      expect([rowsOf(result).length, result['rowsLeftOut']]).toEqual([1_001, 1_600]);
      expect(rowsOf(result).at(-1)).toMatchObject({ row: 2_602, outcome: 'rejected' });
      expect([await registered(), await entryCount()]).toEqual([2_600, 2_600]);
      const { body: again } = await send(csv, { dryRun: 'true' });
      await app.settle();
      expect((await procurement.get(`/jobs/${again.id}`)).body['result']).toMatchObject({
        dryRun: true,
        created: 0,
        unchanged: 2_600,
        rejected: 1,
      });
    });

    it('goes on where it was when its run is killed', async () => {
      const { VendorImporter } = await import('../../../src/modules/vendors/vendor-importer.js');
      const { Jobs } = await import('../../../src/platform/jobs/jobs.js');
      const importer = app.app.get(VendorImporter, { strict: false });
      const batch = importer.batch.bind(importer);
      let batches = 0;
      importer.batch = (...given) => {
        batches += 1;
        return batches === 3 ? new Promise<never>(() => undefined) : batch(...given);
      };
      const csv = `${header}${lines(0, 2_400)}\nMade up 7 Ltd,v7.made-up.example,GB,Twice,7\n`;
      const { body } = await send(csv);
      void app.app.get(Jobs).runNext(); // never ends: its third batch hangs, as when the process is gone
      while (batches < 3) await new Promise((wait) => setTimeout(wait, 20));
      expect((await procurement.get(`/jobs/${body.id}`)).body).toMatchObject({
        state: 'running',
        progress: { done: 1_000 },
      });
      app.clock.advance({ minutes: 2 });
      await app.settle();
      procurement = await app.signIn('root@keyholder.test');
      const { body: job } = await procurement.get(`/jobs/${body.id}`);
      expect(job).toMatchObject({ state: 'succeeded' });
      const result = job['result'] as Body;
      expect(counts(result)).toEqual({ total: 2_401, created: 2_400, updated: 0, unchanged: 0, rejected: 1 });
      expect(rowsOf(result).at(-1)).toMatchObject({ row: 2_402, reasons: [{ code: 'duplicate_row' }] });
    });
  });

  const data = resolve(process.env['KEYHOLDER_REAL_DATA'] ?? '../shared/data');
  const real = resolve(data, 'vendors/probo-common-third-parties.json');
  const ifReal = existsSync(real) ? it : it.skip;

  ifReal(
    'takes a real list of 564 vendors as JSON and as CSV with the same result (KEYHOLDER_REAL_DATA)',
    async () => {
      const json = readFileSync(real, 'utf8');
      const dry = await done(json, { dryRun: 'true' }, 'list.json');
      const body = await done(json, {}, 'list.json');
      expect(counts(body)).toEqual(counts(dry));
      expect(counts(body)).toEqual({ total: 564, created: 531, updated: 0, unchanged: 0, rejected: 33 });
      expect(await registered()).toBe(531);
      const codes = rowsOf(body).flatMap(({ reasons }) => reasons.slice(0, 1).map(({ code }) => code));
      expect([...new Set(codes)].sort()).toEqual(['domain', 'likely_duplicate']);
      const { body: page } = await auditor.get('/vendors?q=1password');
      expect((page['items'] as Items)[0]).toMatchObject({
        name: '1Password',
        legalName: 'AgileBits Inc.',
        country: 'CA',
        categories: ['PASSWORD_MANAGEMENT'],
        domains: ['1password.com'],
        website: 'https://1password.com',
      });
      const before = await entryCount();
      const csv = await done(csvOf(JSON.parse(json) as Record<string, string | string[]>[]), {}, 'list.csv');
      expect(counts(csv)).toEqual({ total: 564, created: 0, updated: 0, unchanged: 531, rejected: 33 });
      expect(await entryCount()).toBe(before);
    },
  );
});

function csvOf(rows: readonly Record<string, string | string[]>[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: string | string[] | undefined) => {
    const text = Array.isArray(value) ? `${value.join(';')}${value.length === 1 ? ';' : ''}` : (value ?? '');
    return `"${text.replaceAll('"', '""')}"`;
  };
  return [columns.join(','), ...rows.map((row) => columns.map((column) => cell(row[column])).join(','))].join(
    '\n',
  );
}
