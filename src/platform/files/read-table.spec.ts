import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDeflateRaw } from 'node:zlib';
import writeExcelFile from 'write-excel-file/node';
import { zip, type Packed } from '../../../test/support/zip.js';
import { DomainError } from '../../shared/domain-error.js';
import { readTable } from './read-table.js';
import type { Table, TableFormat, TableLimits } from './table.js';

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyholder-tables-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Content = string | Buffer;
type Said = { limits?: Partial<TableLimits>; declaredFormat?: TableFormat; originalName?: string };

async function read(content: Content, { limits, ...said }: Said = {}): Promise<Table> {
  count += 1;
  const path = join(folder, String(count));
  await writeFile(path, content);
  return readTable({ path, originalName: 'vendors.csv', ...said }, limits);
}

/** What a refusal says: its code, its place and its sentence. */
async function refusal(content: Content, said: Said = {}): Promise<object> {
  try {
    await read(content, said);
  } catch (error) {
    if (error instanceof DomainError) return { code: error.code, detail: error.message, ...error.details };
    throw error;
  }
  throw new Error('the file was accepted');
}

async function cellsOf(content: Content, said: Said = {}): Promise<[number, object][]> {
  const { rows } = await read(content, said);
  return rows.map(({ number, cells }) => [number, { ...cells }]);
}

const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const bookXml = `<workbook xmlns="${spreadsheet}" xmlns:r="${relations}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>`;
const relsXml =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
  `<Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/>` +
  `<Relationship Id="r2" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`;
const sheetXml = (rows: string) =>
  `<worksheet xmlns="${spreadsheet}"><sheetData>${rows}</sheetData></worksheet>`;
const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
const header = `<row r="1">${text('A1', 'name')}${text('B1', 'note')}</row>`;
const acme = `<row r="2">${text('A2', 'Acme')}</row>`;

function bookFiles(rows: string): Packed[] {
  return [
    { name: 'xl/workbook.xml', content: bookXml },
    { name: 'xl/_rels/workbook.xml.rels', content: relsXml },
    { name: 'xl/worksheets/sheet1.xml', content: sheetXml(rows) },
  ];
}
const workbook = (rows: string, ...more: Packed[]) => zip([...bookFiles(rows), ...more]);

