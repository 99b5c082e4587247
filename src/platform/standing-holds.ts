import type { LocalDate } from '../shared/local-date.js';
import type { Tx } from './database/database.js';
import type { PersonKind } from './erasable-people.js';

/** What somebody wants to let go of: of which vendors it tells, and whom. */
export type HeldSubject = Readonly<{
  vendorIds: readonly string[];
  person?: Readonly<{ kind: PersonKind; id: string }>;
}>;

/** A legal hold that forbids it, by its id and the reference of its case. */
export type StandingHold = Readonly<{ id: string; reference: string; until: LocalDate | null }>;

/** Asked by whoever erases or deletes (GDPR Art. 17(3)(e)); answered by the module that keeps the holds. */
export abstract class StandingHolds {
  /** In the order of their placing. Nobody places another one until the transaction ends. */
  abstract over(tx: Tx, subject: HeldSubject): Promise<readonly StandingHold[]>;
}

/** The cases of these holds, for a sentence. */
export function casesOf(holds: readonly StandingHold[]): string {
  return holds.map(({ reference }) => reference).join('; ');
}
