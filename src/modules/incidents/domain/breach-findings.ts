import type { Incident } from './incident.js';
import type { Risk } from './risk.js';

/** A confirmed breach is a gap at each vendor that it touched until somebody verifies that it is mended. */
export type BreachFinding = Readonly<{
  vendorId: string;
  source: 'incident';
  sourceId: string;
  severity: GivenSeverity;
  title: string;
  description: string | null;
  remedy: string;
}>;

type GivenSeverity = 'medium' | 'high';
/** `severity` may be one that only people give. */
type KnownFinding = Readonly<{ id: string; vendorId: string; severity: string; closed: boolean }>;
type Touched = Readonly<{ vendorId: string; rank: number }>;

export type FindingChanges = Readonly<{
  raise: readonly BreachFinding[];
  regrade: readonly Readonly<{ id: string; severity: GivenSeverity; reason: string }>[];
  withdraw: readonly Readonly<{ id: string; reason: string }>[];
}>;

/**
 * Never critical by itself: a critical finding stops what runs with vendors of the upper tiers, and that is for people to
 * decide. A risk that nobody judged yet counts as a high one.
 */
const severities: Readonly<Record<Risk | 'not_judged', GivenSeverity>> = {
  not_judged: 'high',
  high: 'high',
  likely: 'high',
  unlikely: 'medium',
};

export function severityBy(risk: Risk | null): GivenSeverity {
  return severities[risk ?? 'not_judged'];
}

/** Nothing follows from an exercise, or from what nobody is sure of yet. */
export const isRealBreach = ({ exercise, awareAt }: Incident) => !exercise && awareAt !== null;

/** What the findings of a real breach have to become. `before` is the incident as it was. A severity that people gave stays. */
export function findingChanges(
  before: Incident,
  incident: Incident,
  touched: readonly Touched[],
  known: readonly KnownFinding[],
): FindingChanges {
  const reopened = before.status === 'closed' && incident.status !== 'closed';
  const open = known.filter(({ closed }) => !closed);
  const there = new Set((reopened ? open : known).map(({ vendorId }) => vendorId));
  const stays = new Set(touched.map(({ vendorId }) => vendorId));
  const [was, is] = [severityBy(before.risk), severityBy(incident.risk)];
  return {
    raise: touched.filter(({ vendorId }) => !there.has(vendorId)).map((one) => findingOf(incident, one)),
    regrade: open
      .filter(({ vendorId, severity }) => stays.has(vendorId) && severity === was && was !== is)
      .map(({ id }) => ({ id, severity: is, reason: `the risk of the breach is ${String(incident.risk)}` })),
    withdraw: open
      .filter(({ vendorId }) => !stays.has(vendorId))
      .map(({ id }) => ({ id, reason: 'the incident did not touch this vendor' })),
  };
}

function findingOf({ id, title, risk, description }: Incident, { vendorId, rank }: Touched): BreachFinding {
  const where = rank === 0 ? 'Breach' : 'Breach in its chain';
  return {
    ...{ vendorId, source: 'incident', sourceId: id, severity: severityBy(risk) },
    title: [...`${where}: ${title}`].slice(0, mostTitle).join(''),
    description,
    remedy:
      'Say what led to the breach, what was done so that it cannot happen again, and show it (GDPR Art. 32(1)(d), 33(3)(d)).',
  };
}

const mostTitle = 200;
