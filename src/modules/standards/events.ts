/** News of this module: actions of its ledger entries. */
export const standardPublished = 'standard.published';

export const waiverRequested = 'waiver.requested';
export const waiverGranted = 'waiver.granted';
export const waiverRefused = 'waiver.refused';
export const waiverWithdrawn = 'waiver.withdrawn';
/** The waiver lifts its requirement no more: taken back before its time, or past its last day. */
export const waiverRevoked = 'waiver.revoked';
export const waiverExpired = 'waiver.expired';
/** Nobody decided on the request before the day until which it was to count. */
export const waiverLapsed = 'waiver.lapsed';
