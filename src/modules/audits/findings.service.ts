import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { UsersService } from '../identity/index.js';
import { VendorsService } from '../vendors/index.js';
import { AuditsService } from './audits.service.js';
import { refuse } from './domain/audit-errors.js';
import { defaultDueOn, isSettled, type Finding } from './domain/finding.js';
import { assertChangeable, assertReasoned, moved, type Move } from './domain/finding-rules.js';
import { findingChanged, findingMoved, findingRaised } from './events.js';
import {
  FindingsRepository,
  type FindingFilter,
  type UnverifiedFinding,
} from './persistence/findings.repository.js';

export type NewFinding = Pick<Finding, 'vendorId' | 'source' | 'severity' | 'title'> &
  Partial<Pick<Finding, 'auditId' | 'assessmentId' | 'questionId' | 'description' | 'dueOn' | 'ownerId'>>;
export type FindingChange = Partial<
  Pick<Finding, 'severity' | 'title' | 'description' | 'dueOn' | 'ownerId'>
>;

@Injectable()
export class FindingsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly users: UsersService,
    private readonly vendors: VendorsService,
    private readonly audits: AuditsService,
    private readonly findings: FindingsRepository,
  ) {}

  page(filter: FindingFilter, request: PageRequest): Promise<Page<Finding>> {
    return this.findings.page(filter, this.clock.today(), request);
  }

  get(id: string, at?: Date): Promise<Finding> {
    return at ? this.findings.register.at(id, at) : this.findings.register.get(id);
  }

  /** Everything that is not settled today: not verified, and no acceptance of the risk that still runs. */
  async openOf(vendorId: string): Promise<Finding[]> {
    const today = this.clock.today();
    return (await this.findings.unverified(vendorId)).filter((finding) => !isSettled(finding, today));
  }

  /** Of many vendors at once: what is not verified, accepted risks among it. */
  unverifiedOf(vendorIds: readonly string[]): Promise<UnverifiedFinding[]> {
    return this.findings.unverifiedOf(vendorIds);
  }

  create(by: Principal, fields: NewFinding): Promise<Finding> {
    return this.db.run(async (tx) => {
      await this.vendors.get(fields.vendorId);
      await this.assertSource(fields);
      await this.assertOwner(fields.ownerId ?? null);
      return this.raise(tx, fields, by);
    });
  }

  /** For a command of a module above, or for the system when nobody is named. */
  raise(tx: Tx, fields: NewFinding, by: Pick<Principal, 'kind' | 'id'> | null = null): Promise<Finding> {
    const now = this.clock.now();
    const after: Finding = {
      id: uuidv7(now),
      revision: 0,
      auditId: null,
      assessmentId: null,
      questionId: null,
      description: null,
      ownerId: null,
      dueOn: defaultDueOn(fields.severity, this.clock.today()),
      ...fields,
      status: 'open',
      raisedByKind: by?.kind === 'user' || by?.kind === 'api_key' ? by.kind : 'system',
      raisedById: by?.id ?? null,
      resolvedById: null,
      verifiedById: null,
      acceptedById: null,
      acceptedUntil: null,
      createdAt: now,
    };
    return this.findings.register.record(tx, { before: null, after, action: findingRaised });
  }

  change(id: string, expected: Expected, fields: FindingChange, reason: string | null): Promise<Finding> {
    return this.db.run(async (tx) => {
      const before = await this.findings.register.lock(tx, id, expected);
      assertChangeable(before);
      const after = { ...before, ...fields };
      assertReasoned(before, after, reason);
      if (after.ownerId !== before.ownerId) await this.assertOwner(after.ownerId);
      return this.findings.register.record(tx, { before, after, action: findingChanged, reason });
    });
  }

  move(id: string, expected: Expected, by: Principal, to: Move & { reason: string }): Promise<Finding> {
    return this.db.run(async (tx) => {
      const before = await this.findings.register.lock(tx, id, expected);
      const after = moved(before, to, by, this.clock.today());
      return this.findings.register.record(tx, { before, after, action: findingMoved, reason: to.reason });
    });
  }

  private async assertSource({ source, auditId = null, vendorId }: NewFinding): Promise<void> {
    if (auditId === null) return;
    const audit = await this.audits.find(auditId);
    if (source !== 'audit' || audit?.vendorId !== vendorId)
      refuse('finding.bad_source', 'The audit is not one of this vendor, or the source is another.', {
        errors: [{ pointer: '/auditId', code: 'unknown', message: 'name an audit of the same vendor' }],
      });
    else this.audits.assertPerformed(audit);
  }

  private async assertOwner(ownerId: string | null): Promise<void> {
    if (ownerId !== null && !(await this.users.isActive(ownerId)))
      refuse('finding.owner_unknown', 'The owner is not an active person of ours.', {
        errors: [{ pointer: '/ownerId', code: 'unknown', message: 'give the id of an active person' }],
      });
  }
}
