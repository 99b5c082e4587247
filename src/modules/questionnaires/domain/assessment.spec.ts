import { DomainError } from '../../../shared/domain-error.js';
import { localDate } from '../../../shared/local-date.js';
import type { StaffRole } from '../../../shared/roles.js';
import { canMove, unreachableFrom } from '../../../shared/state-machine.js';
import {
  assertChangeable,
  assertCompleted,
  assertReasoned,
  assertTakesAnswers,
  assertTakesEvidence,
  assertTakesInvitations,
  assertUnderReview,
  assessmentLifecycle,
  assessmentStatuses,
  begun,
  completed,
  extended,
  moved,
  openToRespondents,
  reopeningOf,
  returned,
  type Assessment,
  type AssessmentStatus,
} from './assessment.js';

const inState = (status: AssessmentStatus): Assessment => ({
  id: 'a',
  revision: 1,
  vendorId: 'v',
  templateVersionId: 't',
  serviceId: null,
  scope: null,
  dueOn: localDate('2027-01-31'),
  status,
  statusReason: null,
  round: 1,
  reopensId: null,
  planId: null,
  planPeriod: null,
  askGapOnly: true,
  signatoryName: null,
  signatoryTitle: null,
  submittedAt: null,
  completedAt: null,
  replyUntil: null,
  resultChangedAt: null,
  createdAt: new Date('2026-11-01T00:00:00Z'),
});

const today = localDate('2026-12-01');

function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof DomainError ? error.code : 'other';
  }
}

const allowed: readonly [AssessmentStatus, AssessmentStatus][] = [
  ['draft', 'sent'],
  ['draft', 'cancelled'],
  ['sent', 'in_progress'],
  ['sent', 'cancelled'],
  ['sent', 'declined'],
  ['sent', 'expired'],
  ['in_progress', 'submitted'],
  ['in_progress', 'cancelled'],
  ['in_progress', 'declined'],
  ['in_progress', 'expired'],
  ['submitted', 'in_review'],
  ['submitted', 'returned'],
  ['submitted', 'cancelled'],
  ['in_review', 'returned'],
  ['in_review', 'completed'],
  ['in_review', 'cancelled'],
  ['returned', 'in_progress'],
  ['returned', 'cancelled'],
  ['returned', 'declined'],
  ['returned', 'expired'],
  ['expired', 'sent'],
];

describe('the life of an assessment', () => {
  it('goes these ways and no other', () => {
    const ways = assessmentStatuses.flatMap((from) =>
      assessmentStatuses.filter((to) => canMove(assessmentLifecycle, from, to)).map((to) => [from, to]),
    );
    expect(ways).toHaveLength(allowed.length);
    expect(ways).toEqual(expect.arrayContaining([...allowed]));
  });

  it('reaches every state, and ends in three', () => {
    expect(unreachableFrom(assessmentLifecycle, 'draft')).toEqual([]);
    expect(assessmentStatuses.filter((status) => assessmentLifecycle[status].length === 0)).toEqual([
      'completed',
      'cancelled',
      'declined',
    ]);
  });

  it('is refused another way with the states that can follow', () => {
    expect(() => moved(inState('draft'), 'completed')).toThrow(
      'An assessment that is draft cannot become completed; it can become sent, cancelled.',
    );
    expect(() => moved(inState('declined'), 'sent')).toThrow(/nothing follows/);
    expect(moved(inState('submitted'), 'in_review').status).toBe('in_review');
  });

  it('begins with the first answer, once', () => {
    const working = inState('in_progress');
    expect(begun(working)).toBe(working);
    expect(begun(inState('returned')).status).toBe('in_progress');
  });
});

