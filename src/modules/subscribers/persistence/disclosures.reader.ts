import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { Choice } from '../pages.js';
import type { Named } from '../domain/news.js';

/** What notices told people, and in whose name. */
@Injectable()
export class DisclosuresReader {
  constructor(private readonly db: Database) {}

  /** Companies that have told people something: their names are in public already. */
  companies(): Promise<Choice[]> {
    return this.db.query<Choice>(
      `SELECT e.id, e.name FROM legal_entity e
        WHERE EXISTS (SELECT 1 FROM notice_version v WHERE v.legal_entity_id = e.id AND v.status = 'published')
        ORDER BY e.name, e.id LIMIT 500`,
    );
  }

  async nameOf(legalEntityId: string): Promise<string> {
    const [row] = await this.db.query<{ name: string }>('SELECT name FROM legal_entity WHERE id = $1', [
      legalEntityId,
    ]);
    return row?.name ?? '';
  }

  /** Of those that may be named: not whom the public register shows by category only, or not at all. */
  vendorNames(ids: readonly string[], legalEntityId: string): Promise<{ id: string; name: string }[]> {
    return this.db.query(
      `SELECT v.id, v.name FROM vendor v
        WHERE v.id = ANY($1) AND NOT EXISTS (
          SELECT FROM data_flow f JOIN flow_disclosure d ON d.data_flow_id = f.id
           WHERE f.vendor_id = v.id AND f.legal_entity_id = $2 AND f.status <> 'closed' AND d.mode <> 'public')`,
      [ids, legalEntityId],
    );
  }

  /** Whom the other versions of this company named when this one was published, in whatever language. */
  async namedBefore(
    version: Readonly<{ id: string; legalEntityId: string; publishedAt: string }>,
  ): Promise<Named[]> {
    const rows = await this.db.query<{ recipients: Named[] }>(
      `SELECT recipients FROM notice_version
        WHERE legal_entity_id = $1 AND id <> $2 AND published_at < $3 AND (ended_at IS NULL OR ended_at >= $3)`,
      [version.legalEntityId, version.id, version.publishedAt],
    );
    return rows.flatMap(({ recipients }) => recipients);
  }
}
