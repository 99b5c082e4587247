import type { QueryRunner } from 'typeorm';

/** Called by migrations; frozen like them. A changed guard is a new function in a new migration. */
export async function guardLedger(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END $$`);
  for (const table of ['ledger_entry', 'ledger_leaf'])
    await runner.query(`
      CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  await runner.query(`
    CREATE FUNCTION ledger_entry_waits() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO ledger_pending (seq, entry_id) VALUES (NEW.seq, NEW.id);
      RETURN NULL;
    END $$`);
  await runner.query(`
    CREATE TRIGGER ledger_entry_waits AFTER INSERT ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_entry_waits()`);
  await runner.query(`
    CREATE FUNCTION guard_registered_row() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP IN ('DELETE', 'TRUNCATE') THEN
        RAISE EXCEPTION 'a row of % is never deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
      ELSIF TG_OP = 'INSERT' AND NEW.revision <> 1 THEN
        RAISE EXCEPTION 'a row of % begins with revision 1', TG_TABLE_NAME USING ERRCODE = 'check_violation';
      ELSIF TG_OP = 'UPDATE' AND (NEW.id <> OLD.id OR NEW.revision <> OLD.revision + 1) THEN
        RAISE EXCEPTION 'each change of a row of % is the next revision', TG_TABLE_NAME USING ERRCODE = 'check_violation';
      END IF;
      RETURN NEW;
    END $$`);
}

/** Every table whose (id, revision) refers to the ledger gets its guard; tables that have it keep it. */
export async function guardRegisteredTables(runner: QueryRunner): Promise<void> {
  const tables = (await runner.query(`
    SELECT c.conrelid::regclass::text AS name FROM pg_constraint c
     WHERE c.contype = 'f' AND c.confrelid = 'ledger_entry'::regclass AND c.conname LIKE '%_recorded'
       AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.conrelid AND t.tgname LIKE '%_guard')
     ORDER BY 1`)) as { name: string }[];
  for (const { name } of tables) {
    await runner.query(`
      CREATE TRIGGER ${name}_guard BEFORE INSERT OR UPDATE OR DELETE ON ${name}
      FOR EACH ROW EXECUTE FUNCTION guard_registered_row()`);
    await runner.query(`
      CREATE TRIGGER ${name}_guard_truncate BEFORE TRUNCATE ON ${name}
      FOR EACH STATEMENT EXECUTE FUNCTION guard_registered_row()`);
  }
}

/** A published version of a questionnaire never changes, whoever asks. */
export async function guardPublishedQuestionnaires(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE FUNCTION refuse_change_of_published() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'a published row of % never changes', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END $$`);
  await runner.query(`
    CREATE TRIGGER questionnaire_version_published BEFORE UPDATE ON questionnaire_version
    FOR EACH ROW WHEN (OLD.status = 'published') EXECUTE FUNCTION refuse_change_of_published()`);
}
