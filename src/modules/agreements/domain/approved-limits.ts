import {
  frequencyBands,
  isTakenIn,
  volumeBands,
  type FrequencyBand,
  type VolumeBand,
} from '../../reference-data/codes.js';
import { isApproved, type DataFlowStatus } from './data-flow.js';
import { factsInForce, type DecisionFacts } from './decision-facts.js';
import type { Excess } from './deviation.js';
import type { FlowDecision, FlowReview } from './flow-decision.js';

/** What a decision allows to be sent, made ready for looking up. */
export type Limits = Readonly<{
  decisionId: string;
  purposes: ReadonlySet<string>;
  categories: ReadonlySet<string>;
  countries: ReadonlySet<string>;
  volume: VolumeBand | null;
  frequency: FrequencyBand | null;
}>;

export function limitsOf(decision: { id: string; facts: DecisionFacts }): Limits {
  const { id: decisionId, facts } = decision;
  const [volume, frequency] = [facts['flow.volume'], facts['flow.frequency']];
  return {
    decisionId,
    purposes: named(facts['flow.purposes'], 'code'),
    categories: named(facts['flow.dataCategories'], 'code'),
    countries: new Set([
      ...named(facts['flow.locations'], 'country'),
      ...named(facts['flow.transfers'], 'toCountry'),
    ]),
    volume: volumeBands.find((band) => band === volume) ?? null,
    frequency: frequencyBands.find((band) => band === frequency) ?? null,
  };
}

/** With what confirmed reviews have accepted since. */
export function limitsInForce(
  decision: Pick<FlowDecision, 'id' | 'facts'>,
  reviews: readonly FlowReview[],
): Limits {
  const confirmed = reviews.filter(
    ({ decisionId, outcome }) => decisionId === decision.id && outcome === 'confirmed',
  );
  const { id } = decision;
  return limitsOf({
    id,
    facts: factsInForce(
      decision,
      confirmed.flatMap((review) => review.facts),
    ),
  });
}

function named(facts: unknown, member: string): ReadonlySet<string> {
  const items = Array.isArray(facts) ? (facts as Readonly<Record<string, unknown>>[]) : [];
  return new Set(items.map((item) => String(item[member])));
}

/** Is what went beyond the approval inside the one that stands now? */
export function isCovered(
  { kind, excess }: Pick<Excess, 'kind' | 'excess'>,
  now: Readonly<{ status: DataFlowStatus; limits: Limits | null }>,
): boolean {
  const { status, limits } = now;
  if (!isApproved(status) || limits === null) return false;
  switch (kind) {
    case 'no_approval':
      return true;
    case 'period':
      return status === 'active';
    case 'purpose':
      return limits.purposes.has(excess);
    case 'category':
      return isTakenIn(excess, limits.categories);
    case 'country':
      return limits.countries.has(excess);
    case 'volume':
      return !isBeyond(excess, limits.volume);
    case 'frequency':
      return isMoreOften(limits.frequency, excess);
  }
}

/** A band that nobody approved is below all others. */
export function isBeyond(band: string, approved: VolumeBand | null): boolean {
  const order: readonly (string | null)[] = volumeBands;
  return order.indexOf(band) > order.indexOf(approved);
}

function isMoreOften(approved: FrequencyBand | null, than: string): boolean {
  const order: readonly (string | null)[] = frequencyBands;
  return approved === 'ON_EVENT' || order.indexOf(approved) > order.indexOf(than);
}
