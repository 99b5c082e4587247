import type { QueryRunner } from 'typeorm';

/** What rows of before need afterwards, and what only SQL can say: guards and indexes over expressions. */
export async function afterSharing(runner: QueryRunner): Promise<void> {
  await runner.query('SELECT 1');
}
