import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database.js';
import { LedgerNodeEntity } from './ledger.entity.js';
import { foldPairs, rootOf, subtreesOf, type Range, type Subtree } from './merkle-tree.js';

/** Levels of stored nodes are eight heights apart: a node of level n stands for 2^(8n) leaves. */
const heights = 8;
const fanOut = 2 ** heights;
/** A ledger that was sealed before there were nodes gets them in pieces. */
const nodesAtOnce = 64;

/** Hashes beside each other on one level; level 0 is the leaves. */
type Run = Readonly<{ level: number; first: number; count: number }>;
type Node = Readonly<{ level: number; index: string; hash: Buffer }>;

/** The stored hashes of the tree. What a proof needs is read in two statements, whatever the size of the tree. */
@Injectable()
export class TreeStore {
  constructor(private readonly db: Database) {}

  /** Roots of ranges, as RFC 6962 defines them. */
  async roots(ranges: readonly Range[], tx?: Tx): Promise<Buffer[]> {
    const subtrees = ranges.map((range) => subtreesOf(range));
    const runs = await this.read(subtrees.flat().map(runOf), tx);
    let next = 0;
    return subtrees.map((parts) => rootOf(parts.map(() => foldPairs(runs[next++] ?? []))));
  }

  async root(size: number, tx?: Tx): Promise<Buffer> {
    const [root] = await this.roots([{ start: 0, end: size }], tx);
    return root ?? rootOf([]);
  }

  /** Stores the nodes that are complete in a tree of this size and not there yet; the leaves are stored already. */
  async complete(tx: Tx, size: number): Promise<void> {
    for (let level = 1; Math.floor(size / fanOut ** level) > 0; level++) {
      const after = Math.floor(size / fanOut ** level);
      for (let first = await this.nodesOn(tx, level); first < after; first += nodesAtOnce)
        await this.completeSome(tx, { level, first, count: Math.min(nodesAtOnce, after - first) });
    }
  }

  private async completeSome(tx: Tx, { level, first, count }: Run): Promise<void> {
    const indexes = Array.from({ length: count }, (_none, nth) => first + nth);
    const below = await this.read(
      indexes.map((index) => ({ level: level - 1, first: index * fanOut, count: fanOut })),
      tx,
    );
    const rows = indexes.map((index, nth) => ({
      ...{ level, index: String(index), hash: foldPairs(below[nth] ?? []) },
    }));
    await tx.insert(LedgerNodeEntity, rows);
  }

  private async nodesOn(tx: Tx, level: number): Promise<number> {
    const [row] = await tx.query<{ count: string }[]>(
      'SELECT coalesce(max(index) + 1, 0) AS count FROM ledger_node WHERE level = $1',
      [level],
    );
    return Number(row?.count ?? 0);
  }

  private async read(runs: readonly Run[], tx?: Tx): Promise<Buffer[][]> {
    const hashes = new Map<string, Buffer>();
    for (const [isLeaf, sql] of statements) {
      const asked = runs.filter(({ level }) => (level === 0) === isLeaf);
      if (asked.length === 0) continue;
      const values = [
        asked.map(({ level }) => level),
        asked.map(({ first }) => first),
        asked.map(({ count }) => count),
      ];
      const found = await (tx ? tx.query<Node[]>(sql, values) : this.db.query<Node>(sql, values));
      for (const { level, index, hash } of found) hashes.set(`${level}/${index}`, hash);
    }
    return runs.map((run) => listed(run, hashes));
  }
}

/** Each run by its own walk through the index: a join over ranges would be planned by the size of the table. */
const statements: readonly (readonly [isLeaf: boolean, sql: string])[] = [
  [
    true,
    `SELECT run.level, leaf.position AS index, leaf.hash
       FROM unnest($1::int[], $2::bigint[], $3::bigint[]) AS run (level, first, count)
      CROSS JOIN LATERAL (SELECT position, hash FROM ledger_leaf
                           WHERE position >= run.first ORDER BY position LIMIT run.count) leaf`,
  ],
  [
    false,
    `SELECT run.level, node.index, node.hash
       FROM unnest($1::int[], $2::bigint[], $3::bigint[]) AS run (level, first, count)
      CROSS JOIN LATERAL (SELECT index, hash FROM ledger_node
                           WHERE level = run.level AND index >= run.first ORDER BY index LIMIT run.count) node`,
  ],
];

function runOf({ start, height }: Subtree): Run {
  const level = Math.floor(height / heights);
  return { level, first: start / fanOut ** level, count: 2 ** (height % heights) };
}

function listed({ level, first, count }: Run, hashes: ReadonlyMap<string, Buffer>): Buffer[] {
  return Array.from({ length: count }, (_none, nth) => {
    const hash = hashes.get(`${level}/${first + nth}`);
    if (!hash) throw new Error(`The tree has no hash ${first + nth} on level ${level}.`);
    return hash;
  });
}
