import type { AffectedContract } from './affected-contract.js';
import type { Incident } from './incident.js';
import { byContract, readClock } from './notification-clock.js';
import type { Duty } from './obligation.js';

/** What is known when duties are derived; awareness is given, as without it there are none of ours. */
export type Case = Readonly<{
  incident: Incident;
  awareAt: Date;
  contracts: readonly AffectedContract[];
  /** Contracts under which we process for a customer, of those of our companies that the incident touches as processor. */
  customers: readonly AffectedContract[];
  /** When what is already on record was sent, by key: a report may start the clock of the next. */
  sent: ReadonlyMap<string, Date>;
}>;

type Said = Pick<Duty, 'key' | 'to' | 'noticeKind' | 'clock' | 'ground'> & Partial<Duty>;

/** By the clock of the law where there is one, else by the hours of the contract, else "without undue delay". */
export function duty(said: Said, startsAt: Date, contractHours: number | null = null): Duty {
  const { strictDueAt: dueAt, formalEndAt } =
    said.clock === null
      ? byContract(startsAt, contractHours)
      : readClock(said.clock, startsAt, { contractHours });
  return {
    ...{ by: 'us', legalEntityId: null, agreementId: null, sentAt: null, notRequiredBecause: null },
    ...{ startsAt, dueAt, formalEndAt },
    ...said,
  };
}
