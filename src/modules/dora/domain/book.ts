import { findItem, listOf, type ListName } from '../../reference-data/codes.js';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  isReported,
  type AgreementFacts,
  type CompanyFacts,
  type FilingFacts,
  type VendorFacts,
} from './facts.js';
import type { About } from './filing.js';
import type { IctArrangement, IctFunction, IctService } from './records.js';

type DoraList = Extract<ListName, `dora_${string}`>;
export type Reported = AgreementFacts & Readonly<{ arrangement: IctArrangement }>;
export type Code = Readonly<{ code: string | null; type: string | null }>;

/** The facts by their ids, and what of them belongs in the filing of a day. */
export class FilingBook {
  /** Companies in the register, the one that keeps it first. */
  readonly entities: readonly CompanyFacts[];
  readonly functions: readonly IctFunction[];
  readonly arrangements: readonly Reported[];
  private readonly companies: ReadonlyMap<string, CompanyFacts>;
  private readonly vendors: ReadonlyMap<string, VendorFacts>;

  constructor(
    readonly facts: FilingFacts,
    readonly on: LocalDate,
  ) {
    this.companies = new Map(facts.companies.map((company) => [company.id, company]));
    this.vendors = new Map(facts.vendors.map((vendor) => [vendor.id, vendor]));
    this.entities = facts.companies
      .filter(({ financial }) => financial && (financial.removedOn === null || financial.removedOn > on))
      .toSorted((a, b) => Number(keeps(b)) - Number(keeps(a)));
    const inScope = new Set(this.entities.map(({ id }) => id));
    this.functions = facts.functions.filter(
      ({ legalEntityId, endedOn }) => inScope.has(legalEntityId) && (endedOn === null || endedOn > on),
    );
    this.arrangements = facts.agreements.filter(
      (agreement): agreement is Reported =>
        agreement.arrangement !== null &&
        agreement.arrangement.services.length > 0 &&
        isReported(agreement, on),
    );
  }

  get keeper(): CompanyFacts | null {
    return this.entities.find(keeps) ?? null;
  }

  company(id: string): CompanyFacts | null {
    return this.companies.get(id) ?? null;
  }

  vendor(id: string): VendorFacts | null {
    return this.vendors.get(id) ?? null;
  }

  /** Those that use it; the one that signed, unless told. */
  usersOf({ arrangement, legalEntityId }: Reported): CompanyFacts[] {
    const ids = arrangement.userIds.length > 0 ? arrangement.userIds : [legalEntityId];
    return ids.flatMap((id) => this.company(id) ?? []);
  }

  functionsOf(service: IctService, company: CompanyFacts): IctFunction[] {
    return this.functions.filter(
      ({ id, legalEntityId }) => legalEntityId === company.id && service.functionIds.includes(id),
    );
  }

  /** Whether it supports a function that is critical or important, in any company. */
  isCritical(service: IctService): boolean {
    return this.functions.some(
      ({ id, criticality }) => criticality === 'YES' && service.functionIds.includes(id),
    );
  }
}

const keeps = ({ financial }: CompanyFacts) => financial?.maintainsRegister === true;

/** By its LEI, or by the code that stands for it. */
export function codeOf({ lei, provider }: VendorFacts): Code {
  if (lei !== null) return { code: lei, type: eba('dora_provider_code', 'LEI') };
  return { code: provider?.code ?? null, type: eba('dora_provider_code', provider?.codeType ?? null) };
}

/** What the EBA calls a code of ours. */
export function eba(list: DoraList, code: string | null): string | null {
  return code === null ? null : (findItem(listOf(list), code)?.eba ?? null);
}

export const yesNo = (answer: boolean | null) =>
  answer === null ? null : eba('dora_assessed', answer ? 'YES' : 'NO');
export const countryKey = (country: string | null) => (country === null ? null : `eba_GA:${country}`);
export const currencyKey = (currency: string | null) => (currency === null ? null : `eba_CU:${currency}`);
export const digits = (number: number | null) => (number === null ? null : String(number));
export const aboutCompany = ({ id, name }: CompanyFacts): About => ({ type: 'legal_entity', id, name });
export const aboutVendor = ({ id, name }: VendorFacts): About => ({ type: 'vendor', id, name });
