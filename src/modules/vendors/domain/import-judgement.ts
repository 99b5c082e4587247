import { keysOf, newKeys, type DuplicateReason } from './duplicates.js';
import type { RowFields, RowReason } from './import-row.js';
import { maybeSame, sharesMore, type FileRows } from './import-identity.js';
import type { Known, KnownVendors, Resemblance } from './known-vendors.js';
import { foldedName } from './vendor-names.js';
import { normalised, nothingKnown, proposed, type Vendor, type VendorFields } from './vendor.js';

export type Candidate = Readonly<{
  id: string | null;
  name: string;
  row: number | null;
  reasons: readonly DuplicateReason[];
}>;
export type Rejection = RowReason & Readonly<{ candidate?: Candidate }>;

/** What becomes of a row. `like` says what it resembles when that was allowed. */
export type Verdict =
  | Readonly<{ outcome: 'created'; vendor: Vendor; like: readonly Candidate[] }>
  | Readonly<{ outcome: 'updated'; before: Vendor; vendor: Vendor; like: readonly Candidate[] }>
  | Readonly<{ outcome: 'unchanged'; vendor: Vendor }>
  | Readonly<{ outcome: 'rejected'; reasons: readonly Rejection[] }>;

export type Judging = Readonly<{
  known: KnownVendors;
  allowDuplicate: boolean;
  earlier: FileRows;
  row: number;
  /** Of the vendor that the row may become. */
  made: Pick<Vendor, 'id' | 'createdAt' | 'createdBy'>;
}>;

/** Stands for the id of a vendor that a dry run would make; it never leaves. */
export const imaginedId = (row: number): string => `row ${row}`;
export const shownId = (id: string) => (id.startsWith('row ') ? null : id);

/**
 * Whose row is it? The vendor that carries one of its outside ids; or else the one of the same name, when the countries
 * allow that it is the same, or LEI or a domain say so. Whatever merely resembles another vendor is not merged with it.
 */
export function judgeRow({ fields, derivedCountry, columnOf }: RowFields, judging: Judging): Verdict {
  const { known, allowDuplicate, made } = judging;
  const wanted = { ...nothingKnown, name: '', ...fields };
  const newcomer = proposed(made, { ...wanted, country: fields.country ?? derivedCountry });
  const first = judging.earlier.sameAs(newcomer, judging.row);
  if (first !== null) return rejected([again(first, columnOf)]);
  const own = owners(newcomer, known);
  if (own.length > 1) return rejected(own.map((one) => several(one, columnOf)));
  const [owner] = own;
  if (!owner) {
    const like = known.like(keysOf(newcomer)).map(candidateOf);
    if (like.length > 0 && !allowDuplicate) return rejected(like.map((one) => duplicate(one, columnOf)));
    return { outcome: 'created', vendor: newcomer, like };
  }
  if (owner.row !== null) return rejected([again(owner.row, columnOf)]);
  if (owner.vendor.status === 'offboarded') return rejected([offboarded(owner, columnOf)]);
  return change(owner, merged(owner.vendor, fields, derivedCountry), judging, columnOf);
}

function change(
  { vendor: before, keys }: Known,
  vendor: Vendor,
  { known, allowDuplicate }: Judging,
  columnOf: RowFields['columnOf'],
): Verdict {
  if (sameFields(before, vendor)) return { outcome: 'unchanged', vendor: before };
  const like = known.like(newKeys(keys, keysOf(vendor)), before.id).map(candidateOf);
  if (like.length > 0 && !allowDuplicate) return rejected(like.map((one) => duplicate(one, columnOf)));
  return { outcome: 'updated', before, vendor, like };
}

function owners(newcomer: Vendor, known: KnownVendors): Known[] {
  const byId = known.withExternalIds(newcomer.externalIds);
  if (byId.length > 0) return byId;
  const called = known.called(foldedName(newcomer.name)).filter(({ vendor }) => maybeSame(newcomer, vendor));
  const sure = called.filter(({ vendor }) => sharesMore(newcomer, vendor));
  return sure.length > 0 ? sure : called;
}

/** What stands in the row counts; what does not stand there stays. Links and outside ids are kept one by one. */
function merged(before: Vendor, fields: Partial<VendorFields>, derivedCountry: string | null): Vendor {
  const after = {
    ...before,
    ...fields,
    country: fields.country ?? before.country ?? derivedCountry,
    externalIds: { ...before.externalIds, ...fields.externalIds },
    links: { ...before.links, ...fields.links },
  };
  return { ...after, ...normalised(after) };
}

function sameFields(one: Vendor, other: Vendor): boolean {
  return (Object.keys(nothingKnown) as (keyof VendorFields)[])
    .concat('name')
    .every((field) => JSON.stringify(sorted(one[field])) === JSON.stringify(sorted(other[field])));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}

const rejected = (reasons: readonly Rejection[]): Verdict => ({ outcome: 'rejected', reasons });

const candidateOf = ({ known: { vendor, row }, reasons }: Resemblance): Candidate => ({
  id: shownId(vendor.id),
  name: vendor.name,
  row,
  reasons,
});

const place = (row: number | null) => (row === null ? 'which is registered' : `in row ${row} of this file`);

function duplicate(candidate: Candidate, columnOf: RowFields['columnOf']): Rejection {
  const field = fieldOf(candidate.reasons);
  const message = `looks like ${candidate.name}, ${place(candidate.row)} (${candidate.reasons.join(', ')})`;
  return { column: columnOf(field), field, code: 'likely_duplicate', message, candidate };
}

function fieldOf(reasons: readonly DuplicateReason[]): string {
  if (reasons.includes('same_lei')) return 'lei';
  return reasons.includes('shared_domain') ? 'domains' : 'name';
}

function several({ vendor, row }: Known, columnOf: RowFields['columnOf']): Rejection {
  const message = `could be ${vendor.name}, ${place(row)}, among others; give an LEI, a domain or an outside id that only one has`;
  const candidate = { id: shownId(vendor.id), name: vendor.name, row, reasons: [] };
  return { column: columnOf('name'), field: 'name', code: 'several_vendors', message, candidate };
}

function again(row: number, columnOf: RowFields['columnOf']): Rejection {
  const message = `is, or may be, the same vendor as in row ${row} of this file`;
  return { column: columnOf('name'), field: 'name', code: 'duplicate_row', message };
}

function offboarded({ vendor, row }: Known, columnOf: RowFields['columnOf']): Rejection {
  const candidate = { id: shownId(vendor.id), name: vendor.name, row, reasons: [] };
  const message = 'is offboarded and is not changed any more';
  return { column: columnOf('name'), field: 'name', code: 'offboarded', message, candidate };
}
