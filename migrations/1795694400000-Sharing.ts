import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardRegisteredTables } from './guards.js';
import { afterSharing } from './sharing-steps.js';

export class Sharing1795694400000 implements MigrationInterface {
  readonly name = 'Sharing1795694400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "approval_mode_change" ("id" uuid NOT NULL, "revision" integer NOT NULL, "from" text NOT NULL, "to" text NOT NULL, "status" text NOT NULL, "reason" text NOT NULL, "proposed_by_id" uuid NOT NULL, "proposed_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "settled_by_id" uuid, "settled_at" TIMESTAMP(3) WITH TIME ZONE, CONSTRAINT "approval_mode_change_settled_then" CHECK ((status = 'proposed') = (settled_at IS NULL)), CONSTRAINT "approval_mode_change_two_people" CHECK (status <> 'confirmed' OR settled_by_id <> proposed_by_id), CONSTRAINT "approval_mode_change_status_known" CHECK (status IN ('proposed', 'confirmed', 'withdrawn')), CONSTRAINT "approval_mode_change_to_known" CHECK ("to" IN ('dpo_decides', 'dpo_advises')), CONSTRAINT "approval_mode_change_from_known" CHECK ("from" IN ('dpo_decides', 'dpo_advises')), CONSTRAINT "PK_0101b280d35ccc92d4ee6ba8170" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "approval_mode_change_by_time" ON "approval_mode_change"  ("settled_at", "id") WHERE status = 'confirmed'`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "approval_mode_change_one_pending" ON "approval_mode_change"  ("status") WHERE status = 'proposed'`,
    );
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
      `CREATE TABLE "delegation" ("id" uuid NOT NULL, "revision" integer NOT NULL, "from_id" uuid NOT NULL, "to_id" uuid NOT NULL, "role" text NOT NULL, "data_flow_id" uuid, "valid_from" date NOT NULL, "valid_to" date NOT NULL, "reason" text NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "revoked_by_id" uuid, "revoked_at" TIMESTAMP(3) WITH TIME ZONE, CONSTRAINT "delegation_revoked_by_somebody" CHECK ((revoked_at IS NULL) = (revoked_by_id IS NULL)), CONSTRAINT "delegation_days_in_order" CHECK (valid_from <= valid_to), CONSTRAINT "delegation_two_people" CHECK (from_id <> to_id), CONSTRAINT "delegation_role_known" CHECK (role IN ('dpo', 'approver')), CONSTRAINT "PK_a2cb6c9b942d68b109131beab44" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "delegation_from" ON "delegation"  ("from_id", "valid_to") `);
    await runner.query(`CREATE INDEX "delegation_to" ON "delegation"  ("to_id", "valid_to") `);
    await runner.query(
      `CREATE TABLE "deviation" ("id" uuid NOT NULL, "revision" integer NOT NULL, "data_flow_id" uuid NOT NULL, "kind" text NOT NULL, "excess" text NOT NULL, "approved" text array NOT NULL, "decision_id" uuid, "status" text NOT NULL, "batch_id" uuid NOT NULL, "sent_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "due_on" date NOT NULL, "raised_by_kind" text NOT NULL, "raised_by_id" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "reviewed_by_id" uuid, "reviewed_at" TIMESTAMP(3) WITH TIME ZONE, "resolved_by_id" uuid, "resolved_at" TIMESTAMP(3) WITH TIME ZONE, "outcome" text, "resolution" text, CONSTRAINT "deviation_resolved_with_outcome" CHECK ((status = 'resolved') = (outcome IS NOT NULL)), CONSTRAINT "deviation_outcome_known" CHECK (outcome IN ('stopped', 'approved_later', 'mistaken')), CONSTRAINT "deviation_status_known" CHECK (status IN ('open', 'under_review', 'resolved')), CONSTRAINT "deviation_kind_known" CHECK (kind IN ('no_approval', 'period', 'purpose', 'category', 'country', 'volume', 'frequency')), CONSTRAINT "PK_a90032205a4efd9cf27b43536f3" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "deviation_by_creation" ON "deviation"  ("created_at", "id") `);
    await runner.query(`CREATE INDEX "deviation_by_status" ON "deviation"  ("status", "created_at", "id") `);
    await runner.query(`CREATE INDEX "deviation_by_flow" ON "deviation"  ("data_flow_id", "id") `);
    await runner.query(
      `CREATE UNIQUE INDEX "deviation_one_unresolved" ON "deviation"  ("data_flow_id", "kind", "excess") WHERE status <> 'resolved'`,
    );
    await runner.query(
      `CREATE TABLE "subprocessor_notice" ("id" uuid NOT NULL, "revision" integer NOT NULL, "vendor_id" uuid NOT NULL, "received_on" date NOT NULL, "effective_on" date NOT NULL, "source" text NOT NULL, "evidence_id" uuid, "note" text, "changes" jsonb NOT NULL, "recorded_by_id" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_5b97679ad2cf46a0aacaf8f8eb1" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "subprocessor_notice_of_vendor" ON "subprocessor_notice"  ("vendor_id", "received_on", "id") `,
    );
    await runner.query(
      `CREATE TABLE "objection_window" ("id" uuid NOT NULL, "revision" integer NOT NULL, "notice_id" uuid NOT NULL, "line" integer NOT NULL, "vendor_id" uuid NOT NULL, "agreement_id" uuid NOT NULL, "subprocessor_id" uuid NOT NULL, "change" jsonb NOT NULL, "authorisation" text, "objection_days" integer, "agreement_version" integer NOT NULL, "received_on" date NOT NULL, "last_day" date, "state" text NOT NULL, "decided_on" date, "decided_by_id" uuid, "reason" text, "late_objection" jsonb, "excluded_on" date, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "objection_window_runs_to_a_day" CHECK (state <> 'IN_OBJECTION_WINDOW' OR last_day IS NOT NULL), CONSTRAINT "objection_window_authorisation_known" CHECK (authorisation IN ('SPECIFIC', 'GENERAL', 'PROHIBITED')), CONSTRAINT "objection_window_state_known" CHECK (state IN ('ANNOUNCED', 'IN_OBJECTION_WINDOW', 'OBJECTED', 'APPROVED_EXPRESS', 'APPROVED_TACIT', 'REJECTED')), CONSTRAINT "PK_55f361673c733ca5756f965707c" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "objection_window_running" ON "objection_window"  ("last_day", "id") WHERE state = 'IN_OBJECTION_WINDOW'`,
    );
    await runner.query(
      `CREATE INDEX "objection_window_of_vendor" ON "objection_window"  ("vendor_id", "id") `,
    );
    await runner.query(
      `CREATE INDEX "objection_window_of_agreement" ON "objection_window"  ("agreement_id", "id") `,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "objection_window_once" ON "objection_window"  ("notice_id", "line", "agreement_id") `,
    );
    await runner.query(
      `CREATE TABLE "data_flow_review" ("id" uuid NOT NULL, "revision" integer NOT NULL, "data_flow_id" uuid NOT NULL, "decision_id" uuid NOT NULL, "flow_revision" integer NOT NULL, "outcome" text NOT NULL, "reasons" text NOT NULL, "facts" jsonb NOT NULL, "facts_hash" text NOT NULL, "reviewed_by_id" uuid NOT NULL, "reviewed_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "data_flow_review_outcome_known" CHECK (outcome IN ('confirmed', 'reopened')), CONSTRAINT "PK_b308e889d20840d7a1235d3f1b6" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "data_flow_review_by_flow" ON "data_flow_review"  ("data_flow_id", "id") `,
    );
    await runner.query(
      `CREATE INDEX "data_flow_review_by_decision" ON "data_flow_review"  ("decision_id", "id") `,
    );
    await runner.query(
      `CREATE TABLE "sharing_batch" ("id" uuid NOT NULL, "revision" integer NOT NULL, "data_flow_id" uuid NOT NULL, "events" integer NOT NULL, "subjects" bigint NOT NULL, "records" bigint NOT NULL, "first_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "last_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "exceeding" integer NOT NULL, "digest" text NOT NULL, "reported_by_kind" text NOT NULL, "reported_by_id" uuid NOT NULL, "reported_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "sharing_batch_not_empty" CHECK (events > 0), CONSTRAINT "PK_078cbccd9211904e23735f3994f" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "sharing_batch_by_flow" ON "sharing_batch"  ("data_flow_id", "reported_at", "id") `,
    );
    await runner.query(
      `CREATE TABLE "sharing_event" ("id" uuid NOT NULL, "data_flow_id" uuid NOT NULL, "batch_id" uuid NOT NULL, "reference" text NOT NULL, "at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "categories" text array NOT NULL, "subjects" bigint NOT NULL, "records" bigint NOT NULL, "to_country" text NOT NULL, "purpose" text NOT NULL, "deviation_ids" uuid array NOT NULL, CONSTRAINT "sharing_event_counts" CHECK (subjects >= 0 AND records >= 0), CONSTRAINT "PK_60f542fadc1e14adb19316d1164" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "sharing_event_deviating" ON "sharing_event"  ("data_flow_id", "at", "id") WHERE deviation_ids <> '{}'`,
    );
    await runner.query(`CREATE INDEX "sharing_event_by_batch" ON "sharing_event"  ("batch_id") `);
    await runner.query(
      `CREATE INDEX "sharing_event_by_moment" ON "sharing_event"  ("data_flow_id", "at", "id") `,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "sharing_event_reference_in_use" ON "sharing_event"  ("data_flow_id", "reference") `,
    );
    await runner.query(
      `CREATE TABLE "sharing_day" ("data_flow_id" uuid NOT NULL, "day" date NOT NULL, "events" integer NOT NULL, "subjects" bigint NOT NULL, "records" bigint NOT NULL, "hours" integer NOT NULL, CONSTRAINT "PK_00d40724393627f6c9564ed820a" PRIMARY KEY ("data_flow_id", "day"))`,
    );
    await runner.query(
      `CREATE TABLE "deviation_tally" ("deviation_id" uuid NOT NULL, "events" integer NOT NULL, "subjects" bigint NOT NULL, "records" bigint NOT NULL, "last_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_e60770fa09f431637bde628d08a" PRIMARY KEY ("deviation_id"))`,
    );
    await runner.query(
      `CREATE TABLE "export" ("id" uuid NOT NULL, "revision" integer NOT NULL, "status" text NOT NULL, "register" text NOT NULL, "format" text NOT NULL, "as_of" date, "known_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "filters" jsonb NOT NULL, "sample" jsonb, "whole_ledger" boolean NOT NULL, "reason" text NOT NULL, "tree_size" bigint, "job_id" uuid, "row_count" integer, "population_count" integer, "manifest" text, "signature" text, "manifest_sha256" text, "previous_id" uuid, "sha256" text, "byte_count" bigint, "problem" jsonb, "requested_by_kind" text NOT NULL, "requested_by_id" uuid NOT NULL, "requested_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "signed_at" TIMESTAMP(3) WITH TIME ZONE, "ready_at" TIMESTAMP(3) WITH TIME ZONE, "remove_after" TIMESTAMP(3) WITH TIME ZONE, CONSTRAINT "export_requested_by_known" CHECK (requested_by_kind IN ('user', 'api_key', 'respondent', 'system')), CONSTRAINT "export_format_known" CHECK (format IN ('csv', 'ndjson', 'json', 'xlsx', 'pdf', 'jsonld')), CONSTRAINT "export_status_known" CHECK (status IN ('queued', 'running', 'ready', 'failed', 'removed')), CONSTRAINT "PK_93dd4c52436ed0da6263e24b3c7" PRIMARY KEY ("id"))`,
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
    await runner.query(`CREATE TABLE "incident" ("id" uuid NOT NULL, "revision" integer NOT NULL, "title" text NOT NULL, "status" text NOT NULL, "exercise" boolean NOT NULL, "vendor_ids" uuid array NOT NULL, "sub_processors" jsonb NOT NULL, "systems" text array NOT NULL, "breach_types" text array NOT NULL, "description" text, "occurred_from" TIMESTAMP(3) WITH TIME ZONE, "occurred_to" TIMESTAMP(3) WITH TIME ZONE, "vendor_detected_at" TIMESTAMP(3) WITH TIME ZONE, "vendor_notified_at" TIMESTAMP(3) WITH TIME ZONE, "subjects_affected" double precision, "records_affected" double precision, "consequences" text, "measures" text, "owner_id" uuid, "triage_started_at" TIMESTAMP(3) WITH TIME ZONE, "aware_at" TIMESTAMP(3) WITH TIME ZONE, "aware_reason" text, "aware_decided_by_id" uuid, "aware_decided_at" TIMESTAMP(3) WITH TIME ZONE, "earlier_awareness" jsonb NOT NULL DEFAULT '[]', "risk" text, "risk_reasons" text, "exemption" text, "sectors" jsonb NOT NULL DEFAULT '[]', "risk_assessed_by_id" uuid, "risk_assessed_at" TIMESTAMP(3) WITH TIME ZONE, "severity" jsonb, "severity_assessed_by_id" uuid, "severity_assessed_at" TIMESTAMP(3) WITH TIME ZONE, "contained_at" TIMESTAMP(3) WITH TIME ZONE, "closed_at" TIMESTAMP(3) WITH TIME ZONE, "closed_by_id" uuid, "outcome" text, "reported_by_kind" text NOT NULL, "reported_by_id" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "incident_ended_then" CHECK ((status IN ('closed', 'dismissed')) = (closed_at IS NOT NULL AND outcome IS NOT NULL)), CONSTRAINT "incident_confirmed_by_awareness" CHECK (status NOT IN ('confirmed', 'contained', 'closed') OR aware_at IS NOT NULL), CONSTRAINT "incident_awareness_whole" CHECK ((aware_at IS NULL) = (aware_reason IS NULL) AND (aware_at IS NULL) = (aware_decided_by_id IS NULL)
   AND (aware_at IS NULL) = (aware_decided_at IS NULL)), CONSTRAINT "incident_aware_after_it_began" CHECK (aware_at >= occurred_from), CONSTRAINT "incident_window_ordered" CHECK (occurred_to >= occurred_from), CONSTRAINT "incident_severity_scored" CHECK ((severity IS NULL) = (severity_assessed_at IS NULL) AND
   (severity IS NULL) = (severity_assessed_by_id IS NULL)), CONSTRAINT "incident_risk_judged" CHECK ((risk IS NULL) = (risk_reasons IS NULL) AND (risk IS NULL) = (risk_assessed_at IS NULL) AND
   (risk IS NULL) = (risk_assessed_by_id IS NULL)), CONSTRAINT "incident_exemption_known" CHECK (exemption IN ('A34_3_A_UNINTELLIGIBLE', 'A34_3_B_NO_LONGER_LIKELY', 'A34_3_C_DISPROPORTIONATE')), CONSTRAINT "incident_risk_known" CHECK (risk IN ('unlikely', 'likely', 'high')), CONSTRAINT "incident_reporter_known" CHECK (reported_by_kind IN ('user', 'api_key', 'vendor')), CONSTRAINT "incident_status_known" CHECK (status IN ('reported', 'in_triage', 'confirmed', 'contained', 'closed', 'dismissed')), CONSTRAINT "PK_5f90b28b0b8238d89ee8edcf96e" PRIMARY KEY ("id"))`);
    await runner.query(
      `CREATE INDEX "incident_by_creation" ON "incident"  ("exercise", "created_at", "id") `,
    );
    await runner.query(
      `CREATE TABLE "incident_obligation" ("id" uuid NOT NULL, "revision" integer NOT NULL, "incident_id" uuid NOT NULL, "key" text NOT NULL, "by" text NOT NULL, "to" text NOT NULL, "notice_kind" text NOT NULL, "clock" text, "ground" text NOT NULL, "legal_entity_id" uuid, "agreement_id" uuid, "starts_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "due_at" TIMESTAMP(3) WITH TIME ZONE, "formal_end_at" TIMESTAMP(3) WITH TIME ZONE, "state" text NOT NULL, "sent_at" TIMESTAMP(3) WITH TIME ZONE, "notice_id" uuid, "late_reason" text, "because" text, "settled_by_id" uuid, "settled_at" TIMESTAMP(3) WITH TIME ZONE, "announced_share" integer NOT NULL, "by_hand" boolean NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "incident_obligation_period" CHECK (due_at >= starts_at), CONSTRAINT "incident_obligation_reasoned" CHECK (state NOT IN ('reasoned_away', 'not_required') OR because IS NOT NULL), CONSTRAINT "incident_obligation_sent_then" CHECK ((state = 'sent') = (sent_at IS NOT NULL)), CONSTRAINT "incident_obligation_clock_known" CHECK (clock IN ('GDPR_33_1', 'UKGDPR_33_1', 'GDPR_33_2', 'GDPR_34_1', 'LGPD_48', 'FADP_24', 'MVSP_1_7', 'DORA_INITIAL', 'DORA_INTERMEDIATE', 'DORA_FINAL', 'NIS2_EARLY', 'NIS2_NOTIFICATION', 'CA_1798_82', 'EU_OMNIBUS_PROPOSAL')), CONSTRAINT "incident_obligation_kind_known" CHECK (notice_kind IN ('PROC_TO_CTRL', 'SA_INITIAL', 'SA_SUPPLEMENT', 'SA_FINAL', 'SUBJECTS', 'PUBLIC', 'JOINT_CTRL', 'CONTRACT_PARTY')), CONSTRAINT "incident_obligation_debtor_known" CHECK (by IN ('us', 'vendor')), CONSTRAINT "incident_obligation_state_known" CHECK (state IN ('open', 'sent', 'reasoned_away', 'not_required')), CONSTRAINT "PK_7d14e19405e6fd5cb9effa92744" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "incident_obligation_open" ON "incident_obligation"  ("due_at", "id") WHERE state = 'open' AND by = 'us'`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "incident_obligation_once" ON "incident_obligation"  ("incident_id", "key") `,
    );
    await runner.query(
      `CREATE TABLE "incident_notice" ("id" uuid NOT NULL, "revision" integer NOT NULL, "incident_id" uuid NOT NULL, "kind" text NOT NULL, "obligation_ids" uuid array NOT NULL, "recipients" jsonb NOT NULL, "contact" text NOT NULL, "text" text NOT NULL, "sent_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "proof" text, "evidence_ids" uuid array NOT NULL, "late_reason" text, "sent_by_id" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "incident_notice_proven" CHECK (proof IS NOT NULL OR cardinality(evidence_ids) > 0), CONSTRAINT "incident_notice_kind_known" CHECK (kind IN ('initial', 'supplement', 'final', 'people', 'public', 'controller', 'joint_controller', 'contract_party')), CONSTRAINT "PK_4805ef4a4fa5f6287a595a5e8ab" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "incident_notice_by_incident" ON "incident_notice"  ("incident_id", "sent_at", "id") `,
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
      `CREATE TABLE "own_category" ("id" uuid NOT NULL, "revision" integer NOT NULL, "list" text NOT NULL, "code" text NOT NULL, "parent" text NOT NULL, "label" text NOT NULL, "description" text, "created_by_id" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "retired_by_id" uuid, "retired_at" TIMESTAMP(3) WITH TIME ZONE, "retired_because" text, CONSTRAINT "own_category_retired_by_somebody" CHECK ((retired_at IS NULL) = (retired_by_id IS NULL)), CONSTRAINT "own_category_list_known" CHECK (list IN ('data_category', 'data_subject_category')), CONSTRAINT "PK_c3f3b56003f01e62135262a1af7" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "own_category_by_creation" ON "own_category"  ("created_at", "id") `);
    await runner.query(`CREATE UNIQUE INDEX "own_category_code_once" ON "own_category"  ("list", "code") `);
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
      `CREATE TABLE "dpf_entry" ("id" uuid NOT NULL, "revision" integer NOT NULL, "vendor_id" uuid NOT NULL, "framework" text NOT NULL, "listed_name" text NOT NULL, "covered_entity" boolean NOT NULL, "covered_data" text array NOT NULL, "active_from" date NOT NULL, "next_certification_due" date NOT NULL, "inactive_from" date, "checked_on" date NOT NULL, "evidence_id" uuid, "removed" boolean NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "dpf_entry_end_ordered" CHECK (inactive_from > active_from), CONSTRAINT "dpf_entry_period_ordered" CHECK (next_certification_due >= active_from), CONSTRAINT "dpf_entry_framework_known" CHECK (framework IN ('EU_US', 'UK_EXTENSION', 'SWISS_US')), CONSTRAINT "PK_d4c3a64bd74d544f0d9efbb7c13" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "dpf_entry_by_due_day" ON "dpf_entry"  ("next_certification_due") WHERE NOT removed`,
    );
    await runner.query(`CREATE INDEX "dpf_entry_of_vendor" ON "dpf_entry"  ("vendor_id", "id") `);
    await runner.query(
      `CREATE TABLE "subprocessor" ("id" uuid NOT NULL, "revision" integer NOT NULL, "vendor_id" uuid NOT NULL, "name" text NOT NULL, "folded_name" text NOT NULL, "linked_vendor_id" uuid, "website" text, "purpose" text, "countries" text array NOT NULL, "data_categories" text array NOT NULL, "role" text NOT NULL, "transfer_tool" text, "status" text NOT NULL, "valid_from" date, "valid_to" date, "source" text, "replaced_by_id" uuid, "upcoming" jsonb, "removed" boolean NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "subprocessor_not_itself" CHECK (linked_vendor_id <> vendor_id), CONSTRAINT "subprocessor_validity_ordered" CHECK (valid_to >= valid_from), CONSTRAINT "subprocessor_role_known" CHECK (role IN ('CONTROLLER', 'JOINT_CONTROLLER', 'INDEPENDENT_CONTROLLER', 'PROCESSOR', 'SUB_PROCESSOR', 'RECIPIENT', 'THIRD_PARTY_GDPR', 'EXPORTER', 'IMPORTER', 'REPRESENTATIVE', 'DPO', 'PUBLIC_AUTHORITY_INQUIRY')), CONSTRAINT "subprocessor_status_known" CHECK (status IN ('ANNOUNCED', 'ACTIVE', 'REPLACED', 'REMOVED')), CONSTRAINT "PK_774dd6b2706076f2ee284bfe939" PRIMARY KEY ("id"))`,
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
    await runner.query(
      `CREATE INDEX "subprocessor_upcoming" ON "subprocessor"  ("id") WHERE upcoming IS NOT NULL`,
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
    await runner.query(`ALTER TABLE "data_flow" ADD "recipient_system" text`);
    await runner.query(`ALTER TABLE "data_flow" ADD "on_behalf_of" jsonb NOT NULL DEFAULT '[]'`);
    await runner.query(`ALTER TABLE "data_flow" ADD "recipients" jsonb NOT NULL DEFAULT '[]'`);
    await runner.query(`ALTER TABLE "data_flow" ADD "legs" jsonb NOT NULL DEFAULT '[]'`);
    await runner.query(`ALTER TABLE "data_flow" ADD "logged_facts" jsonb NOT NULL DEFAULT '[]'`);
    await runner.query(`ALTER TABLE "data_flow" ADD "review_due_on" date`);
    await runner.query(`ALTER TABLE "data_flow" ADD "emergency" jsonb`);
    await runner.query(`ALTER TABLE "data_flow" ADD "ended_on" date`);
    await runner.query(`ALTER TABLE "data_flow_opinion" ADD "on_behalf_of_id" uuid`);
    await runner.query(`ALTER TABLE "data_flow_opinion" ADD "delegation_id" uuid`);
    await runner.query(`ALTER TABLE "data_flow_decision" ADD "mode" text NOT NULL DEFAULT 'dpo_decides'`);
    await runner.query(`ALTER TABLE "data_flow_decision" ADD "opinion_id" uuid`);
    await runner.query(`ALTER TABLE "data_flow_decision" ADD "departure" jsonb`);
    await runner.query(`ALTER TABLE "data_flow_decision" ADD "emergency" jsonb`);
    await runner.query(`ALTER TABLE "data_flow_decision" ADD "on_behalf_of_id" uuid`);
    await runner.query(`ALTER TABLE "data_flow_decision" ADD "delegation_id" uuid`);
    await runner.query(`ALTER TABLE "data_flow_condition" ADD "consequence" text NOT NULL DEFAULT 'expire'`);
    await runner.query(`ALTER TABLE "data_flow_condition" ADD "missed_at" TIMESTAMP(3) WITH TIME ZONE`);
    await runner.query(`ALTER TABLE "app_user" ADD "unit" text`);
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
    await runner.query(
      `CREATE INDEX "data_flow_in_emergency" ON "data_flow"  ("id") WHERE emergency IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX "data_flow_review_due" ON "data_flow"  ("review_due_on") WHERE review_due_on IS NOT NULL`,
    );
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
      `ALTER TABLE "data_flow_decision" ADD CONSTRAINT "data_flow_decision_mode_known" CHECK (mode IN ('dpo_decides', 'dpo_advises'))`,
    );
    await runner.query(
      `ALTER TABLE "data_flow_condition" ADD CONSTRAINT "data_flow_condition_consequence_known" CHECK (consequence IN ('expire', 'suspend', 'notify'))`,
    );
    await runner.query(
      `ALTER TABLE "approval_mode_change" ADD CONSTRAINT "FK_01d15a3cb032174f651e20e41f5" FOREIGN KEY ("proposed_by_id") REFERENCES "app_user"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "approval_mode_change" ADD CONSTRAINT "FK_40a733fb1b770b84e21a0cf7370" FOREIGN KEY ("settled_by_id") REFERENCES "app_user"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "approval_mode_change" ADD CONSTRAINT "approval_mode_change_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
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
      `ALTER TABLE "delegation" ADD CONSTRAINT "FK_680463bfebbbf1020ab83e58c3c" FOREIGN KEY ("from_id") REFERENCES "app_user"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "delegation" ADD CONSTRAINT "FK_016456e89396cd62942eb24f21c" FOREIGN KEY ("to_id") REFERENCES "app_user"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "delegation" ADD CONSTRAINT "FK_6fd1cf903e3276c6174f20bb84c" FOREIGN KEY ("data_flow_id") REFERENCES "data_flow"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "delegation" ADD CONSTRAINT "FK_780bd1dad9c949daf44cd94ba64" FOREIGN KEY ("revoked_by_id") REFERENCES "app_user"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "delegation" ADD CONSTRAINT "delegation_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "deviation" ADD CONSTRAINT "FK_2ff3682165dd99ce33897d383da" FOREIGN KEY ("data_flow_id") REFERENCES "data_flow"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "deviation" ADD CONSTRAINT "FK_6f40d3e5ed568f9ec9a844efe6c" FOREIGN KEY ("decision_id") REFERENCES "data_flow_decision"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "deviation" ADD CONSTRAINT "FK_50210576fba697836d06122c796" FOREIGN KEY ("batch_id") REFERENCES "sharing_batch"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "deviation" ADD CONSTRAINT "FK_88a937a63e52419b2ece2add4c6" FOREIGN KEY ("reviewed_by_id") REFERENCES "app_user"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "deviation" ADD CONSTRAINT "FK_4fc01371348843dff05529d0a39" FOREIGN KEY ("resolved_by_id") REFERENCES "app_user"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "deviation" ADD CONSTRAINT "deviation_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "data_flow_opinion" ADD CONSTRAINT "FK_b65f598cb60254e7b35be2a6b75" FOREIGN KEY ("on_behalf_of_id") REFERENCES "app_user"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "data_flow_opinion" ADD CONSTRAINT "FK_4b8cf3c336fc51f707cc437c77e" FOREIGN KEY ("delegation_id") REFERENCES "delegation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "data_flow_decision" ADD CONSTRAINT "FK_cd1411a8061161c289bdfd26732" FOREIGN KEY ("opinion_id") REFERENCES "data_flow_opinion"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "data_flow_decision" ADD CONSTRAINT "FK_9fbeee24128e9ca0423d9d7e082" FOREIGN KEY ("on_behalf_of_id") REFERENCES "app_user"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "data_flow_decision" ADD CONSTRAINT "FK_9b1d9781d5c80bb8e9153acf40f" FOREIGN KEY ("delegation_id") REFERENCES "delegation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "subprocessor_notice" ADD CONSTRAINT "FK_5f3cd3c1b6fc1f0cfbae4b6ed30" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "subprocessor_notice" ADD CONSTRAINT "FK_5750fad900fc8989a81909ef8cf" FOREIGN KEY ("evidence_id") REFERENCES "evidence"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "subprocessor_notice" ADD CONSTRAINT "subprocessor_notice_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "objection_window" ADD CONSTRAINT "FK_08feb3377ea2f7b9894659c8651" FOREIGN KEY ("notice_id") REFERENCES "subprocessor_notice"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "objection_window" ADD CONSTRAINT "FK_cfbe136723b58104e311460ee7d" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "objection_window" ADD CONSTRAINT "FK_80397d9bcd5eaaa23d6255d486c" FOREIGN KEY ("agreement_id") REFERENCES "agreement"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "objection_window" ADD CONSTRAINT "FK_97cae9897fe0ecdd952edee4ecc" FOREIGN KEY ("subprocessor_id") REFERENCES "subprocessor"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "objection_window" ADD CONSTRAINT "FK_5dd263e5f868336b5fe6a7e4581" FOREIGN KEY ("decided_by_id") REFERENCES "app_user"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "objection_window" ADD CONSTRAINT "objection_window_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "data_flow_review" ADD CONSTRAINT "FK_582e549029bd804a6201b1abdcd" FOREIGN KEY ("data_flow_id") REFERENCES "data_flow"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "data_flow_review" ADD CONSTRAINT "FK_ed6c2d65fa0c7f5104c9f1a9b4d" FOREIGN KEY ("decision_id") REFERENCES "data_flow_decision"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "data_flow_review" ADD CONSTRAINT "FK_bc6ea4a47d8c2068400b01af898" FOREIGN KEY ("reviewed_by_id") REFERENCES "app_user"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "data_flow_review" ADD CONSTRAINT "data_flow_review_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "sharing_batch" ADD CONSTRAINT "FK_8ac91a2ecbe5207fbd96a0a495d" FOREIGN KEY ("data_flow_id") REFERENCES "data_flow"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "sharing_batch" ADD CONSTRAINT "sharing_batch_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "sharing_event" ADD CONSTRAINT "FK_f3f4d3f513295c154f277779e3f" FOREIGN KEY ("batch_id") REFERENCES "sharing_batch"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "sharing_day" ADD CONSTRAINT "FK_d0e25c696f1d3643eb9af7d2891" FOREIGN KEY ("data_flow_id") REFERENCES "data_flow"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "deviation_tally" ADD CONSTRAINT "FK_e60770fa09f431637bde628d08a" FOREIGN KEY ("deviation_id") REFERENCES "deviation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
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
      `ALTER TABLE "incident" ADD CONSTRAINT "FK_692c200bb67d0981141e974d604" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "incident" ADD CONSTRAINT "incident_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "incident_obligation" ADD CONSTRAINT "FK_f8453cec49f35a10fa0bf7059c9" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "incident_obligation" ADD CONSTRAINT "FK_103f4641f6b1ff3efbd8402d059" FOREIGN KEY ("legal_entity_id") REFERENCES "legal_entity"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "incident_obligation" ADD CONSTRAINT "FK_74e5c06c594dfbca2d23cfd56c2" FOREIGN KEY ("agreement_id") REFERENCES "agreement"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "incident_obligation" ADD CONSTRAINT "incident_obligation_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "incident_notice" ADD CONSTRAINT "FK_8dee94a5af05d10ae604d3f5c75" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "incident_notice" ADD CONSTRAINT "incident_notice_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
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
      `ALTER TABLE "own_category" ADD CONSTRAINT "FK_b8635d2222690e4958836b3c5da" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "own_category" ADD CONSTRAINT "FK_a31fd666fa6bae3b784739824a5" FOREIGN KEY ("retired_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "own_category" ADD CONSTRAINT "own_category_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "vendor_declaration" ADD CONSTRAINT "FK_56b6bee80098a1169d1f220b913" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "vendor_declaration" ADD CONSTRAINT "vendor_declaration_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "dpf_entry" ADD CONSTRAINT "FK_d0dd5d6fe5961759ebf704e598b" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "dpf_entry" ADD CONSTRAINT "FK_8cd777839911bc899f561e2984f" FOREIGN KEY ("evidence_id") REFERENCES "evidence"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "dpf_entry" ADD CONSTRAINT "dpf_entry_recorded" FOREIGN KEY ("id", "revision") REFERENCES "ledger_entry"("subject_id","revision") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED`,
    );
    await runner.query(
      `ALTER TABLE "subprocessor" ADD CONSTRAINT "FK_3c184b6dc3b647edd0a39107098" FOREIGN KEY ("vendor_id") REFERENCES "vendor"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "subprocessor" ADD CONSTRAINT "FK_d006bbe3907ed5a7e42548d95bb" FOREIGN KEY ("linked_vendor_id") REFERENCES "vendor"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "subprocessor" ADD CONSTRAINT "FK_ecc25fe7f9175017f17a0664df9" FOREIGN KEY ("replaced_by_id") REFERENCES "subprocessor"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
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
