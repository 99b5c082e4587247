import { addDays, type LocalDate } from '../../../shared/local-date.js';
import type { StaffRole } from '../../../shared/roles.js';
import { canMove, type Transitions } from '../../../shared/state-machine.js';
import { refuse } from './questionnaire-errors.js';

export const assessmentStatuses = [
  'draft',
  'sent',
  'in_progress',
  'submitted',
  'in_review',
  'returned',
  'completed',
  'cancelled',
  'declined',
  'expired',
] as const;
export type AssessmentStatus = (typeof assessmentStatuses)[number];

export const assessmentLifecycle: Transitions<AssessmentStatus> = {
  draft: ['sent', 'cancelled'],
  sent: ['in_progress', 'cancelled', 'declined', 'expired'],
  in_progress: ['submitted', 'cancelled', 'declined', 'expired'],
  submitted: ['in_review', 'returned', 'cancelled'],
  in_review: ['returned', 'completed', 'cancelled'],
  returned: ['in_progress', 'cancelled', 'declined', 'expired'],
  completed: [],
  cancelled: [],
  declined: [],
  expired: ['sent'],
};

/** Who may open it again, and what becomes of it: a completed one stays as it is, and a next round begins. */
export const reopening: Readonly<Partial<Record<AssessmentStatus, Reopening>>> = {
  submitted: { by: ['procurement', 'assessor'], as: 'returned' },
  completed: { by: ['assessor'], as: 'next_round' },
};
export type Reopening = Readonly<{ by: readonly StaffRole[]; as: 'returned' | 'next_round' }>;

/** How long after its due day an assessment still waits for answers. */
export const graceDays = 30;

/** In these an invitation opens the assessment. */
export const openToRespondents = ['sent', 'in_progress', 'submitted', 'in_review', 'returned'] as const;
/** In these its answers are still to come: it is reminded of, and can be overdue. */
export const unanswered: readonly AssessmentStatus[] = ['draft', 'sent', 'in_progress', 'returned'];
const takesAnswers: readonly AssessmentStatus[] = ['sent', 'in_progress', 'returned'];
const takesInvitations: readonly AssessmentStatus[] = ['draft', 'sent', 'in_progress', 'returned'];
/** How long a respondent has at least, when an assessment comes back. */
export const answerDays = 14;
const ended: readonly AssessmentStatus[] = ['completed', 'cancelled', 'declined', 'expired'];
const extendable: readonly AssessmentStatus[] = ['sent', 'in_progress', 'returned', 'expired'];
const underReview: readonly AssessmentStatus[] = ['submitted', 'in_review'];

/** One questionnaire version asked of one vendor. The signatory is a contact person: personal data. */
export type Assessment = Readonly<{
  id: string;
  revision: number;
  vendorId: string;
  templateVersionId: string;
  serviceId: string | null;
  scope: string | null;
  dueOn: LocalDate;
  status: AssessmentStatus;
  /** The plan that created it, and for which period: `first`, or the day from which it counts. */
  planId: string | null;
  planPeriod: string | null;
  /** Earlier answers that are still valid are offered to the respondent. */
  askGapOnly: boolean;
  /** Why it came there: of a return, a withdrawal, an extension or a re-opening. */
  statusReason: string | null;
  /** Opened again after its completion it is in the next round: another assessment, which names the one before. */
  round: number;
  reopensId: string | null;
  signatoryName: string | null;
  signatoryTitle: string | null;
  submittedAt: Date | null;
  completedAt: Date | null;
  /** Last day on which the vendor sees its result and disputes it. */
  replyUntil: LocalDate | null;
  /** When a dispute last changed the result. */
  resultChangedAt: Date | null;
  createdAt: Date;
}>;

export function moved<A extends Assessment>(
  assessment: A,
  to: AssessmentStatus,
  reason: string | null = null,
): A {
  const { status } = assessment;
  if (!canMove(assessmentLifecycle, status, to)) {
    const next = assessmentLifecycle[status];
    const follow = next.length === 0 ? 'nothing follows' : `it can become ${next.join(', ')}`;
    refuse('assessment.cannot_move', `An assessment that is ${status} cannot become ${to}; ${follow}.`, {
      from: status,
      to,
      allowed: next,
    });
  }
  return { ...assessment, status: to, statusReason: reason };
}

/** The first answer, also the first after a return, says that work has begun. */
export function begun<A extends Assessment>(assessment: A): A {
  return assessment.status === 'in_progress' ? assessment : moved(assessment, 'in_progress');
}

