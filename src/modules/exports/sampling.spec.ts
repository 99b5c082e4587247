import fc from 'fast-check';
import { allocate, Draw, lotOf, PopulationHash, type Counted } from './sampling.js';

const rows = (count: number, strata = ['A', 'B', 'C']): Counted[] =>
  Array.from({ length: count }, (_none, nth) => ({
    id: `00000000-0000-7000-8000-${String(nth).padStart(12, '0')}`,
    revision: (nth % 4) + 1,
    stratum: strata[nth % strata.length] ?? '',
  }));

function sampleOf(population: readonly Counted[], size: number, seed: string): Set<string> {
  const known = new PopulationHash();
  population.forEach((row) => known.add(row));
  const draw = new Draw(allocate(known.strata, size), { population: known.digest(), seed });
  population.forEach((row) => draw.offer(row));
  return new Set(draw.chosen());
}

describe('a sample', () => {
  it('is the same for the same population, seed and size, and another for another seed', () => {
    const population = rows(300);
    expect(sampleOf(population, 25, 'audit 2026')).toEqual(sampleOf(population, 25, 'audit 2026'));
    expect(sampleOf(population, 25, 'audit 2026')).not.toEqual(sampleOf(population, 25, 'audit 2027'));
  });

  it('is another when one revision of the population is another', () => {
    const [first, ...others] = rows(300);
    const changed = [{ ...first, revision: 9 } as Counted, ...others];
    expect(sampleOf(changed, 25, 's')).not.toEqual(sampleOf(rows(300), 25, 's'));
  });

  it('has its size, and from each stratum what was allotted, whatever the population', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('x', 'y', 'z', 'é'), { minLength: 1, maxLength: 200 }),
        fc.nat(),
        fc.string(),
        (strata, wanted, seed) => {
          const population = rows(strata.length).map((row, nth) => ({ ...row, stratum: strata[nth] ?? '' }));
          const size = wanted % (strata.length + 1);
          const chosen = sampleOf(population, size, seed);
          const given = new Map<string, number>();
          for (const { id, stratum } of population)
            if (chosen.has(id)) given.set(stratum, (given.get(stratum) ?? 0) + 1);
          const counts = new Map<string, number>();
          for (const { stratum } of population) counts.set(stratum, (counts.get(stratum) ?? 0) + 1);
          const allotted = [...allocate(counts, size)].filter(([, places]) => places > 0).sort();
          expect(chosen.size).toBe(size);
          expect([...given].sort()).toEqual(allotted);
        },
      ),
    );
  });

  it('draws those with the lowest lots', () => {
    const population = rows(40, ['all']);
    const known = new PopulationHash();
    population.forEach((row) => known.add(row));
    const of = { population: known.digest(), seed: 'seed' };
    const lowest = population.map(({ id }) => id).sort((a, b) => (lotOf(a, of) < lotOf(b, of) ? -1 : 1));
    expect(sampleOf(population, 7, 'seed')).toEqual(new Set(lowest.slice(0, 7)));
  });
});

describe('the allotment', () => {
  it.each([
    ['by share', { A: 60, B: 30, C: 10 }, 10, { A: 6, B: 3, C: 1 }],
    ['one at least from each', { A: 997, B: 2, C: 1 }, 10, { A: 8, B: 1, C: 1 }],
    ['nobody twice', { A: 1, B: 1 }, 2, { A: 1, B: 1 }],
    ['fewer places than strata', { A: 50, B: 40, C: 10 }, 2, { A: 1, B: 1, C: 0 }],
    ['nothing from nothing', {}, 0, {}],
  ] as const)('gives %s', (_name, strata, size, expected) => {
    expect(Object.fromEntries(allocate(new Map(Object.entries(strata)), size))).toEqual(expected);
  });

  it('takes no more than there are', () => {
    expect(() => allocate(new Map([['A', 3]]), 4)).toThrow('a sample of 4 from 3');
  });
});
