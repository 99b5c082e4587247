import { addDays, type LocalDate } from '../../../shared/local-date.js';
import type { StaffRole } from '../../../shared/roles.js';
import type { Transitions } from '../../../shared/state-machine.js';

export const severities = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

export const findingSources = ['assessment', 'audit', 'incident', 'monitoring', 'other'] as const;
export type FindingSource = (typeof findingSources)[number];

/** People bring a finding to one of these. */
export const handStatuses = ['open', 'in_remediation', 'resolved', 'verified', 'risk_accepted'] as const;
export type HandStatus = (typeof handStatuses)[number];

/** `withdrawn`: what it rested on was changed after a dispute, so that there is no gap. */
export const findingStatuses = [...handStatuses, 'withdrawn'] as const;
export type FindingStatus = (typeof findingStatuses)[number];

/** Nothing of it changes any more, and it counts against nobody. */
export const closedStatuses: readonly FindingStatus[] = ['verified', 'withdrawn'];

/** What is said to be resolved goes back when verification fails; an accepted risk can be taken up again. */
export const findingLifecycle: Transitions<FindingStatus> = {
  open: ['in_remediation', 'risk_accepted', 'withdrawn'],
  in_remediation: ['resolved', 'open', 'risk_accepted', 'withdrawn'],
  resolved: ['verified', 'in_remediation', 'open', 'withdrawn'],
  verified: [],
  risk_accepted: ['in_remediation', 'open', 'withdrawn'],
  withdrawn: [],
};

/** Where the vendor may say that it is mended; whether that is so is for us to verify. */
export const claimableFrom: readonly FindingStatus[] = ['open', 'in_remediation'];

/** Who may bring a finding there. Accepting a risk is for those who answer for it. */
export const moversTo: Readonly<Record<HandStatus, readonly StaffRole[]>> = {
  open: ['procurement', 'assessor', 'dpo'],
  in_remediation: ['procurement', 'assessor', 'dpo'],
  resolved: ['procurement', 'assessor', 'dpo'],
  verified: ['assessor', 'dpo'],
  risk_accepted: ['approver', 'dpo'],
};

/** Days to mend a finding in, unless somebody names another day. */
export type DueDays = Readonly<Record<Severity, number>>;

/** A gap at a vendor. `raisedById` is null when the system raised it from an assessment. */
export type Finding = Readonly<{
  id: string;
  revision: number;
  vendorId: string;
  source: FindingSource;
  auditId: string | null;
  assessmentId: string | null;
  questionId: string | null;
  /** What found it, when that is neither an audit nor an assessment: an incident, a monitor. */
  sourceId: string | null;
  severity: Severity;
  title: string;
  description: string | null;
  /** What is asked of the vendor; it reads this, and not the description. */
  remedy: string | null;
  controlRefs: readonly string[];
  /** Documents that show the gap. */
  evidenceIds: readonly string[];
  dueOn: LocalDate;
  /** How often the due day was put off. */
  extensions: number;
  /** The due day whose passing was announced. Whether a finding is overdue is computed. */
  announcedLate: LocalDate | null;
  ownerId: string | null;
  status: FindingStatus;
  raisedByKind: 'user' | 'api_key' | 'system';
  raisedById: string | null;
  /** The vendor's plan, and the day that it names. */
  plan: string | null;
  plannedFor: LocalDate | null;
  resolvedById: string | null;
  /** The link through which the vendor said that it is resolved. */
  resolvedByLinkId: string | null;
  verifiedById: string | null;
  verificationMethod: string | null;
  verificationEvidenceIds: readonly string[];
  acceptedById: string | null;
  /** Last day on which the accepted risk is lifted from the vendor's standing. */
  acceptedUntil: LocalDate | null;
  createdAt: Date;
}>;

/** What of a finding changes its standing as days go by. */
export type DatedFinding = Pick<Finding, 'status' | 'dueOn' | 'acceptedUntil'>;

/** The days on which time alone changes what a finding means; `countsFrom` null: it counts already. */
export type FindingDays = Readonly<{ countsFrom: LocalDate | null; overdueFrom: LocalDate | null }>;

/** `isSettled` and `isOverdue` for every day at once, as long as nobody touches it; a closed one never counts. */
export function daysOf({ status, dueOn, acceptedUntil }: DatedFinding): FindingDays {
  const accepted = status === 'risk_accepted' ? acceptedUntil : null;
  const last = accepted !== null && accepted > dueOn ? accepted : dueOn;
  return {
    countsFrom: accepted === null ? null : addDays(accepted, 1),
    overdueFrom: status === 'resolved' ? null : addDays(last, 1),
  };
}

export function defaultDueOn(severity: Severity, today: LocalDate, days: DueDays): LocalDate {
  return addDays(today, days[severity]);
}

/** Open again when the acceptance of its risk has ended; null while it runs, or when there is none. */
export function reopenedAfterAcceptance(finding: Finding, today: LocalDate): Finding | null {
  const { status, acceptedUntil } = finding;
  if (status !== 'risk_accepted' || acceptedUntil === null || acceptedUntil >= today) return null;
  return { ...finding, status: 'open', acceptedById: null, acceptedUntil: null };
}

/** As it counts on that day, whether or not the end of an acceptance has been put on record yet. */
export function standingOn(finding: Finding, today: LocalDate): Finding {
  return reopenedAfterAcceptance(finding, today) ?? finding;
}

/** Verified or withdrawn, or accepted and the acceptance still runs. A gap that is only said to be mended is not settled. */
export function isSettled({ status, acceptedUntil }: DatedFinding, today: LocalDate): boolean {
  return (
    closedStatuses.includes(status) ||
    (status === 'risk_accepted' && acceptedUntil !== null && acceptedUntil >= today)
  );
}

/** Past its due day with nobody saying that it is mended. */
export function isOverdue(finding: DatedFinding, today: LocalDate): boolean {
  return finding.dueOn < today && finding.status !== 'resolved' && !isSettled(finding, today);
}
