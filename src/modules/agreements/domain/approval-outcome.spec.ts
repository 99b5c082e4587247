import { aFlow } from '../../../../test/support/data-flow.js';
import { addDays, localDate } from '../../../shared/local-date.js';
import type { ChangeReaction } from '../../reference-data/codes.js';
import { approvalOutcome, type Finding } from './approval-outcome.js';
import type { ChangedFact } from './change-impact.js';
import type { DataFlow, DataFlowStatus } from './data-flow.js';
import type { ConditionConsequence, FlowCondition } from './flow-decision.js';

const today = localDate('2026-11-25');
const changed = (reaction: ChangeReaction, fact = 'flow.volume'): ChangedFact => ({
  ...{ fact, then: 1, now: 2, impact: 'UNKNOWN_FACT', reaction },
});
const seen = (reaction: ChangeReaction, fact = 'flow.volume') => ({ fact, then: 1, now: 2, reaction });
const overdueCondition = {
  ...{ id: 'c1', kind: 'by_date', dueOn: addDays(today, -1), consequence: 'expire', fulfilledAt: null },
} as unknown as FlowCondition;

const outcomeOf = (
  flow: Partial<DataFlow>,
  changes: ChangedFact[] = [],
  found: { conditions?: FlowCondition[] } = {},
) =>
  approvalOutcome(aFlow({ status: 'active', ...flow }), {
    ...{ changes, today, ways: { legs: [], standsOn: [] }, conditions: [], ...found },
  });

const again = (conditions: FlowCondition[]) => ({
  ...{ changes: [], today, ways: { legs: [], standsOn: [] }, conditions },
});

