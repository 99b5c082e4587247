import type { Tx } from './database.js';

/** One instance at a time has the turn, until its transaction ends; the others leave the work to it. */
export async function isMyTurn(tx: Tx, work: string): Promise<boolean> {
  const [lock] = await tx.query<{ mine: boolean }[]>(
    'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS mine',
    [`keyholder.${work}`],
  );
  return lock?.mine ?? false;
}
