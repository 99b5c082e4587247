import type { LocalDate } from '../../../shared/local-date.js';
import { refuse } from './evidence-errors.js';

export const evidenceKinds = [
  'POLICY',
  'CERTIFICATE',
  'AUDIT_REPORT',
  'TEST_REPORT',
  'CONTRACT',
  'OTHER',
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

export const uploaderKinds = ['user', 'api_key', 'respondent'] as const;
export type UploaderKind = (typeof uploaderKinds)[number];

/** A stored document. Its bytes never change; what is said about it can. */
export type Evidence = Readonly<{
  id: string;
  revision: number;
  title: string;
  kind: EvidenceKind;
  fileName: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  sha256: string;
  validFrom: LocalDate | null;
  validTo: LocalDate | null;
  vendorId: string | null;
  uploadedByKind: UploaderKind;
  uploadedById: string;
  createdAt: Date;
}>;

/** What is said about a document. */
export type EvidenceFields = Pick<Evidence, 'title' | 'kind' | 'validFrom' | 'validTo' | 'vendorId'>;

export function assertValidity({ validFrom, validTo }: Pick<Evidence, 'validFrom' | 'validTo'>): void {
  if (validFrom !== null && validTo !== null && validTo < validFrom)
    refuse('evidence.validity_reversed', `Validity ends on ${validTo}, before it begins on ${validFrom}.`, {
      errors: [{ pointer: '/validTo', code: 'before_start', message: 'give a day on or after validFrom' }],
    });
}
