import type { Transitions } from '../../../shared/state-machine.js';

export const vendorStatuses = [
  'proposed',
  'vetting',
  'approved',
  'conditionally_approved',
  'rejected',
  'suspended',
  'offboarding',
  'offboarded',
] as const;
export type VendorStatus = (typeof vendorStatuses)[number];

/**
 * A yes comes only out of vetting; after a suspension the same gate is asked again. Whoever was approved or rejected can
 * be vetted anew, and so can a vendor whose offboarding is called off. Offboarded is the end.
 */
export const vendorLifecycle: Transitions<VendorStatus> = {
  proposed: ['vetting', 'offboarding'],
  vetting: ['approved', 'conditionally_approved', 'rejected', 'offboarding'],
  approved: ['vetting', 'suspended', 'offboarding'],
  conditionally_approved: ['approved', 'vetting', 'suspended', 'offboarding'],
  rejected: ['vetting', 'offboarding'],
  suspended: ['approved', 'conditionally_approved', 'vetting', 'offboarding'],
  offboarding: ['vetting', 'offboarded'],
  offboarded: [],
};

/** Steps that somebody will ask about later. */
const explained: readonly VendorStatus[] = [
  'conditionally_approved',
  'rejected',
  'suspended',
  'offboarding',
  'offboarded',
];
const decisions: readonly VendorStatus[] = ['approved', 'conditionally_approved', 'rejected'];
const approvals: readonly VendorStatus[] = ['approved', 'conditionally_approved'];

export const needsReason = (to: VendorStatus): boolean => explained.includes(to);

/** Steps that say yes or no; who asked for the vendor may not take them. */
export const isDecision = (to: VendorStatus): boolean => decisions.includes(to);

/** Steps that the standard must allow. */
export const isApproval = (to: VendorStatus): boolean => approvals.includes(to);
