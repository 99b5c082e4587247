import { DomainError } from '../../../shared/domain-error.js';
import { localDate } from '../../../shared/local-date.js';
import { canMove, unreachableFrom } from '../../../shared/state-machine.js';
import {
  assertChangeable,
  assertTakesAnswers,
  assertTakesEvidence,
  assertTakesInvitations,
  assertUnderReview,
  assessmentLifecycle,
  assessmentStatuses,
  begun,
  moved,
  openToRespondents,
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
  planId: null,
  planPeriod: null,
  askGapOnly: true,
  signatoryName: null,
  signatoryTitle: null,
  submittedAt: null,
  completedAt: null,
  createdAt: new Date('2026-11-01T00:00:00Z'),
});

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
  ['sent', 'expired'],
  ['in_progress', 'submitted'],
  ['in_progress', 'cancelled'],
  ['in_progress', 'expired'],
  ['submitted', 'in_review'],
  ['submitted', 'cancelled'],
  ['in_review', 'returned'],
  ['in_review', 'completed'],
  ['in_review', 'cancelled'],
  ['returned', 'in_progress'],
  ['returned', 'cancelled'],
  ['returned', 'expired'],
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
      'expired',
    ]);
  });

  it('is refused another way with the states that can follow', () => {
    expect(() => moved(inState('draft'), 'completed')).toThrow(
      'An assessment that is draft cannot become completed; it can become sent, cancelled.',
    );
    expect(() => moved(inState('expired'), 'sent')).toThrow(/nothing follows/);
    expect(moved(inState('submitted'), 'in_review').status).toBe('in_review');
  });

  it('begins with the first answer, once', () => {
    const working = inState('in_progress');
    expect(begun(working)).toBe(working);
    expect(begun(inState('returned')).status).toBe('in_progress');
  });
});

describe('what an assessment takes in each state', () => {
  it.each<[string, (assessment: Assessment) => void, string, AssessmentStatus[]]>([
    ['answers', assertTakesAnswers, 'assessment.not_open', ['sent', 'in_progress', 'returned']],
    [
      'invitations',
      assertTakesInvitations,
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
    ).toEqual(['draft', 'completed', 'cancelled', 'expired']);
  });
});
