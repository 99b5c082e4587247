import { linkEnd, linkEndProblem } from './link-life.js';

const now = new Date('2026-06-01T08:00:00Z');

it('a link ends after sixty days unless told', () => {
  expect(linkEnd(now)).toEqual(new Date('2026-07-31T08:00:00Z'));
  expect(linkEnd(now, 1)).toEqual(new Date('2026-06-02T08:00:00Z'));
});

it.each([
  ['a moment ago', '2026-06-01T07:59:59Z', false],
  ['now', '2026-06-01T08:00:00Z', false],
  ['in a second', '2026-06-01T08:00:01Z', true],
  ['in a year', '2027-06-01T08:00:00Z', true],
  ['in a year and two days', '2027-06-03T08:00:00Z', false],
])('a link that ends %s', (_case, moment, good) => {
  expect(linkEndProblem(new Date(moment), now)).toEqual(
    good ? null : expect.objectContaining({ pointer: '/expiresAt', code: 'out_of_range' }),
  );
});
