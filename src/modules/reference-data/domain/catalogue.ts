import type {
  AdequacyItem,
  CcpaContractTermItem,
  ChangeImpactItem,
  CertificationSchemeItem,
  CountryItem,
  DataCategoryItem,
  DataSubjectCategoryItem,
  DoraItem,
  FrequencyBandItem,
  LawfulBasisItem,
  NotificationClockItem,
  PurposeItem,
  SccChoiceItem,
  SpecialCategoryItem,
  TransferToolItem,
  VolumeBandItem,
} from './list-items.js';
import type { ReferenceItem, ReferenceList } from './reference-list.js';
import { shippedLists } from './shipped-lists.js';

export type ListName = keyof typeof shippedLists;

/** Lists whose entries hold more than every entry does. */
type ItemsByList = {
  adequacy_eu: AdequacyItem;
  adequacy_uk: AdequacyItem;
  adequacy_ch: AdequacyItem;
  ccpa_contract_term: CcpaContractTermItem;
  change_impact: ChangeImpactItem;
  certification_scheme: CertificationSchemeItem;
  country: CountryItem;
  data_category: DataCategoryItem;
  data_subject_category: DataSubjectCategoryItem;
  frequency_band: FrequencyBandItem;
  lawful_basis: LawfulBasisItem;
  notification_clock: NotificationClockItem;
  purpose: PurposeItem;
  scc_choice: SccChoiceItem;
  special_category: SpecialCategoryItem;
  transfer_tool: TransferToolItem;
  volume_band: VolumeBandItem;
};
type ItemIn<Name extends ListName> = Name extends keyof ItemsByList
  ? ItemsByList[Name]
  : Name extends `dora_${string}`
    ? DoraItem
    : ReferenceItem;

// JSON modules have no literal types; catalogue.spec.ts proves that every entry has the shape that is promised here.
const asWritten: Readonly<Record<ListName, unknown>> = shippedLists;

export const listNames = Object.keys(shippedLists) as ListName[];

export function isListName(name: string): name is ListName {
  return Object.hasOwn(shippedLists, name);
}

export function listOf<Name extends ListName>(name: Name): ReferenceList<ItemIn<Name>> {
  return asWritten[name] as ReferenceList<ItemIn<Name>>;
}

export function findList(name: string): ReferenceList | null {
  return isListName(name) ? listOf(name) : null;
}

export function allLists(): ReferenceList[] {
  return listNames.map((name) => listOf(name));
}
