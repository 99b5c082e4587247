/** A condition of a google/vsaq questionnaire, as it was meant: `&&` and `||` bind alike and are taken from the left. */
export type VsaqCondition =
  | Readonly<{ op: 'and' | 'or'; left: VsaqCondition; right: VsaqCondition }>
  | Readonly<{ op: 'not'; of: VsaqCondition }>
  /** An item or a choice is set; `suffix` is what follows a slash. */
  | Readonly<{ op: 'set'; id: string; suffix: 'yes' | 'no' | 'value' | null }>
  | Readonly<{ op: 'visible'; id: string }>
  | Readonly<{ op: 'matches' | 'contains'; of: VsaqArgument; args: readonly string[] }>;

/** What a function looks at: the value of an item, or a text that is written out. */
export type VsaqArgument = Readonly<{ id: string }> | Readonly<{ text: string }>;

export type ParsedVsaq = Readonly<{
  condition: VsaqCondition;
  /** Whether reading from the left differs from what `&&` before `||` would mean. */
  leftToRight: boolean;
}>;

const deepest = 30;
const longest = 20_000;
const token = /\s*(&&|\|\||[!(),]|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\^?[\w.:-]+(?:\/(?:yes|no|value))?)/suy;

/** Throws a SyntaxError that says what is wrong and where. */
export function parseVsaqCondition(source: string): ParsedVsaq {
  if (source.length > longest) throw new SyntaxError(`has more than ${longest} characters`);
  return new Parser(tokensOf(source)).parse();
}

type Lexeme = Readonly<{ text: string; at: number }>;

function tokensOf(source: string): Lexeme[] {
  const found: Lexeme[] = [];
  token.lastIndex = 0;
  while (source.slice(token.lastIndex).trim() !== '') {
    const at = token.lastIndex;
    const text = token.exec(source)?.[1];
    if (text === undefined) throw new SyntaxError(`cannot be read from character ${at} on`);
    found.push({ text, at });
  }
  return found;
}

class Parser {
  private place = 0;
  private leftToRight = false;

  constructor(private readonly lexemes: readonly Lexeme[]) {}

  parse(): ParsedVsaq {
    const condition = this.row(0);
    if (this.place < this.lexemes.length) this.fail();
    return { condition, leftToRight: this.leftToRight };
  }

  /** Terms joined by && and ||, from the left. */
  private row(depth: number): VsaqCondition {
    if (depth > deepest) throw new SyntaxError(`is nested more than ${deepest} deep`);
    let condition = this.term(depth);
    let or = false;
    for (let next = this.peek(); next === '&&' || next === '||'; next = this.peek()) {
      this.place += 1;
      if (next === '&&' && or) this.leftToRight = true;
      or ||= next === '||';
      condition = { op: next === '&&' ? 'and' : 'or', left: condition, right: this.term(depth) };
    }
    return condition;
  }

  private term(depth: number): VsaqCondition {
    if (depth > deepest) throw new SyntaxError(`is nested more than ${deepest} deep`);
    const text = this.take();
    if (text === '!') return { op: 'not', of: this.term(depth + 1) };
    if (text === '(') {
      const inner = this.row(depth + 1);
      this.expect(')');
      return inner;
    }
    if ((text === 'matches' || text === 'contains') && this.peek() === '(') return this.call(text);
    if (!/^\^?\w/.test(text)) return this.fail(-1);
    return text.startsWith('^') ? { op: 'visible', id: text.slice(1) } : { op: 'set', ...split(text) };
  }

  private call(op: 'matches' | 'contains'): VsaqCondition {
    this.expect('(');
    const of = argument(this.take());
    const args: string[] = [];
    while (this.peek() === ',') {
      this.place += 1;
      const given = argument(this.take());
      if (!('text' in given)) return this.fail(-1);
      args.push(given.text);
    }
    this.expect(')');
    if (args.length < 1 || args.length > (op === 'matches' ? 2 : 1))
      throw new SyntaxError(`gives ${op} the wrong number of arguments`);
    return { op, of, args };
  }

  private peek(): string | undefined {
    return this.lexemes[this.place]?.text;
  }

  private take(): string {
    const text = this.peek();
    if (text === undefined) throw new SyntaxError('ends too early');
    this.place += 1;
    return text;
  }

  private expect(text: string): void {
    if (this.take() !== text) this.fail(-1);
  }

  private fail(back = 0): never {
    const lexeme = this.lexemes[this.place + back];
    throw new SyntaxError(
      `has ${lexeme?.text.slice(0, 40) ?? ''} at character ${lexeme?.at ?? 0}, where it does not belong`,
    );
  }
}

function split(text: string): Pick<Extract<VsaqCondition, { op: 'set' }>, 'id' | 'suffix'> {
  const [, id = text, suffix = null] = /^(.+?)(?:\/(yes|no|value))?$/.exec(text) ?? [];
  return { id, suffix: suffix as 'yes' | 'no' | 'value' | null };
}

function argument(text: string): VsaqArgument {
  if (/^["']/.test(text)) return { text: text.slice(1, -1).replace(/\\(.)/gs, '$1') };
  if (!/^\w/.test(text)) throw new SyntaxError(`has ${text.slice(0, 40)}, where an item or a text belongs`);
  return { id: split(text).id };
}
