import type { LocalDate } from '../../../shared/local-date.js';
import type { FinancialEntity, IctArrangement, IctFunction, IctProvider } from './records.js';

export type CompanyFacts = Readonly<{
  id: string;
  name: string;
  country: string;
  lei: string | null;
  financial: FinancialEntity | null;
}>;
export type VendorFacts = Readonly<{
  id: string;
  name: string;
  legalName: string | null;
  country: string | null;
  lei: string | null;
  provider: IctProvider | null;
}>;
/** An agreement; without an arrangement nobody said yet whether it is one for ICT services. */
export type AgreementFacts = Readonly<{
  id: string;
  reference: string;
  vendorId: string;
  legalEntityId: string;
  parentId: string | null;
  status: string;
  effectiveFrom: LocalDate | null;
  effectiveTo: LocalDate | null;
  autoRenewal: boolean;
  endedOn: LocalDate | null;
  noticePeriodDays: number | null;
  arrangement: IctArrangement | null;
}>;
/** In use on the day. */
export type SubprocessorFacts = Readonly<{
  id: string;
  name: string;
  vendorId: string;
  linkedVendorId: string | null;
}>;
/** Where the data flows of an agreement say that data are. */
export type PlaceFacts = Readonly<{ agreementId: string; kind: string; country: string }>;

/** Everything that the register of information is made from, as it was known at one moment. */
export type FilingFacts = Readonly<{
  companies: readonly CompanyFacts[];
  functions: readonly IctFunction[];
  vendors: readonly VendorFacts[];
  agreements: readonly AgreementFacts[];
  subprocessors: readonly SubprocessorFacts[];
  places: readonly PlaceFacts[];
}>;

export const openEnd = '9999-12-31';
const bound: readonly string[] = ['signed', 'in_force', 'suspended', 'expired', 'terminated'];

/** The last day of an agreement; open where it renews itself or has none. */
export function endOf({ endedOn, autoRenewal, effectiveTo }: AgreementFacts): string {
  return endedOn ?? (autoRenewal ? openEnd : (effectiveTo ?? openEnd));
}

export const isOver = (agreement: AgreementFacts, on: LocalDate) => endOf(agreement) <= on;

/** In force on the day, or ended in its year. */
export function isReported(agreement: AgreementFacts, on: LocalDate): boolean {
  const { status, effectiveFrom } = agreement;
  const begun = bound.includes(status) && effectiveFrom !== null && effectiveFrom <= on;
  return begun && endOf(agreement) >= `${on.slice(0, 4)}-01-01`;
}
