import { defineErrors, raiser } from '../../../shared/domain-error.js';

export const agreementErrors = defineErrors({
  'agreement.not_found': {
    kind: 'not_found',
    title: 'There is no such agreement',
    remedy: 'List /agreements to find the id.',
  },
  'agreement.reference_in_use': {
    kind: 'conflict',
    title: 'Another agreement has this reference',
    remedy: 'Use a reference of its own, or change the existing agreement.',
  },
  'agreement.cannot_move': {
    kind: 'conflict',
    title: 'The agreement cannot go from its state to that one',
    remedy: 'See allowed for the states that may follow.',
  },
  'agreement.not_ready': {
    kind: 'refused',
    title: 'The agreement is not ready for that',
    remedy: 'Mend everything in unmet that is blocking, then try again.',
  },
  'agreement.own_review': {
    kind: 'forbidden',
    title: 'Whoever reviewed the clauses does not sign',
    remedy: 'Let somebody else record the signature.',
  },
  'agreement.settled': {
    kind: 'conflict',
    title: 'The parties and the kind of an agreement are fixed once it is signed',
    remedy: 'Draft a new agreement with this one as its parent.',
  },
  'agreement.over': {
    kind: 'conflict',
    title: 'The agreement is over',
    remedy: 'Draft the agreement that follows it, with this one as its parent.',
  },
  'agreement_amendment.not_found': {
    kind: 'not_found',
    title: 'The agreement has no such amendment',
    remedy: 'List /agreements/{id}/amendments to find the id.',
  },
  'agreement_amendment.not_signed': {
    kind: 'conflict',
    title: 'An agreement that is not signed yet needs no amendment',
    remedy: 'Change the agreement itself with PATCH.',
  },
  'agreement_amendment.cannot_move': {
    kind: 'conflict',
    title: 'The amendment cannot go from its state to that one',
    remedy: 'See allowed for the states that may follow; draft another amendment where none does.',
  },
});

export const refuseAgreement = raiser(agreementErrors);
