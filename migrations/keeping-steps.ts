import type { QueryRunner } from 'typeorm';

/** What only SQL can say: guards of what is kept and for how long. */
export function afterKeeping(_runner: QueryRunner): Promise<void> {
  return Promise.resolve();
}
