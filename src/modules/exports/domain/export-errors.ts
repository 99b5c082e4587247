import { defineErrors, raiser } from '../../../shared/domain-error.js';

export const exportErrors = defineErrors({
  'register.not_found': {
    kind: 'not_found',
    title: 'There is no such register',
    remedy: 'See registers for those that there are.',
  },
  'register.forbidden': {
    kind: 'forbidden',
    title: 'This register is not open to your roles',
    remedy: 'Ask an auditor for it.',
  },
  'register.ahead': {
    kind: 'invalid',
    title: 'The day or the moment has not come yet',
    remedy:
      'Ask for a day up to today and a moment up to now; without them the register is as it is known now.',
  },
  'register.before_records': {
    kind: 'refused',
    title: 'Nothing was on record by then',
    remedy: 'Ask for a moment from the first entry of the ledger on; firstEntryAt names it.',
  },
  'export.not_found': {
    kind: 'not_found',
    title: 'There is no such export',
    remedy: 'See GET /exports for those that there are.',
  },
  'export.bad_order': {
    kind: 'invalid',
    title: 'Some fields keep the export from being made',
    remedy: 'Mend each field that is named, and ask again.',
  },
  'export.sample_too_large': {
    kind: 'refused',
    title: 'The sample is larger than what it is drawn from',
    remedy: 'Ask for at most as many rows as population says, or loosen day and filters.',
  },
  'export.too_large': {
    kind: 'refused',
    title: 'The bundle would be larger than 4 GB',
    remedy: 'Narrow it by filters, a day or a sample.',
  },
  'export.too_long_for_document': {
    kind: 'refused',
    title: 'The register has too many rows for a PDF',
    remedy: 'Narrow it by filters, a day or a sample, or ask for xlsx.',
  },
  'export.cannot_sign': {
    kind: 'unavailable',
    title: 'This instance does not have the key that signs',
    remedy: 'Give it the key file of the ledger, see KEYHOLDER_LEDGER_KEY_FILE, and ask again.',
  },
  'export.no_room': {
    kind: 'unavailable',
    title: 'There is no room for the bundle on the disk',
    remedy: 'Make room in the folder of exports, see KEYHOLDER_EXPORT_FOLDER, and ask again.',
  },
  'export.not_reproduced': {
    kind: 'refused',
    title: 'The files are not those that were signed',
    remedy: 'Another version of Keyholder began this export: ask for a new one.',
  },
  'export.not_ready': {
    kind: 'conflict',
    title: 'The bundle is not there yet',
    remedy: 'Watch the job of the export; a failed one says why.',
  },
  'export.removed': {
    kind: 'gone',
    title: 'The bundle was kept for its days and is gone',
    remedy: 'Its manifest stays on record. Ask for the same export with the same knownAt for the same rows.',
  },
  'register.busy': {
    kind: 'unavailable',
    title: 'Too many registers are being exported at this moment',
    remedy: 'Try again in a moment.',
  },
});

export const refuse = raiser(exportErrors);
