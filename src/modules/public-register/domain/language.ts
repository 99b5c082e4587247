import { baseOf, labelOf, listOf, type ListName } from '../../reference-data/codes.js';

/** The lists whose codes the public register shows. */
export const labelledLists = [
  'purpose',
  'data_category',
  'data_subject_category',
  'lawful_basis',
  'party_role',
  'retention_end_action',
] as const satisfies readonly ListName[];
export type LabelledList = (typeof labelledLists)[number];

/** A language is a file: every word of the pages, and what codes are called where that is not what our lists call them. */
export type Language = Readonly<{
  /** BCP 47. */
  code: string;
  name: string;
  words: Readonly<Record<string, string>>;
  labels: Readonly<Partial<Record<LabelledList, Readonly<Record<string, string>>>>>;
}>;

/** With `{name}` filled in; a word that a file lacks is a mistake that a test finds. */
export function say(
  { words }: Language,
  word: string,
  filled: Readonly<Record<string, string | number>> = {},
): string {
  const text = words[word] ?? word;
  return text.replace(/\{(\w+)\}/g, (sign, name: string) => String(filled[name] ?? sign));
}

/** Of a category of our own: what the whole is called that it is a part of, since its words are for people inside. */
export function labelIn({ labels }: Language, list: LabelledList, code: string): string {
  const whole = baseOf(code);
  return labels[list]?.[whole] ?? labelOf(listOf(list), whole);
}

export function countryIn({ code }: Language, country: string): string {
  return new Intl.DisplayNames([code, 'en'], { type: 'region' }).of(country) ?? country;
}

export function dayIn({ code }: Language, day: string): string {
  const format = new Intl.DateTimeFormat(code === 'en' ? 'en-GB' : code, {
    dateStyle: 'long',
    timeZone: 'UTC',
  });
  return format.format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
}
