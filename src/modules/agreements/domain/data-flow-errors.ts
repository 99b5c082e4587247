import { defineErrors, raiser } from '../../../shared/domain-error.js';

export const dataFlowErrors = defineErrors({
  'data_flow.not_found': {
    kind: 'not_found',
    title: 'There is no such data flow',
    remedy: 'List /data-flows to find the id.',
  },
  'data_flow.reference_in_use': {
    kind: 'conflict',
    title: 'Another data flow has this reference',
    remedy: 'Use a reference of its own, or change the existing flow.',
  },
  'data_flow.not_yours': {
    kind: 'forbidden',
    title: 'A requester changes own drafts only',
    remedy: 'Ask procurement, or whoever drafted it.',
  },
  'data_flow.cannot_move': {
    kind: 'conflict',
    title: 'The data flow is not in a state in which this can be done',
    remedy: 'See status for where it stands and allowed for what may follow.',
  },
  'data_flow.not_ready': {
    kind: 'refused',
    title: 'The data flow is not ready for that',
    remedy: 'Mend everything in unmet that is blocking, then try again.',
  },
  'data_flow.own_submission': {
    kind: 'forbidden',
    title: 'Whoever drafted or submitted a data flow does not judge it',
    remedy: 'Let somebody decide who had no part in the submission.',
  },
  'data_flow.own_opinion': {
    kind: 'forbidden',
    title: 'Whoever gave the opinion does not decide',
    remedy: 'Let another person decide; opinion and decision are of two people.',
  },
  'data_flow.own_decision': {
    kind: 'forbidden',
    title: 'Whoever gave the first decision does not advise',
    remedy: 'Let another data protection officer give the opinion.',
  },
  'data_flow.own_model': {
    kind: 'forbidden',
    title: 'Whoever edited the scoring model does not decide by its scores',
    remedy: 'Let somebody decide who did not edit the model.',
  },
  'data_flow.own_review': {
    kind: 'forbidden',
    title: "Whoever reviewed the vendor's assessment does not decide by its score",
    remedy: 'Let somebody decide who reviewed none of the answers.',
  },
  'data_flow.requesting_unit': {
    kind: 'forbidden',
    title: 'One of two deciders is outside the unit that asks',
    remedy: 'Let somebody of another unit give the second decision.',
  },
  'data_flow.second_decider': {
    kind: 'forbidden',
    title: 'This data flow needs two different deciders',
    remedy: 'Let another person decide as well.',
  },
  'data_flow.first_decider': {
    kind: 'forbidden',
    title: 'The data protection officer decides first',
    remedy: 'An approver gives the second decision where two are needed.',
  },
  'data_flow.nothing_to_review': {
    kind: 'conflict',
    title: 'No changed fact waits for a review',
    remedy: 'See differences in GET /data-flows/{id}/approval.',
  },
  'data_flow.review_too_late': {
    kind: 'conflict',
    title: 'The approval is over, so that there is nothing left to review',
    remedy: 'Submit the flow again for a new decision; staleFacts says what ended it.',
  },
  'data_flow.dpo_advises': {
    kind: 'forbidden',
    title: 'The data protection officer advises, and does not decide',
    remedy: 'Let an approver decide who is no data protection officer; see GET /settings/approval.mode.',
  },
  'data_flow.departure_unreasoned': {
    kind: 'refused',
    title: 'The decision is not as advised, and does not say why',
    remedy: 'Give departure: the id of the opinion, and the reasons for departing from it.',
  },
  'data_flow.emergency_unreviewed': {
    kind: 'conflict',
    title: 'The last emergency approval was never examined in full',
    remedy: 'Submit it without emergency, and have it decided on in full.',
  },
  'data_flow.closed': {
    kind: 'conflict',
    title: 'The data flow is closed',
    remedy: 'Draft a new one; a closed flow stays as it was.',
  },
  'data_flow.certificate_known': {
    kind: 'conflict',
    title: 'The certificate of deletion or return is already on record',
    remedy: 'Nothing is missing.',
  },
  'condition.not_found': {
    kind: 'not_found',
    title: 'The approval has no such condition',
    remedy: 'See GET /data-flows/{id}/approval.',
  },
  'condition.standing': {
    kind: 'conflict',
    title: 'A standing condition is never done with',
    remedy: 'It holds for as long as the approval does.',
  },
  'condition.fulfilled': {
    kind: 'conflict',
    title: 'The condition was fulfilled before',
    remedy: 'Nothing is left to do.',
  },
});

export const refuseFlow = raiser(dataFlowErrors);
