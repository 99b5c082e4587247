import { defineErrors, raiser } from '../../../shared/domain-error.js';

export const sharingErrors = defineErrors({
  'sharing_event.flow_closed': {
    kind: 'conflict',
    title: 'The data flow is closed',
    remedy:
      'Stop the sending. A closed flow takes only late reports of what was sent while it was in operation.',
  },
  'sharing_event.other_content': {
    kind: 'conflict',
    title: 'An event with this reference was reported with other content',
    remedy: 'What was reported stays. Report a different event under a reference of its own.',
  },
  'sharing_batch.not_found': {
    kind: 'not_found',
    title: 'The data flow has no such report',
    remedy: 'List /data-flows/{id}/sharing-batches to find the id.',
  },
  'deviation.not_found': {
    kind: 'not_found',
    title: 'There is no such deviation',
    remedy: 'List /deviations to find the id.',
  },
  'deviation.cannot_move': {
    kind: 'conflict',
    title: 'The deviation is not in a state in which this can be done',
    remedy: 'See allowed for what may follow: it is reviewed first and resolved then.',
  },
  'deviation.own_report': {
    kind: 'forbidden',
    title: 'Whoever reported the events or drafted the flow does not resolve the deviation',
    remedy: 'Let another data protection officer resolve it.',
  },
  'deviation.not_approved': {
    kind: 'refused',
    title: 'No approval that stands covers this sharing',
    remedy: 'Have the flow decided on with what was sent, then resolve it; or resolve it as stopped.',
  },
});

export const refuseSharing = raiser(sharingErrors);
