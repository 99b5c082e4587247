import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/data-source.js';

/** The tables whose every revision has its ledger entry, as the entities say. */
export async function registeredTables(): Promise<string[]> {
  return (await tables())
    .filter(({ foreignKeys }) => foreignKeys.some(({ name }) => name.endsWith('_recorded')))
    .map(({ tableName }) => tableName);
}

/** All tables in the order of their names. */
export async function tables() {
  const source = new DataSource(dataSourceOptions('postgres://nobody@127.0.0.1/nothing'));
  await (source as unknown as { buildMetadatas(): Promise<void> }).buildMetadatas();
  return source.entityMetadatas.toSorted((a, b) => (a.tableName < b.tableName ? -1 : 1));
}
