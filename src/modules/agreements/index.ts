// The front door: what the modules above may use.
export { AgreementsModule } from './agreements.module.js';
export { AgreementsService } from './agreements.service.js';
export { Disclosures } from './disclosures.js';
export { DataFlowsService } from './data-flows.service.js';
export type { Agreement } from './domain/agreement.js';
export type { DataFlow } from './domain/data-flow.js';
