/** News of this module: actions of its ledger entries. */
export const holdPlaced = 'legal_hold.placed';
export const holdChanged = 'legal_hold.changed';
export const holdReleased = 'legal_hold.released';
