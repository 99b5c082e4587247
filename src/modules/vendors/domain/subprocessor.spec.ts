import fc from 'fast-check';
import { addDays, localDate } from '../../../shared/local-date.js';
import { isInUse, statusOn, subprocessorProblems, type Subprocessor } from './subprocessor.js';
import { deepestRank, linkProblem, mostNodes, treeOf, type Link } from './subprocessor-tree.js';

const today = localDate('2026-06-15');
const [yesterday, tomorrow] = [addDays(today, -1), addDays(today, 1)];
const days = (validFrom: string | null, validTo: string | null) => ({
  validFrom: validFrom === null ? null : localDate(validFrom),
  validTo: validTo === null ? null : localDate(validTo),
});

describe('the status of a sub-processor', () => {
  it.each([
    ['nothing is known', days(null, null), null, 'ACTIVE'],
    ['it was announced without a day', days(null, null), 'ANNOUNCED', 'ANNOUNCED'],
    ['its first day is to come', days(tomorrow, null), null, 'ANNOUNCED'],
    ['its first day is today', days(today, null), 'ANNOUNCED', 'ACTIVE'],
    ['its last day is today', days(null, today), null, 'ACTIVE'],
    ['its last day was yesterday', days(null, yesterday), 'ACTIVE', 'REMOVED'],
    ['another took its place', { ...days(null, yesterday), replacedById: 'x' }, 'ACTIVE', 'REPLACED'],
    ['its end was taken back', days(null, null), 'REMOVED', 'ACTIVE'],
  ] as const)('when %s', (_case, given, said, expected) => {
    expect(statusOn({ replacedById: null, ...given, status: said }, today)).toBe(expected);
  });

  it.each([
    ['its first day', days(today, null), 'ACTIVE', true],
    ['the day before', days(tomorrow, null), 'ANNOUNCED', false],
    ['its last day', days(null, today), 'ACTIVE', true],
    ['the day after', days(null, yesterday), 'REMOVED', false],
    ['a day while only announced', days(null, null), 'ANNOUNCED', false],
  ] as const)('says whether it is in use on %s', (_case, given, status, expected) => {
    expect(isInUse({ ...given, status }, today)).toBe(expected);
  });

  it('is in use today exactly when it is active, whatever its days', () => {
    const day = fc.option(fc.integer({ min: -3, max: 3 }), { nil: null });
    fc.assert(
      fc.property(day, day, fc.constantFrom(null, 'ANNOUNCED', 'ACTIVE' as const), (from, to, said) => {
        const given = {
          validFrom: from === null ? null : addDays(today, from),
          validTo: to === null ? null : addDays(today, to),
        };
        fc.pre(from === null || to === null || from <= to);
        const status = statusOn({ ...given, replacedById: null, status: said }, today);
        expect(isInUse({ ...given, status }, today)).toBe(status === 'ACTIVE');
      }),
    );
  });

  it('names every contradiction at once', () => {
    const given = { ...days('2026-07-01', '2026-06-30'), vendorId: 'v', linkedVendorId: 'v' };
    expect(subprocessorProblems(given, 'ACTIVE', today).map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/validTo', 'before_start'],
      ['/status', 'contradicts_days'],
      ['/linkedVendorId', 'own_subprocessor'],
    ]);
    expect(
      subprocessorProblems({ ...given, ...days(today, null), linkedVendorId: null }, null, today),
    ).toEqual([]);
  });
});

const link = (vendorId: string, linkedVendorId: string): Link => ({ vendorId, linkedVendorId });

describe('a link to a registered vendor', () => {
  it.each([
    ['to one that uses nobody', [], null],
    ['to one that uses others', [link('b', 'c'), link('c', 'd')], null],
    ['back', [link('b', 'a')], { cycle: ['a', 'b', 'a'] }],
    ['back by others', [link('b', 'c'), link('b', 'x'), link('c', 'a')], { cycle: ['a', 'b', 'c', 'a'] }],
  ])('%s', (_case, below, expected) => {
    expect(linkProblem(link('a', 'b'), below, [])).toEqual(expected);
  });

  it('makes no chain of more than ten ranks, counted through both ends', () => {
    const chain = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) => link(`n${from + at}`, `n${from + at + 1}`));
    const joined = (last: number) => linkProblem(link('n4', 'n5'), chain(5, last), chain(0, 4));
    expect(joined(deepestRank)).toBeNull();
    expect(joined(deepestRank + 1)).toEqual({ ranks: 11 });
  });

  it('is refused exactly when a way back is there', () => {
    const name = fc.integer({ min: 0, max: 6 }).map((n) => `n${n}`);
    fc.assert(
      fc.property(fc.array(fc.tuple(name, name), { maxLength: 15 }), name, name, (pairs, a, b) => {
        fc.pre(a !== b);
        const links = pairs.map(([from, to]) => link(from, to));
        const reached = new Set([b]);
        for (let more = true; more;) {
          const before = reached.size;
          for (const { vendorId, linkedVendorId } of links)
            if (reached.has(vendorId)) reached.add(linkedVendorId);
          more = reached.size > before;
        }
        const problem = linkProblem(link(a, b), links, []);
        expect(problem !== null && 'cycle' in problem).toBe(reached.has(a));
      }),
    );
  });
});

describe('the tree', () => {
  const row = (vendorId: string, name: string, linkedVendorId: string | null = null) =>
    ({ id: `${vendorId}/${name}`, vendorId, name, linkedVendorId }) as Subprocessor;
  const shown = (nodes: ReturnType<typeof treeOf>['children']): unknown[] =>
    nodes.map(({ name, rank, children, moreBelow }) => [name, rank, moreBelow, shown(children)]);

  it('shows a company wherever it is used, with its rank', () => {
    const rows = [
      row('a', 'B', 'b'),
      row('a', 'C', 'c'),
      row('b', 'D', 'd'),
      row('c', 'D', 'd'),
      row('d', 'E'),
    ];
    const { children, nodes, truncated } = treeOf('a', rows, 10);
    const d = ['D', 2, false, [['E', 3, false, []]]];
    expect(shown(children)).toEqual([
      ['B', 1, false, [d]],
      ['C', 1, false, [d]],
    ]);
    expect([nodes, truncated]).toEqual([6, false]);
  });

  it('ends at the rank that was asked for, and says that there are more', () => {
    const rows = [row('a', 'B', 'b'), row('b', 'C', 'c'), row('c', 'D')];
    expect(shown(treeOf('a', rows, 2).children)).toEqual([['B', 1, false, [['C', 2, true, []]]]]);
  });

  it('does not go round a ring that another time has left behind', () => {
    const rows = [row('a', 'B', 'b'), row('b', 'A', 'a')];
    expect(shown(treeOf('a', rows, 10).children)).toEqual([['B', 1, false, [['A', 2, false, []]]]]);
  });

  it('stays bounded where every company uses every other of the next rank', () => {
    const rows = Array.from({ length: 9 }, (_, rank) =>
      Array.from({ length: 5 }, (_x, from) =>
        Array.from({ length: 5 }, (_y, to) => row(`${rank}.${from}`, `${to}`, `${rank + 1}.${to}`)),
      ),
    ).flat(2);
    const { nodes, truncated } = treeOf('0.0', rows, 10);
    expect([nodes, truncated]).toEqual([mostNodes, true]);
  });
});
