import type { ListName } from '../../reference-data/codes.js';

/** What a column takes. A list is one of reference data, in the codes of the EBA. */
export type Kind =
  | 'lei'
  | 'text'
  | 'day'
  | 'number'
  | 'country'
  | 'currency'
  | 'true'
  | 'activity'
  | Extract<ListName, `dora_${string}`>;

/** From which record a column comes: where somebody mends it. */
export type Home =
  'entity' | 'financial' | 'function' | 'vendor' | 'provider' | 'agreement' | 'arrangement' | 'service';
export type ColumnModel = Readonly<{
  code: string;
  kind: Kind;
  isKey: boolean;
  isMandatory: boolean;
  home: Home;
  field: string;
}>;
export type Reference = Readonly<{
  columns: readonly string[];
  to: TemplateCode;
  toColumns: readonly string[];
}>;
export type Template = Readonly<{ columns: readonly ColumnModel[]; references: readonly Reference[] }>;

export const templateCodes = [
  'B_01.01',
  'B_01.02',
  'B_01.03',
  'B_02.01',
  'B_02.02',
  'B_02.03',
  'B_03.01',
  'B_03.02',
  'B_03.03',
  'B_04.01',
  'B_05.01',
  'B_05.02',
  'B_06.01',
  'B_07.01',
  'B_99.01',
] as const;
export type TemplateCode = (typeof templateCodes)[number];

/** `0010 K lei entity.lei`: code, K key, M mandatory or C where a row says so, kind, and the field it comes from. */
function columns(...lines: string[]): ColumnModel[] {
  return lines.map((line) => {
    const [code = '', need = '', kind = '', source = ''] = line.split(' ');
    const [home = '', field = ''] = source.split('.');
    const mandatory = need !== 'C' && need !== 'O';
    return {
      ...{ code: `c${code}`, kind: kind as Kind, isKey: need === 'K', isMandatory: mandatory },
      ...{ home: home as Home, field },
    };
  });
}

const to = (target: TemplateCode, ...pairs: string[]): Reference => ({
  to: target,
  columns: pairs.map((pair) => `c${pair.split('>')[0] ?? ''}`),
  toColumns: pairs.map((pair) => `c${pair.split('>')[1] ?? ''}`),
});
const template = (references: readonly Reference[], ...lines: string[]): Template => ({
  columns: columns(...lines),
  references,
});

const arrangement = to('B_02.01', '0010>0010');

