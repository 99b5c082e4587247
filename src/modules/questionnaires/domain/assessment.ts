import type { LocalDate } from '../../../shared/local-date.js';
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
  'expired',
] as const;
export type AssessmentStatus = (typeof assessmentStatuses)[number];

export const assessmentLifecycle: Transitions<AssessmentStatus> = {
  draft: ['sent', 'cancelled'],
  sent: ['in_progress', 'cancelled', 'expired'],
  in_progress: ['submitted', 'cancelled', 'expired'],
  submitted: ['in_review', 'cancelled'],
  in_review: ['returned', 'completed', 'cancelled'],
  returned: ['in_progress', 'cancelled', 'expired'],
  completed: [],
  cancelled: [],
  expired: [],
};

/** How long after its due day an assessment still waits for answers. */
export const graceDays = 30;

/** In these an invitation opens the assessment. */
export const openToRespondents = ['sent', 'in_progress', 'submitted', 'in_review', 'returned'] as const;
/** In these its answers are still to come: it is reminded of, and can be overdue. */
export const unanswered: readonly AssessmentStatus[] = ['draft', 'sent', 'in_progress', 'returned'];
const takesAnswers: readonly AssessmentStatus[] = ['sent', 'in_progress', 'returned'];
const takesInvitations: readonly AssessmentStatus[] = ['draft', 'sent', 'in_progress', 'returned'];
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
  signatoryName: string | null;
  signatoryTitle: string | null;
  submittedAt: Date | null;
  completedAt: Date | null;
  createdAt: Date;
}>;

export function moved<A extends Assessment>(assessment: A, to: AssessmentStatus): A {
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
  return { ...assessment, status: to };
}

/** The first answer, also the first after a return, says that work has begun. */
export function begun<A extends Assessment>(assessment: A): A {
  return assessment.status === 'in_progress' ? assessment : moved(assessment, 'in_progress');
}

export function assertTakesAnswers({ status }: Assessment): void {
  if (!takesAnswers.includes(status))
    refuse('assessment.not_open', `The assessment is ${status}: its answers are fixed.`);
}

export function assertTakesInvitations({ status }: Assessment): void {
  if (!takesInvitations.includes(status))
    refuse('invitation.closed', `The assessment is ${status}: nobody is invited any more.`);
}

export function assertChangeable({ status }: Assessment): void {
  if (assessmentLifecycle[status].length === 0)
    refuse('assessment.ended', `The assessment is ${status} and stays as it is.`);
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
