export { NotRestored, Restoration, type Restored } from './restoration.service.js';
export type { OpenBundle } from './restored-bundle.js';
