import type pg from 'pg';
import { MetadataScanner, Reflector, type DiscoveryService } from '@nestjs/core';
import { Database, type Tx } from '../../src/platform/database/database.js';
import type { LedgerEntry } from '../../src/platform/ledger/ledger-entry.js';
import { Sealer } from '../../src/platform/ledger/sealer.js';
import { NewsRelay } from '../../src/platform/news/news-relay.js';
import { OnNews } from '../../src/platform/news/on-news.js';
import { TestApp } from '../support/app.js';
import { sql } from '../support/database.js';

/** Hears of vendors and writes down which, but for the one that it cannot bear. */
class Ears {
  unbearable: string | null = 'Cedar';

  @OnNews('vendor.created')
  async listen(tx: Tx, { state }: LedgerEntry): Promise<void> {
    await tx.query('INSERT INTO heard (name) VALUES ($1)', [state['name']]);
    if (state['name'] === this.unbearable) throw new Error('not this one');
  }
}

describe('the news', () => {
  let app: TestApp;
  let relay: NewsRelay;
  let owner: pg.Client;
  const ears = new Ears();
  const names = ['Alder', 'Birch', 'Cedar', 'Dogwood'];

  beforeAll(async () => {
    app = await TestApp.start();
    await app.settle();
    const procurement = await app.person('procurement');
    for (const name of names) expect((await procurement.post('/vendors', { name })).status).toBe(201);
    while ((await app.app.get(Sealer).sealSome()) > 0);
    owner = await sql(app.database.ownerUrl);
    await owner.query(
      'CREATE TABLE heard (nth int GENERATED ALWAYS AS IDENTITY, name text); GRANT ALL ON heard TO PUBLIC',
    );
    relay = new NewsRelay(
      app.app.get(Database),
      { getProviders: () => [{ instance: ears }] } as unknown as DiscoveryService,
      new MetadataScanner(),
      new Reflector(),
    );
    relay.onModuleInit();
  });
  afterAll(async () => {
    await owner.end();
    await app.close();
  });

  const heard = async () => {
    const { rows } = await owner.query<{ name: string }>('SELECT name FROM heard ORDER BY nth');
    return rows.map(({ name }) => name);
  };

  it('are delivered in order; what cannot be delivered holds up what follows, and nothing before it', async () => {
    expect(await relay.deliverSome()).toBe(true);
    expect(await heard()).toEqual(['Alder']);
    expect(await relay.deliverSome()).toBe(true);
    expect(await heard()).toEqual(['Alder', 'Birch']);
    await expect(relay.deliverSome()).rejects.toThrow('not this one');
    expect(await heard()).toEqual(['Alder', 'Birch']);
  });

  it('go on, each exactly once, when it can be delivered again', async () => {
    ears.unbearable = null;
    expect(await relay.deliverSome()).toBe(true);
    expect(await heard()).toEqual(names);
    expect(await relay.deliverSome()).toBe(false);
    expect(await heard()).toEqual(names);
  });
});
