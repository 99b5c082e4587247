import { localDate } from '../../../shared/local-date.js';
import { listDifference } from './published-difference.js';
import { markdownProblem, longestText, readMarkdown } from './published-markdown.js';
import { countriesNamedIn, placesIn } from './published-places.js';
import { planList } from './published-table.js';
import { newSubprocessor, type Subprocessor } from './subprocessor.js';

const today = localDate('2026-06-15');
const read = (...lines: string[]) => readMarkdown(lines.join('\n'), {}, today);
const entries = (...lines: string[]) =>
  read(...lines).entries.map(({ name, purpose, countries }) => [name, purpose, countries?.join(' ') ?? null]);
const codes = (...lines: string[]) => read(...lines).readings.map(({ line, code }) => [line, code]);

describe('a published list in Markdown', () => {
  it('names companies by links, with what follows as the purpose, and its country in the sentence above', () => {
    const list = [
      ...['---', 'title: Subprocessors', '---', '', '# Subprocessors', ''],
      'We are a company of Norway. These companies are all located in the United States:',
      ...[
        '',
        '* [Storage](https://storage.example/gdpr). Keeps files.',
        '* [Tax](https://support.tax.example/q). Reckons tax.',
      ],
    ];
    expect(read(...list)).toMatchObject({
      entries: [
        {
          line: 9,
          name: 'Storage',
          website: 'https://storage.example/gdpr',
          purpose: 'Keeps files.',
          countries: ['US'],
        },
        { line: 10, name: 'Tax', purpose: 'Reckons tax.', countries: ['US'] },
      ],
      leftOut: [],
    });
    expect(codes(...list)).toEqual([
      [1, 'front_matter_left_out'],
      [9, 'country_from_text_above'],
    ]);
  });

  it.each<[string, string[], unknown[]]>([
    [
      'bold names and a dash',
      ['- **Mail** – letters', '- **Print**: paper'],
      [
        ['Mail', 'letters', null],
        ['Print', 'paper', null],
      ],
    ],
    [
      'names set off by a sign',
      ['- Mail: letters', '- Print - paper', '- Texts (messages)'],
      [
        ['Mail', 'letters', null],
        ['Print', 'paper', null],
        ['Texts', 'messages', null],
      ],
    ],
    [
      'names alone',
      ['- Mail', '- Print Inc.'],
      [
        ['Mail', null, null],
        ['Print Inc.', null, null],
      ],
    ],
    ['a heading for a country', ['## Germany', '', '- **Mail**: letters'], [['Mail', 'letters', 'DE']]],
    [
      'points that are countries',
      ['- Ireland:', '  - Mail: letters', '- US', '  - Print: paper'],
      [
        ['Mail', 'letters', 'IE'],
        ['Print', 'paper', 'US'],
      ],
    ],
    [
      'what is told below',
      ['- Mail', '  - Location: Dublin, Ireland', '  - Purpose: letters', '- Print', '  - Country: IN'],
      [
        ['Mail', 'letters', 'IE'],
        ['Print', null, 'IN'],
      ],
    ],
    [
      'a country in the purpose',
      ['We work in Norway:', '', '- **Mail**: letters in South Korea'],
      [['Mail', 'letters in South Korea', 'KR']],
    ],
    [
      'a table',
      [
        '| Supplier | Function | Geographic Location |',
        '|---|---|---|',
        '| [Mail](https://m.example) | letters | Sweden, IE |',
      ],
      [['Mail', 'letters', 'IE SE']],
    ],
    [
      'a table beside another list',
      ['- read: this', '', '| Name | Country |', '|---|---|', '| Mail | FR |'],
      [['Mail', null, 'FR']],
    ],
    [
      'the same company twice',
      ['| Name | Purpose | Country |', '|---|---|---|', '| Mail | letters | FR |', '| MAIL | texts | DE |'],
      [['Mail', 'letters; texts', 'DE FR']],
    ],
  ])('with %s', (_case, lines, expected) => {
    expect(entries(...lines)).toEqual(expected);
  });

  it.each<[string, string[], unknown[]]>([
    [
      'a list of something else',
      ['We use others to:', '', '- store your data', '- send letters'],
      [[3, 'list_left_out']],
    ],
    ['links to other pages', ['- [Privacy](../privacy.md)', '- [Terms](terms.md)'], [[1, 'list_left_out']]],
    [
      'a column that is not looked at',
      ['| Name | Legal basis |', '|---|---|', '| Mail | SCC |'],
      [[1, 'column_left_out']],
    ],
    [
      'an address',
      ['| Name | Location |', '|---|---|', '| Mail | San Francisco, CA, USA |'],
      [[3, 'country_from_address']],
    ],
    [
      'a region',
      ['| Name | Location |', '|---|---|', '| Mail | EU (Germany) |'],
      [[3, 'region_is_no_country']],
    ],
    [
      'a place that is none',
      ['| Name | Location |', '|---|---|', '| Mail | The cloud |'],
      [[3, 'country_not_understood']],
    ],
    ['two lines for one', ['| Name |', '|---|', '| Mail |', '| mail |'], [[4, 'merged_lines']]],
  ])('says how it read %s', (_case, lines, expected) => {
    expect(codes(...lines)).toEqual(expected);
  });

  it('leaves out lines that name nobody, or a country that no longer exists, and says why', () => {
    const { entries: found, leftOut } = read(
      ...[
        '| Name | Location |',
        '|---|---|',
        '| Old | Yugoslavia |',
        '| | DE |',
        '| \u202Eevil | DE |',
        '| Good | DE |',
      ],
    );
    expect(found.map(({ name }) => name)).toEqual(['Good']);
    expect(leftOut.map(({ line, name, code }) => [line, name, code])).toEqual([
      [3, 'Old', 'former_country'],
      [4, '', 'no_name'],
      [5, '\uFFFDevil', 'bad_name'],
    ]);
    expect(leftOut[0]?.message).toContain('codes of today: BA, HR, ME, MK, RS, SI');
  });

  it.each([
    ['too large', 'x'.repeat(longestText + 1), 'too_large'],
    ['a web page', ' <!DOCTYPE html><ul><li>Mail</li></ul>', 'html'],
    ['quoted a thousand deep', `${'>'.repeat(1_000)} x`, 'too_deep'],
    ['one line without an end', `- ${'a '.repeat(4_000)}`, 'too_deep'],
    ['a list', '- Mail: letters', null],
  ] as const)('is not read when it is %s', (_case, text, expected) => {
    expect(markdownProblem(text)).toBe(expected);
  });

  it('is read in time whatever its signs', () => {
    const signs = ['[', '*a ', '_*', '![[', '`', '[a](', '|', '<a ', '~~a', '&', '- '];
    for (const sign of signs) {
      const line = sign.repeat(Math.floor(50 / sign.length));
      const text = Array.from({ length: 1_000 }, () => line).join('\n');
      expect(markdownProblem(text)).toBeNull();
      const begun = performance.now();
      read(text);
      expect(performance.now() - begun).toBeLessThan(5_000);
    }
  });
});

