/** News of this module: actions of its ledger entries. */
export const vendorCreated = 'vendor.created';
export const vendorChanged = 'vendor.changed';
export const vendorMoved = 'vendor.moved';
export const vendorTiered = 'vendor.tiered';
/** A certification of a vendor was added, changed or removed; its state has vendorId. */
export const certificationChanged = 'certification.changed';
/** A request was accepted, refused or withdrawn; its state says which. */
export const intakeAnswered = 'intake_request.answered';
