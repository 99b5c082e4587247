import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardRegisteredTables } from './guards.js';
import { afterVetting } from './vetting-steps.js';

export class Vetting1795651200000 implements MigrationInterface {
  readonly name = 'Vetting1795651200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "public"."audit_by_day"`);
    await runner.query(`ALTER TABLE "evidence" DROP CONSTRAINT "evidence_kind_known"`);
    await runner.query(`ALTER TABLE "assessment" DROP CONSTRAINT "assessment_status_known"`);
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
      `CREATE TABLE "remediation_link" ("id" uuid NOT NULL, "revision" integer NOT NULL, "vendor_id" uuid NOT NULL, "email" text, "salt" bytea NOT NULL, "token_hash" bytea NOT NULL, "finding_ids" uuid array, "expires_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "revoked_at" TIMESTAMP(3) WITH TIME ZONE, "created_by_id" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_57be4e947465773476db9db92d3" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "remediation_link_by_token" ON "remediation_link"  ("token_hash") `,
    );
    await runner.query(
      `CREATE INDEX "remediation_link_by_vendor" ON "remediation_link"  ("vendor_id", "created_at") `,
    );
    await runner.query(
      `CREATE TABLE "finding_update" ("id" uuid NOT NULL, "revision" integer NOT NULL, "finding_id" uuid NOT NULL, "vendor_id" uuid NOT NULL, "by_kind" text NOT NULL, "by_id" uuid NOT NULL, "visible_to_vendor" boolean NOT NULL, "text" text NOT NULL, "claims_resolved" boolean NOT NULL, "evidence_id" uuid, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "finding_update_claim_of_vendor" CHECK (by_kind = 'respondent' OR NOT claims_resolved), CONSTRAINT "finding_update_of_vendor_visible" CHECK (by_kind <> 'respondent' OR visible_to_vendor), CONSTRAINT "finding_update_writer_known" CHECK (by_kind IN ('user', 'api_key', 'respondent')), CONSTRAINT "PK_3d2a1edeb8a1ca58ff3a64a936f" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "finding_update_by_finding" ON "finding_update"  ("finding_id", "created_at", "id") `,
    );
    await runner.query(
      `CREATE TABLE "evidence_content" ("sha256" text NOT NULL, "size" double precision NOT NULL, "location" text NOT NULL, "state" text NOT NULL, "touched_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "evidence_content_hash_shaped" CHECK (sha256 ~ '^[0-9a-f]{64}$'), CONSTRAINT "evidence_content_location_known" CHECK (location IN ('folder', 's3', 'database')), CONSTRAINT "evidence_content_state_known" CHECK (state IN ('arriving', 'kept', 'leaving', 'gone')), CONSTRAINT "PK_1d3374b3c3b3e43446530b9428b" PRIMARY KEY ("sha256"))`,
    );
    await runner.query(
      `CREATE INDEX "evidence_content_unsettled" ON "evidence_content"  ("state", "touched_at") WHERE state IN ('arriving', 'leaving')`,
    );
    await runner.query(
      `CREATE TABLE "evidence_content_part" ("sha256" text NOT NULL, "position" integer NOT NULL, "bytes" bytea NOT NULL, CONSTRAINT "PK_3ef735cc4391f0bcfabd39c436a" PRIMARY KEY ("sha256", "position"))`,
    );
    await runner.query(
      `CREATE TABLE "assessment_comment" ("id" uuid NOT NULL, "revision" integer NOT NULL, "assessment_id" uuid NOT NULL, "question_id" text NOT NULL, "note" text NOT NULL, "created_by_id" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "reply" text, "replied_by_id" uuid, "replied_at" TIMESTAMP(3) WITH TIME ZONE, CONSTRAINT "assessment_comment_replied_then" CHECK ((reply IS NULL) = (replied_at IS NULL)), CONSTRAINT "PK_f3059ee25d50b887d367cc23139" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "assessment_comment_by_assessment" ON "assessment_comment"  ("assessment_id") `,
    );
    await runner.query(
      `CREATE TABLE "dispute" ("id" uuid NOT NULL, "revision" integer NOT NULL, "assessment_id" uuid NOT NULL, "question_id" text NOT NULL, "reason" text NOT NULL, "raised_by_id" uuid NOT NULL, "raised_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "outcome" text, "reasons" text, "answered_by_id" uuid, "answered_at" TIMESTAMP(3) WITH TIME ZONE, CONSTRAINT "dispute_answered_then" CHECK ((outcome IS NULL) = (answered_at IS NULL)), CONSTRAINT "dispute_outcome_known" CHECK (outcome IN ('upheld', 'changed')), CONSTRAINT "PK_e2f1f4741f2094ce789b0a7c5b3" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE UNIQUE INDEX "dispute_once" ON "dispute"  ("assessment_id", "question_id") `);
    await runner.query(
      `CREATE TABLE "assessment_plan" ("id" uuid NOT NULL, "revision" integer NOT NULL, "name" text NOT NULL, "description" text, "template_id" uuid NOT NULL, "template_version_id" uuid, "tiers" integer array NOT NULL, "categories" text array NOT NULL, "vendor_statuses" text array NOT NULL, "cadence_months" integer, "cadence_days" integer, "lead_days" integer NOT NULL, "ask_gap_only" boolean NOT NULL, "active" boolean NOT NULL, "ended_at" TIMESTAMP(3) WITH TIME ZONE, "created_by_id" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "assessment_plan_ended_rests" CHECK (ended_at IS NULL OR NOT active), CONSTRAINT "assessment_plan_for_somebody" CHECK (cardinality(tiers) + cardinality(categories) > 0), CONSTRAINT "assessment_plan_one_cadence" CHECK (cadence_months IS NULL OR cadence_days IS NULL), CONSTRAINT "PK_f77ac6936d1c58961ad7a89fdc4" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "assessment_plan_by_name" ON "assessment_plan"  ("name", "id") `);
    await runner.query(
      `CREATE TABLE "assessment_reminder" ("id" uuid NOT NULL, "revision" integer NOT NULL, "assessment_id" uuid NOT NULL, "offset_days" integer NOT NULL, "due_on" date NOT NULL, "announced_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_6311732d27f08e8b4125a363d66" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "assessment_reminder_once" ON "assessment_reminder"  ("assessment_id", "due_on", "offset_days") `,
    );
    await runner.query(
      `CREATE TABLE "waiver" ("id" uuid NOT NULL, "revision" integer NOT NULL, "requirement_id" text NOT NULL, "subject_type" text NOT NULL, "subject_id" uuid NOT NULL, "reason" text NOT NULL, "compensating_measure" text NOT NULL, "valid_until" date NOT NULL, "status" text NOT NULL, "requested_by_id" uuid NOT NULL, "requested_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "decided_by_id" uuid, "decided_at" TIMESTAMP(3) WITH TIME ZONE, "rationale" text, "ended_by_id" uuid, "ended_at" TIMESTAMP(3) WITH TIME ZONE, "end_reason" text, CONSTRAINT "waiver_granted_by_somebody" CHECK (status NOT IN ('granted', 'refused', 'revoked') OR decided_by_id IS NOT NULL), CONSTRAINT "waiver_decided_by_another" CHECK (decided_by_id IS NULL OR decided_by_id <> requested_by_id), CONSTRAINT "waiver_status_known" CHECK (status IN ('requested', 'granted', 'refused', 'withdrawn', 'revoked', 'expired')), CONSTRAINT "waiver_subject_type_known" CHECK (subject_type IN ('vendor', 'data_flow')), CONSTRAINT "PK_40563291fc45d5a7536818be6d3" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "waiver_asked_for_once" ON "waiver"  ("subject_id", "requirement_id") WHERE status = 'requested'`,
    );
    await runner.query(`CREATE INDEX "waiver_by_request" ON "waiver"  ("requested_at", "id") `);
    await runner.query(`CREATE INDEX "waiver_by_end" ON "waiver"  ("valid_until", "id") `);
    await runner.query(`CREATE INDEX "waiver_of_subject" ON "waiver"  ("subject_id", "requirement_id") `);
    await runner.query(`ALTER TABLE "audit" ADD "status" text NOT NULL DEFAULT 'performed'`);
    await runner.query(`ALTER TABLE "audit" ADD "service_id" uuid`);
    await runner.query(`ALTER TABLE "audit" ADD "planned_for" date`);
    await runner.query(`ALTER TABLE "audit" ADD "auditor_id" uuid`);
    await runner.query(`ALTER TABLE "audit" ADD "sampled_controls" jsonb NOT NULL DEFAULT '[]'`);
    await runner.query(`ALTER TABLE "audit" ADD "evidence_ids" uuid array NOT NULL DEFAULT '{}'`);
    await runner.query(`ALTER TABLE "audit" ADD "opinion" text`);
    await runner.query(`ALTER TABLE "audit" ADD "concluded_by_id" uuid`);
    await runner.query(`ALTER TABLE "audit" ADD "concluded_at" TIMESTAMP(3) WITH TIME ZONE`);
    await runner.query(`ALTER TABLE "finding" ADD "source_id" uuid`);
    await runner.query(`ALTER TABLE "finding" ADD "remedy" text`);
    await runner.query(`ALTER TABLE "finding" ADD "control_refs" text array NOT NULL DEFAULT '{}'`);
    await runner.query(`ALTER TABLE "finding" ADD "evidence_ids" uuid array NOT NULL DEFAULT '{}'`);
    await runner.query(`ALTER TABLE "finding" ADD "extensions" integer NOT NULL DEFAULT '0'`);
    await runner.query(`ALTER TABLE "finding" ADD "announced_late" date`);
    await runner.query(`ALTER TABLE "finding" ADD "plan" text`);
    await runner.query(`ALTER TABLE "finding" ADD "planned_for" date`);
    await runner.query(`ALTER TABLE "finding" ADD "resolved_by_link_id" uuid`);
    await runner.query(`ALTER TABLE "finding" ADD "verification_method" text`);
    await runner.query(
      `ALTER TABLE "finding" ADD "verification_evidence_ids" uuid array NOT NULL DEFAULT '{}'`,
    );
    await runner.query(`ALTER TABLE "evidence" ADD "issuer" text`);
    await runner.query(`ALTER TABLE "evidence" ADD "scope" text`);
    await runner.query(`ALTER TABLE "evidence" ADD "statement_of_applicability_id" uuid`);
    await runner.query(`ALTER TABLE "evidence" ADD "version" integer NOT NULL DEFAULT '1'`);
    await runner.query(`ALTER TABLE "evidence" ADD "supersedes_id" uuid`);
    await runner.query(`ALTER TABLE "evidence" ADD "superseded_by_id" uuid`);
    await runner.query(`ALTER TABLE "evidence" ADD "verification_outcome" text`);
    await runner.query(`ALTER TABLE "evidence" ADD "verification_note" text`);
    await runner.query(`ALTER TABLE "evidence" ADD "verified_by_id" uuid`);
    await runner.query(`ALTER TABLE "evidence" ADD "verified_at" TIMESTAMP(3) WITH TIME ZONE`);
    await runner.query(`ALTER TABLE "evidence" ADD "content_state" text NOT NULL DEFAULT 'kept'`);
    await runner.query(`ALTER TABLE "evidence" ADD "erased_at" TIMESTAMP(3) WITH TIME ZONE`);
    await runner.query(`ALTER TABLE "evidence" ADD "erased_by_id" uuid`);
    await runner.query(`ALTER TABLE "evidence" ADD "erasure_reason" text`);
    await runner.query(`ALTER TABLE "evidence" ADD "legal_ground" text`);
    await runner.query(`ALTER TABLE "evidence" ADD "bytes_deleted_at" TIMESTAMP(3) WITH TIME ZONE`);
    await runner.query(`ALTER TABLE "assessment" ADD "status_reason" text`);
    await runner.query(`ALTER TABLE "assessment" ADD "round" integer NOT NULL DEFAULT '1'`);
    await runner.query(`ALTER TABLE "assessment" ADD "reopens_id" uuid`);
    await runner.query(`ALTER TABLE "assessment" ADD "plan_id" uuid`);
    await runner.query(`ALTER TABLE "assessment" ADD "plan_period" text`);
    await runner.query(`ALTER TABLE "assessment" ADD "ask_gap_only" boolean NOT NULL DEFAULT true`);
    await runner.query(`ALTER TABLE "assessment" ADD "reply_until" date`);
    await runner.query(`ALTER TABLE "assessment" ADD "result_changed_at" TIMESTAMP(3) WITH TIME ZONE`);
    await runner.query(`ALTER TABLE "answer" ADD "suggested_from" jsonb`);
    await runner.query(`ALTER TABLE "review" ADD "confirmed_by_id" uuid`);
    await runner.query(`ALTER TABLE "review" ADD "confirmed_at" TIMESTAMP(3) WITH TIME ZONE`);
    await runner.query(`ALTER TABLE "review" ADD "confirmation_note" text`);
    await runner.query(`ALTER TABLE "questionnaire_template" ADD "archived_at" TIMESTAMP(3) WITH TIME ZONE`);
    await runner.query(
      `ALTER TABLE "questionnaire_template" ADD "archived_versions" integer array NOT NULL DEFAULT '{}'`,
    );
    await runner.query(`ALTER TABLE "questionnaire_template" ADD "built_in_edition" integer`);
    await runner.query(`ALTER TABLE "standard" ADD "edition" integer`);
    await runner.query(`DROP INDEX "public"."audit_by_vendor"`);
    await runner.query(`ALTER TABLE "audit" ALTER COLUMN "performed_on" DROP NOT NULL`);
    await runner.query(`ALTER TABLE "audit" ALTER COLUMN "conclusion" DROP NOT NULL`);
    await runner.query(`CREATE INDEX "audit_by_vendor" ON "audit"  ("vendor_id", "performed_on") `);
    await runner.query(
      `CREATE INDEX "finding_by_audit" ON "finding"  ("audit_id") WHERE audit_id IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX "finding_by_end_of_acceptance" ON "finding"  ("accepted_until") WHERE accepted_until IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX "finding_late_unannounced" ON "finding"  ("due_on") WHERE status IN ('open', 'in_remediation') AND announced_late IS DISTINCT FROM due_on`,
    );
    await runner.query(`CREATE UNIQUE INDEX "evidence_superseded_once" ON "evidence"  ("supersedes_id") `);
    await runner.query(`CREATE INDEX "evidence_by_creation" ON "evidence"  ("created_at", "id") `);
    await runner.query(
      `CREATE UNIQUE INDEX "assessment_next_round_once" ON "assessment"  ("reopens_id") WHERE status NOT IN ('cancelled', 'declined', 'expired')`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "assessment_once_a_period" ON "assessment"  ("plan_id", "vendor_id", "plan_period") WHERE plan_id IS NOT NULL`,
    );
    await runner.query(
      `ALTER TABLE "audit" ADD CONSTRAINT "audit_concluded_with" CHECK (status <> 'concluded' OR (opinion IS NOT NULL AND conclusion IS NOT NULL))`,
    );
    await runner.query(
      `ALTER TABLE "audit" ADD CONSTRAINT "audit_concluded_then" CHECK ((status = 'concluded') = (concluded_at IS NOT NULL AND concluded_by_id IS NOT NULL))`,
    );
    await runner.query(
      `ALTER TABLE "audit" ADD CONSTRAINT "audit_planned_for" CHECK (performed_on IS NOT NULL OR planned_for IS NOT NULL)`,
    );
    await runner.query(
      `ALTER TABLE "audit" ADD CONSTRAINT "audit_performed_then" CHECK ((status IN ('performed', 'concluded')) = (performed_on IS NOT NULL))`,
    );
    await runner.query(
      `ALTER TABLE "audit" ADD CONSTRAINT "audit_opinion_known" CHECK (opinion IN ('satisfactory', 'satisfactory_with_findings', 'unsatisfactory', 'disclaimer'))`,
    );
    await runner.query(
      `ALTER TABLE "audit" ADD CONSTRAINT "audit_status_known" CHECK (status IN ('planned', 'performed', 'concluded', 'cancelled'))`,
    );
    await runner.query(
      `ALTER TABLE "finding" ADD CONSTRAINT "finding_extensions_counted" CHECK (extensions >= 0)`,
    );
    await runner.query(
      `ALTER TABLE "finding" ADD CONSTRAINT "finding_plan_dated" CHECK ((plan IS NULL) = (planned_for IS NULL))`,
    );
    await runner.query(
      `ALTER TABLE "finding" ADD CONSTRAINT "finding_resolved_by_one" CHECK (resolved_by_id IS NULL OR resolved_by_link_id IS NULL)`,
    );
    await runner.query(
      `ALTER TABLE "evidence" ADD CONSTRAINT "evidence_bytes_gone_then" CHECK ((content_state = 'erased') = (bytes_deleted_at IS NOT NULL))`,
    );
    await runner.query(`ALTER TABLE "evidence" ADD CONSTRAINT "evidence_erased_for_a_reason" CHECK ((content_state = 'kept') = (erased_at IS NULL) AND (erased_at IS NULL) = (erasure_reason IS NULL)
   AND (erased_at IS NULL) = (legal_ground IS NULL) AND (erased_at IS NULL) = (erased_by_id IS NULL))`);
    await runner.query(
      `ALTER TABLE "evidence" ADD CONSTRAINT "evidence_content_state_known" CHECK (content_state IN ('kept', 'erasing', 'withheld', 'erased'))`,
    );
    await runner.query(
      `ALTER TABLE "evidence" ADD CONSTRAINT "evidence_verified_by_another" CHECK (verified_by_id IS NULL OR uploaded_by_kind = 'respondent' OR verified_by_id <> uploaded_by_id)`,
    );
    await runner.query(
      `ALTER TABLE "evidence" ADD CONSTRAINT "evidence_verified_by_somebody" CHECK ((verification_outcome IS NULL) = (verified_by_id IS NULL) AND (verified_by_id IS NULL) = (verified_at IS NULL))`,
    );
    await runner.query(
      `ALTER TABLE "evidence" ADD CONSTRAINT "evidence_outcome_known" CHECK (verification_outcome IN ('verified', 'rejected'))`,
    );
    await runner.query(
      `ALTER TABLE "evidence" ADD CONSTRAINT "evidence_kind_listed" CHECK (kind IN ('POLICY', 'CERTIFICATE', 'AUDIT_REPORT', 'TEST_REPORT', 'CONTRACT', 'OTHER', 'SOC1_REPORT', 'SOC2_TYPE_1', 'SOC2_TYPE_2', 'SOC3_REPORT', 'ISO_CERTIFICATE', 'STATEMENT_OF_APPLICABILITY', 'PENETRATION_TEST', 'VULNERABILITY_SCAN', 'PCI_DSS_AOC', 'INSURANCE', 'CONTINUITY_TEST', 'TRAINING_RECORD', 'IMPACT_ASSESSMENT', 'DELETION_CERTIFICATE', 'ARCHITECTURE', 'SUBPROCESSOR_LIST', 'QUESTIONNAIRE'))`,
    );
    await runner.query(
      `ALTER TABLE "assessment" ADD CONSTRAINT "assessment_planned_for_a_period" CHECK ((plan_id IS NULL) = (plan_period IS NULL))`,
    );
    await runner.query(
      `ALTER TABLE "assessment" ADD CONSTRAINT "assessment_round_counts" CHECK (round >= 1 AND (round = 1) = (reopens_id IS NULL))`,
    );
    await runner.query(
      `ALTER TABLE "assessment" ADD CONSTRAINT "assessment_status_one_of" CHECK (status IN ('draft', 'sent', 'in_progress', 'submitted', 'in_review', 'returned', 'completed', 'cancelled', 'declined', 'expired'))`,
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
    await runner.query(
      `ALTER TABLE "audit" ADD CONSTRAINT "FK_d34e04d1e838e45f9a69b948e80" FOREIGN KEY ("service_id") REFERENCES "vendor_service"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "audit" ADD CONSTRAINT "FK_806bc25610cdbef5ce216494d64" FOREIGN KEY ("auditor_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "audit" ADD CONSTRAINT "FK_26f07f8e579122a262fb322662b" FOREIGN KEY ("concluded_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "finding" ADD CONSTRAINT "FK_35c24601e5ccee13a11bc977bbc" FOREIGN KEY ("resolved_by_link_id") REFERENCES "remediation_link"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "remediation_link" ADD CONSTRAINT "FK_c53afc485b57a2117b002ccd2e6" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "remediation_link" ADD CONSTRAINT "remediation_link_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "finding_update" ADD CONSTRAINT "FK_ce593ea2fd4ecf5700e146c4eba" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "finding_update" ADD CONSTRAINT "FK_f22d3601f3d7319aed3ef77c8c7" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "finding_update" ADD CONSTRAINT "FK_c0d7523d93743d9689fc7c01647" FOREIGN KEY ("evidence_id") REFERENCES "evidence"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "finding_update" ADD CONSTRAINT "finding_update_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "evidence_content_part" ADD CONSTRAINT "FK_ad18e302943d1b3ecf416226cf8" FOREIGN KEY ("sha256") REFERENCES "evidence_content"("sha256") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "evidence" ADD CONSTRAINT "FK_276394c43b991afce92b48a6153" FOREIGN KEY ("statement_of_applicability_id") REFERENCES "evidence"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "evidence" ADD CONSTRAINT "FK_277b2a67cfd4f7b0d0b53ca4f1a" FOREIGN KEY ("supersedes_id") REFERENCES "evidence"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "evidence" ADD CONSTRAINT "FK_76ae4ff81cde17b5c9bc829b228" FOREIGN KEY ("superseded_by_id") REFERENCES "evidence"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "assessment" ADD CONSTRAINT "FK_84fb98686190477b9e71bfb3fb8" FOREIGN KEY ("reopens_id") REFERENCES "assessment"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "assessment" ADD CONSTRAINT "FK_f77ac6936d1c58961ad7a89fdc4" FOREIGN KEY ("plan_id") REFERENCES "assessment_plan"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "review" ADD CONSTRAINT "FK_ebb6c40e2d0d0d79d3b36f5f911" FOREIGN KEY ("confirmed_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "assessment_comment" ADD CONSTRAINT "FK_5dcc3de1de8775318660360fad7" FOREIGN KEY ("assessment_id") REFERENCES "assessment"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "assessment_comment" ADD CONSTRAINT "FK_4da3d2b28fa3a8e9a005554adfd" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "assessment_comment" ADD CONSTRAINT "FK_9823c584dc7b240b5a65716d34b" FOREIGN KEY ("replied_by_id") REFERENCES "invitation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "assessment_comment" ADD CONSTRAINT "assessment_comment_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "dispute" ADD CONSTRAINT "FK_f62e220a5098850366728886fef" FOREIGN KEY ("assessment_id") REFERENCES "assessment"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "dispute" ADD CONSTRAINT "FK_9c63eb2ab6bd1fc0d785639277a" FOREIGN KEY ("raised_by_id") REFERENCES "invitation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "dispute" ADD CONSTRAINT "FK_24d70196e4da427b7ba17b5fbe8" FOREIGN KEY ("answered_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "dispute" ADD CONSTRAINT "dispute_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "assessment_plan" ADD CONSTRAINT "FK_969d74ac328a3baddfed793af23" FOREIGN KEY ("template_id") REFERENCES "questionnaire_template"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "assessment_plan" ADD CONSTRAINT "FK_b6aa7ba14933515a864fd975670" FOREIGN KEY ("template_version_id") REFERENCES "questionnaire_version"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "assessment_plan" ADD CONSTRAINT "assessment_plan_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "assessment_reminder" ADD CONSTRAINT "FK_d2159955d885e118d2ea3bc6454" FOREIGN KEY ("assessment_id") REFERENCES "assessment"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "assessment_reminder" ADD CONSTRAINT "assessment_reminder_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "waiver" ADD CONSTRAINT "FK_a344b2c42d86c6e72eb442c2f17" FOREIGN KEY ("requested_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "waiver" ADD CONSTRAINT "FK_68c49fde57002aa2e1624e60c7d" FOREIGN KEY ("decided_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "waiver" ADD CONSTRAINT "FK_471d8babfc63a76322172a557a8" FOREIGN KEY ("ended_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "waiver" ADD CONSTRAINT "waiver_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await guardRegisteredTables(runner);
    await afterVetting(runner);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Records are not thrown away: restore a copy from before instead.'));
  }
}
