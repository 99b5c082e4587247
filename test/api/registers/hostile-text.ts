import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsonld, { type NodeObject } from 'jsonld';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { drawn } from '../../../src/platform/files/drawable.js';
import { TestApp } from '../../support/app.js';
import { anExport, bundleOf, filesOf } from '../../support/bundles.js';
import { aCast, aReadyFlow, aVendor, done, standardForFlows, type Cast } from '../../support/flows.js';

const hostile = [
  `=cmd|'/c calc'!A1`,
  '@SUM(1+1)*cmd, "quoted", \'twice\'',
  'شركة المثال للخدمات',
  '例え株式会社 数据',
  'Ümlaut 🚀 <b>&amp;</b> ]]> _x0041_',
  'עברית (abc) 123',
];
const longer = (text: string) => `${text}\nsecond line, "in quotes"\n\ttabbed; ${text}`;
const codes = [
  'DIRECT_MARKETING',
  'AI_TRAINING',
  'SERVICE_PROVISION',
  'FRAUD_PREVENTION',
  'PAYMENT_PROCESSING',
  'INVOICING_AND_ACCOUNTING',
];
const strict = {
  safe: true,
  documentLoader: (url: string) => Promise.reject(new Error(`nothing is to be fetched: ${url}`)),
};
const hasPdftotext = spawnSync('pdftotext', ['-v']).error === undefined;

type Named = Readonly<{ name: string; description: string }>;

describe('hostile text, read again by programs that are not ours', () => {
  let app: TestApp;
  let cast: Cast;
  const vendors: Named[] = [];
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
    const assessor = await app.person('assessor');
    for (const name of hostile) {
      const { id } = await aVendor(cast, { name, description: longer(name) });
      const { body } = await cast.auditor.get(`/vendors/${id}`);
      vendors.push({ name: String(body['name']), description: String(body['description']) });
      const finding = { vendorId: id, source: 'other', severity: 'low', title: name };
      await done(assessor.post('/findings', finding));
    }
    await app.settle();
  });
  afterAll(() => app.close());

  const streamed = async (name: string) => (await cast.auditor.bytes(`/registers/${name}`)).text;
  const bundled = async (register: string, format: string, name: string) => {
    const made = await anExport(app, cast.auditor, { register, format });
    expect(made).toMatchObject({ status: 'ready' });
    const file = filesOf(await bundleOf(cast.auditor, made)).find((one) => one.name === name);
    return file?.content ?? Buffer.of();
  };
  const texts = (rows: readonly Readonly<Record<string, unknown>>[]) =>
    vendors.map(({ name }) => {
      const row = rows.find((one) => String(one['name']).replace(/^'/, '') === name);
      return { name: row?.['name'], description: row?.['description'] };
    });
  const guarded = (text: string) => (/^[=+\-@]/.test(text) ? `'${text}` : text);

  it('is refused where it would turn the text around it, and nothing is registered', async () => {
    const refused = await cast.procurement.post('/vendors', { name: 'invoice\u202Efdp.exe' });
    expect(refused.body).toMatchObject({ status: 400, code: 'request.invalid' });
    const { body } = await cast.auditor.get('/vendors?q=invoice');
    expect(body['items']).toEqual([]);
  });

  it('is on record as it was given', () => {
    expect(vendors).toEqual(hostile.map((name) => ({ name, description: longer(name) })));
  });

  it('is the same in CSV, where what would be computed begins with an apostrophe', async () => {
    const expected = vendors.map(({ name, description }) => ({
      name: guarded(name),
      description: guarded(description),
    }));
    for (const text of [await streamed('vendors.csv'), await bundled('vendors', 'csv', 'data.csv')])
      expect(texts(parse<Record<string, string>>(text, { columns: true }))).toEqual(expected);
  });

  it('is the same in NDJSON and JSON', async () => {
    const lines = (text: string) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Named);
    expect(texts(lines(await streamed('vendors.ndjson')))).toEqual(vendors);
    expect(texts(lines(String(await bundled('vendors', 'ndjson', 'data.ndjson'))))).toEqual(vendors);
    const json = JSON.parse(String(await bundled('vendors', 'json', 'data.json'))) as Named[];
    expect(texts(json)).toEqual(vendors);
  });

  it('is the same in a workbook, and no formula', async () => {
    const read = await readSheet(await bundled('vendors', 'xlsx', 'data.xlsx'), 'vendors');
    const [names = [], ...rows] = read as unknown[][];
    const records = rows.map((row) => Object.fromEntries(names.map((name, at) => [String(name), row[at]])));
    expect(texts(records)).toEqual(vendors);
  });

  it('is the same in JSON-LD', async () => {
    await aReadyFlow(app, cast, {
      title: hostile[0],
      purposes: hostile.map((text, nth) => ({
        ...{ code: codes[nth], text: longer(text), lawfulBasis: 'A6_1_A_CONSENT' },
        ...{ why: text, how: text, benefit: text },
      })),
    });
    const document = JSON.parse(String(await bundled('data-flows', 'jsonld', 'data.jsonld'))) as NodeObject;
    const values = valuesIn(await jsonld.expand(document, strict));
    for (const text of hostile) {
      expect(values).toContain(text);
      expect(values).toContain(longer(text));
    }
  });

  it('is the same in OSCAL', async () => {
    const told = valuesIn(JSON.parse(String(await bundled('findings', 'oscal', 'data.oscal.json'))));
    for (const text of hostile) expect([...told].filter((one) => one.includes(text))).not.toEqual([]);
  });

  (hasPdftotext ? it : it.skip)('is the same in PDF, or numbers of signs: needs pdftotext', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyholder-pdf-'));
    try {
      writeFileSync(join(folder, 'data.pdf'), await bundled('vendors', 'pdf', 'data.pdf'));
      const { stdout } = spawnSync('pdftotext', [join(folder, 'data.pdf'), '-'], { encoding: 'utf8' });
      for (const text of hostile.filter((one) => !/[\u0590-\u06FF]/.test(one)))
        // the reader turns lines around
        expect(stdout.replace(/\s+/g, '')).toContain(drawn(text).replace(/\s+/g, ''));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('breaks no PDF', async () => {
    const pdf = await bundled('vendors', 'pdf', 'data.pdf');
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.subarray(-6).toString()).toContain('%%EOF');
  });
});

/** Every text in it, wherever it stands. */
function valuesIn(value: unknown): Set<string> {
  if (typeof value === 'string') return new Set([value]);
  if (typeof value !== 'object' || value === null) return new Set();
  return new Set(Object.values(value).flatMap((member) => [...valuesIn(member)]));
}
