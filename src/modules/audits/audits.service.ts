import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { FieldError } from '../../shared/domain-error.js';
import type { Page } from '../../shared/page.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { UsersService } from '../identity/index.js';
import { VendorsService } from '../vendors/index.js';
import type { Audit } from './domain/audit.js';
import { refuse } from './domain/audit-errors.js';
import {
  assertCorrectable,
  assertIndependent,
  assertSound,
  fieldProblems,
  stepped,
  type AuditStep,
  type Stepper,
} from './domain/audit-rules.js';
import { auditConcluded, auditMoved, auditRecorded } from './events.js';
import { NamedEvidence } from './named-evidence.js';
import { AuditsRepository, type AuditFilter, type ListedAudit } from './persistence/audits.repository.js';

/** What people state about an audit; how far it is and who concluded it come by its steps. */
export type AuditFields = Omit<
  Audit,
  'id' | 'revision' | 'status' | 'concludedById' | 'concludedAt' | 'createdById' | 'createdAt'
>;

@Injectable()
export class AuditsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly users: UsersService,
    private readonly vendors: VendorsService,
    private readonly evidence: NamedEvidence,
    private readonly audits: AuditsRepository,
  ) {}

  page(filter: AuditFilter, request: PageRequest): Promise<Page<ListedAudit>> {
    return this.audits.page(filter, request);
  }

  get(id: string, at?: Date): Promise<Audit> {
    return at ? this.audits.register.at(id, at) : this.audits.register.get(id);
  }

  find(id: string): Promise<Audit | null> {
    return this.audits.register.find({ id });
  }

  /** An audit that was done, or one to come when no day is given on which it was performed. */
  record(createdById: string, fields: AuditFields): Promise<Audit> {
    return this.db.run(async (tx) => {
      const now = this.clock.now();
      const after: Audit = {
        id: uuidv7(now),
        revision: 0,
        ...fields,
        status: fields.performedOn === null ? 'planned' : 'performed',
        concludedById: null,
        concludedAt: null,
        createdById,
        createdAt: now,
      };
      await this.assertFits(after);
      return this.save(tx, { before: null, after, action: auditRecorded });
    });
  }

  change(id: string, expected: Expected, fields: Partial<Omit<AuditFields, 'vendorId'>>): Promise<Audit> {
    return this.db.run(async (tx) => {
      const before = await this.audits.register.lock(tx, id, expected);
      assertCorrectable(before);
      const after = { ...before, ...fields };
      await this.assertFits(after);
      return this.save(tx, { before, after, action: 'audit.changed' });
    });
  }

  step(id: string, expected: Expected, by: Stepper, step: AuditStep): Promise<Audit> {
    return this.db.run(async (tx) => {
      const before = await this.audits.register.lock(tx, id, expected);
      const after = stepped(before, step, by, this.clock.now());
      if (after.status === 'concluded') {
        const { ownerId } = await this.vendors.get(after.vendorId);
        assertIndependent([by.id, after.auditorId], ownerId);
      }
      const action = after.status === 'concluded' ? auditConcluded : auditMoved;
      return this.save(tx, { before, after, action, reason: step.reason });
    });
  }

  private save(
    tx: Tx,
    change: { before: Audit | null; after: Audit; action: string; reason?: string | null },
  ): Promise<Audit> {
    return this.audits.register.record(tx, change);
  }

  private async assertFits(audit: Audit): Promise<void> {
    const vendor = await this.vendors.get(audit.vendorId);
    const controls = audit.sampledControls.map(({ evidenceIds }, at) => ({
      pointer: `/sampledControls/${at}/evidenceIds`,
      ids: evidenceIds,
    }));
    assertSound('audit.not_acceptable', [
      ...fieldProblems(audit, this.clock.today()),
      ...(await this.serviceProblems(audit)),
      ...(await this.auditorProblems(audit)),
      ...(await this.evidence.problems(audit.vendorId, [
        { pointer: '/evidenceIds', ids: audit.evidenceIds },
        ...controls,
      ])),
    ]);
    assertIndependent([audit.auditorId], vendor.ownerId);
  }

  private async serviceProblems({ vendorId, serviceId }: Audit): Promise<FieldError[]> {
    if (serviceId === null || (await this.vendors.offers(vendorId, serviceId))) return [];
    return [{ pointer: '/serviceId', code: 'unknown', message: 'give the id of a service of this vendor' }];
  }

  private async auditorProblems({ auditorId }: Audit): Promise<FieldError[]> {
    if (auditorId === null || (await this.users.isActive(auditorId))) return [];
    return [{ pointer: '/auditorId', code: 'unknown', message: 'give the id of an active person' }];
  }

  /** Findings come of an audit that took place. */
  assertPerformed({ status }: Audit): void {
    if (status === 'planned' || status === 'cancelled')
      refuse('audit.not_performed', `The audit is ${status}.`);
  }
}
