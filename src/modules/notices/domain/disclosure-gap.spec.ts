import type { Coverage } from './coverage.js';
import { changedGaps, gapsIn, type DisclosureGap } from './disclosure-gap.js';

const row = (fields: Partial<Coverage> = {}): Coverage => ({
  ...{ state: 'undisclosed', legalEntityId: 'e', vendorId: 'v', recipient: 'Acme', onward: false },
  ...{ group: 'CUSTOMERS', namings: [], countries: [], countriesNotNamed: [], flows: 1, examples: [] },
  ...fields,
});
const open = (coverage: Coverage): DisclosureGap[] =>
  gapsIn([coverage]).map((gap) => ({ ...gap, id: 'g', revision: 1, seenAt: new Date(0), endedAt: null }));

describe('gaps of disclosure', () => {
  it('are what is undisclosed or stale, each once', () => {
    const rows = [row(), row(), row({ state: 'disclosed' }), row({ state: 'stale', group: null })];
    expect(gapsIn(rows).map(({ state, subjectCategory }) => [state, subjectCategory])).toEqual([
      ['undisclosed', 'CUSTOMERS'],
      ['stale', null],
    ]);
  });

  it('are told apart by company, vendor, group and whom the vendor passes the data to, not by the name of the vendor', () => {
    const rows = [
      ...[row(), row({ recipient: 'Renamed' }), row({ group: 'EMPLOYEES' }), row({ legalEntityId: 'other' })],
      ...[row({ onward: true, recipient: 'Inky' }), row({ onward: true, recipient: 'INKY ' })],
      ...[row({ state: 'stale', vendorId: null, group: null, recipient: 'Printers' })],
      ...[row({ state: 'stale', vendorId: null, group: null, recipient: 'Painters' })],
    ];
    expect(gapsIn(rows)).toHaveLength(6);
  });

  it('begin when they are seen first and end when they are gone', () => {
    const [before] = open(row());
    if (!before) throw new Error('It is a gap.');
    expect(changedGaps([before], gapsIn([row()]))).toEqual({ begun: [], ended: [] });
    const now = gapsIn([row({ group: 'EMPLOYEES' })]);
    expect(changedGaps([before], now)).toEqual({ begun: now, ended: [before] });
  });
});
