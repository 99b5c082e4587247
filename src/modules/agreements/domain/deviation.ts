import { addDays, type LocalDate } from '../../../shared/local-date.js';
import type { Transitions } from '../../../shared/state-machine.js';

/** In what a sharing can go beyond its approval; without one there is nothing else to compare with. */
export const deviationKinds = [
  'no_approval',
  'period',
  'purpose',
  'category',
  'country',
  'volume',
  'frequency',
] as const;
export type DeviationKind = (typeof deviationKinds)[number];

export const deviationStatuses = ['open', 'under_review', 'resolved'] as const;
export type DeviationStatus = (typeof deviationStatuses)[number];

export const deviationLifecycle: Transitions<DeviationStatus> = {
  open: ['under_review'],
  under_review: ['resolved'],
  resolved: [],
};

/** It no longer happens; the approval covers it now; or what was reported was wrong. */
export const deviationOutcomes = ['stopped', 'approved_later', 'mistaken'] as const;
export type DeviationOutcome = (typeof deviationOutcomes)[number];

/** What exceeds the approval, and what was approved; null of `decisionId` where nothing was. */
export type Excess = Readonly<{
  kind: DeviationKind;
  /** The code that was not approved; of a period or a missing approval, how the flow stood. */
  excess: string;
  approved: readonly string[];
  decisionId: string | null;
}>;

/** A sharing outside of its approval that somebody has to deal with; one for all events alike until it is resolved. */
export type Deviation = Excess &
  Readonly<{
    id: string;
    revision: number;
    dataFlowId: string;
    status: DeviationStatus;
    /** The report and the moment of the first event. */
    batchId: string;
    sentAt: Date;
    dueOn: LocalDate;
    raisedByKind: string;
    raisedById: string;
    createdAt: Date;
    reviewedById: string | null;
    reviewedAt: Date | null;
    resolvedById: string | null;
    resolvedAt: Date | null;
    outcome: DeviationOutcome | null;
    resolution: string | null;
  }>;

/** What its events add up to so far. */
export type DeviationTally = Readonly<{ events: number; subjects: number; records: number; lastAt: string }>;

/** With its flow, as it is shown. */
export type DeviationView = Deviation &
  Readonly<{ vendorId: string; flowReference: string; flowTitle: string; tally: DeviationTally }>;

export const excessKey = ({ kind, excess }: Pick<Excess, 'kind' | 'excess'>): string => `${kind} ${excess}`;

const promptly: Readonly<Record<DeviationKind, number>> = {
  no_approval: 3,
  period: 3,
  purpose: 3,
  category: 3,
  country: 3,
  volume: 30,
  frequency: 30,
};

/** The last day to deal with it: how much and how often can wait for a review, what and where to cannot. */
export function dueOn(kind: DeviationKind, raisedOn: LocalDate): LocalDate {
  return addDays(raisedOn, promptly[kind]);
}

/** Data for another purpose, of another kind or in another country: until that is dealt with nobody approves or starts. */
const standInTheWay: readonly DeviationKind[] = ['purpose', 'category', 'country'];
export const isObstacle = ({ kind }: Pick<Deviation, 'kind'>): boolean => standInTheWay.includes(kind);

const about: Readonly<Record<DeviationKind, (excess: string, approved: string) => string>> = {
  no_approval: (status) => `Data were sent while the flow was ${status}.`,
  period: (when) => `Data were sent ${when.replaceAll('_', ' ')}.`,
  purpose: (code, approved) => `Data were sent for ${code}; approved: ${approved}.`,
  category: (code, approved) => `${code} was sent; approved: ${approved}.`,
  country: (code, approved) => `Data were sent to ${code}; approved: ${approved}.`,
  volume: (band, approved) => `On one day, people of band ${band} were touched; approved: ${approved}.`,
  frequency: (band) => `Data were sent more often than twice as often as ${band}, which was approved.`,
};

export function sentenceOf({ kind, excess, approved }: Pick<Excess, 'kind' | 'excess' | 'approved'>): string {
  return about[kind](excess, approved.join(', ') || 'none');
}
