import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import { ErasablePeople, type PersonKind } from '../../platform/erasable-people.js';
import type { Expected } from '../../platform/http/if-match.js';
import { invalidFields } from '../../platform/http/validation.js';
import { uuidv7 } from '../../platform/ids.js';
import type { HeldSubject, StandingHold, StandingHolds } from '../../platform/standing-holds.js';
import { Clock } from '../../shared/clock.js';
import type { FieldError } from '../../shared/domain-error.js';
import type { Page } from '../../shared/page.js';
import { UsersService } from '../identity/index.js';
import {
  covers,
  dayProblems,
  holdProblems,
  stateOf,
  type LegalHold,
  type PlacedHold,
} from './domain/legal-hold.js';
import { refuse } from './domain/retention-errors.js';
import { holdChanged, holdPlaced, holdReleased } from './events.js';
import {
  LegalHoldsRepository,
  type HoldFilter,
  type ReachingHold,
} from './persistence/legal-holds.repository.js';

export type HoldFields = Pick<LegalHold, 'reason' | 'reference' | 'until' | 'ownerId'>;

/** Holds are placed, changed and released by an officer; a day may end them. What they cover stays meanwhile. */
@Injectable()
export class LegalHoldsService implements StandingHolds {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly people: ErasablePeople,
    private readonly users: UsersService,
    private readonly holds: LegalHoldsRepository,
  ) {}

  page(filter: HoldFilter, request: PageRequest): Promise<Page<LegalHold>> {
    return this.holds.page(filter, this.clock.today(), request);
  }

  get(id: string, at?: Date): Promise<LegalHold> {
    return at ? this.holds.register.at(id, at) : this.holds.register.get(id);
  }

  async over(tx: Tx, subject: HeldSubject): Promise<readonly StandingHold[]> {
    return (await this.standing(tx)).filter((hold) => covers(hold, subject));
  }

  /** All of them; nobody places another one until the transaction ends. */
  async standing(tx: Tx): Promise<ReachingHold[]> {
    await this.holds.share(tx);
    return this.holds.standing(this.clock.today());
  }

  place(placed: PlacedHold, placedById: string): Promise<LegalHold> {
    return this.db.run(async (tx) => {
      await this.assertSound(tx, placed);
      await this.holds.holdAlone(tx);
      const now = this.clock.now();
      const after: LegalHold = {
        ...{ id: uuidv7(now), revision: 0, ...placed, placedById, placedAt: now },
        ...{ releasedById: null, releasedAt: null, releaseReason: null },
      };
      const { reason } = placed;
      return this.holds.register.record(tx, { before: null, after, action: holdPlaced, reason });
    });
  }

  change(id: string, expected: Expected, fields: Partial<HoldFields>): Promise<LegalHold> {
    return this.db.run(async (tx) => {
      const before = await this.lockStanding(tx, id, expected);
      const after = { ...before, ...fields };
      const errors = [
        ...(fields.until === undefined ? [] : dayProblems(after, this.clock.today())),
        ...(fields.ownerId === undefined ? [] : await this.ownerProblems(after)),
      ];
      if (errors.length > 0) throw invalidFields(errors);
      return this.holds.register.record(tx, { before, after, action: holdChanged });
    });
  }

  release(
    id: string,
    expected: Expected,
    { reason, byId }: Readonly<{ reason: string; byId: string }>,
  ): Promise<LegalHold> {
    return this.db.run(async (tx) => {
      const before = await this.lockStanding(tx, id, expected);
      const after: LegalHold = {
        ...before,
        ...{ releasedById: byId, releasedAt: this.clock.now(), releaseReason: reason },
      };
      return this.holds.register.record(tx, { before, after, action: holdReleased, reason });
    });
  }

  private async lockStanding(tx: Tx, id: string, expected: Expected): Promise<LegalHold> {
    const hold = await this.holds.register.lock(tx, id, expected);
    const state = stateOf(hold, this.clock.today());
    if (state !== 'standing') refuse('legal_hold.over', `This hold is ${state}.`);
    return hold;
  }

  private async assertSound(tx: Tx, placed: PlacedHold): Promise<void> {
    const errors = [
      ...holdProblems(placed, this.clock.today()),
      ...(await this.subjectProblems(tx, placed)),
      ...(await this.ownerProblems(placed)),
    ];
    if (errors.length > 0) throw invalidFields(errors);
  }

  private async subjectProblems(
    tx: Tx,
    { subjectKind: kind, personKind, subjectId: id }: PlacedHold,
  ): Promise<FieldError[]> {
    if (id === null || kind === 'everything' || (kind === 'person' && personKind === null)) return [];
    const isThere =
      kind === 'person'
        ? (await this.people.of(personKind as PersonKind).hold(tx, id)) !== null
        : await this.holds.isThere(kind, id);
    const what = kind.replace('_', ' ');
    return isThere
      ? []
      : [{ pointer: '/subjectId', code: 'not_found', message: `there is no ${what} with this id` }];
  }

  private async ownerProblems({ ownerId }: Pick<LegalHold, 'ownerId'>): Promise<FieldError[]> {
    if (await this.users.isActive(ownerId)) return [];
    return [{ pointer: '/ownerId', code: 'not_found', message: 'nobody active has this id' }];
  }
}
