import type { QueryRunner } from 'typeorm';

/** What rows of before need before their tables change. */
export async function beforeVetting(_runner: QueryRunner): Promise<void> {}

/** What rows of before need afterwards, and what only SQL can say: guards and indexes over expressions. */
export async function afterVetting(runner: QueryRunner): Promise<void> {
  await keepDuplicateKeysFindable(runner);
  await indexAuditsByTheirDay(runner);
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
