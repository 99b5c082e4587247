import { Injectable } from '@nestjs/common';
import type { Page } from '../../../shared/page.js';
import { Database } from '../../../platform/database/database.js';
import { Lists, when, type Condition, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { RetainedPosition, RetainedRecord } from '../../../platform/retained-records.js';
import { reportLimits, type Reporter, type ReportLink } from '../domain/report-link.js';
import type { VendorReport } from '../domain/vendor-report.js';
import { ReportLinkEntity, VendorReportEntity } from './vendor-report.entity.js';

export type ReportLinkRow = ReportLink & Readonly<{ salt: Buffer | null; tokenHash: Buffer }>;
export type VendorReportRow = VendorReport & Readonly<{ salt: Buffer | null; fingerprint: Buffer | null }>;
export type VendorReportFilter = Readonly<{ status?: string; vendorId?: string; incidentId?: string }>;

const shown = `r.id, r.revision, r.vendor_id AS "vendorId", r.link_id AS "linkId", r.status, r.title, r.description,
  r.breach_types AS "breachTypes", r.occurred_from AS "occurredFrom", r.occurred_to AS "occurredTo",
  r.detected_at AS "detectedAt", r.subjects_affected AS "subjectsAffected",
  r.records_affected AS "recordsAffected", r.measures, r.contact, r.told_at AS "toldAt",
  r.incident_id AS "incidentId", r.reason, r.settled_by_id AS "settledById", r.settled_at AS "settledAt",
  r.created_at AS "createdAt", r.emptied_at AS "emptiedAt", r.announced_share AS "announcedShare"`;
const mostInADay = Math.max(...reportLimits.map(({ most }) => most));

@Injectable()
export class VendorReportsRepository {
  readonly links: Register<ReportLinkRow>;
  readonly register: Register<VendorReportRow>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.links = registers.open<ReportLinkRow>({
      type: 'report_link',
      entity: ReportLinkEntity,
      personal: ['email'],
      hidden: ['salt', 'tokenHash'],
    });
    this.register = registers.open<VendorReportRow>({
      type: 'vendor_report',
      entity: VendorReportEntity,
      personal: ['contact'],
      hidden: ['salt', 'fingerprint'],
    });
  }

  linksOf(vendorId: string, request: PageRequest): Promise<Page<ReportLink>> {
    return this.lists.page<ReportLink>(
      {
        select: `l.id, l.revision, l.vendor_id AS "vendorId", l.email, l.expires_at AS "expiresAt",
          l.revoked_at AS "revokedAt", l.created_by_id AS "createdById", l.created_at AS "createdAt"`,
        from: 'report_link l',
        where: [{ sql: 'l.vendor_id = $?', values: [vendorId] }],
        sorts: { createdAt: { by: 'l.created_at', type: 'timestamptz' } },
        id: 'l.id',
      },
      request,
    );
  }

  /** Who holds this token now; nobody after revocation or expiry. */
  async reporterOf(tokenHash: Buffer, now: Date): Promise<Reporter | null> {
    const [row] = await this.db.query<Reporter>(
      `SELECT id AS "linkId", vendor_id AS "vendorId" FROM report_link
        WHERE token_hash = $1 AND revoked_at IS NULL AND expires_at > $2`,
      [tokenHash, now],
    );
    return row ?? null;
  }

  /** Whoever wrote through a link, without their address. */
  async reporterNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.db.query<{ id: string; name: string }>(
      `SELECT l.id, 'Report link of ' || v.name || CASE WHEN l.salt IS NULL THEN ' (erased)' ELSE '' END AS name
         FROM report_link l JOIN vendor v ON v.id = l.vendor_id WHERE l.id = ANY($1)`,
      [ids],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  page(filter: VendorReportFilter, request: PageRequest): Promise<Page<VendorReport>> {
    return this.reports(
      [
        ...when(filter.status, 'r.status = $?'),
        ...when(filter.vendorId, 'r.vendor_id = $?'),
        ...when(filter.incidentId, 'r.incident_id = $?'),
      ],
      request,
    );
  }

  setAsideBefore(before: Date, after: RetainedPosition | null, most: number): Promise<RetainedRecord[]> {
    return this.db.query<RetainedRecord>(
      `SELECT id, settled_at AS since, ARRAY[vendor_id] AS "vendorIds" FROM vendor_report
        WHERE status = 'set_aside' AND emptied_at IS NULL AND settled_at < $1
          AND ($2::timestamptz IS NULL OR (settled_at, id) > ($2, $3::uuid))
        ORDER BY settled_at, id LIMIT $4`,
      [before, after?.since ?? null, after?.id ?? null, most],
    );
  }

  through(linkId: string, request: PageRequest): Promise<Page<VendorReport>> {
    return this.reports([{ sql: 'r.link_id = $?', values: [linkId] }], request);
  }

  /** When the newest reports came through the link: enough of them to know whether it takes another. */
  async momentsOf(linkId: string): Promise<Date[]> {
    const rows = await this.db.query<{ at: Date }>(
      `SELECT told_at AS at FROM vendor_report WHERE link_id = $1 ORDER BY told_at DESC, id DESC LIMIT $2`,
      [linkId, mostInADay],
    );
    return rows.map(({ at }) => at);
  }

  /** Nobody took them up, and told before this moment. */
  async unread(before: Date, most: number): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT id FROM vendor_report WHERE status = 'new' AND told_at <= $1 AND announced_share < 100
        ORDER BY told_at, id LIMIT $2`,
      [before, most],
    );
    return rows.map(({ id }) => id);
  }

  private reports(where: Condition[], request: PageRequest): Promise<Page<VendorReport>> {
    return this.lists.page<VendorReport>(
      {
        select: shown,
        from: 'vendor_report r',
        where,
        sorts: { toldAt: { by: 'r.told_at', type: 'timestamptz' } },
        id: 'r.id',
      },
      request,
    );
  }
}
