import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Config } from '../../platform/config/config.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { refuse } from './domain/standards-errors.js';
import {
  assertWaivable,
  decided,
  requestProblems,
  revoked,
  withdrawn,
  type WaiverDecision,
  type WaiverRequest,
} from './domain/waiver-rules.js';
import type { Waiver } from './domain/waiver.js';
import { waiverGranted, waiverRefused, waiverRequested, waiverRevoked, waiverWithdrawn } from './events.js';
import { GatesService } from './gates.service.js';
import { WaiverParties } from './waiver-parties.js';
import { WaiversRepository, type WaiverFilter } from './persistence/waivers.repository.js';

@Injectable()
export class WaiversService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly parties: WaiverParties,
    private readonly gates: GatesService,
    private readonly waivers: WaiversRepository,
  ) {}

  page(filter: WaiverFilter, request: PageRequest): Promise<Page<Waiver>> {
    return this.waivers.page(filter, request);
  }

  get(id: string, at?: Date): Promise<Waiver> {
    return at ? this.waivers.register.at(id, at) : this.waivers.register.get(id);
  }

  request(by: Principal, given: WaiverRequest): Promise<Waiver> {
    return this.db.run(async (tx) => {
      await this.assertSound(given);
      await this.assertOnlyOne(tx, given);
      const now = this.clock.now();
      const after: Waiver = {
        ...{ id: uuidv7(now), revision: 0, ...given, status: 'requested' },
        ...{ requestedById: by.id, requestedAt: now, decidedById: null, decidedAt: null, rationale: null },
        ...{ endedById: null, endedAt: null, endReason: null },
      };
      const action = waiverRequested;
      return this.waivers.register.record(tx, { before: null, after, action, reason: given.reason });
    });
  }

  decide(id: string, expected: Expected, decision: WaiverDecision, by: Principal): Promise<Waiver> {
    return this.db.run(async (tx) => {
      const before = await this.waivers.register.lock(tx, id, expected);
      const after = decided(before, decision, by, {
        requirement: await this.gates.requirement(before.requirementId),
        authorIds: (await this.parties.authorsOf(before)) ?? [],
        identities: await this.parties.identitiesOf(by.id),
        today: this.clock.today(),
        at: this.clock.now(),
      });
      const action = decision.outcome === 'granted' ? waiverGranted : waiverRefused;
      return this.waivers.register.record(tx, { before, after, action, reason: decision.rationale });
    });
  }

  withdraw(id: string, expected: Expected, reason: string, by: Principal): Promise<Waiver> {
    return this.db.run(async (tx) => {
      const before = await this.waivers.register.lock(tx, id, expected);
      const after = withdrawn(before, by, reason, this.clock.now());
      return this.waivers.register.record(tx, { before, after, action: waiverWithdrawn, reason });
    });
  }

  revoke(id: string, expected: Expected, reason: string, by: Principal): Promise<Waiver> {
    return this.db.run(async (tx) => {
      const before = await this.waivers.register.lock(tx, id, expected);
      const requirement = await this.gates.requirement(before.requirementId);
      const after = revoked(before, by, { requirement, reason, at: this.clock.now() });
      return this.waivers.register.record(tx, { before, after, action: waiverRevoked, reason });
    });
  }

  private async assertSound(given: WaiverRequest): Promise<void> {
    const requirement = await this.gates.requirement(given.requirementId);
    const longestDays = this.config.KEYHOLDER_WAIVER_DAYS;
    const errors = requestProblems(given, requirement, { today: this.clock.today(), longestDays });
    if ((await this.parties.authorsOf(given)) === null)
      errors.push({
        pointer: '/subjectId',
        code: 'not_found',
        message: `there is no ${given.subjectType.replace('_', ' ')} with this id`,
      });
    if (errors.length > 0)
      refuse('waiver.bad_request', 'Some fields keep the waiver from being asked for.', { errors });
    if (requirement) assertWaivable(requirement);
  }

  private async assertOnlyOne(tx: Tx, { requirementId, subjectId }: WaiverRequest): Promise<void> {
    await this.waivers.serialise(tx, requirementId, subjectId);
    const pending = await this.waivers.register.find({ requirementId, subjectId, status: 'requested' });
    if (pending) refuse('waiver.pending', 'Somebody asked for it already.', { waiverId: pending.id });
  }
}
