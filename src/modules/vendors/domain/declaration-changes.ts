import type { LocalDate } from '../../../shared/local-date.js';
import {
  longestRetention,
  type Declaration,
  type DeclarationStatus,
  type DeclaredContent,
  type DeclaredRetention,
} from './declaration.js';
import type { DeclaredChange, DeclaredOutcome } from './declared-change.js';

type Compared = DeclaredContent & Readonly<{ status?: DeclarationStatus }>;

const details = [
  'name',
  'usesCookies',
  'cookieRefresh',
  'usesNonCookieAccess',
  'cookieMaxAgeSeconds',
  'privacyUrl',
  'legitimateInterestUrl',
  'deviceStorageUrl',
  'deletedOn',
] as const;

/** Everything that is declared otherwise, each once. */
export function changesBetween(then: Compared, now: Compared): DeclaredChange[] {
  return [
    ...usesBetween(then, now),
    ...retentionBetween(then.retention, now.retention),
    ...setsBetween('special_purpose', 'specialPurposes', then.specialPurposes, now.specialPurposes),
    ...setsBetween('feature', 'features', then.features, now.features),
    ...setsBetween('special_feature', 'specialFeatures', then.specialFeatures, now.specialFeatures),
    ...categoriesBetween(categoriesOf(then), categoriesOf(now)),
    ...details
      .filter((field) => then[field] !== now[field])
      .map((fact) => ({ kind: 'detail_changed', fact, then: then[fact], now: now[fact] }) as const),
  ];
}

function usesBetween(then: Compared, now: Compared): DeclaredChange[] {
  return numbersOf([...then.uses, ...now.uses].map(({ purpose }) => purpose)).flatMap((purpose) =>
    useBetween(`purposes.${purpose}`, usesFor(then, purpose), usesFor(now, purpose)),
  );
}

type BasesOfUse = ReturnType<typeof usesFor>;

function useBetween(fact: string, was: BasesOfUse, is: BasesOfUse): DeclaredChange[] {
  if (was.bases.length === 0) return [{ kind: 'purpose_added', fact, then: null, now: is.bases }];
  if (is.bases.length === 0) return [{ kind: 'purpose_gone', fact, then: was.bases, now: null }];
  const changes: DeclaredChange[] = [];
  if (was.bases.join() !== is.bases.join())
    changes.push({ kind: 'basis_changed', fact, then: was.bases, now: is.bases });
  if (was.flexible !== is.flexible)
    changes.push({ kind: 'flexibility_changed', fact, then: was.flexible, now: is.flexible });
  return changes;
}

function usesFor({ uses }: Compared, purpose: number) {
  const found = uses.filter((use) => use.purpose === purpose);
  return { bases: found.map(({ basis }) => basis).sort(), flexible: found.some(({ flexible }) => flexible) };
}

function retentionBetween(then: DeclaredRetention, now: DeclaredRetention): DeclaredChange[] {
  const change = (fact: string, was: number | null, is: number | null): DeclaredChange[] =>
    was === is ? [] : [{ kind: 'retention_changed', fact: `retention.${fact}`, then: was, now: is }];
  const byPurpose = (of: 'purposes' | 'specialPurposes') =>
    numbersOf([...Object.keys(then[of]), ...Object.keys(now[of])].map(Number)).flatMap((number) =>
      change(`${of}.${number}`, then[of][String(number)] ?? null, now[of][String(number)] ?? null),
    );
  return [
    ...change('standardDays', then.standardDays, now.standardDays),
    ...byPurpose('purposes'),
    ...byPurpose('specialPurposes'),
  ];
}

function setsBetween(
  what: 'special_purpose' | 'feature' | 'special_feature' | 'data_category',
  field: string,
  then: readonly number[],
  now: readonly number[],
): DeclaredChange[] {
  return numbersOf([...then, ...now])
    .filter((number) => then.includes(number) !== now.includes(number))
    .map((number) => {
      const added = now.includes(number);
      const kind = `${what}_${added ? 'added' : 'gone'}` as const;
      return { kind, fact: `${field}.${number}`, then: !added, now: added };
    });
}

function categoriesBetween(then: readonly number[] | null, now: readonly number[] | null): DeclaredChange[] {
  const fact = 'dataCategories';
  if (then === null && now === null) return [];
  if (then === null) return [{ kind: 'data_categories_disclosed', fact, then, now }];
  if (now === null) return [{ kind: 'data_categories_withheld', fact, then, now }];
  return setsBetween('data_category', fact, then, now);
}

const categoriesOf = ({ dataCategories }: Compared) =>
  dataCategories === null ? null : dataCategories.map(({ category }) => category);
const numbersOf = (numbers: readonly number[]) => [...new Set(numbers)].sort((a, b) => a - b);

/** What is read of a vendor in a list, and what was on record of it. */
export type Succession = Readonly<{
  before: Declaration | null;
  read: DeclaredContent;
  /** The day of the list. */
  on: LocalDate;
  /** Whether an older list had been read: only then is what it lacked known to be new. */
  afterAnother: boolean;
}>;

/**
 * What is on record from now on, with the day since when. A vendor that comes back declares everything anew; data
 * categories that were not disclosed before are not known to be new.
 */
export function succeeding({ before, read, on, afterAnother }: Succession): {
  content: DeclaredContent & { status: DeclarationStatus };
  changes: DeclaredChange[];
  outcome: DeclaredOutcome | null;
} {
  const status = read.deletedOn === null ? 'declared' : 'deleted';
  const known = before?.status === 'declared' || before?.status === status ? before : null;
  const since = before !== null || afterAnother ? on : null;
  const content = {
    ...read,
    status,
    uses: read.uses.map((use) => ({ ...use, since: sinceOf(known?.uses.find(isSame(use)), since) })),
    dataCategories: categoriesSince(read, known, since),
    retentionSince: retentionSince(read, known, since),
  } as const;
  const changes = before === null ? [] : changesBetween(before, content);
  return { content, changes, outcome: outcomeOf(before, status, changes) };
}

function outcomeOf(
  before: Declaration | null,
  status: DeclarationStatus,
  changes: readonly DeclaredChange[],
): DeclaredOutcome | null {
  if (before === null) return 'added';
  if (before.status === status) return changes.length > 0 ? 'changed' : null;
  return status === 'deleted' ? 'deleted' : 'returned';
}

const isSame = (use: DeclaredContent['uses'][number]) => (other: DeclaredContent['uses'][number]) =>
  use.purpose === other.purpose && use.basis === other.basis;

const sinceOf = (known: { since: LocalDate | null } | undefined, otherwise: LocalDate | null) =>
  known === undefined ? otherwise : known.since;

function categoriesSince(
  { dataCategories }: DeclaredContent,
  known: Declaration | null,
  since: LocalDate | null,
): DeclaredContent['dataCategories'] {
  if (dataCategories === null) return null;
  const before = known?.dataCategories;
  const unknownTillNow = before === null;
  return dataCategories.map(({ category }) => ({
    category,
    since: unknownTillNow
      ? null
      : sinceOf(
          before?.find((one) => one.category === category),
          since,
        ),
  }));
}

function retentionSince(
  read: DeclaredContent,
  known: Declaration | null,
  since: LocalDate | null,
): LocalDate | null {
  if (known === null) return longestRetention(read) === null ? null : since;
  const [was, is] = [longestRetention(known), longestRetention(read)];
  if (was === null || is === null || is <= was) return known.retentionSince;
  return since;
}
