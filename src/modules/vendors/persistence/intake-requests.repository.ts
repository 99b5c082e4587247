import { Injectable } from '@nestjs/common';
import type { Page } from '../../../shared/page.js';
import { Database } from '../../../platform/database/database.js';
import { containing, Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { IntakeRequest } from '../domain/intake-request.js';
import { IntakeRequestEntity } from './intake-request.entity.js';

export type IntakeFilter = Readonly<{
  q?: string;
  kind?: string;
  status?: string;
  vendorId?: string;
  requestedBy?: string;
}>;

@Injectable()
export class IntakeRequestsRepository {
  readonly register: Register<IntakeRequestEntity>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.register = registers.open({ type: 'intake_request', entity: IntakeRequestEntity });
  }

  page(filter: IntakeFilter, request: PageRequest): Promise<Page<IntakeRequest>> {
    return this.lists.page<IntakeRequest>(
      {
        select: `r.id, r.revision, r.kind, r.what, r.for_whom AS "forWhom", r.which_data AS "whichData", r.why,
          r.needed_by::text AS "neededBy", r.vendor_id AS "vendorId", r.vendor_name AS "vendorName", r.status, r.answer,
          r.requested_by AS "requestedBy", r.answered_by AS "answeredBy", r.answered_at AS "answeredAt",
          r.created_at AS "createdAt"`,
        from: 'intake_request r',
        where: [
          ...containing(filter.q, 'r.what', `coalesce(r.vendor_name, '')`),
          ...when(filter.kind, 'r.kind = $?'),
          ...when(filter.status, 'r.status = $?'),
          ...when(filter.vendorId, 'r.vendor_id = $?'),
          ...when(filter.requestedBy, 'r.requested_by = $?'),
        ],
        sorts: {
          createdAt: { by: 'r.created_at', type: 'timestamptz' },
          neededBy: { by: `coalesce(r.needed_by, 'infinity'::date)`, type: 'date' },
        },
        id: 'r.id',
      },
      request,
    );
  }

  /** Did this person ask for this vendor? */
  async askedFor(vendorId: string, personId: string): Promise<boolean> {
    const rows = await this.db.query(
      `SELECT 1 FROM intake_request
        WHERE vendor_id = $1 AND requested_by = $2 AND kind = 'vendor' AND status IN ('open', 'accepted') LIMIT 1`,
      [vendorId, personId],
    );
    return rows.length > 0;
  }
}
