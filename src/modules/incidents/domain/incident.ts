import type { StaffRole } from '../../../shared/roles.js';
import type { Transitions } from '../../../shared/state-machine.js';
import type { BreachExemption, BreachType } from '../../reference-data/codes.js';
import type { Risk, Sector } from './risk.js';
import type { SeverityInputs } from './severity.js';

export const incidentStatuses = [
  'reported',
  'in_triage',
  'confirmed',
  'contained',
  'closed',
  'dismissed',
] as const;
export type IncidentStatus = (typeof incidentStatuses)[number];

/** `confirmed` is reached by awareness only, and from then on it is a breach: it is closed, never dismissed. */
export const incidentLifecycle: Transitions<IncidentStatus> = {
  reported: ['in_triage', 'confirmed', 'dismissed'],
  in_triage: ['confirmed', 'dismissed'],
  confirmed: ['contained'],
  contained: ['confirmed', 'closed'],
  closed: ['confirmed'],
  dismissed: ['in_triage'],
};

/** Somebody works on it, and its clocks run. */
export const openStatuses: readonly IncidentStatus[] = ['reported', 'in_triage', 'confirmed', 'contained'];

export const handSteps = ['in_triage', 'confirmed', 'contained', 'closed', 'dismissed'] as const;
export type HandStep = (typeof handSteps)[number];

/** Who may take a step. That something is no breach, or done with, is for those who answer for it. */
export const steppers: Readonly<Record<HandStep, readonly StaffRole[]>> = {
  in_triage: ['procurement', 'assessor', 'dpo', 'approver'],
  confirmed: ['dpo', 'approver'],
  contained: ['procurement', 'assessor', 'dpo', 'approver'],
  closed: ['dpo', 'approver'],
  dismissed: ['dpo', 'approver'],
};

/** Somebody in a vendor's chain: registered here as a vendor too, or known by name only. */
export type AffectedSubProcessor = Readonly<{ name: string; vendorId: string | null }>;

/**
 * When we had reasonable certainty that personal data were compromised (EDPB Guidelines 9/2022): who decided that, when
 * and why. The clocks of the law start at `at`.
 */
export type Awareness = Readonly<{ at: Date; reason: string; decidedById: string; decidedAt: Date }>;

/** What people say happened. */
export type IncidentFacts = Readonly<{
  title: string;
  vendorIds: readonly string[];
  subProcessors: readonly AffectedSubProcessor[];
  systems: readonly string[];
  /** Data flows in which it happened, whoever was at fault. */
  dataFlowIds: readonly string[];
  breachTypes: readonly BreachType[];
  description: string | null;
  /** The incident window; null: not known. */
  occurredFrom: Date | null;
  occurredTo: Date | null;
  vendorDetectedAt: Date | null;
  vendorNotifiedAt: Date | null;
  /** About how many people and records, Art. 33(3)(a); null: not known. */
  subjectsAffected: number | null;
  recordsAffected: number | null;
  /** Likely consequences, and what was done or is proposed, Art. 33(3)(c), (d). */
  consequences: string | null;
  measures: string | null;
  /** Who leads the work on it. */
  ownerId: string | null;
}>;

export const reporterKinds = ['user', 'api_key', 'vendor'] as const;
export type ReporterKind = (typeof reporterKinds)[number];

/** A (possible) breach at a vendor or in its chain, GDPR Art. 4(12), 33, 34. */
export type Incident = IncidentFacts &
  Readonly<{
    id: string;
    revision: number;
    status: IncidentStatus;
    /** Rehearsed, not real: it is in no register and reaches no score or approval. */
    exercise: boolean;
    triageStartedAt: Date | null;
    awareAt: Date | null;
    awareReason: string | null;
    awareDecidedById: string | null;
    awareDecidedAt: Date | null;
    /** What was held to be the moment before it was corrected, oldest first. */
    earlierAwareness: readonly EarlierAwareness[];
    /** The judgement of Art. 33(1), 34(1); null: nobody judged yet. */
    risk: Risk | null;
    riskReasons: string | null;
    exemption: BreachExemption | null;
    sectors: readonly Sector[];
    riskAssessedById: string | null;
    riskAssessedAt: Date | null;
    /** By the method of ENISA, beside the judgement; null: nobody scored it. */
    severity: SeverityInputs | null;
    severityAssessedById: string | null;
    severityAssessedAt: Date | null;
    containedAt: Date | null;
    closedAt: Date | null;
    closedById: string | null;
    /** Why it was closed or dismissed. */
    outcome: string | null;
    reportedByKind: ReporterKind;
    reportedById: string;
    createdAt: Date;
  }>;

/** As stored: moments as RFC 3339. */
export type EarlierAwareness = Readonly<{
  at: string;
  reason: string;
  decidedById: string;
  decidedAt: string;
}>;

export function awarenessOf(incident: Incident): Awareness | null {
  const { awareAt: at, awareReason: reason, awareDecidedById: decidedById } = incident;
  const { awareDecidedAt: decidedAt } = incident;
  if (at === null || reason === null || decidedById === null || decidedAt === null) return null;
  return { at, reason, decidedById, decidedAt };
}

export const isOpen = ({ status }: Pick<Incident, 'status'>): boolean => openStatuses.includes(status);
