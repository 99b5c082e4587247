import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { DataSource, QueryFailedError, type EntityManager } from 'typeorm';

/** An open transaction. Whatever writes takes one, so nothing writes outside of one. */
export type Tx = EntityManager;

const retryable = new Set(['40001', '40P01']);
const pausesMs = [10, 40, 160];

export function sqlState(error: unknown): string | undefined {
  const inner: unknown = error instanceof QueryFailedError ? error.driverError : error;
  return inner instanceof Error && 'code' in inner && typeof inner.code === 'string' ? inner.code : undefined;
}

@Injectable()
export class Database {
  private readonly open = new AsyncLocalStorage<Tx>();

  constructor(private readonly source: DataSource) {}

  /**
   * Runs `work` in one transaction, or joins the one that is already open around it, so that a command called by a
   * command, and a whole request under an Idempotency-Key, commit together. A deadlock or a serialisation failure is
   * tried again, at most three times.
   */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const open = this.open.getStore();
    if (open) return work(open);
    for (const pause of pausesMs) {
      try {
        return await this.begin(work);
      } catch (error) {
        if (!retryable.has(sqlState(error) ?? '')) throw error;
        await new Promise((done) => setTimeout(done, pause));
      }
    }
    return this.begin(work);
  }

  /** Work that may fail by itself without ending the transaction around it (a savepoint). */
  attempt<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
    return tx.transaction((inner) => this.open.run(inner, () => work(inner)));
  }

  /** For reading: sees what the open transaction wrote, if there is one. */
  get reading(): EntityManager {
    return this.open.getStore() ?? this.source.manager;
  }

  /** Explicit SQL of a reader; `$1` placeholders only, never text put together from input. */
  query<T>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    return this.reading.query(sql, [...parameters]);
  }

  /**
   * The rows of one statement, some at a time, from a cursor of the server: however many there are, few are in memory.
   * They are of one snapshot, read-only and apart from any open transaction. Ending the loop early gives the connection back.
   */
  async *stream<T>(sql: string, rowsAtOnce = 500): AsyncGenerator<T[], void> {
    const runner = this.source.createQueryRunner();
    try {
      await runner.startTransaction('REPEATABLE READ');
      await runner.query('SET TRANSACTION READ ONLY');
      await runner.query(`SET LOCAL idle_in_transaction_session_timeout = '5min'`); // whoever reads may be slow
      await runner.query(`DECLARE streamed NO SCROLL CURSOR FOR ${sql}`);
      for (;;) {
        const rows = (await runner.query(`FETCH ${rowsAtOnce} FROM streamed`)) as unknown as T[];
        if (rows.length === 0) return;
        yield rows;
      }
    } finally {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      await runner.release();
    }
  }

  private begin<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.source.transaction((tx) => this.open.run(tx, () => work(tx)));
  }
}
