// The pure door: lookups and rules over versioned reference data, which domain code of other modules may use too.
export * from './domain/change-codes.js';
export * from './domain/contract-codes.js';
export * from './domain/country-codes.js';
export * from './domain/dora-codes.js';
export * from './domain/evidence-codes.js';
export * from './domain/incident-codes.js';
export * from './domain/law-codes.js';
export * from './domain/list-items.js';
export * from './domain/sharing-codes.js';
export * from './domain/tcf-codes.js';
export * from './domain/vendor-codes.js';
export {
  adequacyLists,
  decisionNamed,
  knownAt,
  type AdequacyChange,
  type AdequacyChanges,
  type AdequacyList,
} from './domain/adequacy-change.js';
export {
  codesOutOfForce,
  evaluateAdequacy,
  isInternationalOrganisation,
  type AdequacyAnswer,
  type AdequacyQuestion,
  type RecipientFacts,
} from './domain/adequacy.js';
export { allLists, findList, isListName, listNames, listOf, type ListName } from './domain/catalogue.js';
export {
  countryErrors,
  countryFromText,
  countryName,
  endedCountry,
  eeaPeriod,
  formerCountryFromText,
  isCountry,
  isEea,
  requireCountry,
} from './domain/country.js';
export {
  dataClasses,
  dpfStatuses,
  type DataClass,
  type DpfEntry,
  type DpfListing,
  type DpfStatus,
} from './domain/dpf-listing.js';
export { exporterRegime } from './domain/exporter-regime.js';
export {
  baseOf,
  dataCategoryOf,
  dataSubjectCategoryOf,
  extensibleLists,
  isOwnCode,
  isTakenIn,
  mayBeCategory,
  type DataCategoryCode,
  type DataSubjectCategoryCode,
  type ExtensibleList,
} from './domain/own-category.js';
export {
  citation,
  confidences,
  findItem,
  isCode,
  isInForce,
  itemsInForce,
  labelOf,
  type Confidence,
  type ReferenceItem,
  type ReferenceList,
} from './domain/reference-list.js';
export { sccModule, sccModules, type SccModule, type TransferRoles } from './domain/scc.js';
export { sccModulesFor, type ToolGrounds } from './domain/tool-fit.js';
export type { SharingScale, TransferException } from './domain/transfer-exception.js';
export { transferAnswer, type TransferAnswer, type TransferFacts } from './domain/transfer-tool.js';
export { volumeBandOf } from './domain/volume-band.js';
