import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { LocalDate } from '../../shared/local-date.js';
import type { Page } from '../../shared/page.js';
import { Database } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { currentContext } from '../../platform/http/request-context.js';
import type { Upload } from '../../platform/http/upload.interceptor.js';
import { uuidv7 } from '../../platform/ids.js';
import { ContentInspection } from './content-inspection.js';
import { refuse } from './domain/evidence-errors.js';
import {
  assertValidity,
  type Evidence,
  type EvidenceFields,
  type EvidenceKind,
  type UploaderKind,
} from './domain/evidence.js';
import { safeFileName } from './domain/file-name.js';
import { mediaTypeOf } from './domain/media-type.js';
import { EvidenceRepository, type EvidenceFilter } from './persistence/evidence.repository.js';

export type AboutEvidence = Readonly<{
  title: string;
  kind: EvidenceKind;
  validFrom?: LocalDate | null;
  validTo?: LocalDate | null;
  vendorId?: string | null;
}>;

@Injectable()
export class EvidenceService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly evidence: EvidenceRepository,
    private readonly inspection: ContentInspection,
  ) {}

  page(filter: EvidenceFilter, request: PageRequest): Promise<Page<Evidence>> {
    return this.evidence.page(filter, request);
  }

  get(id: string, at?: Date): Promise<Evidence> {
    return at ? this.evidence.register.at(id, at) : this.evidence.register.get(id);
  }

  /** At most 1,000, in the order of their making; unknown ids are left out. */
  list(ids: readonly string[]): Promise<Evidence[]> {
    return this.evidence.list(ids);
  }

  /** Older evidence with the same bytes: the same certificate was sent before. */
  sameBytes(evidence: Evidence): Promise<string[]> {
    return this.evidence.sameBytes(evidence);
  }

  /** Keeps a received file for good: bytes, row and ledger entry commit together. Joins an open transaction. */
  async store(upload: Upload, about: AboutEvidence): Promise<Evidence> {
    const { title, kind, validFrom = null, validTo = null, vendorId = null } = about;
    assertValidity({ validFrom, validTo });
    if (upload.size === 0) refuse('evidence.empty', 'The file has no content.');
    const fileName = safeFileName(upload.originalName);
    const mediaType = mediaTypeOf(fileName, await this.inspection.inspect(upload.path));
    return this.db.run(async (tx) => {
      const now = this.clock.now();
      const after: Evidence = {
        id: uuidv7(now),
        revision: 0,
        ...{ title, kind, fileName, mediaType, size: upload.size, sha256: upload.sha256 },
        ...{ validFrom, validTo, vendorId },
        ...uploader(),
        createdAt: now,
      };
      const stored = await this.evidence.register.record(tx, {
        before: null,
        after,
        action: 'evidence.stored',
      });
      await this.evidence.keepBytes(tx, stored.id, upload.path);
      return stored;
    });
  }

  change(
    id: string,
    expected: Expected,
    fields: Partial<Omit<EvidenceFields, 'vendorId'>>,
  ): Promise<Evidence> {
    return this.db.run(async (tx) => {
      const before = await this.evidence.register.lock(tx, id, expected);
      const after = { ...before, ...fields };
      assertValidity(after);
      return this.evidence.register.record(tx, { before, after, action: 'evidence.changed' });
    });
  }

  /** The bytes, part by part. */
  content({ id }: Evidence): Readable {
    return Readable.from(this.evidence.bytes(id));
  }
}

function uploader(): { uploadedByKind: UploaderKind; uploadedById: string } {
  const { principal } = currentContext();
  if (!principal || principal.kind === 'system') throw new Error('Evidence is stored by somebody.');
  return { uploadedByKind: principal.kind, uploadedById: principal.id };
}
