import fc from 'fast-check';
import { content, option, question } from '../../../../test/support/questions.js';
import type { Content } from './content.js';
import { differenceBetween } from './difference.js';

const ids = (questions: readonly { questionId: string }[]) => questions.map(({ questionId }) => questionId);

describe('the difference between two versions', () => {
  const before: Content = {
    sections: [
      { id: 'one', title: 'One', questions: [question('a'), question('b'), question('c'), question('d')] },
      { id: 'two', title: 'Two', questions: [question('e')] },
    ],
  };

  it('is nothing between a version and itself, and an older form of it', () => {
    const nothing = { added: [], removed: [], moved: [], changed: [], sections: [], words: [] };
    expect(differenceBetween(before, before)).toEqual(nothing);
    const asStored = content(question('a', { expectedWhen: null, findingRules: [] }));
    expect(differenceBetween(content(question('a')), asStored)).toEqual(nothing);
  });

  it('names what came, went, moved and changed, with the words for it', () => {
    const choices = { type: 'single_choice' as const, options: [option('x', 1), option('y', 0)] };
    const after: Content = {
      sections: [
        {
          id: 'one',
          title: 'First',
          questions: [question('d'), question('a'), question('b', { text: 'New?', weight: 2, ...choices })],
        },
        { id: 'three', title: 'Three', questions: [question('e'), question('f')] },
      ],
    };
    const difference = differenceBetween(before, after);
    expect(difference).toMatchObject({
      added: [{ questionId: 'f', text: 'Question f?', to: { sectionId: 'three', place: 2 } }],
      removed: [{ questionId: 'c', from: { sectionId: 'one', place: 3 } }],
      moved: [
        { questionId: 'd', from: { sectionId: 'one', place: 4 }, to: { sectionId: 'one', place: 1 } },
        { questionId: 'e', from: { sectionId: 'two', place: 1 }, to: { sectionId: 'three', place: 1 } },
      ],
      sections: [
        { sectionId: 'three', change: 'added' },
        { sectionId: 'two', change: 'removed' },
        { sectionId: 'one', change: 'renamed' },
      ],
    });
    expect(
      difference.changed.map(({ questionId, fields }) => [questionId, fields.map((f) => f.field)]),
    ).toEqual([['b', ['text', 'type', 'weight', 'options']]]);
    expect(difference.changed[0]?.fields[2]).toEqual({
      field: 'weight',
      before: 0,
      after: 2,
      words: 'weight: 0 → 2',
    });
    expect(difference.words).toEqual([
      'Section “Three” was added.',
      'Section “Two” was removed.',
      'Section “First” was renamed.',
      'Added f (“Three”, place 2): Question f?',
      'Removed c (“First”, place 3): Question c?',
      'Moved d from “First”, place 4 to “First”, place 1.',
      'Moved e from “Two”, place 1 to “Three”, place 1.',
      'Changed b, wording: “Question b?” → “New?”',
      'Changed b, type: “yes_no” → “single_choice”',
      'Changed b, weight: 0 → 2',
      expect.stringMatching(/^Changed b, options: none → \[\{"id":"x"/),
    ]);
  });

  it('moves as few questions as possible', () => {
    const order = (...names: string[]) => content(...names.map((id) => question(id)));
    expect(ids(differenceBetween(order('a', 'b', 'c', 'd'), order('b', 'c', 'd', 'a')).moved)).toEqual(['a']);
    expect(ids(differenceBetween(order('a', 'b', 'c', 'd'), order('b', 'a', 'd', 'c')).moved)).toHaveLength(
      2,
    );
  });

  it('accounts for every question exactly once', () => {
    const some = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 8 });
    fc.assert(
      fc.property(some, some, (old, now) => {
        const { added, removed, moved, changed } = differenceBetween(
          content(...old.map((id) => question(id))),
          content(...now.map((id) => question(id))),
        );
        const stayed = now.filter((id) => old.includes(id) && !ids(moved).includes(id));
        expect([...old].filter((id) => stayed.includes(id))).toEqual(stayed);
        expect(old.length - removed.length + added.length).toBe(now.length);
        expect(changed).toEqual([]);
      }),
    );
  });
});
