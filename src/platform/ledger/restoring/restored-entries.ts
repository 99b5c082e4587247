import { canonicalJson } from '../../../shared/canonical-json.js';
import type { Tx } from '../../database/database.js';
import { leafHash } from '../merkle-tree.js';

const atOnce = 500;

/** A leaf of the tree as it was sealed: the canonical form of an entry. */
export type Leaf = Readonly<{ position: number; content: string }>;
/** Which number an entry was written under. */
export type Numbered = Readonly<{ id: string; seq: string }>;

/** Entries whose number is not known were written after all others. */
export async function rememberNumbers(tx: Tx, numbered: AsyncIterable<Numbered>): Promise<void> {
  await tx.query('CREATE TEMPORARY TABLE restored_number (id uuid PRIMARY KEY, seq bigint) ON COMMIT DROP');
  for await (const some of inSome(numbered))
    await tx.query('INSERT INTO restored_number SELECT * FROM unnest($1::uuid[], $2::bigint[])', [
      some.map(({ id }) => id),
      some.map(({ seq }) => seq),
    ]);
}

/** Writes entries and leaves, in the order of the tree; how many. */
export async function writeLeaves(tx: Tx, leaves: Iterable<Leaf>, sealedAt: Date): Promise<number> {
  let count = 0;
  for await (const some of inSome(leaves)) {
    await tx.query(writtenEntries, [`[${some.map(({ content }) => content).join(',')}]`, some.map(idOf)]);
    await tx.query(
      `INSERT INTO ledger_leaf (position, entry_id, hash, sealed_at)
       SELECT position, id, hash, $4 FROM unnest($1::bigint[], $2::uuid[], $3::bytea[]) AS leaf (position, id, hash)`,
      [
        some.map(({ position }) => position),
        some.map(idOf),
        some.map(({ content }) => leafHash(content)),
        sealedAt,
      ],
    );
    count += some.length;
  }
  await tx.query(
    `SELECT setval(pg_get_serial_sequence('ledger_entry', 'seq'), max(seq)) FROM ledger_entry HAVING max(seq) IS NOT NULL`,
  );
  return count;
}

const writtenEntries = `
  INSERT INTO ledger_entry (id, seq, recorded_at, actor_kind, actor_id, request_id, action, subject_type, subject_id,
    revision, reason, state, changed) OVERRIDING SYSTEM VALUE
  SELECT e.id, coalesce(known.seq, unnumbered.after + row_number() OVER (PARTITION BY known.seq IS NULL ORDER BY nth)),
         e."recordedAt", e.actor ->> 'kind', (e.actor ->> 'id')::uuid, e."requestId", e.action, e."subjectType",
         e."subjectId", e.revision, e.reason, e.state, e.changed
    FROM jsonb_to_recordset($1::jsonb) AS e (id uuid, "recordedAt" timestamptz, actor jsonb, "requestId" text,
           action text, "subjectType" text, "subjectId" uuid, revision int, reason text, state jsonb, changed text[])
    JOIN unnest($2::uuid[]) WITH ORDINALITY AS place (id, nth) ON place.id = e.id
    LEFT JOIN restored_number known ON known.id = e.id
   CROSS JOIN (SELECT greatest((SELECT coalesce(max(seq), 0) FROM restored_number),
                               (SELECT coalesce(max(seq), 0) FROM ledger_entry)) AS after) unnumbered
   ORDER BY nth`;

/** Also when the entry would be given back in other bytes than those it was sealed in. */
function idOf({ position, content }: Leaf): string {
  const entry = JSON.parse(content) as { id: string };
  if (canonicalJson(entry) !== content) throw new Error(`leaf ${position} is not in the canonical form`);
  return entry.id;
}

async function* inSome<T>(items: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T[], void> {
  let some: T[] = [];
  for await (const item of items) {
    some.push(item);
    if (some.length < atOnce) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
