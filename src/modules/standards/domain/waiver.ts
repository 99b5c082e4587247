import type { LocalDate } from '../../../shared/local-date.js';
import type { StaffRole } from '../../../shared/roles.js';
import type { Transitions } from '../../../shared/state-machine.js';
import type { Unmet } from '../../../shared/unmet.js';
import type { Subject } from './facts.js';

export const waiverSubjects = ['vendor', 'data_flow'] as const;
export type WaiverSubject = (typeof waiverSubjects)[number];

export const waiverStatuses = ['requested', 'granted', 'refused', 'withdrawn', 'revoked', 'expired'] as const;
export type WaiverStatus = (typeof waiverStatuses)[number];

/** A request that nobody decided in its time has expired too: it can lift nothing any more. */
export const waiverLifecycle: Transitions<WaiverStatus> = {
  requested: ['granted', 'refused', 'withdrawn', 'expired'],
  granted: ['revoked', 'expired'],
  refused: [],
  withdrawn: [],
  revoked: [],
  expired: [],
};

/**
 * Who may let a requirement be waived, by what it is about and for what; an empty list: not for that. A vendor's own
 * standing is for those who answer for the relationship; whatever concerns people's data is the DPO's.
 */
export const grantors: Readonly<Record<Subject, Readonly<Record<WaiverSubject, readonly StaffRole[]>>>> = {
  vendor: { vendor: ['approver', 'dpo'], data_flow: ['dpo'] },
  assessment: { vendor: ['approver', 'dpo'], data_flow: [] },
  agreement: { vendor: ['dpo'], data_flow: ['dpo'] },
  flow: { vendor: [], data_flow: ['dpo'] },
};

/** A dated exception from one requirement for one subject, against a measure that makes up for it. */
export type Waiver = Readonly<{
  id: string;
  revision: number;
  requirementId: string;
  subjectType: WaiverSubject;
  subjectId: string;
  reason: string;
  compensatingMeasure: string;
  /** The last day on which it lifts the requirement. */
  validUntil: LocalDate;
  status: WaiverStatus;
  requestedById: string;
  requestedAt: Date;
  decidedById: string | null;
  decidedAt: Date | null;
  rationale: string | null;
  /** Who withdrew or revoked it; null when it expired. */
  endedById: string | null;
  endedAt: Date | null;
  endReason: string | null;
}>;

export type WaiverInForce = Pick<Waiver, 'id' | 'requirementId' | 'subjectId' | 'validUntil'>;

/** Reckoned each time: a day after its last one it lifts nothing, whether or not somebody has noticed. */
export function isInForce(
  { status, validUntil }: Pick<Waiver, 'status' | 'validUntil'>,
  on: LocalDate,
): boolean {
  return status === 'granted' && on <= validUntil;
}

/** What is unmet, with what is waived marked so; of several waivers the one that lasts longest counts. */
export function waived(unmet: readonly Unmet[], waivers: readonly WaiverInForce[]): Unmet[] {
  return unmet.map((reason) => {
    if (!reason.waivable) return reason;
    const [longest] = waivers
      .filter(({ requirementId }) => requirementId === reason.code)
      .toSorted((a, b) => (a.validUntil > b.validUntil ? -1 : 1));
    return longest ? { ...reason, waivedUntil: longest.validUntil, waiverId: longest.id } : reason;
  });
}
