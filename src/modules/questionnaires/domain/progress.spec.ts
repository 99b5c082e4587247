import { fileOf } from '../../../../test/support/assessment-file.js';
import { question } from '../../../../test/support/questions.js';
import { progressOf, type Tally } from './progress.js';

const knockout = { expected: 'yes', weight: 3, knockout: { tiers: [1, 2] as const } };
const asked = {
  sections: [
    {
      id: 'access',
      title: 'Access',
      questions: [question('mfa', knockout), question('keys'), question('logs')],
    },
    { id: 'tests', title: 'Tests', questions: [question('pentest'), question('fixes')] },
  ],
};
const file = fileOf(
  asked,
  { mfa: 'yes', keys: 'yes', logs: 'no', pentest: 'yes' },
  {
    reviews: {
      mfa: {},
      keys: { verdict: 'rejected', effectiveness: 0 },
      logs: { verdict: 'needs_clarification' },
    },
    comments: { keys: [{ reply: null, createdAt: new Date('2026-11-02T00:00:00Z') }] },
  },
);

describe('the progress of a review', () => {
  it('is told by section; a knock-out that one person has seen is not done', () => {
    const { sections, open, ...whole } = progressOf(file, 2);
    expect(open.map(({ questionId, code }) => [questionId, code])).toEqual([
      ['mfa', 'CONFIRMATION_MISSING'],
      ['logs', 'CLARIFICATION_OPEN'],
      ['pentest', 'REVIEW_MISSING'],
    ]);
    expect(sections).toEqual([
      {
        ...{ id: 'access', title: 'Access', asked: 3, answered: 3, incomplete: 1, reviewed: 1, toReview: 2 },
        ...{ openComments: 1, verdicts: { accepted: 1, needs_clarification: 1, rejected: 1 } },
      },
      {
        ...{ id: 'tests', title: 'Tests', asked: 2, answered: 1, incomplete: 1, reviewed: 0, toReview: 1 },
        ...{ openComments: 0, verdicts: { accepted: 0, needs_clarification: 0, rejected: 0 } },
      },
    ]);
    expect(whole).toMatchObject({ asked: 5, answered: 4, reviewed: 1, toReview: 3 });
    expect(progressOf(file, 3)).toMatchObject({ reviewed: 2, toReview: 2 });
  });

  it('adds up: sections to the whole, and what is reviewed with what is not to what is answered', () => {
    const { sections, ...whole } = progressOf(file, 1);
    for (const name of ['asked', 'answered', 'incomplete', 'reviewed', 'toReview', 'openComments'] as const)
      expect(sections.reduce((sum, section: Tally) => sum + section[name], 0)).toBe(whole[name]);
    expect(whole.reviewed + whole.toReview).toBe(whole.answered);
  });
});