describe('places', () => {
  it.each([
    ['Germany, IE', ['DE', 'IE']],
    ['Dublin, Ireland', ['IE']],
    ['United States of America and Canada', ['US', 'CA']],
    ['USA / UK', ['US', 'GB']],
    ['Paris', []],
    ['', []],
  ])('in the cell %j', (cell, countries) => {
    expect(placesIn(cell, today).countries).toEqual(countries);
  });

  it.each([
    ['We host in Germany and in the United Kingdom.', ['DE', 'GB']],
    ['located in the US', ['US']],
    ['contact us in it', []],
    ['New Mexico, New Jersey', []],
    ['Northern Ireland', ['GB']],
    ['Georgia', []],
  ])('in the sentence %j', (text, countries) => {
    expect(countriesNamedIn(text)).toEqual(countries);
  });
});

describe('the columns of a published table', () => {
  it('are known by their names or told, each field once, and every problem is named', () => {
    expect(
      planList(['Sub-processor', 'Vendor', 'Nature of processing', 'Sitz'], { Sitz: 'countries' }).plan,
    ).toEqual([
      { column: 'Sub-processor', field: 'name' },
      { column: 'Vendor', field: null },
      { column: 'Nature of processing', field: 'purpose' },
      { column: 'Sitz', field: 'countries' },
    ]);
    const wrong = planList(['A', 'B'], { A: 'name', B: 'name', C: 'purpose' }).problems;
    expect(wrong.map(({ column, code }) => [column, code])).toEqual([
      ['B', 'field_twice'],
      ['C', 'unknown_column'],
    ]);
    expect(planList(['A'], { A: 'price' }).problems).toMatchObject([{ code: 'unknown_field' }]);
  });
});

