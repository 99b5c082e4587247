import type { LocalDate } from '../../../shared/local-date.js';
import type { Transitions } from '../../../shared/state-machine.js';
import type {
  ClauseCode,
  ClauseStatus,
  PartyRole,
  SubprocessorAuthorisation,
} from '../../reference-data/codes.js';

export const agreementKinds = [
  'data_processing',
  'joint_controllership',
  'controller_to_controller',
  'other',
] as const;
export type AgreementKind = (typeof agreementKinds)[number];

export const agreementStatuses = [
  'draft',
  'in_review',
  'signed',
  'in_force',
  'suspended',
  'expired',
  'terminated',
] as const;
export type AgreementStatus = (typeof agreementStatuses)[number];

/** A contract that is over stays over: what follows it is an agreement of its own, with this one as its parent. */
export const agreementLifecycle: Transitions<AgreementStatus> = {
  draft: ['in_review'],
  in_review: ['draft', 'signed'],
  signed: ['in_force', 'terminated'],
  in_force: ['suspended', 'expired', 'terminated'],
  suspended: ['in_force', 'expired', 'terminated'],
  expired: [],
  terminated: [],
};

/** One point of the list that the law asks for. `reviewedById` is who last judged it; null while nobody did. */
export type Clause = Readonly<{
  code: ClauseCode;
  status: ClauseStatus;
  note: string | null;
  reviewedById: string | null;
}>;

/** Somebody else who is bound: a parent company, a joint controller, a representative. */
export type FurtherParty = Readonly<{ name: string; role: PartyRole; country: string | null }>;

export type Agreement = Readonly<{
  id: string;
  revision: number;
  reference: string;
  vendorId: string;
  legalEntityId: string;
  kind: AgreementKind;
  vendorRole: PartyRole;
  parentId: string | null;
  parties: readonly FurtherParty[];
  status: AgreementStatus;
  effectiveFrom: LocalDate | null;
  /** The last day on which it counts. */
  effectiveTo: LocalDate | null;
  noticePeriodDays: number | null;
  autoRenewal: boolean;
  governingLaw: string | null;
  subprocessorAuthorisation: Readonly<{
    kind: SubprocessorAuthorisation;
    objectionDays: number | null;
  }> | null;
  breachNoticeHours: number | null;
  clauses: readonly Clause[];
  documents: readonly string[];
  signedOn: LocalDate | null;
  endedOn: LocalDate | null;
  createdAt: Date;
}>;

/** An end day ends it, unless it renews itself. */
export function isOver({ effectiveTo, autoRenewal }: Agreement, on: LocalDate): boolean {
  return effectiveTo !== null && effectiveTo < on && !autoRenewal;
}

export function isInForce(agreement: Agreement, on: LocalDate): boolean {
  const { status, effectiveFrom } = agreement;
  return status === 'in_force' && effectiveFrom !== null && effectiveFrom <= on && !isOver(agreement, on);
}

/** From its signature on, whom it binds and of which kind it is does not change any more. */
export function isSettled({ status }: Agreement): boolean {
  return status !== 'draft' && status !== 'in_review';
}
