/** News of this module: actions of its ledger entries. */
export const disclosureDecided = 'flow_disclosure.decided';
export const disclosureChanged = 'flow_disclosure.changed';
