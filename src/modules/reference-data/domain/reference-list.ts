import type { LocalDate } from '../../../shared/local-date.js';

/**
 * How sure we are of an entry. V: checked against a source that was read. M: from memory of a stable text; confirm it
 * before it is shown to anybody as law. P: a proposal of this project, not law.
 */
export const confidences = ['V', 'M', 'P'] as const;
export type Confidence = (typeof confidences)[number];

/** One entry of a list. Both days of its validity are inside it; a missing day means no limit on that side. */
export type ReferenceItem = Readonly<{
  /** Upper case, stable, never reused. */
  code: string;
  label: string;
  /** Article of law, or number of the standard, that the entry comes from. */
  law?: string;
  /** IRIs of the W3C Data Privacy Vocabulary that mean the same or nearly so, the nearest first. */
  dpv?: readonly string[];
  validFrom?: LocalDate;
  validTo?: LocalDate;
  confidence: Confidence;
  note?: string;
}>;

/** A versioned list of codes. `version` is semantic: a new wording is a patch, a new code minor, a changed meaning major. */
export type ReferenceList<Item extends ReferenceItem = ReferenceItem> = Readonly<{
  name: string;
  title: string;
  version: string;
  source: string;
  /** The day on which the entries were last compared with the source. */
  checkedAt: LocalDate;
  items: readonly Item[];
}>;

export function isInForce(
  { validFrom, validTo }: Pick<ReferenceItem, 'validFrom' | 'validTo'>,
  on: LocalDate,
): boolean {
  return (validFrom === undefined || validFrom <= on) && (validTo === undefined || on <= validTo);
}

export function itemsInForce<Item extends ReferenceItem>(list: ReferenceList<Item>, on: LocalDate): Item[] {
  return list.items.filter((item) => isInForce(item, on));
}

/** The entry with this code whether in force or not, so that old records keep their words. */
export function findItem<Item extends ReferenceItem>(list: ReferenceList<Item>, code: string): Item | null {
  return list.items.find((item) => item.code === code) ?? null;
}

/** Is `code` in the list, and, when a day is given, in force on that day? Codes are compared exactly. */
export function isCode(list: ReferenceList, code: string, on?: LocalDate): boolean {
  const item = findItem(list, code);
  return item !== null && (on === undefined || isInForce(item, on));
}

/** The words for a code, or for `WHOLE.PART` those of the whole; a code that the list does not know stands for itself. */
export function labelOf(list: ReferenceList, code: string): string {
  const item = findItem(list, code);
  if (item) return item.label;
  const [whole = code, part] = code.split('.', 2);
  const label = findItem(list, whole)?.label;
  return label === undefined || part === undefined ? code : `${label} (${part})`;
}

/** How an answer cites a list: name, version and the day of the last comparison. */
export function citation({ name, version, checkedAt }: ReferenceList): string {
  return `${name} ${version}, checked ${checkedAt}`;
}