describe('more time', () => {
  const until = (day: string) => ({ dueOn: localDate(day), reason: 'Audit', today });

  it.each<[AssessmentStatus, AssessmentStatus]>([
    ['sent', 'sent'],
    ['in_progress', 'in_progress'],
    ['returned', 'returned'],
    ['expired', 'sent'],
  ])('is given while it is %s, which then is %s', (from, to) => {
    expect(extended(inState(from), until('2027-03-01'))).toMatchObject({
      status: to,
      dueOn: '2027-03-01',
      statusReason: 'Audit',
    });
  });

  it('is neither a day that has passed nor one before the present day, nor for what nobody answers', () => {
    expect(codeOf(() => extended(inState('sent'), until('2027-01-31')))).toBe('assessment.not_later');
    const overdue = { ...inState('expired'), dueOn: localDate('2026-09-01') };
    expect(codeOf(() => extended(overdue, until('2026-11-30')))).toBe('assessment.not_later');
    expect(extended(overdue, until('2026-12-01')).status).toBe('sent');
    for (const status of ['draft', 'submitted', 'completed', 'cancelled', 'declined'] as const)
      expect(codeOf(() => extended(inState(status), until('2027-03-01')))).toBe('assessment.not_open');
  });

  it('needs a reason once it was sent', () => {
    const later = { dueOn: localDate('2027-03-01') };
    expect(codeOf(() => assertReasoned(inState('draft'), later))).toBeNull();
    expect(codeOf(() => assertReasoned(inState('sent'), later))).toBe('assessment.reason_needed');
    expect(codeOf(() => assertReasoned(inState('sent'), { ...later, reason: 'Asked' }))).toBeNull();
    expect(codeOf(() => assertReasoned(inState('sent'), { dueOn: inState('sent').dueOn }))).toBeNull();
  });

  it('comes with a return: what is left, or two weeks, or until the day that is asked', () => {
    const back = (dueOn: string, asked: string | null = null) =>
      returned(
        { ...inState('in_review'), dueOn: localDate(dueOn) },
        { dueOn: asked === null ? null : localDate(asked), reason: 'Unclear', today },
      ).dueOn;
    expect(back('2027-01-31')).toBe('2027-01-31');
    expect(back('2026-12-05')).toBe('2026-12-15');
    expect(back('2027-01-31', '2026-12-03')).toBe('2026-12-03');
    expect(codeOf(() => back('2027-01-31', '2026-11-30'))).toBe('assessment.not_later');
  });
});

describe('opening again', () => {
  it.each<[AssessmentStatus, StaffRole, string]>([
    ['submitted', 'procurement', 'returned'],
    ['submitted', 'assessor', 'returned'],
    ['completed', 'assessor', 'next_round'],
    ['completed', 'procurement', 'assessment.not_by_role'],
    ['in_review', 'assessor', 'assessment.cannot_move'],
    ['cancelled', 'assessor', 'assessment.cannot_move'],
  ])('what is %s by a person of %s is %s', (status, role, outcome) => {
    const opening = () => reopeningOf(inState(status), [role]).as;
    expect(codeOf(opening) ?? opening()).toBe(outcome);
  });
});

describe('a result', () => {
  it('can be replied to for some days from its completion on', () => {
    const result = completed(inState('in_review'), new Date('2026-12-01T23:30:00Z'), 30);
    expect(result).toMatchObject({ status: 'completed', replyUntil: '2026-12-31' });
    expect(codeOf(() => assertTakesInvitations(result, localDate('2026-12-31')))).toBeNull();
    expect(codeOf(() => assertTakesInvitations(result, localDate('2027-01-01')))).toBe('invitation.closed');
    expect(codeOf(() => assertCompleted(result))).toBeNull();
    expect(codeOf(() => assertCompleted(inState('in_review')))).toBe('assessment.not_completed');
  });
});

describe('what an assessment takes in each state', () => {
  it.each<[string, (assessment: Assessment) => void, string, AssessmentStatus[]]>([
    ['answers', assertTakesAnswers, 'assessment.not_open', ['sent', 'in_progress', 'returned']],
    [
      'invitations',
      (assessment) => assertTakesInvitations(assessment, today),
      'invitation.closed',
      ['draft', 'sent', 'in_progress', 'returned'],
    ],
    ['documents of ours', assertTakesEvidence, 'assessment.not_open', [...openToRespondents]],
    ['reviews', assertUnderReview, 'assessment.not_in_review', ['submitted', 'in_review']],
    [
      'another scope or due day',
      assertChangeable,
      'assessment.ended',
      ['draft', 'sent', 'in_progress', 'submitted', 'in_review', 'returned'],
    ],
  ])('%s', (...[, assertion, code, states]) => {
    for (const status of assessmentStatuses)
      expect([status, codeOf(() => assertion(inState(status)))]).toEqual([
        status,
        states.includes(status) ? null : code,
      ]);
  });

  it('is open to respondents neither before it is sent nor after it is over', () => {
    expect(
      assessmentStatuses.filter((status) => !(openToRespondents as readonly string[]).includes(status)),
    ).toEqual(['draft', 'completed', 'cancelled', 'declined', 'expired']);
  });
});
