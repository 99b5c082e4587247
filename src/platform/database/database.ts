import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource, QueryFailedError, type EntityManager } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { copiedRows } from './copied-rows.js';

/** An open transaction. Whatever writes takes one, so nothing writes outside of one. */
export type Tx = EntityManager;

/** `tx` is the transaction that is open around the work; without one, `source` is where the next begins. */
type Scope = Readonly<{ tx: Tx | null; source: DataSource }>;

const retryable = new Set(['40001', '40P01']);
const pausesMs = [10, 40, 160];
const connectionsApart = 2;

export function sqlState(error: unknown): string | undefined {
  const inner: unknown = error instanceof QueryFailedError ? error.driverError : error;
  return inner instanceof Error && 'code' in inner && typeof inner.code === 'string' ? inner.code : undefined;
}

@Injectable()
export class Database {
  private readonly scope = new AsyncLocalStorage<Scope>();
  private spare: Promise<DataSource> | undefined;

  constructor(private readonly source: DataSource) {}

  /**
   * Runs `work` in one transaction, or joins the one that is already open around it, so that a command called by a
   * command, and a whole request under an Idempotency-Key, commit together. A deadlock or a serialisation failure is
   * tried again, at most three times.
   */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const { tx: open } = this.current();
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
    const { source } = this.current();
    return tx.transaction((inner) => this.scope.run({ tx: inner, source }, () => work(inner)));
  }

  /**
   * Work that does not belong to the transaction that may be open around it: what it commits stays, whatever becomes of
   * that one. It takes its connections from a small pool of its own, so that transactions that wait for such work can
   * never take away what it needs; and the open one may stand idle for as long as a large file takes.
   */
  async apart<T>(work: () => Promise<T>): Promise<T> {
    const { tx } = this.current();
    if (!tx) return work();
    await tx.query(`SET LOCAL idle_in_transaction_session_timeout = '15min'`);
    const source = await (this.spare ??= this.connectApart());
    return this.scope.run({ tx: null, source }, work);
  }

  /** For reading: sees what the open transaction wrote, if there is one. */
  get reading(): EntityManager {
    const { tx, source } = this.current();
    return tx ?? source.manager;
  }

  /** Explicit SQL of a reader; `$1` placeholders only, never text put together from input. */
  query<T>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    return this.reading.query(sql, [...parameters]);
  }

  /**
   * The rows of one statement, some at a time: however many there are, few are in memory. They are of one snapshot,
   * read-only and apart from any open transaction. Ending the loop early gives the connection back; `stopped` also before
   * there is a row.
   */
  stream<T>(sql: string, stopped?: AbortSignal): AsyncGenerator<T[], void> {
    return copiedRows<T>((this.source.driver as PostgresDriver).master as Pool, sql, stopped);
  }

  async close(): Promise<void> {
    await (await this.spare)?.destroy();
    if (this.source.isInitialized) await this.source.destroy();
  }

  private begin<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const { source } = this.current();
    return source.transaction((tx) => this.scope.run({ tx, source }, () => work(tx)));
  }

  private current(): Scope {
    return this.scope.getStore() ?? { tx: null, source: this.source };
  }

  private connectApart(): Promise<DataSource> {
    const { options } = this.source;
    const extra = { ...(options.extra as object), max: connectionsApart };
    return new DataSource({ ...options, extra }).initialize();
  }
}
