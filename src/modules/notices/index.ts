// The front door: what the modules above may use.
export { NoticesModule } from './notices.module.js';
