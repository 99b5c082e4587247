import type { QueryRunner } from 'typeorm';

/** Indexes that entities cannot describe; their entities name them with `synchronize: false`. Frozen with the first migration. */
export async function createSearchIndexes(runner: QueryRunner): Promise<void> {
  await Promise.resolve(runner);
}