describe('reading CSV', () => {
  const expected = [
    [2, { name: 'Acme', country: 'DE' }],
    [3, { name: 'Bolt', country: 'FR' }],
  ];

  it.each([
    ['commas', 'name,country\nAcme,DE\nBolt,FR\n'],
    ['semicolons', 'name;country\nAcme;DE\nBolt;FR\n'],
    ['tabs', 'name\tcountry\nAcme\tDE\nBolt\tFR\n'],
    ['CRLF', 'name,country\r\nAcme,DE\r\nBolt,FR\r\n'],
    ['lone CR', 'name,country\rAcme,DE\rBolt,FR'],
    ['a byte order mark', '\uFEFFname,country\nAcme,DE\nBolt,FR'],
    ['white space around', ' name , country\n Acme , "DE" \nBolt,\tFR\n'],
    ['quotation marks', '"name","country"\n"Acme","DE"\n"Bolt","FR"'],
    ['empty columns at the end', 'name,country,,\nAcme,DE,,\nBolt,FR,,\n'],
  ])('takes %s', async (_name, content) => {
    expect(await cellsOf(content)).toEqual(expected);
  });

  it('follows the hint sep=; of spreadsheet programs, and counts its line', async () => {
    expect(await cellsOf('sep=;\r\nname, legal;country\r\nAcme;DE\r\n')).toEqual([
      [3, { 'name, legal': 'Acme', country: 'DE' }],
    ]);
  });

  it('takes the delimiter that the header uses most, not counting what is quoted', async () => {
    const { columns } = await read('"a,b,c,d";e;f\n1;2;3\n');
    expect(columns).toEqual(['a,b,c,d', 'e', 'f']);
  });

  it('takes a single column', async () => {
    expect(await cellsOf('name\nAcme\n')).toEqual([[2, { name: 'Acme' }]]);
  });

  it('names each row by the line on which it begins, over blank lines and cells of several lines', async () => {
    const content = 'name,note\r\n\r\nAcme,"one\r\ntwo ""2"""\r\n , \r\nBolt,x';
    expect(await cellsOf(content)).toEqual([
      [3, { name: 'Acme', note: 'one\ntwo "2"' }],
      [6, { name: 'Bolt', note: 'x' }],
    ]);
  });

  it('lets a row leave out cells at its end, and leaves out empty ones', async () => {
    expect(await cellsOf('name,country,note\nAcme\nBolt,,x\n')).toEqual([
      [2, { name: 'Acme' }],
      [3, { name: 'Bolt', note: 'x' }],
    ]);
  });

  it('keeps a formula as the text that it is', async () => {
    expect(await cellsOf('name\n"=HYPERLINK(""http://x"")"\n')).toEqual([
      [2, { name: '=HYPERLINK("http://x")' }],
    ]);
  });

  it('calls a column without a name after its place', async () => {
    expect((await read('name,,note\nAcme,1,2\n')).columns).toEqual(['name', '(column 2)', 'note']);
  });

  it('reads 100,000 rows', async () => {
    const lines = Array.from({ length: 100_000 }, (_, at) => `Vendor ${at},v${at}.example.com,DE,,x`);
    const { rows } = await read(`name,domain,country,a,b\n${lines.join('\n')}\n`);
    expect(rows).toHaveLength(100_000);
    expect(rows[99_999]?.number).toBe(100_001);
  });

  it.each<[string, Content, object, Said?]>([
    ['an empty file', '', { code: 'import.empty' }],
    ['nothing but a byte order mark', '\uFEFF', { code: 'import.empty' }],
    ['white space only', ' \r\n\t\n', { code: 'import.empty' }],
    ['a header alone', 'name,country\n', { code: 'import.empty' }],
    ['rows of delimiters alone', 'name,country\n,\n , \n', { code: 'import.empty' }],
    ['Latin-1', Buffer.from('name\nM\xfcller\n', 'latin1'), { code: 'import.not_utf8', byte: 7 }],
    [
      'a bad byte after a real U+FFFD',
      Buffer.concat([Buffer.from('a\uFFFD'), Buffer.from([0xc3, 0x28])]),
      { code: 'import.not_utf8', byte: 5 },
    ],
    [
      'UTF-16 with a mark',
      Buffer.from('\uFEFFname\nAcme', 'utf16le'),
      { code: 'import.not_utf8', encoding: 'UTF-16 little endian' },
    ],
    [
      'UTF-16 without a mark',
      Buffer.from('name\nAcme', 'utf16le').swap16(),
      { code: 'import.not_utf8', encoding: 'UTF-16 big endian' },
    ],
    ['another delimiter', 'name|country\nAcme|DE\n', { code: 'import.wrong_delimiter', found: '|' }],
    [
      'two columns of one name',
      'name,Name, name \n1,2,3\n',
      { code: 'import.duplicate_header', column: 'name' },
    ],
    ['the column __proto__', 'name,__proto__\nAcme,x\n', { code: 'import.bad_header', columnNumber: 2 }],
    ['an invisible column name', 'name,a\u202Eb\nAcme,x\n', { code: 'import.bad_header', columnNumber: 2 }],
    ['a column name of 201 characters', `name,${'x'.repeat(201)}\nA,B\n`, { code: 'import.bad_header' }],
    ['more cells than columns', 'name,country\nAcme,DE\nBolt,FR,x\n', { code: 'import.bad_csv', line: 3 }],
    [
      'a quotation mark never closed',
      'name,note\r\nA,"x\r\ny"\r\n\r\nB,"z\r\nC,d\r\n',
      { code: 'import.bad_csv', line: 4 },
    ],
    ['text after a closing mark', 'name,note\nA,"x"y\n', { code: 'import.bad_csv', line: 2 }],
    ['a mark inside of a cell', 'sep=,\nname,note\nA,x "y"\n', { code: 'import.bad_csv', line: 3 }],
    [
      'a cell of two megabytes',
      `name,note\nAcme,x\nBolt,${'x'.repeat(2_000_000)}\n`,
      { code: 'import.cell_too_large', row: 3, column: 'note', limit: 32_767 },
    ],
    [
      'a row of five megabytes',
      `name,note\nAcme,"${'x'.repeat(5_000_000)}"\n`,
      { code: 'import.cell_too_large', row: 2, limit: 4_000_000 },
    ],
    [
      'more rows than allowed',
      'name\n1\n2\n3\n',
      { code: 'import.too_many_rows', limit: 2 },
      { limits: { rows: 2 } },
    ],
    [
      'more columns than allowed',
      'a,b,c\n1\n',
      { code: 'import.too_many_columns', limit: 2 },
      { limits: { columns: 2 } },
    ],
    [
      'more cells than allowed',
      'a,b\n1,2\n3,\n',
      { code: 'import.too_large', limit: 2 },
      { limits: { cells: 2 } },
    ],
    [
      'a larger file than allowed',
      'name\nAcme\n',
      { code: 'import.too_large', limit: 9 },
      { limits: { bytes: 9 } },
    ],
    [
      'a workbook that is none',
      'name\nAcme\n',
      { code: 'import.format_differs' },
      { declaredFormat: 'xlsx' },
    ],
  ])('refuses %s', async (_name, content, expectedRefusal, said = {}) => {
    expect(await refusal(content, said)).toMatchObject(expectedRefusal);
  });

  it('accepts a cell of 32,767 characters', async () => {
    const cell = 'x'.repeat(32_767);
    expect(await cellsOf(`name\n${cell}\n`)).toEqual([[2, { name: cell }]]);
  });

  it('does not need the whole file to say that its first 20 million characters are one column name', async () => {
    expect(await refusal('x'.repeat(20_000_000))).toMatchObject({ code: 'import.bad_header' });
  });
});

