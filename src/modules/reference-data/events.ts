/** News of this module: actions of its ledger entries. */
export const ownCategoryAdded = 'own_category.added';
export const ownCategoryChanged = 'own_category.changed';
export const ownCategoryRetired = 'own_category.retired';
export const adequacyChangeRecorded = 'adequacy_change.recorded';
/** Its day has come: answers differ from now on. */
export const adequacyChangeTookEffect = 'adequacy_change.took_effect';
export const adequacyChangeRevoked = 'adequacy_change.revoked';
