/**
 * Letters of other scripts that a reader takes for a Latin one, written down by us for the scripts that are met in company
 * names (Cyrillic, Greek, Armenian) and for what Unicode's compatibility form does not bring home. It flags and compares;
 * nothing is refused or stored by it, so that a letter missing here costs a warning and not a record.
 */
const lookAlikes: readonly (readonly [latin: string, others: string])[] = [
  ['a', 'аα'],
  ['b', 'вьβ'],
  ['c', 'сϲ'],
  ['d', 'ԁժ'],
  ['e', 'еєε'],
  ['g', 'ɡց'],
  ['h', 'һнհη'],
  ['i', 'іιıӏǀ'],
  ['j', 'јϳ'],
  ['k', 'кκ'],
  ['l', 'ⅼ'],
  ['m', 'мμ'],
  ['n', 'пոν'],
  ['o', 'оοօσ'],
  ['p', 'рρ'],
  ['q', 'ԛգ'],
  ['r', 'г'],
  ['s', 'ѕ'],
  ['t', 'тτ'],
  ['u', 'ꭒυս'],
  ['v', 'ѵ'],
  ['w', 'ԝω'],
  ['x', 'хχ'],
  ['y', 'уγყ'],
  ['z', 'ᴢζ'],
];

/** Signs that look alike within ASCII too: both sides are written as the first. */
const alikeInAscii: readonly (readonly [string, RegExp])[] = [
  ['o', /0/g],
  ['l', /[1i|]/g],
  ['m', /rn/g],
  ['w', /vv/g],
];

const latinOf = new Map(lookAlikes.flatMap(([latin, others]) => [...others].map((other) => [other, latin])));

/** The text, already in lower case, with every look-alike letter replaced by the Latin one that it is taken for. */
export function inLatin(text: string): string {
  return [...text].map((sign) => latinOf.get(sign) ?? sign).join('');
}

/** Two texts with the same skeleton look the same, or nearly so. */
export function skeletonOf(foldedText: string): string {
  return alikeInAscii.reduce((text, [sign, alike]) => text.replace(alike, sign), inLatin(foldedText));
}
