import { Environment, type ASTNode } from '@marcbachmann/cel-js';
import { linearPattern, patternProblem } from './linear-pattern.js';
import { Remembered } from './remembered.js';

/**
 * The types that facts are declared with. One rule for numbers: every number among the facts is a CEL double, whole
 * or not, and a whole literal beside it is read as one too, so that `days > 30` and `share * 2 == 3` mean what they say.
 */
export type CelType =
  'bool' | 'double' | 'string' | 'dyn' | 'list<string>' | 'list<dyn>' | 'map<string, dyn>';

export type Evaluation = Readonly<{ value: boolean }> | Readonly<{ error: string }>;

/** A checked condition in CEL (Common Expression Language). */
export type Condition = Readonly<{
  source: string;
  /**
   * Never throws: a missing fact, a null where a value is needed or a wrong type is an error, and the caller fails
   * closed. Facts are JSON values and Dates; `a || b` holds when one side holds, even if the other is an error.
   */
  evaluate(facts: Readonly<Record<string, unknown>>): Evaluation;
}>;

/** `position` counts characters from 0, where the engine can name the place. */
export type Compiled =
  Readonly<{ ok: true; condition: Condition }> | Readonly<{ ok: false; message: string; position?: number }>;

export const longestCondition = 2_000;

/** With `excessOf`, what keeps the dearest condition over a list of 200 facts in the milliseconds. */
const limits = {
  maxAstNodes: 300,
  maxDepth: 20,
  maxListElements: 1_000,
  maxMapEntries: 50,
  maxCallArguments: 8,
};
const mostNestedMacros = 2;
const mostMacros = 10;
const macroNames = ['all', 'exists', 'exists_one', 'map', 'filter'];
const refusedCalls = ['matches', 'bind'];
/** `text.matchesRe2("…")`: the regular expressions that CEL means (RE2, in linear time), where the engine has JavaScript's. */
const search = 'matchesRe2';

const base = new Environment({ unlistedVariablesAreDyn: false, limits })
  .registerFunction(`string.${search}(string): bool`, (text: string, pattern: string) =>
    linearPattern(pattern).test(text),
  )
  .registerOperator('double == int', (a, b) => Number(a) === Number(b))
  .registerOperator('double + int', (a, b) => Number(a) + Number(b))
  .registerOperator('int + double', (a, b) => Number(a) + Number(b))
  .registerOperator('double - int', (a, b) => Number(a) - Number(b))
  .registerOperator('int - double', (a, b) => Number(a) - Number(b))
  .registerOperator('double * int', (a, b) => Number(a) * Number(b))
  .registerOperator('int * double', (a, b) => Number(a) * Number(b))
  .registerOperator('double / int', (a, b) => Number(a) / Number(b))
  .registerOperator('int / double', (a, b) => Number(a) / Number(b))
  .registerOperator('double % int', (a, b) => Number(a) % Number(b))
  .registerOperator('int % double', (a, b) => Number(a) % Number(b));

/** Parses and type-checks a condition over these variables; anything that is not a bool is refused. */
export function compileCondition(source: string, variables: Readonly<Record<string, CelType>>): Compiled {
  if (source.length > longestCondition)
    return { ok: false, message: `A condition has at most ${longestCondition} characters.` };
  return compiledBefore.of(`${JSON.stringify(variables)}${source}`, () => compile(source, variables));
}

/** The same few hundred conditions are asked for again with every answer and every score. */
const compiledBefore = new Remembered<Compiled>(2_000);
const namesBefore = new Remembered<readonly string[]>(2_000);

function compile(source: string, variables: Readonly<Record<string, CelType>>): Compiled {
  try {
    const parsed = environmentWith(variables).parse(source);
    const excess = excessOf(parsed.ast);
    if (excess !== null) return { ok: false, message: excess };
    const { valid, type, error } = parsed.check();
    if (!valid) return failure(error);
    if (!['bool', 'dyn'].includes(String(type)))
      return { ok: false, message: 'A condition is true or false.' };
    return { ok: true, condition: { source, evaluate: (facts) => evaluate(parsed, facts) } };
  } catch (error) {
    return failure(error);
  }
}

/**
 * The facts that a readable condition mentions, sorted: variables, dotted members, and texts in brackets or before
 * `in`, so that `answers["q1"]` and `"q1" in answers` both give `answers.q1`. Variables of macros are left out; a
 * member that only shows when it runs (`answers[x]`) gives its parent. Throws when the source cannot be parsed.
 */
