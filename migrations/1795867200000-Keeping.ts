import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardRegisteredTables } from './guards.js';
import { afterKeeping } from './keeping-steps.js';

export class Keeping1795867200000 implements MigrationInterface {
  readonly name = 'Keeping1795867200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX "finding_by_source" ON "finding"  ("source_id") WHERE source_id IS NOT NULL`,
    );
    await guardRegisteredTables(runner);
    await afterKeeping(runner);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Records are not thrown away: restore a copy from before instead.'));
  }
}
