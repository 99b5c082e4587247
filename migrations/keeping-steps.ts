import type { QueryRunner } from 'typeorm';

/** What only SQL can say: guards of what is kept and for how long. */
export async function afterKeeping(runner: QueryRunner): Promise<void> {
  await guardAccessRecords(runner);
}

/**
 * The log of readings still takes no change. What is older than an active rule says may go, while no legal hold stands,
 * and by one function only: the role that serves requests has no right to delete, and the guard asks everybody.
 */
async function guardAccessRecords(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE FUNCTION access_records_kept_from() RETURNS timestamptz LANGUAGE sql STABLE
    SET search_path = public, pg_temp AS $$
      SELECT now() - make_interval(days => greatest(r.keep_days, 365)) FROM retention_rule r
       WHERE r.class = 'access_record' AND r.active AND NOT EXISTS (
         SELECT FROM legal_hold h
          WHERE h.released_at IS NULL AND (h.until IS NULL OR h.until >= (now() AT TIME ZONE 'UTC')::date))
    $$`);
  await runner.query(`
    CREATE FUNCTION guard_access_record() RETURNS trigger LANGUAGE plpgsql
    SET search_path = public, pg_temp AS $$
    BEGIN
      IF coalesce(OLD.at < access_records_kept_from(), false) THEN
        RETURN OLD;
      END IF;
      RAISE EXCEPTION 'a row of access_record is kept' USING ERRCODE = 'restrict_violation';
    END $$`);
  await runner.query('DROP TRIGGER access_record_append_only ON access_record');
  await runner.query(`
    CREATE TRIGGER access_record_append_only BEFORE UPDATE OR TRUNCATE ON access_record
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  await runner.query(`
    CREATE TRIGGER access_record_kept BEFORE DELETE ON access_record
    FOR EACH ROW EXECUTE FUNCTION guard_access_record()`);
  await runner.query(`
    CREATE FUNCTION dispose_access_records(before timestamptz, most int)
    RETURNS TABLE (gone int, oldest timestamptz, newest timestamptz) LANGUAGE sql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
      WITH old AS (
        SELECT r.id FROM access_record r
         WHERE r.at < least(before, access_records_kept_from()) AND access_records_kept_from() IS NOT NULL
         ORDER BY r.at, r.id LIMIT least(most, 10000)
      ), deleted AS (
        DELETE FROM access_record r USING old WHERE r.id = old.id RETURNING r.at
      )
      SELECT count(*)::int, min(at), max(at) FROM deleted
    $$`);
  await runner.query('REVOKE ALL ON FUNCTION dispose_access_records(timestamptz, int) FROM PUBLIC');
}
