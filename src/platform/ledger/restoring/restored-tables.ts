import { Injectable } from '@nestjs/common';
import { DataSource, MoreThan, type EntityMetadata, type FindOptionsWhere } from 'typeorm';
import type { Tx } from '../../database/database.js';
import { PastTables } from '../past-tables.js';
import { Registers, type KnownRegistration } from '../register.js';
import type { Registered } from '../registered.js';

const atOnce = 500;
const everything = new Date('9999-12-31T00:00:00Z');

/**
 * Writes the registered tables anew: of each subject the newest state in the ledger. Personal values are not in it and
 * stay empty; secrets become ones that nobody knows; search keys are computed.
 */
@Injectable()
export class RestoredTables {
  constructor(
    private readonly source: DataSource,
    private readonly registers: Registers,
    private readonly past: PastTables,
  ) {}

  get names(): string[] {
    return [...this.registers.tables.keys()].sort();
  }

  /** How many rows; what refers to one another must be asked later, and guards rest. */
  async write(tx: Tx): Promise<number> {
    const tables = [...this.registers.tables.values()];
    let rows = 0;
    for (const table of tables) rows += await this.writeOne(tx, table);
    for (const { followedBy } of tables) for (const statement of followedBy) await tx.query(statement);
    return rows;
  }

  private async writeOne(tx: Tx, table: KnownRegistration): Promise<number> {
    const { columns } = this.source.getMetadata(table.entity);
    const names = columns.map(({ databaseName }) => `"${databaseName}"`);
    const values = columns.map((column) => valueOf(column, table));
    const written = await tx.query<unknown[]>(
      `WITH written AS (
         INSERT INTO public.${table.table} (${names.join(', ')})
         SELECT ${values.join(', ')} FROM (${this.past.rowsOf(table, { knownAt: everything })}) newest RETURNING 1)
       SELECT count(*)::int AS count FROM written`,
    );
    const [{ count = 0 } = {}] = written as { count?: number }[];
    if (count > 0 && table.derived.length > 0) await this.derive(tx, table);
    return count;
  }

  private async derive(tx: Tx, { table, entity, derived, derive }: KnownRegistration): Promise<void> {
    const { columns } = this.source.getMetadata(entity);
    const set = columns
      .filter(({ propertyName }) => derived.includes(propertyName))
      .map(({ databaseName: name }) => `"${name}" = r."${name}"`)
      .join(', ');
    for (let last = ''; ;) {
      const where = (last === '' ? {} : { id: MoreThan(last) }) as FindOptionsWhere<Registered>;
      const rows = await tx.find(entity, { where, order: { id: 'ASC' }, take: atOnce });
      if (rows.length === 0) return;
      const computed = rows.map((row) => ({ id: row.id, ...byColumn(columns, derived, derive(row)) }));
      await tx.query(
        `UPDATE "${table}" AS t SET ${set} FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb) AS r WHERE t.id = r.id`,
        [JSON.stringify(computed)],
      );
      last = rows.at(-1)?.id ?? '';
    }
  }
}

type ColumnOfTable = EntityMetadata['columns'][number];

function valueOf(column: ColumnOfTable, { withheld, derived }: KnownRegistration): string {
  const { propertyName, databaseName, isNullable, isArray, type } = column;
  if (!withheld.includes(propertyName)) return `newest."${databaseName}"`;
  if (derived.includes(propertyName)) return isNullable ? 'NULL' : isArray ? `'{}'` : 'newest.id::text';
  if (type === 'bytea') {
    const secret = `sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))`;
    return isNullable ? `CASE WHEN ${hasValues(withheld)} THEN ${secret} END` : secret;
  }
  return isNullable ? 'NULL' : `''`;
}

/** Digests stand in the ledger as long as nobody was erased; then the salt is gone too, and stays so. */
function hasValues(withheld: readonly string[]): string {
  return withheld.map((name) => `newest.in_ledger ->> '${name}' IS NOT NULL`).join(' OR ');
}

function byColumn(columns: readonly ColumnOfTable[], names: readonly string[], row: object): object {
  return Object.fromEntries(
    columns
      .filter(({ propertyName }) => names.includes(propertyName))
      .map(({ propertyName, databaseName }) => [databaseName, row[propertyName as keyof typeof row]]),
  );
}
