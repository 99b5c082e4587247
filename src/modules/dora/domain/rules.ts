import { isCountry, listOf } from '../../reference-data/codes.js';
import { leiProblem } from '../../../shared/lei.js';
import type { LocalDate } from '../../../shared/local-date.js';
import type { Filing, FilingRow, Gap } from './filing.js';
import { isLicensedActivity } from './records.js';
import { templateCodes, templates, type ColumnModel, type Reference, type TemplateCode } from './tables.js';

type Broken = Pick<Gap, 'code' | 'message'>;
type Placed = Readonly<{ template: TemplateCode; row: FilingRow }>;

/** A key of a country that nobody knows, or that does not apply. */
export const unknownCountry = 'eba_GA:qx2007';
/** Templates without which there is no register. */
const always: readonly TemplateCode[] = ['B_01.01', 'B_01.02', 'B_02.01', 'B_02.02', 'B_05.01', 'B_06.01'];

/**
 * Everything that the rules of the EBA would refuse, and every mandatory fact that is missing: empty and duplicate keys
 * (805, 806), foreign keys (807), templates that must be there (808), types and code lists.
 */
export function gapsIn(filing: Filing, on: LocalDate): Gap[] {
  const found = templateCodes.flatMap((template) => [
    ...filing[template].flatMap((row) => cellGaps({ template, row }, on)),
    ...duplicateGaps(template, filing[template]),
    ...templates[template].references.flatMap((reference) => referenceGaps(template, reference, filing)),
  ]);
  return [...found, ...absentGaps(filing)];
}

function cellGaps(placed: Placed, on: LocalDate): Gap[] {
  return templates[placed.template].columns.flatMap((column) => {
    const broken = brokenCell(column, placed.row, on);
    return broken ? [gapAt(placed, column, broken)] : [];
  });
}

function brokenCell(
  { code, kind, isKey, isMandatory, field }: ColumnModel,
  row: FilingRow,
  on: LocalDate,
): Broken | null {
  const value = row.cells[code] ?? null;
  if (value !== null && value !== '') return fits(kind, value, on) ? null : misfit(kind, value);
  if (isKey) return { code: 'empty_key', message: `${field} is missing; it is part of the key (rule 805)` };
  const isNeeded = isMandatory || row.needs.includes(code);
  return isNeeded ? { code: 'missing', message: `${field} is missing` } : null;
}

const misfit = (kind: string, value: string): Broken => ({
  code: 'does_not_fit',
  message: `${value} is no ${kind.replace('dora_', '').replaceAll('_', ' ')}`,
});

const kinds: Readonly<Record<string, (value: string, on: LocalDate) => boolean>> = {
  lei: (value) => leiProblem(value) === null,
  text: () => true,
  day: (value) => /^\d{4}-\d\d-\d\d$/.test(value),
  number: (value) => /^\d{1,16}$/.test(value),
  country: (value, on) =>
    value === unknownCountry || (value.startsWith('eba_GA:') && isCountry(value.slice(7), on)),
  currency: (value) => /^eba_CU:[A-Z]{3}$/.test(value),
  true: (value) => value === 'true',
  activity: (value) => value.startsWith('eba_TA:') && isLicensedActivity(value.slice(7)),
};

function fits(kind: ColumnModel['kind'], value: string, on: LocalDate): boolean {
  const known = kinds[kind];
  if (known) return known(value, on);
  return listOf(kind as 'dora_impact').items.some(({ eba }) => eba === value);
}

function duplicateGaps(template: TemplateCode, rows: readonly FilingRow[]): Gap[] {
  const keys = templates[template].columns.filter(({ isKey }) => isKey);
  const [first] = keys;
  if (!first) return [];
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const key = JSON.stringify(keys.map(({ code }) => row.cells[code]));
    const isNew = !seen.has(key);
    seen.add(key);
    if (isNew || keys.some(({ code }) => (row.cells[code] ?? '') === '')) return [];
    const values = keys.map(({ code }) => row.cells[code]).join(', ');
    const message = `${values} is there twice (rule 806)`;
    return [gapAt({ template, row }, first, { code: 'duplicate_key', message })];
  });
}

/** A company is not in the register while nobody recorded what it asks of it. */
const notInRegister = { home: 'financial', field: 'entityType' } as const;

/** An empty part is told as such; here only what names a row that is not there. */
function referenceGaps(template: TemplateCode, reference: Reference, filing: Filing): Gap[] {
  const { columns, to, toColumns } = reference;
  const keyOf = (row: FilingRow, names: readonly string[]) =>
    JSON.stringify(names.map((name) => row.cells[name] ?? ''));
  const known = new Set(filing[to].map((row) => keyOf(row, toColumns)));
  const [named] = templates[template].columns.filter(({ code }) => code === columns[0]);
  const first = named && to === 'B_01.02' ? { ...named, ...notInRegister } : named;
  return filing[template]
    .filter(
      (row) => columns.every((name) => (row.cells[name] ?? '') !== '') && !known.has(keyOf(row, columns)),
    )
    .flatMap((row) => {
      const values = columns.map((name) => row.cells[name]).join(', ');
      const message = `${values} is not in ${to} (rule 807)`;
      return first ? [gapAt({ template, row }, first, { code: 'unknown_reference', message })] : [];
    });
}

function absentGaps(filing: Filing): Gap[] {
  return always
    .filter((template) => filing[template].length === 0)
    .map((template) => ({
      ...{ code: 'nothing_to_report', severity: 'blocking', template, column: null },
      about: { type: 'legal_entity', id: '', name: 'The register' },
      resource: template === 'B_01.01' || template === 'B_01.02' ? '/legal-entities' : '/agreements',
      pointer: '',
      message: `${template} would have no row, and the register cannot be without it (rule 808)`,
    }));
}

/** Where a fact is mended: `/vendors/…/dora#/services/0` is the resource and the beginning of the pointer. */
function gapAt({ template, row }: Placed, column: ColumnModel, broken: Broken): Gap {
  const [resource = '', inside = ''] = (row.homes[column.home] ?? '').split('#');
  return {
    ...broken,
    ...{ severity: 'blocking', template, column: column.code, about: row.about, resource },
    pointer: `${inside}/${column.field}`,
  };
}
