/** News of this module: actions of its ledger entries. */
export const standardPublished = 'standard.published';
