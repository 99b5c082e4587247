/** What a change of a decision fact is; each has its reaction in the list. */
export const changeImpacts = [
  'PURPOSE_CHANGED',
  'PURPOSE_REWORDED',
  'ONWARD_SHARING',
  'CONTROLLER_ADDED',
  'DATA_CATEGORY_ADDED',
  'SUBJECT_GROUP_ADDED',
  'BAND_EXCEEDED',
  'RETENTION_LONGER',
  'PLACE_ADDED',
  'TRANSFER_CHANGED',
  'TRANSFER_TOOL_LOST',
  'EXPORTER_CHANGED',
  'RECIPIENT_REPLACED',
  'SUBPROCESSOR_NOT_APPROVED',
  'VENDOR_IDENTITY_CHANGED',
  'VENDOR_VETTED_ANEW',
  'VENDOR_NOT_APPROVED',
  'VENDOR_ROLE_CHANGED',
  'CONTRACT_LOST',
  'CONTRACT_TERMS_CHANGED',
  'CERTIFICATE_LOST',
  'KNOCKOUT_FAILED',
  'BREACH_CONFIRMED',
  'SAFEGUARD_DROPPED',
  'DPIA_CHANGED',
  'SOURCE_CHANGED',
  'WAIVER_LOST',
  'UNKNOWN_FACT',
  'NO_LESS_PROTECTION',
] as const;
export type ChangeImpact = (typeof changeImpacts)[number];

/**
 * What follows, the gravest first. block: the approval is stale. suspend: it is stale, and a running flow is suspended.
 * review_at_once, review_30_days: the flow goes on until the day by which it is reviewed. log_only: the ledger names it.
 */
export const changeReactions = ['block', 'suspend', 'review_at_once', 'review_30_days', 'log_only'] as const;
export type ChangeReaction = (typeof changeReactions)[number];
