import { DomainError } from '../../../shared/domain-error.js';
import {
  assertPair,
  assertProposed,
  departs,
  departureProblems,
  modeChangeStatuses,
  unmetOpinion,
  type ModeChange,
  type ModeChanger,
} from './approval-mode.js';
import { decisionOutcomes, opinions, type FlowOpinion } from './flow-decision.js';

const codeOf = (act: () => void) => {
  try {
    act();
    return null;
  } catch (error) {
    return error instanceof DomainError ? error.code : error;
  }
};
const opinion: FlowOpinion = {
  ...{
    id: 'o1',
    revision: 1,
    dataFlowId: 'f1',
    flowRevision: 2,
    opinion: 'unfavourable',
    reasons: 'Too much.',
  },
  ...{ factsHash: 'aa', givenById: 'dana', givenAt: new Date('2026-11-01T00:00:00Z') },
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

describe('a decision beside the opinion', () => {
  const table = {
    favourable: { approved: false, approved_with_conditions: false, rejected: true },
    favourable_with_conditions: { approved: true, approved_with_conditions: false, rejected: true },
    unfavourable: { approved: true, approved_with_conditions: true, rejected: false },
  } as const;
  it.each(opinions.flatMap((advised) => decisionOutcomes.map((outcome) => [advised, outcome] as const)))(
    '%s, %s: departs as the table says',
    (advised, outcome) => {
      expect(departs(outcome, advised)).toBe(table[advised][outcome]);
    },
  );

  const pointers = (...given: Parameters<typeof departureProblems>) =>
    departureProblems(...given).map(({ pointer, code }) => `${pointer} ${code}`);
  it('gives reasons only where it departs, and names the newest opinion', () => {
    const departure = { opinionId: 'o1', reasons: 'The contract covers it.' };
    expect(pointers(departure, 'approved', opinion)).toEqual([]);
    expect(pointers(null, 'approved', opinion)).toEqual([]);
    expect(pointers(departure, 'rejected', opinion)).toEqual(['/departure unexpected']);
    expect(pointers(departure, 'approved', null)).toEqual(['/departure unexpected']);
    expect(pointers({ ...departure, opinionId: 'o0' }, 'approved', opinion)).toEqual([
      '/departure/opinionId not_newest',
    ]);
  });
});

describe('the opinion before a decision', () => {
  const messages = (...given: Parameters<typeof unmetOpinion>) =>
    unmetOpinion(...given).map(({ code, severity, message }) => [code, severity, message]);
  it('is asked for only where the data protection officer advises, and on the facts of now', () => {
    expect(messages('dpo_decides', null, 'aa')).toEqual([]);
    expect(messages('dpo_advises', opinion, 'aa')).toEqual([]);
    expect(messages('dpo_advises', null, 'aa')).toEqual([
      ['OPINION_MISSING', 'blocking', 'Nobody has given an opinion on this submission.'],
    ]);
    expect(messages('dpo_advises', opinion, 'bb')).toEqual([
      ['OPINION_MISSING', 'blocking', 'The opinion was on other facts.'],
    ]);
  });
});
