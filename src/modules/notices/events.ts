/** News of this module: actions of its ledger entries. */
export const noticeCreated = 'notice.created';
export const noticeChanged = 'notice.changed';
export const noticeVersionDrafted = 'notice_version.drafted';
export const noticeVersionChanged = 'notice_version.changed';
/**
 * From here on people are told this. In its state, `recipients` whose `since` is `publishedAt` were not named in the
 * version before; `legalEntityId` and `audiences` say who tells whom.
 */
export const noticeVersionPublished = 'notice_version.published';
export const noticeVersionSuperseded = 'notice_version.superseded';
export const noticeVersionWithdrawn = 'notice_version.withdrawn';
/** A draft was given up: nobody ever read it. */
export const noticeVersionDiscarded = 'notice_version.discarded';

/** Somebody gets data, and no published notice tells the group in `subjectCategory`; said once until it has ended. */
export const gapUndisclosed = 'disclosure_gap.undisclosed';
/** A published notice names somebody to whom no flow gives data any more. */
export const gapStale = 'disclosure_gap.stale';
export const gapEnded = 'disclosure_gap.ended';
