import { parse } from 'csv-parse/sync';
import { filesOf } from './bundles.js';

type Table = Record<string, string>[];
export type OpenedPackage = Readonly<{ folder: string; files: ReadonlyMap<string, string> }>;

/** Keys and foreign keys as the published rules 805 to 807 have them, written down apart from what writes the package. */
const keys: Readonly<Record<string, string>> = {
  'b_01.01': 'c0010',
  'b_01.02': 'c0010',
  'b_02.01': 'c0010',
  'b_02.02': 'c0010 c0020 c0030 c0050 c0060 c0130 c0150 c0160',
  'b_03.01': 'c0010 c0020',
  'b_03.02': 'c0010 c0020',
  'b_04.01': 'c0010 c0020 c0040',
  'b_05.01': 'c0010',
  'b_05.02': 'c0010 c0020 c0030 c0050 c0060',
  'b_06.01': 'c0010 c0040',
  'b_07.01': 'c0010 c0020 c0040',
};
const foreignKeys = [
  ...['b_01.02.c0060>b_01.02.c0010', 'b_02.01.c0030>b_02.01.c0010', 'b_02.02.c0010>b_02.01.c0010'],
  ...['b_02.02.c0020>b_01.02.c0010', 'b_02.02.c0030>b_05.01.c0010', 'b_02.02.c0050>b_06.01.c0010'],
  ...['b_03.01.c0010>b_02.01.c0010', 'b_03.01.c0020>b_01.02.c0010', 'b_03.02.c0010>b_02.01.c0010'],
  ...['b_03.02.c0020>b_05.01.c0010', 'b_04.01.c0010>b_02.01.c0010', 'b_04.01.c0020>b_01.02.c0010'],
  ...['b_05.01.c0110>b_05.01.c0010', 'b_05.02.c0010>b_02.01.c0010', 'b_05.02.c0030>b_05.01.c0010'],
  ...['b_05.02.c0060>b_05.01.c0010', 'b_07.01.c0010>b_02.01.c0010', 'b_07.01.c0020>b_05.01.c0010'],
].map((line) => line.split('>').map((end) => [end.slice(0, 7), end.slice(8)] as const));
const templates = [
  ...['B_01.01', 'B_01.02', 'B_01.03', 'B_02.01', 'B_02.02', 'B_02.03', 'B_03.01', 'B_03.02', 'B_03.03'],
  ...['B_04.01', 'B_05.01', 'B_05.02', 'B_06.01', 'B_07.01', 'B_99.01'],
];
const ends =
  /^(?:META-INF\/reportPackage\.json|reports\/(?:report\.json|parameters\.csv|FilingIndicators\.csv|b_\d\d\.\d\d\.csv))$/;

export function openPackage(archive: Buffer): OpenedPackage {
  const files = filesOf(archive);
  const [folder = ''] = files[0]?.name.split('/') ?? [];
  return {
    folder,
    files: new Map(files.map(({ name, content }) => [name.slice(folder.length + 1), String(content)])),
  };
}

export function tableIn({ files }: OpenedPackage, template: string): Table {
  const text = files.get(`reports/${template}.csv`);
  return text === undefined ? [] : parse<Record<string, string>>(text, { columns: true });
}

/** Everything that would have the filing sent back; empty: nothing. */
export function filingProblems(opened: OpenedPackage): string[] {
  return [
    ...packageProblems(opened),
    ...indicatorProblems(opened),
    ...Object.keys(keys).flatMap((name) => keyProblems(opened, name)),
    ...foreignKeyProblems(opened),
  ];
}

function packageProblems({ folder, files }: OpenedPackage): string[] {
  const parameters = new Map(
    (files.get('reports/parameters.csv') ?? '')
      .trim()
      .split('\n')
      .map((line) => line.split(',') as [string, string]),
  );
  const [, lei = '', scope = '', country = '', day = ''] =
    /^([A-Z0-9]{20})\.(IND|CON)_([A-Z]{2})_DORA010100_DORA_(\d{4}-\d\d-\d\d)_\d{17}$/.exec(folder) ?? [];
  return [
    ...(lei === '' ? [`the folder is called ${folder}`] : []),
    ...(country === '' ? ['no country'] : []),
    ...[...files.keys()].filter((name) => !ends.test(name)).map((name) => `a stray file ${name}`),
    ...([...parameters.keys()].join(' ') ===
    'name entityID refPeriod baseCurrency decimalsInteger decimalsMonetary'
      ? []
      : ['other parameters']),
    ...(parameters.get('entityID') === `rs:${lei}.${scope}` ? [] : ['another entity']),
    ...(parameters.get('refPeriod') === day ? [] : ['another day']),
    ...(JSON.parse(files.get('META-INF/reportPackage.json') ?? '{}').documentInfo?.documentType ===
    'https://xbrl.org/report-package/2023'
      ? []
      : ['no report package']),
    ...(String(files.get('reports/report.json')).includes('/dora/4.0/mod/dora.json')
      ? []
      : ['another module']),
    ...[...files]
      .filter(([, text]) => /#(?:empty|nil|none)/.test(text))
      .map(([name]) => `special values in ${name}`),
  ];
}

/** 808: a table is there exactly where its indicator is true. */
function indicatorProblems(opened: OpenedPackage): string[] {
  const told = tableIn(opened, 'FilingIndicators').map(
    ({ templateID, reported }) => `${templateID} ${reported}`,
  );
  const found = templates.map(
    (code) => `${code} ${String(opened.files.has(`reports/${code.toLowerCase()}.csv`))}`,
  );
  return told.join() === found.join() ? [] : [`808: indicators ${told.join()}, tables ${found.join()}`];
}

function keyProblems(opened: OpenedPackage, name: string): string[] {
  const columns = (keys[name] ?? '').split(' ');
  const values = tableIn(opened, name).map((row) => columns.map((column) => row[column] ?? ''));
  const seen = values.map((value) => value.join('|'));
  return [
    ...values.filter((value) => value.includes('')).map((value) => `805: ${name} ${value.join('|')}`),
    ...seen.filter((value, at) => seen.indexOf(value) < at).map((value) => `806: ${name} ${value}`),
  ];
}

function foreignKeyProblems(opened: OpenedPackage): string[] {
  return foreignKeys.flatMap(([[table, column] = ['', ''], [target, named] = ['', '']]) => {
    const known = new Set(tableIn(opened, target).map((row) => row[named]));
    return tableIn(opened, table)
      .map((row) => row[column] ?? '')
      .filter((value) => value !== '' && !known.has(value))
      .map((value) => `807: ${table}.${column} ${value} is not in ${target}`);
  });
}

/** A Legal Entity Identifier with right check digits (ISO 7064 mod 97-10). */
export function anLei(nth: number): string {
  const body = `5299${String(nth).padStart(14, '0')}`;
  const digits = (text: string) => text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  const rest = BigInt(`${digits(body)}00`) % 97n;
  return `${body}${String(98n - rest).padStart(2, '0')}`;
}
