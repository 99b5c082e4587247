import type { QueryRunner } from 'typeorm';

/** What rows of before need afterwards, and what only SQL can say: guards and indexes over expressions. */
export async function afterSharing(runner: QueryRunner): Promise<void> {
  await guardTheTree(runner);
  await guardSharingEvents(runner);
  await runner.query('CREATE INDEX data_flow_by_decision ON data_flow USING gin (stands_on)');
  await runner.query('CREATE INDEX data_flow_by_system ON data_flow (lower(source_system))');
  await runner.query('CREATE INDEX data_flow_by_leg ON data_flow USING gin (legs jsonb_path_ops)');
  await runner.query('CREATE INDEX incident_by_vendor ON incident USING gin (vendor_ids)');
}

/** What was signed or counted once stays: nodes of the tree and checkpoints. */
async function guardTheTree(runner: QueryRunner): Promise<void> {
  for (const table of ['ledger_node', 'ledger_checkpoint'])
    await runner.query(`
      CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
}

/**
 * A sharing event stays as it was reported, and there are as many as the entry of its batch says: never more, and when the
 * transaction ends, never fewer.
 */
async function guardSharingEvents(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TRIGGER sharing_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sharing_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  await runner.query(`
    CREATE FUNCTION guard_more_events() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM (SELECT DISTINCT batch_id FROM added) a JOIN sharing_batch b ON b.id = a.batch_id
                  WHERE b.events < (SELECT count(*) FROM sharing_event e WHERE e.batch_id = b.id)) THEN
        RAISE EXCEPTION 'a report has no more events than its record says' USING ERRCODE = 'check_violation';
      END IF;
      RETURN NULL;
    END $$`);
  await runner.query(`
    CREATE TRIGGER sharing_event_no_more AFTER INSERT ON sharing_event REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION guard_more_events()`);
  await runner.query(`
    CREATE FUNCTION guard_all_events() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.events <> (SELECT count(*) FROM sharing_event e WHERE e.batch_id = NEW.id) THEN
        RAISE EXCEPTION 'a report has as many events as its record says' USING ERRCODE = 'check_violation';
      END IF;
      RETURN NULL;
    END $$`);
  await runner.query(`
    CREATE CONSTRAINT TRIGGER sharing_batch_complete AFTER INSERT OR UPDATE ON sharing_batch
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_all_events()`);
}
