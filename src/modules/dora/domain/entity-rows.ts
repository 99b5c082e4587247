import type { LocalDate } from '../../../shared/local-date.js';
import { aboutCompany, countryKey, currencyKey, digits, eba, type FilingBook } from './book.js';
import { openEnd, type CompanyFacts } from './facts.js';
import type { Filing, FilingRow } from './filing.js';
import type { FinancialEntity, IctFunction } from './records.js';
import { templates } from './tables.js';

type Rows = Pick<Filing, 'B_01.01' | 'B_01.02' | 'B_06.01' | 'B_99.01'>;

/** Our companies, what they do, and how they read the levels. */
export function entityRows(book: FilingBook): Rows {
  const keeper = book.keeper;
  return {
    'B_01.01': keeper ? [keeperRow(keeper, book.on)] : [],
    'B_01.02': book.entities.map((company) => scopeRow(company, book)),
    'B_06.01': book.functions.map((one) => functionRow(one, book)),
    'B_99.01': keeper?.financial?.definitions ? [definitionsRow(keeper, keeper.financial.definitions)] : [],
  };
}

const homesOf = ({ id }: CompanyFacts): FilingRow['homes'] => ({
  entity: `/legal-entities/${id}`,
  financial: `/legal-entities/${id}/dora`,
});
const dayOf = (moment: Date) => moment.toISOString().slice(0, 10);
const common = (company: CompanyFacts, financial: FinancialEntity | null) => ({
  c0010: company.lei,
  c0020: company.name,
  c0030: countryKey(company.country),
  c0040: eba('dora_entity_type', financial?.entityType ?? null),
});

function keeperRow(company: CompanyFacts, on: LocalDate): FilingRow {
  const { financial } = company;
  const cells = { ...common(company, financial), c0050: financial?.competentAuthority ?? null, c0060: on };
  return { about: aboutCompany(company), cells, needs: [], homes: homesOf(company) };
}

function scopeRow(company: CompanyFacts, book: FilingBook): FilingRow {
  const { financial } = company;
  if (!financial) throw new Error(`${company.id} is not in the register of information`);
  const { hierarchy, parentId, updatedAt, integratedOn, removedOn, currency, totalAssets } = financial;
  const isBelow = hasParent(hierarchy);
  const parent = isBelow ? book.company(parentId ?? '') : null;
  const cells = {
    ...common(company, financial),
    c0050: eba('dora_hierarchy', hierarchy),
    c0060: parent?.lei ?? null,
    c0070: dayOf(updatedAt),
    c0080: integratedOn,
    c0090: removedOn ?? openEnd,
    c0100: totalAssets === null ? null : currencyKey(currency),
    c0110: digits(totalAssets),
  };
  const needs = [...(isBelow ? ['c0060'] : []), ...(totalAssets === null ? [] : ['c0100'])];
  return { about: aboutCompany(company), cells, needs, homes: homesOf(company) };
}

const hasParent = (hierarchy: string) => hierarchy === 'SUBSIDIARY' || hierarchy === 'PARENT';

function functionRow(one: IctFunction, book: FilingBook): FilingRow {
  const company = book.company(one.legalEntityId);
  const isAssessed = one.criticality !== 'NOT_ASSESSED';
  const cells = {
    c0010: one.identifier,
    c0020: `eba_TA:${one.licensedActivity}`,
    c0030: one.name,
    c0040: company?.lei ?? null,
    c0050: eba('dora_assessed', one.criticality),
    c0060: one.criticalityReasons,
    c0070: one.assessedOn ?? (isAssessed ? null : openEnd),
    c0080: digits(one.recoveryTimeHours),
    c0090: digits(one.recoveryPointHours),
    c0100: eba('dora_impact', one.impact),
  };
  const about = company
    ? aboutCompany(company)
    : ({ type: 'legal_entity', id: one.legalEntityId, name: one.name } as const);
  const homes = {
    ...(company && homesOf(company)),
    function: `/legal-entities/${one.legalEntityId}/ict-functions/${one.identifier}`,
  };
  return { about, cells, needs: [], homes };
}

function definitionsRow(company: CompanyFacts, definitions: readonly string[]): FilingRow {
  const names = templates['B_99.01'].columns.map(({ code }) => code);
  const cells = Object.fromEntries(names.map((name, nth) => [name, definitions[nth] ?? null]));
  return { about: aboutCompany(company), cells, needs: [], homes: homesOf(company) };
}
