/** News of this module: actions of its ledger entries. */
export const vendorCreated = 'vendor.created';
export const vendorChanged = 'vendor.changed';
export const vendorMoved = 'vendor.moved';
export const vendorTiered = 'vendor.tiered';
/** A certification of a vendor was added, changed or removed; its state has vendorId. */
export const certificationChanged = 'certification.changed';
/** What was seen of a vendor in the list of the Data Privacy Framework was added, changed or removed; its state has vendorId. */
export const dpfEntryChanged = 'dpf_entry.changed';
/** A sub-processor was added, changed or removed, its first day came or its last passed; its state has vendorId. */
export const subprocessorChanged = 'subprocessor.changed';
export const subprocessorBegun = 'subprocessor.begun';
export const subprocessorEnded = 'subprocessor.ended';
/** A request was accepted, refused or withdrawn; its state says which. */
export const intakeAnswered = 'intake_request.answered';
/** What a vendor declares in the Global Vendor List came to be known, changed, or ended; its state has vendorId. */
export const declarationRecorded = 'vendor_declaration.recorded';
export const declarationChanged = 'vendor_declaration.changed';
/** It was deleted from the list, or a newer list does not name it any more. */
export const declarationEnded = 'vendor_declaration.ended';
export const vendorListRead = 'vendor_list.read';
