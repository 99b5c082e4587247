import { addDays, localDate } from '../../../shared/local-date.js';
import {
  lastDay,
  nextNoticeOn,
  renewalsAfter,
  termOf,
  termOn,
  type AgreementDays,
} from './agreement-terms.js';

const day = localDate;
const days = (given: Partial<AgreementDays>): AgreementDays => ({
  effectiveFrom: day('2026-01-01'),
  effectiveTo: day('2026-12-31'),
  noticePeriodDays: 90,
  autoRenewal: true,
  renewalMonths: 12,
  noticeGivenOn: null,
  ...given,
});

describe('the ends of terms', () => {
  it.each([
    ['a year to its end', '2026-12-31', 12, ['2026-12-31', '2027-12-31', '2028-12-31']],
    [
      'to the last of February, through a leap year',
      '2027-02-28',
      12,
      ['2027-02-28', '2028-02-29', '2029-02-28'],
    ],
    [
      'from a 29 February',
      '2028-02-29',
      12,
      ['2028-02-29', '2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29'],
    ],
    [
      'month by month from a month end',
      '2026-06-30',
      1,
      ['2026-06-30', '2026-07-31', '2026-08-31', '2026-09-30'],
    ],
    [
      'month by month to the 30th, which February has not',
      '2026-12-30',
      1,
      ['2026-12-30', '2027-01-30', '2027-02-28', '2027-03-30'],
    ],
    ['by quarters', '2026-11-15', 3, ['2026-11-15', '2027-02-15', '2027-05-15']],
    ['by ten years', '2026-05-31', 120, ['2026-05-31', '2036-05-31']],
  ])('%s', (_case, effectiveTo, renewalMonths, ends) => {
    const given = days({ effectiveTo: day(effectiveTo), renewalMonths, noticePeriodDays: 0 });
    expect(ends.map((_end, number) => termOf(given, number)?.to)).toEqual(ends);
  });

  it('leave no day out and none in two terms', () => {
    for (const effectiveTo of ['2026-01-29', '2026-01-30', '2026-01-31', '2028-02-29', '2026-04-15'])
      for (const renewalMonths of [1, 2, 5, 12]) {
        const given = days({
          effectiveFrom: day('2026-01-01'),
          effectiveTo: day(effectiveTo),
          renewalMonths,
        });
        for (let number = 0; number < 40; number++) {
          const [term, next] = [termOf(given, number), termOf(given, number + 1)];
          expect([effectiveTo, renewalMonths, next?.from]).toEqual([
            effectiveTo,
            renewalMonths,
            term && addDays(term.to, 1),
          ]);
          expect(term && termOn(given, term.to)?.number).toBe(number);
          expect(next?.from && termOn(given, next.from)?.number).toBe(number + 1);
        }
      }
  });
});

describe('notice', () => {
  it.each([
    ['the last day leaves the whole period to the end', {}, '2026-03-01', '2026-10-02'],
    ['on that very day it is still in time', {}, '2026-10-02', '2026-10-02'],
    ['a day later it is for the next term', {}, '2026-10-03', '2027-10-02'],
    ['over a leap day', { noticePeriodDays: 366 }, '2027-01-01', '2027-12-31'],
    [
      'is not needed where nothing renews itself',
      { autoRenewal: false, renewalMonths: null },
      '2026-03-01',
      null,
    ],
    ['has no day where no period is agreed', { noticePeriodDays: null }, '2026-03-01', null],
    ['is not given twice', { noticeGivenOn: day('2026-02-01') }, '2026-03-01', null],
    ['counts once where nobody said how it goes on', { renewalMonths: null }, '2026-10-02', '2026-10-02'],
    ['and then has no day', { renewalMonths: null }, '2026-10-03', null],
    ['has no day without an end', { effectiveTo: null, renewalMonths: null }, '2026-03-01', null],
  ])('%s', (_case, given, today, expected) => {
    expect(nextNoticeOn(days(given), day(today))).toBe(expected);
  });
});

describe('the last day', () => {
  const noticed = (on: string, given: Partial<AgreementDays> = {}) =>
    lastDay(days({ noticeGivenOn: day(on), ...given }));
  it('is not known while it renews itself', () => {
    expect(lastDay(days({}))).toBeNull();
  });
  it('is the agreed end where it does not', () => {
    expect(lastDay(days({ autoRenewal: false, renewalMonths: null }))).toBe('2026-12-31');
  });
  it('is the end of the term for which notice was in time', () => {
    expect(noticed('2026-10-02')).toBe('2026-12-31');
    expect(noticed('2026-10-03')).toBe('2027-12-31');
    expect(noticed('2030-01-01')).toBe('2030-12-31');
  });
  it('is when the period runs out, where it goes on without terms', () => {
    expect(noticed('2026-02-01', { renewalMonths: null })).toBe('2026-12-31');
    expect(noticed('2027-02-01', { renewalMonths: null })).toBe('2027-05-02');
    expect(noticed('2026-02-01', { effectiveTo: null, autoRenewal: false })).toBe('2026-05-02');
  });
});

describe('the terms that follow', () => {
  const shown = (given: Partial<AgreementDays>, today: string, most = 3) =>
    renewalsAfter(days(given), day(today), most).map(({ number, from, to, noticeOn }) => [
      number,
      from,
      to,
      noticeOn,
    ]);
  it('are named with their notice days', () => {
    expect(shown({}, '2027-06-01', 2)).toEqual([
      [2, '2028-01-01', '2028-12-31', '2028-10-02'],
      [3, '2029-01-01', '2029-12-31', '2029-10-02'],
    ]);
  });
  it('end with the notice', () => {
    expect(shown({ noticeGivenOn: day('2026-11-01') }, '2026-12-01')).toEqual([
      [1, '2027-01-01', '2027-12-31', '2027-10-02'],
    ]);
  });
  it('are none where nothing renews itself', () => {
    expect(shown({ autoRenewal: false, renewalMonths: null }, '2026-06-01')).toEqual([]);
    expect(shown({ renewalMonths: null }, '2026-06-01')).toEqual([]);
  });
  it('of an agreement that has ended: it stays in its last', () => {
    expect(termOn(days({ noticeGivenOn: day('2026-02-01') }), day('2031-01-01'))?.to).toBe('2026-12-31');
  });
});
