import { DataSource, type Logger } from 'typeorm';
import type { Answer, Caller, TestApp } from './app.js';

const framing = /^\s*(START TRANSACTION|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE SAVEPOINT)/i;
const silent = () => undefined;

/** The SQL statements that the application sends while `work` runs, without those that begin and end transactions. */
export async function statementsDuring(app: TestApp, work: () => Promise<unknown>): Promise<string[]> {
  const source = app.app.get(DataSource);
  const { logger } = source;
  const statements: string[] = [];
  const recorder: Logger = {
    logQuery: (sql) => {
      if (!framing.test(sql)) statements.push(sql);
    },
    logQueryError: silent,
    logQuerySlow: silent,
    logSchemaBuild: silent,
    logMigration: silent,
    log: silent,
  };
  source.logger = recorder;
  try {
    await work();
  } finally {
    source.logger = logger;
  }
  return statements;
}

/**
 * How many statements one page of a list costs: with one row, and with as many as there are up to 200. Both figures are
 * the same where nothing is asked row by row; the check of the caller's token is in both.
 */
export async function queriesOfPage(
  app: TestApp,
  caller: Caller,
  path: string,
): Promise<{ one: number; many: number; rows: number }> {
  const sign = path.includes('?') ? '&' : '?';
  await caller.get(path); // what is asked once and kept, like the last use of a key, is asked here
  const answers: Answer[] = [];
  const count = async (limit: number) =>
    (
      await statementsDuring(app, async () => {
        answers.push(await caller.get(`${path}${sign}limit=${limit}`));
      })
    ).length;
  const one = await count(1);
  const many = await count(200);
  const rows = answers.map(({ body }) => (body['items'] as unknown[] | undefined)?.length ?? 0);
  return { one, many, rows: rows.at(-1) ?? 0 };
}
