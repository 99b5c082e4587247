import type { FieldError } from '../../../shared/domain-error.js';
import { tidy } from '../../../shared/label.js';
import type { LocalDate } from '../../../shared/local-date.js';
import type {
  DataCategory,
  PartyRole,
  SubprocessorChangeState,
  TransferTool,
} from '../../reference-data/codes.js';

/** Where a sub-processor itself stands; what we say to it under each agreement stands with the notice of it. */
export const subprocessorStatuses = [
  'ANNOUNCED',
  'ACTIVE',
  'REPLACED',
  'REMOVED',
] as const satisfies readonly SubprocessorChangeState[];
export type SubprocessorStatus = (typeof subprocessorStatuses)[number];

/** Those that people say; the others follow from the days. */
export const saidStatuses = ['ANNOUNCED', 'ACTIVE'] as const satisfies readonly SubprocessorStatus[];

/** What of a sub-processor the vendor says beforehand. */
export type SubprocessorContent = Readonly<{
  countries: readonly string[];
  dataCategories: readonly DataCategory[];
}>;
export type Upcoming = SubprocessorContent & Readonly<{ from: LocalDate; purpose: string | null }>;

/** Whom a vendor lets process our data in its turn, GDPR Art. 28(2), (4). */
export type Subprocessor = Readonly<{
  id: string;
  revision: number;
  /** Who uses it. */
  vendorId: string;
  name: string;
  /** The same company in our own register: its sub-processors stand below it in the tree. */
  linkedVendorId: string | null;
  website: string | null;
  purpose: string | null;
  countries: readonly string[];
  dataCategories: readonly DataCategory[];
  role: PartyRole;
  /** What carries the onward transfer to it. */
  transferTool: TransferTool | null;
  status: SubprocessorStatus;
  /** First and last day of its use; both are inside. */
  validFrom: LocalDate | null;
  validTo: LocalDate | null;
  /** How we know: the vendor's page, a letter. */
  source: string | null;
  replacedById: string | null;
  /** What the vendor said will be otherwise from a day on. */
  upcoming: Upcoming | null;
  removed: boolean;
  createdAt: Date;
}>;

export type SubprocessorFields = Omit<
  Subprocessor,
  'id' | 'revision' | 'vendorId' | 'status' | 'replacedById' | 'upcoming' | 'removed' | 'createdAt'
> &
  Readonly<{ status: SubprocessorStatus | null }>;

type Days = Pick<Subprocessor, 'validFrom' | 'validTo'>;
type Standing = Days & Pick<Subprocessor, 'replacedById'> & Readonly<{ status: SubprocessorStatus | null }>;

/** In use on the day. One that was announced without a day is not in use until somebody says so. */
export function isInUse(
  { status, validFrom, validTo }: Days & Pick<Subprocessor, 'status'>,
  on: LocalDate,
): boolean {
  const begun = validFrom === null ? status !== 'ANNOUNCED' : validFrom <= on;
  return begun && (validTo === null || on <= validTo);
}

/** Used now or from a day to come: its name is taken, and its link is part of the tree. */
export function isLive({ status, removed }: Pick<Subprocessor, 'status' | 'removed'>): boolean {
  return !removed && (status === 'ANNOUNCED' || status === 'ACTIVE');
}

/** As the days have it; only without a first day does it count what was said. */
export function statusOn(
  { validFrom, validTo, status, replacedById }: Standing,
  today: LocalDate,
): SubprocessorStatus {
  if (validTo !== null && validTo < today) return replacedById === null ? 'REMOVED' : 'REPLACED';
  if (validFrom === null) return status === 'ANNOUNCED' ? 'ANNOUNCED' : 'ACTIVE';
  return validFrom > today ? 'ANNOUNCED' : 'ACTIVE';
}

/** What does not fit together, by field. `said` is the status that was given, if one was. */
export function subprocessorProblems(
  { vendorId, linkedVendorId, validFrom, validTo }: Days & Pick<Subprocessor, 'vendorId' | 'linkedVendorId'>,
  said: SubprocessorStatus | null,
  today: LocalDate,
): FieldError[] {
  const problems: FieldError[] = [];
  const add = (pointer: string, code: string, message: string) => problems.push({ pointer, code, message });
  if (validFrom !== null && validTo !== null && validTo < validFrom)
    add('/validTo', 'before_start', 'give a day that is not before validFrom');
  const days = { validFrom, validTo, replacedById: null };
  const shown = said === null ? null : statusOn({ ...days, status: said }, today);
  if (shown !== said)
    add('/status', 'contradicts_days', `by its days it is ${String(shown)}: leave status out, or mend them`);
  if (linkedVendorId === vendorId)
    add('/linkedVendorId', 'own_subprocessor', 'a vendor is not its own sub-processor');
  return problems;
}

export function normalisedSubprocessor<T extends Pick<Subprocessor, 'name'>>(fields: T): T {
  return { ...fields, name: tidy(fields.name) };
}

/** Nothing is in the one that is not in the other. */
export function covers(whole: SubprocessorContent, part: SubprocessorContent): boolean {
  return (
    part.countries.every((country) => whole.countries.includes(country)) &&
    part.dataCategories.every((category) => whole.dataCategories.includes(category))
  );
}

export function newSubprocessor(id: string, vendorId: string, createdAt: Date) {
  const nothingYet = { replacedById: null, upcoming: null, removed: false } as const;
  return { id, revision: 0, vendorId, createdAt, ...nothingYet };
}
