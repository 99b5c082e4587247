import type { FieldError } from '../../../shared/domain-error.js';
import type { LocalDate } from '../../../shared/local-date.js';
import type { DpfEntry, DpfFramework } from '../../reference-data/codes.js';
import { foldedName } from './vendor-names.js';

/**
 * What somebody saw of a vendor in the list of the Data Privacy Framework: one framework, from one certification to the day
 * on which the next is due. Each renewal is an entry of its own, so that every day keeps its answer.
 */
export type VendorDpfEntry = Readonly<{
  id: string;
  revision: number;
  vendorId: string;
  framework: DpfFramework;
  /** The organisation as the list names it. */
  listedName: string;
  /** The vendor stands in the entry as an entity that the organisation covers. */
  coveredEntity: boolean;
  coveredData: DpfEntry['coveredData'];
  activeFrom: LocalDate;
  /** It counts to this day, inclusive. */
  nextCertificationDue: LocalDate;
  /** The first day on which it was withdrawn, lapsed or removed. */
  inactiveFrom: LocalDate | null;
  checkedOn: LocalDate;
  evidenceId: string | null;
  removed: boolean;
  createdAt: Date;
}>;

export type DpfEntryFields = Omit<VendorDpfEntry, 'id' | 'revision' | 'vendorId' | 'removed' | 'createdAt'>;

/** Longer than any certification counts: they are renewed every year. */
const mostDays = 366;

/** Every field that cannot be right. */
export function dpfEntryProblems(entry: DpfEntryFields, today: LocalDate): FieldError[] {
  const { activeFrom, nextCertificationDue, inactiveFrom, checkedOn, coveredData } = entry;
  const days = (Date.parse(nextCertificationDue) - Date.parse(activeFrom)) / 86_400_000;
  return [
    ...(days < 0
      ? [wrong('/nextCertificationDue', 'before_start', `it lies before activeFrom, ${activeFrom}`)]
      : []),
    ...(days > mostDays
      ? [wrong('/nextCertificationDue', 'too_late', 'certifications are renewed every year')]
      : []),
    ...(inactiveFrom !== null && inactiveFrom <= activeFrom
      ? [wrong('/inactiveFrom', 'before_start', `it does not lie after activeFrom, ${activeFrom}`)]
      : []),
    ...(checkedOn > today ? [wrong('/checkedOn', 'in_future', 'record it when somebody has looked')] : []),
    ...(checkedOn < activeFrom
      ? [wrong('/checkedOn', 'before_start', `nobody could see it before activeFrom, ${activeFrom}`)]
      : []),
    ...(coveredData.length === 0 ? [wrong('/coveredData', 'empty', 'say which data it covers')] : []),
  ];
}

/** As the law on transfers asks for it. */
export function dpfEntryOf(entry: VendorDpfEntry, vendor: Readonly<{ legalName: string | null }>): DpfEntry {
  const { framework, listedName, coveredEntity, coveredData } = entry;
  const { activeFrom, nextCertificationDue, inactiveFrom } = entry;
  const same = vendor.legalName !== null && foldedName(vendor.legalName) === foldedName(listedName);
  return {
    ...{ framework, listedName, coveredData, activeFrom, nextCertificationDue, inactiveFrom },
    namesRecipient: coveredEntity || same,
  };
}

const wrong = (pointer: string, code: string, message: string): FieldError => ({ pointer, code, message });
