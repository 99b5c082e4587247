import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { Checkpoints } from '../../platform/ledger/checkpoints.js';
import { LedgerKeys } from '../../platform/ledger/ledger-keys.js';
import { Proofs } from '../../platform/ledger/proofs.js';
import { TimeStamps } from '../../platform/time-stamps/time-stamps.service.js';
import { canonicalJson } from '../../shared/canonical-json.js';
import { Clock } from '../../shared/clock.js';
import { allLists } from '../reference-data/codes.js';
import type { Made } from './bundle-maker.service.js';
import type { Source } from './chosen-rows.js';
import { detachedJws } from './detached-jws.js';
import { refuse } from './domain/export-errors.js';
import type { Export } from './domain/export.js';
import { manifestOf, type ListedFile, type Previous } from './domain/manifest.js';
import { ExportsRepository } from './persistence/exports.repository.js';

type Signed = Pick<Export, 'manifest' | 'signature' | 'manifestSha256' | 'previousId' | 'signedAt'>;

/** Says what is in a bundle and signs it, one bundle after the other. */
@Injectable()
export class BundleSigner {
  constructor(
    private readonly clock: Clock,
    private readonly keys: LedgerKeys,
    private readonly checkpoints: Checkpoints,
    private readonly proofs: Proofs,
    private readonly exports: ExportsRepository,
    private readonly stamps: TimeStamps,
  ) {}

  async sign(tx: Tx, source: Source, made: Made): Promise<Signed> {
    await this.exports.takeTurn(tx);
    const signer = await this.signer(tx);
    const previous = await this.previousOf(tx, source.treeSize);
    const signedAt = this.clock.now();
    const { root } = await this.checkpoints.ofSize(source.treeSize);
    const { rowCount, population } = made;
    const manifest = canonicalJson(
      manifestOf(source.order, {
        ...{ rowCount, population, previous, signedAt, files: listed(made) },
        columns: source.register.columns.map(({ name }) => name),
        subjectType: source.register.subjectType,
        codeLists: Object.fromEntries(allLists().map(({ name, version }) => [name, version])),
        checkpoint: { origin: signer.key.origin, size: source.treeSize, rootHash: root.toString('hex') },
      }),
    );
    return {
      ...{ manifest, signedAt, previousId: previous?.exportId ?? null },
      signature: detachedJws(manifest, signer.privateKey),
      manifestSha256: createHash('sha256').update(manifest).digest('hex'),
    };
  }

  /** Whether these are the files that were signed: a run that was killed after signing makes them anew. */
  assertSame({ manifest }: Export, made: Made): void {
    const { files } = JSON.parse(manifest ?? '{}') as { files?: unknown };
    if (canonicalJson(files) !== canonicalJson(listed(made)))
      refuse('export.not_reproduced', 'Making them again gave other files.');
  }

  /** When an authority outside says that the manifest existed (RFC 3161); null where none is configured or answers. */
  async stamp({ manifest }: Export): Promise<Buffer | null> {
    return (await this.stamps.of(manifest ?? ''))?.answer ?? null;
  }

  /** Binds the bytes of the stamp to the bundle, so that none of them can be changed unseen. */
  async bind(tx: Tx, stamp: Buffer): Promise<string> {
    return detachedJws(stamp, (await this.signer(tx)).privateKey);
  }

  private async signer(tx: Tx) {
    const signer = await this.keys.signer(tx);
    return signer ?? refuse('export.cannot_sign', 'Its key file lacks the current key of the ledger.');
  }

  private async previousOf(tx: Tx, treeSize: number): Promise<Previous | null> {
    const last = await this.exports.lastSigned(tx);
    if (!last) return null;
    const lastSize = Number(last.treeSize);
    const sizes = [Math.min(lastSize, treeSize), Math.max(lastSize, treeSize)] as const;
    const { from, to, path } = await this.proofs.consistency(...sizes);
    const { root } = lastSize <= treeSize ? from : to;
    return {
      exportId: last.id,
      manifestSha256: last.manifestSha256 ?? '',
      checkpoint: { size: lastSize, rootHash: root.toString('hex') },
      consistency: path.map((hash) => hash.toString('hex')),
    };
  }
}

function listed({ files }: Made): ListedFile[] {
  return files.map(({ name, size, sha256 }) => ({ name, size, sha256 }));
}
