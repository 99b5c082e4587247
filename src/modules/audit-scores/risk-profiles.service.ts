import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { Database } from '../../platform/database/database.js';
import { refuse as refuseRequest } from '../../platform/errors/request-errors.js';
import { ifMatchRequired, type Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { VendorsService } from '../vendors/index.js';
import { refuse } from './domain/audit-score-errors.js';
import { inherentRiskOf } from './domain/inherent-risk.js';
import { sameStatement, type RiskProfile, type RiskStatement } from './domain/risk-profile.js';
import { riskProfileSet } from './events.js';
import type { ScoringModel } from './domain/scoring-model.js';
import { RiskProfilesRepository } from './persistence/risk-profiles.repository.js';
import { ScoringModelsService } from './scoring-models.service.js';

@Injectable()
export class RiskProfilesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly vendors: VendorsService,
    private readonly models: ScoringModelsService,
    private readonly profiles: RiskProfilesRepository,
  ) {}

  /** Null while nobody filled it. */
  of(vendorId: string): Promise<RiskProfile | null> {
    return this.profiles.find(vendorId);
  }

  async get(vendorId: string, at?: Date): Promise<RiskProfile> {
    await this.vendors.get(vendorId);
    const profile = await this.of(vendorId);
    if (!profile) return refuse('risk_profile.not_found', 'The vendor has no risk profile yet.');
    return at ? this.profiles.register.at(profile.id, at) : profile;
  }

  /** Sets the vendor's tier in the same transaction. `expected` is null when no If-Match was sent. */
  set(
    vendorId: string,
    setById: string,
    expected: Expected | null,
    statement: RiskStatement,
  ): Promise<RiskProfile> {
    return this.db.run(async (tx) => {
      await this.vendors.lockPresent(tx, vendorId);
      const existing = await this.of(vendorId);
      if (!existing && expected !== null)
        refuseRequest('request.stale', 'There is no risk profile to replace; leave If-Match out.');
      const before = existing
        ? await this.profiles.register.lock(tx, existing.id, expected ?? ifMatchRequired())
        : null;
      if (before && sameStatement(before, statement)) return before;
      const after = {
        ...(before ?? this.fresh(vendorId)),
        ...this.judged(statement, await this.models.current()),
        setById,
      };
      const reason = `inherent risk ${after.inherentRisk}`;
      await this.vendors.setTier(tx, vendorId, after.tier, reason);
      return this.profiles.register.record(tx, {
        before,
        after,
        action: riskProfileSet,
        reason: statement.rationale,
      });
    });
  }

  private fresh(vendorId: string): Pick<RiskProfile, 'id' | 'revision' | 'vendorId'> {
    return { id: uuidv7(this.clock.now()), revision: 0, vendorId };
  }

  private judged(
    statement: RiskStatement,
    model: ScoringModel,
  ): Omit<RiskProfile, 'id' | 'revision' | 'vendorId' | 'setById'> {
    const { inherentRisk, tier } = inherentRiskOf(statement, model);
    return {
      ...statement,
      inherentRisk,
      tier,
      modelId: model.id,
      modelVersion: model.version,
      setAt: this.clock.now(),
    };
  }
}
