import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import { AnswersFromAbove } from '../../platform/answers-from-above.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { Upkeep } from '../../platform/upkeep.js';
import { changeProblems, effectiveFrom } from './domain/adequacy-change-rules.js';
import type { AdequacyChange, GivenAdequacyChange } from './domain/adequacy-change.js';
import { refuseChange as refuse } from './domain/reference-data-errors.js';
import { adequacyChangeRecorded, adequacyChangeRevoked, adequacyChangeTookEffect } from './events.js';
import {
  AdequacyChangesRepository,
  type AdequacyChangeFilter,
} from './persistence/adequacy-changes.repository.js';
import { StandingApprovals, type Standing } from './standing-approvals.js';

const mostAtOnce = 20;

/** What the organisation records of adequacy decisions that ended, changed or came after the lists were shipped. */
@Injectable()
export class AdequacyChangesService implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly upkeep: Upkeep,
    private readonly above: AnswersFromAbove,
    private readonly changes: AdequacyChangesRepository,
  ) {}

  onModuleInit(): void {
    this.upkeep.add('changes of adequacy whose day has come', (tx) => this.takeEffect(tx));
  }

  page(filter: AdequacyChangeFilter, request: PageRequest): Promise<Page<AdequacyChange>> {
    return this.changes.page(filter, request);
  }

  get(id: string, at?: Date): Promise<AdequacyChange> {
    return at ? this.changes.register.at(id, at) : this.changes.register.get(id);
  }

  standingOn({ code }: Pick<AdequacyChange, 'code'>): Promise<Standing> {
    return this.above.to(StandingApprovals).on(code);
  }

  record(given: GivenAdequacyChange, by: Principal): Promise<AdequacyChange> {
    return this.db.run(async (tx) => {
      await this.changes.holdAlone(tx);
      const errors = changeProblems(given, await this.changes.all());
      if (errors.length > 0)
        refuse('adequacy_change.bad_change', 'Some fields keep the change from being recorded.', { errors });
      const now = this.clock.now();
      const after: AdequacyChange = {
        ...{
          id: uuidv7(now),
          revision: 0,
          ...given,
          effectiveFrom: effectiveFrom(given),
          tookEffectAt: null,
        },
        ...{ recordedById: by.id, recordedAt: now, revokedById: null, revokedAt: null, revokedBecause: null },
      };
      const { reason } = given;
      const action = adequacyChangeRecorded;
      const recorded = await this.changes.register.record(tx, { before: null, after, action, reason });
      return this.isDue(recorded) ? this.announce(tx, recorded) : recorded;
    });
  }

  /** What was recorded stays on record; from now on it counts no more, on whatever day is asked about. */
  revoke(id: string, expected: Expected, reason: string, by: Principal): Promise<AdequacyChange> {
    return this.db.run(async (tx) => {
      await this.changes.holdAlone(tx);
      const before = await this.changes.register.lock(tx, id, expected);
      if (before.revokedAt) refuse('adequacy_change.revoked', 'This change was revoked before.');
      await this.assertNothingBuiltOn(before);
      const revokedAt = this.clock.now();
      const after = { ...before, revokedById: by.id, revokedAt, revokedBecause: reason };
      return this.changes.register.record(tx, { before, after, action: adequacyChangeRevoked, reason });
    });
  }

  private async assertNothingBuiltOn({ id, kind, list, code }: AdequacyChange): Promise<void> {
    if (kind !== 'new_place') return;
    const others = (await this.changes.all()).filter(
      (other) => other.id !== id && other.list === list && other.code === code && other.revokedAt === null,
    );
    if (others.length > 0)
      refuse('adequacy_change.built_on', `Other changes are of ${code}.`, {
        changeIds: others.map((other) => other.id),
      });
  }

  private async takeEffect(tx: Tx): Promise<void> {
    const ids = await this.changes.idsDue(this.clock.today(), mostAtOnce);
    if (ids.length > 0) await this.changes.holdAlone(tx);
    for (const id of ids) {
      const change = await this.changes.register.lock(tx, id);
      if (this.isDue(change)) await this.announce(tx, change);
    }
  }

  private isDue({ effectiveFrom: day, tookEffectAt, revokedAt }: AdequacyChange): boolean {
    return tookEffectAt === null && revokedAt === null && day <= this.clock.today();
  }

  private announce(tx: Tx, before: AdequacyChange): Promise<AdequacyChange> {
    const after = { ...before, tookEffectAt: this.clock.now() };
    const reason = `it counts from ${before.effectiveFrom}`;
    return this.changes.register.record(tx, { before, after, action: adequacyChangeTookEffect, reason });
  }
}
