import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { In } from 'typeorm';
import { Database, type Tx } from '../database/database.js';
import { runInContext } from '../http/request-context.js';
import type { LedgerEntry } from '../ledger/ledger-entry.js';
import { LedgerEntryEntity } from '../ledger/ledger.entity.js';
import { newsActions, type NewsHandler } from './on-news.js';

type Waiting = { position: string; entry_id: string };

/** Few, so that what a listener locks is soon free again. */
const together = 25;

/** Reads the sealed ledger in order and hands each entry to the modules that listen for its action. */
@Injectable()
export class NewsRelay implements OnModuleInit {
  private readonly handlers = new Map<string, NewsHandler[]>();

  constructor(
    private readonly db: Database,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    for (const { instance } of this.discovery.getProviders() as { instance?: unknown }[]) {
      if (typeof instance === 'object' && instance !== null) this.collect(instance);
    }
  }

  /**
   * Delivers entries that somebody listens for, some of them in one transaction; false when none is left or another
   * instance is delivering. When one of them fails, those before it are delivered alone, and it holds up what follows.
   */
  async deliverSome(): Promise<boolean> {
    return this.deliver(together).catch(() => this.deliver(1));
  }

  private deliver(most: number): Promise<boolean> {
    return this.db.run(async (tx) => {
      const waiting = await this.waiting(tx, most);
      const last = waiting.at(-1);
      if (!last) return false;
      const ids = waiting.map(({ entry_id }) => entry_id);
      const entries = await tx.findBy(LedgerEntryEntity, { id: In(ids) });
      const byId = new Map(entries.map((entry) => [entry.id, entry]));
      for (const id of ids) {
        const entry = byId.get(id);
        if (entry) await this.hand(tx, entry);
      }
      await this.readUpTo(tx, last.position);
      return true;
    });
  }

  private async waiting(tx: Tx, most: number): Promise<Waiting[]> {
    const [lock] = await tx.query<{ mine: boolean }[]>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended('keyholder.news', 0)) AS mine`,
    );
    if (!lock?.mine) return [];
    const [sealed] = await tx.query<{ last: string | null }[]>(
      'SELECT max(position) AS last FROM ledger_leaf',
    );
    const waiting = await tx.query<Waiting[]>(
      `SELECT leaf.position, leaf.entry_id
         FROM ledger_leaf leaf JOIN ledger_entry entry ON entry.id = leaf.entry_id
        WHERE leaf.position > coalesce((SELECT position FROM news_cursor WHERE reader = 'modules'), -1)
          AND leaf.position <= $1 AND entry.action = ANY($2)
        ORDER BY leaf.position LIMIT $3`,
      [sealed?.last ?? -1, [...this.handlers.keys()], most],
    );
    if (waiting.length === 0 && sealed?.last) await this.readUpTo(tx, sealed.last);
    return waiting;
  }

  private async readUpTo(tx: Tx, position: string): Promise<void> {
    await tx.query(
      `INSERT INTO news_cursor (reader, position) VALUES ('modules', $1)
       ON CONFLICT (reader) DO UPDATE SET position = excluded.position WHERE news_cursor.position < excluded.position`,
      [position],
    );
  }

  private async hand(tx: Tx, entry: LedgerEntry): Promise<void> {
    for (const handle of this.handlers.get(entry.action) ?? [])
      await runInContext({ requestId: entry.requestId, principal: null }, () => handle(tx, entry));
  }

  private collect(instance: object): void {
    const methods = instance as Record<string, NewsHandler | undefined>;
    for (const name of this.scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object)) {
      const method = methods[name];
      if (!method) continue;
      for (const action of this.reflector.get<string[] | undefined>(newsActions, method) ?? [])
        this.handlers.set(action, [...(this.handlers.get(action) ?? []), method.bind(instance)]);
    }
  }
}
