import { RE2JS } from 're2js';
import { Remembered } from './remembered.js';

/** A regular expression that needs time in proportion to the text, whatever it says. */
export type LinearPattern = Readonly<{ test(text: string): boolean }>;

export const longestPattern = 200;
/** Instructions of the compiled pattern: each can cost a step for each character. */
const largestProgram = 200;

const compiled = new Remembered<RE2JS>(500);

/** RE2 syntax: no look-around, no back-references. Finds the pattern anywhere in the text. Throws when it cannot be read. */
export function linearPattern(source: string): LinearPattern {
  const problem = patternProblem(source);
  if (problem !== null) throw new Error(`The pattern ${problem}`);
  const pattern = compiled.of(source, () => RE2JS.compile(source));
  return { test: (text) => pattern.test(text) };
}

/** Why a pattern is refused, to follow its name; null when it can be used. */
export function patternProblem(source: string): string | null {
  if (source.length > longestPattern) return `has at most ${longestPattern} characters`;
  try {
    const pattern = compiled.of(source, () => RE2JS.compile(source));
    return pattern.programSize() > largestProgram ? 'repeats too much: lower its counts' : null;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : '';
    return `is no regular expression in RE2 syntax (${reason})`;
  }
}
