import fc from 'fast-check';
import type { Plan } from './traffic.js';

const hostile = [
  'a\u0000b',
  '\ud800',
  '\u202Eexe.gnp',
  'Ac\u200Bme',
  '𝔘𝔫𝔦',
  '../../etc/passwd',
  "'; DROP TABLE vendor; --",
  '<script>alert(1)</script>',
  '=1+1',
  '-1',
  '1e999',
  '9'.repeat(400),
  'x'.repeat(10_000),
  '2026-02-30',
  '2026-W05-1',
  '',
];
const value = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<unknown>(...hostile) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, [], {}, [[]], [{}], -1, 0.5, 1e21, 2 ** 53) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

/** Requests to be made, mostly proper ones, so that something happens; the same seed makes the same plans. */
export function plans(count: number, seed: number): Plan[] {
  const plan: fc.Arbitrary<Plan> = fc.record({
    operation: fc.nat({ max: 100_000 }),
    who: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 1, 2),
    ids: fc.constantFrom('known' as const, 'known', 'known', 'known', 'known', 'unknown', 'garbage'),
    pick: fc.nat({ max: 100_000 }),
    ifMatch: fc.constantFrom('current' as const, 'current', 'current', 'any', 'stale', 'none', 'garbage'),
    body: fc.constantFrom('example' as const, 'example', 'spoilt', 'spoilt', 'noise', 'none'),
    without: fc.nat({ max: 65_535 }),
    noise: fc.array(fc.tuple(fc.nat({ max: 500 }), value), { minLength: 1, maxLength: 3 }),
    query: fc.array(
      fc.tuple(
        fc.nat({ max: 100 }),
        fc.oneof(fc.constantFrom(...hostile.slice(2)), fc.string({ maxLength: 20 })),
      ),
      { maxLength: 2 },
    ),
  });
  return fc.sample(plan, { numRuns: count, seed });
}

/** The proper request for one operation, again and again with other members and ids. */
export function properPlan(operation: number, nth: number): Plan {
  const without = [0, 65_535, 21_845, 43_690, 13_107][nth % 5] ?? 0;
  return {
    operation,
    who: 0,
    ids: 'known',
    pick: nth,
    ifMatch: 'current',
    body: 'example',
    without,
    noise: [],
    query: [],
  };
}
