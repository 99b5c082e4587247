// The front door: what the modules above may use.
export type { NamedRecipient, PublishedVersion } from './domain/notice-version.js';
export { NamedRecipientsService, type VendorNaming } from './named-recipients.service.js';
export { NoticesModule } from './notices.module.js';
