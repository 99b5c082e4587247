import {
  aboutVendor,
  codeOf,
  countryKey,
  currencyKey,
  digits,
  eba,
  type FilingBook,
  type Reported,
} from './book.js';
import type { VendorFacts } from './facts.js';
import type { Filing, FilingRow, Gap } from './filing.js';
import { homesOf, serviceHome } from './arrangement-rows.js';
import type { IctService } from './records.js';

type Link = Readonly<{ rank: number; vendor: VendorFacts; recipient: VendorFacts }>;
type Chain = Readonly<{ links: readonly Link[]; gaps: readonly Gap[] }>;
export type ChainRows = Pick<Filing, 'B_05.01' | 'B_05.02'> & Readonly<{ gaps: readonly Gap[] }>;

/** Deeper chains are cut; nothing that is known comes near. */
const deepest = 20;

/** Who stands behind each service, and everybody who is named. */
export function chainRows(book: FilingBook): ChainRows {
  const gaps = new Map<string, Gap>();
  const rows = new Map<string, FilingRow>();
  const named = new Map<string, VendorFacts>();
  for (const agreement of book.arrangements) {
    const vendor = book.vendor(agreement.vendorId);
    if (!vendor) continue;
    for (const [nth, service] of agreement.arrangement.services.entries()) {
      const chain = chainOf(vendor, service, book);
      for (const gap of chain.gaps) gaps.set(gap.resource, gap);
      for (const link of chain.links) {
        named.set(link.vendor.id, link.vendor);
        const row = linkRow(agreement, link, { service, nth });
        rows.set(JSON.stringify(row.cells), row);
      }
    }
  }
  const all = withParents(named, book);
  const byId = [...all.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return {
    'B_05.01': byId.map((vendor) => vendorRow(vendor, book)),
    'B_05.02': [...rows.values()],
    gaps: [...gaps.values()],
  };
}

/** The vendor itself is rank 1; behind critical or important functions also those whom it uses, and whom they use. */
function chainOf(vendor: VendorFacts, service: IctService, book: FilingBook): Chain {
  const links: Link[] = [{ rank: 1, vendor, recipient: vendor }];
  const gaps: Gap[] = [];
  const seen = new Set([vendor.id]);
  let above = book.isCritical(service) ? [vendor] : [];
  for (let rank = 2; above.length > 0 && rank <= deepest; rank++) {
    const below = above.flatMap((recipient) => usedBy(recipient, rank === 2 ? service : null, book));
    gaps.push(...below.filter(({ linked }) => !linked).map(({ recipient, one }) => unlinked(recipient, one)));
    const found = below.flatMap(({ linked, recipient }) =>
      linked ? [{ rank, vendor: linked, recipient }] : [],
    );
    links.push(...found);
    above = found.map((link) => link.vendor).filter(({ id }) => !seen.has(id) && seen.add(id));
  }
  return { links, gaps };
}

/** Right below the vendor, those that are named for the service; further down all. */
function usedBy(recipient: VendorFacts, service: IctService | null, book: FilingBook) {
  const chosen = service?.subprocessorIds ?? null;
  return book.facts.subprocessors
    .filter(({ id, vendorId }) => vendorId === recipient.id && (chosen === null || chosen.includes(id)))
    .map((one) => ({
      one,
      recipient,
      linked: one.linkedVendorId === null ? null : book.vendor(one.linkedVendorId),
    }));
}

/** Without a vendor of the register behind it, a sub-processor has no code, country or parent. */
function unlinked(recipient: VendorFacts, { id, name }: Readonly<{ id: string; name: string }>): Gap {
  return {
    ...{ code: 'missing', severity: 'blocking', template: 'B_05.02', column: 'c0030' },
    ...{ about: aboutVendor(recipient), resource: `/vendors/${recipient.id}/subprocessors/${id}` },
    pointer: '/linkedVendorId',
    message: `the sub-processor ${name} is not linked to a vendor, which would have its code`,
  };
}

function linkRow(
  agreement: Reported,
  { rank, vendor, recipient }: Link,
  { service, nth }: Readonly<{ service: IctService; nth: number }>,
): FilingRow {
  const [provider, taker] = [codeOf(vendor), codeOf(recipient)];
  const cells = {
    ...{ c0010: agreement.reference, c0020: eba('dora_ict_service', service.type) },
    ...{ c0030: provider.code, c0040: provider.type, c0050: String(rank) },
    ...{ c0060: taker.code, c0070: taker.type },
  };
  const homes = { ...homesOf(agreement, vendor), service: serviceHome(agreement, nth) };
  return { about: aboutVendor(vendor), cells, needs: [], homes };
}

/** Every parent that is named has a row of its own, and so has its parent. */
function withParents(named: ReadonlyMap<string, VendorFacts>, book: FilingBook): Map<string, VendorFacts> {
  const all = new Map(named);
  for (const vendor of all.values()) {
    const parent = parentOf(vendor, book);
    if (parent) all.set(parent.id, parent);
  }
  return all;
}

function parentOf({ provider }: VendorFacts, book: FilingBook): VendorFacts | null {
  return provider?.ultimateParentId ? book.vendor(provider.ultimateParentId) : null;
}

const latin = /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u;

function vendorRow(vendor: VendorFacts, book: FilingBook): FilingRow {
  const { code, type } = codeOf(vendor);
  const { provider } = vendor;
  const name = vendor.legalName ?? vendor.name;
  const parent = codeOf(parentOf(vendor, book) ?? vendor);
  const isDirect = book.arrangements.some(({ vendorId }) => vendorId === vendor.id);
  const cost = costOf(vendor, book);
  const cells = {
    ...{ c0010: code, c0020: type, c0030: null, c0040: null, c0050: name },
    c0060: latin.test(name) ? null : (provider?.latinName ?? null),
    c0070: eba('dora_person_type', provider?.personType ?? null),
    c0080: countryKey(vendor.country),
    c0090: currencyKey(cost.currency),
    c0100: digits(cost.amount),
    ...{ c0110: parent.code, c0120: parent.type },
  };
  const needs = [...(latin.test(name) ? [] : ['c0060']), ...(isDirect ? ['c0090', 'c0100'] : [])];
  const homes = { vendor: `/vendors/${vendor.id}`, provider: `/vendors/${vendor.id}/dora` };
  return { about: aboutVendor(vendor), cells, needs, homes };
}

/** As stated, or the sum of its arrangements where all are in one currency. */
function costOf({ id, provider }: VendorFacts, book: FilingBook) {
  if (provider && provider.annualCost !== null)
    return { amount: provider.annualCost, currency: provider.currency };
  const costs = book.arrangements
    .filter(({ vendorId }) => vendorId === id)
    .map(({ arrangement }) => arrangement);
  const [currency, ...others] = new Set(costs.map((cost) => cost.currency));
  if (currency === undefined || currency === null || others.length > 0)
    return { amount: null, currency: null };
  const amounts = costs.map(({ annualCost }) => annualCost).filter((amount) => amount !== null);
  if (amounts.length < costs.length) return { amount: null, currency: null };
  return { amount: amounts.reduce((sum, amount) => sum + amount, 0), currency };
}
