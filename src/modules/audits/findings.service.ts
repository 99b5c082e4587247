import { Injectable } from '@nestjs/common';
import { byId, required } from '../../shared/by-id.js';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { VendorsService } from '../vendors/index.js';
import { defaultDueOn, isSettled, reopenedAfterAcceptance, type Finding } from './domain/finding.js';
import { changed, moved, withdrawn, type Move } from './domain/finding-rules.js';
import { findingChanged, findingMoved, findingRaised, findingReopened, findingWithdrawn } from './events.js';
import { FindingChecks } from './finding-checks.js';
import { FindingSettings } from './finding-settings.js';
import {
  FindingsRepository,
  type FindingFilter,
  type UnclosedFinding,
} from './persistence/findings.repository.js';

export type NewFinding = Pick<Finding, 'vendorId' | 'source' | 'severity' | 'title'> &
  Partial<FindingDetails>;
type FindingDetails = Pick<
  Finding,
  | 'auditId'
  | 'assessmentId'
  | 'questionId'
  | 'sourceId'
  | 'description'
  | 'remedy'
  | 'controlRefs'
  | 'evidenceIds'
  | 'dueOn'
  | 'ownerId'
>;
type Because = Readonly<{ id: string; reason: string }>;
export type FindingChange = Partial<
  Pick<
    Finding,
    'severity' | 'title' | 'description' | 'remedy' | 'controlRefs' | 'evidenceIds' | 'dueOn' | 'ownerId'
  >
>;

