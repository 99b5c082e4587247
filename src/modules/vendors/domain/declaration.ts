import type { LocalDate } from '../../../shared/local-date.js';
import type { DeclaredChange } from './declared-change.js';

export const declaredBases = ['consent', 'legitimate_interest'] as const;
export type DeclaredBasis = (typeof declaredBases)[number];

/** `deleted`: the list says since when. `gone`: a newer list does not name the vendor any more. */
export const declarationStatuses = ['declared', 'deleted', 'gone'] as const;
export type DeclarationStatus = (typeof declarationStatuses)[number];

/**
 * One use that a vendor declares. `since`: the day of the list that first had it, where an earlier list had been read that
 * did not; null for what the first list that was read had already: nobody here knows since when.
 */
export type DeclaredUse = Readonly<{
  purpose: number;
  basis: DeclaredBasis;
  /** The vendor leaves it to the publisher to ask for the other basis. */
  flexible: boolean;
  since: LocalDate | null;
}>;

export type DeclaredCategory = Readonly<{ category: number; since: LocalDate | null }>;

export const irregularityCodes = [
  'purpose_on_both_bases',
  'flexible_not_declared',
  'legitimate_interest_not_allowed',
  'retention_without_purpose',
  'undefined_data_category',
  'undefined_feature',
  'unusable_address',
  'name_cleaned',
] as const;
export type IrregularityCode = (typeof irregularityCodes)[number];

/** What the rules of the list do not allow, and the vendor declares nevertheless. `number`: of the purpose, if any. */
export type Irregularity = Readonly<{ code: IrregularityCode; number: number | null }>;

/** Days that data are kept: for all purposes unless a purpose has its own. Null: not declared. */
export type DeclaredRetention = Readonly<{
  standardDays: number | null;
  purposes: Readonly<Record<string, number>>;
  specialPurposes: Readonly<Record<string, number>>;
}>;

/** What a vendor says in a list, and how it says it. */
export type DeclaredContent = Readonly<{
  name: string;
  uses: readonly DeclaredUse[];
  specialPurposes: readonly number[];
  features: readonly number[];
  specialFeatures: readonly number[];
  /** Null where the list has none, as in version 2: not known is not none. */
  dataCategories: readonly DeclaredCategory[] | null;
  retention: DeclaredRetention;
  /** The day of the list that first had the longest time that is declared now; null as for a use. */
  retentionSince: LocalDate | null;
  usesCookies: boolean | null;
  cookieRefresh: boolean | null;
  usesNonCookieAccess: boolean | null;
  /** Seconds; 0 or less: until the browser is closed. */
  cookieMaxAgeSeconds: number | null;
  privacyUrl: string | null;
  legitimateInterestUrl: string | null;
  deviceStorageUrl: string | null;
  /** From that day on the vendor must not be used under the framework. */
  deletedOn: LocalDate | null;
  irregularities: readonly Irregularity[];
}>;

/** The record of what one vendor declares: no approval of anything. */
export type Declaration = DeclaredContent &
  Readonly<{
    id: string;
    revision: number;
    vendorId: string;
    /** Number of the vendor in the Global Vendor List; it is never used again. */
    gvlId: number;
    status: DeclarationStatus;
    /** The list with which it last changed. */
    specification: number;
    listVersion: number;
    /** What changed then; empty for what was new. */
    changes: readonly DeclaredChange[];
    createdAt: Date;
  }>;

/** For how long the data of one purpose are kept, in days. */
export function retentionOf(
  { retention }: Pick<DeclaredContent, 'retention'>,
  purpose: number,
): number | null {
  return retention.purposes[String(purpose)] ?? retention.standardDays;
}

/** The longest time for which anything is kept, in days; null where nothing is declared. */
export function longestRetention(content: Pick<DeclaredContent, 'retention' | 'uses'>): number | null {
  const days = content.uses.flatMap(({ purpose }) => retentionOf(content, purpose) ?? []);
  return days.length === 0 ? null : Math.max(...days);
}
