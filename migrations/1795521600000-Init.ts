import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardLedger, guardPublishedQuestionnaires, guardRegisteredTables } from './guards.js';
import { createSearchIndexes } from './search-indexes.js';

export class Init1795521600000 implements MigrationInterface {
  readonly name = 'Init1795521600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE EXTENSION IF NOT EXISTS pg_trgm`);
    await runner.query(
      `CREATE TABLE "agreement" ("id" uuid NOT NULL, "revision" integer NOT NULL, "reference" text NOT NULL, "vendor_id" uuid NOT NULL, "legal_entity_id" uuid NOT NULL, "kind" text NOT NULL, "vendor_role" text NOT NULL, "parent_id" uuid, "parties" jsonb NOT NULL, "status" text NOT NULL, "effective_from" date, "effective_to" date, "notice_period_days" integer, "auto_renewal" boolean NOT NULL, "governing_law" text, "subprocessor_authorisation" jsonb, "breach_notice_hours" integer, "clauses" jsonb NOT NULL, "documents" uuid array NOT NULL, "signed_on" date, "ended_on" date, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "agreement_vendor_role_known" CHECK (vendor_role IN ('CONTROLLER', 'JOINT_CONTROLLER', 'INDEPENDENT_CONTROLLER', 'PROCESSOR', 'SUB_PROCESSOR', 'RECIPIENT', 'THIRD_PARTY_GDPR', 'EXPORTER', 'IMPORTER', 'REPRESENTATIVE', 'DPO', 'PUBLIC_AUTHORITY_INQUIRY')), CONSTRAINT "agreement_status_known" CHECK (status IN ('draft', 'in_review', 'signed', 'in_force', 'suspended', 'expired', 'terminated')), CONSTRAINT "agreement_kind_known" CHECK (kind IN ('data_processing', 'joint_controllership', 'controller_to_controller', 'other')), CONSTRAINT "PK_e7537188219eeef56233a609753" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "agreement_by_creation" ON "agreement"  ("created_at", "id") `);
    await runner.query(`CREATE INDEX "agreement_by_vendor" ON "agreement"  ("vendor_id", "id") `);
    await runner.query(`CREATE UNIQUE INDEX "agreement_reference_in_use" ON "agreement"  ("reference") `);
    await runner.query(
      `CREATE TABLE "data_flow" ("id" uuid NOT NULL, "revision" integer NOT NULL, "reference" text NOT NULL, "agreement_id" uuid NOT NULL, "vendor_id" uuid NOT NULL, "legal_entity_id" uuid NOT NULL, "title" text NOT NULL, "status" text NOT NULL, "direction" text, "purposes" jsonb NOT NULL, "subject_categories" text array NOT NULL, "data_categories" jsonb NOT NULL, "volume" text, "frequency" text, "source_system" text, "locations" jsonb NOT NULL, "transfers" jsonb NOT NULL, "security_measures" text array NOT NULL, "dpia" jsonb, "compatibility" jsonb, "stands_on" text array NOT NULL, "author_ids" uuid array NOT NULL, "submitted_by_id" uuid, "submitted_at" TIMESTAMP(3) WITH TIME ZONE, "decision_id" uuid, "valid_until" date, "open_conditions" integer NOT NULL, "stale_facts" jsonb NOT NULL, "activated_at" TIMESTAMP(3) WITH TIME ZONE, "suspended_because" text, "closed_at" TIMESTAMP(3) WITH TIME ZONE, "certificate" jsonb, "certificate_missing" boolean NOT NULL, "created_by_id" uuid, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "data_flow_frequency_known" CHECK (frequency IN ('ONE_OFF', 'ON_EVENT', 'YEARLY', 'QUARTERLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'CONTINUOUS')), CONSTRAINT "data_flow_volume_known" CHECK (volume IN ('V0', 'V1', 'V2', 'V3', 'V4')), CONSTRAINT "data_flow_direction_known" CHECK (direction IN ('outbound', 'inbound', 'bidirectional')), CONSTRAINT "data_flow_status_known" CHECK (status IN ('draft', 'submitted', 'approved', 'approved_with_conditions', 'rejected', 'active', 'suspended', 'stale', 'expired', 'closed')), CONSTRAINT "PK_6d8b51b7ce2c9ac3ba3def61f24" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "data_flow_by_status" ON "data_flow"  ("status", "id") `);
    await runner.query(`CREATE INDEX "data_flow_by_creation" ON "data_flow"  ("created_at", "id") `);
    await runner.query(`CREATE INDEX "data_flow_by_vendor" ON "data_flow"  ("vendor_id", "id") `);
    await runner.query(`CREATE INDEX "data_flow_by_agreement" ON "data_flow"  ("agreement_id", "id") `);
    await runner.query(`CREATE UNIQUE INDEX "data_flow_reference_in_use" ON "data_flow"  ("reference") `);
    await runner.query(
      `CREATE TABLE "data_flow_examination" ("data_flow_id" uuid NOT NULL, "examined_on" date NOT NULL, CONSTRAINT "PK_c2dcc7763702dc741349615fe82" PRIMARY KEY ("data_flow_id"))`,
    );
    await runner.query(
      `CREATE TABLE "data_flow_opinion" ("id" uuid NOT NULL, "revision" integer NOT NULL, "data_flow_id" uuid NOT NULL, "flow_revision" integer NOT NULL, "opinion" text NOT NULL, "reasons" text NOT NULL, "facts_hash" text NOT NULL, "given_by_id" uuid NOT NULL, "given_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "data_flow_opinion_known" CHECK (opinion IN ('favourable', 'favourable_with_conditions', 'unfavourable')), CONSTRAINT "PK_26b9e65947f48f0f8910363a4e1" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "data_flow_opinion_by_flow" ON "data_flow_opinion"  ("data_flow_id", "id") `,
    );
    await runner.query(
      `CREATE TABLE "data_flow_decision" ("id" uuid NOT NULL, "revision" integer NOT NULL, "data_flow_id" uuid NOT NULL, "flow_revision" integer NOT NULL, "outcome" text NOT NULL, "rationale" text NOT NULL, "valid_until" date, "complete" boolean NOT NULL, "confirms_id" uuid, "facts" jsonb NOT NULL, "facts_hash" text NOT NULL, "standard_id" uuid NOT NULL, "standard_version" integer NOT NULL, "warnings" text array NOT NULL, "decided_by_id" uuid NOT NULL, "decided_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "data_flow_decision_outcome_known" CHECK (outcome IN ('approved', 'approved_with_conditions', 'rejected')), CONSTRAINT "PK_ffd554ebbf2d1cec16d05efcf85" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "data_flow_decision_by_flow" ON "data_flow_decision"  ("data_flow_id", "id") `,
    );
    await runner.query(
      `CREATE TABLE "data_flow_condition" ("id" uuid NOT NULL, "revision" integer NOT NULL, "data_flow_id" uuid NOT NULL, "decision_id" uuid NOT NULL, "position" integer NOT NULL, "text" text NOT NULL, "kind" text NOT NULL, "due_on" date, "owner_id" uuid, "fulfilled_at" TIMESTAMP(3) WITH TIME ZONE, "fulfilled_by_id" uuid, "fulfilment_note" text, "evidence_id" uuid, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "data_flow_condition_dated" CHECK (kind <> 'by_date' OR due_on IS NOT NULL), CONSTRAINT "data_flow_condition_kind_known" CHECK (kind IN ('before_activation', 'by_date', 'standing')), CONSTRAINT "PK_684508854a50063f65a0b3aa8d6" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "data_flow_condition_due" ON "data_flow_condition"  ("due_on") WHERE fulfilled_at IS NULL`,
    );
    await runner.query(
      `CREATE INDEX "data_flow_condition_by_flow" ON "data_flow_condition"  ("data_flow_id", "id") `,
    );
    await runner.query(
      `CREATE TABLE "audit_score" ("id" uuid NOT NULL, "revision" integer NOT NULL, "vendor_id" uuid NOT NULL, "number" integer NOT NULL, "inherent_risk" double precision NOT NULL, "tier" integer NOT NULL, "control_effectiveness" double precision NOT NULL, "residual_risk" double precision NOT NULL, "range" jsonb, "grade" text NOT NULL, "confidence" double precision NOT NULL, "coverage" double precision NOT NULL, "knockouts" jsonb NOT NULL, "contributions" jsonb NOT NULL, "model_id" text NOT NULL, "model_version" integer NOT NULL, "inputs" jsonb NOT NULL, "inputs_digest" text NOT NULL, "cause" text NOT NULL, "computed_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "audit_score_never_changes" CHECK (revision = 1), CONSTRAINT "audit_score_tier_known" CHECK (tier BETWEEN 1 AND 4), CONSTRAINT "audit_score_grade_known" CHECK (grade IN ('A', 'B', 'C', 'D', 'F')), CONSTRAINT "PK_a63ecaabfd53ed849cc5ac9aba5" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "audit_score_by_risk" ON "audit_score"  ("residual_risk", "id") `);
    await runner.query(
      `CREATE UNIQUE INDEX "audit_score_by_vendor" ON "audit_score"  ("vendor_id", "number") `,
    );
    await runner.query(`CREATE TABLE "risk_profile" ("id" uuid NOT NULL, "revision" integer NOT NULL, "vendor_id" uuid NOT NULL, "sensitivity" integer NOT NULL, "volume" integer NOT NULL, "access" integer NOT NULL, "criticality" integer NOT NULL, "transfer_exposure" integer NOT NULL, "rationale" text NOT NULL, "inherent_risk" double precision NOT NULL, "tier" integer NOT NULL, "model_id" text NOT NULL, "model_version" integer NOT NULL, "set_by_id" uuid NOT NULL, "set_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "risk_profile_tier_known" CHECK (tier BETWEEN 1 AND 4), CONSTRAINT "risk_profile_factors_known" CHECK (sensitivity BETWEEN 0 AND 4 AND volume BETWEEN 0 AND 4 AND access BETWEEN 0 AND 4
   AND criticality BETWEEN 0 AND 4 AND transfer_exposure BETWEEN 0 AND 4), CONSTRAINT "PK_f1a916f12099696a7295531ed9d" PRIMARY KEY ("id"))`);
    await runner.query(`CREATE UNIQUE INDEX "risk_profile_once" ON "risk_profile"  ("vendor_id") `);
    await runner.query(
      `CREATE TABLE "audit" ("id" uuid NOT NULL, "revision" integer NOT NULL, "vendor_id" uuid NOT NULL, "kind" text NOT NULL, "scope" text NOT NULL, "performed_on" date NOT NULL, "auditor" text NOT NULL, "conclusion" text NOT NULL, "created_by_id" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "audit_kind_known" CHECK (kind IN ('self_assessment_review', 'remote', 'on_site', 'third_party_report')), CONSTRAINT "PK_1d3d120ddaf7bc9b1ed68ed463a" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "audit_by_day" ON "audit"  ("performed_on", "id") `);
    await runner.query(`CREATE INDEX "audit_by_vendor" ON "audit"  ("vendor_id", "performed_on") `);
    await runner.query(
      `CREATE TABLE "finding" ("id" uuid NOT NULL, "revision" integer NOT NULL, "vendor_id" uuid NOT NULL, "source" text NOT NULL, "audit_id" uuid, "assessment_id" uuid, "question_id" text, "severity" text NOT NULL, "title" text NOT NULL, "description" text, "due_on" date NOT NULL, "owner_id" uuid, "status" text NOT NULL, "raised_by_kind" text NOT NULL, "raised_by_id" uuid, "resolved_by_id" uuid, "verified_by_id" uuid, "accepted_by_id" uuid, "accepted_until" date, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "finding_verified_by_another" CHECK (verified_by_id IS NULL OR verified_by_id <> resolved_by_id), CONSTRAINT "finding_acceptance_signed" CHECK ((accepted_until IS NULL) = (accepted_by_id IS NULL)), CONSTRAINT "finding_acceptance_dated" CHECK ((status = 'risk_accepted') = (accepted_until IS NOT NULL)), CONSTRAINT "finding_status_known" CHECK (status IN ('open', 'in_remediation', 'resolved', 'verified', 'risk_accepted')), CONSTRAINT "finding_severity_known" CHECK (severity IN ('low', 'medium', 'high', 'critical')), CONSTRAINT "finding_source_known" CHECK (source IN ('assessment', 'audit', 'incident', 'other')), CONSTRAINT "PK_a904dfcf401ccfbaa60bb6eec29" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "finding_once_per_answer" ON "finding"  ("assessment_id", "question_id") WHERE assessment_id IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX "finding_by_creation" ON "finding"  ("created_at", "id") `);
    await runner.query(`CREATE INDEX "finding_by_due_day" ON "finding"  ("due_on", "id") `);
    await runner.query(`CREATE INDEX "finding_by_vendor" ON "finding"  ("vendor_id", "status") `);
    await runner.query(
      `CREATE TABLE "evidence" ("id" uuid NOT NULL, "revision" integer NOT NULL, "title" text NOT NULL, "kind" text NOT NULL, "file_name" text NOT NULL, "media_type" text NOT NULL, "size" double precision NOT NULL, "sha256" text NOT NULL, "valid_from" date, "valid_to" date, "vendor_id" uuid, "uploaded_by_kind" text NOT NULL, "uploaded_by_id" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "evidence_size_positive" CHECK (size > 0), CONSTRAINT "evidence_validity_ordered" CHECK (valid_to >= valid_from), CONSTRAINT "evidence_uploader_kind_known" CHECK (uploaded_by_kind IN ('user', 'api_key', 'respondent')), CONSTRAINT "evidence_kind_known" CHECK (kind IN ('POLICY', 'CERTIFICATE', 'AUDIT_REPORT', 'TEST_REPORT', 'CONTRACT', 'OTHER')), CONSTRAINT "PK_b864cb5d49854f89917fc0b44b9" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "evidence_by_content" ON "evidence"  ("sha256") `);
    await runner.query(`CREATE INDEX "evidence_by_vendor" ON "evidence"  ("vendor_id") `);
    await runner.query(
      `CREATE TABLE "evidence_part" ("evidence_id" uuid NOT NULL, "position" integer NOT NULL, "bytes" bytea NOT NULL, CONSTRAINT "PK_b3f1d28a882458709bbf79758df" PRIMARY KEY ("evidence_id", "position"))`,
    );
    await runner.query(
      `CREATE TABLE "api_key" ("id" uuid NOT NULL, "revision" integer NOT NULL, "name" text NOT NULL, "hint" text NOT NULL, "secret_hash" bytea NOT NULL, "roles" text array NOT NULL, "expires_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "revoked_at" TIMESTAMP(3) WITH TIME ZONE, "created_by" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_b1bd840641b8acbaad89c3d8d11" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE UNIQUE INDEX "api_key_by_hash" ON "api_key"  ("secret_hash") `);
    await runner.query(
      `CREATE TABLE "api_key_use" ("api_key_id" uuid NOT NULL, "last_used_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_8543706f07db46b480667f7b937" PRIMARY KEY ("api_key_id"))`,
    );
    await runner.query(
      `CREATE TABLE "legal_entity" ("id" uuid NOT NULL, "revision" integer NOT NULL, "name" text NOT NULL, "country" text NOT NULL, "lei" text, "contact" text NOT NULL, "representative" text, "dpo_contact" text, "role" text NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "legal_entity_role_known" CHECK (role IN ('controller', 'processor')), CONSTRAINT "PK_34a297096a2395e25cafb2a8878" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "legal_entity_name_in_use" ON "legal_entity"  ("name", "country") `,
    );
    await runner.query(
      `CREATE TABLE "app_user" ("id" uuid NOT NULL, "revision" integer NOT NULL, "email" text, "display_name" text, "salt" bytea, "password_hash" text, "roles" text array NOT NULL, "status" text NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "app_user_status_known" CHECK (status IN ('active', 'removed')), CONSTRAINT "PK_22a5c4a3d9b2fb8e4e73fc4ada1" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "app_user_email_in_use" ON "app_user"  ("email") WHERE status = 'active'`,
    );
    await runner.query(
      `CREATE TABLE "session" ("id" uuid NOT NULL, "user_id" uuid NOT NULL, "started_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "ended_at" TIMESTAMP(3) WITH TIME ZONE, "end_reason" text, CONSTRAINT "PK_f55da76ac1c3ac420f444d2ff11" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "session_open" ON "session"  ("user_id") WHERE ended_at IS NULL`);
    await runner.query(
      `CREATE TABLE "access_token" ("hash" bytea NOT NULL, "session_id" uuid NOT NULL, "expires_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_64c327441248bae40f7d92f34f3" PRIMARY KEY ("hash"))`,
    );
    await runner.query(`CREATE INDEX "access_token_by_expiry" ON "access_token"  ("expires_at") `);
    await runner.query(
      `CREATE TABLE "refresh_token" ("hash" bytea NOT NULL, "session_id" uuid NOT NULL, "expires_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "used_at" TIMESTAMP(3) WITH TIME ZONE, CONSTRAINT "PK_1e2b7fe50cf96dbd9f4712f88bf" PRIMARY KEY ("hash"))`,
    );
    await runner.query(`CREATE INDEX "refresh_token_by_session" ON "refresh_token"  ("session_id") `);
    await runner.query(
      `CREATE TABLE "sign_in_attempt" ("id" uuid NOT NULL, "account" bytea NOT NULL, "address" bytea NOT NULL, "at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "succeeded" boolean NOT NULL, CONSTRAINT "PK_7708f8d7d88593210f3d359f81d" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "sign_in_attempt_by_account" ON "sign_in_attempt"  ("account", "at") `);
    await runner.query(
      `CREATE TABLE "assessment" ("id" uuid NOT NULL, "revision" integer NOT NULL, "vendor_id" uuid NOT NULL, "template_version_id" uuid NOT NULL, "service_id" uuid, "scope" text, "due_on" date NOT NULL, "status" text NOT NULL, "signatory_name" text, "signatory_title" text, "salt" bytea NOT NULL, "submitted_at" TIMESTAMP(3) WITH TIME ZONE, "completed_at" TIMESTAMP(3) WITH TIME ZONE, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "assessment_completed_then" CHECK ((status = 'completed') = (completed_at IS NOT NULL)), CONSTRAINT "assessment_status_known" CHECK (status IN ('draft', 'sent', 'in_progress', 'submitted', 'in_review', 'returned', 'completed', 'cancelled', 'expired')), CONSTRAINT "PK_c511a7dc128256876b6b1719401" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "assessment_by_due_day" ON "assessment"  ("status", "due_on") `);
    await runner.query(`CREATE INDEX "assessment_by_version" ON "assessment"  ("template_version_id") `);
    await runner.query(`CREATE INDEX "assessment_by_vendor" ON "assessment"  ("vendor_id", "completed_at") `);
    await runner.query(
      `CREATE TABLE "invitation" ("id" uuid NOT NULL, "revision" integer NOT NULL, "assessment_id" uuid NOT NULL, "email" text, "salt" bytea NOT NULL, "token_hash" bytea NOT NULL, "sections" text array, "expires_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "revoked_at" TIMESTAMP(3) WITH TIME ZONE, "created_by_id" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_beb994737756c0f18a1c1f8669c" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE UNIQUE INDEX "invitation_by_token" ON "invitation"  ("token_hash") `);
    await runner.query(`CREATE INDEX "invitation_by_assessment" ON "invitation"  ("assessment_id") `);
    await runner.query(
      `CREATE TABLE "answer" ("id" uuid NOT NULL, "revision" integer NOT NULL, "assessment_id" uuid NOT NULL, "question_id" text NOT NULL, "value" jsonb, "comment" text, "answered_by_id" uuid NOT NULL, "answered_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_9232db17b63fb1e94f97e5c224f" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE UNIQUE INDEX "answer_once" ON "answer"  ("assessment_id", "question_id") `);
    await runner.query(
      `CREATE TABLE "answer_evidence" ("id" uuid NOT NULL, "revision" integer NOT NULL, "assessment_id" uuid NOT NULL, "question_id" text NOT NULL, "evidence_id" uuid NOT NULL, "removed_at" TIMESTAMP(3) WITH TIME ZONE, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_c37bb7f09181bda13a02de5cc44" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "answer_evidence_once" ON "answer_evidence"  ("assessment_id", "question_id", "evidence_id") `,
    );
    await runner.query(
      `CREATE TABLE "review" ("id" uuid NOT NULL, "revision" integer NOT NULL, "assessment_id" uuid NOT NULL, "question_id" text NOT NULL, "verdict" text NOT NULL, "effectiveness" double precision NOT NULL, "evidence_strength" double precision NOT NULL, "not_applicable_accepted" boolean NOT NULL, "note" text, "internal_note" text, "answer_revision" integer NOT NULL, "evidence_ids" uuid array NOT NULL, "reviewed_by_id" uuid NOT NULL, "reviewed_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "review_evidence_strength_known" CHECK (evidence_strength IN (0, 0.3, 0.5, 0.8, 1)), CONSTRAINT "review_effectiveness_known" CHECK (effectiveness IN (0, 0.5, 1)), CONSTRAINT "review_verdict_known" CHECK (verdict IN ('accepted', 'needs_clarification', 'rejected')), CONSTRAINT "PK_2e4299a343a81574217255c00ca" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE UNIQUE INDEX "review_once" ON "review"  ("assessment_id", "question_id") `);
    await runner.query(
      `CREATE TABLE "questionnaire_template" ("id" uuid NOT NULL, "revision" integer NOT NULL, "name" text NOT NULL, "description" text, "built_in_key" text, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_00e269c6c69fff0cca8540993f2" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "questionnaire_template_built_in_once" ON "questionnaire_template"  ("built_in_key") `,
    );
    await runner.query(
      `CREATE TABLE "questionnaire_version" ("id" uuid NOT NULL, "revision" integer NOT NULL, "template_id" uuid NOT NULL, "version" integer NOT NULL, "status" text NOT NULL, "content" jsonb NOT NULL, "published_at" TIMESTAMP(3) WITH TIME ZONE, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "questionnaire_version_published_then" CHECK ((status = 'published') = (published_at IS NOT NULL)), CONSTRAINT "questionnaire_version_status_known" CHECK (status IN ('draft', 'published')), CONSTRAINT "PK_563cc375d2213a2b6df8c9a4f9c" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "questionnaire_version_one_draft" ON "questionnaire_version"  ("template_id") WHERE status = 'draft'`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "questionnaire_version_once" ON "questionnaire_version"  ("template_id", "version") `,
    );
    await runner.query(
      `CREATE TABLE "standard" ("id" uuid NOT NULL, "revision" integer NOT NULL, "version" integer NOT NULL, "title" text NOT NULL, "note" text NOT NULL, "status" text NOT NULL, "requirements" jsonb NOT NULL, "author_id" uuid, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "published_by_id" uuid, "published_at" TIMESTAMP(3) WITH TIME ZONE, CONSTRAINT "standard_status_known" CHECK (status IN ('draft', 'published', 'superseded')), CONSTRAINT "PK_8f4373544a44fe1dc4da3c1f4fe" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "standard_published_once" ON "standard"  ("status") WHERE status = 'published'`,
    );
    await runner.query(`CREATE UNIQUE INDEX "standard_version_once" ON "standard"  ("version") `);
    await runner.query(
      `CREATE TABLE "certification" ("id" uuid NOT NULL, "revision" integer NOT NULL, "vendor_id" uuid NOT NULL, "scheme" text NOT NULL, "scope" text, "issuer" text, "valid_from" date, "valid_to" date, "evidence_id" uuid, "removed" boolean NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "certification_validity_ordered" CHECK (valid_to >= valid_from), CONSTRAINT "certification_scheme_known" CHECK (scheme IN ('ISO_27001', 'ISO_27017', 'ISO_27018', 'ISO_27701', 'ISO_22301', 'ISO_20000_1', 'ISO_9001', 'ISO_42001', 'SOC1_TYPE1', 'SOC1_TYPE2', 'SOC2_TYPE1', 'SOC2_TYPE2', 'SOC3', 'PCI_DSS', 'CSA_STAR_1', 'CSA_STAR_2', 'BSI_C5', 'TISAX', 'ENS', 'SECNUMCLOUD', 'HDS', 'NEN_7510', 'CYBER_ESSENTIALS', 'CYBER_ESSENTIALS_PLUS', 'FEDRAMP', 'HITRUST', 'ISMAP', 'IRAP', 'EU_CLOUD_COC', 'CISPE_COC', 'EUROPRIVACY', 'GLOBAL_CBPR', 'DATA_PRIVACY_FRAMEWORK', 'PENETRATION_TEST', 'OTHER')), CONSTRAINT "PK_a7364bd3e4a407f67d8165b820c" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "certification_by_end" ON "certification"  ("valid_to") WHERE NOT removed`,
    );
    await runner.query(`CREATE INDEX "certification_of_vendor" ON "certification"  ("vendor_id", "id") `);
    await runner.query(
      `CREATE TABLE "vendor_contact" ("id" uuid NOT NULL, "revision" integer NOT NULL, "vendor_id" uuid NOT NULL, "name" text, "email" text, "phone" text, "salt" bytea, "role" text NOT NULL, "removed" boolean NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "vendor_contact_removed_is_erased" CHECK (NOT removed OR (name IS NULL AND email IS NULL AND phone IS NULL AND salt IS NULL)), CONSTRAINT "vendor_contact_role_known" CHECK (role IN ('account_management', 'security', 'privacy', 'dpo', 'incident', 'legal', 'billing', 'technical', 'other')), CONSTRAINT "PK_e9bd678abfdeb8964f9eb9022ea" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "vendor_contact_of_vendor" ON "vendor_contact"  ("vendor_id", "id") `);
    await runner.query(
      `CREATE TABLE "intake_request" ("id" uuid NOT NULL, "revision" integer NOT NULL, "kind" text NOT NULL, "what" text NOT NULL, "for_whom" text NOT NULL, "which_data" text NOT NULL, "why" text NOT NULL, "needed_by" date, "vendor_id" uuid, "vendor_name" text, "status" text NOT NULL, "answer" text, "requested_by" uuid NOT NULL, "answered_by" uuid, "answered_at" TIMESTAMP(3) WITH TIME ZONE, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "intake_request_accepted_has_vendor" CHECK (status <> 'accepted' OR vendor_id IS NOT NULL), CONSTRAINT "intake_request_status_known" CHECK (status IN ('open', 'accepted', 'refused', 'withdrawn')), CONSTRAINT "intake_request_kind_known" CHECK (kind IN ('vendor', 'flow')), CONSTRAINT "PK_ad52888b32c807f921cfd4e92e6" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "intake_request_of_vendor" ON "intake_request"  ("vendor_id") `);
    await runner.query(
      `CREATE INDEX "intake_request_by_creation" ON "intake_request"  ("created_at", "id") `,
    );
    await runner.query(
      `CREATE TABLE "vendor" ("id" uuid NOT NULL, "revision" integer NOT NULL, "name" text NOT NULL, "legal_name" text, "country" text, "registration_number" text, "lei" text, "website" text, "domains" text array NOT NULL, "categories" text array NOT NULL, "description" text, "owner_id" uuid, "status" text NOT NULL, "tier" integer, "external_ids" jsonb NOT NULL, "links" jsonb NOT NULL, "certification_claims" text array NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "created_by" uuid, "sort_name" text NOT NULL, "folded_names" text array NOT NULL, "skeletons" text array NOT NULL, "search_text" text NOT NULL, CONSTRAINT "vendor_tier_known" CHECK (tier BETWEEN 1 AND 4), CONSTRAINT "vendor_status_known" CHECK (status IN ('proposed', 'vetting', 'approved', 'conditionally_approved', 'rejected', 'suspended', 'offboarding', 'offboarded')), CONSTRAINT "PK_931a23f6231a57604f5a0e32780" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "vendor_by_lei" ON "vendor"  ("lei") WHERE lei IS NOT NULL`);
    await runner.query(`CREATE INDEX "vendor_by_creation" ON "vendor"  ("created_at", "id") `);
    await runner.query(`CREATE INDEX "vendor_by_status" ON "vendor"  ("status", "sort_name", "id") `);
    await runner.query(`CREATE INDEX "vendor_by_name" ON "vendor"  ("sort_name", "id") `);
    await runner.query(
      `CREATE TABLE "vendor_service" ("id" uuid NOT NULL, "revision" integer NOT NULL, "vendor_id" uuid NOT NULL, "name" text NOT NULL, "description" text, "categories" text array NOT NULL, "hosting_countries" text array NOT NULL, "criticality" integer, "substitutability" text, "removed" boolean NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "vendor_service_substitutability_known" CHECK (substitutability IN ('easy', 'medium', 'highly_complex', 'not_substitutable')), CONSTRAINT "vendor_service_criticality_known" CHECK (criticality BETWEEN 0 AND 4), CONSTRAINT "PK_a90c1368612ffbc906624652db5" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "vendor_service_name_in_use" ON "vendor_service"  ("vendor_id", "name") WHERE NOT removed`,
    );
    await runner.query(`CREATE INDEX "vendor_service_of_vendor" ON "vendor_service"  ("vendor_id", "id") `);
    await runner.query(
      `CREATE TABLE "installation" ("id" uuid NOT NULL, "secret" bytea NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_f0cd0b17a45357b5e1da1da1680" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE TABLE "runtime_login" ("role" text NOT NULL, "password" text NOT NULL, CONSTRAINT "PK_e481a0fb223c9bbe585c865cd39" PRIMARY KEY ("role"))`,
    );
    await runner.query(
      `CREATE TABLE "idempotency_key" ("owner" text NOT NULL, "key_hash" bytea NOT NULL, "fingerprint" bytea NOT NULL, "status" integer NOT NULL, "headers" jsonb NOT NULL, "body" bytea NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_3b039aea8cd9722d9a1d8414633" PRIMARY KEY ("owner", "key_hash"))`,
    );
    await runner.query(`CREATE INDEX "idempotency_key_by_age" ON "idempotency_key"  ("created_at") `);
    await runner.query(
      `CREATE TABLE "job" ("id" uuid NOT NULL, "kind" text NOT NULL, "state" text NOT NULL, "done" integer NOT NULL, "total" integer, "input" jsonb NOT NULL, "file" bytea, "checkpoint" jsonb, "result" jsonb, "problem" jsonb, "requested_by_kind" text NOT NULL, "requested_by_id" uuid NOT NULL, "request_id" text, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "finished_at" TIMESTAMP(3) WITH TIME ZONE, "lease_until" TIMESTAMP(3) WITH TIME ZONE, CONSTRAINT "job_requested_by_kind_known" CHECK (requested_by_kind IN ('user', 'api_key', 'respondent', 'system')), CONSTRAINT "job_state_known" CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')), CONSTRAINT "PK_98ab1c14ff8d1cf80d18703b92f" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "job_waiting" ON "job"  ("created_at") WHERE state IN ('queued', 'running')`,
    );
    await runner.query(
      `CREATE TABLE "ledger_entry" ("id" uuid NOT NULL, "seq" bigint GENERATED ALWAYS AS IDENTITY NOT NULL, "recorded_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "actor_kind" text NOT NULL, "actor_id" uuid, "request_id" text, "action" text NOT NULL, "subject_type" text NOT NULL, "subject_id" uuid NOT NULL, "revision" integer NOT NULL, "reason" text, "state" jsonb NOT NULL, "changed" text array NOT NULL, CONSTRAINT "UQ_fb7610e25e52db26603709c71c5" UNIQUE ("seq"), CONSTRAINT "ledger_entry_subject_revision" UNIQUE ("subject_id", "revision"), CONSTRAINT "ledger_entry_actor_kind_known" CHECK (actor_kind IN ('user', 'api_key', 'respondent', 'system')), CONSTRAINT "PK_04e9d274911f909a5848a15cd74" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "ledger_entry_by_time" ON "ledger_entry"  ("recorded_at") `);
    await runner.query(`CREATE INDEX "ledger_entry_by_type" ON "ledger_entry"  ("subject_type", "seq") `);
    await runner.query(`CREATE INDEX "ledger_entry_by_actor" ON "ledger_entry"  ("actor_id", "seq") `);
    await runner.query(`CREATE INDEX "ledger_entry_by_action" ON "ledger_entry"  ("action", "seq") `);
    await runner.query(
      `CREATE TABLE "ledger_pending" ("seq" bigint NOT NULL, "entry_id" uuid NOT NULL, CONSTRAINT "PK_942b8062b8bc56f55ad264f5063" PRIMARY KEY ("seq"))`,
    );
    await runner.query(
      `CREATE TABLE "ledger_leaf" ("position" bigint NOT NULL, "entry_id" uuid NOT NULL, "hash" bytea NOT NULL, "sealed_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "UQ_1f89e81d6005636f4deb193d06a" UNIQUE ("entry_id"), CONSTRAINT "PK_ae8d2752f1f4e4a89dd9fca7a48" PRIMARY KEY ("position"))`,
    );
    await runner.query(
      `CREATE TABLE "news_cursor" ("reader" text NOT NULL, "position" bigint NOT NULL, CONSTRAINT "PK_548cf24ec3b235b3a7d505f1dff" PRIMARY KEY ("reader"))`,
    );
    await runner.query(
      `ALTER TABLE "agreement" ADD CONSTRAINT "FK_222b94e51ae3719fa06496f68c4" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "agreement" ADD CONSTRAINT "FK_c13ca011411f4844597afc9acf2" FOREIGN KEY ("legal_entity_id") REFERENCES "legal_entity"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "agreement" ADD CONSTRAINT "FK_ce2deb8f10337ccf886d1007106" FOREIGN KEY ("parent_id") REFERENCES "agreement"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "agreement" ADD CONSTRAINT "agreement_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "data_flow" ADD CONSTRAINT "FK_b8c4f48ed92f6419d1cbb67c2eb" FOREIGN KEY ("agreement_id") REFERENCES "agreement"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "data_flow" ADD CONSTRAINT "FK_3d264b75dcffe1d5f48f0f1281e" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "data_flow" ADD CONSTRAINT "FK_a9391e6f81789767c4018cb1e11" FOREIGN KEY ("legal_entity_id") REFERENCES "legal_entity"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "data_flow" ADD CONSTRAINT "data_flow_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "data_flow_examination" ADD CONSTRAINT "FK_c2dcc7763702dc741349615fe82" FOREIGN KEY ("data_flow_id") REFERENCES "data_flow"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "data_flow_opinion" ADD CONSTRAINT "FK_fc2a4ed53bdfb0a8a103412bf1c" FOREIGN KEY ("data_flow_id") REFERENCES "data_flow"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "data_flow_opinion" ADD CONSTRAINT "FK_07c86701caae6e7711424c60557" FOREIGN KEY ("given_by_id") REFERENCES "app_user"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "data_flow_opinion" ADD CONSTRAINT "data_flow_opinion_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "data_flow_decision" ADD CONSTRAINT "FK_7a43e5b9a018e8f8dca3f6e06af" FOREIGN KEY ("data_flow_id") REFERENCES "data_flow"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "data_flow_decision" ADD CONSTRAINT "FK_88382a7f8f5ea9e8ae4304b285f" FOREIGN KEY ("confirms_id") REFERENCES "data_flow_decision"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "data_flow_decision" ADD CONSTRAINT "FK_08d8cb8207047b036234111d0ed" FOREIGN KEY ("decided_by_id") REFERENCES "app_user"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "data_flow_decision" ADD CONSTRAINT "data_flow_decision_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "data_flow_condition" ADD CONSTRAINT "FK_1a617b42210c48e8c3ea0cf4815" FOREIGN KEY ("data_flow_id") REFERENCES "data_flow"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "data_flow_condition" ADD CONSTRAINT "FK_2cab4fef142d0f8a8f5541a19f6" FOREIGN KEY ("decision_id") REFERENCES "data_flow_decision"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "data_flow_condition" ADD CONSTRAINT "FK_81a419844490118045bdd8ac386" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "data_flow_condition" ADD CONSTRAINT "FK_600f401c669ed7336ce8f225998" FOREIGN KEY ("fulfilled_by_id") REFERENCES "app_user"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "data_flow_condition" ADD CONSTRAINT "FK_68ae5d6d7bba975dace4b219665" FOREIGN KEY ("evidence_id") REFERENCES "evidence"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "data_flow_condition" ADD CONSTRAINT "data_flow_condition_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "audit_score" ADD CONSTRAINT "FK_a08758f23e3474b41538f643b17" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "audit_score" ADD CONSTRAINT "audit_score_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "risk_profile" ADD CONSTRAINT "FK_ef1fdd0b721f28450e7b399fb00" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "risk_profile" ADD CONSTRAINT "risk_profile_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "audit" ADD CONSTRAINT "FK_c1ce875809c39698f174b796f62" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "audit" ADD CONSTRAINT "audit_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "finding" ADD CONSTRAINT "FK_a98e9d7a098abfb6e2c5d84ab46" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "finding" ADD CONSTRAINT "FK_0e60f430c54001cf7ceeffb7bf8" FOREIGN KEY ("audit_id") REFERENCES "audit"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "finding" ADD CONSTRAINT "FK_6b649b3185fa5e035d814d2d7ed" FOREIGN KEY ("assessment_id") REFERENCES "assessment"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "finding" ADD CONSTRAINT "FK_d8081544bc6da98e6445c3ee033" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "finding" ADD CONSTRAINT "FK_9539ca2682356d50d4d98ab1be9" FOREIGN KEY ("resolved_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "finding" ADD CONSTRAINT "FK_20b840a23a0a634e3ead97f49f0" FOREIGN KEY ("verified_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "finding" ADD CONSTRAINT "FK_ffd231e29491ff16c401474386b" FOREIGN KEY ("accepted_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "finding" ADD CONSTRAINT "finding_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "evidence" ADD CONSTRAINT "FK_deb011335b674eb449d063cba2e" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "evidence" ADD CONSTRAINT "evidence_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "evidence_part" ADD CONSTRAINT "FK_357926067003d323e304f6fa77a" FOREIGN KEY ("evidence_id") REFERENCES "evidence"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "api_key" ADD CONSTRAINT "FK_799ab142170befb4f010216e2e7" FOREIGN KEY ("created_by") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "api_key" ADD CONSTRAINT "api_key_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "api_key_use" ADD CONSTRAINT "FK_8543706f07db46b480667f7b937" FOREIGN KEY ("api_key_id") REFERENCES "api_key"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "legal_entity" ADD CONSTRAINT "legal_entity_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "app_user" ADD CONSTRAINT "app_user_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "session" ADD CONSTRAINT "FK_30e98e8746699fb9af235410aff" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "access_token" ADD CONSTRAINT "FK_caf5f8378e0e9b761acb55d808c" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "refresh_token" ADD CONSTRAINT "FK_7643a722ca45fb721be1c63dc0c" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "assessment" ADD CONSTRAINT "FK_eb2a0d41261f30bc85d6fac1d97" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "assessment" ADD CONSTRAINT "FK_a8b9e1d34e5d82e4ef9dad8728e" FOREIGN KEY ("template_version_id") REFERENCES "questionnaire_version"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "assessment" ADD CONSTRAINT "FK_d35b6b322b541e16cef8178c13b" FOREIGN KEY ("service_id") REFERENCES "vendor_service"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "assessment" ADD CONSTRAINT "assessment_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "invitation" ADD CONSTRAINT "FK_42e069c3d1fb63e61e951573538" FOREIGN KEY ("assessment_id") REFERENCES "assessment"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "invitation" ADD CONSTRAINT "invitation_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "answer" ADD CONSTRAINT "FK_065fc14c702822bdcbfd0d166f8" FOREIGN KEY ("assessment_id") REFERENCES "assessment"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "answer" ADD CONSTRAINT "FK_71ad3edfd762d6f0e27a88be0ac" FOREIGN KEY ("answered_by_id") REFERENCES "invitation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "answer" ADD CONSTRAINT "answer_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "answer_evidence" ADD CONSTRAINT "FK_162b76a911492f04e609c54a6f7" FOREIGN KEY ("assessment_id") REFERENCES "assessment"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "answer_evidence" ADD CONSTRAINT "FK_9fc5159c4b72999f6593e2138de" FOREIGN KEY ("evidence_id") REFERENCES "evidence"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "answer_evidence" ADD CONSTRAINT "answer_evidence_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "review" ADD CONSTRAINT "FK_6e9699b0f11c315e2ea4eac45a8" FOREIGN KEY ("assessment_id") REFERENCES "assessment"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "review" ADD CONSTRAINT "FK_ed36bf2a4f4fece63733ca50cd5" FOREIGN KEY ("reviewed_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "review" ADD CONSTRAINT "review_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "questionnaire_template" ADD CONSTRAINT "questionnaire_template_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "questionnaire_version" ADD CONSTRAINT "FK_b2d6ab4c043125f961fea078e06" FOREIGN KEY ("template_id") REFERENCES "questionnaire_template"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "questionnaire_version" ADD CONSTRAINT "questionnaire_version_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "standard" ADD CONSTRAINT "FK_d607bdc3d55616e6d5ac0bd94d7" FOREIGN KEY ("author_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "standard" ADD CONSTRAINT "FK_f953f49b6e3d2be4b96a6bf1d2e" FOREIGN KEY ("published_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "standard" ADD CONSTRAINT "standard_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "certification" ADD CONSTRAINT "FK_8e310119d09842fcaa5d6c6ef94" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "certification" ADD CONSTRAINT "FK_8423f1479cd2355d71dcd8ac9a6" FOREIGN KEY ("evidence_id") REFERENCES "evidence"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "certification" ADD CONSTRAINT "certification_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "vendor_contact" ADD CONSTRAINT "FK_dc7a975e5128b1499aaa8e8c737" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "vendor_contact" ADD CONSTRAINT "vendor_contact_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "intake_request" ADD CONSTRAINT "FK_51b2e8c7284bba5185fb143eaca" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "intake_request" ADD CONSTRAINT "FK_a0fe82ac7d018ad61f06166c7bd" FOREIGN KEY ("requested_by") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "intake_request" ADD CONSTRAINT "FK_68ba48ac7066368b8227f5834f1" FOREIGN KEY ("answered_by") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "intake_request" ADD CONSTRAINT "intake_request_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "vendor" ADD CONSTRAINT "FK_5c86d1de615bdb7787ca212ed14" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "vendor" ADD CONSTRAINT "vendor_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "vendor_service" ADD CONSTRAINT "FK_521a475bb3b45cd2388d6f5b242" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "vendor_service" ADD CONSTRAINT "vendor_service_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "ledger_leaf" ADD CONSTRAINT "FK_1f89e81d6005636f4deb193d06a" FOREIGN KEY ("entry_id") REFERENCES "ledger_entry"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await createSearchIndexes(runner);
    await guardLedger(runner);
    await guardRegisteredTables(runner);
    await guardPublishedQuestionnaires(runner);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Records are not thrown away: restore a copy from before instead.'));
  }
}
