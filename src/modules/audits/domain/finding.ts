import { addDays, type LocalDate } from '../../../shared/local-date.js';
import type { StaffRole } from '../../../shared/roles.js';
import type { Transitions } from '../../../shared/state-machine.js';

export const severities = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

export const findingSources = ['assessment', 'audit', 'incident', 'other'] as const;
export type FindingSource = (typeof findingSources)[number];

export const findingStatuses = ['open', 'in_remediation', 'resolved', 'verified', 'risk_accepted'] as const;
export type FindingStatus = (typeof findingStatuses)[number];

/** What is said to be resolved goes back when verification fails; an accepted risk can be taken up again. */
export const findingLifecycle: Transitions<FindingStatus> = {
  open: ['in_remediation', 'risk_accepted'],
  in_remediation: ['resolved', 'risk_accepted'],
  resolved: ['verified', 'in_remediation'],
  verified: [],
  risk_accepted: ['in_remediation'],
};

/** Who may bring a finding there. Accepting a risk is for those who answer for it. */
export const moversTo: Readonly<Record<FindingStatus, readonly StaffRole[]>> = {
  open: [],
  in_remediation: ['procurement', 'assessor', 'dpo'],
  resolved: ['procurement', 'assessor', 'dpo'],
  verified: ['assessor', 'dpo'],
  risk_accepted: ['approver', 'dpo'],
};

/** Days to mend a finding in, unless somebody names another day. */
export const dueDays: Readonly<Record<Severity, number>> = { critical: 7, high: 30, medium: 90, low: 180 };

/** An accepted risk is looked at again within a year. */
export const longestAcceptanceDays = 366;

/** A gap at a vendor. `raisedById` is null when the system raised it from an assessment. */
export type Finding = Readonly<{
  id: string;
  revision: number;
  vendorId: string;
  source: FindingSource;
  auditId: string | null;
  assessmentId: string | null;
  questionId: string | null;
  severity: Severity;
  title: string;
  description: string | null;
  dueOn: LocalDate;
  ownerId: string | null;
  status: FindingStatus;
  raisedByKind: 'user' | 'api_key' | 'system';
  raisedById: string | null;
  resolvedById: string | null;
  verifiedById: string | null;
  acceptedById: string | null;
  /** Last day on which the accepted risk is lifted from the vendor's standing. */
  acceptedUntil: LocalDate | null;
  createdAt: Date;
}>;

/** What of a finding changes its standing as days go by. */
export type DatedFinding = Pick<Finding, 'status' | 'dueOn' | 'acceptedUntil'>;

/** The days on which time alone changes what a finding means; `countsFrom` null: it counts already. */
export type FindingDays = Readonly<{ countsFrom: LocalDate | null; overdueFrom: LocalDate | null }>;

/** `isSettled` and `isOverdue` for every day at once, as long as nobody touches it; a verified one never counts. */
export function daysOf({ status, dueOn, acceptedUntil }: DatedFinding): FindingDays {
  const accepted = status === 'risk_accepted' ? acceptedUntil : null;
  const last = accepted !== null && accepted > dueOn ? accepted : dueOn;
  return {
    countsFrom: accepted === null ? null : addDays(accepted, 1),
    overdueFrom: status === 'resolved' ? null : addDays(last, 1),
  };
}

export function defaultDueOn(severity: Severity, today: LocalDate): LocalDate {
  return addDays(today, dueDays[severity]);
}

/** Verified, or accepted and the acceptance still runs. A gap that is only said to be mended is not settled. */
export function isSettled({ status, acceptedUntil }: DatedFinding, today: LocalDate): boolean {
  return (
    status === 'verified' || (status === 'risk_accepted' && acceptedUntil !== null && acceptedUntil >= today)
  );
}

/** Past its due day with nobody saying that it is mended. */
export function isOverdue(finding: DatedFinding, today: LocalDate): boolean {
  return finding.dueOn < today && finding.status !== 'resolved' && !isSettled(finding, today);
}
