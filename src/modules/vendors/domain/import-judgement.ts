import { keysOf, newKeys, type DuplicateReason } from './duplicates.js';
import type { RowFields, RowReason } from './import-row.js';
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
  /** Of the vendor that the row may become. */
  made: Pick<Vendor, 'id' | 'createdAt' | 'createdBy'>;
}>;

/** Stands for the id of a vendor that a dry run would make; it never leaves. */
export const imaginedId = (row: number): string => `row ${row}`;
const shownId = (id: string) => (id.startsWith('row ') ? null : id);

/**
 * Whose row is it? The vendor that carries one of its outside ids; or else the one of the same name, when the countries
 * allow that it is the same, or LEI or a domain say so. Whatever merely resembles another vendor is not merged with it.
 */
export function judgeRow({ fields, derivedCountry, columnOf }: RowFields, judging: Judging): Verdict {
  const { known, allowDuplicate, made } = judging;
  const wanted = { ...nothingKnown, name: '', ...fields };
  const newcomer = proposed(made, { ...wanted, country: fields.country ?? derivedCountry });
  const own = owners(newcomer, known);
  if (own.length > 1) return rejected(own.map((one) => several(one, columnOf)));
  const [owner] = own;
  if (!owner) {
    const like = known.like(keysOf(newcomer)).map(candidateOf);
    if (like.length > 0 && !allowDuplicate) return rejected(like.map((one) => duplicate(one, columnOf)));
    return { outcome: 'created', vendor: newcomer, like };
  }
  if (owner.row !== null) return rejected([again(owner, columnOf)]);
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

/** Same name given: is it the same vendor? */
function maybeSame(one: Vendor, other: Vendor): boolean {
  if (one.lei !== null && other.lei !== null) return one.lei === other.lei;
  if (differsOutside(one.externalIds, other.externalIds)) return false;
  return (
    sharesMore(one, other) || one.country === null || other.country === null || one.country === other.country
  );
}

function sharesMore(one: Vendor, other: Vendor): boolean {
  return (
    (one.lei !== null && one.lei === other.lei) ||
    one.domains.some((domain) => other.domains.includes(domain))
  );
}

function differsOutside(ids: Vendor['externalIds'], others: Vendor['externalIds']): boolean {
  return Object.entries(ids).some(([system, id]) => others[system] !== undefined && others[system] !== id);
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

function again({ vendor, row }: Known, columnOf: RowFields['columnOf']): Rejection {
  const candidate = { id: shownId(vendor.id), name: vendor.name, row, reasons: ['same_name'] as const };
  const message = `is the same vendor as in row ${row ?? 0} of this file`;
  return { column: columnOf('name'), field: 'name', code: 'duplicate_row', message, candidate };
}

function offboarded({ vendor, row }: Known, columnOf: RowFields['columnOf']): Rejection {
  const candidate = { id: shownId(vendor.id), name: vendor.name, row, reasons: [] };
  const message = 'is offboarded and is not changed any more';
  return { column: columnOf('name'), field: 'name', code: 'offboarded', message, candidate };
}
