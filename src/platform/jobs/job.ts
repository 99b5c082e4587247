import type { ActorKind } from '../auth/principal.js';

export const jobStates = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export type JobState = (typeof jobStates)[number];

/** Long work: who asked for it, how far it is, what came of it. */
export type Job = Readonly<{
  id: string;
  kind: string;
  state: JobState;
  done: number;
  total: number | null;
  input: Readonly<Record<string, unknown>>;
  file: Buffer | null;
  /** What a run that is taken up again after a crash goes on from; saved together with the work it stands for. */
  checkpoint: unknown;
  result: unknown;
  problem: Readonly<{ code: string; detail: string }> | null;
  requestedByKind: ActorKind;
  requestedById: string;
  requestId: string | null;
  createdAt: Date;
  finishedAt: Date | null;
}>;
