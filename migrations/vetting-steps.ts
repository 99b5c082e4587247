import type { QueryRunner } from 'typeorm';
import { guardEvidenceBytes, moveEvidenceParts } from './evidence-steps.js';

/** What rows of before need afterwards, and what only SQL can say: guards and indexes over expressions. */
export async function afterVetting(runner: QueryRunner): Promise<void> {
  await letInNewCodes(runner);
  await keepDuplicateKeysFindable(runner);
  await indexAuditsByTheirDay(runner);
  await guardReleasedScoringModels(runner);
  await pointToStandingScores(runner);
  await moveEvidenceParts(runner);
  await guardEvidenceBytes(runner);
}

/** Every registration looks into these; a list of entries yet to be sorted in would be read whole, each time. */
async function keepDuplicateKeysFindable(runner: QueryRunner): Promise<void> {
  for (const index of [
    'vendor_by_domain',
    'vendor_by_folded_name',
    'vendor_by_skeleton',
    'vendor_by_external_id',
  ]) {
    await runner.query(`ALTER INDEX ${index} SET (fastupdate = off)`);
    await runner.query(`SELECT gin_clean_pending_list('${index}')`);
  }
}

/** An audit to come is sorted by its planned day. */
async function indexAuditsByTheirDay(runner: QueryRunner): Promise<void> {
  await runner.query('CREATE INDEX audit_by_its_day ON audit (coalesce(performed_on, planned_for), id)');
}

/** The generated part compares CHECKs by name: codes that came since are let in here. */
async function letInNewCodes(runner: QueryRunner): Promise<void> {
  await runner.query(`
    ALTER TABLE audit DROP CONSTRAINT audit_kind_known, ADD CONSTRAINT audit_kind_known CHECK
      (kind IN ('self_assessment_review', 'remote', 'on_site', 'third_party_report', 'certification_review'))`);
  await runner.query(`
    ALTER TABLE finding DROP CONSTRAINT finding_source_known, ADD CONSTRAINT finding_source_known CHECK
      (source IN ('assessment', 'audit', 'incident', 'monitoring', 'other'))`);
  await runner.query(`
    ALTER TABLE finding DROP CONSTRAINT finding_status_known, ADD CONSTRAINT finding_status_known CHECK
      (status IN ('open', 'in_remediation', 'resolved', 'verified', 'risk_accepted', 'withdrawn'))`);
}

/** Of a released scoring model nothing changes any more but that it retires, whoever asks. */
async function guardReleasedScoringModels(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE FUNCTION guard_released_model() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.status = 'retired' OR NEW.status <> 'retired'
         OR to_jsonb(NEW) - '{status,revision,retired_at}'::text[]
            IS DISTINCT FROM to_jsonb(OLD) - '{status,revision,retired_at}'::text[] THEN
        RAISE EXCEPTION 'a released scoring model never changes' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$`);
  await runner.query(`
    CREATE TRIGGER scoring_model_released BEFORE UPDATE ON scoring_model
    FOR EACH ROW WHEN (OLD.status IN ('released', 'retired')) EXECUTE FUNCTION guard_released_model()`);
}

/** Scores of before stand, and are looked at again at once: they do not say when time changes them. */
async function pointToStandingScores(runner: QueryRunner): Promise<void> {
  await runner.query(`
    INSERT INTO vendor_score (vendor_id, score_id, due_on)
    SELECT DISTINCT ON (vendor_id) vendor_id, id, current_date FROM audit_score ORDER BY vendor_id, number DESC`);
}
