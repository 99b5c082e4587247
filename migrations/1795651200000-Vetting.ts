import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardRegisteredTables } from './guards.js';
import { afterVetting, beforeVetting } from './vetting-steps.js';

export class Vetting1795651200000 implements MigrationInterface {
  readonly name = 'Vetting1795651200000';

  async up(runner: QueryRunner): Promise<void> {
    await beforeVetting(runner);
    await guardRegisteredTables(runner);
    await afterVetting(runner);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Records are not thrown away: restore a copy from before instead.'));
  }
}
