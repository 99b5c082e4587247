import type { FieldError } from '../../../shared/domain-error.js';
import { isLabel, tidy } from '../../../shared/label.js';

type Limits = Readonly<{ from?: number; to?: number; above?: number; below?: number }>;
type Members = Readonly<Record<string, unknown>>;

/** Reads values of whatever shape, and keeps every problem: an answer is only worth something while there is none. */
export class FormReader {
  readonly problems: FieldError[] = [];

  add(pointer: string, code: string, message: string): void {
    this.problems.push({ pointer, code, message });
  }

  number(pointer: string, value: unknown, limits: Limits = {}): number {
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      this.add(pointer, value === undefined ? 'missing' : 'wrong_type', 'must be a number');
      return 0;
    }
    if (!isWithin(value, limits)) this.add(pointer, 'out_of_range', `must be ${rangeText(limits)}`);
    return value;
  }

  whole(pointer: string, value: unknown, from: number, to: number): number {
    const number = this.number(pointer, value, { from, to });
    if (!Number.isInteger(number)) this.add(pointer, 'not_whole', 'must be a whole number');
    return number;
  }

  /** Points are counted in quarters, so that sums of them are exact. */
  points(pointer: string, value: unknown, limits: Limits = { from: 0, to: 100 }): number {
    const number = this.number(pointer, value, limits);
    if (!Number.isInteger(number * 4)) this.add(pointer, 'not_quarters', 'must be in quarters of a point');
    return number;
  }

  label(pointer: string, value: unknown, most = 200): string {
    if (typeof value === 'string' && isLabel(value) && tidy(value).length <= most) return tidy(value);
    this.add(pointer, 'label', `must be one line of visible text, at most ${most} characters`);
    return '';
  }

  oneOf<T extends string | number>(pointer: string, value: unknown, codes: readonly T[]): T {
    const known = codes.find((code) => code === value);
    if (known === undefined) this.add(pointer, 'unknown_code', `must be one of ${codes.join(', ')}`);
    return known ?? (codes[0] as T);
  }

  /** A list with an answer for each of its members; anything else reads as an empty one. */
  list<T>(
    pointer: string,
    value: unknown,
    most: number,
    read: (item: unknown, pointer: string, index: number) => T,
  ): T[] {
    if (!Array.isArray(value)) {
      this.add(pointer, value === undefined ? 'missing' : 'wrong_type', 'must be a list');
      return [];
    }
    if (value.length > most) this.add(pointer, 'too_many', `must have at most ${most} members`);
    return value.slice(0, most).map((item: unknown, index) => read(item, `${pointer}/${index}`, index));
  }

  /** An object with no other members than these. */
  members(pointer: string, value: unknown, names: readonly string[]): Members {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.add(pointer, value === undefined ? 'missing' : 'wrong_type', 'must be an object');
      return {};
    }
    for (const name of Object.keys(value))
      if (!names.includes(name))
        this.add(`${pointer}/${escaped(name)}`, 'unknown_field', 'is not a field here; leave it out');
    return value as Members;
  }

  /** Each of the codes exactly once: one that is missing is a gap, one that comes again an overlap. */
  everyOnce<T extends string | number>(pointer: string, given: readonly T[], codes: readonly T[]): void {
    for (const code of codes) if (!given.includes(code)) this.add(pointer, 'gap', `${code} is missing`);
    given.forEach((code, index) => {
      if (given.indexOf(code) !== index) this.add(`${pointer}/${index}`, 'twice', `${code} is there twice`);
    });
  }
}

export const escaped = (name: string) => name.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1');

function isWithin(value: number, limits: Limits): boolean {
  const { from = -Infinity, to = Infinity, above = -Infinity, below = Infinity } = limits;
  return value >= from && value <= to && value > above && value < below;
}

function rangeText({ from, to, above, below }: Limits): string {
  return [
    ...(from === undefined ? [] : [`at least ${from}`]),
    ...(above === undefined ? [] : [`more than ${above}`]),
    ...(to === undefined ? [] : [`at most ${to}`]),
    ...(below === undefined ? [] : [`less than ${below}`]),
  ].join(' and ');
}
