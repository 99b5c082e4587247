import { Readable } from 'node:stream';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../../shared/clock.js';
import { DomainError } from '../../../shared/domain-error.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { Readiness } from '../../../platform/health/readiness.js';
import { refuse } from '../domain/evidence-errors.js';
import type { Content } from '../domain/content.js';
import { ContentsRepository } from '../persistence/contents.repository.js';
import { ContentMissing, type ContentKey, type IncomingContent } from './content-store.js';
import { ContentStores } from './content-stores.js';
import { begun, verified } from './verified.js';

const full = ['ENOSPC', 'EDQUOT'];

/** The bytes of documents: stored once by their hash, durable before any row speaks of them, compared whenever they are read. */
@Injectable()
export class ContentsService implements OnApplicationBootstrap {
  private readonly log = new Logger('EvidenceStore');
  private readonly security = new Logger('Security');

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly repository: ContentsRepository,
    private readonly stores: ContentStores,
    readiness: Readiness,
  ) {
    readiness.add('evidence store', () => stores.at(stores.current).check());
  }

  /** An unusable store does not keep the rest from working; uploads are refused, and /readyz says so. */
  async onApplicationBootstrap(): Promise<void> {
    const { current } = this.stores;
    try {
      await this.stores.at(current).check();
      this.log.log(`Documents are stored in: ${current}`);
    } catch (error) {
      this.log.error(`Documents cannot be stored in ${current}: ${reasonOf(error)}`);
    }
  }

  /**
   * Puts the bytes where they stay. Outside of any transaction: a claim that commits first makes them findable should no
   * document come to speak of them. The same bytes are compared, not stored again.
   */
  keep(content: IncomingContent): Promise<void> {
    return this.db.apart(async () => {
      const touchedAt = this.clock.now();
      const { sha256, size } = content;
      const location =
        (await this.repository.claim({ sha256, size, location: this.stores.current, touchedAt })) ??
        leaving();
      const put = await this.reaching(() => this.stores.at(location).put(content));
      if (put === 'present') await drained(await this.open(content, location));
    });
  }

  /** In the transaction that writes the document's row. */
  async settle(tx: Tx, sha256: string): Promise<void> {
    if (!(await this.repository.keep(tx, sha256))) leaving();
  }

  async read(key: ContentKey): Promise<Readable> {
    const content = await this.repository.find(key.sha256);
    if (!content || content.state === 'gone') return this.damaged(key.sha256, 'no bytes are known');
    return Readable.from(await this.open(key, content.location), { objectMode: false });
  }

  private async open(key: ContentKey, location: Content['location']): Promise<AsyncGenerator<Buffer, void>> {
    const differs = (how: string) => this.damaged(key.sha256, `${location}: ${how}`);
    return this.reaching(async () => {
      const bytes = await this.stores
        .at(location)
        .read(key)
        .catch((error: unknown) => {
          throw error instanceof ContentMissing ? differs('missing') : error;
        });
      return begun(verified(bytes, key, differs));
    });
  }

  private async reaching<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof DomainError) throw error;
      this.log.error(reasonOf(error));
      const isFull = full.includes(String((error as { code?: unknown }).code));
      return refuse(
        'evidence.store_unusable',
        isFull ? 'The store for documents is full.' : 'The store for documents does not work at this moment.',
      );
    }
  }

  private damaged(sha256: string, how: string): never {
    this.security.error(`Stored bytes are not what was recorded: ${sha256}: ${how}`);
    return refuse('evidence.damaged', 'What is stored is not what was recorded.', { sha256 });
  }
}

async function drained(bytes: AsyncGenerator<Buffer, void>): Promise<void> {
  while (!(await bytes.next()).done);
}

const leaving = (): never => refuse('evidence.leaving', 'The same bytes are being deleted at this moment.');

function reasonOf(error: unknown): string {
  const { name = 'Error', message = 'no reason given' } = error as Partial<Error>;
  return `${name}: ${message}`;
}
