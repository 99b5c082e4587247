import { refuseTable } from './table-errors.js';
import { decodeText } from './utf8.js';

export type JsonLimits = Readonly<{
  /** Nesting. */
  depth: number;
  /** Objects and lists in the whole document. */
  containers: number;
}>;

/** An uploaded document whose every key counts: one that stands twice in one object is refused, not decided on by the parser. */
export function readJsonDocument(bytes: Buffer, limits: JsonLimits & Readonly<{ bytes: number }>): unknown {
  if (bytes.length > limits.bytes)
    refuseTable('import.too_large', `The file has ${bytes.length} bytes; ${limits.bytes} are accepted.`, {
      limit: limits.bytes,
    });
  const text = decodeText(bytes);
  if (text.trim() === '') refuseTable('import.empty', 'The file is empty.');
  const document = parseJson(text, limits);
  const repeated = repeatedKeys(text);
  if (repeated.length > 0)
    refuseTable('import.repeated_key', `Keys that stand twice in one object: ${repeated.length}.`, {
      errors: repeated.slice(0, mostNamed).map((pointer) => ({
        ...{ pointer, code: 'repeated_key' },
        message: 'stands twice in the same object',
      })),
    });
  return document;
}

const mostNamed = 200;

/** Refuses what would unfold to far more than it is, and says on which line a text stops being JSON. */
export function parseJson(text: string, limits: JsonLimits): unknown {
  assertModest(text, limits);
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const position = /at position (\d+)/.exec(error.message)?.[1];
    if (position === undefined)
      return refuseTable('import.bad_json', 'The file is not JSON, or it ends too early.');
    const line = text.slice(0, Number(position)).split('\n').length;
    return refuseTable('import.bad_json', `The file stops being JSON on line ${line}.`, { line });
  }
}

/** Before parsing: JSON of a few bytes a level could otherwise unfold to a hundred times its size. */
function assertModest(text: string, { depth: deepest, containers: most }: JsonLimits): void {
  let depth = 0;
  let containers = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '"') at = endOfString(text, at);
    else if (sign === '}' || sign === ']') depth -= 1;
    else if (sign === '{' || sign === '[') {
      depth += 1;
      containers += 1;
      if (depth > deepest)
        refuseTable('import.bad_json', `The file is nested more than ${deepest} deep.`, { limit: deepest });
    }
  }
  if (containers > most)
    refuseTable('import.too_many_rows', `The file has more than ${most} objects and lists.`, { limit: most });
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
  return at;
}

/** Of text that is JSON: where a key stands for the second time in one object, as JSON pointers. */
export function repeatedKeys(text: string): string[] {
  const keys = new KeyScanner();
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '"') {
      const end = endOfString(text, at);
      keys.string(text.slice(at, end + 1));
      at = end;
    } else keys.sign(sign);
  }
  return keys.repeated;
}

/** An object or a list that is open; `keys` is null for a list. */
type Open = { keys: Set<string> | null; part: string; awaitsKey: boolean };

class KeyScanner {
  readonly repeated: string[] = [];
  private readonly open: Open[] = [];

  sign(sign: string): void {
    if (sign === '{') this.open.push({ keys: new Set(), part: '', awaitsKey: true });
    else if (sign === '[') this.open.push({ keys: null, part: '0', awaitsKey: false });
    else if (sign === '}' || sign === ']') this.open.pop();
    else if (sign === ',') this.next();
  }

  string(literal: string): void {
    const innermost = this.open.at(-1);
    if (!innermost?.keys || !innermost.awaitsKey) return;
    const key = JSON.parse(literal) as string;
    innermost.part = key.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1');
    innermost.awaitsKey = false;
    if (innermost.keys.has(key)) this.repeated.push(this.open.map(({ part }) => `/${part}`).join(''));
    innermost.keys.add(key);
  }

  private next(): void {
    const innermost = this.open.at(-1);
    if (innermost?.keys) innermost.awaitsKey = true;
    else if (innermost) innermost.part = String(Number(innermost.part) + 1);
  }
}
