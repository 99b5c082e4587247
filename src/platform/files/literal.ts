import { tokenizer, tokTypes as tt, type Token, type TokenType } from 'acorn';
import { defineErrors, raiser } from '../../shared/domain-error.js';

export const literalErrors = defineErrors({
  'import.not_data': {
    kind: 'invalid',
    title: 'The file holds more than data',
    remedy:
      'Objects, lists, texts (also joined by +), numbers, true, false, null and comments are read; nothing is ever run.',
  },
});
const refuse = raiser(literalErrors);

/** A JavaScript literal as data: objects have no prototype. Lines are those where an object or a list begins. */
export type Literal = Readonly<{
  value: unknown;
  lineOf: (part: unknown) => number | null;
  comments: number;
  /** How often texts were joined by `+`. */
  joins: number;
}>;

const deepest = 40;
const reserved = ['__proto__', 'constructor', 'prototype'];

/**
 * Reads what people write where JSON is meant: comments, texts joined by `+`, names without quotation marks, commas at
 * the end. Goes by the tokens of JavaScript and accepts no others, so that there is never a program, let alone a run.
 */
export function readLiteral(text: string): Literal {
  return new LiteralReader(text).read();
}

class LiteralReader {
  private readonly lines = new WeakMap<object, number>();
  private readonly tokens: { getToken(): Token };
  private token: Token;
  private comments = 0;
  private joins = 0;

  constructor(text: string) {
    const onComment = () => {
      this.comments += 1;
    };
    this.tokens = tokenizer(text, { ecmaVersion: 'latest', locations: true, onComment });
    this.token = this.next();
  }

  read(): Literal {
    const value = this.value(0);
    if (this.token.type !== tt.eof) this.refuse();
    const lineOf = (part: unknown) =>
      typeof part === 'object' && part !== null ? (this.lines.get(part) ?? null) : null;
    return { value, lineOf, comments: this.comments, joins: this.joins };
  }

  private value(depth: number): unknown {
    if (depth > deepest) refuse('import.not_data', `Line ${this.line} is nested more than ${deepest} deep.`);
    switch (this.token.type) {
      case tt.braceL:
        return this.object(depth);
      case tt.bracketL:
        return this.list(depth);
      case tt.string:
        return this.text();
      case tt.num:
        return this.number();
      case tt._true:
        return this.skip(true);
      case tt._false:
        return this.skip(false);
      case tt._null:
        return this.skip(null);
      default:
        return this.refuse();
    }
  }

  private object(depth: number): unknown {
    const object = Object.create(null) as Record<string, unknown>;
    this.begin(object);
    while (this.token.type !== tt.braceR) {
      const key = this.key();
      if (Object.hasOwn(object, key))
        refuse('import.not_data', `Line ${this.line} names ${key.slice(0, 60)} a second time.`);
      this.expect(tt.colon);
      object[key] = this.value(depth + 1);
      if (!this.accept(tt.comma) && this.token.type !== tt.braceR) this.refuse();
    }
    this.advance();
    return object;
  }

  private list(depth: number): unknown {
    const list: unknown[] = [];
    this.begin(list);
    while (this.token.type !== tt.bracketR) {
      list.push(this.value(depth + 1));
      if (!this.accept(tt.comma) && this.token.type !== tt.bracketR) this.refuse();
    }
    this.advance();
    return list;
  }

  private text(): string {
    const parts = [this.string()];
    while (this.isPlus()) {
      this.advance();
      if (this.token.type !== tt.string) this.refuse();
      parts.push(this.string());
      this.joins += 1;
    }
    return parts.join('');
  }

  private string(): string {
    const value = String(this.valueOfToken());
    if (value.includes('\0') || !value.isWellFormed())
      refuse('import.not_data', `The text on line ${this.line} cannot be stored.`);
    this.advance();
    return value;
  }

  private number(): number {
    const value = this.valueOfToken();
    if (typeof value !== 'number' || !Number.isFinite(value)) return this.refuse();
    return this.skip(value);
  }

  private key(): string {
    const { type } = this.token;
    if (type !== tt.string && type !== tt.name && type.keyword === undefined) this.refuse();
    const key = type.keyword ?? String(this.valueOfToken());
    if (reserved.includes(key) || !key.isWellFormed() || key.includes('\0'))
      refuse('import.not_data', `The name on line ${this.line} is not accepted.`);
    this.advance();
    return key;
  }

  private isPlus(): boolean {
    return this.token.type === tt.plusMin && this.valueOfToken() === '+';
  }

  private begin(part: object): void {
    this.lines.set(part, this.line);
    this.advance();
  }

  private skip<T>(value: T): T {
    this.advance();
    return value;
  }

  private accept(type: TokenType): boolean {
    if (this.token.type !== type) return false;
    this.advance();
    return true;
  }

  private expect(type: TokenType): void {
    if (!this.accept(type)) this.refuse();
  }

  private advance(): void {
    this.token = this.next();
  }

  private next(): Token {
    try {
      return this.tokens.getToken();
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      const line = (error as { loc?: { line: number } }).loc?.line ?? 1;
      return refuse('import.not_data', `Line ${line} cannot be read.`, { line });
    }
  }

  private get line(): number {
    return this.token.loc?.start.line ?? 1;
  }

  private valueOfToken(): unknown {
    return (this.token as Token & { value?: unknown }).value;
  }

  private refuse(): never {
    const found = this.token.type === tt.eof ? 'the end of the file' : `“${this.token.type.label}”`;
    const { line } = this;
    return refuse('import.not_data', `On line ${line} stands ${found}, where data was expected.`, { line });
  }
}
