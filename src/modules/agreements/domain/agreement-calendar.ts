import type { LocalDate } from '../../../shared/local-date.js';
import { lastDay, nextNoticeOn, renewalsAfter, termOn, type Term } from './agreement-terms.js';
import type { Agreement } from './agreement.js';

export type AgreementCalendar = Readonly<{
  currentTerm: Term | null;
  noticeOn: LocalDate | null;
  lastDay: LocalDate | null;
  renewals: Term[];
}>;

/** As of a day, with at most so many renewals. One that has ended stays in its last term, whatever it once would have done. */
export function calendarOf(agreement: Agreement, on: LocalDate, most = 0): AgreementCalendar {
  const { endedOn } = agreement;
  if (endedOn !== null) {
    const day = endedOn < on ? endedOn : on;
    return { currentTerm: termOn(agreement, day), noticeOn: null, lastDay: endedOn, renewals: [] };
  }
  return {
    currentTerm: termOn(agreement, on),
    noticeOn: nextNoticeOn(agreement, on),
    lastDay: lastDay(agreement),
    renewals: renewalsAfter(agreement, on, most),
  };
}
