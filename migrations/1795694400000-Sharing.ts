import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardRegisteredTables } from './guards.js';
import { afterSharing } from './sharing-steps.js';

export class Sharing1795694400000 implements MigrationInterface {
  readonly name = 'Sharing1795694400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "agreement_amendment" ("id" uuid NOT NULL, "revision" integer NOT NULL, "agreement_id" uuid NOT NULL, "reference" text NOT NULL, "changes" jsonb NOT NULL, "replaced" jsonb, "effective_from" date NOT NULL, "documents" uuid array NOT NULL, "reason" text NOT NULL, "status" text NOT NULL, "signed_on" date, "signed_by_id" uuid, "created_by_id" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "agreement_amendment_status_known" CHECK (status IN ('draft', 'signed', 'in_force', 'withdrawn', 'lapsed')), CONSTRAINT "PK_a268397f2d32b7021e5f676732e" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "agreement_amendment_one_a_day" ON "agreement_amendment"  ("agreement_id", "effective_from") WHERE status IN ('draft', 'signed', 'in_force')`,
    );
    await runner.query(
      `CREATE INDEX "agreement_amendment_by_day" ON "agreement_amendment"  ("effective_from", "id") WHERE status = 'signed'`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "agreement_amendment_reference_in_use" ON "agreement_amendment"  ("agreement_id", "reference") `,
    );
    await runner.query(
      `CREATE TABLE "export" ("id" uuid NOT NULL, "revision" integer NOT NULL, "status" text NOT NULL, "register" text NOT NULL, "format" text NOT NULL, "as_of" date, "known_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "filters" jsonb NOT NULL, "sample" jsonb, "whole_ledger" boolean NOT NULL, "reason" text NOT NULL, "tree_size" bigint, "job_id" uuid, "row_count" integer, "population_count" integer, "manifest" text, "signature" text, "manifest_sha256" text, "previous_id" uuid, "sha256" text, "byte_count" bigint, "problem" jsonb, "requested_by_kind" text NOT NULL, "requested_by_id" uuid NOT NULL, "requested_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "signed_at" TIMESTAMP(3) WITH TIME ZONE, "ready_at" TIMESTAMP(3) WITH TIME ZONE, "remove_after" TIMESTAMP(3) WITH TIME ZONE, CONSTRAINT "export_requested_by_known" CHECK (requested_by_kind IN ('user', 'api_key', 'respondent', 'system')), CONSTRAINT "export_format_known" CHECK (format IN ('csv', 'ndjson', 'json')), CONSTRAINT "export_status_known" CHECK (status IN ('queued', 'running', 'ready', 'failed', 'removed')), CONSTRAINT "PK_93dd4c52436ed0da6263e24b3c7" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "export_by_signing" ON "export"  ("signed_at") WHERE signed_at IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX "export_to_remove" ON "export"  ("remove_after") WHERE status = 'ready'`,
    );
    await runner.query(`CREATE INDEX "export_by_time" ON "export"  ("requested_at", "id") `);
    await runner.query(
      `CREATE TABLE "calendar_feed" ("id" uuid NOT NULL, "revision" integer NOT NULL, "user_id" uuid NOT NULL, "name" text NOT NULL, "secret_hash" bytea NOT NULL, "expires_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "revoked_at" TIMESTAMP(3) WITH TIME ZONE, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_24c0b9c80e4a4ac8752d854bc2e" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "calendar_feed_by_person" ON "calendar_feed"  ("user_id", "created_at", "id") `,
    );
    await runner.query(`CREATE UNIQUE INDEX "calendar_feed_by_hash" ON "calendar_feed"  ("secret_hash") `);
    await runner.query(
      `CREATE TABLE "calendar_feed_use" ("calendar_feed_id" uuid NOT NULL, "since" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "reads" integer NOT NULL, "last_read_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_f7af8b06652fe8a9185dd5b180b" PRIMARY KEY ("calendar_feed_id"))`,
    );
    await runner.query(
      `CREATE TABLE "adequacy_change" ("id" uuid NOT NULL, "revision" integer NOT NULL, "list" text NOT NULL, "code" text NOT NULL, "kind" text NOT NULL, "from" date, "ends_on" date, "places" jsonb, "decision" text, "framework" text, "binds_eea_efta" boolean, "reason" text NOT NULL, "source" text NOT NULL, "effective_from" date NOT NULL, "took_effect_at" TIMESTAMP(3) WITH TIME ZONE, "recorded_by_id" uuid NOT NULL, "recorded_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "revoked_by_id" uuid, "revoked_at" TIMESTAMP(3) WITH TIME ZONE, "revoked_because" text, CONSTRAINT "adequacy_change_revoked_by_somebody" CHECK ((revoked_at IS NULL) = (revoked_by_id IS NULL)), CONSTRAINT "adequacy_change_framework_known" CHECK (framework IN ('EU_US', 'UK_EXTENSION', 'SWISS_US')), CONSTRAINT "adequacy_change_kind_known" CHECK (kind IN ('ended', 'suspended', 'amended', 'new_place')), CONSTRAINT "adequacy_change_list_known" CHECK (list IN ('adequacy_eu', 'adequacy_uk', 'adequacy_ch')), CONSTRAINT "PK_eff91909c6a58896e8be4a129fb" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "adequacy_change_new_place_once" ON "adequacy_change"  ("list", "code") WHERE kind = 'new_place' AND revoked_at IS NULL`,
    );
    await runner.query(
      `CREATE INDEX "adequacy_change_to_come" ON "adequacy_change"  ("effective_from", "id") WHERE took_effect_at IS NULL AND revoked_at IS NULL`,
    );
    await runner.query(
      `CREATE INDEX "adequacy_change_by_record" ON "adequacy_change"  ("recorded_at", "id") `,
    );
    await runner.query(
      `CREATE TABLE "vendor_declaration" ("id" uuid NOT NULL, "revision" integer NOT NULL, "vendor_id" uuid NOT NULL, "gvl_id" integer NOT NULL, "status" text NOT NULL, "specification" integer NOT NULL, "list_version" integer NOT NULL, "name" text NOT NULL, "uses" jsonb NOT NULL, "special_purposes" integer array NOT NULL, "features" integer array NOT NULL, "special_features" integer array NOT NULL, "data_categories" jsonb, "retention" jsonb NOT NULL, "retention_since" date, "uses_cookies" boolean, "cookie_refresh" boolean, "uses_non_cookie_access" boolean, "cookie_max_age_seconds" double precision, "privacy_url" text, "legitimate_interest_url" text, "device_storage_url" text, "deleted_on" date, "irregularities" jsonb NOT NULL, "changes" jsonb NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "vendor_declaration_status_known" CHECK (status IN ('declared', 'deleted', 'gone')), CONSTRAINT "PK_08c4b83fbb98436f6277257370c" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "vendor_declaration_by_name" ON "vendor_declaration"  ("name", "id") `);
    await runner.query(
      `CREATE INDEX "vendor_declaration_of_vendor" ON "vendor_declaration"  ("vendor_id", "id") `,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "vendor_declaration_of_entry" ON "vendor_declaration"  ("gvl_id") `,
    );
    await runner.query(
      `CREATE TABLE "subprocessor" ("id" uuid NOT NULL, "revision" integer NOT NULL, "vendor_id" uuid NOT NULL, "name" text NOT NULL, "folded_name" text NOT NULL, "linked_vendor_id" uuid, "website" text, "purpose" text, "countries" text array NOT NULL, "data_categories" text array NOT NULL, "role" text NOT NULL, "transfer_tool" text, "status" text NOT NULL, "valid_from" date, "valid_to" date, "source" text, "removed" boolean NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "subprocessor_not_itself" CHECK (linked_vendor_id <> vendor_id), CONSTRAINT "subprocessor_validity_ordered" CHECK (valid_to >= valid_from), CONSTRAINT "subprocessor_role_known" CHECK (role IN ('CONTROLLER', 'JOINT_CONTROLLER', 'INDEPENDENT_CONTROLLER', 'PROCESSOR', 'SUB_PROCESSOR', 'RECIPIENT', 'THIRD_PARTY_GDPR', 'EXPORTER', 'IMPORTER', 'REPRESENTATIVE', 'DPO', 'PUBLIC_AUTHORITY_INQUIRY')), CONSTRAINT "subprocessor_status_known" CHECK (status IN ('ANNOUNCED', 'ACTIVE', 'REPLACED', 'REMOVED')), CONSTRAINT "PK_774dd6b2706076f2ee284bfe939" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "subprocessor_by_days" ON "subprocessor"  ("valid_from", "valid_to") WHERE NOT removed AND status IN ('ANNOUNCED', 'ACTIVE')`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "subprocessor_name_in_use" ON "subprocessor"  ("vendor_id", "folded_name") WHERE NOT removed AND status IN ('ANNOUNCED', 'ACTIVE')`,
    );
    await runner.query(`CREATE INDEX "subprocessor_by_name" ON "subprocessor"  ("folded_name") `);
    await runner.query(
      `CREATE INDEX "subprocessor_by_link" ON "subprocessor"  ("linked_vendor_id") WHERE linked_vendor_id IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX "subprocessor_of_vendor" ON "subprocessor"  ("vendor_id", "id") `);
    await runner.query(
      `CREATE TABLE "vendor_list" ("id" uuid NOT NULL, "revision" integer NOT NULL, "specification" integer NOT NULL, "list_version" integer NOT NULL, "policy_version" integer, "published_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "digest" text NOT NULL, "vendors" integer NOT NULL, "definitions" jsonb NOT NULL, "file_name" text NOT NULL, "complete" boolean NOT NULL, "imported_by_id" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_34908fe98b097db3c9e4bf1d281" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "vendor_list_edition" ON "vendor_list"  ("specification", "list_version") `,
    );
    await runner.query(
      `CREATE TABLE "ledger_node" ("level" integer NOT NULL, "index" bigint NOT NULL, "hash" bytea NOT NULL, CONSTRAINT "PK_f96e6cc94322e4a9c259e3d0eb6" PRIMARY KEY ("level", "index"))`,
    );
    await runner.query(
      `CREATE TABLE "ledger_checkpoint" ("size" bigint NOT NULL, "root" bytea NOT NULL, "key_id" uuid NOT NULL, "note" text NOT NULL, "signed_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_44fbf791116f082783f316441ef" PRIMARY KEY ("size"))`,
    );
    await runner.query(
      `CREATE TABLE "ledger_key" ("id" uuid NOT NULL, "revision" integer NOT NULL, "status" text NOT NULL, "origin" text NOT NULL, "public_key" text NOT NULL, "since_size" bigint NOT NULL, "statement" text NOT NULL, "endorsement" text, "previous_id" uuid, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "ended_at" TIMESTAMP(3) WITH TIME ZONE, "ended_because" text, CONSTRAINT "ledger_key_status_known" CHECK (status IN ('current', 'retired', 'revoked')), CONSTRAINT "PK_92a1d19823b0ea016aab777d8f3" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "ledger_key_one_current" ON "ledger_key"  ("status") WHERE status = 'current'`,
    );
    await runner.query(`CREATE UNIQUE INDEX "ledger_key_known" ON "ledger_key"  ("public_key") `);
    await runner.query(`ALTER TABLE "agreement" ADD "legal_entity_role" text`);
    await runner.query(`ALTER TABLE "agreement" ADD "renewal_months" integer`);
    await runner.query(`ALTER TABLE "agreement" ADD "notice_given_on" date`);
    await runner.query(`ALTER TABLE "agreement" ADD "deletion_choice" text`);
    await runner.query(`ALTER TABLE "agreement" ADD "deletion_days" integer`);
    await runner.query(
      `ALTER TABLE "agreement" ADD "deletion_certificate_required" boolean NOT NULL DEFAULT false`,
    );
    await runner.query(`ALTER TABLE "agreement" ADD "scc_modules" text array NOT NULL DEFAULT '{}'`);
    await runner.query(`ALTER TABLE "agreement" ADD "scc_choices" jsonb NOT NULL DEFAULT '[]'`);
    await runner.query(`ALTER TABLE "agreement" ADD "covers_ccpa" boolean NOT NULL DEFAULT false`);
    await runner.query(
      `ALTER TABLE "agreement" ADD "cross_context_advertising" boolean NOT NULL DEFAULT false`,
    );
    await runner.query(`ALTER TABLE "agreement" ADD "term_number" integer NOT NULL DEFAULT '0'`);
    await runner.query(`ALTER TABLE "agreement" ADD "notice_announced_for" date`);
    await runner.query(`ALTER TABLE "agreement" ADD "term_ends_on" date`);
    await runner.query(`ALTER TABLE "agreement" ADD "notice_on" date`);
    await runner.query(`ALTER TABLE "agreement" ADD "ends_on" date`);
    await runner.query(
      `CREATE INDEX "agreement_by_notice" ON "agreement"  ("notice_on") WHERE status IN ('in_force', 'suspended')`,
    );
    await runner.query(
      `CREATE INDEX "agreement_by_term" ON "agreement"  ("term_ends_on") WHERE status IN ('in_force', 'suspended')`,
    );
    await runner.query(
      `CREATE INDEX "agreement_ending" ON "agreement"  ("ends_on") WHERE status IN ('in_force', 'suspended')`,
    );
    await runner.query(`CREATE INDEX "agreement_by_parent" ON "agreement"  ("parent_id") `);
    await runner.query(`CREATE INDEX "data_flow_by_legal_entity" ON "data_flow"  ("legal_entity_id", "id") `);
    await runner.query(
      `ALTER TABLE "agreement" ADD CONSTRAINT "agreement_renewal_months" CHECK (renewal_months > 0)`,
    );
    await runner.query(
      `ALTER TABLE "agreement" ADD CONSTRAINT "agreement_deletion_choice_known" CHECK (deletion_choice IN ('DELETE', 'RETURN', 'CONTROLLER_DECIDES'))`,
    );
    await runner.query(
      `ALTER TABLE "agreement" ADD CONSTRAINT "agreement_legal_entity_role_known" CHECK (legal_entity_role IN ('CONTROLLER', 'JOINT_CONTROLLER', 'INDEPENDENT_CONTROLLER', 'PROCESSOR', 'SUB_PROCESSOR', 'RECIPIENT', 'THIRD_PARTY_GDPR', 'EXPORTER', 'IMPORTER', 'REPRESENTATIVE', 'DPO', 'PUBLIC_AUTHORITY_INQUIRY'))`,
    );
    await runner.query(
      `ALTER TABLE "agreement_amendment" ADD CONSTRAINT "FK_452f26a456427d3477313a78096" FOREIGN KEY ("agreement_id") REFERENCES "agreement"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "agreement_amendment" ADD CONSTRAINT "FK_0776880412b8bd3d32f89abfc21" FOREIGN KEY ("signed_by_id") REFERENCES "app_user"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "agreement_amendment" ADD CONSTRAINT "agreement_amendment_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "export" ADD CONSTRAINT "FK_774dfbf7d584fcafd55abf8ff49" FOREIGN KEY ("previous_id") REFERENCES "export"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "export" ADD CONSTRAINT "export_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "calendar_feed" ADD CONSTRAINT "FK_29b8f216ae4f5fdd5bcc8de8112" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "calendar_feed_use" ADD CONSTRAINT "FK_f7af8b06652fe8a9185dd5b180b" FOREIGN KEY ("calendar_feed_id") REFERENCES "calendar_feed"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "adequacy_change" ADD CONSTRAINT "FK_c3d888f3770dcc871f5941ac4f6" FOREIGN KEY ("recorded_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "adequacy_change" ADD CONSTRAINT "FK_acb604cbb719abdb3d05209d043" FOREIGN KEY ("revoked_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "adequacy_change" ADD CONSTRAINT "adequacy_change_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "vendor_declaration" ADD CONSTRAINT "FK_56b6bee80098a1169d1f220b913" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "vendor_declaration" ADD CONSTRAINT "vendor_declaration_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "subprocessor" ADD CONSTRAINT "FK_3c184b6dc3b647edd0a39107098" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "subprocessor" ADD CONSTRAINT "FK_d006bbe3907ed5a7e42548d95bb" FOREIGN KEY ("linked_vendor_id") REFERENCES "vendor"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "subprocessor" ADD CONSTRAINT "subprocessor_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "vendor_list" ADD CONSTRAINT "vendor_list_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "ledger_checkpoint" ADD CONSTRAINT "FK_f1e0d901e2ab7dad93be8d81f57" FOREIGN KEY ("key_id") REFERENCES "ledger_key"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "ledger_key" ADD CONSTRAINT "ledger_key_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await guardRegisteredTables(runner);
    await afterSharing(runner);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Records are not thrown away: restore a copy from before instead.'));
  }
}
