import { createHash, randomUUID } from 'node:crypto';
import express, { type NextFunction, type Request, type Response } from 'express';
import pg from 'pg';

/**
 * What somebody would write by hand: Express and pg, the same tables and SQL statements as Keyholder for the same
 * answers. No framework, no ORM, no validation, no permissions beyond the token, no idempotency, no background work.
 */
const pool = new pg.Pool({ connectionString: process.env['BASELINE_DATABASE_URL'], max: 10 });
const columns = `id, revision, name, legal_name AS "legalName", country, registration_number AS "registrationNumber", lei,
  website, domains, categories, description, owner_id AS "ownerId", status, tier, external_ids AS "externalIds", links,
  certification_claims AS "certificationClaims", created_at AS "createdAt", created_by AS "createdBy"`;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function authenticate(request: Request, response: Response, next: NextFunction): Promise<void> {
  const secret = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const { rows } = await pool.query<{ id: string; roles: string[] }>(
    `SELECT u.id, u.roles FROM access_token t JOIN session s ON s.id = t.session_id JOIN app_user u ON u.id = s.user_id
      WHERE t.hash = $1 AND t.expires_at > now() AND s.ended_at IS NULL AND u.status = 'active'`,
    [createHash('sha256').update(secret).digest()],
  );
  if (!rows[0]) {
    response.status(401).end();
    return;
  }
  response.locals['user'] = rows[0].id;
  next();
}

async function get(request: Request, response: Response): Promise<void> {
  const id = String(request.params['id']);
  const { rows } = uuid.test(id)
    ? await pool.query<{ revision: number }>(`SELECT ${columns} FROM vendor WHERE id = $1`, [id])
    : { rows: [] };
  if (!rows[0]) response.status(404).end();
  else response.set('ETag', `"${rows[0].revision}"`).json(rows[0]);
}

async function list(request: Request, response: Response): Promise<void> {
  const limit = Math.min(Number(request.query['limit'] ?? 50), 200);
  const { rows } = await pool.query<{ id: string }>(
    `SELECT ${columns} FROM vendor ORDER BY sort_name, id LIMIT $1`,
    [limit + 1],
  );
  response.json({
    items: rows.slice(0, limit),
    nextCursor: rows.length > limit ? rows[limit - 1]?.id : null,
  });
}

/** As Keyholder does it: wait for whoever registers the same, look for likely duplicates, the row, its ledger entry. */
async function create(request: Request, response: Response): Promise<void> {
  const vendor = vendorOf(request.body as Sent, String(response.locals['user']));
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      `SELECT pg_advisory_xact_lock_shared(hashtextextended('keyholder.vendor_registration', 0))`,
    );
    await client.query(
      `SELECT pg_advisory_xact_lock(hash) FROM (
         SELECT DISTINCT hashtextextended('vendor key ' || key, 0) AS hash FROM unnest($1::text[]) key ORDER BY 1) ordered`,
      [[...vendor.domains, vendor.folded]],
    );
    const { rowCount } = await client.query(
      `SELECT ${columns} FROM vendor WHERE lei = ANY($1) OR domains && $2 OR folded_names && $3 OR skeletons && $3 ORDER BY id`,
      [[], vendor.domains, [vendor.folded]],
    );
    if (rowCount) throw new Error('a likely duplicate');
    await insert(client, vendor);
    await client.query('COMMIT');
    response.status(201).set('ETag', '"1"').json(vendor.shown);
  } catch (error) {
    await client.query('ROLLBACK');
    response.status(500).end();
    process.stderr.write(`${String(error)}\n`);
  } finally {
    client.release();
  }
}

type Sent = { name: string; country: string; website: string; domains: string[]; categories: string[] };

function vendorOf(sent: Sent, createdBy: string) {
  const createdAt = new Date();
  const shown = {
    ...{ id: randomUUID(), revision: 1, ...sent, legalName: null, registrationNumber: null, lei: null },
    ...{ description: null, ownerId: null, status: 'proposed', tier: null, externalIds: {}, links: {} },
    ...{ certificationClaims: [], createdAt, createdBy },
  };
  return { shown, folded: sent.name.toLowerCase(), domains: sent.domains, createdAt, createdBy };
}

async function insert(client: pg.PoolClient, vendor: ReturnType<typeof vendorOf>): Promise<void> {
  const { shown, folded, createdAt, createdBy } = vendor;
  await client.query(
    `INSERT INTO vendor (id, revision, name, country, website, domains, categories, status, external_ids, links,
       certification_claims, created_at, created_by, sort_name, folded_names, skeletons, search_text)
     VALUES ($1, 1, $2, $3, $4, $5, $6, 'proposed', '{}', '{}', '{}', $7, $8, $9, $10, $10, $11)`,
    [
      ...[
        shown.id,
        shown.name,
        shown.country,
        shown.website,
        shown.domains,
        shown.categories,
        createdAt,
        createdBy,
      ],
      ...[folded, [folded], `${shown.name} ${shown.domains.join(' ')}`],
    ],
  );
  await client.query(
    `INSERT INTO ledger_entry (id, recorded_at, actor_kind, actor_id, request_id, action, subject_type, subject_id, revision, state, changed)
     VALUES ($1, $2, 'user', $3, $4, 'vendor.created', 'vendor', $5, 1, $6, $7)`,
    [randomUUID(), createdAt, createdBy, randomUUID(), shown.id, JSON.stringify(shown), Object.keys(shown)],
  );
}

const app = express().disable('x-powered-by').disable('etag').use(express.json());
app.get('/api/v1/vendors/:id', authenticate, get);
app.get('/api/v1/vendors', authenticate, list);
app.post('/api/v1/vendors', authenticate, create);
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}\n`);
});
process.on('SIGTERM', () => process.exit(0));