/** The tables of the EBA taxonomy dora/4.0 (and 4.2), Implementing Regulation (EU) 2024/2956; foreign keys are its rule 807. */
export const templates: Readonly<Record<TemplateCode, Template>> = {
  'B_01.01': template(
    [],
    '0010 K lei entity.lei',
    '0020 M text entity.name',
    '0030 M country entity.country',
    '0040 M dora_entity_type financial.entityType',
    '0050 M text financial.competentAuthority',
    '0060 M day financial.updatedAt',
  ),
  'B_01.02': template(
    [to('B_01.02', '0060>0010')],
    '0010 K lei entity.lei',
    '0020 M text entity.name',
    '0030 M country entity.country',
    '0040 M dora_entity_type financial.entityType',
    '0050 M dora_hierarchy financial.hierarchy',
    '0060 C lei financial.parentId',
    '0070 M day financial.updatedAt',
    '0080 M day financial.integratedOn',
    '0090 M day financial.removedOn',
    '0100 C currency financial.currency',
    '0110 M number financial.totalAssets',
  ),
  'B_01.03': template(
    [to('B_01.02', '0020>0010')],
    '0010 K text entity.name',
    '0020 K lei entity.lei',
    '0030 M text entity.name',
    '0040 M country entity.country',
  ),
  'B_02.01': template(
    [to('B_02.01', '0030>0010')],
    '0010 K text agreement.reference',
    '0020 M dora_arrangement_type agreement.parentId',
    '0030 C text agreement.parentId',
    '0040 M currency arrangement.currency',
    '0050 M number arrangement.annualCost',
  ),
  'B_02.02': template(
    [
      arrangement,
      to('B_01.02', '0020>0010'),
      to('B_05.01', '0030>0010'),
      to('B_06.01', '0050>0010', '0020>0040'),
    ],
    '0010 K text agreement.reference',
    '0020 K lei entity.lei',
    '0030 K text vendor.lei',
    '0040 M dora_provider_code provider.codeType',
    '0050 K text service.functionIds',
    '0060 K dora_ict_service service.type',
    '0070 M day agreement.effectiveFrom',
    '0080 M day agreement.effectiveTo',
    '0090 C dora_termination arrangement.terminationReason',
    '0100 C number agreement.noticePeriodDays',
    '0110 C number arrangement.providerNoticeDays',
    '0120 C country arrangement.governingCountry',
    '0130 K country service.provisionCountries',
    '0140 C dora_assessed service.storesData',
    '0150 K country service.storageCountries',
    '0160 K country service.processingCountries',
    '0170 C dora_sensitiveness service.sensitiveness',
    '0180 C dora_reliance service.reliance',
  ),
  'B_02.03': template(
    [arrangement, to('B_02.01', '0020>0010')],
    '0010 K text agreement.reference',
    '0020 K text agreement.reference',
    '0030 M true agreement.reference',
  ),
  'B_03.01': template(
    [arrangement, to('B_01.02', '0020>0010')],
    '0010 K text agreement.reference',
    '0020 K lei entity.lei',
    '0030 M true agreement.legalEntityId',
  ),
  'B_03.02': template(
    [arrangement, to('B_05.01', '0020>0010')],
    '0010 K text agreement.reference',
    '0020 K text vendor.lei',
    '0030 M dora_provider_code provider.codeType',
  ),
  'B_03.03': template(
    [arrangement, to('B_01.02', '0020>0010')],
    '0010 K text agreement.reference',
    '0020 K lei entity.lei',
    '0031 M true agreement.reference',
  ),
  'B_04.01': template(
    [arrangement, to('B_01.02', '0020>0010')],
    '0010 K text agreement.reference',
    '0020 K lei entity.lei',
    '0030 M text arrangement.userIds',
    '0040 K text arrangement.userIds',
  ),
  'B_05.01': template(
    [to('B_05.01', '0110>0010')],
    '0010 K text vendor.lei',
    '0020 M dora_provider_code provider.codeType',
    '0030 O text provider.code',
    '0040 C dora_provider_code provider.codeType',
    '0050 M text vendor.legalName',
    '0060 C text provider.latinName',
    '0070 M dora_person_type provider.personType',
    '0080 M country vendor.country',
    '0090 C currency provider.currency',
    '0100 C number provider.annualCost',
    '0110 C text provider.ultimateParentId',
    '0120 O dora_provider_code provider.codeType',
  ),
  'B_05.02': template(
    [arrangement, to('B_05.01', '0030>0010'), to('B_05.01', '0060>0010')],
    '0010 K text agreement.reference',
    '0020 K dora_ict_service service.type',
    '0030 K text vendor.lei',
    '0040 M dora_provider_code provider.codeType',
    '0050 K number service.subprocessorIds',
    '0060 K text vendor.lei',
    '0070 M dora_provider_code provider.codeType',
  ),
  'B_06.01': template(
    [to('B_01.02', '0040>0010')],
    '0010 K text function.identifier',
    '0020 M activity function.licensedActivity',
    '0030 M text function.name',
    '0040 K lei entity.lei',
    '0050 M dora_assessed function.criticality',
    '0060 O text function.criticalityReasons',
    '0070 M day function.assessedOn',
    '0080 M number function.recoveryTimeHours',
    '0090 M number function.recoveryPointHours',
    '0100 M dora_impact function.impact',
  ),
  'B_07.01': template(
    [arrangement, to('B_05.01', '0020>0010')],
    '0010 K text agreement.reference',
    '0020 K text vendor.lei',
    '0030 M dora_provider_code provider.codeType',
    '0040 K dora_ict_service service.type',
    '0050 M dora_substitutability service.substitutability',
    '0060 C dora_not_substitutable service.obstacle',
    '0070 M day service.lastAuditOn',
    '0080 M dora_assessed service.hasExitPlan',
    '0090 M dora_reintegration service.reintegration',
    '0100 M dora_impact service.impact',
    '0110 M dora_assessed service.alternatives',
    '0120 O text service.alternativeProviders',
  ),
  'B_99.01': template(
    [],
    ...Array.from(
      { length: 19 },
      (_none, nth) => `0${String((nth + 1) * 10).padStart(3, '0')} M text financial.definitions`,
    ),
  ),
};
