import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardRegisteredTables } from './guards.js';
import { afterKeeping } from './keeping-steps.js';

export class Keeping1795867200000 implements MigrationInterface {
  readonly name = 'Keeping1795867200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "legal_hold" ("id" uuid NOT NULL, "revision" integer NOT NULL, "subject_kind" text NOT NULL, "person_kind" text, "subject_id" uuid, "reason" text NOT NULL, "reference" text NOT NULL, "until" date, "owner_id" uuid NOT NULL, "placed_by_id" uuid NOT NULL, "placed_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "released_by_id" uuid, "released_at" TIMESTAMP(3) WITH TIME ZONE, "release_reason" text, CONSTRAINT "legal_hold_released_whole" CHECK ((released_at IS NULL) = (released_by_id IS NULL) AND (released_at IS NULL) = (release_reason IS NULL)), CONSTRAINT "legal_hold_person_named" CHECK ((subject_kind = 'person') = (person_kind IS NOT NULL)), CONSTRAINT "legal_hold_subject_named" CHECK ((subject_kind = 'everything') = (subject_id IS NULL)), CONSTRAINT "legal_hold_person_known" CHECK (person_kind IN ('user', 'vendor_contact', 'respondent', 'signatory', 'remediator', 'reporter', 'report_contact', 'subscriber')), CONSTRAINT "legal_hold_subject_known" CHECK (subject_kind IN ('vendor', 'data_flow', 'agreement', 'incident', 'person', 'everything')), CONSTRAINT "PK_edcd499db1f1c67a56c565c5e64" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "legal_hold_standing" ON "legal_hold"  ("until") WHERE released_at IS NULL`,
    );
    await runner.query(`CREATE INDEX "legal_hold_by_placing" ON "legal_hold"  ("placed_at", "id") `);
    await runner.query(
      `CREATE TABLE "retention_rule" ("id" uuid NOT NULL, "revision" integer NOT NULL, "class" text NOT NULL, "keep_days" integer NOT NULL, "ground" text NOT NULL, "active" boolean NOT NULL, "set_by_id" uuid NOT NULL, "set_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "retention_rule_not_for_ever" CHECK (keep_days <= 18250), CONSTRAINT "retention_rule_long_enough" CHECK ((class = 'evidence_content' AND keep_days >= 1095) OR (class = 'export_bundle' AND keep_days >= 1) OR (class = 'access_record' AND keep_days >= 365) OR (class = 'vendor_person' AND keep_days >= 365) OR (class = 'set_aside_report' AND keep_days >= 1095)), CONSTRAINT "retention_rule_class_known" CHECK (class IN ('evidence_content', 'export_bundle', 'access_record', 'vendor_person', 'set_aside_report')), CONSTRAINT "PK_a62deea25d7ed9f48d7ecc38c20" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE UNIQUE INDEX "retention_rule_once" ON "retention_rule"  ("class") `);
    await runner.query(
      `CREATE TABLE "retention_run" ("id" uuid NOT NULL, "revision" integer NOT NULL, "day" date NOT NULL, "started_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "ended_at" TIMESTAMP(3) WITH TIME ZONE, "left" text array NOT NULL, "after" jsonb, "counts" jsonb NOT NULL, "problems" jsonb NOT NULL, CONSTRAINT "PK_6ca0ca7552b6832d70c9c95a57d" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "retention_run_by_start" ON "retention_run"  ("started_at", "id") `);
    await runner.query(`CREATE UNIQUE INDEX "retention_run_by_day" ON "retention_run"  ("day") `);
    await runner.query(`ALTER TABLE "incident" ADD "data_flow_ids" uuid array NOT NULL DEFAULT '{}'`);
    await runner.query(`ALTER TABLE "vendor_report" ADD "emptied_at" TIMESTAMP(3) WITH TIME ZONE`);
    await runner.query(`ALTER TABLE "vendor_report" ADD "announced_share" integer NOT NULL DEFAULT '0'`);
    await runner.query(`ALTER TABLE "subscription" ADD "audience" text NOT NULL DEFAULT 'customers'`);
    await runner.query(`ALTER TABLE "subscription" ADD "vendor_id" uuid`);
    await runner.query(`ALTER TABLE "erasure" DROP CONSTRAINT "FK_07aaca18329815016caa95ed54c"`);
    await runner.query(`ALTER TABLE "erasure" ALTER COLUMN "erased_by_id" DROP NOT NULL`);
    await runner.query(
      `CREATE INDEX "finding_by_source" ON "finding"  ("source_id") WHERE source_id IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX "vendor_report_unread" ON "vendor_report"  ("told_at") WHERE status = 'new'`,
    );
    await runner.query(
      `ALTER TABLE "vendor_report" ADD CONSTRAINT "vendor_report_emptied_set_aside" CHECK (emptied_at IS NULL OR status = 'set_aside')`,
    );
    await runner.query(
      `ALTER TABLE "subscription" ADD CONSTRAINT "subscription_audience_known" CHECK (audience IN ('customers', 'employees', 'everybody'))`,
    );
    await runner.query(
      `ALTER TABLE "erasure" ADD CONSTRAINT "FK_07aaca18329815016caa95ed54c" FOREIGN KEY ("erased_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "legal_hold" ADD CONSTRAINT "FK_746e4369fbf20640c5feaf7da85" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "legal_hold" ADD CONSTRAINT "FK_e1c86f1eaaf4b6714f0247ef8de" FOREIGN KEY ("placed_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "legal_hold" ADD CONSTRAINT "legal_hold_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "retention_rule" ADD CONSTRAINT "FK_d40e2439d9eb672a16cbc0df9a3" FOREIGN KEY ("set_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "retention_rule" ADD CONSTRAINT "retention_rule_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "retention_run" ADD CONSTRAINT "retention_run_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "subscription" ADD CONSTRAINT "FK_c330ebdfc2639f5744817be1492" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE erasure DROP CONSTRAINT "erasure_kind_known", ADD CONSTRAINT "erasure_kind_known" CHECK ((kind = ANY (ARRAY['user'::text, 'vendor_contact'::text, 'respondent'::text, 'signatory'::text, 'remediator'::text, 'reporter'::text, 'report_contact'::text, 'subscriber'::text])))`,
    );
    await runner.query(
      `ALTER TABLE evidence DROP CONSTRAINT "evidence_erased_for_a_reason", ADD CONSTRAINT "evidence_erased_for_a_reason" CHECK ((((content_state = 'kept'::text) = (erased_at IS NULL)) AND ((erased_at IS NULL) = (erasure_reason IS NULL)) AND ((erased_at IS NULL) = (legal_ground IS NULL)) AND ((erased_at IS NOT NULL) OR (erased_by_id IS NULL))))`,
    );
    await guardRegisteredTables(runner);
    await afterKeeping(runner);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Records are not thrown away: restore a copy from before instead.'));
  }
}
