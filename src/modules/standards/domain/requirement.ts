import { compileCondition, referencedNames } from '../../../shared/conditions.js';
import type { FieldError } from '../../../shared/domain-error.js';
import { factNamed } from './fact-catalogue.js';
import { variablesOf, type Subject } from './facts.js';

export const severities = ['blocking', 'warning'] as const;
export type Severity = (typeof severities)[number];

/** One rule of the standard, as data: both conditions are CEL over the documented facts. */
export type Requirement = Readonly<{
  /** Stable, UPPER_SNAKE: the code of what is unmet. */
  id: string;
  title: string;
  law: string;
  about: Subject;
  severity: Severity;
  appliesWhen: string;
  requires: string;
  remedy: string;
  waivable: boolean;
}>;

export const requirementId = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/** Everything that keeps these requirements from being a standard, each with its place. */
export function requirementProblems(requirements: readonly Requirement[]): FieldError[] {
  return requirements.flatMap((requirement, index) => {
    const at = `/requirements/${index}`;
    const twice = requirements.findIndex(({ id }) => id === requirement.id) < index;
    return [
      ...(twice
        ? [{ pointer: `${at}/id`, code: 'duplicate', message: `${requirement.id} is there already` }]
        : []),
      ...conditionProblems(requirement.appliesWhen, requirement.about, `${at}/appliesWhen`),
      ...conditionProblems(requirement.requires, requirement.about, `${at}/requires`),
    ];
  });
}

function conditionProblems(source: string, about: Subject, pointer: string): FieldError[] {
  const compiled = compileCondition(source, variablesOf[about]);
  if (!compiled.ok) return [{ pointer, code: 'bad_condition', message: compiled.message }];
  return referencedNames(source)
    .filter((name) => factNamed(name) === undefined)
    .map((name) => ({
      pointer,
      code: 'unknown_fact',
      message: `${name} is not a documented fact; see GET /standards/facts`,
    }));
}
