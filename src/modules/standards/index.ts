// The front door: what the modules above may use.
export type {
  DataCategoryFacts,
  FlowFacts,
  LocationFacts,
  PurposeFacts,
  TransferLegFacts,
  VendorFacts,
} from './domain/facts.js';
export { StandardsModule } from './standards.module.js';
export { StandardsService, type Verdict } from './standards.service.js';
