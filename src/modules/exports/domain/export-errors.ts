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
  'register.busy': {
    kind: 'unavailable',
    title: 'Too many registers are being exported at this moment',
    remedy: 'Try again in a moment.',
  },
});

export const refuse = raiser(exportErrors);
