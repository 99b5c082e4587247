// The front door: what the modules above may use.
export { ApprovalsOfVendors } from './approvals-of-vendors.js';
export { CertificationsService } from './certifications.service.js';
export { DpfEntriesService } from './dpf-entries.service.js';
export { DeclarationsService } from './declarations.service.js';
export { longestRetention, type Declaration } from './domain/declaration.js';
export type { DeclaredBeyond, Touched, TouchedApproval } from './domain/declared-beyond.js';
export { isValidOn, type Certification } from './domain/certification.js';
export { vendorStatuses, type VendorStatus } from './domain/vendor-lifecycle.js';
export { tiers, type Tier, type Vendor } from './domain/vendor.js';
export {
  SharingConcentration,
  type Concentration,
  type CountryShare,
  type SubprocessorShare,
  type VendorShare,
} from './sharing-concentration.js';
export { SubprocessorAnnouncements, type Announced } from './subprocessor-announcements.service.js';
export { SubprocessorsService } from './subprocessors.service.js';
export type { Subprocessor, SubprocessorContent } from './domain/subprocessor.js';
export {
  subprocessorChangeKinds,
  type AnnouncedChange,
  type SubprocessorChangeKind,
} from './domain/subprocessor-announcement.js';
export { VendorApprovalGate } from './vendor-approval-gate.js';
export { offboardedBefore } from './persistence/offboarded.sql.js';
export { VendorsModule } from './vendors.module.js';
export { foldedName } from './domain/vendor-names.js';
export { VendorsService } from './vendors.service.js';
