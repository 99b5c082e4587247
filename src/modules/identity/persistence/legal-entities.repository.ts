import { Injectable } from '@nestjs/common';
import type { Page } from '../../../shared/page.js';
import { containing, Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { LegalEntity } from '../domain/legal-entity.js';
import { LegalEntityEntity } from './legal-entity.entity.js';

@Injectable()
export class LegalEntitiesRepository {
  readonly register: Register<LegalEntity>;

  constructor(
    registers: Registers,
    private readonly lists: Lists,
  ) {
    this.register = registers.open<LegalEntity>({ type: 'legal_entity', entity: LegalEntityEntity });
  }

  page(filter: { q?: string; role?: string }, request: PageRequest): Promise<Page<LegalEntity>> {
    return this.lists.page<LegalEntity>(
      {
        select: `e.id, e.revision, e.name, e.country, e.lei, e.contact, e.representative,
          e.dpo_contact AS "dpoContact", e.role, e.created_at AS "createdAt"`,
        from: 'legal_entity e',
        where: [...containing(filter.q, 'e.name'), ...when(filter.role, 'e.role = $?')],
        sorts: {
          name: { by: 'e.name', type: 'text' },
          createdAt: { by: 'e.created_at', type: 'timestamptz' },
        },
        id: 'e.id',
      },
      request,
    );
  }
}
