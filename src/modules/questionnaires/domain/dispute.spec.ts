import { reviewOf } from '../../../../test/support/assessment-file.js';
import { answered, judgementAfter, type Dispute, type DisputeAnswer } from './dispute.js';

const at = new Date('2026-12-01T00:00:00Z');
const dispute: Dispute = {
  ...{ id: 'd', revision: 1, assessmentId: 's', questionId: 'q', reason: 'It is on page 12.' },
  ...{ raisedById: 'r', raisedAt: at, outcome: null, reasons: null, answeredById: null, answeredAt: null },
};
const rejected = { ...reviewOf('q'), verdict: 'rejected', effectiveness: 0, confirmedById: 'w' } as const;
const upheld: DisputeAnswer = { outcome: 'upheld', reasons: 'Not there.' };
const changed: DisputeAnswer = { outcome: 'changed', reasons: 'Indeed.' };

describe('a dispute', () => {
  it('is answered once, by somebody who neither reviewed nor confirmed', () => {
    const done = answered(dispute, rejected, upheld, { id: 'x', at });
    expect(done).toMatchObject({
      outcome: 'upheld',
      reasons: 'Not there.',
      answeredById: 'x',
      answeredAt: at,
    });
    const refused = (work: () => unknown, code: string) =>
      expect(work).toThrow(expect.objectContaining({ code }));
    refused(() => answered(done, rejected, upheld, { id: 'y', at }), 'dispute.answered');
    for (const id of ['u', 'w'])
      refused(() => answered(dispute, rejected, upheld, { id, at }), 'dispute.own_review');
  });

  it.each<[string, DisputeAnswer, object | null]>([
    ['nothing when upheld', upheld, null],
    [
      'what the answer shows, when it is accepted now',
      { ...changed, verdict: 'accepted' },
      { verdict: 'accepted' },
    ],
    ['a level', { ...changed, effectiveness: 0.5 }, { verdict: 'rejected', effectiveness: 0.5 }],
    ['a strength', { ...changed, evidenceStrength: 0.8 }, { evidenceStrength: 0.8, effectiveness: 0 }],
  ])('makes of the review %s', (_case, answer, judgement) => {
    const made = judgementAfter(rejected, answer);
    if (judgement === null) expect(made).toBeNull();
    else expect(made).toMatchObject(judgement);
  });

  it('lets an acceptance take its level from the answer, unless told', () => {
    expect(judgementAfter(rejected, { ...changed, verdict: 'accepted' })).not.toHaveProperty('effectiveness');
  });

  it.each<[string, DisputeAnswer]>([
    ['changed without a change', changed],
    ['changed to what it was', { ...changed, verdict: 'rejected', effectiveness: 0 }],
    ['changed to a question', { ...changed, verdict: 'needs_clarification' }],
    ['upheld with a verdict', { ...upheld, verdict: 'accepted' }],
  ])('is not %s', (_case, answer) => {
    expect(() => judgementAfter(rejected, answer)).toThrow(
      expect.objectContaining({ code: 'dispute.bad_outcome' }),
    );
  });
});
