import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { staleRevision } from '../../platform/ledger/register.js';
import { RetainedRecords, type RetainedRecord } from '../../platform/retained-records.js';
import { Clock } from '../../shared/clock.js';
import { retentionClasses, type RetentionClass } from '../../shared/retention-class.js';
import { covers } from './domain/legal-hold.js';
import {
  assertLongEnough,
  dueBefore,
  proposal,
  type RetentionRule,
  type RuleFields,
} from './domain/retention-rule.js';
import { ruleSet } from './events.js';
import { LegalHoldsRepository } from './persistence/legal-holds.repository.js';
import { RetentionRepository } from './persistence/retention.repository.js';

export const mostCounted = 10_000;
const mostListed = 200;

export type DueRecord = RetainedRecord & Readonly<{ heldBy: readonly string[] }>;
export type Due = Readonly<{
  rule: RetentionRule;
  before: Date;
  /** Up to `mostCounted`; `more`: there are more. */
  count: number;
  more: boolean;
  held: number;
  holds: readonly Readonly<{ id: string; reference: string; count: number }>[];
  records: readonly DueRecord[];
}>;

/** Rules are set by an officer; until then each is a proposal that disposes of nothing. */
@Injectable()
export class RetentionRulesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly retained: RetainedRecords,
    private readonly retention: RetentionRepository,
    private readonly holds: LegalHoldsRepository,
  ) {}

  async list(): Promise<RetentionRule[]> {
    const set = await this.retention.rules.list({});
    return retentionClasses.map((name) => set.find((rule) => rule.class === name) ?? proposal(name));
  }

  async get(name: RetentionClass): Promise<RetentionRule> {
    return (await this.retention.rules.find({ class: name })) ?? proposal(name);
  }

  set(name: RetentionClass, expected: Expected, fields: RuleFields, setById: string): Promise<RetentionRule> {
    return this.db.run(async (tx) => {
      await this.retention.takeTurnWithRules(tx);
      const known = await this.retention.rules.find({ class: name });
      if (!known && expected !== 'any' && !expected.has(0)) throw staleRevision(0);
      const before = known && (await this.retention.rules.lock(tx, known.id, expected));
      assertLongEnough(name, fields.keepDays);
      const now = this.clock.now();
      const whole = before ?? { id: uuidv7(now), revision: 0, class: name };
      const after: RetentionRule = { ...whole, ...fields, setById, setAt: now };
      return this.retention.rules.record(tx, { before, after, action: ruleSet, reason: fields.ground });
    });
  }

  /** What would go now, if the rule is active or were: and what is kept back by which hold. */
  async due(name: RetentionClass): Promise<Due> {
    const rule = await this.get(name);
    const before = dueBefore(rule, this.clock.now());
    const found = await this.retained.of(name).due(before, null, mostCounted + 1);
    const standing = await this.holds.standing(this.clock.today());
    const records = found.slice(0, mostCounted).map((record) => ({
      ...record,
      heldBy: standing.filter((hold) => covers(hold, record)).map(({ id }) => id),
    }));
    const holds = standing.map(({ id, reference }) => {
      return { id, reference, count: records.filter(({ heldBy }) => heldBy.includes(id)).length };
    });
    return {
      ...{ rule, before, count: records.length, more: found.length > mostCounted },
      held: records.filter(({ heldBy }) => heldBy.length > 0).length,
      holds: holds.filter(({ count }) => count > 0),
      records: records.slice(0, mostListed),
    };
  }
}
