import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvRecord, ndjsonLine } from './cell.js';

describe('a record of CSV', () => {
  it.each([
    ['text', ['a', 'b'], 'a,b\r\n'],
    ['nothing', [null, ''], ',\r\n'],
    ['numbers, also negative ones', [-5, 0.25], '-5,0.25\r\n'],
    ['yes and no', [true, false], 'true,false\r\n'],
    ['a moment in UTC', [new Date('2026-06-01T08:30:00Z')], '2026-06-01T08:30:00.000Z\r\n'],
    ['a list in one cell', [['DE', 'IE']], 'DE; IE\r\n'],
    ['an object as canonical JSON', [{ b: 1, a: 2 }], '"{""a"":2,""b"":1}"\r\n'],
    ['quotes, commas and line ends', ['say "hi"', 'a,b', 'a\nb'], '"say ""hi""","a,b","a\nb"\r\n'],
    ['a formula', ['=1+1'], "'=1+1\r\n"],
    ['a formula in a list', [['=1+1', 'x']], "'=1+1; x\r\n"],
    ['a formula that needs quotes', ['=HYPERLINK("x")'], `"'=HYPERLINK(""x"")"\r\n`],
  ])('holds %s', (_case, cells, expected) => {
    expect(csvRecord(cells)).toBe(expected);
  });

  it('never begins a cell with what a spreadsheet would calculate, and loses nothing', () => {
    const dangerous = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\0');
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.tuple(dangerous, fc.string()).map(([sign, rest]) => sign + rest),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 5 }), (cells) => {
        const records: string[][] = parse(csvRecord(cells), { relax_column_count: true });
        const [read = []] = records;
        expect(read).toHaveLength(cells.length);
        read.forEach((cell, at) => {
          expect(cell).not.toMatch(/^[=+\-@\t\r\0]/);
          expect([cells[at], `'${cells[at] ?? ''}`]).toContain(cell);
        });
      }),
      { numRuns: 2_000 },
    );
  });
});

it('a line of NDJSON keeps lists as lists, and the order of the columns', () => {
  expect(ndjsonLine(['b', 'a', 'c'], ['x', ['y'], null])).toBe('{"b":"x","a":["y"],"c":null}\n');
});
