import type { FieldError } from '../../../shared/domain-error.js';
import type { BreachType } from '../../reference-data/codes.js';
import { isOpen, type Incident, type IncidentFacts } from './incident.js';
import { refuse } from './incident-errors.js';
import { factProblems } from './incident-rules.js';
import { readClock } from './notification-clock.js';
import { momentOfShare } from './obligation.js';

export const vendorReportStatuses = ['new', 'taken', 'set_aside'] as const;
export type VendorReportStatus = (typeof vendorReportStatuses)[number];

/** What a vendor says happened. */
export type ReportedFacts = Readonly<{
  title: string;
  description: string;
  breachTypes: readonly BreachType[];
  occurredFrom: Date | null;
  occurredTo: Date | null;
  /** When the vendor found it. */
  detectedAt: Date;
  subjectsAffected: number | null;
  recordsAffected: number | null;
  measures: string | null;
  /** Whom we can ask; personal data. null: nobody was named, or erased. */
  contact: string | null;
}>;

/** An incident as its vendor tells it through a link, GDPR Art. 33(2). It decides nothing by itself. */
export type VendorReport = ReportedFacts &
  Readonly<{
    id: string;
    revision: number;
    vendorId: string;
    linkId: string;
    status: VendorReportStatus;
    /** When it reached us. With a processor we are aware from then on (EDPB Guidelines 9/2022, 44). */
    toldAt: Date;
    /** What it was taken into. */
    incidentId: string | null;
    /** Why it was set aside. */
    reason: string | null;
    settledById: string | null;
    settledAt: Date | null;
    /** When a retention rule took its words away; null: they are here. */
    emptiedAt: Date | null;
    createdAt: Date;
    /** The highest share of the presumed hours that was announced while nobody took it up; 0: none. */
    announcedShare: number;
  }>;

/** What does not fit together in what the vendor says. */
export function reportProblems(facts: ReportedFacts, vendorId: string, now: Date): FieldError[] {
  return factProblems(
    { ...incidentFactsOf({ ...facts, vendorId, toldAt: now }), vendorNotifiedAt: null },
    null,
    now,
  ).map((problem) =>
    problem.pointer === '/vendorDetectedAt' ? { ...problem, pointer: '/detectedAt' } : problem,
  );
}

/** The authority is to be told by then if we are aware since the vendor told us. */
export function presumedDueAt({ toldAt }: Pick<VendorReport, 'toldAt'>): Date | null {
  return readClock('GDPR_33_1', toldAt).strictDueAt;
}

/** Percent of the presumed hours at whose passing an unread report is told of again; 100: they are over. */
export const reportShares = [50, 75, 100] as const;

/** What may be announced by now of a report that nobody took up. */
export function reportShareReached(report: Pick<VendorReport, 'toldAt'>, now: Date): number {
  const dueAt = presumedDueAt(report);
  if (dueAt === null) return 0;
  return reportShares.filter((share) => now >= momentOfShare(report.toldAt, dueAt, share)).at(-1) ?? 0;
}

/** What a new incident says that is made of the report. */
export function incidentFactsOf(
  report: ReportedFacts & Readonly<{ vendorId: string; toldAt: Date }>,
): IncidentFacts {
  const { title, description, breachTypes, occurredFrom, occurredTo, measures } = report;
  const { subjectsAffected, recordsAffected } = report;
  return {
    ...{ title, description, breachTypes, occurredFrom, occurredTo, measures },
    ...{ subjectsAffected, recordsAffected, consequences: null, ownerId: null },
    ...{ vendorIds: [report.vendorId], subProcessors: [], systems: [], dataFlowIds: [] },
    ...{ vendorDetectedAt: report.detectedAt, vendorNotifiedAt: report.toldAt },
  };
}

/** What the report adds to an incident that is known: never another word for what somebody here wrote. */
export function withReport(incident: Incident, report: VendorReport): Incident {
  const { vendorIds, vendorDetectedAt, vendorNotifiedAt } = incident;
  const told = vendorNotifiedAt === null || report.toldAt < vendorNotifiedAt;
  return {
    ...incident,
    vendorIds: vendorIds.includes(report.vendorId) ? vendorIds : [...vendorIds, report.vendorId],
    vendorDetectedAt: vendorDetectedAt ?? report.detectedAt,
    vendorNotifiedAt: told ? report.toldAt : vendorNotifiedAt,
  };
}

/** A real report is no part of a rehearsal, and what is closed is reopened first. */
export function assertTakes(incident: Incident): void {
  const problems = [
    ...(incident.exercise ? [{ code: 'exercise', message: 'a real report is no part of an exercise' }] : []),
    ...(isOpen(incident) ? [] : [{ code: 'fixed', message: `it is ${incident.status}: reopen it first` }]),
  ];
  if (problems.length > 0)
    refuse('vendor_report.cannot_be_taken', problems.map(({ message }) => message).join('; '), {
      errors: problems.map((problem) => ({ pointer: '/incidentId', ...problem })),
    });
}

type Settling = Readonly<{ by: string; at: Date }>;

export function taken(report: VendorReport, incidentId: string, settling: Settling): VendorReport {
  return settled(report, { status: 'taken', incidentId, reason: null }, settling);
}

export function setAside(report: VendorReport, reason: string, settling: Settling): VendorReport {
  return settled(report, { status: 'set_aside', incidentId: null, reason }, settling);
}

function settled(
  report: VendorReport,
  how: Pick<VendorReport, 'status' | 'incidentId' | 'reason'>,
  { by: settledById, at: settledAt }: Settling,
): VendorReport {
  if (report.status !== 'new')
    refuse('vendor_report.settled', `The report is ${report.status.replace('_', ' ')}.`);
  return { ...report, ...how, settledById, settledAt };
}
