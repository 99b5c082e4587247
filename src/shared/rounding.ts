/**
 * Two decimals, half away from zero: 66.125 becomes 66.13, -66.125 becomes -66.13. What JSON shows of a score;
 * stored numbers stay unrounded. Works on the shortest decimal text, so that 1.005 becomes 1.01 as a person expects.
 */
export function twoDecimals(value: number): number {
  const [mantissa, exponent = '0'] = Math.abs(value).toString().split('e');
  const shifted = Math.round(Number(`${String(mantissa)}e${String(Number(exponent) + 2)}`));
  const rounded = Number(`${String(shifted)}e-2`);
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}
