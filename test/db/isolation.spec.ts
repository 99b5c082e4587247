import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { TestApp, type Answer, type Caller } from '../support/app.js';
import { sql } from '../support/database.js';

/** Two requests at once, each a transaction of its own, on the embedded server as on any other. */
describe('interleaved requests', () => {
  let app: TestApp;
  let admin: Caller;
  let other: pg.Client;
  beforeAll(async () => {
    app = await TestApp.start();
    admin = await app.admin();
    other = await sql(app.database.ownerUrl);
  });
  afterAll(async () => {
    await other.end();
    await app.close();
  });

  const entity = (name: string) => ({
    name,
    country: 'DE',
    contact: 'Am Markt 1, Hamburg',
    role: 'controller',
  });
  const names = async () =>
    ((await admin.get('/legal-entities?limit=200')).body['items'] as { name: string }[]).map(
      ({ name }) => name,
    );
  const entriesAbout = async () => {
    const { rows } = await other.query<{ name: string }>(
      `SELECT state ->> 'name' AS name FROM ledger_entry WHERE subject_type = 'legal_entity' ORDER BY seq`,
    );
    return rows.map(({ name }) => name);
  };
  /** Somebody else's open transaction holds this name: whoever wants it has to wait for how that ends. */
  async function hold(name: string): Promise<void> {
    const id = randomUUID();
    await other.query('BEGIN');
    await other.query(
      `INSERT INTO legal_entity (id, revision, name, country, contact, role, created_at)
       VALUES ($1, 1, $2, 'DE', 'x', 'controller', now())`,
      [id, name],
    );
    await other.query(
      `INSERT INTO ledger_entry (id, recorded_at, actor_kind, action, subject_type, subject_id, revision, state, changed)
       VALUES (gen_random_uuid(), now(), 'system', 'legal_entity.created', 'legal_entity', $1, 1, $2, '{}')`,
      [id, { name }],
    );
  }
  async function blocked(answer: Promise<Answer>): Promise<boolean> {
    const first = await Promise.race([answer.then(() => 'answered'), pause(700, 'blocked')]);
    return first === 'blocked';
  }

  it('do not see, undo or take along one another: one waits and rolls back while the other commits', async () => {
    await hold('Contested GmbH');
    const slow = admin.post('/legal-entities', entity('Contested GmbH'), { 'idempotency-key': 'slow-1' });
    expect(await blocked(slow)).toBe(true);
    const fast = await admin.post('/legal-entities', entity('Undisturbed GmbH'), {
      'idempotency-key': 'fast-1',
    });
    expect(fast.status).toBe(201);
    expect(await names()).toEqual(['Undisturbed GmbH']);
    await other.query('COMMIT');
    expect((await slow).body).toMatchObject({ status: 409, code: 'request.conflict' });
    expect(await names()).toEqual(['Contested GmbH', 'Undisturbed GmbH']);
    expect(await entriesAbout()).toEqual(['Contested GmbH', 'Undisturbed GmbH']);
    const again = await admin.post('/legal-entities', entity('Undisturbed GmbH'), {
      'idempotency-key': 'fast-1',
    });
    expect(again.headers['idempotency-replayed']).toBe('true');
  });

  it('commit each for itself when the one that waited may go on', async () => {
    await hold('Given up GmbH');
    const slow = admin.post('/legal-entities', entity('Given up GmbH'), { 'idempotency-key': 'slow-2' });
    expect(await blocked(slow)).toBe(true);
    const fast = await admin.post('/legal-entities', entity('Later AG'));
    expect(fast.status).toBe(201);
    await other.query('ROLLBACK');
    const { status, body } = await slow;
    expect(status).toBe(201);
    expect((await admin.get(`/legal-entities/${body.id}`)).body).toEqual(body);
  });

  it('under one Idempotency-Key: the second is told that the first still runs', async () => {
    await hold('Twice GmbH');
    const slow = admin.post('/legal-entities', entity('Twice GmbH'), { 'idempotency-key': 'same' });
    expect(await blocked(slow)).toBe(true);
    const second = await admin.post('/legal-entities', entity('Twice GmbH'), { 'idempotency-key': 'same' });
    expect(second.body).toMatchObject({ status: 409, code: 'idempotency.still_running' });
    await other.query('ROLLBACK');
    expect((await slow).status).toBe(201);
  });
});
