/** News of this module: actions of its ledger entries. */
export const exportRequested = 'export.requested';
export const exportBegun = 'export.begun';
export const exportSigned = 'export.signed';
export const exportReady = 'export.ready';
export const exportFailed = 'export.failed';
export const exportRemoved = 'export.removed';
export const exportDownloaded = 'export.downloaded';
export const ledgerRestored = 'ledger.restored';