describe('the difference to what was known', () => {
  const row = (name: string, fields: Partial<Subprocessor> = {}): Subprocessor => ({
    ...newSubprocessor(`id of ${name}`, 'v', new Date('2026-01-01T00:00:00Z')),
    ...{
      name,
      linkedVendorId: null,
      website: null,
      purpose: 'letters',
      role: 'SUB_PROCESSOR',
      transferTool: null,
    },
    ...{
      countries: ['DE'],
      dataCategories: [],
      status: 'ACTIVE',
      validFrom: null,
      validTo: null,
      source: null,
    },
    ...fields,
  });
  const between = (lines: string[], live: Subprocessor[], partial = false) =>
    listDifference(read('| Name | Purpose | Country | URL |', '|---|---|---|---|', ...lines), live, {
      listedOn: today,
      partial,
    });
  const names = ({ added, removed, changed, unchanged }: ReturnType<typeof between>) => ({
    added: added.map(({ name }) => name),
    removed: removed.map(({ name }) => name),
    changed: changed.map(({ row: { name }, countries, purpose }) => [
      name,
      countries?.to ?? null,
      purpose?.to ?? null,
    ]),
    unchanged: unchanged.map(({ name }) => name),
  });

  it('is who is new, who is gone, and what of the others is otherwise', () => {
    const lines = ['| MAIL | Letters. | DE | |', '| Texts | | IN | |', '| Print | paper | DE, IN | |'];
    const live = [row('Mail'), row('Gone'), row('Print')];
    expect(names(between(lines, live))).toEqual({
      added: ['Texts'],
      removed: ['Gone'],
      changed: [['Print', ['DE', 'IN'], 'paper']],
      unchanged: ['Mail'],
    });
    expect(names(between(lines, live, true)).removed).toEqual([]);
  });

  it('is nothing where the list does not say', () => {
    expect(names(between(['| Mail | | | |'], [row('Mail')])).unchanged).toEqual(['Mail']);
  });

  it('takes nobody for gone who is to come, came after the list, or stands in a line that was not understood', () => {
    const live = [row('To come', { status: 'ANNOUNCED' }), row('Later', { validFrom: today }), row('Old')];
    expect(names(between(['| Old | x | Yugoslavia | |', '| Mail | x | DE | |'], live)).removed).toEqual([]);
  });

  it('knows a company without its legal form where only one is meant', () => {
    const one = between(['| Mail, Inc. | letters | DE | |'], [row('Mail GmbH')]);
    expect([names(one).unchanged, one.readings.map(({ code }) => code)]).toEqual([
      ['Mail GmbH'],
      ['matched_without_legal_form'],
    ]);
    const two = between(['| Mail Inc | letters | DE | |'], [row('Mail GmbH'), row('Mail Ltd')]);
    expect(names(two)).toMatchObject({ added: ['Mail Inc'], removed: ['Mail GmbH', 'Mail Ltd'] });
  });

  it('never takes an address for a company, but asks whether one was renamed', () => {
    const lines = [
      '| Captcha | bots | US | https://developers.big.example/captcha |',
      '| Post | letters | DE | https://mail.example/new |',
    ];
    const live = [
      row('Cloud', { website: 'https://cloud.big.example/gdpr' }),
      row('Mail', { website: 'https://mail.example/old' }),
    ];
    const found = between(lines, live);
    expect(names(found)).toMatchObject({ added: ['Captcha', 'Post'], removed: ['Cloud', 'Mail'] });
    expect(found.maybeRenamed.map(({ from, to }) => [from.name, to.name])).toEqual([['Mail', 'Post']]);
  });
});