@Injectable()
export class FindingsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: FindingSettings,
    private readonly checks: FindingChecks,
    private readonly vendors: VendorsService,
    private readonly findings: FindingsRepository,
  ) {}

  page(filter: FindingFilter, request: PageRequest): Promise<Page<Finding>> {
    return this.findings.page(filter, this.clock.today(), request);
  }

  get(id: string, at?: Date): Promise<Finding> {
    return at ? this.findings.register.at(id, at) : this.findings.register.get(id);
  }

  /** What is not closed, accepted risks among it. */
  unclosedOf(vendorId: string): Promise<Finding[]> {
    return this.findings.unclosed(vendorId);
  }

  /** Everything that is not settled today: not closed, and no acceptance of the risk that still runs. */
  async openOf(vendorId: string): Promise<Finding[]> {
    const today = this.clock.today();
    return (await this.unclosedOf(vendorId)).filter((finding) => !isSettled(finding, today));
  }

  /** Of many vendors at once: what is not closed, accepted risks among it. */
  unclosedOfAll(vendorIds: readonly string[]): Promise<UnclosedFinding[]> {
    return this.findings.unclosedOfAll(vendorIds);
  }

  /** Everything that an incident, or a monitor, has led to, closed or not. */
  ofSource(source: Finding['source'], sourceId: string): Promise<Finding[]> {
    return this.findings.ofSource(source, sourceId);
  }

  /** Those of these findings that are the vendor's. */
  idsOf(vendorId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    return this.findings.idsOf(vendorId, ids);
  }

  create(by: Principal, fields: NewFinding): Promise<Finding> {
    return this.db.run(async (tx) => {
      await this.vendors.get(fields.vendorId);
      const after = this.raised(placed(fields), by);
      await this.checks.assertFits(after);
      return this.findings.register.record(tx, { before: null, after, action: findingRaised });
    });
  }

  /** For a command of a module above, or for the system when nobody is named. */
  raise(tx: Tx, fields: NewFinding, by: Pick<Principal, 'kind' | 'id'> | null = null): Promise<Finding> {
    const after = this.raised(placed(fields), by);
    return this.findings.register.record(tx, { before: null, after, action: findingRaised });
  }

  /** The same of many, by the system. */
  async raiseAll(tx: Tx, all: readonly NewFinding[]): Promise<void> {
    const raised = all.map((fields) => this.raised(placed(fields), null));
    await this.findings.register.recordAll(
      tx,
      raised.map((after) => ({ before: null, after, action: findingRaised })),
    );
  }

  /** By the system, when what the finding rested on was changed. */
  async withdraw(tx: Tx, id: string, reason: string): Promise<Finding> {
    const before = await this.lock(tx, id);
    return this.save(tx, { before, after: withdrawn(before), action: findingWithdrawn, reason });
  }

  withdrawAll(tx: Tx, all: readonly Because[]): Promise<void> {
    return this.saveAll(tx, all, (before) => ({ after: withdrawn(before), action: findingWithdrawn }));
  }

  /** By the system, when what findings rest on is judged otherwise; their due days stay. */
  regrade(tx: Tx, all: readonly (Because & Pick<Finding, 'severity'>)[]): Promise<void> {
    return this.saveAll(tx, all, (before, { severity }) => ({
      after: { ...before, severity },
      action: findingChanged,
    }));
  }

  private async saveAll<T extends Because>(
    tx: Tx,
    all: readonly T[],
    made: (before: Finding, one: T) => Readonly<{ after: Finding; action: string }>,
  ): Promise<void> {
    const asked = byId(all);
    const found = await this.findings.register.lockAll(tx, [...asked.keys()]);
    await this.findings.register.recordAll(
      tx,
      found.map((before) => {
        const one = required(asked, before.id);
        return { before, ...made(before, one), reason: one.reason };
      }),
    );
  }

  change(id: string, expected: Expected, fields: FindingChange, reason: string | null): Promise<Finding> {
    return this.db.run(async (tx) => {
      const before = await this.lock(tx, id, expected);
      const after = changed(before, fields, reason);
      if (after.ownerId !== before.ownerId) await this.checks.assertOwner(after.ownerId);
      if (fields.evidenceIds) await this.checks.assertEvidence(after.vendorId, fields.evidenceIds);
      return this.findings.register.record(tx, { before, after, action: findingChanged, reason });
    });
  }

  move(id: string, expected: Expected, by: Principal, to: Move & { reason: string }): Promise<Finding> {
    return this.db.run(async (tx) => {
      const before = await this.lock(tx, id, expected);
      const { ownerId: vendorOwnerId } = await this.vendors.get(before.vendorId);
      const { longestAcceptanceDays } = this.settings;
      const around = { today: this.clock.today(), longestAcceptanceDays, vendorOwnerId };
      const after = moved(before, to, by, around);
      await this.checks.assertEvidence(after.vendorId, to.evidenceIds);
      return this.save(tx, { before, after, action: findingMoved, reason: to.reason });
    });
  }

  /**
   * For a command: the finding as it counts today. That the acceptance of its risk has ended is put on record first,
   * whoever comes first, so that it is told exactly once.
   */
  async lock(tx: Tx, id: string, expected: Expected = 'any'): Promise<Finding> {
    const before = await this.findings.register.lock(tx, id, expected);
    const after = reopenedAfterAcceptance(before, this.clock.today());
    if (!after) return before;
    const reason = `the acceptance of the risk ended on ${String(before.acceptedUntil)}`;
    return this.save(tx, { before, after, action: findingReopened, reason });
  }

  save(
    tx: Tx,
    change: Readonly<{ before: Finding; after: Finding; action: string; reason?: string | null }>,
  ): Promise<Finding> {
    return this.findings.register.record(tx, change);
  }

  private raised(fields: NewFinding, by: Pick<Principal, 'kind' | 'id'> | null): Finding {
    const now = this.clock.now();
    return {
      ...nothingSaid,
      id: uuidv7(now),
      dueOn: defaultDueOn(fields.severity, this.clock.today(), this.settings.dueDays),
      ...fields,
      raisedByKind: by?.kind === 'user' || by?.kind === 'api_key' ? by.kind : 'system',
      raisedById: by?.id ?? null,
      createdAt: now,
    };
  }
}

/** sourceId names an audit or an assessment too: each has its own place. */
function placed({ sourceId = null, ...fields }: NewFinding): NewFinding {
  const { source, auditId = null, assessmentId = null } = fields;
  if (source === 'audit') return { ...fields, auditId: auditId ?? sourceId };
  if (source === 'assessment') return { ...fields, assessmentId: assessmentId ?? sourceId };
  return { ...fields, sourceId };
}

const nothingSaid = {
  revision: 0,
  auditId: null,
  assessmentId: null,
  questionId: null,
  sourceId: null,
  description: null,
  remedy: null,
  controlRefs: [],
  evidenceIds: [],
  extensions: 0,
  announcedLate: null,
  ownerId: null,
  status: 'open',
  plan: null,
  plannedFor: null,
  resolvedById: null,
  resolvedByLinkId: null,
  verifiedById: null,
  verificationMethod: null,
  verificationEvidenceIds: [],
  acceptedById: null,
  acceptedUntil: null,
} as const;
