import type { LocalDate } from '../../../shared/local-date.js';
import { countryOfAddress } from './country-of-address.js';
import type { ColumnPlan, ImportField } from './import-columns.js';
import {
  addressIn,
  categoriesIn,
  claimsIn,
  countryIn,
  domainsIn,
  labelIn,
  leiIn,
  proseIn,
  type CellValue,
  type Parsed,
} from './import-values.js';
import type { VendorFields } from './vendor.js';

/** A row of the table: where a person finds it, and its cells by column. */
export type SourceRow = Readonly<{ number: number; cells: Readonly<Record<string, CellValue>> }>;

/** Why a row was not taken over: in which column, a stable code, and a sentence. */
export type RowReason = Readonly<{ column: string; field: string; code: string; message: string }>;

/** What a row says of a vendor: only what stands in it. `derivedCountry` is read from an address and gives way. */
export type RowFields = Readonly<{
  fields: Partial<VendorFields>;
  derivedCountry: string | null;
  columnOf: (field: string) => string;
}>;

type Reader = (cell: CellValue, today: LocalDate) => Parsed<unknown>;

const readers: Readonly<Record<string, Reader>> = {
  name: (cell) => labelIn(cell, 200),
  legalName: (cell) => labelIn(cell, 200),
  country: countryIn,
  address: (cell) => proseIn(cell, 4_000),
  registrationNumber: (cell) => labelIn(cell, 100),
  lei: leiIn,
  website: addressIn,
  domains: domainsIn,
  categories: categoriesIn,
  description: (cell) => proseIn(cell, 4_000),
  certificationClaims: claimsIn,
  links: addressIn,
  externalIds: (cell) => labelIn(cell, 200),
};

type Read = Readonly<{ column: string; field: ImportField; parsed: Parsed<unknown> }>;

/** Reads every cell that has a field, and answers everything that is wrong with the row at once. */
export function readRow(
  row: SourceRow,
  plan: ColumnPlan,
  today: LocalDate,
): RowFields | Readonly<{ reasons: RowReason[] }> {
  const columnOf = (field: string) => plan.find((one) => one.field === field)?.column ?? field;
  const reads = cellsOf(row, plan, today);
  const nameless = !reads.some(({ field }) => field === 'name');
  const reasons = [
    ...reads.flatMap(({ column, field, parsed }) => ('code' in parsed ? [{ column, field, ...parsed }] : [])),
    ...(nameless
      ? [{ column: columnOf('name'), field: 'name', code: 'missing', message: 'the name is missing' }]
      : []),
  ];
  if (reasons.length > 0) return { reasons };
  const { address, ...fields } = together(reads);
  const derivedCountry = typeof address === 'string' ? countryOfAddress(address) : null;
  return { fields, derivedCountry, columnOf };
}

function cellsOf(row: SourceRow, plan: ColumnPlan, today: LocalDate): Read[] {
  return plan.flatMap(({ column, field }) => {
    const cell = row.cells[column];
    if (field === null || cell === undefined) return [];
    const parsed = readers[parted(field)[0]]?.(cell, today);
    return parsed === undefined ? [] : [{ column, field, parsed }];
  });
}

/** Values by field; those of `links.x` and `externalIds.x` in one map each. */
function together(reads: readonly Read[]): Partial<VendorFields> & { address?: unknown } {
  const values: Record<string, unknown> = {};
  for (const { field, parsed } of reads) {
    if (!('value' in parsed)) continue;
    const [first, part] = parted(field);
    values[first] = part === '' ? parsed.value : { ...(values[first] as object), [part]: parsed.value };
  }
  return values;
}

function parted(field: ImportField): [string, string] {
  const dot = field.indexOf('.');
  return dot < 0 ? [field, ''] : [field.slice(0, dot), field.slice(dot + 1)];
}
