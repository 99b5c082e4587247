// The front door: what the modules above may use.
export type {
  AgreementFacts,
  DataCategoryFacts,
  FlowFacts,
  LocationFacts,
  PurposeFacts,
  TransferLegFacts,
  VendorFacts,
} from './domain/facts.js';
export type { Gate } from './domain/gate.js';
export { GatesService, type FlowVerdict, type Verdict } from './gates.service.js';
export { JudgedFlows, type JudgedFlow } from './judged-flows.js';
export { StandardsModule } from './standards.module.js';
