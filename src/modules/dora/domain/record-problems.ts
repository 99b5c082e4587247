import type { FieldError } from '../../../shared/domain-error.js';
import {
  isLicensedActivity,
  type FinancialEntity,
  type IctArrangement,
  type IctFunction,
  type IctProvider,
} from './records.js';

/** What is there of what a record names. */
export type Known = Readonly<{ ids: ReadonlySet<string> }>;

const problem = (pointer: string, code: string, message: string): FieldError => ({ pointer, code, message });
const missing = (pointer: string, id: string, what: string) =>
  problem(pointer, 'not_there', `there is no ${what} ${id}`);

type EntityFacts = Pick<FinancialEntity, 'legalEntityId' | 'parentId' | 'hierarchy' | 'maintainsRegister'>;

/** `keeperId`: the company that keeps the register, where there is one. */
export function entityProblems(
  { legalEntityId, parentId, hierarchy, maintainsRegister }: EntityFacts,
  { ids, keeperId }: Known & Readonly<{ keeperId: string | null }>,
): FieldError[] {
  const isBelow = hierarchy === 'SUBSIDIARY' || hierarchy === 'PARENT';
  return [
    ...(parentId !== null && !ids.has(parentId) ? [missing('/parentId', parentId, 'legal entity')] : []),
    ...(parentId === legalEntityId
      ? [problem('/parentId', 'itself', 'a company is not its own parent')]
      : []),
    ...(parentId !== null && !isBelow
      ? [problem('/parentId', 'not_below', `${hierarchy} has no parent; leave it out or say SUBSIDIARY`)]
      : []),
    ...(maintainsRegister && keeperId !== null && keeperId !== legalEntityId
      ? [problem('/maintainsRegister', 'another_does', `legal entity ${keeperId} keeps the register already`)]
      : []),
  ];
}

export function functionProblems({ licensedActivity }: Pick<IctFunction, 'licensedActivity'>): FieldError[] {
  if (isLicensedActivity(licensedActivity)) return [];
  const message = 'is no licensed activity of the list of B_06.01.0020; x28 is payment services';
  return [problem('/licensedActivity', 'unknown_code', message)];
}

type ProviderFacts = Omit<IctProvider, 'id' | 'revision' | 'updatedAt'>;

export function providerProblems(given: ProviderFacts, { ids }: Known): FieldError[] {
  const { vendorId, ultimateParentId: parent } = given;
  return [
    ...together(given, 'code', 'codeType'),
    ...together(given, 'annualCost', 'currency'),
    ...(parent !== null && !ids.has(parent) ? [missing('/ultimateParentId', parent, 'vendor')] : []),
    ...(parent === vendorId
      ? [problem('/ultimateParentId', 'itself', 'leave it out where the vendor has no parent')]
      : []),
  ];
}

/** Both or neither. */
function together(given: ProviderFacts, ...names: [keyof ProviderFacts, keyof ProviderFacts]): FieldError[] {
  const [absent, ...others] = names.filter((name) => given[name] === null);
  if (absent === undefined || others.length > 0) return [];
  const [other] = names.filter((name) => name !== absent);
  return [problem(`/${absent}`, 'missing', `goes with ${String(other)}`)];
}

type ArrangementFacts = Pick<IctArrangement, 'userIds' | 'services'>;

/** Companies, functions and sub-processors by their ids; functions have to be of a company that uses the service. */
export function arrangementProblems(
  { userIds, services }: ArrangementFacts,
  known: Readonly<{ companies: Known; functions: Known; subprocessors: Known }>,
): FieldError[] {
  const types = services.map(({ type }) => type);
  return [
    ...userIds.flatMap((id, nth) =>
      known.companies.ids.has(id) ? [] : [missing(`/userIds/${nth}`, id, 'legal entity')],
    ),
    ...services.flatMap(({ type, functionIds, subprocessorIds }, at) => [
      ...(types.indexOf(type) < at
        ? [problem(`/services/${at}/type`, 'twice', `${type} is there already; put both in one`)]
        : []),
      ...functionIds.flatMap((id, nth) =>
        known.functions.ids.has(id)
          ? []
          : [missing(`/services/${at}/functionIds/${nth}`, id, 'function of a company that uses it:')],
      ),
      ...(subprocessorIds ?? []).flatMap((id, nth) =>
        known.subprocessors.ids.has(id)
          ? []
          : [missing(`/services/${at}/subprocessorIds/${nth}`, id, 'sub-processor of the vendor:')],
      ),
    ]),
  ];
}
