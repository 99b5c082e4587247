import { createHash } from 'node:crypto';
import type pg from 'pg';
import { Sealer } from '../../src/platform/ledger/sealer.js';
import { TestApp, type Caller } from '../support/app.js';
import { sql } from '../support/database.js';

/** RFC 8785 for the plain values that stand in entries, written a second time on purpose. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}

describe('the sealer', () => {
  let app: TestApp;
  let admin: Caller;
  let owner: pg.Client;
  beforeAll(async () => {
    app = await TestApp.start();
    admin = await app.admin();
    owner = await sql(app.database.ownerUrl);
  });
  afterAll(async () => {
    await owner.end();
    await app.close();
  });

  const create = (n: number) =>
    admin.post('/legal-entities', {
      name: `Sealed ${n} GmbH`,
      country: 'DE',
      contact: 'Am Markt 1, Hamburg',
      role: 'controller',
    });
  const pending = async () => {
    const { rows } = await owner.query<{ waiting: number }>(
      'SELECT count(*)::int AS waiting FROM ledger_pending',
    );
    return rows[0]?.waiting;
  };

  it('finds every committed entry waiting, and none whose transaction ended otherwise', async () => {
    await app.settle();
    expect((await create(1)).status).toBe(201);
    expect((await create(1)).status).toBe(409);
    expect(await pending()).toBe(1);
  });

  it('gives each its place and the hash of its canonical form (RFC 6962: SHA-256(0x00 ‖ entry))', async () => {
    await app.settle();
    expect(await pending()).toBe(0);
    const { rows } = await owner.query<Record<string, unknown> & { recorded_at: Date; hash: Buffer }>(
      'SELECT e.*, l.position, l.hash FROM ledger_leaf l JOIN ledger_entry e ON e.id = l.entry_id ORDER BY l.position',
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ position }) => position)).toEqual(rows.map((_row, n) => String(n)));
    for (const row of rows) {
      const content = canonical({
        id: row['id'],
        recordedAt: row.recorded_at.toISOString(),
        actor: { kind: row['actor_kind'], id: row['actor_id'] },
        requestId: row['request_id'],
        action: row['action'],
        subjectType: row['subject_type'],
        subjectId: row['subject_id'],
        revision: row['revision'],
        reason: row['reason'],
        state: row['state'],
        changed: row['changed'],
      });
      expect(row.hash).toEqual(createHash('sha256').update(Buffer.of(0)).update(content).digest());
    }
  });

  it('seals each entry once, when several of them seal while entries are being written', async () => {
    const sealers = Array.from({ length: 4 }, async () => {
      for (let n = 0; n < 15; n++) await app.app.get(Sealer).sealSome();
    });
    const writers = Array.from({ length: 20 }, (_none, n) => create(100 + n));
    await Promise.all([...sealers, ...writers]);
    await app.settle();
    const { rows } = await owner.query<Record<string, unknown>>(
      `SELECT (SELECT count(*)::int FROM ledger_entry) AS entries, count(*)::int AS leaves,
              count(DISTINCT entry_id)::int AS sealed, (max(position) + 1)::int AS size FROM ledger_leaf`,
    );
    const [{ entries } = { entries: 0 }] = rows;
    expect(entries).toBeGreaterThanOrEqual(21);
    expect(rows).toEqual([{ entries, leaves: entries, sealed: entries, size: entries }]);
  });
});
