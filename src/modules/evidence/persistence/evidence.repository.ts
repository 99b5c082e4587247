import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { addDays, type LocalDate } from '../../../shared/local-date.js';
import type { Page } from '../../../shared/page.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import {
  containing,
  Lists,
  when,
  type Condition,
  type PageRequest,
} from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import { expiringDays, type Evidence } from '../domain/evidence.js';
import { EvidenceEntity } from './evidence.entity.js';

/** `valid` are all that hold on that day, the expiring ones too. */
export const validityFilters = ['valid', 'expiring', 'expired', 'upcoming'] as const;

export type EvidenceFilter = Readonly<{
  q?: string;
  kind?: string;
  vendorId?: string;
  sha256?: string;
  validity?: (typeof validityFilters)[number];
  verified?: boolean;
  superseded?: boolean;
}>;

const shown = `e.id, e.revision, e.title, e.kind, e.file_name AS "fileName", e.media_type AS "mediaType", e.size, e.sha256,
  e.issuer, e.scope, e.valid_from AS "validFrom", e.valid_to AS "validTo",
  e.statement_of_applicability_id AS "statementOfApplicabilityId", e.vendor_id AS "vendorId", e.version,
  e.supersedes_id AS "supersedesId", e.superseded_by_id AS "supersededById",
  e.verification_outcome AS "verificationOutcome", e.verification_note AS "verificationNote",
  e.verified_by_id AS "verifiedById", e.verified_at AS "verifiedAt", e.content_state AS "contentState",
  e.erased_at AS "erasedAt", e.erased_by_id AS "erasedById", e.erasure_reason AS "erasureReason",
  e.legal_ground AS "legalGround", e.bytes_deleted_at AS "bytesDeletedAt",
  e.uploaded_by_kind AS "uploadedByKind", e.uploaded_by_id AS "uploadedById", e.created_at AS "createdAt"`;

/** Without their bytes: who puts the same ones back by an upload gives them to every document that has their hash. */
const bytesOwed = `INSERT INTO evidence_content (sha256, size, location, state, touched_at)
  SELECT DISTINCT ON (sha256) sha256, size, 'folder', 'gone', created_at FROM evidence ORDER BY sha256, id`;

@Injectable()
export class EvidenceRepository {
  readonly register: Register<Evidence>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.register = registers.open<Evidence>({
      type: 'evidence',
      entity: EvidenceEntity,
      before: { version: 1, contentState: 'kept' },
      followedBy: [bytesOwed],
    });
  }

  page(filter: EvidenceFilter, today: LocalDate, request: PageRequest): Promise<Page<Evidence>> {
    return this.lists.page<Evidence>(
      {
        select: shown,
        from: 'evidence e',
        where: [
          ...containing(filter.q, 'e.title', 'e.file_name', 'e.issuer'),
          ...when(filter.kind, 'e.kind = $?'),
          ...when(filter.vendorId, 'e.vendor_id = $?'),
          ...when(filter.sha256, 'e.sha256 = $?'),
          ...when(filter.verified, `(e.verification_outcome IS NOT DISTINCT FROM 'verified') = $?`),
          ...when(filter.superseded, '(e.superseded_by_id IS NOT NULL) = $?'),
          ...holding(filter.validity, today),
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

  /** Every version of the document to which this one belongs, the first one first. */
  versions(id: string): Promise<Evidence[]> {
    return this.db.query<Evidence>(
      `WITH RECURSIVE earlier AS (
         SELECT id, supersedes_id FROM evidence WHERE id = $1
         UNION ALL SELECT e.id, e.supersedes_id FROM evidence e JOIN earlier l ON e.id = l.supersedes_id
       ), chain AS (
         SELECT id FROM earlier WHERE supersedes_id IS NULL
         UNION ALL SELECT e.id FROM evidence e JOIN chain c ON e.supersedes_id = c.id
       )
       SELECT ${shown} FROM evidence e JOIN chain USING (id) ORDER BY e.version LIMIT 1000`,
      [id],
    );
  }

  /** Older evidence with the same bytes. */
  async sameBytes({ id, sha256 }: Evidence): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      'SELECT id FROM evidence WHERE sha256 = $1 AND id < $2 ORDER BY id LIMIT 20',
      [sha256, id],
    );
    return rows.map((row) => row.id);
  }

  /** Whether a document other than this one keeps the same bytes. */
  async isHeldElsewhere({ id, sha256 }: Evidence): Promise<boolean> {
    const sql = `SELECT 1 FROM evidence WHERE sha256 = $1 AND id <> $2 AND content_state = 'kept' LIMIT 1`;
    return (await this.db.query(sql, [sha256, id])).length > 0;
  }

  /** Says of every document whose bytes these were that they are gone. */
  async recordBytesGone(tx: Tx, sha256: string, at: Date): Promise<void> {
    const found = await this.register.list({ sha256, contentState: In(['erasing', 'withheld']) });
    const rows = await this.register.lockAll(
      tx,
      found.map(({ id }) => id),
    );
    await this.register.recordAll(
      tx,
      rows.map((before) => ({
        before,
        after: { ...before, contentState: 'erased' as const, bytesDeletedAt: at },
        action: 'evidence.bytes_deleted',
      })),
    );
  }
}

function holding(validity: EvidenceFilter['validity'], today: LocalDate): Condition[] {
  const last = addDays(today, expiringDays);
  const begun = '(e.valid_from IS NULL OR e.valid_from <= $?)';
  switch (validity) {
    case undefined:
      return [];
    case 'expired':
      return [{ sql: 'e.valid_to < $?', values: [today] }];
    case 'upcoming':
      return [
        { sql: '(e.valid_from > $? AND (e.valid_to IS NULL OR e.valid_to >= $?))', values: [today, today] },
      ];
    case 'expiring':
      return [{ sql: `(e.valid_to BETWEEN $? AND $? AND ${begun})`, values: [today, last, today] }];
    case 'valid':
      return [{ sql: `((e.valid_to IS NULL OR e.valid_to >= $?) AND ${begun})`, values: [today, today] }];
  }
}
