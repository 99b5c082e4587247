import { canonicalJson } from '../../../shared/canonical-json.js';
import type { LocalDate } from '../../../shared/local-date.js';
import type { ControlInput, FindingInput, ScoreInputs } from './score.js';
import { factorNames, type Factors, type ScoringModel } from './scoring-model.js';

/** One control as the questionnaires deliver it; evidence without an end does not lapse. */
export type AssessedAnswer = Omit<ControlInput, 'daysOver'> & Readonly<{ evidenceValidTo: LocalDate | null }>;

/** A finding with the days on which time alone changes what it means; `countsFrom` null: it counts already. */
export type KnownFinding = Omit<FindingInput, 'overdue'> &
  Readonly<{ countsFrom: LocalDate | null; overdueFrom: LocalDate | null }>;

/** What is known of a vendor, whatever the day. */
export type Facts = Readonly<{
  assessmentId: string | null;
  factors: Factors;
  answers: readonly AssessedAnswer[];
  findings: readonly KnownFinding[];
}>;

/** Inputs in one order, so that the same facts have one digest. Days matter only once evidence has lapsed. */
export function inputsFrom(facts: Facts, today: LocalDate): ScoreInputs {
  return {
    assessmentId: facts.assessmentId,
    factors: factorsOf(facts.factors),
    controls: facts.answers.map((answer) => controlOf(answer, today)).sort(byId),
    findings: facts.findings
      .filter(({ countsFrom }) => countsFrom === null || countsFrom <= today)
      .map(({ id, title, severity, overdueFrom }) => {
        const overdue = overdueFrom !== null && overdueFrom <= today;
        return { id, title, severity, overdue };
      })
      .sort(byId),
  };
}

/** What the digest is made of: everything that the number depends on, the model's own figures too, and nothing else. */
export function digestible(inputs: ScoreInputs, model: ScoringModel): string {
  return canonicalJson({ inputs, model });
}

export function factorsOf(factors: Factors): Factors {
  return Object.fromEntries(factorNames.map((name) => [name, factors[name]])) as Factors;
}

export function daysOver(validTo: LocalDate | null, today: LocalDate): number {
  if (validTo === null || validTo >= today) return 0;
  return Math.round((Date.parse(`${today}T00:00:00Z`) - Date.parse(`${validTo}T00:00:00Z`)) / 86_400_000);
}

function controlOf(answer: AssessedAnswer, today: LocalDate): ControlInput {
  const { id, title, domain, weight, notApplicable, evidenceStrength, evidenceValidTo } = answer;
  return {
    ...{ id, title, weight, answer: answer.answer, notApplicable, evidenceStrength, evidenceValidTo },
    ...(domain === undefined ? {} : { domain }),
    daysOver: daysOver(evidenceValidTo, today),
    halfLifeDays: answer.halfLifeDays,
    knockoutTiers: [...answer.knockoutTiers].sort(),
  };
}

function byId(a: Readonly<{ id: string }>, b: Readonly<{ id: string }>): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
