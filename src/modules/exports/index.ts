export { NotRestored, Restoration, type Restored } from './restoration.service.js';
export type { OpenBundle } from './restored-bundle.js';
export { contextOf, LinkedCodes, type Linked } from './domain/linked-data.js';
export { linkedFlow, partyIri, recordIri } from './domain/linked-flow.js';
