import type { LocalDate } from '../../../shared/local-date.js';
import type { Agreement } from './agreement.js';
import { lastDay, termOf, termOn, type AgreementDays } from './agreement-terms.js';

/** As it is stored: with what is computed from its days, so that what falls due is found without reading all. */
export type AgreementRow = Agreement &
  Readonly<{
    termEndsOn: LocalDate | null;
    noticeOn: LocalDate | null;
    endsOn: LocalDate | null;
  }>;

export function recorded(agreement: Agreement): AgreementRow {
  const term = termOf(agreement, agreement.termNumber);
  return {
    ...agreement,
    termEndsOn: term?.to ?? null,
    noticeOn: term?.noticeOn ?? null,
    endsOn: lastDay(agreement),
  };
}

/** With other days, it is found anew in which term it stands: that is no renewal. Otherwise the record tells. */
export function inItsTerm(after: Agreement, before: Agreement | null, today: LocalDate): AgreementRow {
  const same = before !== null && days.every((name) => before[name] === after[name]);
  const starts = before !== null && before.status === 'signed' && after.status === 'in_force';
  if (same && !starts) return recorded(after);
  return recorded({ ...after, termNumber: termOn(after, today)?.number ?? 0 });
}

const days: readonly (keyof AgreementDays)[] = [
  'effectiveFrom',
  'effectiveTo',
  'noticePeriodDays',
  'autoRenewal',
  'renewalMonths',
  'noticeGivenOn',
];
