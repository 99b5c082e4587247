import { filtersOf } from './access-record.js';

describe('the filters of a reading', () => {
  it.each([
    [
      'are kept as they were',
      { status: 'active', from: '2026-01-01' },
      { status: 'active', from: '2026-01-01' },
    ],
    ['say that a text was searched for, and not which', { q: 'Dana Officer' }, { q: 'text' }],
    ['are not where the page begins', { cursor: 'x', limit: '5', sort: '-at', count: 'true' }, {}],
    ['are cut where they are long', { action: 'a'.repeat(300) }, { action: 'a'.repeat(200) }],
  ])('%s', (_case, query, expected) => {
    expect(filtersOf(query)).toEqual(expected);
  });
});
