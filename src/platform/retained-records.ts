import { Injectable } from '@nestjs/common';
import type { RetentionClass } from '../shared/retention-class.js';
import type { Tx } from './database/database.js';
import type { PersonKind } from './erasable-people.js';

/** A record whose period may be over. */
export type RetainedRecord = Readonly<{
  id: string;
  /** What the period is counted from. */
  since: Date;
  vendorIds: readonly string[];
  person?: Readonly<{ kind: PersonKind; id: string }>;
  /** It may tell of anybody: every legal hold covers it. */
  ofAnybody?: boolean;
}>;
export type RetainedPosition = Readonly<{ since: Date; id: string }>;

/** Why something goes, for its ledger entry. */
export type DisposalReason = Readonly<{ reason: string; ground: string }>;

/** How one class of records is found and disposed of; both bounded, and what is disposed of is on record in the same transaction. */
export type RetainedClass = Readonly<{
  /** Counted from before that moment, after the position, in the order of `since` and `id`. */
  due(before: Date, after: RetainedPosition | null, most: number): Promise<RetainedRecord[]>;
}> &
  (
    | Readonly<{
        /** false: there was nothing left to do. */
        dispose(tx: Tx, record: RetainedRecord, why: DisposalReason): Promise<boolean>;
      }>
    | Readonly<{
        /** Where no legal hold stands; answers how many went. */
        disposeOldest(tx: Tx, before: Date, most: number, why: DisposalReason): Promise<number>;
      }>
  );

/** Filled by the modules that keep the records; asked by the one that keeps the rules. */
@Injectable()
export class RetainedRecords {
  private readonly classes = new Map<RetentionClass, RetainedClass>();

  add(name: RetentionClass, how: RetainedClass): void {
    this.classes.set(name, how);
  }

  of(name: RetentionClass): RetainedClass {
    const how = this.classes.get(name);
    if (!how) throw new Error(`Nobody knows how ${name} is disposed of.`);
    return how;
  }
}
