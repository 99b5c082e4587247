import type { AddressInfo } from 'node:net';
import type pg from 'pg';
import { TestApp, type Caller } from '../support/app.js';
import { sql } from '../support/database.js';

const rounds = Number(process.env['KEYHOLDER_TEST_RACE_ROUNDS'] ?? 6);
const writers = 50;

describe('many at once', () => {
  let app: TestApp;
  let admin: Caller;
  let owner: pg.Client;
  let address: string;
  beforeAll(async () => {
    app = await TestApp.start();
    admin = await app.admin();
    owner = await sql(app.database.ownerUrl);
    await app.app.listen(0, '127.0.0.1');
    address = `http://127.0.0.1:${(app.app.getHttpServer().address() as AddressInfo).port}/api/v1`;
  });
  afterAll(async () => {
    await owner.end();
    await app.close();
  });

  const entity = (name: string) => ({
    name,
    country: 'DE',
    contact: 'Am Markt 1, Hamburg',
    role: 'controller',
  });
  async function send(method: string, path: string, body: object, headers: Record<string, string>) {
    const answer = await fetch(address + path, {
      method,
      headers: {
        authorization: `Bearer ${admin.token ?? ''}`,
        'content-type': 'application/json',
        ...headers,
      },
      body: JSON.stringify(body),
    });
    return {
      status: answer.status,
      replayed: answer.headers.get('idempotency-replayed'),
      body: (await answer.json()) as Record<string, unknown>,
    };
  }
  const tally = (statuses: readonly number[]) =>
    Object.fromEntries(
      [...new Set(statuses)]
        .sort()
        .map((status) => [status, statuses.filter((one) => one === status).length]),
    );

  it(`P8: of ${writers} changes of one revision exactly one is made, ${rounds} times`, async () => {
    const { body } = await admin.post('/legal-entities', entity('Contended GmbH'));
    let winners = 0;
    for (let round = 1; round <= rounds; round++) {
      const answers = await Promise.all(
        Array.from({ length: writers }, (_none, n) =>
          send(
            'PATCH',
            `/legal-entities/${body.id}`,
            { contact: `Round ${round}, writer ${n}` },
            { 'if-match': `"${round}"` },
          ),
        ),
      );
      expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 1, 412: writers - 1 });
      const won = answers.find(({ status }) => status === 200);
      expect((await admin.get(`/legal-entities/${body.id}`)).body).toEqual(won?.body);
      winners++;
    }
    const { rows } = await owner.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM ledger_entry WHERE subject_id = $1',
      [body.id],
    );
    expect(rows[0]?.n).toBe(rounds + 1);
    process.stdout.write(`P8: ${rounds} rounds × ${writers} writers: ${winners} winners\n`);
  }, 240_000);

  it('P8: without If-Match nothing is changed', async () => {
    const { body } = await admin.post('/legal-entities', entity('Careless GmbH'));
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        send('PATCH', `/legal-entities/${body.id}`, { contact: 'Elsewhere' }, {}),
      ),
    );
    expect(tally(answers.map(({ status }) => status))).toEqual({ 428: 10 });
    expect((await admin.get(`/legal-entities/${body.id}`)).body).toEqual(body);
  });

  it('P7: one Idempotency-Key from five clients at once has one effect', async () => {
    const keys = 20;
    for (let key = 0; key < keys; key++) {
      const answers = await Promise.all(
        Array.from({ length: 5 }, () =>
          send('POST', '/legal-entities', entity(`Once ${key} AG`), { 'idempotency-key': `once-${key}` }),
        ),
      );
      expect(answers.filter(({ status, replayed }) => status === 201 && replayed === null)).toHaveLength(1);
      expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
      const retry = await send('POST', '/legal-entities', entity(`Once ${key} AG`), {
        'idempotency-key': `once-${key}`,
      });
      expect([retry.status, retry.replayed]).toEqual([201, 'true']);
      const other = await send('POST', '/legal-entities', entity('Another AG'), {
        'idempotency-key': `once-${key}`,
      });
      expect([other.status, other.body['code']]).toEqual([422, 'idempotency.other_request']);
    }
    const { rows } = await owner.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM legal_entity WHERE name LIKE 'Once %'`,
    );
    expect(rows[0]?.n).toBe(keys);
    process.stdout.write(`P7: ${keys} keys × 5 copies: ${rows[0]?.n ?? 0} effects\n`);
  }, 240_000);
});