export function assertTakesAnswers({ status }: Assessment): void {
  if (!takesAnswers.includes(status))
    refuse('assessment.not_open', `The assessment is ${status}: its answers are fixed.`);
}

/** Whoever is invited after completion sees the result while it can be disputed. */
export function assertTakesInvitations({ status, replyUntil }: Assessment, today: LocalDate): void {
  const replies = status === 'completed' && replyUntil !== null && replyUntil >= today;
  if (!takesInvitations.includes(status) && !replies)
    refuse('invitation.closed', `The assessment is ${status}: nobody is invited any more.`);
}

export function assertChangeable({ status }: Assessment): void {
  if (ended.includes(status)) refuse('assessment.ended', `The assessment is ${status} and stays as it is.`);
}

/** Back to the respondent, with days enough to answer: those that are left, or two weeks, or until the day that is given. */
export function returned<A extends Assessment>(
  assessment: A,
  { dueOn, reason, today }: Readonly<{ dueOn: LocalDate | null; reason: string; today: LocalDate }>,
): A {
  return { ...moved(assessment, 'returned', reason), dueOn: dueAgain(assessment, dueOn, today) };
}

export function dueAgain(assessment: Assessment, asked: LocalDate | null, today: LocalDate): LocalDate {
  if (asked !== null && asked < today)
    refuse('assessment.not_later', `${asked} has passed.`, {
      errors: [{ pointer: '/dueOn', code: 'in_past', message: 'give a day that lies ahead' }],
    });
  const soonest = addDays(today, answerDays);
  return asked ?? (assessment.dueOn > soonest ? assessment.dueOn : soonest);
}

/** Completed, with the days in which the vendor sees its result and may dispute it. */
export function completed<A extends Assessment>(assessment: A, now: Date, replyDays: number): A {
  const today = now.toISOString().slice(0, 10) as LocalDate;
  return { ...moved(assessment, 'completed'), completedAt: now, replyUntil: addDays(today, replyDays) };
}

export function assertCompleted({ status }: Assessment): void {
  if (status !== 'completed')
    refuse('assessment.not_completed', `The assessment is ${status}: it has no result yet.`);
}

/** A later day to answer by; one that has expired waits for answers again. */
export function extended<A extends Assessment>(
  assessment: A,
  { dueOn, reason, today }: Readonly<{ dueOn: LocalDate; reason: string; today: LocalDate }>,
): A {
  const { status } = assessment;
  if (!extendable.includes(status))
    refuse('assessment.not_open', `The assessment is ${status}: it waits for no answers.`);
  if (dueOn < today || dueOn <= assessment.dueOn)
    refuse('assessment.not_later', `${dueOn} is no extension: it is due on ${assessment.dueOn}.`, {
      errors: [
        { pointer: '/dueOn', code: 'not_later', message: 'give a day ahead, after the present due day' },
      ],
    });
  const open = status === 'expired' ? moved(assessment, 'sent', reason) : assessment;
  return { ...open, dueOn, statusReason: reason };
}

/** Once it was sent, the vendor counts on its due day: another one needs a reason. */
export function assertReasoned(
  { status, dueOn }: Assessment,
  change: Readonly<{ dueOn?: LocalDate; reason?: string | null }>,
): void {
  const moves = change.dueOn !== undefined && change.dueOn !== dueOn;
  if (status !== 'draft' && moves && !change.reason)
    refuse('assessment.reason_needed', 'The due day of an assessment that was sent moves with a reason.', {
      errors: [{ pointer: '/reason', code: 'missing', message: 'say why the due day moves' }],
    });
}

/** How this assessment is opened again by somebody with these roles. */
export function reopeningOf({ status }: Assessment, roles: readonly string[]): Reopening {
  const found = reopening[status];
  if (!found)
    return refuse(
      'assessment.cannot_move',
      `An assessment that is ${status} is not opened again; it can be while it is ${Object.keys(reopening).join(' or ')}.`,
      { from: status, allowed: assessmentLifecycle[status] },
    );
  if (!found.by.some((role) => roles.includes(role)))
    refuse('assessment.not_by_role', `This needs one of the roles ${found.by.join(', ')}.`);
  return found;
}

/** Documents of ours are added from the sending to the completion. */
export function assertTakesEvidence({ status }: Assessment): void {
  if (!(openToRespondents as readonly string[]).includes(status))
    refuse('assessment.not_open', `The assessment is ${status}: it takes no documents.`);
}

export function assertUnderReview({ status }: Assessment): void {
  if (!underReview.includes(status))
    refuse('assessment.not_in_review', `The assessment is ${status}, not under review.`);
}
