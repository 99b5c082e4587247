import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardRegisteredTables } from './guards.js';
import { afterTransparency } from './transparency-steps.js';

export class Transparency1795780800000 implements MigrationInterface {
  readonly name = 'Transparency1795780800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "erasure" ("id" uuid NOT NULL, "revision" integer NOT NULL, "kind" text NOT NULL, "subject_id" uuid NOT NULL, "fields" text array NOT NULL, "ended" text array NOT NULL, "reason" text NOT NULL, "erased_by_id" uuid NOT NULL, "erased_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "erasure_kind_known" CHECK (kind IN ('user', 'vendor_contact', 'respondent', 'signatory', 'remediator', 'reporter', 'report_contact')), CONSTRAINT "PK_9319154af7dd3e180c732f147ec" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "erasure_by_time" ON "erasure"  ("erased_at", "id") `);
    await runner.query(`CREATE UNIQUE INDEX "erasure_once" ON "erasure"  ("kind", "subject_id") `);
    await runner.query(
      `CREATE TABLE "financial_entity" ("id" uuid NOT NULL, "revision" integer NOT NULL, "legal_entity_id" uuid NOT NULL, "entity_type" text NOT NULL, "hierarchy" text NOT NULL, "parent_id" uuid, "maintains_register" boolean NOT NULL, "competent_authority" text, "integrated_on" date, "removed_on" date, "currency" text, "total_assets" double precision, "definitions" text array, "updated_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "financial_entity_not_its_own_parent" CHECK (parent_id <> legal_entity_id), CONSTRAINT "financial_entity_hierarchy_known" CHECK (hierarchy IN ('ULTIMATE_PARENT', 'PARENT', 'SUBSIDIARY', 'STANDALONE', 'OUTSOURCING')), CONSTRAINT "financial_entity_type_known" CHECK (entity_type IN ('CREDIT_INSTITUTION', 'INVESTMENT_FIRM', 'CENTRAL_COUNTERPARTY', 'ASSET_MANAGEMENT', 'ACCOUNT_INFORMATION', 'E_MONEY', 'CRYPTO_ASSET_SERVICE', 'CENTRAL_DEPOSITORY', 'TRADING_VENUE', 'TRADE_REPOSITORY', 'PAYMENT_INSTITUTION', 'OTHER_FINANCIAL', 'SECURITISATION_REPOSITORY', 'CROWDFUNDING', 'BENCHMARK_ADMINISTRATOR', 'RATING_AGENCY', 'OCCUPATIONAL_PENSION', 'INSURANCE_INTERMEDIARY', 'INSURANCE', 'DATA_REPORTING', 'ALTERNATIVE_FUND_MANAGER', 'NON_FINANCIAL_OTHER', 'NON_FINANCIAL_ICT', 'ASSET_TOKEN_ISSUER')), CONSTRAINT "PK_1d4e74f02ce1bf210b0e701e5b7" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "financial_entity_one_keeper" ON "financial_entity"  ("maintains_register") WHERE maintains_register`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "financial_entity_of_company" ON "financial_entity"  ("legal_entity_id") `,
    );
    await runner.query(
      `CREATE TABLE "ict_function" ("id" uuid NOT NULL, "revision" integer NOT NULL, "legal_entity_id" uuid NOT NULL, "identifier" text NOT NULL, "name" text NOT NULL, "licensed_activity" text NOT NULL, "criticality" text NOT NULL, "criticality_reasons" text, "assessed_on" date, "recovery_time_hours" integer, "recovery_point_hours" integer, "impact" text, "ended_on" date, "updated_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "ict_function_impact_known" CHECK (impact IN ('LOW', 'MEDIUM', 'HIGH', 'NOT_ASSESSED')), CONSTRAINT "ict_function_criticality_known" CHECK (criticality IN ('YES', 'NO', 'NOT_ASSESSED')), CONSTRAINT "PK_46b525e710defecb0f49ffb77ab" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "ict_function_once" ON "ict_function"  ("legal_entity_id", "identifier") `,
    );
    await runner.query(
      `CREATE TABLE "ict_provider" ("id" uuid NOT NULL, "revision" integer NOT NULL, "vendor_id" uuid NOT NULL, "person_type" text, "code_type" text, "code" text, "latin_name" text, "ultimate_parent_id" uuid, "currency" text, "annual_cost" double precision, "updated_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "ict_provider_not_its_own_parent" CHECK (ultimate_parent_id <> vendor_id), CONSTRAINT "ict_provider_cost_whole" CHECK ((annual_cost IS NULL) = (currency IS NULL)), CONSTRAINT "ict_provider_code_whole" CHECK ((code IS NULL) = (code_type IS NULL)), CONSTRAINT "ict_provider_code_type_known" CHECK (code_type IN ('LEI', 'OTHER', 'EUID', 'COMPANY_REGISTER', 'VAT', 'NATIONAL_ID')), CONSTRAINT "ict_provider_person_type_known" CHECK (person_type IN ('LEGAL_PERSON', 'INDIVIDUAL')), CONSTRAINT "PK_013bfe2c5a4586e2d1ca77a30c0" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE UNIQUE INDEX "ict_provider_of_vendor" ON "ict_provider"  ("vendor_id") `);
    await runner.query(
      `CREATE TABLE "ict_arrangement" ("id" uuid NOT NULL, "revision" integer NOT NULL, "agreement_id" uuid NOT NULL, "currency" text, "annual_cost" double precision, "termination_reason" text, "provider_notice_days" integer, "governing_country" text, "user_ids" uuid array NOT NULL, "services" jsonb NOT NULL, "updated_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "ict_arrangement_termination_known" CHECK (termination_reason IN ('EXPIRED', 'BREACH', 'IMPEDIMENTS', 'WEAKNESSES', 'AUTHORITY', 'OTHER')), CONSTRAINT "PK_33d17b0f820d6a935693141281a" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "ict_arrangement_of_agreement" ON "ict_arrangement"  ("agreement_id") `,
    );
    await runner.query(
      `CREATE TABLE "report_link" ("id" uuid NOT NULL, "revision" integer NOT NULL, "vendor_id" uuid NOT NULL, "email" text, "salt" bytea, "token_hash" bytea NOT NULL, "expires_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "revoked_at" TIMESTAMP(3) WITH TIME ZONE, "created_by_id" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_f53b9d579cc5b999169a17a39e6" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE UNIQUE INDEX "report_link_by_token" ON "report_link"  ("token_hash") `);
    await runner.query(`CREATE INDEX "report_link_by_vendor" ON "report_link"  ("vendor_id", "created_at") `);
    await runner.query(
      `CREATE TABLE "vendor_report" ("id" uuid NOT NULL, "revision" integer NOT NULL, "vendor_id" uuid NOT NULL, "link_id" uuid NOT NULL, "status" text NOT NULL, "title" text NOT NULL, "description" text NOT NULL, "breach_types" text array NOT NULL, "occurred_from" TIMESTAMP(3) WITH TIME ZONE, "occurred_to" TIMESTAMP(3) WITH TIME ZONE, "detected_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "subjects_affected" double precision, "records_affected" double precision, "measures" text, "contact" text, "salt" bytea, "fingerprint" bytea, "told_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "incident_id" uuid, "reason" text, "settled_by_id" uuid, "settled_at" TIMESTAMP(3) WITH TIME ZONE, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "vendor_report_settled_by" CHECK ((status = 'new') = (settled_by_id IS NULL) AND (status = 'new') = (settled_at IS NULL)), CONSTRAINT "vendor_report_set_aside_why" CHECK ((status = 'set_aside') = (reason IS NOT NULL)), CONSTRAINT "vendor_report_taken_into" CHECK ((status = 'taken') = (incident_id IS NOT NULL)), CONSTRAINT "vendor_report_status_known" CHECK (status IN ('new', 'taken', 'set_aside')), CONSTRAINT "PK_bd607d9890ca2df6d28097fec71" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "vendor_report_by_incident" ON "vendor_report"  ("incident_id") `);
    await runner.query(
      `CREATE INDEX "vendor_report_by_vendor" ON "vendor_report"  ("vendor_id", "told_at") `,
    );
    await runner.query(`CREATE INDEX "vendor_report_by_telling" ON "vendor_report"  ("told_at", "id") `);
    await runner.query(
      `CREATE UNIQUE INDEX "vendor_report_once" ON "vendor_report"  ("link_id", "fingerprint") `,
    );
    await runner.query(
      `CREATE TABLE "disclosure_gap" ("id" uuid NOT NULL, "revision" integer NOT NULL, "state" text NOT NULL, "legal_entity_id" uuid NOT NULL, "vendor_id" uuid, "recipient" text NOT NULL, "onward" boolean NOT NULL, "subject_category" text, "gap_key" text NOT NULL, "seen_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "ended_at" TIMESTAMP(3) WITH TIME ZONE, CONSTRAINT "disclosure_gap_state_known" CHECK (state IN ('undisclosed', 'stale')), CONSTRAINT "PK_2d51cabb9eb928fe74af058a5e5" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "disclosure_gap_open" ON "disclosure_gap"  ("legal_entity_id", "vendor_id") WHERE ended_at IS NULL`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "disclosure_gap_open_once" ON "disclosure_gap"  ("gap_key") WHERE ended_at IS NULL`,
    );
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
    await runner.query(
      `CREATE TABLE "flow_disclosure" ("id" uuid NOT NULL, "revision" integer NOT NULL, "data_flow_id" uuid NOT NULL, "mode" text NOT NULL, "category" text, "reason" text, "words" jsonb NOT NULL, "how_to_object" text, "decided_by_id" uuid NOT NULL, "decided_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "flow_disclosure_reasoned" CHECK (mode = 'public' OR reason IS NOT NULL), CONSTRAINT "flow_disclosure_category_shown" CHECK ((mode = 'by_category') = (category IS NOT NULL)), CONSTRAINT "flow_disclosure_mode_known" CHECK (mode IN ('public', 'by_category', 'withheld')), CONSTRAINT "PK_136325e80977d8315c62e39ad92" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "flow_disclosure_of_flow" ON "flow_disclosure"  ("data_flow_id") `,
    );
    await runner.query(
      `CREATE TABLE "subscription" ("id" uuid NOT NULL, "revision" integer NOT NULL, "kind" text NOT NULL, "status" text NOT NULL, "email" text, "url" text, "salt" bytea, "language" text NOT NULL, "legal_entity_id" uuid, "confirm_hash" bytea, "confirm_until" TIMESTAMP(3) WITH TIME ZONE, "secret_sealed" bytea, "confirmed_at" TIMESTAMP(3) WITH TIME ZONE, "ended_at" TIMESTAMP(3) WITH TIME ZONE, "ended_because" text, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "subscription_leads_somewhere" CHECK ((kind = 'mail' AND url IS NULL) OR (kind = 'webhook' AND email IS NULL)), CONSTRAINT "subscription_ended_is_erased" CHECK (status <> 'ended' OR (email IS NULL AND url IS NULL AND salt IS NULL AND confirm_hash IS NULL AND secret_sealed IS NULL)), CONSTRAINT "subscription_ended_whole" CHECK ((status = 'ended') = (ended_at IS NOT NULL AND ended_because IS NOT NULL)), CONSTRAINT "subscription_end_known" CHECK (ended_because IN ('asked', 'not_confirmed', 'gone', 'erased')), CONSTRAINT "subscription_language_known" CHECK (language IN ('en', 'it')), CONSTRAINT "subscription_status_known" CHECK (status IN ('pending', 'active', 'ended')), CONSTRAINT "subscription_kind_known" CHECK (kind IN ('mail', 'webhook')), CONSTRAINT "PK_8c3e00ebd02103caa1174cd5d9d" PRIMARY KEY ("id"))`,
    );
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
      `CREATE TABLE "access_record" ("id" uuid NOT NULL, "at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "actor_kind" text NOT NULL, "actor_id" uuid NOT NULL, "what" text NOT NULL, "subject_id" uuid, "filters" jsonb NOT NULL, "row_count" integer, "request_id" text, CONSTRAINT "access_record_actor_kind_known" CHECK (actor_kind IN ('user', 'api_key', 'respondent', 'system')), CONSTRAINT "PK_439c9f6c160af4c3b1a3196f1bb" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "access_record_by_what" ON "access_record"  ("what", "at", "id") `);
    await runner.query(
      `CREATE INDEX "access_record_by_subject" ON "access_record"  ("subject_id", "at", "id") WHERE subject_id IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX "access_record_by_actor" ON "access_record"  ("actor_id", "at", "id") `);
    await runner.query(`CREATE INDEX "access_record_by_time" ON "access_record"  ("at", "id") `);
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
    await runner.query(`ALTER TABLE "remediation_link" ALTER COLUMN "salt" DROP NOT NULL`);
    await runner.query(`ALTER TABLE "assessment" ALTER COLUMN "salt" DROP NOT NULL`);
    await runner.query(`ALTER TABLE "invitation" ALTER COLUMN "salt" DROP NOT NULL`);
    await runner.query(
      `ALTER TABLE "erasure" ADD CONSTRAINT "FK_07aaca18329815016caa95ed54c" FOREIGN KEY ("erased_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "erasure" ADD CONSTRAINT "erasure_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "financial_entity" ADD CONSTRAINT "FK_2d7698e502602a9c80cfaa09444" FOREIGN KEY ("legal_entity_id") REFERENCES "legal_entity"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "financial_entity" ADD CONSTRAINT "FK_73994afa3501f766c4cb01c723b" FOREIGN KEY ("parent_id") REFERENCES "legal_entity"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "financial_entity" ADD CONSTRAINT "financial_entity_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "ict_function" ADD CONSTRAINT "FK_a2becfca01f1bbc906dd569eefa" FOREIGN KEY ("legal_entity_id") REFERENCES "legal_entity"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "ict_function" ADD CONSTRAINT "ict_function_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "ict_provider" ADD CONSTRAINT "FK_5e97de8be6c10538d9f1cd3ebf8" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "ict_provider" ADD CONSTRAINT "FK_d2b8af325e49d8c6a8bdf51c6a2" FOREIGN KEY ("ultimate_parent_id") REFERENCES "vendor"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "ict_provider" ADD CONSTRAINT "ict_provider_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "ict_arrangement" ADD CONSTRAINT "FK_bba78d7c481f6d4aaa0dc5efd49" FOREIGN KEY ("agreement_id") REFERENCES "agreement"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "ict_arrangement" ADD CONSTRAINT "ict_arrangement_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "report_link" ADD CONSTRAINT "FK_a8d82fcf65947e8b84bfad2fc42" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "report_link" ADD CONSTRAINT "report_link_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "vendor_report" ADD CONSTRAINT "FK_d14f38118f321745026ccbfa028" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "vendor_report" ADD CONSTRAINT "FK_06a7108aaa187785deb860f79cb" FOREIGN KEY ("link_id") REFERENCES "report_link"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "vendor_report" ADD CONSTRAINT "FK_e932544d39bdd2575634c238b94" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "vendor_report" ADD CONSTRAINT "vendor_report_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "disclosure_gap" ADD CONSTRAINT "FK_98a06b403c188c2cae75ed7e669" FOREIGN KEY ("legal_entity_id") REFERENCES "legal_entity"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "disclosure_gap" ADD CONSTRAINT "FK_b23e4a61fe502f65de01f27f7e5" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "disclosure_gap" ADD CONSTRAINT "disclosure_gap_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
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
      `ALTER TABLE "flow_disclosure" ADD CONSTRAINT "FK_853ef30b0e7848fb1c525c3ead2" FOREIGN KEY ("data_flow_id") REFERENCES "data_flow"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "flow_disclosure" ADD CONSTRAINT "FK_68d1cd22e18881d3be3c4855cb7" FOREIGN KEY ("decided_by_id") REFERENCES "app_user"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "flow_disclosure" ADD CONSTRAINT "flow_disclosure_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
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
      `ALTER TABLE export DROP CONSTRAINT "export_format_known", ADD CONSTRAINT "export_format_known" CHECK ((format = ANY (ARRAY['csv'::text, 'ndjson'::text, 'json'::text, 'xlsx'::text, 'pdf'::text, 'jsonld'::text, 'oscal'::text, 'xbrl-csv'::text])))`,
    );
    await guardRegisteredTables(runner);
    await afterTransparency(runner);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Records are not thrown away: restore a copy from before instead.'));
  }
}
