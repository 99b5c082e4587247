import { addDays, addMonths, type LocalDate } from '../../../shared/local-date.js';

/** The days from which all others are computed. */
export type AgreementDays = Readonly<{
  effectiveFrom: LocalDate | null;
  effectiveTo: LocalDate | null;
  noticePeriodDays: number | null;
  autoRenewal: boolean;
  renewalMonths: number | null;
  noticeGivenOn: LocalDate | null;
}>;

/** A span for which the agreement holds: the first as agreed (0), each further one a renewal. Both days are inside. */
export type Term = Readonly<{
  number: number;
  from: LocalDate | null;
  to: LocalDate;
  /** The last day on which notice keeps the term from being followed by another; null where none is needed or known. */
  noticeOn: LocalDate | null;
}>;

type Rolling = AgreementDays & Readonly<{ effectiveTo: LocalDate; renewalMonths: number }>;

/** The day after which it counts no more, as far as it is known; null while it goes on without a known end. */
export function lastDay(days: AgreementDays): LocalDate | null {
  const { effectiveTo, autoRenewal, noticeGivenOn, noticePeriodDays } = days;
  if (effectiveTo !== null && !autoRenewal) return effectiveTo;
  if (noticeGivenOn === null) return null;
  const runsOut = addDays(noticeGivenOn, noticePeriodDays ?? 0);
  if (isRolling(days)) return endOfTerm(days, firstTermTo(days, runsOut));
  return effectiveTo !== null && runsOut < effectiveTo ? effectiveTo : runsOut;
}

/** The term of a day: before the first it is the first, after the last it is the last. Null without an end day. */
export function termOn(days: AgreementDays, on: LocalDate): Term | null {
  const { effectiveTo } = days;
  if (effectiveTo === null) return null;
  if (!isRolling(days)) return term(days, 0, effectiveTo);
  const last = lastDay(days);
  return termOf(days, firstTermTo(days, last !== null && last < on ? last : on));
}

export function termOf(days: AgreementDays, number: number): Term | null {
  const { effectiveTo } = days;
  if (effectiveTo === null) return null;
  return isRolling(days) ? term(days, number, endOfTerm(days, number)) : term(days, 0, effectiveTo);
}

/** The next day on which notice can be given in time, today or later; null where notice ends nothing or was given. */
export function nextNoticeOn(days: AgreementDays, today: LocalDate): LocalDate | null {
  const { effectiveTo, autoRenewal, noticePeriodDays, noticeGivenOn } = days;
  if (effectiveTo === null || !autoRenewal || noticePeriodDays === null || noticeGivenOn !== null)
    return null;
  const number = isRolling(days) ? firstTermTo(days, addDays(today, noticePeriodDays)) : 0;
  const noticeOn = termOf(days, number)?.noticeOn ?? null;
  return noticeOn !== null && noticeOn >= today ? noticeOn : null;
}

/** The terms that follow the one of today by themselves, at most so many; none where the end is known. */
export function renewalsAfter(days: AgreementDays, today: LocalDate, most: number): Term[] {
  const current = termOn(days, today);
  if (!isRolling(days) || current === null) return [];
  const last = lastDay(days);
  return Array.from({ length: most }, (_, index) => current.number + 1 + index)
    .map((number) => term(days, number, endOfTerm(days, number)))
    .filter(({ to }) => last === null || to <= last);
}

export function isRolling(days: AgreementDays): days is Rolling {
  return days.autoRenewal && days.effectiveTo !== null && days.renewalMonths !== null;
}

function term(days: AgreementDays, number: number, to: LocalDate): Term {
  const { autoRenewal, noticePeriodDays, effectiveFrom } = days;
  const before = number === 0 ? null : termOf(days, number - 1);
  return {
    number,
    from: before === null ? effectiveFrom : addDays(before.to, 1),
    to,
    noticeOn: autoRenewal && noticePeriodDays !== null ? addDays(to, -noticePeriodDays) : null,
  };
}

/**
 * Reckoned from the first end, so that short months do not shift later ones: a term to the 30th ends in February on its
 * last day and in March on the 30th again. One that ends with a month ends with every month.
 */
function endOfTerm({ effectiveTo, renewalMonths }: Rolling, number: number): LocalDate {
  const end = addMonths(effectiveTo, number * renewalMonths);
  return isMonthEnd(effectiveTo) ? monthEnd(end) : end;
}

/** The number of the first term that ends on the day or later. */
function firstTermTo(days: Rolling, day: LocalDate): number {
  const apart = monthOf(day) - monthOf(days.effectiveTo);
  let number = Math.max(0, Math.floor(apart / days.renewalMonths));
  while (endOfTerm(days, number) < day) number++;
  return number;
}

const monthOf = (day: LocalDate) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
const isMonthEnd = (day: LocalDate) => addDays(day, 1).slice(8) === '01';
const monthEnd = (day: LocalDate) => addDays(addMonths(`${day.slice(0, 8)}01` as LocalDate, 1), -1);
