import type { QuestionType } from '../content.js';
import { longestPattern, patternProblem } from '../../../../shared/linear-pattern.js';
import type { VsaqArgument, VsaqCondition } from './vsaq-condition.js';

/** What an id of the file stands for here. */
export type VsaqMeaning =
  | Readonly<{ kind: 'question'; id: string; type: QuestionType }>
  | Readonly<{ kind: 'choice'; id: string; type: QuestionType; choice: string }>;

export type VsaqSymbols = Readonly<{
  meaningOf: (id: string) => VsaqMeaning | null;
  /** When the item is shown, with everything around it; null when there is no such item. */
  shownWhen: (id: string) => VsaqCondition | 'always' | null;
  /** Called for an id that nothing in the file has: such a thing is never set. */
  unknown: (id: string) => void;
}>;

type Cel = Readonly<{ op: 'and' | 'or' | 'atom'; text: string }> | boolean;

const mostSteps = 2_000;

/** The same condition in CEL; true and false where it does not depend on answers. Throws a SyntaxError. */
export function celOf(condition: VsaqCondition, symbols: VsaqSymbols): string | boolean {
  const cel = new Translation(symbols).of(condition);
  return typeof cel === 'boolean' ? cel : cel.text;
}

class Translation {
  private readonly opening: string[] = [];
  private steps = 0;

  constructor(private readonly symbols: VsaqSymbols) {}

  of(condition: VsaqCondition): Cel {
    this.steps += 1;
    if (this.steps > mostSteps)
      throw new SyntaxError('grows too long, once what it refers to is written out');
    switch (condition.op) {
      case 'and':
      case 'or':
        return joined(condition.op, this.of(condition.left), this.of(condition.right));
      case 'not':
        return negated(this.of(condition.of));
      case 'set':
        return this.isSet(condition);
      case 'visible':
        return this.isShown(condition.id);
      case 'matches':
      case 'contains':
        return this.looksInto(condition);
    }
  }

  private isSet({ id, suffix }: Extract<VsaqCondition, { op: 'set' }>): Cel {
    const meaning = this.meaningOf(id);
    if (meaning === null) return false;
    const answer = answerTo(meaning.id);
    if (suffix === 'yes' || suffix === 'no') return atom(`${answer} == "${suffix}"`);
    if (meaning.kind === 'choice')
      return meaning.type === 'multi_choice'
        ? atom(`"${meaning.choice}" in ${answer}`)
        : atom(`${answer} == "${meaning.choice}"`);
    return isAnswered(answer, meaning.type);
  }

  private isShown(id: string): Cel {
    const shown = this.symbols.shownWhen(id);
    if (shown === null) {
      this.symbols.unknown(id);
      return false;
    }
    if (shown === 'always') return true;
    if (this.opening.includes(id)) throw new SyntaxError(`asks in a circle whether ${id} is shown`);
    this.opening.push(id);
    const cel = this.of(shown);
    this.opening.pop();
    return cel;
  }

  private looksInto({ op, of, args }: Extract<VsaqCondition, { op: 'matches' | 'contains' }>): Cel {
    const call = op === 'matches' ? matching(args) : `.contains(${quoted(args[0] ?? '')})`;
    const value = this.valueOf(of);
    if (value === null) return false;
    return value.kind === 'text'
      ? atom(`${quoted(value.text)}${call}`)
      : { op: 'and', text: `${value.answer} != null && ${value.answer}${call}` };
  }

  private valueOf(
    argument: VsaqArgument,
  ): { kind: 'text'; text: string } | { kind: 'answer'; answer: string } | null {
    if ('text' in argument) return { kind: 'text', text: argument.text };
    const meaning = this.meaningOf(argument.id);
    if (meaning === null) return null;
    if (meaning.kind === 'choice' || meaning.type === 'multi_choice' || meaning.type === 'file')
      throw new SyntaxError(`looks for a text in ${argument.id}, which has none`);
    return { kind: 'answer', answer: answerTo(meaning.id) };
  }

  private meaningOf(id: string): VsaqMeaning | null {
    const meaning = this.symbols.meaningOf(id);
    if (meaning === null) this.symbols.unknown(id);
    return meaning;
  }
}

/** JavaScript's flags become RE2's; those that only matter to repeated searches mean nothing here. */
function matching([source = '', flags = '']: readonly string[]): string {
  const inline = [...new Set(flags)].filter((flag) => 'ims'.includes(flag)).join('');
  const pattern = inline === '' ? source : `(?${inline})${source}`;
  const problem = patternProblem(pattern);
  if (problem !== null)
    throw new SyntaxError(
      `looks for a pattern of ${pattern.length} characters that ${problem} (at most ${longestPattern})`,
    );
  return `.matchesRe2(${quoted(pattern)})`;
}

function isAnswered(answer: string, type: QuestionType): Cel {
  if (type === 'multi_choice' || type === 'file') return atom(`size(${answer}) > 0`);
  return atom(`${answer} != null`);
}

const atom = (text: string): Cel => ({ op: 'atom', text });

function joined(op: 'and' | 'or', left: Cel, right: Cel): Cel {
  const neutral = op === 'and';
  if (typeof left === 'boolean') return left === neutral ? right : left;
  if (typeof right === 'boolean') return right === neutral ? left : right;
  const sign = op === 'and' ? ' && ' : ' || ';
  return { op, text: [left, right].map((part) => within(op, part)).join(sign) };
}

function within(op: 'and' | 'or', part: Exclude<Cel, boolean>): string {
  return part.op === op || part.op === 'atom' ? part.text : `(${part.text})`;
}

function negated(cel: Cel): Cel {
  if (typeof cel === 'boolean') return !cel;
  return atom(`!(${cel.text})`);
}

function answerTo(id: string): string {
  return /^[A-Za-z]\w*$/.test(id) && !celWords.has(id) ? `answers.${id}` : `answers["${id}"]`;
}

const celWords = new Set(['true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while']); // prettier-ignore

function quoted(text: string): string {
  const escaped = text
    .replace(/[\\"]/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t');
  return `"${escaped}"`;
}
