import type { FieldError } from '../../../shared/domain-error.js';
import { compileCondition } from '../../../shared/conditions.js';
import { blank, isGraded } from './answer.js';
import {
  conditionNames,
  isChoice,
  isYesNo,
  placedQuestions,
  type Content,
  type Placed,
  type Question,
} from './content.js';
import { unreachableQuestions } from './reachability.js';
import { outcomeOf, questionsAskedBy } from './visibility.js';

/** What a draft cannot be saved with: ids given twice and conditions that cannot be read. */
export function mistakesIn(content: Content): FieldError[] {
  const placed = placedQuestions(content);
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
  if (mistakes.length > 0) return mistakes;
  const placed = placedQuestions(content);
  if (placed.length === 0)
    return [{ pointer: '/sections', code: 'no_questions', message: 'ask at least one question' }];
  const questions = placed.flatMap((each) => [
    ...wrongOptions(each),
    ...wrongExpectation(each),
    ...wrongGrading(each),
  ]);
  const unknown = placed.flatMap((each) => unknownReferences(each, placed));
  if (unknown.length > 0) return [...questions, ...unknown]; // what follows asks about conditions that are whole
  return [...questions, ...circles(placed), ...unseen(content, placed), ...failsUnanswered(placed)];
}

function twice(named: readonly { id: string; pointer: string }[]): FieldError[] {
  return named
    .filter(({ id }, at) => named.findIndex((other) => other.id === id) < at)
    .map(({ id, pointer }) => ({
      pointer,
      code: 'used_twice',
      message: `${id} is used before; choose another id`,
    }));
}

function conditionsOf({ question, pointer }: Placed): { source: string; at: string }[] {
  return conditionNames.flatMap((name) => {
    const source = question[name];
    return source === null ? [] : [{ source, at: `${pointer}/${name}` }];
  });
}

function unreadableConditions(placed: Placed): FieldError[] {
  return conditionsOf(placed).flatMap(({ source, at }) => {
    const compiled = compileCondition(source, { answers: 'map<string, dyn>' });
    if (compiled.ok) return [];
    const place = compiled.position === undefined ? '' : ` at character ${compiled.position}`;
    return [{ pointer: at, code: 'bad_condition', message: `${compiled.message}${place}` }];
  });
}

function unknownReferences(each: Placed, placed: readonly Placed[]): FieldError[] {
  const known = new Set(placed.map(({ question }) => question.id));
  return conditionsOf(each).flatMap(({ source, at }) =>
    questionsAskedBy(source)
      .filter((id) => id === null || !known.has(id))
      .map((id) =>
        id === null
          ? {
              pointer: at,
              code: 'unclear_reference',
              message: 'name questions like answers.id or answers["id"]',
            }
          : { pointer: at, code: 'unknown_reference', message: `there is no question ${id}` },
      ),
  );
}

function wrongOptions({ question, pointer }: Placed): FieldError[] {
  const at = `${pointer}/options`;
  if (isChoice(question))
    return question.options.length < 2
      ? [{ pointer: at, code: 'too_few_options', message: 'give at least two options' }]
      : [];
  return question.options.length > 0
    ? [{ pointer: at, code: 'options_unused', message: `a question of type ${question.type} has no options` }]
    : [];
}

function wrongExpectation({ question, pointer }: Placed): FieldError[] {
  const { expected, type, options } = question;
  if (expected === null) return [];
  const possible = isYesNo(question) ? ['yes', 'no'] : options.map(({ id }) => id);
  const list = type === 'multi_choice';
  const fits =
    typeof expected === 'string'
      ? !list && possible.includes(expected)
      : list && expected.length > 0 && expected.every((id) => possible.includes(id));
  if (fits) return [];
  const message = list ? 'list ids of its options' : `expect one of ${possible.join(', ') || 'nothing'}`;
  return [{ pointer: `${pointer}/expected`, code: 'unknown_expectation', message }];
}

function wrongGrading({ question, pointer }: Placed): FieldError[] {
  const { weight, type, knockout, evidence } = question;
  const wrong = (member: string, code: string, message: string) => ({
    pointer: `${pointer}/${member}`,
    code,
    message,
  });
  return [
    ...(weight > 0 && !canBeGraded(question)
      ? [
          wrong(
            'weight',
            'not_graded',
            'say what is expected, or how effective each option is; or give it weight 0',
          ),
        ]
      : []),
    ...(knockout !== null && !canFail(question)
      ? [wrong('knockout', 'knockout_cannot_fail', 'expect an answer, or offer an option of effectiveness 0')]
      : []),
    ...(type === 'file' && evidence === 'none'
      ? [wrong('evidence', 'file_unwanted', 'take evidence: optional or required')]
      : []),
  ];
}

/** Texts, numbers, days and files are graded by the reviewer. */
function canBeGraded(question: Question): boolean {
  if (isYesNo(question)) return isGraded(question);
  const ungraded = question.options.some(({ effectiveness }) => effectiveness === null);
  return !isChoice(question) || question.expected !== null || !ungraded;
}

function canFail(question: Question): boolean {
  if (isYesNo(question) || question.expected !== null) return question.expected !== null;
  return isChoice(question) && question.options.some(({ effectiveness }) => effectiveness === 0);
}

function circles(placed: readonly Placed[]): FieldError[] {
  const asks = new Map(
    placed.map(({ question }) => [
      question.id,
      question.visibleWhen === null ? [] : questionsAskedBy(question.visibleWhen).map(String),
    ]),
  );
  const reaches = (from: string): Set<string> => {
    const reached = new Set(asks.get(from));
    for (const id of reached) asks.get(id)?.forEach((next) => reached.add(next));
    return reached;
  };
  return placed
    .filter(({ question }) => reaches(question.id).has(question.id))
    .map(({ question, pointer }) => ({
      pointer: `${pointer}/visibleWhen`,
      code: 'circle',
      message: `whether ${question.id} is asked depends on its own answer`,
    }));
}

function unseen(content: Content, placed: readonly Placed[]): FieldError[] {
  const unreachable = unreachableQuestions(content);
  return placed
    .filter(({ question }) => unreachable.has(question.id))
    .map(({ question, pointer }) => ({
      pointer: `${pointer}/visibleWhen`,
      code: question.knockout ? 'knockout_unseen' : 'unreachable',
      message: `no answers make ${question.id} visible`,
    }));
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
