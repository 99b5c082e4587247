import fc from 'fast-check';
import { localDate } from '../../../shared/local-date.js';
import { notificationClocks } from '../../reference-data/codes.js';
import { brazilianCalendar, brazilianHolidays, easterSunday } from './holidays.js';
import { readClock } from './notification-clock.js';

const at = (text: string) => new Date(text);

describe('72 hours from awareness', () => {
  it.each([
    ['over Christmas', '2020-12-22T12:17+01:00', '2020-12-25T12:17+01:00', '2020-12-25T13:00+01:00'],
    [
      'over the night that is an hour short',
      '2026-03-28T10:30+01:00',
      '2026-03-31T11:30+02:00',
      '2026-03-31T12:00+02:00',
    ],
    [
      'over the night that is an hour long',
      '2026-10-24T10:30+02:00',
      '2026-10-27T09:30+01:00',
      '2026-10-27T10:00+01:00',
    ],
    [
      'over the end of February',
      '2026-02-27T23:59+00:00',
      '2026-03-02T23:59+00:00',
      '2026-03-03T00:00+00:00',
    ],
  ])('%s', (_name, aware, strict, formal) => {
    for (const clock of ['GDPR_33_1', 'UKGDPR_33_1'] as const)
      expect(readClock(clock, at(aware))).toEqual({
        clock,
        startsAt: at(aware),
        strictDueAt: at(strict),
        formalEndAt: at(formal),
      });
  });

  it('are the same elapsed time whenever they begin', () => {
    const moments = fc.date({ min: at('2018-05-25'), max: at('2090-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moments, (aware) => {
        const { strictDueAt } = readClock('GDPR_33_1', aware);
        expect((strictDueAt?.getTime() ?? 0) - aware.getTime()).toBe(72 * 3_600_000);
      }),
    );
  });
});

describe('three working days in Brazil', () => {
  it.each([
    ['inside a week', '2026-03-09T15:00-03:00', '2026-03-12T15:00-03:00', '2026-03-13T00:00-03:00'],
    ['over a weekend', '2026-03-12T15:00-03:00', '2026-03-17T15:00-03:00', '2026-03-18T00:00-03:00'],
    ['known on a Saturday', '2026-03-14T08:00-03:00', '2026-03-18T08:00-03:00', '2026-03-19T00:00-03:00'],
    [
      'over Good Friday and the weekend',
      '2026-04-01T10:00-03:00',
      '2026-04-07T10:00-03:00',
      '2026-04-08T00:00-03:00',
    ],
    ['over Christmas', '2026-12-23T10:00-03:00', '2026-12-29T10:00-03:00', '2026-12-30T00:00-03:00'],
    [
      'over the Day of Black Awareness',
      '2026-11-18T10:00-03:00',
      '2026-11-24T10:00-03:00',
      '2026-11-25T00:00-03:00',
    ],
    [
      'known late in the evening, the next day in UTC',
      '2026-03-09T23:30-03:00',
      '2026-03-12T23:30-03:00',
      '2026-03-13T00:00-03:00',
    ],
  ])('%s', (_name, known, strict, formal) => {
    expect(readClock('LGPD_48', at(known))).toMatchObject({
      strictDueAt: at(strict),
      formalEndAt: at(formal),
    });
  });

  it('are six for a small agent', () => {
    expect(readClock('LGPD_48', at('2026-03-09T15:00-03:00'), { smallAgent: true }).strictDueAt).toEqual(
      at('2026-03-17T15:00-03:00'),
    );
  });

  it.each([
    [2016, '2016-03-27'],
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2038, '2038-04-25'],
  ])('know Easter of %i', (year, sunday) => {
    expect(easterSunday(year)).toBe(sunday);
  });

  it('know the Day of Black Awareness as a holiday from 2024 on', () => {
    expect(brazilianHolidays(2023)).not.toContain('2023-11-20');
    expect(brazilianHolidays(2024)).toContain('2024-11-20');
    expect(brazilianCalendar(localDate('2023-11-20'))).toBe(true);
    expect(brazilianCalendar(localDate('2024-11-20'))).toBe(false);
  });
});

describe('other periods', () => {
  it.each([
    [
      '30 calendar days in California',
      'CA_1798_82',
      '2026-02-20T09:00-08:00',
      '2026-03-22T09:00-07:00',
      '2026-03-23T00:00-07:00',
    ],
    [
      'a month from the last day of January',
      'DORA_FINAL',
      '2026-01-31T09:00+01:00',
      '2026-02-28T09:00+01:00',
      '2026-03-01T00:00+01:00',
    ],
    ['24 hours', 'NIS2_EARLY', '2026-06-01T09:10+02:00', '2026-06-02T09:10+02:00', '2026-06-02T10:00+02:00'],
  ] as const)('%s', (_name, clock, ...[start = '', strict = '', formal = '']) => {
    expect(readClock(clock, at(start))).toMatchObject({ strictDueAt: at(strict), formalEndAt: at(formal) });
  });

  it('four hours from the classification as major, and never more than a day from awareness', () => {
    const classified = at('2026-06-02T08:00Z');
    const first = (awareAt: string) =>
      readClock('DORA_INITIAL', classified, { awareAt: at(awareAt) }).strictDueAt;
    expect(first('2026-06-02T07:00Z')).toEqual(at('2026-06-02T12:00Z'));
    expect(first('2026-06-01T09:30Z')).toEqual(at('2026-06-02T09:30Z'));
  });

  it.each(['GDPR_33_2', 'GDPR_34_1', 'FADP_24'] as const)(
    '%s has none in law, but for the hours of a contract',
    (clock) => {
      const start = at('2026-03-28T10:30+01:00');
      expect(readClock(clock, start)).toEqual({
        clock,
        startsAt: start,
        strictDueAt: null,
        formalEndAt: null,
      });
      expect(readClock(clock, start, { contractHours: 36 })).toMatchObject({
        strictDueAt: at('2026-03-29T23:30+02:00'),
        formalEndAt: at('2026-03-29T23:30+02:00'),
      });
    },
  );
});

it('no clock is due before it starts, and none formally ends before it is strictly due', () => {
  const moments = fc.date({ min: at('2018-05-25'), max: at('2090-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(fc.constantFrom(...notificationClocks), moments, (clock, start) => {
      const { strictDueAt, formalEndAt } = readClock(clock, start, { contractHours: 24 });
      expect(strictDueAt?.getTime()).toBeGreaterThan(start.getTime());
      expect(formalEndAt?.getTime()).toBeGreaterThanOrEqual(strictDueAt?.getTime() ?? Infinity);
    }),
  );
});
