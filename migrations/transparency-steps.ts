import type { QueryRunner } from 'typeorm';

/** What only SQL can say: guards. */
export async function afterTransparency(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TRIGGER time_stamp_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON time_stamp
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  await runner.query(`
    CREATE TRIGGER access_record_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON access_record
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
}
