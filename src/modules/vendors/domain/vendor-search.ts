import { keysOf } from './duplicates.js';
import type { Vendor } from './vendor.js';
import { foldedName } from './vendor-names.js';

/** What a vendor is found by; computed from its fields and stored beside them. */
export type Findable = Readonly<{
  /** By which the list is sorted. */
  sortName: string;
  foldedNames: readonly string[];
  skeletons: readonly string[];
  /** Names as written and folded, domains, LEI and registration number in one text. */
  searchText: string;
}>;

export function findableAs(vendor: Vendor): Findable {
  const { foldedNames, skeletons } = keysOf(vendor);
  const { name, legalName, lei, registrationNumber, domains } = vendor;
  const texts = [name, legalName, ...foldedNames, ...domains, lei, registrationNumber];
  return {
    sortName: foldedName(name),
    foldedNames,
    skeletons,
    searchText: [...new Set(texts.filter((text) => text !== null))].join('\n'),
  };
}
