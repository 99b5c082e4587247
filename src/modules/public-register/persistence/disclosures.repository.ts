import { Injectable } from '@nestjs/common';
import { containing, Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { Page } from '../../../shared/page.js';
import type { DisclosedFlow, Disclosure, DisclosureMode } from '../domain/disclosure.js';
import { FlowDisclosureEntity } from './flow-disclosure.entity.js';

export type DisclosureFilter = Readonly<{ mode?: DisclosureMode; isDecided?: boolean; q?: string }>;
@Injectable()
export class DisclosuresRepository {
  readonly register: Register<Disclosure>;

  constructor(
    registers: Registers,
    private readonly lists: Lists,
  ) {
    this.register = registers.open<Disclosure>({ type: 'flow_disclosure', entity: FlowDisclosureEntity });
  }

  page({ mode, isDecided, q }: DisclosureFilter, request: PageRequest): Promise<Page<DisclosedFlow>> {
    return this.lists.page<DisclosedFlow>(
      {
        select: `f.id AS "dataFlowId", f.reference, f.title, f.status, f.vendor_id AS "vendorId", v.name AS "vendorName",
          coalesce(d.mode, 'public') AS mode, d.category, d.reason, d.decided_at AS "decidedAt", d.decided_by_id AS "decidedById"`,
        from: `data_flow f JOIN vendor v ON v.id = f.vendor_id LEFT JOIN flow_disclosure d ON d.data_flow_id = f.id`,
        where: [
          { sql: `f.status IN ('approved', 'approved_with_conditions', 'active', 'suspended')`, values: [] },
          ...when(mode, `coalesce(d.mode, 'public') = $?`),
          ...when(isDecided, '(d.id IS NOT NULL) = $?::bool'),
          ...containing(q, 'v.name', 'f.title', 'f.reference'),
        ],
        sorts: {
          createdAt: { by: 'f.created_at', type: 'timestamptz' },
          vendor: { by: 'v.sort_name', type: 'text' },
        },
        id: 'f.id',
      },
      request,
    );
  }
}
