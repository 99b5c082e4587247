// The front door: what the modules above may use.
export { SubscribersModule } from './subscribers.module.js';
