import { defineErrors, maker, raiser } from '../../../shared/domain-error.js';

export const vendorErrors = defineErrors({
  'vendor.not_found': {
    kind: 'not_found',
    title: 'There is no such vendor',
    remedy: 'Search /vendors to find the id.',
  },
  'vendor.likely_duplicate': {
    kind: 'conflict',
    title: 'The vendor looks like one that is registered',
    remedy:
      'Look at the candidates and use or change the right one. If it is another organisation, send allowDuplicate: true; that is recorded.',
  },
  'vendor.owner_unknown': {
    kind: 'invalid',
    title: 'The owner is nobody of ours',
    remedy: 'Give the id of an active person.',
  },
  'vendor.cannot_move': {
    kind: 'conflict',
    title: 'The vendor cannot take this step from where it stands',
    remedy: 'Take one of the steps that the answer names in allowed.',
  },
  'vendor.reason_required': {
    kind: 'invalid',
    title: 'This step needs a reason',
    remedy: 'Say in reason why; it stands in the ledger for whoever asks later.',
  },
  'vendor.not_approvable': {
    kind: 'refused',
    title: 'The standard does not allow the approval yet',
    remedy: 'Every entry of unmet names its remedy.',
  },
  'vendor.own_request': {
    kind: 'forbidden',
    title: 'Who asked for a vendor does not decide on it',
    remedy: 'Let another person of procurement decide.',
  },
  'vendor.own_model': {
    kind: 'forbidden',
    title: 'Who edited the scoring model does not approve by its scores',
    remedy: 'Let somebody of procurement decide who did not edit the model.',
  },
  'vendor.offboarded': {
    kind: 'conflict',
    title: 'The vendor is offboarded and is not changed any more',
    remedy: 'Register it anew with allowDuplicate: true if it comes back.',
  },
  'import.bad_mapping': {
    kind: 'invalid',
    title: 'The mapping does not fit the file',
    remedy:
      'Give a JSON object {column: field} with columns of the file and fields of a vendor; errors names each one.',
  },
  'import.no_name_column': {
    kind: 'invalid',
    title: 'No column holds the names of the vendors',
    remedy: 'Call the column name, or say which one it is: mapping {"Your column": "name"}.',
  },
  'import.bad_vendor_list': {
    kind: 'invalid',
    title: 'The file is no Global Vendor List that can be trusted',
    remedy:
      'errors names each place. Fetch the list again from where it is published (TCF version 2 or 3, as JSON).',
  },
  'import.older_list': {
    kind: 'conflict',
    title: 'A newer list was read already',
    remedy: 'Import the newest list; GET /vendor-lists says which ones were read.',
  },
  'import.list_differs': {
    kind: 'conflict',
    title: 'The list contradicts one that was read',
    remedy:
      'Compare both with the published archive; newest says what was read. A list never changes under its number.',
  },
  'vendor_declaration.not_found': {
    kind: 'not_found',
    title: 'The vendor declares nothing that is on record',
    remedy: 'Import a Global Vendor List (POST /vendors/import, format=gvl), or list /vendor-declarations.',
  },
  'vendor_list.not_found': {
    kind: 'not_found',
    title: 'There is no such list',
    remedy: 'List /vendor-lists to find the id.',
  },
  'vendor_contact.not_found': {
    kind: 'not_found',
    title: 'There is no such contact',
    remedy: 'List the contacts of the vendor.',
  },
  'vendor_contact.held': {
    kind: 'refused',
    title: 'The contact is kept for a legal case',
    remedy: 'Removing would erase them. Remove them when a data protection officer has released the hold.',
  },
  'vendor_contact.removed': {
    kind: 'conflict',
    title: 'The contact was removed and their data erased',
    remedy: 'Add the person anew.',
  },
  'certification.not_found': {
    kind: 'not_found',
    title: 'There is no such certification',
    remedy: 'List the certifications of the vendor.',
  },
  'certification.removed': {
    kind: 'conflict',
    title: 'The certification was removed',
    remedy: 'Add it anew.',
  },
  'certification.bad_validity': {
    kind: 'invalid',
    title: 'The certification ends before it begins',
    remedy: 'Give a validTo that is not before validFrom.',
  },
  'certification.foreign_evidence': {
    kind: 'invalid',
    title: 'The evidence cannot be used here',
    remedy: 'Upload the certificate with POST /evidence, for this vendor or for none.',
  },
  'dpf_entry.not_found': {
    kind: 'not_found',
    title: 'There is no such entry',
    remedy: 'List the dpf-entries of the vendor.',
  },
  'dpf_entry.removed': {
    kind: 'conflict',
    title: 'The entry was removed',
    remedy: 'Add it anew.',
  },
  'vendor_service.not_found': {
    kind: 'not_found',
    title: 'There is no such service',
    remedy: 'List the services of the vendor.',
  },
  'vendor_service.removed': {
    kind: 'conflict',
    title: 'The service was removed',
    remedy: 'Add it anew.',
  },
  'vendor_service.name_in_use': {
    kind: 'conflict',
    title: 'The vendor has a service of this name',
    remedy: 'Change that one, or give another name.',
  },
  'subprocessor.not_found': {
    kind: 'not_found',
    title: 'There is no such sub-processor',
    remedy: 'List the sub-processors of the vendor.',
  },
  'subprocessor.removed': {
    kind: 'conflict',
    title: 'The record of the sub-processor was removed',
    remedy: 'Add it anew.',
  },
  'subprocessor.name_in_use': {
    kind: 'conflict',
    title: 'The vendor has a sub-processor of this name',
    remedy: 'Change that one, or end it first (validTo). Case, accents and punctuation make no other name.',
  },
  'subprocessor.cycle': {
    kind: 'conflict',
    title: 'A vendor would process for itself in the end',
    remedy: 'cycle names the ring: leave linkedVendorId out, or end one of the other links first.',
  },
  'subprocessor.too_deep': {
    kind: 'conflict',
    title: 'The chain of sub-processors would have too many ranks',
    remedy: 'Record it without linkedVendorId: the chain then ends here.',
  },
  'subprocessor.too_many': {
    kind: 'conflict',
    title: 'The vendor has as many sub-processors as are kept for one',
    remedy: 'End those that are not used any more (validTo).',
  },
  'intake_request.not_found': {
    kind: 'not_found',
    title: 'There is no such request',
    remedy: 'List /intake-requests to find the id.',
  },
  'intake_request.vendor_unnamed': {
    kind: 'invalid',
    title: 'The request does not say which vendor it is about',
    remedy: 'Give the vendorId of a registered vendor, or the vendorName of a new one; not both.',
  },
  'intake_request.closed': {
    kind: 'conflict',
    title: 'The request was already answered or withdrawn',
    remedy: 'Make a new request.',
  },
  'intake_request.own': {
    kind: 'forbidden',
    title: 'Nobody answers their own request',
    remedy: 'Let another person of procurement answer it.',
  },
  'intake_request.not_yours': {
    kind: 'forbidden',
    title: 'The request is somebody else’s',
    remedy: 'Only who made a request can change or withdraw it.',
  },
  'intake_request.reason_required': {
    kind: 'invalid',
    title: 'Refusing a request needs a reason',
    remedy: 'Tell the person in reason why.',
  },
});

export const refuse = raiser(vendorErrors);
export const refusal = maker(vendorErrors);
