import { Injectable } from '@nestjs/common';
import type { Page } from '../../../shared/page.js';
import { Database } from '../../../platform/database/database.js';
import { Lists, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { FindingUpdate } from '../domain/finding-update.js';
import type { Bearer, RemediationLink } from '../domain/remediation-link.js';
import { FindingUpdateEntity, RemediationLinkEntity } from './remediation.entity.js';

export type RemediationLinkRow = RemediationLink & Readonly<{ salt: Buffer | null; tokenHash: Buffer }>;

const updateColumns = `u.id, u.revision, u.finding_id AS "findingId", u.vendor_id AS "vendorId", u.by_kind AS "byKind",
  u.by_id AS "byId", u.visible_to_vendor AS "visibleToVendor", u.text, u.claims_resolved AS "claimsResolved",
  u.evidence_id AS "evidenceId", u.created_at AS "createdAt"`;

@Injectable()
export class RemediationRepository {
  readonly links: Register<RemediationLinkRow>;
  readonly updates: Register<FindingUpdate>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.links = registers.open<RemediationLinkRow>({
      type: 'remediation_link',
      entity: RemediationLinkEntity,
      personal: ['email'],
      hidden: ['salt', 'tokenHash'],
    });
    this.updates = registers.open<FindingUpdate>({ type: 'finding_update', entity: FindingUpdateEntity });
  }

  linksOf(vendorId: string, request: PageRequest): Promise<Page<RemediationLink>> {
    return this.lists.page<RemediationLink>(
      {
        select: `l.id, l.revision, l.vendor_id AS "vendorId", l.email, l.finding_ids AS "findingIds",
          l.expires_at AS "expiresAt", l.revoked_at AS "revokedAt", l.created_by_id AS "createdById",
          l.created_at AS "createdAt"`,
        from: 'remediation_link l',
        where: [{ sql: 'l.vendor_id = $?', values: [vendorId] }],
        sorts: { createdAt: { by: 'l.created_at', type: 'timestamptz' } },
        id: 'l.id',
      },
      request,
    );
  }

  /** Who holds this token now; nobody after revocation or expiry. */
  async bearerOf(tokenHash: Buffer, now: Date): Promise<Bearer | null> {
    const [row] = await this.db.query<Bearer>(
      `SELECT id AS "linkId", vendor_id AS "vendorId", finding_ids AS "findingIds" FROM remediation_link
        WHERE token_hash = $1 AND revoked_at IS NULL AND expires_at > $2`,
      [tokenHash, now],
    );
    return row ?? null;
  }

  /** Whoever wrote through a link, without their address. */
  async bearerNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.db.query<{ id: string; name: string }>(
      `SELECT l.id, 'Remediation link of ' || v.name || CASE WHEN l.salt IS NULL THEN ' (erased)' ELSE '' END AS name
         FROM remediation_link l JOIN vendor v ON v.id = l.vendor_id WHERE l.id = ANY($1)`,
      [ids],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  updatesOf(findingId: string, forVendor: boolean, request: PageRequest): Promise<Page<FindingUpdate>> {
    return this.lists.page<FindingUpdate>(
      {
        select: updateColumns,
        from: 'finding_update u',
        where: [
          { sql: 'u.finding_id = $?', values: [findingId] },
          ...(forVendor ? [{ sql: 'u.visible_to_vendor', values: [] }] : []),
        ],
        sorts: { createdAt: { by: 'u.created_at', type: 'timestamptz' } },
        id: 'u.id',
      },
      request,
    );
  }

  async countUpdates(findingId: string): Promise<number> {
    const [row] = await this.db.query<{ count: string }>(
      'SELECT count(*) FROM finding_update WHERE finding_id = $1',
      [findingId],
    );
    return Number(row?.count ?? 0);
  }

  /** The newest of each finding that its vendor sees, oldest first. */
  newestForVendor(findingIds: readonly string[], mostEach: number): Promise<FindingUpdate[]> {
    return this.db.query<FindingUpdate>(
      `SELECT ${updateColumns} FROM unnest($1::uuid[]) AS f (id)
        CROSS JOIN LATERAL (
          SELECT * FROM finding_update WHERE finding_id = f.id AND visible_to_vendor
           ORDER BY created_at DESC, id DESC LIMIT $2) u
        ORDER BY u.created_at, u.id`,
      [findingIds, mostEach],
    );
  }
}
