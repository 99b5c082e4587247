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

/** Signs that look alike within ASCII too, where they stand in a word beside a letter. */
const alikeInAscii: readonly (readonly [string, RegExp])[] = [
  ['l', /(?<=\p{L})[1I|]|[1I|](?=\p{L})/gu],
  ['o', /(?<=\p{L})0|0(?=\p{L})/gu],
];
const alikeInPairs: readonly (readonly [string, RegExp])[] = [
  ['m', /rn/g],
  ['w', /vv/g],
];

const latinOf = new Map(lookAlikes.flatMap(([latin, others]) => [...others].map((other) => [other, latin])));

/** The text, in lower case, with every look-alike letter replaced by the Latin one that it is taken for. */
export function inLatin(text: string): string {
  return [...text.toLowerCase()].map((sign) => latinOf.get(sign) ?? sign).join('');
}

/** With signs that are taken for letters replaced by them; while capitals are still to be told from small letters. */
export function lettersFor(text: string): string {
  return alikeInAscii.reduce((word, [letter, alike]) => word.replace(alike, letter), text);
}

export function joinedPairs(text: string): string {
  return alikeInPairs.reduce((word, [letter, pair]) => word.replace(pair, letter), text);
}
