import type { BreachNoticeKind, NotificationClock } from '../../reference-data/codes.js';

/** Who owes it: we, or the vendor that must tell us. */
export const debtors = ['us', 'vendor'] as const;
export type Debtor = (typeof debtors)[number];

/**
 * `reasoned_away`: somebody decided that it need not be, and said why. `not_required`: by what is known now the law does
 * not ask for it; it comes back by itself when that changes.
 */
export const obligationStates = ['open', 'sent', 'reasoned_away', 'not_required'] as const;
export type ObligationState = (typeof obligationStates)[number];

/** Percent of the period at whose passing somebody is told; 100: it is past due. */
export const announcedShares = [50, 75, 90, 100] as const;

/** What follows from the incident, its contracts and its risk. `key` is what makes it the same duty next time. */
export type Duty = Readonly<{
  key: string;
  by: Debtor;
  to: string;
  noticeKind: BreachNoticeKind;
  /** The law's clock; null: only a contract, or a law that has none here. */
  clock: NotificationClock | null;
  ground: string;
  legalEntityId: string | null;
  agreementId: string | null;
  startsAt: Date;
  dueAt: Date | null;
  formalEndAt: Date | null;
  /** When it is known to have been done by itself: the vendor told us. */
  sentAt: Date | null;
  /** Why it is not asked for, by what is known now; null: it is. */
  notRequiredBecause: string | null;
}>;

/** Somebody has to be told by somebody, until when. */
export type Obligation = Omit<Duty, 'notRequiredBecause'> &
  Readonly<{
    id: string;
    revision: number;
    incidentId: string;
    state: ObligationState;
    /** The notice by which it was met; null: it was not, or by the vendor. */
    noticeId: string | null;
    lateReason: string | null;
    /** Why it is reasoned away or not required. */
    because: string | null;
    /** Who reasoned it away; null: nobody, it follows from what is known. */
    settledById: string | null;
    settledAt: Date | null;
    /** The highest share of its period that was announced; 0: none. */
    announcedShare: number;
    /** Added by a person, not found from the register. */
    byHand: boolean;
    createdAt: Date;
  }>;

export type Standing = Readonly<{
  /** Until it is due, negative once it is late; null: it is settled, or no number of hours is given. */
  remainingSeconds: number | null;
  /** How late it was, or is by now; 0: in time. null: no number of hours is given. */
  lateBy: number | null;
}>;

export function standingAt({ state, dueAt, sentAt }: Obligation, now: Date): Standing {
  if (dueAt === null) return { remainingSeconds: null, lateBy: null };
  const settled = state === 'open' ? now : sentAt;
  const late = settled === null ? 0 : Math.max(0, secondsBetween(dueAt, settled));
  return { remainingSeconds: state === 'open' ? secondsBetween(now, dueAt) : null, lateBy: late };
}

/** What may be announced by now: the highest share that has passed; 0: none. */
export function shareReached({ startsAt, dueAt }: Pick<Obligation, 'startsAt' | 'dueAt'>, now: Date): number {
  if (dueAt === null) return 0;
  const passed = announcedShares.filter((share) => now >= momentOfShare(startsAt, dueAt, share));
  return passed.at(-1) ?? 0;
}

export function momentOfShare(startsAt: Date, dueAt: Date, percent: number): Date {
  return new Date(startsAt.getTime() + ((dueAt.getTime() - startsAt.getTime()) * percent) / 100);
}

const secondsBetween = (from: Date, to: Date): number => Math.round((to.getTime() - from.getTime()) / 1_000);

export type ObligationChange = Readonly<{
  before: Obligation | null;
  after: Obligation;
  reason: string | null;
}>;

/**
 * What has to be written so that the obligations say what follows now. What was sent or reasoned away stays so; its days
 * follow the clock, so that it shows how late it was by what is known now.
 */
export function reconciled(
  existing: readonly Obligation[],
  duties: readonly Duty[],
  around: Readonly<{ incidentId: string; now: Date; newId: () => string }>,
): ObligationChange[] {
  const known = new Map(existing.map((one) => [one.key, one]));
  const expected = new Set(duties.map(({ key }) => key));
  const wanted = duties.map((duty) => {
    const before = known.get(duty.key) ?? null;
    const after = before ? followed(before, duty, around.now) : made(duty, around);
    return { before, after, reason: after.because };
  });
  const fallen = existing
    .filter(({ key, byHand, state }) => !expected.has(key) && !byHand && state === 'open')
    .map((before) => ({ before, after: notRequired(before, groundGone, around.now), reason: groundGone }));
  return [...wanted, ...fallen];
}

function made(
  { notRequiredBecause, ...duty }: Duty,
  { incidentId, now, newId }: { incidentId: string; now: Date; newId: () => string },
): Obligation {
  const open: Obligation = {
    ...duty,
    ...{ id: newId(), revision: 0, incidentId, state: duty.sentAt === null ? 'open' : 'sent' },
    ...{ noticeId: null, lateReason: null, because: null, settledById: null, settledAt: duty.sentAt },
    ...{ announcedShare: 0, byHand: false, createdAt: now },
  };
  return notRequiredBecause === null ? open : notRequired(open, notRequiredBecause, now);
}

function followed(before: Obligation, duty: Duty, now: Date): Obligation {
  const { notRequiredBecause, sentAt: bySelf, ...follows } = duty;
  const after: Obligation = { ...before, ...follows, sentAt: before.sentAt };
  if (before.by === 'vendor') return vendorTold(after, bySelf);
  const announced = { announcedShare: Math.min(before.announcedShare, shareReached(after, now)) };
  if (before.state === 'sent' || before.settledById !== null) return after;
  if (notRequiredBecause !== null) return notRequired(after, notRequiredBecause, now);
  return { ...after, ...announced, state: 'open', because: null, settledAt: null };
}

function vendorTold(obligation: Obligation, sentAt: Date | null): Obligation {
  return { ...obligation, sentAt, settledAt: sentAt, state: sentAt === null ? 'open' : 'sent' };
}

function notRequired(obligation: Obligation, because: string, now: Date): Obligation {
  const same = obligation.state === 'not_required' && obligation.because === because;
  return same ? obligation : { ...obligation, state: 'not_required', because, settledAt: now };
}

const groundGone = 'What it rested on is no longer so.';
