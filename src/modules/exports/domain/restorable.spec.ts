import { unmetForRestoring, type RestorableManifest } from './restorable.js';

const whole: RestorableManifest = {
  export: {
    ...{ id: 'x', register: 'ledger', dataFormat: 'csv', asOf: null, filters: [], sample: null },
    ...{ wholeLedger: true, signedAt: '2026-06-01T00:00:00.000Z' },
  },
  checkpoint: { origin: 'keyholder/x', size: 1, rootHash: '00' },
};
const now = new Date('2026-06-02T00:00:00Z');
const but = (change: Partial<RestorableManifest['export']>) =>
  unmetForRestoring({ ...whole, export: { ...whole.export, ...change } }, now);

describe('a ledger can be restored', () => {
  it('from a bundle of the whole of it', () => {
    expect(unmetForRestoring(whole, now)).toEqual([]);
  });

  it.each([
    [
      'another register',
      { register: 'vendors' },
      'It is of the register vendors: the register ledger is needed.',
    ],
    ['a sample', { sample: { size: 3 } }, 'It is a sample: all rows are needed.'],
    ['filters', { filters: [{ column: 'action', values: ['x'] }] }, 'It is filtered: all rows are needed.'],
    ['a day', { asOf: '2026-06-01' }, 'It is as of 2026-06-01: all days are needed.'],
    [
      'the future',
      { signedAt: '2026-06-02T00:00:00.001Z' },
      'It was signed at 2026-06-02T00:00:00.001Z, which has not come yet: set the clock of this machine.',
    ],
    ['some leaves', { wholeLedger: false }, 'It does not hold the whole ledger: make it with wholeLedger.'],
  ])('not from %s', (_what, change, reason) => {
    expect(but(change)).toEqual([reason]);
  });

  it('not from what is wrong in several ways, and every one is named', () => {
    expect(
      but({ register: 'vendors', sample: {}, filters: [{}], asOf: '2026-06-01', wholeLedger: false }),
    ).toHaveLength(5);
  });
});
