import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { Upkeep } from '../../platform/upkeep.js';
import { Clock } from '../../shared/clock.js';
import { addDays, type LocalDate } from '../../shared/local-date.js';
import { AgreementChanges } from './agreement-changes.js';
import { recorded, type AgreementRow } from './domain/agreement-record.js';
import { isRolling, lastDay, termOf, termOn } from './domain/agreement-terms.js';
import { isOver } from './domain/agreement.js';
import { agreementMoved, agreementNoticeDue, agreementRenewed } from './events.js';
import { AgreementsRepository } from './persistence/agreements.repository.js';

const mostAtOnce = 20;
/** How long before the last day of notice it is said that the day comes. */
const noticeLeadDays = 30;

/**
 * What the calendar alone does to agreements, each said once: the notice day comes, a term that nobody ended renews itself,
 * and after the last day it expires, and with it the approvals of the flows under it.
 */
@Injectable()
export class AgreementWatch implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly upkeep: Upkeep,
    private readonly agreements: AgreementsRepository,
    private readonly changes: AgreementChanges,
  ) {}

  onModuleInit(): void {
    this.upkeep.add('agreements that are over', (tx) => this.expire(tx));
    this.upkeep.add('agreements that renew themselves', (tx) => this.renew(tx));
    this.upkeep.add('notice days of agreements', (tx) => this.announceNotice(tx));
  }

  private async expire(tx: Tx): Promise<void> {
    const today = this.clock.today();
    for (const id of await this.agreements.idsOver(today, mostAtOnce)) {
      const before = await this.held(tx, id);
      if (!before || !isOver(before, today)) continue;
      const endedOn = lastDay(before);
      const after = { ...before, status: 'expired' as const, endedOn };
      const reason = `its last day was ${String(endedOn)}`;
      await this.changes.save(tx, { before, after, action: agreementMoved, reason });
    }
  }

  private async renew(tx: Tx): Promise<void> {
    const today = this.clock.today();
    for (const id of await this.agreements.idsToRenew(today, mostAtOnce)) {
      const held = await this.held(tx, id);
      if (held && isRolling(held) && !isOver(held, today)) await this.rollOn(tx, held, today);
    }
  }

  /** One entry for each term, also when nobody was there to see several of them end. */
  private async rollOn(tx: Tx, held: AgreementRow, today: LocalDate): Promise<void> {
    const current = termOn(held, today)?.number ?? 0;
    for (let before = held; before.termNumber < current;) {
      const after = recorded({ ...before, termNumber: before.termNumber + 1 });
      before = await this.agreements.register.record(tx, {
        before,
        after,
        action: agreementRenewed,
        reason: `nobody gave notice for ${String(before.termEndsOn)}: it goes on to ${String(after.termEndsOn)}`,
      });
    }
  }

  private async announceNotice(tx: Tx): Promise<void> {
    const today = this.clock.today();
    const until = addDays(today, noticeLeadDays);
    for (const id of await this.agreements.idsWithNotice(today, until, mostAtOnce)) {
      const before = await this.held(tx, id);
      const term = before && termOf(before, before.termNumber);
      if (!before || !term?.noticeOn || before.noticeAnnouncedFor === term.to) continue;
      await this.agreements.register.record(tx, {
        before,
        after: { ...before, noticeAnnouncedFor: term.to },
        action: agreementNoticeDue,
        reason: `notice for ${term.to} can be given to ${term.noticeOn}`,
      });
    }
  }

  /** Ours until the transaction ends; null when it counts no more. */
  private async held(tx: Tx, id: string): Promise<AgreementRow | null> {
    const agreement = await this.agreements.register.lock(tx, id);
    return ['in_force', 'suspended'].includes(agreement.status) ? agreement : null;
  }
}