describe('reading JSON', () => {
  it('turns every value into text, and members of inner objects into columns', async () => {
    const vendor = {
      name: 'Acme',
      tier: 2,
      active: true,
      note: null,
      domains: ['acme.example', 'acme.test'],
      links: { terms: 'https://acme.example/t', trust: '' },
      services: [{ a: 1 }],
      share: 0.25,
    };
    const table = await read(JSON.stringify([vendor, { name: 'Bolt' }]));
    expect(table.columns).toEqual([
      'name',
      'tier',
      'active',
      'note',
      'domains',
      'links.terms',
      'links.trust',
      'services',
      'share',
    ]);
    expect(table.rows.map(({ number, cells }) => [number, { ...cells }])).toEqual([
      [
        1,
        {
          name: 'Acme',
          tier: '2',
          active: 'true',
          domains: ['acme.example', 'acme.test'],
          'links.terms': 'https://acme.example/t',
          services: ['{"a":1}'],
          share: '0.25',
        },
      ],
      [2, { name: 'Bolt' }],
    ]);
  });

  it.each(['items', 'vendors'])('finds the list in %s', async (name) => {
    expect(await cellsOf(JSON.stringify({ nextCursor: null, [name]: [{ name: 'Acme' }] }))).toEqual([
      [1, { name: 'Acme' }],
    ]);
  });

  it('gives cells that inherit nothing', async () => {
    const { rows } = await read('[{"name":"Acme"}]');
    expect(Object.getPrototypeOf(rows[0]?.cells)).toBeNull();
  });

  it('reads a text as CSV when that is what the sender says', async () => {
    expect(await cellsOf('[name],x\nAcme,1\n', { declaredFormat: 'csv' })).toEqual([
      [2, { '[name]': 'Acme', x: '1' }],
    ]);
  });

  it.each<[string, string, object, Said?]>([
    ['what ends early', '[{"name":"Acme"}', { code: 'import.bad_json' }],
    ['what is not JSON', '{name: 1}', { code: 'import.bad_json' }],
    ['an object without a list', '{"name":"Acme"}', { code: 'import.bad_json' }],
    ['a list of texts', '[{"name":"Acme"},"Bolt"]', { code: 'import.bad_json', row: 2 }],
    ['an empty list', '[]', { code: 'import.empty' }],
    ['empty objects', '[{},{"name":" "}]', { code: 'import.empty' }],
    ['the key __proto__', '[{"name":"A","__proto__":{"x":1}}]', { code: 'import.bad_header', row: 1 }],
    ['an inner key constructor', '[{"links":{"constructor":"x"}}]', { code: 'import.bad_header', row: 1 }],
    [
      'two keys that read alike',
      '[{"name":"A","name ":"B"}]',
      { code: 'import.duplicate_header', column: 'name' },
    ],
    [
      'an inner key that reads like an outer',
      '[{"a.b":"1","a":{"b":"2"}}]',
      { code: 'import.duplicate_header' },
    ],
    [
      'a number beyond 2^53',
      '[{"name":"A","no":12345678901234567890}]',
      { code: 'import.bad_json', column: 'no' },
    ],
    ['21 levels', '['.repeat(21) + ']'.repeat(21), { code: 'import.bad_json', limit: 20 }],
    ['a million levels', '['.repeat(1_000_000), { code: 'import.bad_json', limit: 20 }],
    [
      'a list of lists',
      `[{"a":[${'[],'.repeat(500)}[]]}]`,
      { code: 'import.too_many_rows' },
      { limits: { rows: 5 } },
    ],
    [
      'a large cell',
      `[{"a":["${'x'.repeat(20_000)}","${'x'.repeat(20_000)}"]}]`,
      { code: 'import.cell_too_large', row: 1 },
    ],
    ['a lone surrogate as a name', '[{"\\ud800":"x"}]', { code: 'import.bad_header' }],
    ['a workbook that is none', '[]', { code: 'import.format_differs' }, { declaredFormat: 'xlsx' }],
  ])('refuses %s', async (_name, content, expectedRefusal, said = {}) => {
    expect(await refusal(content, said)).toMatchObject(expectedRefusal);
  });

  it('counts brackets only outside of text', async () => {
    const name = '[[[[[[[[[[[[[[[[[[[[[[[[ \\" {{{';
    expect(await cellsOf(`[{"name":"${name}"}]`)).toEqual([[1, { name: name.replace('\\"', '"') }]]);
  });

  it('refuses an object of 200,000 keys before it looks at them', async () => {
    const keys = Array.from({ length: 200_000 }, (_, at) => `"k${at}":"v"`);
    expect(await refusal(`[{${keys.join(',')}}]`)).toMatchObject({
      code: 'import.too_many_columns',
      limit: 200,
    });
  });
});

