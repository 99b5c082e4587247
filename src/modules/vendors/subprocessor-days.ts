import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { LocalDate } from '../../shared/local-date.js';
import type { Change } from '../../platform/ledger/register.js';
import type { Tx } from '../../platform/database/database.js';
import { Upkeep } from '../../platform/upkeep.js';
import { become } from './domain/subprocessor-announcement.js';
import { isLive, statusOn } from './domain/subprocessor.js';
import { subprocessorBegun, subprocessorChanged, subprocessorEnded } from './events.js';
import type { SubprocessorEntity } from './persistence/subprocessor.entity.js';
import { SubprocessorsRepository } from './persistence/subprocessors.repository.js';

const mostAtOnce = 100;

/** The first day of a sub-processor comes, the last passes: that goes on record, and is news. */
@Injectable()
export class SubprocessorDays implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly upkeep: Upkeep,
    private readonly repository: SubprocessorsRepository,
  ) {}

  onModuleInit(): void {
    this.upkeep.add('days of sub-processors', (tx) => this.follow(tx));
  }

  private async follow(tx: Tx): Promise<void> {
    const today = this.clock.today();
    const due = await this.repository.register.lockAll(tx, await this.repository.idsDue(today, mostAtOnce));
    const changes = due.flatMap((before) => (isLive(before) ? [dayOf(before, today)] : []));
    await this.repository.register.recordAll(tx, changes);
  }
}

/** What a day brings to one: only what changed is recorded. */
function dayOf(before: SubprocessorEntity, today: LocalDate): Change<SubprocessorEntity> {
  const { upcoming, validFrom, validTo } = before;
  const comes = upcoming !== null && upcoming.from <= today;
  const after = { ...before, ...(comes ? become(upcoming) : {}), status: statusOn(before, today) };
  if (!isLive(after))
    return { before, after, action: subprocessorEnded, reason: `its last day was ${String(validTo)}` };
  if (before.status !== after.status)
    return { before, after, action: subprocessorBegun, reason: `in use from ${String(validFrom)}` };
  return { before, after, action: subprocessorChanged, reason: `announced for ${String(upcoming?.from)}` };
}
