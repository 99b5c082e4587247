import {
  listOf,
  type CcpaContractTermItem,
  type CcpaDisclosureKind,
  type CcpaRole,
  type PartyRole,
} from '../../reference-data/codes.js';
import type { Agreement } from './agreement.js';

type Contract = Pick<Agreement, 'coversCcpa' | 'crossContextAdvertising' | 'vendorRole' | 'clauses'>;

/** What the recipient is under the CCPA by what the contract says, and what its getting the data is then called. */
export type CcpaStanding = Readonly<{
  role: CcpaRole;
  disclosure: CcpaDisclosureKind;
  /** A sale or sharing: consumers may opt out, also by the Global Privacy Control. */
  optOutApplies: boolean;
  /** Terms that keep it from being a service provider or contractor. */
  missing: readonly CcpaContractTermItem[];
  /** Terms that even the agreement with a third party must hold. */
  missingForThirdParty: readonly CcpaContractTermItem[];
}>;

const terms = listOf('ccpa_contract_term').items;

/**
 * Cal. Civ. Code 1798.140(j), (ag), 11 CCR 7050-7053: without the terms of a service provider's contract the recipient is a
 * third party, whatever anybody calls it. What is partly there or was not reviewed is not there.
 */
export function ccpaStanding(contract: Contract): CcpaStanding | null {
  if (!contract.coversCcpa) return null;
  const { crossContextAdvertising } = contract;
  const missing = termsOf(contract.vendorRole).filter((term) => !holds(contract, term));
  const bound = missing.length === 0 && !crossContextAdvertising;
  const disclosure = crossContextAdvertising ? 'SHARE' : bound ? 'BUSINESS_PURPOSE' : 'SALE';
  return {
    role: bound ? (processes(contract.vendorRole) ? 'SERVICE_PROVIDER' : 'CONTRACTOR') : 'THIRD_PARTY',
    disclosure,
    optOutApplies: !bound,
    missing,
    missingForThirdParty: terms.filter((term) => term.thirdPartyLaw && !holds(contract, term)),
  };
}

/** Whoever processes for us is a service provider; whom we make data available to is a contractor, and certifies. */
function termsOf(vendorRole: PartyRole): CcpaContractTermItem[] {
  return terms.filter((term) => term.serviceProviderLaw ?? (!processes(vendorRole) && term.contractorLaw));
}

/** Only the flow-down may be out of place: where there are no sub-contractors. */
function holds({ clauses }: Contract, { code }: CcpaContractTermItem): boolean {
  const status = clauses.find((clause) => clause.code === code)?.status;
  return status === 'PRESENT' || (code === 'CC_FLOWDOWN' && status === 'NOT_APPLICABLE');
}

const processes = (role: PartyRole) => role === 'PROCESSOR' || role === 'SUB_PROCESSOR';
