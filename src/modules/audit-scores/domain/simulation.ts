import type { FieldError } from '../../../shared/domain-error.js';
import type { LocalDate } from '../../../shared/local-date.js';
import type { AssessedAnswer, Facts, KnownFinding } from './inputs.js';
import type { Factors, FindingSeverity } from './scoring-model.js';

/** Changes to what is known, for asking what would be. */
export type Supposition = Readonly<{
  factors: Partial<Factors>;
  answers: readonly SupposedAnswer[];
  settledFindings: readonly string[];
  newFindings: readonly Readonly<{ severity: FindingSeverity; overdue: boolean; title: string }>[];
  /** As if it were this day. */
  on: LocalDate | null;
  /** By this model, a draft too. */
  modelId: string | null;
}>;
export type SupposedAnswer = Readonly<
  { questionId: string } & Partial<
    Pick<AssessedAnswer, 'answer' | 'notApplicable' | 'evidenceStrength' | 'evidenceValidTo'>
  >
>;

/** What is known, as if all of that were so. */
export function supposing(
  facts: Facts,
  { factors, answers, settledFindings, newFindings }: Supposition,
  today: LocalDate,
): Facts {
  const changes = new Map(answers.map(({ questionId, ...change }) => [questionId, change]));
  return {
    ...facts,
    factors: { ...facts.factors, ...factors },
    answers: facts.answers.map((answer) => ({ ...answer, ...changes.get(answer.id) })),
    findings: [
      ...facts.findings.filter(({ id }) => !settledFindings.includes(id)),
      ...newFindings.map(({ severity, overdue, title }, index): KnownFinding => ({
        id: `supposed-${index + 1}`,
        title,
        severity,
        countsFrom: null,
        overdueFrom: overdue ? today : null,
      })),
    ],
  };
}

/** Everything in it that speaks of what is not there. */
export function unknownIn({ answers, findings }: Facts, suppose: Supposition): FieldError[] {
  const asked = new Set(answers.map(({ id }) => id));
  const open = new Set(findings.map(({ id }) => id));
  return [
    ...suppose.answers.flatMap(({ questionId }, index) =>
      asked.has(questionId)
        ? []
        : [problem(`/answers/${index}/questionId`, 'name a control of the newest completed assessment')],
    ),
    ...suppose.settledFindings.flatMap((id, index) =>
      open.has(id) ? [] : [problem(`/settledFindings/${index}`, 'name a finding of the vendor that is open')],
    ),
  ];
}

const problem = (pointer: string, message: string): FieldError => ({ pointer, code: 'unknown', message });
