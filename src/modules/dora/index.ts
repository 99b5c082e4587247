// The front door: what the modules above may use.
export { DoraFilings, type FilingPackage } from './dora-filings.js';
export { DoraModule } from './dora.module.js';
