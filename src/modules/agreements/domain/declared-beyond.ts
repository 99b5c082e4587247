import type { LocalDate } from '../../../shared/local-date.js';
import type { Unmet } from '../../../shared/unmet.js';
import {
  baseOf,
  basisOfTcf,
  dataCategoryOfTcf,
  labelOf,
  listOf,
  purposesOfTcf,
  type ChangeImpact,
} from '../../reference-data/codes.js';
import type { DataFlowContent } from './data-flow.js';
import { warning } from './unmet-reason.js';

/** What a vendor declares of itself in public, as far as an approval is compared with it. */
export type DeclaredUses = Readonly<{
  status: 'declared' | 'deleted' | 'gone';
  uses: readonly Readonly<{ purpose: number; basis: keyof typeof basisOfTcf; since: LocalDate | null }>[];
  dataCategories: readonly Readonly<{ category: number; since: LocalDate | null }>[] | null;
  /** Days; null: not declared. */
  longestRetention: number | null;
  retentionSince: LocalDate | null;
}>;

export type Beyond = Readonly<{
  what: 'purpose' | 'data_category' | 'retention';
  number: number;
  basis: keyof typeof basisOfTcf | null;
  /** Null: nobody here knows since when; the first list that was read had it. */
  since: LocalDate | null;
}>;

/** The name of the fact. It is there only where something lies beyond, so that other decisions are of the same facts as ever. */
export const declaredBeyondFact = 'vendor.declaredBeyond';

type Approved = Pick<DataFlowContent, 'purposes' | 'dataCategories'>;

/** What the vendor declares and the flow does not name: purposes on their basis, data, and a longer time. */
export function declaredBeyond(flow: Approved, declared: DeclaredUses | null): Beyond[] {
  if (declared?.status !== 'declared') return [];
  const codes = flow.dataCategories.map(({ code }) => baseOf(code));
  return [
    ...declared.uses
      .filter(({ purpose, basis }) => !isNamed(flow, purpose, basis))
      .map(({ purpose, basis, since }): Beyond => ({ what: 'purpose', number: purpose, basis, since })),
    ...(declared.dataCategories ?? [])
      .filter(({ category }) => !codes.some((code) => code === dataCategoryOfTcf(category)))
      .map(({ category, since }): Beyond => ({
        what: 'data_category',
        number: category,
        basis: null,
        since,
      })),
    ...retentionBeyond(flow, declared),
  ];
}

function isNamed({ purposes }: Approved, number: number, basis: keyof typeof basisOfTcf): boolean {
  const same = purposesOfTcf(number);
  return purposes.some(({ code, lawfulBasis }) => same.includes(code) && lawfulBasis === basisOfTcf[basis]);
}

function retentionBeyond({ dataCategories }: Approved, declared: DeclaredUses): Beyond[] {
  const { longestRetention: days, retentionSince: since } = declared;
  const approved = dataCategories.flatMap(({ retentionDays }) => retentionDays ?? []);
  if (days === null || approved.length === 0 || days <= Math.max(...approved)) return [];
  return [{ what: 'retention', number: days, basis: null, since }];
}

/** What was not known when it was decided. A longer time was known when one at least as long was. */
export function unknownThen(then: unknown, now: unknown): Beyond[] {
  const known = Array.isArray(then) ? (then as Beyond[]) : [];
  return (Array.isArray(now) ? (now as Beyond[]) : []).filter(
    ({ what, number, basis }) =>
      !known.some((was) =>
        what === 'retention'
          ? was.what === what && was.number >= number
          : was.what === what && was.number === number && was.basis === basis,
      ),
  );
}

/** What a vendor began to declare after the decision. What it may have declared all along ends nothing by itself. */
export function begunSince(then: unknown, now: unknown): Beyond[] {
  return unknownThen(then, now).filter(({ since }) => since !== null);
}

/** What follows is as for our own record: another purpose or other data block, a longer time is reviewed. */
export function impactOfDeclared(then: unknown, now: unknown): ChangeImpact {
  const begun = begunSince(then, now).map(({ what }) => what);
  if (begun.includes('purpose')) return 'PURPOSE_CHANGED';
  if (begun.includes('data_category')) return 'DATA_CATEGORY_ADDED';
  return begun.includes('retention') ? 'RETENTION_LONGER' : 'NO_LESS_PROTECTION';
}

/** Worth a look at every gate, and no obstacle: what a vendor declares need not be done with our data. */
export function unmetByDeclaration(beyond: readonly Beyond[], declared: DeclaredUses | null): Unmet[] {
  return [
    ...(beyond.length === 0
      ? []
      : [
          warning({
            code: 'DECLARED_BEYOND_FLOW',
            requirement: 'The vendor uses data for the purposes that the flow names, and no longer than that',
            message: `In the Global Vendor List it declares besides: ${beyond.map(inWords).join('; ')}.`,
            law: 'GDPR Art. 5(1)(b), 28(3)(a)',
            remedy:
              'Ask whether it does so with our data; exclude it in the agreement, or name it in the flow and have it decided.',
          }),
        ]),
    ...(declared === null || declared.status === 'declared'
      ? []
      : [
          warning({
            code: 'VENDOR_LEFT_LIST',
            requirement: 'Consent that is asked for by the Global Vendor List covers vendors of the list',
            message: `The vendor is ${declared.status === 'gone' ? 'not named by it any more' : 'deleted from it'}.`,
            law: 'GDPR Art. 6(1)(a), 7(1)',
            remedy: 'Where the flow rests on such consent, stop it, or put it on another ground.',
          }),
        ]),
  ];
}

function inWords({ what, number, basis }: Beyond): string {
  if (what === 'retention') return `data are kept for ${number} days`;
  if (what === 'data_category') {
    const code = dataCategoryOfTcf(number);
    return `data category ${number}${code === null ? '' : ` (${labelOf(listOf('data_category'), code)})`}`;
  }
  const words = purposesOfTcf(number).map((code) => labelOf(listOf('purpose'), code));
  return `purpose ${number} on ${String(basis).replace('_', ' ')}${words.length > 0 ? ` (${words.join(', ')})` : ''}`;
}
