import type { QueryRunner } from 'typeorm';

/** Bytes were kept by document; now they are kept by what they are, once. */
export async function moveEvidenceParts(runner: QueryRunner): Promise<void> {
  await runner.query(`
    INSERT INTO evidence_content (sha256, size, location, state, touched_at)
    SELECT DISTINCT ON (sha256) sha256, size, 'database', 'kept', created_at FROM evidence ORDER BY sha256, id`);
  await runner.query(`
    INSERT INTO evidence_content_part (sha256, position, bytes)
    SELECT first.sha256, part.position, part.bytes FROM evidence_part part
      JOIN (SELECT DISTINCT ON (sha256) id, sha256 FROM evidence ORDER BY sha256, id) first ON first.id = part.evidence_id`);
  await runner.query('DROP TABLE evidence_part');
}

/** Which bytes a document has never changes, and bytes that a document keeps cannot be let go of, whoever asks. */
export async function guardEvidenceBytes(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE FUNCTION guard_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF (NEW.sha256, NEW.size, NEW.media_type, NEW.file_name) <> (OLD.sha256, OLD.size, OLD.media_type, OLD.file_name)
         OR (NEW.content_state = 'kept' AND OLD.content_state <> 'kept') THEN
        RAISE EXCEPTION 'the file of evidence never changes' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$`);
  await runner.query(`
    CREATE TRIGGER evidence_file BEFORE UPDATE ON evidence FOR EACH ROW EXECUTE FUNCTION guard_evidence()`);
  await runner.query(`
    CREATE FUNCTION guard_evidence_content() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP IN ('DELETE', 'TRUNCATE') THEN
        RAISE EXCEPTION 'a row of % is never deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
      ELSIF (NEW.sha256, NEW.size) <> (OLD.sha256, OLD.size)
         OR (NEW.location <> OLD.location AND OLD.state <> 'gone')
         OR (NEW.state IN ('leaving', 'gone')
             AND EXISTS (SELECT 1 FROM evidence WHERE sha256 = NEW.sha256 AND content_state = 'kept')) THEN
        RAISE EXCEPTION 'bytes that a document keeps stay where they are' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$`);
  await runner.query(`
    CREATE TRIGGER evidence_content_kept BEFORE UPDATE OR DELETE ON evidence_content
    FOR EACH ROW EXECUTE FUNCTION guard_evidence_content()`);
  await runner.query(`
    CREATE TRIGGER evidence_content_truncate BEFORE TRUNCATE ON evidence_content
    FOR EACH STATEMENT EXECUTE FUNCTION guard_evidence_content()`);
  await runner.query(`
    CREATE FUNCTION guard_evidence_part() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF (SELECT state FROM evidence_content WHERE sha256 = OLD.sha256) <> 'leaving' THEN
        RAISE EXCEPTION 'bytes that are not leaving are not deleted' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN OLD;
    END $$`);
  await runner.query(`
    CREATE TRIGGER evidence_content_part_kept BEFORE DELETE ON evidence_content_part
    FOR EACH ROW EXECUTE FUNCTION guard_evidence_part()`);
  await runner.query(`
    CREATE TRIGGER evidence_content_part_append_only BEFORE UPDATE OR TRUNCATE ON evidence_content_part
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
}
