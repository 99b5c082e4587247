import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardRegisteredTables } from './guards.js';
import { afterTransparency } from './transparency-steps.js';

export class Transparency1795780800000 implements MigrationInterface {
  readonly name = 'Transparency1795780800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "notice_version" ("id" uuid NOT NULL, "revision" integer NOT NULL, "notice_id" uuid NOT NULL, "legal_entity_id" uuid NOT NULL, "number" integer NOT NULL, "language" text NOT NULL, "status" text NOT NULL, "audiences" text array NOT NULL, "audiences_since" jsonb NOT NULL, "url" text, "text" text, "sha256" text NOT NULL, "evidence_id" uuid, "items" text array NOT NULL, "recipients" jsonb NOT NULL, "countries" text array NOT NULL, "keys" text array NOT NULL, "published_at" TIMESTAMP(3) WITH TIME ZONE, "published_by_id" uuid, "ended_at" TIMESTAMP(3) WITH TIME ZONE, "created_by_id" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "notice_version_ended" CHECK ((status IN ('superseded', 'withdrawn')) = (ended_at IS NOT NULL)), CONSTRAINT "notice_version_published_once" CHECK (status = 'withdrawn' OR (status = 'draft') = (published_at IS NULL)), CONSTRAINT "notice_version_published_whole" CHECK ((published_at IS NULL) = (published_by_id IS NULL)), CONSTRAINT "notice_version_text_or_url" CHECK ((text IS NULL) <> (url IS NULL)), CONSTRAINT "notice_version_status_known" CHECK (status IN ('draft', 'published', 'superseded', 'withdrawn')), CONSTRAINT "PK_664e665fdb9e26c4e8e5500c02a" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "notice_version_in_force" ON "notice_version"  ("legal_entity_id") WHERE status = 'published'`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "notice_version_one_published" ON "notice_version"  ("notice_id", "language") WHERE status = 'published'`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "notice_version_numbered" ON "notice_version"  ("notice_id", "language", "number") `,
    );
    await runner.query(
      `CREATE TABLE "notice" ("id" uuid NOT NULL, "revision" integer NOT NULL, "reference" text NOT NULL, "title" text NOT NULL, "legal_entity_id" uuid NOT NULL, "audiences" text array NOT NULL, "description" text, "created_by_id" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_705062b14410ff1a04998f86d72" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "notice_by_creation" ON "notice"  ("created_at", "id") `);
    await runner.query(`CREATE INDEX "notice_by_legal_entity" ON "notice"  ("legal_entity_id", "id") `);
    await runner.query(`CREATE UNIQUE INDEX "notice_reference_in_use" ON "notice"  ("reference") `);
    await runner.query(`CREATE TABLE "subscription" ("id" uuid NOT NULL, "revision" integer NOT NULL, "kind" text NOT NULL, "status" text NOT NULL, "email" text, "url" text, "salt" bytea, "language" text NOT NULL, "legal_entity_id" uuid, "confirm_hash" bytea, "confirm_until" TIMESTAMP(3) WITH TIME ZONE, "secret_sealed" bytea, "confirmed_at" TIMESTAMP(3) WITH TIME ZONE, "ended_at" TIMESTAMP(3) WITH TIME ZONE, "ended_because" text, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "subscription_leads_somewhere" CHECK (status = 'ended' OR (kind = 'mail' AND email IS NOT NULL AND url IS NULL)
    OR (kind = 'webhook' AND url IS NOT NULL AND email IS NULL AND secret_sealed IS NOT NULL)), CONSTRAINT "subscription_ended_is_erased" CHECK (status <> 'ended' OR (email IS NULL AND url IS NULL AND salt IS NULL AND confirm_hash IS NULL AND secret_sealed IS NULL)), CONSTRAINT "subscription_ended_whole" CHECK ((status = 'ended') = (ended_at IS NOT NULL AND ended_because IS NOT NULL)), CONSTRAINT "subscription_end_known" CHECK (ended_because IN ('asked', 'not_confirmed', 'gone', 'erased')), CONSTRAINT "subscription_language_known" CHECK (language IN ('en', 'it')), CONSTRAINT "subscription_status_known" CHECK (status IN ('pending', 'active', 'ended')), CONSTRAINT "subscription_kind_known" CHECK (kind IN ('mail', 'webhook')), CONSTRAINT "PK_8c3e00ebd02103caa1174cd5d9d" PRIMARY KEY ("id"))`);
    await runner.query(`CREATE INDEX "subscription_by_creation" ON "subscription"  ("created_at", "id") `);
    await runner.query(
      `CREATE INDEX "subscription_pending" ON "subscription"  ("confirm_until") WHERE status = 'pending'`,
    );
    await runner.query(
      `CREATE INDEX "subscription_active" ON "subscription"  ("id") WHERE status = 'active'`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "subscription_by_confirmation" ON "subscription"  ("confirm_hash") WHERE confirm_hash IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX "subscription_by_mail" ON "subscription"  ("email") WHERE email IS NOT NULL`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "subscription_webhook_once" ON "subscription"  ("url") WHERE url IS NOT NULL`,
    );
    await runner.query(
      `CREATE TABLE "request_quota" ("who" bytea NOT NULL, "since" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "until" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "used" integer NOT NULL, CONSTRAINT "PK_4aa0e42c9e1f4027ddd8cf1e942" PRIMARY KEY ("who"))`,
    );
    await runner.query(
      `CREATE TABLE "outgoing_message" ("id" uuid NOT NULL, "kind" text NOT NULL, "state" text NOT NULL, "owner_id" uuid NOT NULL, "cause_id" uuid NOT NULL, "content" bytea, "attempts" integer NOT NULL, "next_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "problem" text, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "finished_at" TIMESTAMP(3) WITH TIME ZONE, CONSTRAINT "outgoing_message_erased_when_done" CHECK ((state = 'waiting') = (content IS NOT NULL)), CONSTRAINT "outgoing_message_state_known" CHECK (state IN ('waiting', 'delivered', 'failed', 'dropped')), CONSTRAINT "outgoing_message_kind_known" CHECK (kind IN ('mail', 'webhook')), CONSTRAINT "PK_37209093e821fe5a0eb2698c3b8" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "outgoing_message_of_owner" ON "outgoing_message"  ("owner_id", "created_at", "id") `,
    );
    await runner.query(
      `CREATE INDEX "outgoing_message_waiting" ON "outgoing_message"  ("next_at") WHERE state = 'waiting'`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "outgoing_message_once" ON "outgoing_message"  ("owner_id", "cause_id") `,
    );
    await runner.query(
      `CREATE TABLE "time_stamp" ("sha256" text NOT NULL, "answer" bytea NOT NULL, "gen_time" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "serial" text NOT NULL, "policy" text NOT NULL, "authority" text NOT NULL, "checkpoint_size" bigint, "received_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_c87a5402c0599528a9f20198496" PRIMARY KEY ("sha256"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "time_stamp_of_checkpoint" ON "time_stamp"  ("checkpoint_size") WHERE checkpoint_size IS NOT NULL`,
    );
    await runner.query(
      `ALTER TABLE "notice_version" ADD CONSTRAINT "FK_c7fd0eb06a6aafcbc80e4e081b4" FOREIGN KEY ("notice_id") REFERENCES "notice"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "notice_version" ADD CONSTRAINT "FK_9f5068775c9b104cd0aca2648ed" FOREIGN KEY ("legal_entity_id") REFERENCES "legal_entity"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "notice_version" ADD CONSTRAINT "FK_6c951fc585a1a9bd0cdef9d98ce" FOREIGN KEY ("evidence_id") REFERENCES "evidence"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "notice_version" ADD CONSTRAINT "FK_4843cde62b5184d92979fbd7613" FOREIGN KEY ("published_by_id") REFERENCES "app_user"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "notice_version" ADD CONSTRAINT "notice_version_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "notice" ADD CONSTRAINT "FK_e15f2d34538cf3e8a332b1fa3d0" FOREIGN KEY ("legal_entity_id") REFERENCES "legal_entity"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "notice" ADD CONSTRAINT "notice_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "subscription" ADD CONSTRAINT "FK_512de1736c6980e7f04da41651a" FOREIGN KEY ("legal_entity_id") REFERENCES "legal_entity"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "subscription" ADD CONSTRAINT "subscription_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "time_stamp" ADD CONSTRAINT "FK_dae5e0913505cdd207eac9ee9fc" FOREIGN KEY ("checkpoint_size") REFERENCES "ledger_checkpoint"("size") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE export DROP CONSTRAINT "export_format_known", ADD CONSTRAINT "export_format_known" CHECK ((format = ANY (ARRAY['csv'::text, 'ndjson'::text, 'json'::text, 'xlsx'::text, 'pdf'::text, 'jsonld'::text, 'oscal'::text])))`,
    );
    await guardRegisteredTables(runner);
    await afterTransparency(runner);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Records are not thrown away: restore a copy from before instead.'));
  }
}
