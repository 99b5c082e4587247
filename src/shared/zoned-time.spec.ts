import fc from 'fast-check';
import { localDate } from './local-date.js';
import { endOfDay, momentOf, wallTime, zoneOffsetMs } from './zoned-time.js';

const hour = 3_600_000;

describe('the wall of a time zone', () => {
  it.each([
    ['winter in Berlin', '2026-01-15T12:00:00Z', 'Europe/Berlin', 1],
    ['summer in Berlin', '2026-07-15T12:00:00Z', 'Europe/Berlin', 2],
    ['Sao Paulo, without summer time since 2019', '2026-01-15T12:00:00Z', 'America/Sao_Paulo', -3],
    ['half an hour in Kolkata', '2026-01-15T12:00:00Z', 'Asia/Kolkata', 5.5],
    ['UTC itself', '2026-01-15T12:00:00Z', 'UTC', 0],
  ])('%s', (_name, moment, zone, hours) => {
    expect(zoneOffsetMs(new Date(moment), zone)).toBe(hours * hour);
  });

  it('shows another day than UTC around midnight', () => {
    expect(wallTime(new Date('2026-02-27T01:30:00Z'), 'America/Sao_Paulo')).toEqual({
      day: '2026-02-26',
      timeMs: 22.5 * hour,
    });
  });

  it('takes the first of two hours that are shown twice, and the end of the gap for one that is never shown', () => {
    const halfPastTwo = { timeMs: 2.5 * hour };
    expect(momentOf({ day: localDate('2026-10-25'), ...halfPastTwo }, 'Europe/Berlin')).toEqual(
      new Date('2026-10-25T00:30:00Z'),
    );
    expect(momentOf({ day: localDate('2026-03-29'), ...halfPastTwo }, 'Europe/Berlin')).toEqual(
      new Date('2026-03-29T01:30:00Z'),
    );
  });

  it('ends a day at its midnight, however long it was', () => {
    expect(endOfDay(localDate('2026-03-29'), 'Europe/Berlin')).toEqual(new Date('2026-03-29T22:00:00Z'));
    expect(endOfDay(localDate('2026-10-25'), 'Europe/Berlin')).toEqual(new Date('2026-10-25T23:00:00Z'));
  });

  it('comes back to every moment but the second of two equal hours', () => {
    const zones = fc.constantFrom(
      'Europe/Berlin',
      'America/Los_Angeles',
      'America/Sao_Paulo',
      'Asia/Kolkata',
    );
    const moments = fc.date({
      min: new Date('2000-01-01'),
      max: new Date('2090-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, zones, (moment, zone) => {
        const again = momentOf(wallTime(moment, zone), zone);
        expect([0, hour]).toContain(moment.getTime() - again.getTime());
      }),
    );
  });
});
