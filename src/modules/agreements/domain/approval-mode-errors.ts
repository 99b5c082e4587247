import { defineErrors, raiser } from '../../../shared/domain-error.js';

export const modeChangeErrors = defineErrors({
  'approval_mode_change.not_found': {
    kind: 'not_found',
    title: 'There is no such change of the approval mode',
    remedy: 'List /settings/approval.mode/changes.',
  },
  'approval_mode_change.unchanged': {
    kind: 'conflict',
    title: 'The approval mode is that already',
    remedy: 'Nothing is to be done.',
  },
  'approval_mode_change.pending': {
    kind: 'conflict',
    title: 'Another change of the approval mode waits to be confirmed',
    remedy: 'Confirm or withdraw that one first.',
  },
  'approval_mode_change.settled': {
    kind: 'conflict',
    title: 'The change was confirmed or withdrawn before',
    remedy: 'Propose another change.',
  },
  'approval_mode_change.own': {
    kind: 'forbidden',
    title: 'Nobody confirms what they proposed',
    remedy: 'Let another person confirm it.',
  },
  'approval_mode_change.wrong_pair': {
    kind: 'forbidden',
    title: 'A data protection officer and an approver change the mode together',
    remedy: 'Let somebody confirm it who has the other of the two roles.',
  },
});

export const refuseModeChange = raiser(modeChangeErrors);
