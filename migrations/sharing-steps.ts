import type { QueryRunner } from 'typeorm';

/** What rows of before need afterwards, and what only SQL can say: guards and indexes over expressions. */
export async function afterSharing(runner: QueryRunner): Promise<void> {
  await guardTheTree(runner);
  await runner.query('CREATE INDEX data_flow_by_decision ON data_flow USING gin (stands_on)');
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