describe('what becomes of an approval', () => {
  it.each<[string, Partial<DataFlow>, ChangedFact[], Finding, Partial<DataFlow>]>([
    ['nothing, when nothing changed', {}, [], 'unchanged', { status: 'active' }],
    ['its end on its last day', { validUntil: addDays(today, -1) }, [], 'expired', { status: 'expired' }],
    ['nothing on the last day itself', { validUntil: today }, [], 'unchanged', { status: 'active' }],
    [
      'its end by a fact that blocks',
      {},
      [changed('block')],
      'stale',
      { status: 'stale', staleFacts: [seen('block')], suspendedBecause: null },
    ],
    [
      'its end, and a stop of what runs, by a fact that suspends',
      {},
      [changed('suspend')],
      'stale',
      { status: 'stale', staleFacts: [seen('suspend')], suspendedBecause: 'changed: flow.volume' },
    ],
    [
      'its end alone where nothing runs',
      { status: 'approved' },
      [changed('suspend')],
      'stale',
      { status: 'stale', suspendedBecause: null },
    ],
    [
      'a day for its review by a fact that asks for one',
      {},
      [changed('review_30_days')],
      'to_review',
      { status: 'active', staleFacts: [seen('review_30_days')], reviewDueOn: localDate('2026-12-25') },
    ],
    [
      'the same day, when more is to be reviewed',
      { staleFacts: [seen('review_30_days')], reviewDueOn: addDays(today, 3) },
      [changed('review_30_days'), changed('review_30_days', 'vendor.country')],
      'to_review',
      { reviewDueOn: addDays(today, 3) },
    ],
    [
      'a nearer day by a fact that asks for one at once',
      { staleFacts: [seen('review_30_days')], reviewDueOn: addDays(today, 20) },
      [changed('review_30_days'), changed('review_at_once', 'vendor.breaches')],
      'to_review',
      { status: 'active', reviewDueOn: addDays(today, 3) },
    ],
    [
      'no later day by one that may wait',
      { staleFacts: [seen('review_at_once', 'vendor.breaches')], reviewDueOn: addDays(today, 1) },
      [changed('review_at_once', 'vendor.breaches'), changed('review_30_days')],
      'to_review',
      { reviewDueOn: addDays(today, 1) },
    ],
    [
      'nothing while the review is still due',
      { staleFacts: [seen('review_30_days')], reviewDueOn: today },
      [changed('review_30_days')],
      'unchanged',
      { status: 'active', reviewDueOn: today },
    ],
    [
      'its end when nobody reviewed it',
      { staleFacts: [seen('review_30_days')], reviewDueOn: addDays(today, -1) },
      [changed('review_30_days')],
      'stale',
      { status: 'stale', staleFacts: [seen('review_30_days')], reviewDueOn: null },
    ],
    [
      'no end when the fact is again as approved, be it late',
      { staleFacts: [seen('review_30_days')], reviewDueOn: addDays(today, -1) },
      [],
      'restored',
      { status: 'active', staleFacts: [], reviewDueOn: null },
    ],
    [
      'a note of what has no consequence',
      {},
      [changed('log_only')],
      'noted',
      { status: 'active', staleFacts: [], loggedFacts: [seen('log_only')] },
    ],
    [
      'one note only',
      { loggedFacts: [seen('log_only')] },
      [changed('log_only')],
      'unchanged',
      { loggedFacts: [seen('log_only')] },
    ],
    [
      'a note that it is as before again',
      { loggedFacts: [seen('log_only')] },
      [],
      'noted',
      { loggedFacts: [] },
    ],
  ])('is %s', (...[, flow, changes, found, after]) => {
    const outcome = outcomeOf(flow, changes);
    expect(outcome.found).toBe(found);
    expect(outcome.after).toMatchObject(after);
  });

  it('names every fact that counts, also those that were to be reviewed', () => {
    const { after, reason } = outcomeOf({}, [
      changed('review_30_days'),
      changed('log_only', 'vendor.status'),
      changed('block', 'flow.purposes'),
    ]);
    expect(after.staleFacts).toEqual([seen('review_30_days'), seen('block', 'flow.purposes')]);
    expect(reason).toBe('changed: flow.volume, flow.purposes');
  });

  it.each<[ConditionConsequence, DataFlowStatus, Finding, Partial<DataFlow>]>([
    ['suspend', 'active', 'suspended', { status: 'suspended', suspendedBecause: 'missed: condition.c1' }],
    ['suspend', 'suspended', 'noted', { status: 'suspended', suspendedBecause: null }],
    ['suspend', 'approved', 'noted', { status: 'approved', suspendedBecause: null }],
    ['notify', 'active', 'noted', { status: 'active', staleFacts: [], reviewDueOn: null }],
  ])(
    'by a condition that is overdue and says %s, of a flow that is %s',
    (consequence, status, found, after) => {
      const conditions = [{ ...overdueCondition, consequence }];
      const outcome = outcomeOf({ status }, [], { conditions });
      expect(outcome).toMatchObject({ found, after });
      expect(outcome.after.loggedFacts).toMatchObject([{ fact: 'condition.c1', now: 'overdue' }]);
      expect(approvalOutcome(outcome.after, again(conditions)).found).toBe('unchanged');
    },
  );

  it('is its end by a condition that is overdue', () => {
    expect(outcomeOf({}, [], { conditions: [overdueCondition] })).toMatchObject({
      found: 'stale',
      after: {
        staleFacts: [{ fact: 'condition.c1', then: 'due on 2026-11-24', now: 'overdue', reaction: 'block' }],
      },
    });
  });

  it('says on which ground the transfers stand', () => {
    expect(outcomeOf({ standsOn: ['EU_US_DPF'] })).toMatchObject({
      found: 'other_ground',
      reason: 'its transfers rely on no decision now',
      after: { standsOn: [] },
    });
  });

  it.each<DataFlowStatus>(['approved', 'approved_with_conditions', 'active', 'suspended'])(
    'leaves %s as it is until the review',
    (status) => {
      expect(outcomeOf({ status }, [changed('review_30_days')]).after.status).toBe(status);
    },
  );
});
