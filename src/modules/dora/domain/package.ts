import type { LocalDate } from '../../../shared/local-date.js';
import type { Head } from './assemble.js';
import type { Filing } from './filing.js';
import { templateCodes, templates, type TemplateCode } from './tables.js';

export type PackageFile = Readonly<{ name: string; text: string }>;

const reportPackage = 'https://xbrl.org/report-package/2023';
const entryPoint = 'http://www.eba.europa.eu/eu/fr/xbrl/crr/fws/dora/4.0/mod/dora.json';
const needsQuotes = /[",\r\n]/;

/** As the EBA wants files called (Filing Rules 1.6 and 5.8), without `.zip`. */
export function packageName({ lei, country, scope }: Head, on: LocalDate, at: Date): string {
  const stamp = at.toISOString().replace(/\D/g, '').slice(0, 17);
  return `${lei}.${scope}_${country}_DORA010100_DORA_${on}_${stamp}`;
}

/** The files of a plain-CSV report package, in one folder of its name; a template without rows has none. */
export function packageFiles(
  filing: Filing,
  head: Head,
  named: { on: LocalDate; name: string },
): PackageFile[] {
  const { on, name } = named;
  const reported = templateCodes.filter((code) => filing[code].length > 0);
  const indicators = templateCodes.map((code) => [code, String(reported.includes(code))]);
  const files: PackageFile[] = [
    { name: 'META-INF/reportPackage.json', text: jsonOf({ documentType: reportPackage }) },
    {
      name: 'reports/report.json',
      text: jsonOf({ documentType: 'https://xbrl.org/2021/xbrl-csv', extends: [entryPoint] }),
    },
    { name: 'reports/parameters.csv', text: csvOf([['name', 'value'], ...parametersOf(head, on)]) },
    { name: 'reports/FilingIndicators.csv', text: csvOf([['templateID', 'reported'], ...indicators]) },
    ...reported.map((code) => ({ name: `reports/${code.toLowerCase()}.csv`, text: tableOf(code, filing) })),
  ];
  return files.map((file) => ({ ...file, name: `${name}/${file.name}` }));
}

/** These five and no others; amounts are in whole units. */
function parametersOf({ lei, scope, currency }: Head, on: LocalDate): string[][] {
  return [
    ['entityID', `rs:${lei}.${scope}`],
    ['refPeriod', on],
    ['baseCurrency', `iso4217:${currency}`],
    ['decimalsInteger', '0'],
    ['decimalsMonetary', '0'],
  ];
}

const jsonOf = (documentInfo: object) => `${JSON.stringify({ documentInfo })}\n`;

function tableOf(code: TemplateCode, filing: Filing): string {
  const names = templates[code].columns.map((column) => column.code);
  const rows = filing[code].map(({ cells }) => names.map((name) => factText(cells[name] ?? '')));
  return csvOf([names, ...rows.toSorted(byText)]);
}

/**
 * What xBRL-CSV reads back as the same text: on one line, and with a second # in front of a leading one, which would
 * begin a special value. No apostrophe before =, +, - or @: it would become part of the fact.
 */
function factText(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.startsWith('#') ? `#${line}` : line;
}

const csvOf = (rows: readonly (readonly string[])[]) =>
  rows.map((cells) => `${cells.map(quoted).join(',')}\n`).join('');
const quoted = (text: string) => (needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function byText(a: readonly string[], b: readonly string[]): number {
  const [one, other] = [a.join('\n'), b.join('\n')];
  return one < other ? -1 : Number(one > other);
}
