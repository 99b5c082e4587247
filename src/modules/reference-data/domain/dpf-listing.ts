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
