import type { LocalDate } from '../../../shared/local-date.js';
import { bySilence, type ObjectionWindow, type UsedContent, type WindowState } from './objection-window.js';

/** The decision fact that names whom the vendor uses. */
export const subprocessorsFact = 'vendor.subprocessors';

/** A company down the vendor's chain; rank 1 is used by the vendor itself. */
export type ChainedSubprocessor = UsedContent & Readonly<{ id: string; name: string; rank: number }>;

/** As a fact: with our answer to the notice of it, if one was given or is awaited. */
export type UsedSubprocessor = UsedContent &
  Readonly<{ name: string; rank: number; answer: WindowState | null }>;

export type Answered = Pick<
  ObjectionWindow,
  'subprocessorId' | 'state' | 'lastDay' | 'authorisation' | 'change' | 'excludedOn'
>;

/**
 * Whom the vendor uses for our data under one agreement. What silence came to counts from its day on, whether or not it
 * was put on record yet; what the vendor keeps away from us is left out, or is for us as it was before.
 */
export function usedUnder(
  chain: readonly ChainedSubprocessor[],
  newestFirst: readonly Answered[],
  today: LocalDate,
): UsedSubprocessor[] {
  return chain.flatMap(({ id, name, rank, countries, dataCategories }): UsedSubprocessor[] => {
    const used = { countries, dataCategories };
    const window = newestFirst.find(
      ({ subprocessorId, change }) => subprocessorId === id && isAbout(change, used),
    );
    if (!window) return [{ name, rank, ...used, answer: null }];
    const { excludedOn, change } = window;
    if (excludedOn !== null)
      return change.before === null ? [] : [{ name, rank, ...change.before, answer: null }];
    return [{ name, rank, ...used, answer: bySilence(window, today) ?? window.state }];
  });
}

/** The window speaks of this use: it announced all of it, and not all of it was there before. */
function isAbout(change: Answered['change'], used: UsedContent): boolean {
  return isWithin(used, change) && (change.before === null || !isWithin(used, change.before));
}

/**
 * Whether anybody is used whom neither the approval nor an answer of ours covers: another company, another country, other
 * data. One less is none, and neither is a tacit or written yes; a no counts however long we have known the company.
 */
export function usesUnapproved(then: unknown, now: unknown): boolean {
  const [before, after] = [listIn(then), listIn(now)];
  const approved = byName(before);
  const allowed = byName([...before, ...after.filter(({ answer }) => isYes(answer))]);
  return after.some((one) => {
    const key = nameKey(one.name);
    if (!isNo(one.answer)) return !(allowed.get(key) ?? []).some((known) => isWithin(one, known));
    const known = approved.get(key) ?? [];
    return !known.some((other) => other.answer === one.answer && isWithin(one, other));
  });
}

const isYes = (answer: WindowState | null) => answer === 'APPROVED_TACIT' || answer === 'APPROVED_EXPRESS';
const isNo = (answer: WindowState | null) => answer === 'OBJECTED' || answer === 'REJECTED';

function isWithin(part: UsedContent, whole: UsedContent): boolean {
  return (
    part.countries.every((country) => whole.countries.includes(country)) &&
    part.dataCategories.every((category) => whole.dataCategories.includes(category))
  );
}

function listIn(fact: unknown): UsedSubprocessor[] {
  return Array.isArray(fact) ? (fact as UsedSubprocessor[]) : [];
}

function byName(all: readonly UsedSubprocessor[]): Map<string, UsedSubprocessor[]> {
  const groups = new Map<string, UsedSubprocessor[]>();
  for (const one of all) groups.set(nameKey(one.name), [...(groups.get(nameKey(one.name)) ?? []), one]);
  return groups;
}

/** Case, accents and punctuation make no other company. */
const nameKey = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
