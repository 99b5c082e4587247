import { addDays, localDate } from '../../../shared/local-date.js';
import { actsOf, notUsable, periodProblems, stateOf, type Delegation } from './delegation.js';

const today = localDate('2026-11-25');
const delegation: Delegation = {
  ...{ id: 'g1', revision: 1, fromId: 'officer', toId: 'deputy', role: 'dpo', dataFlowId: null },
  ...{ validFrom: today, validTo: addDays(today, 7), reason: 'On leave', createdAt: new Date(0) },
  ...{ revokedById: null, revokedAt: null },
};

describe('a delegation', () => {
  it.each([
    ['on the day before its first', { validFrom: addDays(today, 1) }, 'planned'],
    ['on its first day', {}, 'in_force'],
    ['on its last day', { validTo: today }, 'in_force'],
    ['on the day after its last', { validTo: addDays(today, -1) }, 'ended'],
    ['once it was revoked', { revokedAt: new Date(0) }, 'revoked'],
  ] as const)('%s is %s', (_when, change, state) => {
    expect(stateOf({ ...delegation, ...change }, today)).toBe(state);
  });

  it.each([
    ['from today to a year and a day', { validTo: addDays(today, 366) }, []],
    ['for longer', { validTo: addDays(today, 367) }, ['/validTo too_late']],
    ['backwards', { validFrom: addDays(today, -1) }, ['/validFrom in_past']],
    ['that ends before it begins', { validTo: addDays(today, -1) }, ['/validTo reversed']],
  ] as const)('%s', (_case, change, expected) => {
    const found = periodProblems({ ...delegation, ...change }, today);
    expect(found.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(expected);
  });

  it.each([
    ['by whom it is to', {}, {}, null],
    ['by somebody else', {}, { byId: 'other' }, 'delegation.not_yours'],
    ['by whoever gave it', {}, { byId: 'officer' }, 'delegation.not_yours'],
    ['when it is over', { validTo: addDays(today, -1) }, {}, 'delegation.not_in_force'],
    ['on its own flow', { dataFlowId: 'f1' }, {}, null],
    ['on another flow', { dataFlowId: 'f2' }, {}, 'delegation.other_act'],
    ['by an approver, to decide', { role: 'approver' }, { act: 'decision' }, null],
    ['by an approver, to advise', { role: 'approver' }, {}, 'delegation.other_act'],
  ] as const)('is used %s', (_case, change, asked, expected) => {
    const given: Delegation = { ...delegation, ...change };
    const act = { byId: 'deputy', act: 'opinion' as const, dataFlowId: 'f1', today, ...asked };
    expect(notUsable(given, act)).toBe(expected);
  });

  it('of an officer is for opinions and decisions, of an approver for decisions', () => {
    expect([actsOf('dpo'), actsOf('approver')]).toEqual([['opinion', 'decision'], ['decision']]);
  });
});
