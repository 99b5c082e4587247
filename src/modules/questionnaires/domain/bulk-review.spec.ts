import { fileOf } from '../../../../test/support/assessment-file.js';
import { content, option, question } from '../../../../test/support/questions.js';
import { acceptedTogether } from './bulk-review.js';

const yes = { expected: 'yes', weight: 2 };
const asked = content(
  question('mfa', { ...yes, knockout: { tiers: [1] } }),
  question('backups', yes),
  question('logs', yes),
  question('tested', yes),
  question('how', { type: 'text', weight: 1 }),
  question('who', { type: 'single_choice', options: [option('all', 1), option('some', 0.5)], weight: 1 }),
  question('why', { visibleWhen: 'answers.mfa == "no"', type: 'text' }),
);
const mine = { id: 'e', uploadedByKind: 'user', uploadedById: 'me' };
const file = fileOf(
  asked,
  { mfa: 'yes', backups: 'yes', logs: 'no', tested: 'yes', how: 'Daily.', who: 'all', why: 'Kept apart.' },
  {
    reviews: { tested: { evidenceIds: [] } },
    attachments: { who: [mine] },
  },
);
const codes = (leftOut: readonly { questionId: string; code: string }[]) =>
  leftOut.map(({ questionId, code }) => [questionId, code]);

describe('accepting answers together', () => {
  it('takes all that show what is expected, and says of every other why not', () => {
    const { accepted, leftOut } = acceptedTogether(file, null, 'me');
    expect(accepted.map((each) => each.question.id)).toEqual(['backups']);
    expect(codes(leftOut)).toEqual([
      ['mfa', 'KNOCKOUT'],
      ['logs', 'NOT_AS_EXPECTED'],
      ['tested', 'REVIEWED'],
      ['how', 'NOT_AS_EXPECTED'],
      ['who', 'OWN_EVIDENCE'],
    ]);
  });

  it('takes a knock-out by its name, and what a colleague provided', () => {
    const { accepted, leftOut } = acceptedTogether(file, ['mfa', 'who'], 'colleague');
    expect(accepted.map((each) => each.question.id)).toEqual(['mfa', 'who']);
    expect(leftOut).toEqual([]);
  });

  it('takes none of those that are named when one cannot be, and names each', () => {
    expect(() => acceptedTogether(file, ['backups', 'logs', 'who', 'why', 'nothing'], 'me')).toThrow(
      expect.objectContaining({
        code: 'review.bulk_refused',
        details: {
          unmet: [
            expect.objectContaining({ questionId: 'logs', code: 'NOT_AS_EXPECTED' }),
            expect.objectContaining({ questionId: 'who', code: 'OWN_EVIDENCE' }),
            expect.objectContaining({ questionId: 'why', code: 'NOT_ANSWERED' }),
            expect.objectContaining({ questionId: 'nothing', code: 'NOT_ANSWERED' }),
          ],
        },
      }),
    );
  });

  it('takes a review anew whose answer changed', () => {
    const changed = fileOf(asked, { backups: 'yes' }, { reviews: { backups: { answerRevision: 7 } } });
    expect(acceptedTogether(changed, ['backups'], 'me').accepted).toHaveLength(1);
  });
});
