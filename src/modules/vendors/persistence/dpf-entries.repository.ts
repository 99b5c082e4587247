import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { Page } from '../../../shared/page.js';
import { Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { VendorDpfEntry } from '../domain/dpf-entry.js';
import { DpfEntryEntity } from './dpf-entry.entity.js';

export type DpfEntryFilter = Readonly<{ framework?: string; activeOn?: string }>;

const shown = `p.id, p.revision, p.vendor_id AS "vendorId", p.framework, p.listed_name AS "listedName",
  p.covered_entity AS "coveredEntity", p.covered_data AS "coveredData", p.active_from::text AS "activeFrom",
  p.next_certification_due::text AS "nextCertificationDue", p.inactive_from::text AS "inactiveFrom",
  p.checked_on::text AS "checkedOn", p.evidence_id AS "evidenceId", p.removed, p.created_at AS "createdAt"`;

@Injectable()
export class DpfEntriesRepository {
  readonly register: Register<DpfEntryEntity>;

  constructor(
    registers: Registers,
    private readonly lists: Lists,
    private readonly db: Database,
  ) {
    this.register = registers.open({ type: 'dpf_entry', entity: DpfEntryEntity });
  }

  page(
    vendorId: string,
    { framework, activeOn }: DpfEntryFilter,
    request: PageRequest,
  ): Promise<Page<VendorDpfEntry>> {
    return this.lists.page<VendorDpfEntry>(
      {
        select: shown,
        from: 'dpf_entry p',
        where: [
          { sql: 'p.vendor_id = $? AND NOT p.removed', values: [vendorId] },
          ...when(framework, 'p.framework = $?'),
          ...when(
            activeOn,
            `p.active_from <= $?::date AND p.next_certification_due >= $?::date AND coalesce(p.inactive_from, 'infinity') > $?::date`,
            activeOn,
            activeOn,
            activeOn,
          ),
        ],
        sorts: {
          activeFrom: { by: 'p.active_from', type: 'date' },
          createdAt: { by: 'p.created_at', type: 'timestamptz' },
        },
        id: 'p.id',
      },
      request,
    );
  }

  /** Of these vendors, without those that were removed. */
  async ofVendors(vendorIds: readonly string[], at?: Date): Promise<VendorDpfEntry[]> {
    if (vendorIds.length === 0) return [];
    if (at === undefined)
      return this.db.query<VendorDpfEntry>(
        `SELECT ${shown} FROM dpf_entry p WHERE p.vendor_id = ANY($1::uuid[]) AND NOT p.removed`,
        [vendorIds],
      );
    const ids = await this.db.query<{ id: string }>(
      `SELECT id FROM dpf_entry WHERE vendor_id = ANY($1::uuid[])`,
      [vendorIds],
    );
    const then = await this.register.allAt(
      ids.map(({ id }) => id),
      at,
    );
    return then.filter(({ removed }) => !removed);
  }
}
