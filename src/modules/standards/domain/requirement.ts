import { compileCondition, referencedNames } from '../../../shared/conditions.js';
import type { FieldError } from '../../../shared/domain-error.js';
import { factNamed } from './fact-catalogue.js';
import { variablesOf, type Subject } from './facts.js';
import { gatesOf, gatesWithin, type Gate } from './gate.js';

export const severities = ['blocking', 'warning'] as const;
export type Severity = (typeof severities)[number];

/** One rule of the standard, as data: both conditions are CEL over the documented facts. */
export type Requirement = Readonly<{
  /** Stable, UPPER_SNAKE: the code of what is unmet. */
  id: string;
  title: string;
  law: string;
  about: Subject;
  /** Where it is asked; unless told, wherever its facts are usually at hand. */
  gates?: readonly Gate[];
  severity: Severity;
  appliesWhen: string;
  requires: string;
  remedy: string;
  waivable: boolean;
}>;

export const requirementId = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/** Everything that keeps these requirements from being a standard, each with its place. */
export function requirementProblems(requirements: readonly Requirement[]): FieldError[] {
  const first = new Map<string, number>();
  return requirements.flatMap((requirement, index) => {
    const at = `/requirements/${index}`;
    const twice = first.has(requirement.id);
    if (!twice) first.set(requirement.id, index);
    return [
      ...(twice ? [problem(`${at}/id`, 'duplicate', `${requirement.id} is there already`)] : []),
      ...gateProblems(requirement, `${at}/gates`),
      ...conditionProblems(requirement.appliesWhen, requirement.about, `${at}/appliesWhen`),
      ...conditionProblems(requirement.requires, requirement.about, `${at}/requires`),
    ];
  });
}

function gateProblems(requirement: Requirement, pointer: string): FieldError[] {
  const possible = gatesWithin[requirement.about];
  return gatesOf(requirement)
    .filter((gate) => !possible.includes(gate))
    .map((gate) =>
      problem(pointer, 'bad_gate', `what is about ${requirement.about} cannot be asked at ${gate}`),
    );
}

function conditionProblems(source: string, about: Subject, pointer: string): FieldError[] {
  const compiled = compileCondition(source, variablesOf[about]);
  if (!compiled.ok) return [problem(pointer, 'bad_condition', compiled.message)];
  return referencedNames(source)
    .filter((name) => factNamed(name) === undefined)
    .map((name) =>
      problem(pointer, 'unknown_fact', `${name} is not a documented fact; see GET /standards/facts`),
    );
}

const problem = (pointer: string, code: string, message: string): FieldError => ({ pointer, code, message });
