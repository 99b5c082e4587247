import { localDate } from '../../../shared/local-date.js';
import { judgeEntries, type DataClass, type DpfEntry } from './dpf-listing.js';
import type { DpfFramework } from './list-items.js';

const entry = (more: Partial<DpfEntry> = {}): DpfEntry => ({
  framework: 'EU_US',
  listedName: 'Example Analytics Inc.',
  namesRecipient: true,
  coveredData: ['NON_HR'],
  activeFrom: localDate('2026-02-01'),
  nextCertificationDue: localDate('2027-02-01'),
  inactiveFrom: null,
  ...more,
});
const judged = (
  entries: readonly DpfEntry[],
  on: string,
  more: { framework?: DpfFramework; dataClass?: DataClass } = {},
) => {
  const { framework = 'EU_US', dataClass = 'NON_HR' } = more;
  const { adequate, reason } = judgeEntries({ framework, entries, dataClass, on: localDate(on) });
  return [adequate, reason];
};
const renewed = entry({
  activeFrom: localDate('2027-03-01'),
  nextCertificationDue: localDate('2028-03-01'),
  coveredData: ['HR', 'NON_HR'],
});
const uk = entry({ framework: 'UK_EXTENSION' });

describe("the vendor's entries in the list of the Data Privacy Framework", () => {
  it.each<[string, readonly DpfEntry[], string, boolean | 'unknown', string]>([
    ['on the first day', [entry()], '2026-02-01', true, 'the recipient is listed for EU_US'],
    ['on the day on which it is due', [entry()], '2027-02-01', true, 'the recipient is listed for EU_US'],
    ['on the day after', [entry()], '2027-02-02', false, 'the certification lapsed after 2027-02-01'],
    [
      'a day too early',
      [entry()],
      '2026-01-31',
      'unknown',
      "the vendor's register has no entry for EU_US on that day",
    ],
    [
      'on the day on which it was withdrawn',
      [entry({ inactiveFrom: localDate('2026-09-01') })],
      '2026-09-01',
      false,
      'the listing is not active',
    ],
    [
      'on the last day before',
      [entry({ inactiveFrom: localDate('2026-09-01') })],
      '2026-08-31',
      true,
      'the recipient is listed for EU_US',
    ],
    [
      'between lapse and renewal',
      [entry(), renewed],
      '2027-02-15',
      false,
      'the certification lapsed after 2027-02-01',
    ],
    ['after the renewal', [renewed, entry()], '2027-03-01', true, 'the recipient is listed for EU_US'],
    [
      'of another company',
      [entry({ namesRecipient: false })],
      '2026-06-01',
      'unknown',
      'the list names Example Analytics Inc.: say whether it covers the recipient',
    ],
    [
      'of another framework',
      [uk],
      '2026-06-01',
      'unknown',
      "the vendor's register has no entry for EU_US on that day",
    ],
  ])('judged %s', (...[, entries, on, adequate, reason]) => {
    expect(judged(entries, on)).toEqual([adequate, reason]);
  });

  it('cover personnel data only where they say so', () => {
    expect(judged([entry()], '2026-06-01', { dataClass: 'HR' })).toEqual([
      false,
      'the listing does not cover HR data',
    ]);
    expect(judged([renewed], '2027-06-01', { dataClass: 'HR' })[0]).toBe(true);
  });

  it('carry the UK Extension only together with the framework that it extends', () => {
    const asked = (entries: DpfEntry[], on = '2026-06-01') =>
      judged(entries, on, { framework: 'UK_EXTENSION' });
    expect(asked([uk, entry()])[0]).toBe(true);
    expect(asked([uk])).toEqual([
      'unknown',
      "UK_EXTENSION stands on EU_US: the vendor's register has no entry for EU_US on that day",
    ]);
    expect(asked([uk, entry({ inactiveFrom: localDate('2026-05-01') })])).toEqual([
      false,
      'UK_EXTENSION stands on EU_US: the listing is not active',
    ]);
    expect(judged([entry({ framework: 'SWISS_US' })], '2026-06-01', { framework: 'SWISS_US' })[0]).toBe(true);
  });
});
