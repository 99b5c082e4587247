import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import { IdentitiesService, UsersService } from '../identity/index.js';
import { refuseModeChange as refuse } from './domain/approval-mode-errors.js';
import {
  assertPair,
  assertProposed,
  usualMode,
  type ApprovalMode,
  type ModeChange,
  type ModeChanger,
} from './domain/approval-mode.js';
import { approvalModeChanged, approvalModeProposed, approvalModeWithdrawn } from './events.js';
import { ApprovalModesRepository } from './persistence/approval-modes.repository.js';

/** `since` is null while nobody chose; `pending` waits for its second person. */
export type ModeInForce = Readonly<{ mode: ApprovalMode; since: Date | null; pending: ModeChange | null }>;

/** Who decides on data flows: the setting approval.mode, changed by a data protection officer and an approver together. */
@Injectable()
export class ApprovalModesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly users: UsersService,
    private readonly identities: IdentitiesService,
    private readonly modes: ApprovalModesRepository,
  ) {}

  async inForce(at?: Date): Promise<ModeInForce> {
    const newest = await this.modes.newest(at);
    const pending = at === undefined ? await this.modes.pending() : null;
    return { mode: newest?.to ?? usualMode, since: newest?.settledAt ?? null, pending };
  }

  page(filter: { status?: string }, request: PageRequest): Promise<Page<ModeChange>> {
    return this.modes.page(filter, request);
  }

  get(id: string, at?: Date): Promise<ModeChange> {
    return at ? this.modes.register.at(id, at) : this.modes.register.get(id);
  }

  propose({ to, reason }: Pick<ModeChange, 'to' | 'reason'>, by: Principal): Promise<ModeChange> {
    return this.db.run(async (tx) => {
      await this.modes.holdAlone(tx);
      const { mode: from, pending } = await this.inForce();
      if (pending)
        refuse('approval_mode_change.pending', 'Somebody proposed a change already.', { id: pending.id });
      if (from === to) refuse('approval_mode_change.unchanged', `The mode is ${to} already.`);
      const now = this.clock.now();
      const after: ModeChange = {
        ...{ id: uuidv7(now), revision: 0, from, to, status: 'proposed', reason },
        ...{ proposedById: by.id, proposedAt: now, settledById: null, settledAt: null },
      };
      return this.modes.register.record(tx, { before: null, after, action: approvalModeProposed, reason });
    });
  }

  /** From here on it counts. A first of two decisions that was given under the mode of before lapses. */
  confirm(id: string, expected: Expected, reason: string, by: Principal): Promise<ModeChange> {
    return this.db.run(async (tx) => {
      await this.modes.holdAlone(tx);
      const before = await this.modes.register.lock(tx, id, expected);
      assertProposed(before);
      assertPair(await this.changer(before.proposedById), await this.changer(by.id));
      const after: ModeChange = { ...before, status: 'confirmed', ...this.settledBy(by) };
      return this.modes.register.record(tx, { before, after, action: approvalModeChanged, reason });
    });
  }

  withdraw(id: string, expected: Expected, reason: string, by: Principal): Promise<ModeChange> {
    return this.db.run(async (tx) => {
      const before = await this.modes.register.lock(tx, id, expected);
      assertProposed(before);
      const after: ModeChange = { ...before, status: 'withdrawn', ...this.settledBy(by) };
      return this.modes.register.record(tx, { before, after, action: approvalModeWithdrawn, reason });
    });
  }

  private settledBy({ id }: Principal): Pick<ModeChange, 'settledById' | 'settledAt'> {
    return { settledById: id, settledAt: this.clock.now() };
  }

  /** Somebody who was removed in the meantime has no role any more. */
  private async changer(id: string): Promise<ModeChanger> {
    const { roles, status } = await this.users.get(id);
    return { ids: (await this.identities.of(id)).ids, roles: status === 'active' ? roles : [] };
  }
}
