import type { LocalDate } from '../../../shared/local-date.js';
import type { StaffRole } from '../../../shared/roles.js';
import type { Transitions } from '../../../shared/state-machine.js';
import type { SampledControl } from './sampled-control.js';

export const auditKinds = [
  'self_assessment_review',
  'remote',
  'on_site',
  'third_party_report',
  'certification_review',
] as const;
export type AuditKind = (typeof auditKinds)[number];

export const auditStatuses = ['planned', 'performed', 'concluded', 'cancelled'] as const;
export type AuditStatus = (typeof auditStatuses)[number];

/** A concluded audit is fixed; reopening it takes a reason. */
export const auditLifecycle: Transitions<AuditStatus> = {
  planned: ['performed', 'cancelled'],
  performed: ['concluded'],
  concluded: ['performed'],
  cancelled: [],
};

/** Who may take a step. What an audit says in the end is for those who audit. */
export const auditStep: Readonly<Record<AuditStatus, readonly StaffRole[]>> = {
  planned: [],
  performed: ['procurement', 'assessor', 'dpo'],
  concluded: ['assessor', 'dpo'],
  cancelled: ['procurement', 'assessor', 'dpo'],
};

/** What an audit comes to, in the words of auditors; a disclaimer says that no judgement was possible. */
export const auditOpinions = [
  'satisfactory',
  'satisfactory_with_findings',
  'unsatisfactory',
  'disclaimer',
] as const;
export type AuditOpinion = (typeof auditOpinions)[number];

/** What a conclusion rests on: own work on sampled controls, or the report of somebody else. */
export const restsOn: Readonly<Record<AuditKind, 'controls' | 'report' | 'either'>> = {
  self_assessment_review: 'either',
  remote: 'controls',
  on_site: 'controls',
  third_party_report: 'report',
  certification_review: 'report',
};

/** An examination of a vendor (Art. 28(3)(h) GDPR). What it found stands in findings. */
export type Audit = Readonly<{
  id: string;
  revision: number;
  vendorId: string;
  kind: AuditKind;
  status: AuditStatus;
  scope: string;
  serviceId: string | null;
  plannedFor: LocalDate | null;
  performedOn: LocalDate | null;
  /** Firm or team. */
  auditor: string;
  /** Who audits, when it is one of us. */
  auditorId: string | null;
  sampledControls: readonly SampledControl[];
  /** The report and other documents about the whole audit. */
  evidenceIds: readonly string[];
  opinion: AuditOpinion | null;
  /** Reasons for the opinion. */
  conclusion: string | null;
  concludedById: string | null;
  concludedAt: Date | null;
  createdById: string;
  createdAt: Date;
}>;
