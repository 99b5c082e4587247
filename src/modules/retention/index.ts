// The front door: what the modules above may use.
export { RetentionModule } from './retention.module.js';
