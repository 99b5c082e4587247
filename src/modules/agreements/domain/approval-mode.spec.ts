import { DomainError } from '../../../shared/domain-error.js';
import {
  assertPair,
  assertProposed,
  modeChangeStatuses,
  type ModeChange,
  type ModeChanger,
} from './approval-mode.js';

const codeOf = (act: () => void) => {
  try {
    act();
    return null;
  } catch (error) {
    return error instanceof DomainError ? error.code : error;
  }
};

describe('the two who change the mode', () => {
  const who = (id: string, ...roles: string[]): ModeChanger => ({ ids: new Set([id]), roles });
  it.each<[string, ModeChanger, ModeChanger, string | null]>([
    ['a DPO and an approver', who('dana', 'dpo'), who('anna', 'approver'), null],
    ['an approver and a DPO', who('anna', 'approver'), who('dana', 'dpo'), null],
    ['two with both roles', who('dana', 'dpo', 'approver'), who('anna', 'dpo', 'approver'), null],
    ['two DPOs', who('dana', 'dpo'), who('otto', 'dpo'), 'approval_mode_change.wrong_pair'],
    ['two approvers', who('anna', 'approver'), who('otto', 'approver'), 'approval_mode_change.wrong_pair'],
    ['one who lost the role since', who('dana'), who('anna', 'approver'), 'approval_mode_change.wrong_pair'],
    [
      'one person with both',
      who('dana', 'dpo', 'approver'),
      who('dana', 'dpo', 'approver'),
      'approval_mode_change.own',
    ],
    [
      'one person with two accounts',
      who('dana', 'dpo'),
      { ids: new Set(['dana-again', 'dana']), roles: ['approver'] },
      'approval_mode_change.own',
    ],
  ])('%s', (...[, proposer, confirmer, code]) => {
    expect(codeOf(() => assertPair(proposer, confirmer))).toBe(code);
  });

  it('settle a change once', () => {
    const codes = modeChangeStatuses.map((status) => codeOf(() => assertProposed({ status } as ModeChange)));
    expect(codes).toEqual([null, 'approval_mode_change.settled', 'approval_mode_change.settled']);
  });
});
