import { foldedName } from './vendor-names.js';
import type { Vendor } from './vendor.js';

type Identity = Pick<Vendor, 'name' | 'country' | 'lei' | 'domains' | 'externalIds'>;

/** Both have the same name: may they be the same vendor? */
export function maybeSame(one: Identity, other: Identity): boolean {
  if (one.lei !== null && other.lei !== null) return one.lei === other.lei;
  if (differsOutside(one.externalIds, other.externalIds)) return false;
  return (
    sharesMore(one, other) || one.country === null || other.country === null || one.country === other.country
  );
}

/** An LEI or a domain in common: beside the name that leaves no doubt. */
export function sharesMore(one: Identity, other: Identity): boolean {
  return (
    (one.lei !== null && one.lei === other.lei) ||
    one.domains.some((domain) => other.domains.includes(domain))
  );
}

function differsOutside(ids: Vendor['externalIds'], others: Vendor['externalIds']): boolean {
  return Object.entries(ids).some(([system, id]) => others[system] !== undefined && others[system] !== id);
}

/** Rows of one name that a file may have; they are compared with each other. */
const mostOfOneName = 200;

/**
 * The rows of a file that were read so far. Whether two of them are about one vendor is decided by the file alone,
 * whatever became of the first and whatever is registered: so importing a file again comes to the same end.
 */
export class FileRows {
  private readonly byName = new Map<string, { row: number; identity: Identity }[]>();
  private readonly byOutsideId = new Map<string, number>();
  private last = 0;

  /** The first earlier row that may be about this vendor, or null; the row is then one of the earlier ones. */
  sameAs(vendor: Vendor, row: number): number | null {
    const key = foldedName(vendor.name);
    const ids = Object.entries(vendor.externalIds).map(([system, id]) => `${system}\n${id}`);
    const sameId = ids.flatMap((id) => this.byOutsideId.get(id) ?? []).filter((earlier) => earlier < row);
    const first = Math.min(this.ofName(key, vendor, row), ...sameId);
    if (row > this.last) this.add(vendor, row, { key, ids });
    return Number.isFinite(first) ? first : null;
  }

  private ofName(key: string, vendor: Vendor, row: number): number {
    const earlier = (this.byName.get(key) ?? []).filter((one) => one.row < row);
    const same =
      earlier.length < mostOfOneName
        ? (one: (typeof earlier)[number]) => maybeSame(one.identity, vendor)
        : () => true;
    return earlier.find(same)?.row ?? Infinity;
  }

  /** Once each: a batch can be tried again after a deadlock. */
  private add(vendor: Vendor, row: number, { key, ids }: { key: string; ids: readonly string[] }): void {
    const { name, country, lei, domains, externalIds } = vendor;
    const identity = { name, country, lei, domains, externalIds };
    const rows = this.byName.get(key) ?? [];
    if (rows.length < mostOfOneName) rows.push({ row, identity });
    this.byName.set(key, rows);
    for (const id of ids) if (!this.byOutsideId.has(id)) this.byOutsideId.set(id, row);
    this.last = row;
  }
}
