import type { Vendor, VendorFields } from './vendor.js';
import { foldedName, nameSkeleton } from './vendor-names.js';

/** Why two vendors are probably one. */
export const duplicateReasons = ['same_lei', 'shared_domain', 'same_name', 'look_alike_name'] as const;
export type DuplicateReason = (typeof duplicateReasons)[number];

export type DuplicateCandidate = Readonly<{ id: string; name: string; reasons: readonly DuplicateReason[] }>;

/** What a vendor is recognised by. Both names count: a list may hold either. */
export type VendorKeys = Readonly<{
  lei: string | null;
  country: string | null;
  domains: readonly string[];
  foldedNames: readonly string[];
  skeletons: readonly string[];
}>;

type Recognisable = Pick<VendorFields, 'name' | 'legalName' | 'country' | 'lei' | 'domains'>;

export function keysOf({ name, legalName, country, lei, domains }: Recognisable): VendorKeys {
  const names = legalName === null ? [name] : [name, legalName];
  return {
    lei,
    country,
    domains,
    foldedNames: [...new Set(names.map(foldedName))],
    skeletons: [...new Set(names.map(nameSkeleton))],
  };
}

/**
 * Same LEI; a domain in common; the same folded name unless both countries are known and differ; names that are written
 * differently and look the same.
 */
export function duplicateReasonsFor(one: VendorKeys, other: VendorKeys): DuplicateReason[] {
  const sameName = one.foldedNames.some((name) => other.foldedNames.includes(name));
  const lookAlike = !sameName && one.skeletons.some((skeleton) => other.skeletons.includes(skeleton));
  return [
    ...(one.lei !== null && one.lei === other.lei ? (['same_lei'] as const) : []),
    ...(one.domains.some((domain) => other.domains.includes(domain)) ? (['shared_domain'] as const) : []),
    ...(sameName && maybeSameCountry(one, other) ? (['same_name'] as const) : []),
    ...(lookAlike ? (['look_alike_name'] as const) : []),
  ];
}

/** What a change brings that was not there before; only that can make it look like another vendor. */
export function newKeys(before: VendorKeys, after: VendorKeys): VendorKeys {
  const moved = before.country !== after.country;
  return {
    lei: after.lei === before.lei ? null : after.lei,
    country: after.country,
    domains: after.domains.filter((domain) => !before.domains.includes(domain)),
    foldedNames: after.foldedNames.filter((name) => moved || !before.foldedNames.includes(name)),
    skeletons: after.skeletons.filter((skeleton) => !before.skeletons.includes(skeleton)),
  };
}

function maybeSameCountry(one: VendorKeys, other: VendorKeys): boolean {
  return one.country === null || other.country === null || one.country === other.country;
}

/** The ones that it looks like, most reasons first. */
export function candidatesFor(keys: VendorKeys, others: readonly Vendor[]): DuplicateCandidate[] {
  return others
    .map((other) => ({
      id: other.id,
      name: other.name,
      reasons: duplicateReasonsFor(keys, keysOf(other)),
    }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => b.reasons.length - a.reasons.length || (a.id < b.id ? -1 : 1));
}