export function referencedNames(source: string): string[] {
  const names = namesBefore.of(source, () => {
    const found = new Set<string>();
    collect(base.parse(source).ast, found, []);
    return [...found].sort();
  });
  return [...names];
}

function environmentWith(variables: Readonly<Record<string, CelType>>): Environment {
  const environment = base.clone();
  for (const [name, type] of Object.entries(variables)) environment.registerVariable(name, type);
  return environment;
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

function failure(error: unknown): Compiled {
  const range = (error as { range?: { start: number } } | undefined)?.range;
  return { ok: false, message: firstLine(error), ...(range && { position: range.start }) };
}

function firstLine(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'the condition cannot be read';
}

/** Why a condition could cost too much: the engine has no budget at run time, so that the shape has to bound it. */
function excessOf(ast: ASTNode): string | null {
  const nodes = [...withDescendants(ast)];
  if (nodes.some((node) => node.op === 'rcall' && refusedCalls.includes(node.args[0])))
    return `A condition does not use ${refusedCalls.join(' or ')}; ${search} finds regular expressions.`;
  const patterns = nodes.flatMap((node) => (node.op === 'rcall' && node.args[0] === search ? [node] : []));
  for (const { args } of patterns) {
    const [pattern] = args[2];
    const text = pattern ? textOf(pattern) : null;
    const problem = text === null ? 'is written out in the condition' : patternProblem(text);
    if (problem !== null) return `What ${search} looks for ${problem}.`;
  }
  const loops = nodes.filter(isMacro);
  if (loops.length > mostMacros || loops.some((loop) => nesting(loop) > mostNestedMacros))
    return `A condition uses at most ${mostMacros} of ${macroNames.join(', ')}, at most ${mostNestedMacros} in each other.`;
  if (loops.some(({ args: [, over] }) => !isLoopable(over)))
    return 'A condition loops over a list among the facts, a list written out, or the result of another loop.';
  return null;
}

type Macro = Extract<ASTNode, { op: 'rcall' }>;

function isMacro(node: ASTNode): node is Macro {
  return node.op === 'rcall' && macroNames.includes(node.args[0]);
}

/** How many loops run in each other: what stands in the arguments of a loop runs once for each of its items. */
function nesting(node: ASTNode): number {
  if (!isMacro(node)) return Math.max(0, ...childrenOf(node).map(nesting));
  const [, over, inner] = node.args;
  return Math.max(nesting(over), 1 + Math.max(0, ...inner.map(nesting)));
}

/** Not a sum of lists and not a split text: those can be far longer than any fact. */
function isLoopable(over: ASTNode): boolean {
  return over.op === 'list' || isMacro(over) || pathOf(over) !== null;
}

function* withDescendants(node: ASTNode): Generator<ASTNode> {
  yield node;
  for (const child of childrenOf(node)) yield* withDescendants(child);
}

function childrenOf(node: ASTNode): ASTNode[] {
  const found: ASTNode[] = [];
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(visit);
    else if (isNode(part)) found.push(part);
  };
  visit(node.args);
  return found;
}

function isNode(part: unknown): part is ASTNode {
  return typeof part === 'object' && part !== null && 'op' in part && 'args' in part;
}

function collect(node: ASTNode, names: Set<string>, bound: readonly string[]): void {
  const path = pathOf(node) ?? membershipOf(node);
  if (path !== null) {
    if (!bound.includes(path[0] ?? '')) names.add(path.join('.'));
  } else if (isMacro(node)) {
    const [, over, [variable, ...inner]] = node.args;
    collect(over, names, bound);
    const within = variable?.op === 'id' ? [...bound, variable.args] : bound;
    inner.forEach((part) => collect(part, names, within));
  } else childrenOf(node).forEach((child) => collect(child, names, bound));
}

/** ['answers', 'q1'] for answers.q1 and answers["q1"]; null for anything that is not such a path. */
function pathOf(node: ASTNode): string[] | null {
  if (node.op === 'id') return [node.args];
  if (node.op !== '.' && node.op !== '[]') return null;
  const [of, member] = node.args;
  const name = typeof member === 'string' ? member : textOf(member);
  const parent = pathOf(of);
  return parent !== null && name !== null ? [...parent, name] : null;
}

/** ['answers', 'q1'] for "q1" in answers. */
function membershipOf(node: ASTNode): string[] | null {
  if (node.op !== 'in') return null;
  const [member, of] = node.args;
  const name = textOf(member);
  const parent = pathOf(of);
  return parent !== null && name !== null ? [...parent, name] : null;
}

function textOf(node: ASTNode): string | null {
  return node.op === 'value' && typeof node.args === 'string' ? node.args : null;
}
