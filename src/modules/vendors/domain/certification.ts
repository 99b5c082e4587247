import type { CertificationScheme } from '../../reference-data/codes.js';
import type { LocalDate } from '../../../shared/local-date.js';
import { refuse } from './vendor-errors.js';

/** A certificate or report of a vendor as we verified it; what the vendor merely says is `certificationClaims`. */
export type Certification = Readonly<{
  id: string;
  revision: number;
  vendorId: string;
  scheme: CertificationScheme;
  scope: string | null;
  issuer: string | null;
  validFrom: LocalDate | null;
  validTo: LocalDate | null;
  evidenceId: string | null;
  removed: boolean;
  createdAt: Date;
}>;

export type CertificationFields = Omit<
  Certification,
  'id' | 'revision' | 'vendorId' | 'removed' | 'createdAt'
>;

/** Valid on its first and on its last day. */
export function isValidOn(
  { validFrom, validTo }: Pick<Certification, 'validFrom' | 'validTo'>,
  day: LocalDate,
): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo);
}

export function assertValidity({ validFrom, validTo }: Pick<Certification, 'validFrom' | 'validTo'>): void {
  if (validFrom !== null && validTo !== null && validTo < validFrom)
    refuse('certification.bad_validity', `It would end on ${validTo}, before it begins on ${validFrom}.`, {
      errors: [
        { pointer: '/validTo', code: 'before_start', message: 'give a day that is not before validFrom' },
      ],
    });
}
