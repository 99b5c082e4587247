import { addDays, type LocalDate } from '../../../shared/local-date.js';
import type { EvidenceKind } from '../../reference-data/codes.js';
import { refuse } from './evidence-errors.js';

export const uploaderKinds = ['user', 'api_key', 'respondent'] as const;
export type UploaderKind = (typeof uploaderKinds)[number];

/**
 * Of the bytes: `erasing` until they are deleted; `withheld` when they were to be erased here and another document still
 * holds the same ones; `erased` when they are gone.
 */
export const contentStates = ['kept', 'erasing', 'withheld', 'erased'] as const;
export type ContentState = (typeof contentStates)[number];

export const verificationOutcomes = ['verified', 'rejected'] as const;
export type VerificationOutcome = (typeof verificationOutcomes)[number];

/** What is said about a document. */
export type EvidenceFields = Readonly<{
  title: string;
  kind: EvidenceKind;
  /** Who issued it: the auditor, the certification body, the insurer. */
  issuer: string | null;
  /** What it covers: entities, sites, services, systems, the period audited. */
  scope: string | null;
  /** When it takes effect and expires; neither is the day on which it was sent. */
  validFrom: LocalDate | null;
  validTo: LocalDate | null;
  /** Of an ISO certificate: the document that says which controls it covers. */
  statementOfApplicabilityId: string | null;
  vendorId: string | null;
}>;

/** Whether somebody of ours found the document to be what it says it is. */
export type Verification = Readonly<{
  verificationOutcome: VerificationOutcome | null;
  verificationNote: string | null;
  verifiedById: string | null;
  verifiedAt: Date | null;
}>;

/** A stored document. Its bytes never change; what is said about it can. */
export type Evidence = EvidenceFields &
  Verification &
  Readonly<{
    id: string;
    revision: number;
    fileName: string;
    mediaType: string;
    /** Bytes. */
    size: number;
    sha256: string;
    /** 1 for the first; each later one supersedes the one before. */
    version: number;
    supersedesId: string | null;
    supersededById: string | null;
    contentState: ContentState;
    erasedAt: Date | null;
    /** null: nobody, or a rule. */
    erasedById: string | null;
    erasureReason: string | null;
    legalGround: string | null;
    bytesDeletedAt: Date | null;
    uploadedByKind: UploaderKind;
    uploadedById: string;
    createdAt: Date;
  }>;

export const unverified: Verification = {
  verificationOutcome: null,
  verificationNote: null,
  verifiedById: null,
  verifiedAt: null,
};

/** How long before its end a document is said to be expiring. */
export const expiringDays = 60;

export const validities = ['valid', 'expiring', 'expired', 'upcoming'] as const;
export type Validity = (typeof validities)[number];

/** Computed, never stored: a document holds through its last day, and one without a last day does not expire. */
export function validityOn(
  today: LocalDate,
  { validFrom, validTo }: Pick<Evidence, 'validFrom' | 'validTo'>,
): Validity {
  if (validTo !== null && validTo < today) return 'expired';
  if (validFrom !== null && validFrom > today) return 'upcoming';
  return validTo !== null && validTo <= addDays(today, expiringDays) ? 'expiring' : 'valid';
}

type Dated = Pick<Evidence, 'validFrom' | 'validTo' | 'kind' | 'statementOfApplicabilityId'>;

export function assertSound({ validFrom, validTo, kind, statementOfApplicabilityId }: Dated): void {
  if (validFrom !== null && validTo !== null && validTo < validFrom)
    refuse('evidence.validity_reversed', `Validity ends on ${validTo}, before it begins on ${validFrom}.`, {
      errors: [{ pointer: '/validTo', code: 'before_start', message: 'give a day on or after validFrom' }],
    });
  if (statementOfApplicabilityId !== null && kind !== 'ISO_CERTIFICATE')
    refuse('evidence.statement_misplaced', `A document of kind ${kind} has no statement of applicability.`, {
      errors: [statementError('only an ISO_CERTIFICATE has one')],
    });
}

/** `statement` is the document referred to; undefined when there is none. */
export function assertStatement(
  { vendorId }: Pick<Evidence, 'vendorId'>,
  statement: Pick<Evidence, 'kind' | 'vendorId'> | undefined,
): void {
  if (statement?.kind !== 'STATEMENT_OF_APPLICABILITY')
    refuse('evidence.statement_misplaced', 'The document referred to is no statement of applicability.', {
      errors: [statementError('name evidence of kind STATEMENT_OF_APPLICABILITY')],
    });
  else if (statement.vendorId !== vendorId)
    refuse('evidence.statement_misplaced', 'The statement of applicability is of another vendor.', {
      errors: [statementError('name evidence of the same vendor')],
    });
}

const statementError = (message: string) => ({
  pointer: '/statementOfApplicabilityId',
  code: 'misplaced',
  message,
});

/** What somebody vouched for: a change of it asks for another look. */
const vouched = ['kind', 'issuer', 'scope', 'validFrom', 'validTo', 'statementOfApplicabilityId'] as const;

export function changed(before: Evidence, fields: Partial<Omit<EvidenceFields, 'vendorId'>>): Evidence {
  const after = { ...before, ...fields };
  assertSound(after);
  return vouched.some((name) => after[name] !== before[name]) ? { ...after, ...unverified } : after;
}

export function verifiedBy(
  evidence: Evidence,
  verifierId: string,
  { outcome, note, at }: { outcome: VerificationOutcome; note: string; at: Date },
): Evidence {
  assertReadable(evidence);
  if (evidence.uploadedByKind !== 'respondent' && evidence.uploadedById === verifierId)
    refuse('evidence.own_upload', 'You stored this document yourself.');
  return {
    ...evidence,
    verificationOutcome: outcome,
    verificationNote: note,
    verifiedById: verifierId,
    verifiedAt: at,
  };
}

/** `heldElsewhere`: another document has the same bytes and keeps them. */
export function erasedBy(
  evidence: Evidence,
  erasedById: string | null,
  { reason, legalGround, at }: { reason: string; legalGround: string; at: Date },
  heldElsewhere: boolean,
): Evidence {
  assertReadable(evidence);
  return {
    ...evidence,
    contentState: heldElsewhere ? 'withheld' : 'erasing',
    erasedById,
    erasedAt: at,
    erasureReason: reason,
    legalGround,
  };
}

export function assertReadable(evidence: Evidence): void {
  const { contentState, erasureReason, legalGround, erasedAt, sha256, size } = evidence;
  if (contentState !== 'kept')
    refuse('evidence.erased', `The bytes were erased: ${erasureReason ?? ''}`, {
      ...{ erasureReason, legalGround, erasedAt, sha256, size },
    });
}

export function assertNewest({ supersededById }: Evidence): void {
  if (supersededById !== null)
    refuse('evidence.superseded', 'There is a later version of this document.', { supersededById });
}
