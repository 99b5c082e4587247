import { duplicateReasonsFor, keysOf, type DuplicateReason, type VendorKeys } from './duplicates.js';
import type { Vendor } from './vendor.js';

/** A vendor of the register or of the file; `row` is the row of the file that last spoke of it. */
export type Known = { vendor: Vendor; keys: VendorKeys; row: number | null };
const mostNamed = 20;
export type Resemblance = Readonly<{ known: Known; reasons: readonly DuplicateReason[] }>;

/** Vendors by everything that they are recognised by, so that a row is compared with few of many. */
export class KnownVendors {
  private readonly byId = new Map<string, Known>();
  private readonly byKey = new Map<string, Set<string>>();

  has(id: string): boolean {
    return this.byId.has(id);
  }

  get(id: string): Known | null {
    return this.byId.get(id) ?? null;
  }

  put(vendor: Vendor, row: number | null): void {
    const keys = keysOf(vendor);
    this.byId.set(vendor.id, { vendor, keys, row });
    for (const key of [...keyTexts(keys), ...outsideKeys(vendor.externalIds)]) {
      const ids = this.byKey.get(key) ?? new Set();
      this.byKey.set(key, ids.add(vendor.id));
    }
  }

  withExternalIds(ids: Readonly<Record<string, string>>): Known[] {
    return this.at(outsideKeys(ids)).filter(({ vendor }) =>
      Object.entries(ids).some(([system, id]) => vendor.externalIds[system] === id),
    );
  }

  /** Vendors whose own name, not the registered one, is this when folded. */
  called(foldedName: string): Known[] {
    return this.at([`n ${foldedName}`]).filter(({ keys }) => keys.foldedNames[0] === foldedName);
  }

  /** The first few that it resembles: naming more would help nobody. */
  like(keys: VendorKeys, except?: string): Resemblance[] {
    const found: Resemblance[] = [];
    for (const known of this.at(keyTexts(keys))) {
      const reasons = known.vendor.id === except ? [] : duplicateReasonsFor(keys, known.keys);
      if (reasons.length > 0 && found.push({ known, reasons }) === mostNamed) break;
    }
    return found;
  }

  private at(keys: readonly string[]): Known[] {
    const ids = new Set(keys.flatMap((key) => [...(this.byKey.get(key) ?? [])]));
    return [...ids].flatMap((id) => this.byId.get(id) ?? []);
  }
}

function keyTexts({ lei, domains, foldedNames, skeletons }: VendorKeys): string[] {
  return [
    ...(lei === null ? [] : [`l ${lei}`]),
    ...domains.map((domain) => `d ${domain}`),
    ...foldedNames.map((name) => `n ${name}`),
    ...skeletons.map((skeleton) => `s ${skeleton}`),
  ];
}

const outsideKeys = (ids: Readonly<Record<string, string>>): string[] =>
  Object.entries(ids).map(([system, id]) => `x ${system}\n${id}`);
