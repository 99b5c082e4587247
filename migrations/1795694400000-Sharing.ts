import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardRegisteredTables } from './guards.js';
import { afterSharing } from './sharing-steps.js';

export class Sharing1795694400000 implements MigrationInterface {
  readonly name = 'Sharing1795694400000';

  async up(runner: QueryRunner): Promise<void> {
    await guardRegisteredTables(runner);
    await afterSharing(runner);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Records are not thrown away: restore a copy from before instead.'));
  }
}
