import { canonicalJson } from '../../../shared/canonical-json.js';
import type { FieldError } from '../../../shared/domain-error.js';
import type { DataFlow } from './data-flow.js';

/** In one report; its whole body has to fit as well. */
export const mostEvents = 5_000;

/** What was really sent, as a system says it: how many people and records, never who. */
export type SentData = Readonly<{
  /** The reporter's own name for the event, one for each in a flow. */
  reference: string;
  at: Date;
  categories: readonly string[];
  subjects: number;
  records: number;
  toCountry: string;
  purpose: string;
}>;

/** With the place in the request that it came from, for whoever has to mend it. */
export type ReportedEvent = SentData & Readonly<{ pointer: string }>;

export type SharingEvent = SentData &
  Readonly<{
    id: string;
    dataFlowId: string;
    batchId: string;
    /** Deviations that it raised or belongs to; none where it was as approved. */
    deviationIds: readonly string[];
  }>;

/** One report of events: the record of them all, which never changes. */
export type SharingBatch = Readonly<{
  id: string;
  revision: number;
  dataFlowId: string;
  events: number;
  subjects: number;
  records: number;
  firstAt: Date;
  lastAt: Date;
  /** How many of the events exceed what was approved. */
  exceeding: number;
  /** SHA-256 over the canonical JSON of its events in the order of their references. */
  digest: string;
  reportedByKind: string;
  reportedById: string;
  reportedAt: Date;
}>;

export type SharingEventFilter = Readonly<{
  from?: Date;
  to?: Date;
  purpose?: string;
  category?: string;
  toCountry?: string;
  reference?: string;
  batchId?: string;
  deviationId?: string;
  deviating?: boolean;
}>;

/** Categories are a set: in which order they were named is no other content. */
export function contentOf(event: SentData): SentData {
  const { reference, at, categories, subjects, records, toCountry, purpose } = event;
  return { reference, at, categories: [...categories].sort(), subjects, records, toCountry, purpose };
}

/** What the digest of a report is taken of. */
export function digestedText(events: readonly SentData[]): string {
  const inOrder = [...events].sort((a, b) => (a.reference < b.reference ? -1 : 1));
  return canonicalJson(inOrder.map(contentOf));
}

export function futureProblems(events: readonly ReportedEvent[], now: Date): FieldError[] {
  return events
    .filter(({ at }) => at > now)
    .map(({ pointer }) => ({
      pointer: `${pointer}/at`,
      code: 'in_future',
      message: 'report what was sent, when it has been sent',
    }));
}

/** A closed flow takes only what was sent while it was in operation, and reported late. */
export function afterClosing(
  { status, activatedAt, closedAt }: Pick<DataFlow, 'status' | 'activatedAt' | 'closedAt'>,
  events: readonly ReportedEvent[],
): FieldError[] {
  if (status !== 'closed') return [];
  return events
    .filter(({ at }) => activatedAt === null || at < activatedAt || closedAt === null || at >= closedAt)
    .map(({ pointer, reference }) => ({
      pointer: `${pointer}/at`,
      code: 'flow_closed',
      message: `${reference} was not sent while the flow was in operation`,
    }));
}
