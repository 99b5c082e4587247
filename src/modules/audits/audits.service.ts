import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import { Database } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { VendorsService } from '../vendors/index.js';
import type { Audit } from './domain/audit.js';
import { refuse } from './domain/audit-errors.js';
import { auditRecorded } from './events.js';
import { AuditsRepository, type AuditFilter } from './persistence/audits.repository.js';

export type AuditFields = Omit<Audit, 'id' | 'revision' | 'createdById' | 'createdAt'>;

@Injectable()
export class AuditsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly vendors: VendorsService,
    private readonly audits: AuditsRepository,
  ) {}

  page(filter: AuditFilter, request: PageRequest): Promise<Page<Audit>> {
    return this.audits.page(filter, request);
  }

  get(id: string, at?: Date): Promise<Audit> {
    return at ? this.audits.register.at(id, at) : this.audits.register.get(id);
  }

  find(id: string): Promise<Audit | null> {
    return this.audits.register.find({ id });
  }

  record(createdById: string, fields: AuditFields): Promise<Audit> {
    return this.db.run(async (tx) => {
      await this.vendors.get(fields.vendorId);
      this.assertDone(fields);
      const now = this.clock.now();
      const after: Audit = { id: uuidv7(now), revision: 0, ...fields, createdById, createdAt: now };
      return this.audits.register.record(tx, { before: null, after, action: auditRecorded });
    });
  }

  change(id: string, expected: Expected, fields: Partial<Omit<AuditFields, 'vendorId'>>): Promise<Audit> {
    return this.db.run(async (tx) => {
      const before = await this.audits.register.lock(tx, id, expected);
      const after = { ...before, ...fields };
      this.assertDone(after);
      return this.audits.register.record(tx, { before, after, action: 'audit.changed' });
    });
  }

  private assertDone({ performedOn }: Pick<Audit, 'performedOn'>): void {
    if (performedOn > this.clock.today())
      refuse('audit.in_future', `${performedOn} has not come yet.`, {
        errors: [
          { pointer: '/performedOn', code: 'in_future', message: 'give the day on which it was done' },
        ],
      });
  }
}
