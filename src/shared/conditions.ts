import { Environment } from '@marcbachmann/cel-js';

/** The types that facts are declared with. Numbers are CEL doubles; `dyn` compares them with whole literals too. */
export type CelType =
  'bool' | 'double' | 'string' | 'dyn' | 'list<string>' | 'list<dyn>' | 'map<string, dyn>';

export type Evaluation = Readonly<{ value: boolean }> | Readonly<{ error: string }>;

/** A checked condition in CEL (Common Expression Language). */
export type Condition = Readonly<{
  source: string;
  /** Never throws: a missing fact, a null where a value is needed or a wrong type is an error, and the caller fails closed. */
  evaluate(facts: Readonly<Record<string, unknown>>): Evaluation;
}>;

export type Compiled =
  Readonly<{ ok: true; condition: Condition }> | Readonly<{ ok: false; message: string }>;

export const longestCondition = 2_000;

/** Bounds what one condition can cost: without them a few nested macros over long lists would run for seconds. */
const limits = {
  maxAstNodes: 300,
  maxDepth: 20,
  maxListElements: 100,
  maxMapEntries: 50,
  maxCallArguments: 8,
};
const mostNestedMacros = 2;
const macros = /\.(all|exists|exists_one|map|filter)\s*\(/g;

/** Parses and type-checks a condition over these variables; anything that is not a bool is refused. */
export function compileCondition(source: string, variables: Readonly<Record<string, CelType>>): Compiled {
  const excess = excessOf(source);
  if (excess !== null) return { ok: false, message: excess };
  try {
    const parsed = environmentWith(variables).parse(source);
    const { valid, type, error } = parsed.check();
    if (!valid) return { ok: false, message: firstLine(error) };
    if (!['bool', 'dyn'].includes(String(type)))
      return { ok: false, message: 'A condition is true or false.' };
    return { ok: true, condition: { source, evaluate: (facts) => evaluate(parsed, facts) } };
  } catch (error) {
    return { ok: false, message: firstLine(error) };
  }
}

function environmentWith(variables: Readonly<Record<string, CelType>>): Environment {
  const environment = new Environment({ unlistedVariablesAreDyn: false, limits });
  for (const [name, type] of Object.entries(variables)) environment.registerVariable(name, type);
  return environment;
}

function excessOf(source: string): string | null {
  if (source.length > longestCondition) return `A condition has at most ${longestCondition} characters.`;
  if ((source.match(macros)?.length ?? 0) > mostNestedMacros)
    return `A condition uses at most ${mostNestedMacros} of all, exists, exists_one, map, filter.`;
  return null;
}

function evaluate(
  parsed: (facts?: Record<string, unknown>) => unknown,
  facts: Readonly<Record<string, unknown>>,
): Evaluation {
  try {
    const value = parsed({ ...facts });
    return typeof value === 'boolean' ? { value } : { error: 'the condition is neither true nor false' };
  } catch (error) {
    return { error: firstLine(error) };
  }
}

function firstLine(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'the condition cannot be read';
}

/** Names that a condition mentions: variables, dotted members, and texts in brackets such as answers["q1"]. */
export function referencedNames(source: string): string[] {
  const parsed = new Environment({ unlistedVariablesAreDyn: true, limits }).parse(source);
  const names = new Set<string>();
  collect(parsed.ast, names);
  return [...names].sort();
}

function collect(node: unknown, names: Set<string>): void {
  const path = pathOf(node);
  if (path !== null) names.add(path);
  else if (Array.isArray(node)) node.forEach((child) => collect(child, names));
  else if (isNode(node)) collect(node.args, names);
}

/** 'answers.q1' for answers.q1 and answers["q1"]; null for anything that is not such a path. */
function pathOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.op === 'id') return String(node.args);
  if ((node.op !== '.' && node.op !== '[]') || !Array.isArray(node.args)) return null;
  const [of, member] = node.args as [unknown, unknown];
  const parent = pathOf(of);
  const name = node.op === '.' ? member : literalOf(member);
  return parent !== null && typeof name === 'string' ? `${parent}.${name}` : null;
}

function literalOf(node: unknown): unknown {
  return isNode(node) && node.op === 'value' ? node.args : null;
}

function isNode(node: unknown): node is { op: unknown; args: unknown } {
  return typeof node === 'object' && node !== null && 'op' in node && 'args' in node;
}
