import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardRegisteredTables } from './guards.js';
import { afterVetting, beforeVetting } from './vetting-steps.js';

export class Vetting1795651200000 implements MigrationInterface {
  readonly name = 'Vetting1795651200000';

  async up(runner: QueryRunner): Promise<void> {
    await beforeVetting(runner);
    await runner.query(
      `CREATE TABLE "scoring_model" ("id" uuid NOT NULL, "revision" integer NOT NULL, "shipped_as" text, "version" integer NOT NULL, "title" text NOT NULL, "status" text NOT NULL, "content" jsonb NOT NULL, "based_on" text, "edited_by_ids" uuid array NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "released_by_id" uuid, "released_at" TIMESTAMP(3) WITH TIME ZONE, "retired_at" TIMESTAMP(3) WITH TIME ZONE, CONSTRAINT "scoring_model_released_by_another" CHECK (released_by_id IS NULL OR released_by_id <> ALL (edited_by_ids)), CONSTRAINT "scoring_model_released_then" CHECK ((status = 'released') <= (released_at IS NOT NULL)), CONSTRAINT "scoring_model_status_known" CHECK (status IN ('draft', 'released', 'retired')), CONSTRAINT "PK_6b2cf8b8c54589bf0559d82c9af" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "scoring_model_one_current" ON "scoring_model"  ("status") WHERE status = 'released'`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "scoring_model_shipped_once" ON "scoring_model"  ("shipped_as") `,
    );
    await runner.query(`CREATE UNIQUE INDEX "scoring_model_version_once" ON "scoring_model"  ("version") `);
    await runner.query(
      `CREATE TABLE "vendor_score" ("vendor_id" uuid NOT NULL, "score_id" uuid, "due_on" date, CONSTRAINT "PK_624a2e46f33f28e2c14359ff0f7" PRIMARY KEY ("vendor_id"))`,
    );
    await runner.query(`CREATE UNIQUE INDEX "vendor_score_once" ON "vendor_score"  ("score_id") `);
    await runner.query(
      `CREATE INDEX "vendor_score_by_due_day" ON "vendor_score"  ("due_on") WHERE due_on IS NOT NULL`,
    );
    await runner.query(
      `ALTER TABLE "scoring_model" ADD CONSTRAINT "scoring_model_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "vendor_score" ADD CONSTRAINT "FK_624a2e46f33f28e2c14359ff0f7" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "vendor_score" ADD CONSTRAINT "FK_88c146b11db7ffc0f2f80f6177c" FOREIGN KEY ("score_id") REFERENCES "audit_score"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await guardRegisteredTables(runner);
    await afterVetting(runner);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Records are not thrown away: restore a copy from before instead.'));
  }
}
