import { groupedBy } from '../../../shared/by-id.js';
import { namingsOf, type InForce, type Naming } from './disclosure.js';
import { isFor, keyOf, keysOf, type FlowRecipient } from './naming.js';
import type { NamedRecipient } from './notice-version.js';

/** Somebody who gets data of a group, as all flows of one of our companies to one vendor say together. */
export type Reached = Readonly<{
  legalEntityId: string;
  /** The vendor of the flows: the recipient itself, or the one that passes the data on. */
  vendorId: string;
  vendorName: string;
  vendorLegalName: string | null;
  vendorCategories: readonly string[];
  /** Of one to whom it passes them on; null for the vendor itself. */
  category: string | null;
  name: string | null;
  group: string;
  /** Data go now. */
  running: boolean;
  /** Some flow is not over: it is on its way, or rests. */
  open: boolean;
  /** Data went once. */
  ran: boolean;
  countries: readonly string[];
  flows: number;
  /** References of some of them. */
  examples: readonly string[];
}>;

export const coverageStates = ['undisclosed', 'stale', 'disclosed'] as const;
export type CoverageState = (typeof coverageStates)[number];

export type Coverage = Readonly<{
  state: CoverageState;
  legalEntityId: string;
  /** The vendor of the flows; null of somebody whom a notice names and who is not of one vendor. */
  vendorId: string | null;
  recipient: string;
  /** Under the vendor: somebody to whom it passes the data on. */
  onward: boolean;
  /** Null of a stale one: it is told to all for whom the notice is. */
  group: string | null;
  namings: readonly Naming[];
  countries: readonly string[];
  /** Of those, the ones that some version does not name. */
  countriesNotNamed: readonly string[];
  flows: number;
  examples: readonly string[];
}>;

export function recipientOf(reached: Reached): FlowRecipient {
  const { vendorId, vendorName, vendorLegalName, vendorCategories, category, name } = reached;
  if (category !== null)
    return { vendorId: null, names: name === null ? [] : [name], categories: [category] };
  const names = vendorLegalName === null ? [vendorName] : [vendorName, vendorLegalName];
  return { vendorId, names, categories: vendorCategories };
}

/** Only of flows to this vendor, or of people of this group. */
export type Asked = Readonly<{ vendorId?: string; audience?: string }>;

/** Who is told of whom, what is not told, and what is told of nobody any more; the worst first. */
export function coverageOf(
  reached: readonly Reached[],
  inForce: readonly InForce[],
  asked: Asked = {},
): Coverage[] {
  const { audience } = asked;
  const of = (state: CoverageState, all: readonly Coverage[]) => all.filter((one) => one.state === state);
  const running = reached
    .filter((one) => one.running && (audience === undefined || one.group === audience))
    .map((one) => ofReached(one, inForce));
  return [...of('undisclosed', running), ...staleIn(reached, inForce, asked), ...of('disclosed', running)];
}

function ofReached(reached: Reached, inForce: readonly InForce[]): Coverage {
  const { legalEntityId, vendorId, vendorName, category, name, group, countries, flows, examples } = reached;
  const own = inForce.filter((version) => version.legalEntityId === legalEntityId);
  const namings = namingsOf(recipientOf(reached), group, own);
  const unnamed = countries.filter((country) => namings.some((one) => !one.countries.includes(country)));
  return {
    ...{ state: namings.length > 0 ? 'disclosed' : 'undisclosed', legalEntityId, vendorId },
    recipient: category === null ? vendorName : (name ?? category),
    ...{ onward: category !== null, group, namings, countries, countriesNotNamed: unnamed, flows, examples },
  };
}

/** Named by a version in force, once reached, and now by no flow of the company that is open. */
function staleIn(
  reached: readonly Reached[],
  inForce: readonly InForce[],
  { vendorId, audience }: Asked,
): Coverage[] {
  const byKey = groupedBy(
    reached.flatMap((one) =>
      keysOf(recipientOf(one)).map((key) => ({ at: `${one.legalEntityId} ${key}`, one })),
    ),
    ({ at }) => at,
  );
  const read = inForce.filter(({ audiences }) => audience === undefined || isFor(audiences, audience));
  const stale = read.flatMap((version) =>
    version.recipients.flatMap((entry) => {
      if (vendorId !== undefined && entry.vendorId !== vendorId) return [];
      const met = (byKey.get(`${version.legalEntityId} ${keyOf(entry)}`) ?? []).map(({ one }) => one);
      const [first] = met;
      return first !== undefined && met.some(({ ran }) => ran) && !met.some(({ open }) => open)
        ? [ofStale(version, entry, first)]
        : [];
    }),
  );
  return [...groupedBy(stale, (one) => `${one.legalEntityId} ${one.recipient}`).values()].flatMap(joined);
}

function ofStale(version: InForce, entry: NamedRecipient, met: Reached): Coverage {
  const { id: versionId, noticeId, language, countries, legalEntityId } = version;
  const since = entry.since ?? '';
  return {
    ...{ state: 'stale', legalEntityId, vendorId: entry.vendorId, group: null, onward: false },
    recipient: entry.vendorId === null ? (entry.name ?? entry.category ?? '') : met.vendorName,
    namings: [
      {
        noticeId,
        versionId,
        language,
        countries,
        since,
        by: entry.vendorId === null && entry.name === null ? 'category' : 'recipient',
      },
    ],
    ...{ countries: [], countriesNotNamed: [], flows: 0, examples: [] },
  };
}

/** One row for what several versions name. */
function joined(rows: readonly Coverage[]): Coverage[] {
  const [first] = rows;
  return first ? [{ ...first, namings: rows.flatMap(({ namings }) => namings) }] : [];
}
