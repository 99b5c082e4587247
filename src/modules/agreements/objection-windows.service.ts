import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { invalidFields } from '../../platform/http/validation.js';
import { Upkeep } from '../../platform/upkeep.js';
import { Clock } from '../../shared/clock.js';
import type { LocalDate } from '../../shared/local-date.js';
import type { Page } from '../../shared/page.js';
import { canMove } from '../../shared/state-machine.js';
import { refuseObjection as refuse } from './domain/objection-errors.js';
import {
  bySilence,
  silenceReason,
  windowLifecycle,
  type ObjectionWindow,
  type Ruling,
  type WindowState,
} from './domain/objection-window.js';
import {
  windowApproved,
  windowExcluded,
  windowObjected,
  windowObjectedLate,
  windowRuled,
  windowSettled,
} from './events.js';
import { FlowReviews } from './flow-reviews.js';
import { pastDay } from './past-day.js';
import { AgreementsRepository } from './persistence/agreements.repository.js';
import { ObjectionsRepository, type WindowFilter } from './persistence/objections.repository.js';

export type WindowAct = Readonly<{ id: string; expected: Expected; reason: string; by: Principal }>;

/** What becomes of the window, and which news that is. */
type Step = Readonly<{ after: ObjectionWindow; action: string }>;

const mostAtOnce = 100;

/** Our answers to what vendors announced: yes, no, silence, and an objection that came too late. */
@Injectable()
export class ObjectionWindowsService implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly upkeep: Upkeep,
    private readonly agreements: AgreementsRepository,
    private readonly objections: ObjectionsRepository,
    private readonly reviews: FlowReviews,
  ) {}

  onModuleInit(): void {
    this.upkeep.add('objection windows that are over', (tx) => this.settleSome(tx));
  }

  page(filter: WindowFilter, request: PageRequest): Promise<Page<ObjectionWindow>> {
    return this.objections.page(filter, request);
  }

  get(id: string, at?: Date): Promise<ObjectionWindow> {
    return at ? this.objections.windows.at(id, at) : this.objections.windows.get(id);
  }

  approve(act: WindowAct): Promise<ObjectionWindow> {
    return this.perform(act, (window) => {
      if (window.authorisation === 'PROHIBITED')
        refuse('objection_window.prohibited', 'Nobody can approve what the agreement forbids.');
      return { after: this.decided(window, 'APPROVED_EXPRESS', act), action: windowApproved };
    });
  }

  /** After the last day it decides nothing by itself: it waits for somebody else. */
  object(act: WindowAct, on?: LocalDate): Promise<ObjectionWindow> {
    return this.perform(act, (window) => {
      const sentOn = pastDay(on, this.clock.today());
      if (sentOn < window.receivedOn)
        throw invalidFields([
          {
            pointer: '/on',
            code: 'before_notice',
            message: `the notice was received on ${window.receivedOn}`,
          },
        ]);
      if (window.state !== 'APPROVED_TACIT')
        return { after: this.decided(window, 'OBJECTED', act), action: windowObjected };
      if (window.lateObjection !== null)
        refuse('objection_window.cannot_move', 'A late objection is already on record.', { allowed: [] });
      const lateObjection = {
        ...{ reason: act.reason, sentOn, byId: act.by.id },
        ...{ ruling: null, rulingReason: null, ruledById: null },
      };
      return { after: { ...window, lateObjection }, action: windowObjectedLate };
    });
  }

  rule(act: WindowAct, ruling: Ruling): Promise<ObjectionWindow> {
    return this.perform(act, (window) => {
      const { lateObjection } = window;
      if (lateObjection?.ruling !== null)
        return refuse('objection_window.nothing_to_rule', 'No late objection waits here.');
      if (lateObjection.byId === act.by.id)
        refuse('objection_window.own_objection', 'The late objection is yours.');
      const ruled = {
        ...window,
        lateObjection: { ...lateObjection, ruling, rulingReason: act.reason, ruledById: act.by.id },
      };
      const after = ruling === 'upheld' ? this.decided(ruled, 'REJECTED', act) : ruled;
      return { after, action: windowRuled };
    });
  }

  /** The vendor confirmed that it is not used for our data: so an objection ends, and so a no is kept. */
  exclude(act: WindowAct, on?: LocalDate): Promise<ObjectionWindow> {
    return this.perform(act, (window) => {
      const excludedOn = pastDay(on, this.clock.today());
      if (window.state === 'REJECTED' && window.excludedOn === null)
        return { after: { ...window, excludedOn }, action: windowExcluded };
      if (window.state !== 'OBJECTED')
        refuse(
          'objection_window.cannot_move',
          'Only what was objected to or rejected is kept away from us.',
          {
            allowed: windowLifecycle[window.state],
          },
        );
      return { after: { ...this.decided(window, 'REJECTED', act), excludedOn }, action: windowExcluded };
    });
  }

  private perform(
    { id, expected, reason }: WindowAct,
    decide: (window: ObjectionWindow) => Step,
  ): Promise<ObjectionWindow> {
    return this.db.run(async (tx) => {
      const before = await this.settled(tx, await this.held(tx, id, expected));
      const { after, action } = decide(before);
      const window = await this.objections.windows.record(tx, { before, after, action, reason });
      await this.examineUnder(tx, window);
      return window;
    });
  }

  /** The agreement first, as whoever decides on a flow under it does: so no decision is given unseen beside this. */
  private async held(tx: Tx, id: string, expected: Expected = 'any'): Promise<ObjectionWindow> {
    const { agreementId } = await this.objections.windows.get(id);
    await this.agreements.register.lock(tx, agreementId);
    return this.objections.windows.lock(tx, id, expected);
  }

  private decided(window: ObjectionWindow, state: WindowState, { reason, by }: WindowAct): ObjectionWindow {
    const { state: from } = window;
    if (!canMove(windowLifecycle, from, state))
      refuse('objection_window.cannot_move', `A window that is ${from} cannot become ${state}.`, {
        allowed: windowLifecycle[from],
      });
    return { ...window, state, reason, decidedOn: this.clock.today(), decidedById: by.id };
  }

  private async settleSome(tx: Tx): Promise<void> {
    for (const id of await this.objections.idsOver(this.clock.today(), mostAtOnce)) {
      const before = await this.held(tx, id);
      const after = await this.settled(tx, before);
      if (after.state !== before.state) await this.examineUnder(tx, after);
    }
  }

  /** Silence is put on record by upkeep, or by whoever comes before it. */
  private async settled(tx: Tx, before: ObjectionWindow): Promise<ObjectionWindow> {
    const today = this.clock.today();
    const state = bySilence(before, today);
    if (state === null) return before;
    const reason = silenceReason(before);
    const after = { ...before, state, reason, decidedOn: today };
    return this.objections.windows.record(tx, { before, after, action: windowSettled, reason });
  }

  /** A no may end approvals of flows under the agreement, in the same transaction; a yes ends none. */
  private async examineUnder(tx: Tx, { agreementId, state, change }: ObjectionWindow): Promise<void> {
    if (state === 'OBJECTED' || state === 'REJECTED')
      await this.reviews.examineOf(tx, { agreementId }, `sub-processor ${change.name}: ${state}`);
  }
}
