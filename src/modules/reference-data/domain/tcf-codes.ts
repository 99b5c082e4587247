import { listOf } from './catalogue.js';
import type { LawfulBasis } from './law-codes.js';
import type { DataCategory, Purpose } from './sharing-codes.js';

/** What a Global Vendor List (IAB Europe TCF) calls the two bases of a purpose, as GDPR Art. 6(1) does. */
export const basisOfTcf = {
  consent: 'A6_1_A_CONSENT',
  legitimate_interest: 'A6_1_F_LEGITIMATE_INTERESTS',
} as const satisfies Readonly<Record<string, LawfulBasis>>;

/** Our purposes that mean the same as the purpose with this number. */
export function purposesOfTcf(number: number): Purpose[] {
  return listOf('purpose')
    .items.filter(({ tcfPurposes }) => tcfPurposes?.includes(number))
    .map(({ code }) => code);
}

export function specialPurposesOfTcf(number: number): Purpose[] {
  return listOf('purpose')
    .items.filter(({ tcfSpecialPurposes }) => tcfSpecialPurposes?.includes(number))
    .map(({ code }) => code);
}

/** Our data category that means the same as the one with this number. */
export function dataCategoryOfTcf(number: number): DataCategory | null {
  return (
    listOf('data_category').items.find(({ tcfDataCategory }) => tcfDataCategory === number)?.code ?? null
  );
}
