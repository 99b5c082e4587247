import type { Content, Question } from '../../src/modules/questionnaires/domain/content.js';

/** A question that says yes or no and weighs nothing, with what the test cares for. */
export function question(id: string, said: Partial<Question> = {}): Question {
  return {
    id,
    text: `Question ${id}?`,
    help: null,
    type: 'yes_no',
    required: true,
    domain: 'ACCESS_CONTROL',
    weight: 0,
    controlRefs: [],
    options: [],
    expected: null,
    knockout: null,
    evidence: 'none',
    halfLifeDays: 180,
    visibleWhen: null,
    findingWhen: null,
    ...said,
  };
}

/** Everything in one section. */
export function content(...questions: Question[]): Content {
  return { sections: [{ id: 'only', title: 'Only section', questions }] };
}

export const option = (id: string, effectiveness: 0 | 0.5 | 1 | null = null) => ({
  id,
  text: `Option ${id}`,
  effectiveness,
});
