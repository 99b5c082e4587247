import { coverageOf, type Reached } from './coverage.js';
import type { InForce } from './disclosure.js';

const may = '2026-05-01T09:00:00.000Z';
const reached = (fields: Partial<Reached> = {}): Reached => ({
  ...{ legalEntityId: 'e', vendorId: 'v1', vendorName: 'Acme', vendorLegalName: null },
  ...{ vendorCategories: ['PAYMENTS'], category: null, name: null, group: 'CUSTOMERS' },
  ...{ running: true, open: true, ran: true, countries: ['DE', 'US'], flows: 2, examples: ['DF-1', 'DF-2'] },
  ...fields,
});
const named = (vendorId: string | null, category: string | null = null, name: string | null = null) => ({
  ...{ vendorId, category, name, since: may },
});
const version = (fields: Partial<InForce> = {}): InForce => ({
  ...{ id: 'en1', noticeId: 'n1', language: 'en', legalEntityId: 'e', countries: ['DE'] },
  ...{ audiences: ['CUSTOMERS'], audiencesSince: { CUSTOMERS: may }, recipients: [named('v1')] },
  ...fields,
});
const over = { running: false, open: false };
const states = (...given: Parameters<typeof coverageOf>) =>
  coverageOf(...given).map(({ state, recipient, group }) => [state, recipient, group]);

describe('coverage', () => {
  it('says which version tells a group of a recipient, since when, and which country it leaves out', () => {
    expect(coverageOf([reached()], [version()])).toEqual([
      {
        ...{ state: 'disclosed', legalEntityId: 'e', vendorId: 'v1', recipient: 'Acme', onward: false },
        ...{ group: 'CUSTOMERS', flows: 2, examples: ['DF-1', 'DF-2'] },
        namings: [
          {
            ...{ noticeId: 'n1', versionId: 'en1', language: 'en', by: 'recipient', since: may },
            countries: ['DE'],
          },
        ],
        ...{ countries: ['DE', 'US'], countriesNotNamed: ['US'] },
      },
    ]);
  });

  it('puts first what nobody is told, then what is told of nobody any more', () => {
    const inky = { category: 'Print shops', name: 'Inky' };
    expect(
      states(
        [
          reached(),
          reached({ ...inky }),
          reached({ vendorId: 'v2', vendorName: 'Gone', ...over }),
          reached({ group: 'SUBSCRIBERS' }),
        ],
        [version({ recipients: [named('v1'), named('v2')] })],
      ),
    ).toEqual([
      ['undisclosed', 'Inky', 'CUSTOMERS'],
      ['undisclosed', 'Acme', 'SUBSCRIBERS'],
      ['stale', 'Gone', null],
      ['disclosed', 'Acme', 'CUSTOMERS'],
    ]);
  });

  it.each([
    ['is over', [reached(over)], true],
    ['is over under each of its names', [reached({ vendorName: 'Acme Ltd', ...over })], true],
    ['goes on for another group', [reached(over), reached({ group: 'SUBSCRIBERS', running: false })], false],
    ['has not begun', [reached({ running: false, ran: false })], false],
    ['rests', [reached({ running: false })], false],
    ['was never there', [], false],
    ['is over, of another company of ours', [reached({ ...over, legalEntityId: 'other' })], false],
  ])('calls what is named stale, or not, when the sharing %s', (_how, rows, stale) => {
    expect(states(rows, [version()]).map(([state]) => state)).toEqual(stale ? ['stale'] : []);
  });

  it('counts a category stale when nobody of it is left, and several versions as one', () => {
    const category = [named(null, 'payments')];
    const both = [
      version({ recipients: category }),
      version({ id: 'de1', language: 'de', recipients: category }),
    ];
    const [row, ...rest] = coverageOf([reached(over)], both);
    expect([row?.recipient, row?.vendorId, row?.namings.map(({ versionId, by }) => [versionId, by])]).toEqual(
      [
        'payments',
        null,
        [
          ['en1', 'category'],
          ['de1', 'category'],
        ],
      ],
    );
    expect(rest).toEqual([]);
    expect(states([reached(over), reached({ vendorId: 'v2', vendorName: 'Also' })], both)).toEqual([
      ['disclosed', 'Also', 'CUSTOMERS'],
    ]);
  });

  it('of one vendor or one group is that part of the whole', () => {
    const rows = [
      reached(),
      reached({ group: 'SUBSCRIBERS' }),
      reached({ vendorId: 'v2', vendorName: 'Gone', ...over }),
    ];
    const told = [version({ recipients: [named('v1'), named('v2')] })];
    expect(states(rows, told, { audience: 'SUBSCRIBERS' })).toEqual([['undisclosed', 'Acme', 'SUBSCRIBERS']]);
    expect(states(rows, told, { vendorId: 'v2' }).map(([state]) => state)).toContain('stale');
    expect(states(rows.slice(0, 2), told, { vendorId: 'v1' }).map(([state]) => state)).not.toContain('stale');
  });
});
