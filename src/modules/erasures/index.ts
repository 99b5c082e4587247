// The front door: what the modules above may use.
export { ErasuresModule } from './erasures.module.js';
export { ErasuresService } from './erasures.service.js';
