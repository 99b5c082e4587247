import { countryFromText } from '../../reference-data/codes.js';

const afterPostcode = /^.*\d[^\s]*\s+(?<rest>\D+)$/u;

/**
 * The country that a postal address ends with, when that is beyond doubt: its last part, or what follows a postcode in
 * it. `San Francisco, CA` could be many things and is none; `CA 94114 United States` is US.
 */
export function countryOfAddress(address: string): string | null {
  const last =
    address
      .split(/[,\n;]/)
      .at(-1)
      ?.trim() ?? '';
  const whole = countryFromText(last);
  if (whole !== null || /^[A-Z]{2}$/.test(last)) return whole;
  const rest = afterPostcode.exec(last)?.groups?.['rest'];
  return rest === undefined ? null : countryFromText(rest);
}
