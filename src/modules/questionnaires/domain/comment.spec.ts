import { answer } from '../../../../test/support/assessment-file.js';
import { assertAsked, isOpen, replied, type Comment } from './comment.js';

const comment: Comment = {
  ...{ id: 'c', revision: 1, assessmentId: 's', questionId: 'q', note: 'For whom?', createdById: 'u' },
  ...{ createdAt: new Date('2026-11-02T00:00:00Z'), reply: null, repliedById: null, repliedAt: null },
};
const at = new Date('2026-11-03T00:00:00Z');

describe('a comment', () => {
  it('is open until there is a reply, or another answer', () => {
    const before = answer('q', 'yes');
    expect(isOpen(comment, before)).toBe(true);
    expect(isOpen(comment, undefined)).toBe(true);
    expect(isOpen(comment, { ...before, answeredAt: at })).toBe(false);
    const settled = replied(comment, 'For all.', { id: 'r', at });
    expect(settled).toMatchObject({ reply: 'For all.', repliedById: 'r', repliedAt: at });
    expect(isOpen(settled, before)).toBe(false);
    expect(() => replied(settled, 'Again.', { id: 'r', at })).toThrow(
      expect.objectContaining({ code: 'comment.answered' }),
    );
  });

  it('is on a question that is asked; of several none is made when one is not', () => {
    const on = (questionId: string) => ({ questionId, note: 'Why?' });
    expect(() => assertAsked([on('q')], new Set(['q']))).not.toThrow();
    expect(() => assertAsked([on('q'), on('x'), on('y')], new Set(['q']))).toThrow(
      expect.objectContaining({
        details: {
          errors: [
            expect.objectContaining({ pointer: '/comments/1/questionId' }),
            expect.objectContaining({ pointer: '/comments/2/questionId' }),
          ],
        },
      }),
    );
  });
});
