import {
  compileCondition,
  referencedNames,
  type Compiled,
  type Evaluation,
} from '../../../shared/conditions.js';
import type { Unmet } from '../../../shared/unmet.js';
import { factNamed } from './fact-catalogue.js';
import { factAt, variablesOf, type Facts, type Subject } from './facts.js';
import type { Requirement } from './requirement.js';

/** A requirement ready to be evaluated. */
export type Rule = Readonly<{ requirement: Requirement; applies: Compiled; holds: Compiled }>;

export function compileRequirement(requirement: Requirement): Rule {
  const variables = variablesOf[requirement.about];
  return {
    requirement,
    applies: compileCondition(requirement.appliesWhen, variables),
    holds: compileCondition(requirement.requires, variables),
  };
}

/** Rules that are asked of a vendor by itself, or of a flow: that is all of them. */
export function rulesAbout(rules: readonly Rule[], subject: Subject): Rule[] {
  return rules.filter(({ requirement }) => subject === 'flow' || requirement.about === 'vendor');
}

/** Every requirement that the facts do not meet, in the order of the standard. What cannot be judged is not met. */
export function unmetOf(rules: readonly Rule[], facts: Facts): Unmet[] {
  return rules.flatMap((rule) => judge(rule, facts) ?? []);
}

export function isReady(unmet: readonly Unmet[]): boolean {
  return unmet.every(({ severity }) => severity === 'warning');
}

function judge({ requirement, applies, holds }: Rule, facts: Facts): Unmet | null {
  const relevant = evaluate(applies, facts);
  if ('error' in relevant)
    return unmet(requirement, unjudged(requirement.appliesWhen, relevant.error, facts));
  if (!relevant.value) return null;
  const met = evaluate(holds, facts);
  if ('error' in met) return unmet(requirement, unjudged(requirement.requires, met.error, facts));
  return met.value ? null : unmet(requirement, found(requirement.requires, holds, facts));
}

function evaluate(compiled: Compiled, facts: Facts): Evaluation {
  return compiled.ok ? compiled.condition.evaluate(facts) : { error: compiled.message };
}

function unmet({ id, title, law, severity, remedy, waivable }: Requirement, message: string): Unmet {
  return { code: id, requirement: title, message, law, severity, remedy, waivable, waivedUntil: null };
}

function unjudged(source: string, error: string, facts: Facts): string {
  const unknown = namesIn(source).filter((name) => factAt(facts, name) === undefined);
  const why = unknown.length > 0 ? `${unknown.join(', ')} not known` : error;
  return `Cannot be judged, so it counts as not met: ${why}.`;
}

/** The facts that the rule looked at, and in lists of things those that break the rule by themselves. */
function found(source: string, holds: Compiled, facts: Facts): string {
  const parts = namesIn(source).map((name) => {
    const value = factAt(facts, name);
    return factNamed(name)?.type === 'list<dyn>' && Array.isArray(value) && value.length > 0
      ? `${name}: ${offenders(name, value, holds, facts).join(', ')}`
      : `${name} is ${shown(name, value)}`;
  });
  return `Found: ${parts.join('; ')}.`;
}

function offenders(name: string, items: readonly unknown[], holds: Compiled, facts: Facts): string[] {
  const alone = items.filter((item) => {
    const result = evaluate(holds, withOnly(facts, name, item));
    return 'error' in result || !result.value;
  });
  return (alone.length > 0 ? alone : items).map((item) => labelOf(item, items.indexOf(item)));
}

function withOnly(facts: Facts, name: string, item: unknown): Facts {
  const [group = '', member] = name.split('.');
  const all = facts as Readonly<Record<string, object>>;
  return { ...all, [group]: member === undefined ? [item] : { ...all[group], [member]: [item] } } as Facts;
}

function labelOf(item: unknown, index: number): string {
  const { code, toCountry, country, reason } = item as Readonly<Record<string, unknown>>;
  const name =
    [code, toCountry, country].find((text): text is string => typeof text === 'string') ?? `no. ${index + 1}`;
  return typeof reason === 'string' && reason !== '' ? `${name} (${reason})` : name;
}

function shown(name: string, value: unknown): string {
  if (value === undefined) return 'not known';
  if (value === factNamed(name)?.missing) return 'not given';
  if (Array.isArray(value)) return value.length === 0 ? 'empty' : value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function namesIn(source: string): string[] {
  try {
    return referencedNames(source);
  } catch {
    return [];
  }
}
