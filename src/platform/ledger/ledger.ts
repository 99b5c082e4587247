import { Injectable } from '@nestjs/common';
import type { QueryDeepPartialEntity } from 'typeorm';
import { Clock } from '../../shared/clock.js';
import type { Tx } from '../database/database.js';
import { currentContext } from '../http/request-context.js';
import { uuidv7 } from '../ids.js';
import type { State } from './ledger-entry.js';
import { LedgerEntryEntity } from './ledger.entity.js';

export type Announcement = Readonly<{
  action: string;
  subjectType: string;
  subjectId: string;
  revision: number;
  reason?: string | null;
  state: State;
  changed: readonly string[];
}>;

/** The one way into the ledger. Actor and request come from the request around the call; without one it is the system. */
@Injectable()
export class Ledger {
  constructor(private readonly clock: Clock) {}

  /** In the transaction of the change that it tells of: both are there or neither. */
  async append(tx: Tx, announcements: readonly Announcement[]): Promise<void> {
    const { principal, requestId } = currentContext();
    const recordedAt = this.clock.now();
    const entries = announcements.map(({ reason = null, changed, ...rest }) => ({
      ...rest,
      reason,
      changed: [...changed],
      id: uuidv7(recordedAt),
      recordedAt,
      actorKind: principal?.kind ?? ('system' as const),
      actorId: principal?.id ?? null,
      requestId,
    }));
    await tx.insert(LedgerEntryEntity, entries as QueryDeepPartialEntity<LedgerEntryEntity>[]);
  }
}
