import {
  compileCondition,
  referencedNames,
  type Compiled,
  type Evaluation,
} from '../../../shared/conditions.js';
import { isBlocking, type Unmet } from '../../../shared/unmet.js';
import { factNamed } from './fact-catalogue.js';
import { factAt, variablesOf, type Facts, type Subject } from './facts.js';
import { gatesOf, type Gate } from './gate.js';
import type { Requirement } from './requirement.js';

type Part = Readonly<{ compiled: Compiled; names: readonly string[] }>;

/** A requirement ready to be evaluated. */
export type Rule = Readonly<{ requirement: Requirement; applies: Part; holds: Part }>;

/** `unknown`: it could not be judged, and so counts as not met. */
export const outcomes = ['met', 'not_applicable', 'unmet', 'unknown'] as const;
export type Judgement = Readonly<
  { requirement: Requirement } & (
    { outcome: 'met' | 'not_applicable'; unmet: null } | { outcome: 'unmet' | 'unknown'; unmet: Unmet }
  )
>;

export function compileRequirement(requirement: Requirement): Rule {
  const part = (source: string): Part => ({
    compiled: compileCondition(source, variablesOf[requirement.about]),
    names: namesIn(source),
  });
  return { requirement, applies: part(requirement.appliesWhen), holds: part(requirement.requires) };
}

/** Rules whose facts are at hand when this is judged: a flow comes with its agreement, and both with their vendor. */
export function rulesAbout(rules: readonly Rule[], subject: Subject): Rule[] {
  const known = Object.keys(variablesOf[subject]);
  return rules.filter(({ requirement: { about } }) =>
    Object.keys(variablesOf[about]).every((variable) => known.includes(variable)),
  );
}

export function rulesAt(rules: readonly Rule[], gate: Gate): Rule[] {
  return rulesAtAny(rules, [gate]);
}

export function rulesAtAny(rules: readonly Rule[], gates: readonly Gate[]): Rule[] {
  return rules.filter(({ requirement }) => gatesOf(requirement).some((gate) => gates.includes(gate)));
}

/** Every requirement that the facts do not meet, in the order of the standard. What cannot be judged is not met. */
export function unmetOf(rules: readonly Rule[], facts: Facts): Unmet[] {
  return rules.flatMap((rule) => judge(rule, facts).unmet ?? []);
}

export function isReady(unmet: readonly Unmet[]): boolean {
  return !unmet.some(isBlocking);
}

export function judge({ requirement, applies, holds }: Rule, facts: Facts): Judgement {
  const relevant = evaluate(applies, facts);
  if ('error' in relevant) return unknown(requirement, applies, relevant.error, facts);
  if (!relevant.value) return { requirement, outcome: 'not_applicable', unmet: null };
  const met = evaluate(holds, facts);
  if ('error' in met) return unknown(requirement, holds, met.error, facts);
  if (met.value) return { requirement, outcome: 'met', unmet: null };
  const message = found(holds, facts);
  const seen = seenBy([...applies.names, ...holds.names], facts);
  return { requirement, outcome: 'unmet', unmet: unmet(requirement, { message, seen, error: null }) };
}

/** A rule whose verdict needs no fact at all: it is met by everybody, or asked of nobody. Null for a real one. */
export function vacuityOf({ applies, holds }: Rule): 'always_met' | 'never_asked' | null {
  const nothing = {
    ...{ vendor: {}, score: {}, findings: {}, certifications: {}, sharing: {} },
    ...nothingElse,
  };
  const [asked, met] = [evaluate(applies, nothing as Facts), evaluate(holds, nothing as Facts)];
  if ('value' in met && met.value) return 'always_met';
  return 'value' in asked && !asked.value ? 'never_asked' : null;
}

const nothingElse = { assessment: {}, agreement: {}, flow: {} };

function unknown(requirement: Requirement, { names }: Part, error: string, facts: Facts): Judgement {
  const missing = names.filter((name) => factAt(facts, name) === undefined);
  const why = missing.length > 0 ? `${missing.join(', ')} not known` : error;
  const message = `Cannot be judged, so it counts as not met: ${why}.`;
  const seen = seenBy(names, facts);
  return { requirement, outcome: 'unknown', unmet: unmet(requirement, { message, seen, error: why }) };
}

function evaluate({ compiled }: Part, facts: Facts): Evaluation {
  return compiled.ok ? compiled.condition.evaluate(facts) : { error: compiled.message };
}

function unmet(
  { id, title, law, severity, remedy, waivable }: Requirement,
  { message, seen, error }: { message: string; seen: Record<string, unknown>; error: string | null },
): Unmet {
  const about = { code: id, requirement: title, message, facts: seen, error, law, severity, remedy };
  return { ...about, waivable, waivedUntil: null, waiverId: null };
}

function seenBy(names: readonly string[], facts: Facts): Record<string, unknown> {
  return Object.fromEntries([...new Set(names)].map((name) => [name, factAt(facts, name) ?? null]));
}

/** The facts that the rule looked at, and in lists of things those that break the rule by themselves. */
function found(holds: Part, facts: Facts): string {
  const parts = holds.names.map((name) => {
    const value = factAt(facts, name);
    return factNamed(name)?.type === 'list<dyn>' && Array.isArray(value) && value.length > 0
      ? `${name}: ${offenders(name, value, holds, facts).join(', ')}`
      : `${name} is ${shown(name, value)}`;
  });
  return parts.length === 0 ? 'It holds for nobody.' : `Found: ${parts.join('; ')}.`;
}

function offenders(name: string, items: readonly unknown[], holds: Part, facts: Facts): string[] {
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
