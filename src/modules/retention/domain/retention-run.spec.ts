import { counted, mostProblems, passed, stateOfRun, type RetentionRun } from './retention-run.js';

const run: RetentionRun = {
  ...{ id: 'r', revision: 1, day: '2026-11-26', startedAt: new Date(0), endedAt: null },
  ...{
    left: ['evidence_content', 'vendor_person'],
    after: { since: 's', id: 'i' },
    counts: {},
    problems: [],
  },
};

describe('a run of retention rules', () => {
  it.each([
    ['running', {}],
    ['finished', { endedAt: new Date(1), left: [] }],
    ['broken_off', { endedAt: new Date(1) }],
  ] as const)('is %s', (expected, fields) => {
    expect(stateOfRun({ ...run, ...fields })).toBe(expected);
  });

  it('adds up what its batches did, and names the first things that failed', () => {
    const problems = Array.from({ length: 70 }, (_, nth) => ({
      ...{ class: 'evidence_content' as const, id: `e${nth}`, code: 'evidence.erased' },
    }));
    const batch = { disposed: 2, held: 1, failed: 70 };
    const once = counted(run, 'evidence_content', batch, problems);
    const twice = counted(once, 'evidence_content', batch, problems);
    expect(twice.counts).toEqual({ evidence_content: { disposed: 4, held: 2, failed: 140 } });
    expect(twice.problems).toHaveLength(mostProblems);
  });

  it('begins the next class at its beginning', () => {
    expect(passed(run)).toMatchObject({ left: ['vendor_person'], after: null });
  });
});
