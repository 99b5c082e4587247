import { flooded } from './report-link.js';
import {
  presumedDueAt,
  reportProblems,
  setAside,
  taken,
  withReport,
  type VendorReport,
} from './vendor-report.js';
import type { Incident } from './incident.js';

const at = (text: string) => new Date(`2026-05-15T${text}:00.000Z`);
const vendorId = 'v1';
const report: VendorReport = {
  ...{ id: 'r1', revision: 1, vendorId, linkId: 'l1', status: 'new', title: 'Open bucket' },
  ...{ description: 'Backups in it.', breachTypes: [], occurredFrom: null, occurredTo: null },
  ...{
    detectedAt: at('06:00'),
    subjectsAffected: null,
    recordsAffected: null,
    measures: null,
    contact: null,
  },
  ...{
    toldAt: at('09:00'),
    incidentId: null,
    reason: null,
    settledById: null,
    settledAt: null,
    emptiedAt: null,
  },
  createdAt: at('09:00'),
  announcedShare: 0,
};
const settling = { by: 'u1', at: at('10:00') };

describe('a link under flood', () => {
  it.each([
    ['none before', [], null],
    ['four in the hour', ['08:10', '08:20', '08:30', '08:40'], null],
    [
      'five in the hour',
      ['08:10', '08:20', '08:30', '08:40', '08:50'],
      { named: 'hour', most: 5, seconds: 600 },
    ],
    ['five, the first an hour ago', ['08:00', '08:20', '08:30', '08:40', '08:50'], null],
    [
      'six in the hour',
      ['08:05', '08:10', '08:20', '08:30', '08:40', '08:50'],
      { named: 'hour', most: 5, seconds: 600 },
    ],
  ])('%s', (_name, before, expected) => {
    expect(flooded(before.map(at), at('09:00'))).toEqual(expected);
  });

  it('takes twenty in a day, and another when the first of them is a day old', () => {
    const before = Array.from({ length: 20 }, (_, nth) => new Date(at('00:30').getTime() + nth * 1_000));
    const inDay = { named: 'day', most: 20, seconds: 86_400 - 8.5 * 3_600 };
    expect(flooded(before, at('09:00'))).toEqual(inDay);
    expect(flooded(before, new Date('2026-05-16T00:30:00.000Z'))).toBeNull();
  });
});

describe('a report of a vendor', () => {
  it('names every moment that cannot be', () => {
    const facts = { ...report, occurredFrom: at('08:00'), occurredTo: at('07:00'), detectedAt: at('12:00') };
    expect(reportProblems(facts, vendorId, at('09:00')).map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/detectedAt', 'in_future'],
      ['/occurredTo', 'too_early'],
    ]);
    expect(reportProblems(report, vendorId, at('09:00'))).toEqual([]);
  });

  it('says until when the authority is told if we are aware since it came', () => {
    expect(presumedDueAt(report)).toEqual(new Date('2026-05-18T09:00:00.000Z'));
  });

  it('is taken or set aside once', () => {
    const done = taken(report, 'i1', settling);
    expect(done).toMatchObject({ status: 'taken', incidentId: 'i1', settledById: 'u1', reason: null });
    expect(() => setAside(done, 'No.', settling)).toThrow('The report is taken.');
    expect(() => taken(setAside(report, 'No.', settling), 'i1', settling)).toThrow(
      'The report is set aside.',
    );
  });

  it('brings an incident the earliest telling, and never overwrites what somebody wrote', () => {
    const known = {
      ...{ title: 'Ours', vendorIds: ['v0'], vendorDetectedAt: at('05:00') },
      vendorNotifiedAt: at('11:00'),
    } as unknown as Incident;
    expect(withReport(known, report)).toMatchObject({
      ...{ title: 'Ours', vendorIds: ['v0', 'v1'], vendorDetectedAt: at('05:00') },
      vendorNotifiedAt: at('09:00'),
    });
    const earlier = {
      ...known,
      vendorIds: [vendorId],
      vendorDetectedAt: null,
      vendorNotifiedAt: at('08:00'),
    };
    expect(withReport(earlier, report)).toMatchObject({
      ...{ vendorIds: ['v1'], vendorDetectedAt: at('06:00'), vendorNotifiedAt: at('08:00') },
    });
  });
});
