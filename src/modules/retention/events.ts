/** News of this module: actions of its ledger entries. */
export const holdPlaced = 'legal_hold.placed';
export const holdChanged = 'legal_hold.changed';
export const holdReleased = 'legal_hold.released';
export const ruleSet = 'retention_rule.set';
export const runBegun = 'retention_run.begun';
/** A batch is done, and more is due. */
export const runWentOn = 'retention_run.went_on';
export const runEnded = 'retention_run.ended';
/** The next night came first. */
export const runBrokenOff = 'retention_run.broken_off';