describe('reading XLSX', () => {
  it('reads a workbook that a program wrote: texts, numbers, dates, truth values, gaps', async () => {
    const path = join(folder, 'real.xlsx');
    const date = new Date('2026-03-01T00:00:00Z');
    const rows = [
      ['name', 'since', 'number', 'active', 'note'],
      ['Äcme & Söhne', { value: date, type: Date, format: 'yyyy-mm-dd' }, 1234.5, true, null],
      [],
      ['Bolt', null, 123456789012345, false, 'a\nb'],
    ];
    await writeExcelFile(rows as never).toFile(path);
    const table = await readTable({ path, originalName: 'real.xlsx' });
    expect(table).toMatchObject({
      format: 'xlsx',
      columns: ['name', 'since', 'number', 'active', 'note'],
      furtherSheets: 0,
    });
    expect(table.rows.map(({ number, cells }) => [number, { ...cells }])).toEqual([
      [2, { name: 'Äcme & Söhne', since: '2026-03-01', number: '1234.5', active: 'true' }],
      [4, { name: 'Bolt', number: '123456789012345', active: 'false', note: 'a\nb' }],
    ]);
  });

  it('counts the sheets that were not read', async () => {
    const path = join(folder, 'sheets.xlsx');
    const sheets = ['One', 'Two', 'Three'].map((name) => ({ sheet: name, data: [['name'], [name]] }));
    await writeExcelFile(sheets as never).toFile(path);
    const { rows, furtherSheets } = await readTable({ path, originalName: 'sheets.xlsx' });
    expect([rows.map(({ cells }) => cells['name']), furtherSheets]).toEqual([['One'], 2]);
  });

  it('reads the stored value of a formula and never the formula', async () => {
    const formula = `<row r="2"><c r="A2" t="str"><f>CONCAT("A","cme")</f><v>Acme</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>`;
    const unknown = `<row r="3">${text('A3', 'Bolt')}<c r="B3"><f>WEBSERVICE("http://x")</f></c></row>`;
    expect(await cellsOf(workbook(header + formula + unknown))).toEqual([
      [2, { name: 'Acme', note: '2' }],
      [3, { name: 'Bolt' }],
    ]);
  });

  it('writes numbers without exponent', async () => {
    const numbers = ['1E+21', '1.5E-7', '0.1', '-3'].map(
      (value, at) => `<row r="${at + 2}"><c r="A${at + 2}"><v>${value}</v></c></row>`,
    );
    expect(await cellsOf(workbook(header + numbers.join('')))).toEqual([
      [2, { name: '1000000000000000000000' }],
      [3, { name: '0.00000015' }],
      [4, { name: '0.1' }],
      [5, { name: '-3' }],
    ]);
  });

  it('sees only the files that the directory of the archive names', async () => {
    const bomb = {
      name: 'xl/worksheets/sheet1.xml',
      content: sheetXml(header + acme.replace('Acme', 'Other')),
    };
    expect(await cellsOf(zip(bookFiles(header + acme), [bomb]))).toEqual([[2, { name: 'Acme' }]]);
  });

  it('reads several workbooks that come at once', async () => {
    const books = ['A', 'B', 'C'].map((name) => cellsOf(workbook(header + acme.replace('Acme', name))));
    expect(await Promise.all(books)).toEqual([
      [[2, { name: 'A' }]],
      [[2, { name: 'B' }]],
      [[2, { name: 'C' }]],
    ]);
  });

  const cellAt = (at: string) => `<row r="${at.replace(/\D/g, '')}"><c r="${at}"><v>5</v></c></row>`;
  const damaged = workbook(header + acme);
  damaged[60] = (damaged[60] ?? 0) ^ 0xff;

  it.each<[string, Content, object, Said?]>([
    ['an archive without a workbook', zip([{ name: 'a.txt', content: 'x' }]), { code: 'import.bad_xlsx' }],
    ['an archive cut short', workbook(header + acme).subarray(0, 200), { code: 'import.bad_xlsx' }],
    ['a damaged file', damaged, { code: 'import.bad_xlsx' }],
    ['the old format', Buffer.from('d0cf11e0a1b11ae100', 'hex'), { code: 'import.bad_xlsx' }],
    ['broken XML', workbook('<row r="1"><c r="A1"><v>5</v></row>'), { code: 'import.bad_xlsx' }],
    ['no sheet', zip(bookFiles('').slice(0, 2)), { code: 'import.bad_xlsx' }],
    [
      'an impossible date',
      workbook(header + '<row r="2"><c r="A2" t="d"><v>soon</v></c></row>'),
      { code: 'import.bad_xlsx' },
    ],
    ['a header alone', workbook(header), { code: 'import.empty' }],
    ['an empty sheet', workbook(''), { code: 'import.empty' }],
    ['cells right of the header', workbook(header + cellAt('C2')), { code: 'import.bad_xlsx', row: 2 }],
    [
      'two columns of one name',
      workbook(header.replace('note', 'name') + acme),
      { code: 'import.duplicate_header', column: 'name' },
    ],
    [
      'a cell of two megabytes',
      workbook(header + acme.replace('Acme', noise(2_000_000))),
      { code: 'import.cell_too_large', row: 2, column: 'name' },
    ],
    [
      'more rows than allowed',
      workbook(header + acme + cellAt('A3')),
      { code: 'import.too_many_rows', limit: 1 },
      { limits: { rows: 1 } },
    ],
    [
      'macros',
      workbook(header + acme, { name: 'xl/vbaProject.bin', content: 'x' }),
      { code: 'import.macros' },
    ],
    [
      'macro sheets',
      workbook(header + acme, { name: 'xl/macrosheets/sheet1.xml', content: 'x' }),
      { code: 'import.macros' },
    ],
    [
      'links to other workbooks',
      workbook(header + acme, { name: 'xl/externalLinks/externalLink1.xml', content: 'x' }),
      { code: 'import.external_links' },
    ],
    [
      'a name that climbs',
      workbook(header + acme, { name: '../x.xml', content: 'x' }),
      { code: 'import.bad_xlsx' },
    ],
    [
      'an absolute name',
      workbook(header + acme, { name: '/etc/x.xml', content: 'x' }),
      { code: 'import.bad_xlsx' },
    ],
    [
      'a backslash in a name',
      workbook(header + acme, { name: 'xl\\x.xml', content: 'x' }),
      { code: 'import.bad_xlsx' },
    ],
    [
      'a symbolic link',
      workbook(header + acme, { name: 'l', content: '/etc/passwd', attributes: 0xa1ff0000 }),
      { code: 'import.bad_xlsx' },
    ],
    [
      'an encrypted file',
      workbook(header + acme, { name: 'x.xml', content: 'x', flags: 1 }),
      { code: 'import.bad_xlsx' },
    ],
    [
      'a name that stands twice',
      workbook(header + acme, { name: 'XL/workbook.xml', content: 'x' }),
      { code: 'import.bad_xlsx' },
    ],
    [
      '1,001 files',
      zip(Array.from({ length: 1_001 }, (_, at) => ({ name: `x${at}`, content: '' }))),
      { code: 'import.zip_bomb', limit: 1_000 },
    ],
    [
      'a file larger than the directory says',
      workbook(header + acme, { name: 'x.xml', content: 'x'.repeat(5_000_000), size: 100 }),
      { code: 'import.zip_bomb' },
    ],
    [
      'a file smaller than the directory says',
      workbook(header + acme, { name: 'x.xml', content: 'x', size: 100 }),
      { code: 'import.bad_xlsx' },
    ],
    [
      'a JSON that is a workbook',
      workbook(header + acme),
      { code: 'import.format_differs' },
      { declaredFormat: 'json' },
    ],
  ])('refuses %s', async (_name, content, expectedRefusal, said = {}) => {
    expect(await refusal(content, said)).toMatchObject(expectedRefusal);
  });

  it('refuses 300 megabytes that are packed into 300 kilobytes, without unpacking them', async () => {
    const name = 'xl/worksheets/sheet2.xml';
    const bomb = workbook(header + acme, {
      name,
      content: '',
      size: 300 * 1024 * 1024,
      raw: await zeros(300),
    });
    expect(bomb.length).toBeLessThan(400_000);
    const before = process.memoryUsage.rss();
    const { code } = (await refusal(bomb)) as { code: string };
    expect(code).toBe('import.zip_bomb');
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024);
  });

  it('refuses many files that unpack to more than allowed together', async () => {
    const content = 'abcdefghij'.repeat(40);
    const limits = { unpackedBytes: 5_000 };
    const more = Array.from({ length: 20 }, (_, at) => ({ name: `x${at}.xml`, content }));
    expect(await refusal(workbook(header + acme, ...more), { limits })).toMatchObject({
      code: 'import.zip_bomb',
      limit: 5_000,
    });
  });

  it('refuses one long text that stands in many cells', async () => {
    const shared = {
      name: 'xl/sharedStrings.xml',
      content: `<sst xmlns="${spreadsheet}"><si><t>${'x'.repeat(30_000)}</t></si></sst>`,
    };
    const rows = Array.from(
      { length: 300 },
      (_, at) => `<row r="${at + 2}"><c r="A${at + 2}" t="s"><v>0</v></c></row>`,
    );
    const limits = { unpackedBytes: 1_000_000 };
    expect(await refusal(workbook(header + rows.join(''), shared), { limits })).toMatchObject({
      code: 'import.zip_bomb',
      limit: 1_000_000,
    });
  });

  it.each([
    ['far below', 'A1000000000'],
    ['without end', 'A99999999999999999999'],
    ['far to the right', 'ZZZZZZ2'],
  ])('outlives a sheet of a few bytes with a cell %s', async (_name, at) => {
    const limits = { heapMegabytes: 64 };
    expect(await refusal(workbook(header + cellAt(at)), { limits })).toMatchObject({
      code: 'import.too_costly',
    });
  });

  it('gives up when reading takes longer than allowed', async () => {
    expect(
      await refusal(workbook(header + cellAt('A1000000000')), { limits: { seconds: 0.2 } }),
    ).toMatchObject({
      code: 'import.too_costly',
    });
  });
});

/** Text that does not pack well, always the same. */
function noise(length: number): string {
  let state = 1;
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCharCode(97 + (state % 26));
  }).join('');
}

/** So many megabytes of zeros, packed piece by piece. */
async function zeros(megabytes: number): Promise<Buffer> {
  const deflate = createDeflateRaw();
  const packed: Buffer[] = [];
  deflate.on('data', (chunk: Buffer) => packed.push(chunk));
  const piece = Buffer.alloc(1024 * 1024);
  for (let at = 0; at < megabytes; at += 1) await new Promise((done) => deflate.write(piece, done));
  await new Promise<void>((done) => {
    deflate.once('end', done);
    deflate.end();
  });
  return Buffer.concat(packed);
}
