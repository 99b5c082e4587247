import { readSheet } from 'read-excel-file/node';
import { columnName, escaped, longestText, rowXml, type SheetCell } from './sheet-xml.js';
import { workbookStream } from './workbook-stream.js';

async function* batches(rows: readonly (readonly SheetCell[])[], size: number) {
  for (let at = 0; at < rows.length; at += size) yield await Promise.resolve(rows.slice(at, at + size));
}

async function bytesOf(rows: readonly (readonly SheetCell[])[], columns: readonly string[]): Promise<Buffer> {
  const table = { name: 'vendors', columns, rows: batches(rows, 3), rowCount: rows.length };
  const parts: Buffer[] = [];
  for await (const part of workbookStream({
    table,
    about: { name: 'About', rows: [['Register', 'vendors']] },
  }))
    parts.push(part);
  return Buffer.concat(parts);
}

describe('a workbook that is written piece by piece', () => {
  const rows: SheetCell[][] = Array.from({ length: 10 }, (_none, nth) => [
    `Vendor ${nth}`,
    nth,
    nth % 2 === 0,
    { day: '2026-03-31' },
    new Date('2026-04-01T12:30:15.000Z'),
    null,
  ]);
  const columns = ['name', 'tier', 'active', 'from', 'at', 'nothing'];

  it('is read by another library as what it was', async () => {
    const read = await readSheet(await bytesOf(rows, columns), 'vendors');
    expect(read).toHaveLength(11);
    expect(read[0]).toEqual(columns);
    expect(read[1]).toEqual([
      ...['Vendor 0', 0, true],
      ...[new Date('2026-03-31T00:00:00.000Z'), new Date('2026-04-01T12:30:15.000Z'), null],
    ]);
    expect(await readSheet(await bytesOf(rows, columns), 'About')).toEqual([['Register', 'vendors']]);
  });

  it('is the same bytes for the same rows', async () => {
    expect((await bytesOf(rows, columns)).equals(await bytesOf(rows, columns))).toBe(true);
  });

  it('keeps every text a text, whatever a spreadsheet would make of it', async () => {
    const texts = [
      "=cmd|'/c calc'!A1",
      '+1',
      'a\r\nb\tc',
      '<&>"',
      'شركة',
      '例え',
      '🚀',
      '_x0041_',
      '0012',
      '2026',
    ];
    const read = await readSheet(
      await bytesOf(
        texts.map((text) => [text]),
        ['text'],
      ),
      'vendors',
    );
    expect(read.slice(1).map(([text]) => text)).toEqual(texts);
  });

  it('ends when its rows do, with the reason', async () => {
    const broken = async function* () {
      yield await Promise.resolve([['one']]);
      throw new Error('the register is gone');
    };
    const table = { name: 'vendors', columns: ['name'], rows: broken(), rowCount: 2 };
    const parts: Buffer[] = [];
    const reading = async () => {
      for await (const part of workbookStream({ table, about: { name: 'About', rows: [] } }))
        parts.push(part);
    };
    await expect(reading()).rejects.toThrow('the register is gone');
  });
});

describe('a cell', () => {
  const of = (cell: SheetCell) => rowXml([cell], 7, ['A']);

  it.each<[SheetCell, string]>([
    [null, ''],
    ['', ''],
    [Number.NaN, ''],
    [-1.5, '<c r="A7"><v>-1.5</v></c>'],
    [true, '<c r="A7" t="b"><v>1</v></c>'],
    [{ day: '1900-03-01' }, '<c r="A7" s="2"><v>61</v></c>'],
    [{ day: '1899-12-31' }, '<c r="A7" t="inlineStr"><is><t xml:space="preserve">1899-12-31</t></is></c>'],
    [{ day: '2026-02-30' }, '<c r="A7" t="inlineStr"><is><t xml:space="preserve">2026-02-30</t></is></c>'],
    [new Date('2026-01-01T12:00:00Z'), '<c r="A7" s="3"><v>46023.5</v></c>'],
  ])('of %j is %s', (cell, xml) => {
    expect(of(cell)).toBe(`<row r="7">${xml}</row>`);
  });

  it('holds as much text as Excel takes, and shows that there was more', () => {
    const [, shown] = /preserve">(.*)<\/t>/s.exec(of('x'.repeat(longestText + 1))) ?? [];
    expect([shown?.length, shown?.endsWith('x…')]).toEqual([longestText, true]);
  });

  it('holds no character that XML has no word for', () => {
    expect(escaped('a\u0000b\uFFFFc\uD800d')).toBe('a_x0000_b_xFFFF_c\uFFFDd');
  });

  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
  ])('of column %d is in %s', (index, name) => {
    expect(columnName(index)).toBe(name);
  });
});
