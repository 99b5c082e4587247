import { defineErrors, raiser } from '../../shared/domain-error.js';

export const ledgerErrors = defineErrors({
  'ledger.not_signed_yet': {
    kind: 'conflict',
    title: 'No checkpoint covers this yet',
    remedy:
      'Entries are sealed and signed within seconds of their commit: ask again. If it lasts, see /readyz and the operations guide.',
  },
  'ledger.no_such_checkpoint': {
    kind: 'not_found',
    title: 'There is no checkpoint of this size',
    remedy: 'Use the size of a checkpoint in GET /ledger/checkpoints.',
  },
  'ledger.bad_sizes': {
    kind: 'invalid',
    title: 'The two sizes do not fit together',
    remedy: 'Give from and to with 1 ≤ from ≤ to, and to not beyond the newest checkpoint.',
  },
  'ledger.no_newer_key': {
    kind: 'conflict',
    title: 'There is no newer key',
    remedy: 'Append the new private key to the key file of this instance, start it again, then ask again.',
  },
});

export const refuseLedger = raiser(ledgerErrors);
