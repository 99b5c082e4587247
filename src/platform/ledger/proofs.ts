import { Injectable } from '@nestjs/common';
import { canonicalJson } from '../../shared/canonical-json.js';
import { Checkpoints, type SignedCheckpoint } from './checkpoints.js';
import { leafContent, type LedgerEntry } from './ledger-entry.js';
import { refuseLedger as refuse } from './ledger-errors.js';
import { LedgerReader } from './ledger-reader.js';
import { consistencyPath, inclusionPath, leafHash } from './merkle-tree.js';
import { TreeStore } from './tree-store.js';

/** The leaf in its canonical form (RFC 8785), and what leads from its hash to the checkpoint's root. */
export type InclusionProof = Readonly<{
  entryId: string;
  position: number;
  leaf: string;
  leafHash: Buffer;
  path: readonly Buffer[];
  checkpoint: SignedCheckpoint;
}>;
export type ConsistencyProof = Readonly<{
  from: Readonly<{ size: number; root: Buffer }>;
  to: Readonly<{ size: number; root: Buffer }>;
  path: readonly Buffer[];
}>;

/** What leads from an entry, or from an earlier tree, to a signed head. */
@Injectable()
export class Proofs {
  constructor(
    private readonly checkpoints: Checkpoints,
    private readonly tree: TreeStore,
    private readonly entries: LedgerReader,
  ) {}

  /** Against the newest checkpoint, or the one of that size. */
  async proofOf(entryId: string, size?: number): Promise<InclusionProof> {
    const entry = await this.entries.entry(entryId);
    const checkpoint =
      size === undefined ? await this.checkpoints.newest() : await this.checkpoints.ofSize(size);
    const [proof] = await this.proofs([entry], checkpoint);
    return (
      proof ??
      refuse('ledger.not_signed_yet', `Entry ${entryId} is not in the tree of ${checkpoint.size} yet.`)
    );
  }

  /** Of those of these entries that the checkpoint covers: two statements for all. */
  async proofs(
    entries: readonly (LedgerEntry & { position: string | null })[],
    checkpoint: SignedCheckpoint,
  ): Promise<InclusionProof[]> {
    const size = Number(checkpoint.size);
    const covered = entries.filter(({ position }) => position !== null && Number(position) < size);
    const paths = covered.map(({ position }) => inclusionPath(Number(position), size));
    const roots = await this.tree.roots(paths.flat());
    let next = 0;
    return covered.map((entry, nth) => {
      const leaf = canonicalJson(leafContent(entry));
      const path = (paths[nth] ?? []).map(() => roots[next++] ?? Buffer.alloc(0));
      const { id: entryId, position } = entry;
      return { entryId, position: Number(position), leaf, leafHash: leafHash(leaf), path, checkpoint };
    });
  }

  async consistency(from: number, to: number): Promise<ConsistencyProof> {
    const newest = await this.checkpoints.newest();
    if (from < 1 || from > to || to > Number(newest.size))
      refuse(
        'ledger.bad_sizes',
        `From ${from} to ${to} is not within the ${newest.size} leaves that are signed.`,
      );
    const [before, after, ...path] = await this.tree.roots([
      { start: 0, end: from },
      { start: 0, end: to },
      ...consistencyPath(from, to),
    ]);
    if (!before || !after) throw new Error('the tree has no roots');
    return { from: { size: from, root: before }, to: { size: to, root: after }, path };
  }
}
