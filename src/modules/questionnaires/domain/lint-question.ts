import type { FieldError } from '../../../shared/domain-error.js';
import { isBlank, isGraded } from './answer.js';
import { isChoice, isYesNo, type Placed, type Question } from './content.js';
import { expectationOf } from './question-conditions.js';
import { possibleAnswers } from './reachability.js';

/** What is wrong with a question whatever stands around it. */
export function wrongByItself(placed: Placed): FieldError[] {
  return [...wrongOptions(placed), ...wrongExpectation(placed), ...wrongGrading(placed)];
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

function wrongExpectation(placed: Placed): FieldError[] {
  const { question, pointer } = placed;
  if ((question.expectedWhen ?? null) !== null) return wrongCondition(placed);
  if (question.expected === null || isPossible(question, question.expected)) return [];
  return [{ pointer: `${pointer}/expected`, code: 'unknown_expectation', message: whatToExpect(question) }];
}

function isPossible(question: Question, expected: NonNullable<Question['expected']>): boolean {
  const possible = choicesOf(question);
  const list = question.type === 'multi_choice';
  if (typeof expected === 'string') return !list && possible.includes(expected);
  return list && expected.length > 0 && expected.every((id) => possible.includes(id));
}

function whatToExpect(question: Question): string {
  if (question.type === 'multi_choice') return 'list ids of its options';
  const possible = choicesOf(question);
  return possible.length > 0
    ? `expect one of ${possible.join(', ')}`
    : 'say what is expected in expectedWhen, for example answer <= 30';
}

function choicesOf(question: Question): string[] {
  return isYesNo(question) ? ['yes', 'no'] : question.options.map(({ id }) => id);
}

function wrongCondition({ question, pointer }: Placed): FieldError[] {
  const at = `${pointer}/expectedWhen`;
  if (question.expected !== null)
    return [{ pointer: at, code: 'expected_twice', message: 'give expected or expectedWhen, not both' }];
  const outcomes = expectations(question);
  return outcomes !== null && outcomes.length > 0 && outcomes.every((met) => !met)
    ? [{ pointer: at, code: 'never_expected', message: 'no answer is as it says' }]
    : [];
}

/** For each answer that can be given, whether it is the expected one; null when there are too many to try. */
function expectations(question: Question): boolean[] | null {
  return (
    possibleAnswers(question)
      ?.filter((answer) => !isBlank(answer) && answer !== 'na')
      .map((answer) => {
        const outcome = expectationOf(question, answer);
        return outcome !== null && 'value' in outcome && outcome.value;
      }) ?? null
  );
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

/** Texts, numbers, days and files that do not say what is expected are graded by the reviewer. */
function canBeGraded(question: Question): boolean {
  if (isYesNo(question)) return isGraded(question);
  const ungraded = question.options.some(({ effectiveness }) => effectiveness === null);
  return !isChoice(question) || isExpecting(question) || !ungraded;
}

function canFail(question: Question): boolean {
  if ((question.expectedWhen ?? null) !== null) return expectations(question)?.includes(false) ?? true;
  if (isYesNo(question) || question.expected !== null) return question.expected !== null;
  return isChoice(question) && question.options.some(({ effectiveness }) => effectiveness === 0);
}

function isExpecting({ expected, expectedWhen = null }: Question): boolean {
  return expected !== null || expectedWhen !== null;
}
