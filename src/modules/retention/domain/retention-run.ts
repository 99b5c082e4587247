import type { RetentionClass } from '../../../shared/retention-class.js';

export type RunCount = Readonly<{
  disposed: number;
  /** Under a legal hold: left as it is. */
  held: number;
  /** Something stood in the way; tried again the next night. */
  failed: number;
}>;
export type RunProblem = Readonly<{ class: RetentionClass; id: string; code: string }>;
/** Behind the last record that was looked at. */
export type RunPosition = Readonly<{ since: string; id: string }>;

/** What one night disposed of. It goes on where it was, whichever instance takes it up. */
export type RetentionRun = Readonly<{
  id: string;
  revision: number;
  /** UTC. */
  day: string;
  startedAt: Date;
  endedAt: Date | null;
  /** Still to be done, in this order. */
  left: readonly RetentionClass[];
  after: RunPosition | null;
  counts: Readonly<Partial<Record<RetentionClass, RunCount>>>;
  problems: readonly RunProblem[];
}>;

export const runStates = ['running', 'finished', 'broken_off'] as const;
export type RunState = (typeof runStates)[number];

/** `broken_off`: the next night came first, and began anew. */
export function stateOfRun({ endedAt, left }: Pick<RetentionRun, 'endedAt' | 'left'>): RunState {
  if (endedAt === null) return 'running';
  return left.length === 0 ? 'finished' : 'broken_off';
}

export const mostProblems = 100;
const nothing: RunCount = { disposed: 0, held: 0, failed: 0 };

/** What one batch did to the count of its class. */
export function counted(
  run: RetentionRun,
  name: RetentionClass,
  batch: RunCount,
  problems: readonly RunProblem[] = [],
): RetentionRun {
  const before = run.counts[name] ?? nothing;
  const sum: RunCount = {
    disposed: before.disposed + batch.disposed,
    held: before.held + batch.held,
    failed: before.failed + batch.failed,
  };
  return {
    ...run,
    counts: { ...run.counts, [name]: sum },
    problems: [...run.problems, ...problems].slice(0, mostProblems),
  };
}

/** The class is done with. */
export function passed(run: RetentionRun): RetentionRun {
  return { ...run, left: run.left.slice(1), after: null };
}
