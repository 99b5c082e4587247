import type { QueryRunner } from 'typeorm';

/** Indexes that entities cannot describe; their entities name them with `synchronize: false`. Frozen with the first migration. */
export async function createSearchIndexes(runner: QueryRunner): Promise<void> {
  await runner.query('CREATE INDEX vendor_by_text ON vendor USING gin (search_text gin_trgm_ops)');
  await runner.query('CREATE INDEX vendor_by_domain ON vendor USING gin (domains)');
  await runner.query('CREATE INDEX vendor_by_folded_name ON vendor USING gin (folded_names)');
  await runner.query('CREATE INDEX vendor_by_skeleton ON vendor USING gin (skeletons)');
  await runner.query('CREATE INDEX vendor_by_external_id ON vendor USING gin (external_ids jsonb_path_ops)');
}
