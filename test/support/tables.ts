import type pg from 'pg';
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

/** Counters and clocks that move with every request, and are no record of anything. */
const restless = [
  'access_record',
  'access_token',
  'api_key_use',
  'job',
  'refresh_token',
  'request_quota',
  'session',
  'sign_in_attempt',
];

/** Bytes on their way belong to nobody until a document names them, and are swept when none does. */
const settled: Readonly<Record<string, string>> = {
  evidence_content: `(SELECT sha256, size, location, state FROM evidence_content WHERE state <> 'arriving')`,
  evidence_content_part: `(SELECT part.* FROM evidence_content_part part JOIN evidence_content USING (sha256) WHERE state <> 'arriving')`,
};

/** A digest of everything that is recorded, a table each: equal before and after whatever changed nothing. */
export async function contentOfTables(owner: pg.Client): Promise<{ name: string; digest: string }[]> {
  const names = (await tables()).map(({ tableName }) => tableName).filter((name) => !restless.includes(name));
  const digests = names.map(
    (name) =>
      `SELECT '${name}' AS name, md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS digest FROM ${settled[name] ?? name} t`,
  );
  const { rows } = await owner.query<{ name: string; digest: string }>(
    `${digests.join(' UNION ALL ')} ORDER BY 1`,
  );
  return rows;
}
