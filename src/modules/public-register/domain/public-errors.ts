import { defineErrors, raiser } from '../../../shared/domain-error.js';

export const publicErrors = defineErrors({
  'disclosure.not_found': {
    kind: 'not_found',
    title: 'Nothing was decided on this data flow',
    remedy:
      'Until the data protection officer decides with PUT, the public register shows it with its recipient.',
  },
  'public_register.ahead': {
    kind: 'invalid',
    title: 'The register of a day to come is not known',
    remedy: 'Ask for a day up to today.',
  },
  'public_register.before_records': {
    kind: 'invalid',
    title: 'There was no register yet',
    remedy: 'Ask for a day from the first entry on.',
  },
  'public_register.bad_cursor': {
    kind: 'invalid',
    title: 'There is no such page',
    remedy: 'Start at the first page again, and follow its link to the next.',
  },
});

export const refuse = raiser(publicErrors);
