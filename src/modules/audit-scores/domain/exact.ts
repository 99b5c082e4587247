import { twoDecimals } from '../../../shared/rounding.js';

const unit = 2 ** 32;

/**
 * The grid on which points are counted: multiples of 2^-32. Sums of such numbers are exact in binary floating point as
 * long as they stay below 2^20, in any order; so the parts of a score add up to its total to the last bit, and the same
 * inputs give the same number whatever the order in which they are read.
 */
export function onGrid(value: number): number {
  const rounded = Math.round(value * unit) / unit;
  return rounded === 0 ? 0 : rounded;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

const ln2 = 0.6931471805599453;
const terms = 24;

/**
 * 0.5^(days / halfLife) on the grid. Whole half-lives are halvings, the rest is the series of e^-x: nothing but IEEE 754
 * additions, multiplications and divisions, which give the same bits on every machine. Math.pow does not promise that.
 */
export function halved(days: number, halfLife: number): number {
  const wholes = Math.floor(days / halfLife);
  const x = ((days - wholes * halfLife) / halfLife) * ln2;
  let rest = 1;
  for (let n = terms; n > 0; n--) rest = 1 - (x * rest) / n;
  for (let n = 0; n < Math.min(wholes, 64); n++) rest /= 2;
  return onGrid(rest);
}

/**
 * Whole hundredths for each value, which add up to the hundredths of `total`. What is shown of parts, so that readers can
 * add it up.
 */
export function inHundredths(values: readonly number[], total: number): number[] {
  return sharedOut(values, Math.round(twoDecimals(total) * 100));
}

/** Each is rounded down and the rest goes to the largest remainders, the earlier one where they are equal. */
export function sharedOut(values: readonly number[], totalHundredths: number): number[] {
  if (values.length === 0) return [];
  const floors = values.map((value) => Math.floor(value * 100));
  const missing = totalHundredths - sum(floors);
  const everybody = Math.floor(missing / values.length);
  const further = new Set(
    values
      .map((value, index) => ({ index, rest: value * 100 - (floors[index] ?? 0) }))
      .sort((a, b) => b.rest - a.rest || a.index - b.index)
      .slice(0, missing - everybody * values.length)
      .map(({ index }) => index),
  );
  return floors.map((floor, index) => (floor + everybody + (further.has(index) ? 1 : 0)) / 100);
}
