import type { LocalDate } from '../../../shared/local-date.js';
import type { DpfFramework } from './list-items.js';

/** Personnel data of the recipient's own group (HR) or all other data: a listing covers each kind separately. */
export const dataClasses = ['HR', 'NON_HR'] as const;
export type DataClass = (typeof dataClasses)[number];

export const dpfStatuses = ['ACTIVE', 'INACTIVE'] as const;
export type DpfStatus = (typeof dpfStatuses)[number];

/** One entry of the list of the Data Privacy Framework, as somebody saw it there. */
export type DpfListing = Readonly<{
  status: DpfStatus;
  frameworks: readonly DpfFramework[];
  coveredData: readonly DataClass[];
  /** Certifications are renewed every year; the listing counts to this day inclusive. Null when it was not recorded. */
  nextCertificationDue: LocalDate | null;
}>;

export type ListingQuestion = Readonly<{
  framework: DpfFramework;
  listing: DpfListing | undefined;
  dataClass: DataClass | undefined;
  on: LocalDate;
}>;

export type ListingVerdict = Readonly<{ adequate: true | false | 'unknown'; reason: string }>;

/** Does a self-certification carry the transfer (Decision (EU) 2023/1795 and its UK and Swiss sisters)? Names every obstacle. */
export function judgeListing(question: ListingQuestion): ListingVerdict {
  const { listing, dataClass, framework } = question;
  if (listing === undefined) {
    return {
      adequate: 'unknown',
      reason: `it depends on the recipient, not on the country: record its listing for ${framework}`,
    };
  }
  const obstacles = obstaclesIn(listing, question);
  if (obstacles.length > 0) return { adequate: false, reason: obstacles.join('; ') };
  if (dataClass === undefined && listing.coveredData.length < dataClasses.length) {
    return {
      adequate: 'unknown',
      reason: `the listing covers ${listing.coveredData.join()} only: say which data are sent`,
    };
  }
  return { adequate: true, reason: `the recipient is listed for ${framework}` };
}

function obstaclesIn(listing: DpfListing, { framework, dataClass, on }: ListingQuestion): string[] {
  const { status, frameworks, coveredData, nextCertificationDue } = listing;
  const uncovered = dataClass === undefined ? coveredData.length === 0 : !coveredData.includes(dataClass);
  return [
    ...(status === 'ACTIVE' ? [] : ['the listing is not active']),
    ...(frameworks.includes(framework) ? [] : [`the listing is not for ${framework}`]),
    ...(uncovered ? [`the listing does not cover ${dataClass ?? 'any'} data`] : []),
    ...(nextCertificationDue !== null && nextCertificationDue < on
      ? [`the certification lapsed after ${nextCertificationDue}`]
      : []),
  ];
}

/** One framework of one organisation over one certification, as the vendor's register has it. */
export type DpfEntry = Readonly<{
  framework: DpfFramework;
  listedName: string;
  /** The list names the recipient itself, or as an entity that it covers. */
  namesRecipient: boolean;
  coveredData: readonly DataClass[];
  activeFrom: LocalDate;
  /** It counts to this day, inclusive. */
  nextCertificationDue: LocalDate;
  /** The first day on which the list shows it as inactive. */
  inactiveFrom: LocalDate | null;
}>;

export type EntriesQuestion = Omit<ListingQuestion, 'listing'> & Readonly<{ entries: readonly DpfEntry[] }>;

/**
 * The same by the vendor's register on that day. Who takes part in the UK Extension takes part in the EU-US framework, or in
 * neither. What the register does not say is unknown.
 */
export function judgeEntries(question: EntriesQuestion): ListingVerdict {
  const { entries, framework, on } = question;
  const entry = newestOn(entries, framework, on);
  if (entry === undefined)
    return { adequate: 'unknown', reason: `the vendor's register has no entry for ${framework} on that day` };
  const { nextCertificationDue, inactiveFrom, coveredData, listedName } = entry;
  const active = inactiveFrom === null || on < inactiveFrom;
  const verdict = judgeListing({
    ...question,
    listing: {
      ...{
        status: active ? 'ACTIVE' : 'INACTIVE',
        frameworks: [framework],
        coveredData,
        nextCertificationDue,
      },
    },
  });
  if (verdict.adequate !== true) return verdict;
  if (!entry.namesRecipient)
    return {
      adequate: 'unknown',
      reason: `the list names ${listedName}: say whether it covers the recipient`,
    };
  if (framework !== 'UK_EXTENSION') return verdict;
  const base = judgeEntries({ ...question, framework: 'EU_US' });
  return base.adequate === true
    ? verdict
    : { adequate: base.adequate, reason: `UK_EXTENSION stands on EU_US: ${base.reason}` };
}

/** Of the certifications that had begun by then, the last one. */
function newestOn(
  entries: readonly DpfEntry[],
  framework: DpfFramework,
  on: LocalDate,
): DpfEntry | undefined {
  return entries
    .filter((entry) => entry.framework === framework && entry.activeFrom <= on)
    .sort((a, b) => (a.activeFrom < b.activeFrom ? 1 : -1))[0];
}
