import { Injectable } from '@nestjs/common';
import type { Page } from '../../../shared/page.js';
import { containing, Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { Audit } from '../domain/audit.js';
import { AuditEntity } from './audit.entity.js';

export type AuditFilter = Readonly<{ q?: string; vendorId?: string; kind?: string }>;

@Injectable()
export class AuditsRepository {
  readonly register: Register<Audit>;

  constructor(
    registers: Registers,
    private readonly lists: Lists,
  ) {
    this.register = registers.open<Audit>({ type: 'audit', entity: AuditEntity });
  }

  page(filter: AuditFilter, request: PageRequest): Promise<Page<Audit>> {
    return this.lists.page<Audit>(
      {
        select: `e.id, e.revision, e.vendor_id AS "vendorId", e.kind, e.scope, e.performed_on AS "performedOn",
          e.auditor, e.conclusion, e.created_by_id AS "createdById", e.created_at AS "createdAt"`,
        from: 'audit e',
        where: [
          ...containing(filter.q, 'e.scope', 'e.auditor', 'e.conclusion'),
          ...when(filter.vendorId, 'e.vendor_id = $?'),
          ...when(filter.kind, 'e.kind = $?'),
        ],
        sorts: {
          performedOn: { by: 'e.performed_on', type: 'date' },
          createdAt: { by: 'e.created_at', type: 'timestamptz' },
        },
        id: 'e.id',
      },
      request,
    );
  }
}
