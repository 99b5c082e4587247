import { createReadStream } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Page } from '../../../shared/page.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { containing, Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { Evidence } from '../domain/evidence.js';
import { EvidenceEntity, EvidencePartEntity } from './evidence.entity.js';

const partBytes = 1024 * 1024;

export type EvidenceFilter = Readonly<{ q?: string; kind?: string; vendorId?: string; sha256?: string }>;

@Injectable()
export class EvidenceRepository {
  readonly register: Register<Evidence>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.register = registers.open<Evidence>({ type: 'evidence', entity: EvidenceEntity });
  }

  page(filter: EvidenceFilter, request: PageRequest): Promise<Page<Evidence>> {
    return this.lists.page<Evidence>(
      {
        select: `e.id, e.revision, e.title, e.kind, e.file_name AS "fileName", e.media_type AS "mediaType", e.size,
          e.sha256, e.valid_from AS "validFrom", e.valid_to AS "validTo", e.vendor_id AS "vendorId",
          e.uploaded_by_kind AS "uploadedByKind", e.uploaded_by_id AS "uploadedById", e.created_at AS "createdAt"`,
        from: 'evidence e',
        where: [
          ...containing(filter.q, 'e.title', 'e.file_name'),
          ...when(filter.kind, 'e.kind = $?'),
          ...when(filter.vendorId, 'e.vendor_id = $?'),
          ...when(filter.sha256, 'e.sha256 = $?'),
        ],
        sorts: {
          title: { by: 'e.title', type: 'text' },
          createdAt: { by: 'e.created_at', type: 'timestamptz' },
          validTo: { by: `coalesce(e.valid_to, 'infinity')`, type: 'date' },
        },
        id: 'e.id',
      },
      request,
    );
  }

  list(ids: readonly string[]): Promise<Evidence[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.register.list({ id: In([...ids]) });
  }

  /** Copies the received file into the transaction, one part after the other. */
  async keepBytes(tx: Tx, evidenceId: string, path: string): Promise<void> {
    let position = 0;
    for await (const bytes of createReadStream(path, { highWaterMark: partBytes }))
      await tx.insert(EvidencePartEntity, { evidenceId, position: position++, bytes: bytes as Buffer });
  }

  async *bytes(evidenceId: string): AsyncGenerator<Buffer> {
    for (let position = 0; ; position++) {
      const [part] = await this.db.query<{ bytes: Buffer }>(
        'SELECT bytes FROM evidence_part WHERE evidence_id = $1 AND position = $2',
        [evidenceId, position],
      );
      if (!part) return;
      yield part.bytes;
    }
  }

  /** Older evidence with the same bytes. */
  async sameBytes({ id, sha256 }: Evidence): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      'SELECT id FROM evidence WHERE sha256 = $1 AND id < $2 ORDER BY id LIMIT 20',
      [sha256, id],
    );
    return rows.map((row) => row.id);
  }
}
