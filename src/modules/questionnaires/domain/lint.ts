import type { FieldError } from '../../../shared/domain-error.js';
import { blank } from './answer.js';
import { circularQuestions } from './circles.js';
import { mostQuestions, placedQuestions, type Content, type Placed, type Question } from './content.js';
import { wrongByItself } from './lint-question.js';
import {
  compiledFor,
  conditionsOf,
  isReadable,
  outcomeOf,
  questionsAskedBy,
  type QuestionCondition,
} from './question-conditions.js';
import { unreachableQuestions } from './reachability.js';

/** What a draft cannot be saved with: too much, ids given twice and conditions that cannot be read. */
export function mistakesIn(content: Content): FieldError[] {
  const placed = placedQuestions(content);
  if (placed.length > mostQuestions)
    return [
      { pointer: '/sections', code: 'too_many_questions', message: `ask at most ${mostQuestions} questions` },
    ];
  return [
    ...twice(content.sections.map(({ id }, at) => ({ id, pointer: `/sections/${at}/id` }))),
    ...twice(placed.map(({ question, pointer }) => ({ id: question.id, pointer: `${pointer}/id` }))),
    ...placed.flatMap(({ question, pointer }) =>
      twice(question.options.map(({ id }, at) => ({ id, pointer: `${pointer}/options/${at}/id` }))),
    ),
    ...placed.flatMap(unreadableConditions),
  ];
}

/** What a draft cannot be published with, all at once. */
export function lint(content: Content): FieldError[] {
  const mistakes = mistakesIn(content);
  const placed = placedQuestions(content);
  if (placed.length > mostQuestions) return mistakes;
  if (placed.length === 0)
    return [
      ...mistakes,
      { pointer: '/sections', code: 'no_questions', message: 'ask at least one question' },
    ];
  const known = new Set(placed.map(({ question }) => question.id));
  return [
    ...mistakes,
    ...placed.flatMap(wrongByItself),
    ...placed.flatMap((each) => unknownReferences(each, known)),
    ...wrongOrder(sound(content, known)),
  ];
}

/** What shows only between questions; conditions that are wrong by themselves are left out of it. */
function wrongOrder(content: Content): FieldError[] {
  const placed = placedQuestions(content);
  const circular = circularQuestions(content);
  const unreachable = unreachableQuestions(content);
  return [
    ...circles(placed, circular),
    ...laterReferences(placed, circular),
    ...unseen(placed, unreachable),
    ...hiddenReferences(placed, unreachable),
    ...failsUnanswered(placed),
  ];
}

/** Without the conditions that cannot be read, or ask after what is not there: those have been reported. */
function sound({ sections }: Content, known: ReadonlySet<string>): Content {
  const isSound = (source: string) =>
    isReadable(source) && questionsAskedBy(source).every((id) => id !== null && known.has(id));
  const kept = (source: string | null) => (source !== null && isSound(source) ? source : null);
  const soundly = (question: Question): Question => ({
    ...question,
    visibleWhen: kept(question.visibleWhen),
    findingWhen: kept(question.findingWhen),
    expectedWhen: null,
    findingRules: (question.findingRules ?? []).filter(({ when }) => isSound(when)),
  });
  return { sections: sections.map((section) => ({ ...section, questions: section.questions.map(soundly) })) };
}

function twice(named: readonly { id: string; pointer: string }[]): FieldError[] {
  const seen = new Set<string>();
  return named.flatMap(({ id, pointer }) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ pointer, code: 'used_twice', message: `${id} is used before; choose another id` }];
  });
}

function unreadableConditions({ question, pointer }: Placed): FieldError[] {
  return conditionsOf(question).flatMap((condition) => {
    const compiled = compiledFor(question, condition);
    if (compiled.ok) return [];
    const place = compiled.position === undefined ? '' : ` at character ${compiled.position}`;
    return [
      { pointer: `${pointer}${condition.at}`, code: 'bad_condition', message: `${compiled.message}${place}` },
    ];
  });
}

function unknownReferences({ question, pointer }: Placed, known: ReadonlySet<string>): FieldError[] {
  return overAnswers(question).flatMap(({ source, at }) =>
    questionsAskedBy(source)
      .filter((id) => id === null || !known.has(id))
      .map((id) =>
        id === null
          ? {
              pointer: `${pointer}${at}`,
              code: 'unclear_reference',
              message: 'name questions like answers.id or answers["id"]',
            }
          : { pointer: `${pointer}${at}`, code: 'unknown_reference', message: `there is no question ${id}` },
      ),
  );
}

/** Its readable conditions that ask after other questions. */
function overAnswers(question: Question): QuestionCondition[] {
  return conditionsOf(question).filter(({ name, source }) => name !== 'expectedWhen' && isReadable(source));
}

function circles(placed: readonly Placed[], circular: ReadonlySet<string>): FieldError[] {
  return placed
    .filter(({ question }) => circular.has(question.id))
    .map(({ question, pointer }) => ({
      pointer: `${pointer}/visibleWhen`,
      code: 'circle',
      message: `whether ${question.id} is asked depends on its own answer`,
    }));
}

/** People answer from top to bottom: what a question hangs on is asked before it. */
function laterReferences(placed: readonly Placed[], circular: ReadonlySet<string>): FieldError[] {
  const places = new Map(placed.map(({ question }, place) => [question.id, place]));
  return placed.flatMap(({ question: { id, visibleWhen }, pointer }, place) => {
    if (visibleWhen === null || circular.has(id)) return [];
    return questionsAskedBy(visibleWhen)
      .filter((asked) => (places.get(asked ?? '') ?? 0) > place)
      .map((asked) => ({
        pointer: `${pointer}/visibleWhen`,
        code: 'later_reference',
        message: `${String(asked)} is asked further down; move it before ${id}`,
      }));
  });
}

function unseen(placed: readonly Placed[], unreachable: ReadonlySet<string>): FieldError[] {
  return placed
    .filter(({ question }) => unreachable.has(question.id))
    .map(({ question, pointer }) => ({
      pointer: `${pointer}/visibleWhen`,
      code: question.knockout ? 'knockout_unseen' : 'unreachable',
      message: `no answers make ${question.id} visible`,
    }));
}

function hiddenReferences(placed: readonly Placed[], unreachable: ReadonlySet<string>): FieldError[] {
  return placed
    .filter(({ question }) => !unreachable.has(question.id))
    .flatMap(({ question, pointer }) =>
      overAnswers(question).flatMap(({ source, at }) =>
        questionsAskedBy(source)
          .filter((id) => unreachable.has(id ?? ''))
          .map((id) => ({
            pointer: `${pointer}${at}`,
            code: 'hidden_reference',
            message: `${String(id)} is never asked: its answer is always missing`,
          })),
      ),
    );
}

function failsUnanswered(placed: readonly Placed[]): FieldError[] {
  const blanks = Object.fromEntries(placed.map(({ question }) => [question.id, blank(question)]));
  return placed.flatMap(({ question: { visibleWhen }, pointer }) => {
    if (visibleWhen === null) return [];
    const outcome = outcomeOf(visibleWhen, blanks);
    if ('value' in outcome) return [];
    const message = `fails while nothing is answered (${outcome.error}); ask first whether the answer is != null`;
    return [{ pointer: `${pointer}/visibleWhen`, code: 'fails_unanswered', message }];
  });
}
