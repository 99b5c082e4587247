import type { FieldError } from '../../../shared/domain-error.js';
import { refuse } from './audit-score-errors.js';
import { FormReader } from './form-reader.js';
import {
  domainsIn,
  factorsIn,
  findingRulesIn,
  floorsIn,
  gradesIn,
  knockoutIn,
  tiersIn,
} from './model-parts.js';
import { factorNames, findingSeverities, type ModelContent } from './scoring-model.js';

/** A model's content as people read and write it: lists in place of maps, weights as shares of 1. */
export type ModelForm = Readonly<{
  factors: readonly Readonly<{ id: string; title: string; weight: number; values: readonly string[] }>[];
  floors: readonly Readonly<{
    id: string;
    title: string;
    when: Readonly<Record<string, number>>;
    atLeast: number;
  }>[];
  tiers: readonly Readonly<{ tier: number; from: number }>[];
  domains: readonly Readonly<{ domain: string; weight: number; halfLifeDays: number | null }>[];
  grades: readonly Readonly<{ grade: string; below: number | null }>[];
  greatestReduction: number;
  knockout: Readonly<{ shareOfInherent: number; atLeast: number; bestGrade: string }>;
  findings: readonly Readonly<{
    severity: string;
    overduePoints: number;
    knockoutTiers: readonly number[];
  }>[];
  defaultHalfLifeDays: number;
  lowConfidence: number;
}>;
export const formFields = [
  'factors',
  'floors',
  'tiers',
  'domains',
  'grades',
  'greatestReduction',
  'knockout',
  'findings',
  'defaultHalfLifeDays',
  'lowConfidence',
] as const satisfies readonly (keyof ModelForm)[];

export function formOf(content: ModelContent): ModelForm {
  const { factors, floors, tiers, grades, domains = {}, findings, knockout } = content;
  return {
    factors: factorNames.map((id) => {
      const { title, weightPercent, values } = factors[id];
      return { id, title, weight: weightPercent / 100, values: [...values] };
    }),
    floors: floors.map((floor) => ({ ...floor, when: { ...floor.when } })),
    tiers: tiers.map((each) => ({ ...each })),
    domains: Object.entries(domains).map(([domain, rule]) => ({ domain, ...rule })),
    grades: grades.map((each) => ({ ...each })),
    greatestReduction: content.greatestReduction,
    knockout: { ...knockout },
    findings: findingSeverities.map((severity) => ({
      severity,
      overduePoints: findings.overduePoints[severity],
      knockoutTiers: [...findings.knockoutTiers[severity]],
    })),
    defaultHalfLifeDays: content.defaultHalfLifeDays,
    lowConfidence: content.lowConfidence,
  };
}

export type Reading = Readonly<{ content: ModelContent }> | Readonly<{ problems: readonly FieldError[] }>;

/** Judges a form of whatever shape: the content that it means, or everything that is wrong with it at once. */
export function readForm(form: Readonly<Record<string, unknown>>): Reading {
  const reader = new FormReader();
  const domains = domainsIn(form['domains'], reader);
  const grades = gradesIn(form['grades'], reader);
  const content: ModelContent = {
    factors: factorsIn(form['factors'], reader),
    floors: floorsIn(form['floors'], reader),
    tiers: tiersIn(form['tiers'], reader),
    greatestReduction: reader.number('/greatestReduction', form['greatestReduction'], {
      above: 0,
      below: 1,
    }),
    defaultHalfLifeDays: reader.whole('/defaultHalfLifeDays', form['defaultHalfLifeDays'], 1, 3_650),
    knockout: knockoutIn(form['knockout'], grades, reader),
    findings: findingRulesIn(form['findings'], reader),
    grades,
    lowConfidence: reader.number('/lowConfidence', form['lowConfidence'], { from: 0, to: 1 }),
    ...(Object.keys(domains).length > 0 ? { domains } : {}),
  };
  return reader.problems.length > 0 ? { problems: reader.problems } : { content };
}

export function contentOf(form: Readonly<Record<string, unknown>>): ModelContent {
  const reading = readForm(form);
  if ('content' in reading) return reading.content;
  const { problems } = reading;
  const named = [...new Set(problems.map(({ pointer }) => pointer))].slice(0, 5);
  return refuse('scoring_model.invalid', `The model cannot be used: ${named.join(', ')}.`, {
    errors: problems,
  });
}
