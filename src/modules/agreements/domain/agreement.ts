import type { LocalDate } from '../../../shared/local-date.js';
import type { Transitions } from '../../../shared/state-machine.js';
import type {
  ClauseCode,
  ClauseStatus,
  PartyRole,
  SccChoice,
  SccModule,
  SubprocessorAuthorisation,
} from '../../reference-data/codes.js';
import { lastDay, type AgreementDays } from './agreement-terms.js';

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

/** GDPR Art. 28(3)(g): who says what happens with the data at the end, and what. */
export const deletionChoices = ['DELETE', 'RETURN', 'CONTROLLER_DECIDES'] as const;
export type DeletionChoice = (typeof deletionChoices)[number];

/** What the transfer clauses leave to the parties, as this agreement fills it in. */
export type RecordedChoice = Readonly<{ code: SccChoice; value: string; note: string | null }>;

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
  /** What our company is under it; null is what its register says: controller or processor. */
  legalEntityRole: PartyRole | null;
  parentId: string | null;
  parties: readonly FurtherParty[];
  status: AgreementStatus;
  effectiveFrom: LocalDate | null;
  /** The last day of its first term. */
  effectiveTo: LocalDate | null;
  noticePeriodDays: number | null;
  autoRenewal: boolean;
  /** How long each further term is; null where it renews itself and nobody wrote down for how long. */
  renewalMonths: number | null;
  /** When either side gave notice; null while nobody did. */
  noticeGivenOn: LocalDate | null;
  governingLaw: string | null;
  subprocessorAuthorisation: Readonly<{
    kind: SubprocessorAuthorisation;
    objectionDays: number | null;
  }> | null;
  breachNoticeHours: number | null;
  deletionChoice: DeletionChoice | null;
  deletionDays: number | null;
  deletionCertificateRequired: boolean;
  /** The modules of the transfer clauses that it carries. */
  sccModules: readonly SccModule[];
  sccChoices: readonly RecordedChoice[];
  coversCcpa: boolean;
  /** It lets the recipient use the data for advertising across businesses, Cal. Civ. Code 1798.140(k), (ah). */
  crossContextAdvertising: boolean;
  clauses: readonly Clause[];
  documents: readonly string[];
  signedOn: LocalDate | null;
  endedOn: LocalDate | null;
  /** How often it has renewed itself, as far as that was put on record. */
  termNumber: number;
  /** The last day of the term whose notice day was announced last. */
  noticeAnnouncedFor: LocalDate | null;
  createdAt: Date;
}>;

/** An end day ends it; where it renews itself, only the end of the term for which notice was given does. */
export function isOver(agreement: AgreementDays, on: LocalDate): boolean {
  const last = lastDay(agreement);
  return last !== null && last < on;
}

export function isInForce(agreement: Agreement, on: LocalDate): boolean {
  const { status, effectiveFrom } = agreement;
  return status === 'in_force' && effectiveFrom !== null && effectiveFrom <= on && !isOver(agreement, on);
}

/** From its signature on, whom it binds and of which kind it is does not change any more. */
export function isSettled({ status }: Agreement): boolean {
  return status !== 'draft' && status !== 'in_review';
}
