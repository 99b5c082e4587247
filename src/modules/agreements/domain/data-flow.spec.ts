import { anAgreement } from '../../../../test/support/agreement.js';
import { aFlow, aTia, exporting, transfer } from '../../../../test/support/data-flow.js';
import { localDate } from '../../../shared/local-date.js';
import { canMove, unreachableFrom } from '../../../shared/state-machine.js';
import type { ChangeReaction } from '../../reference-data/codes.js';
import type { Agreement } from './agreement.js';
import { holdsBack, isOverdue, unmetByApproval } from './approval-policy.js';
import { judgedChanges } from './change-impact.js';
import { dataFlowLifecycle, dataFlowStatuses, isApproved, type DataFlow } from './data-flow.js';
import { decisionFacts, differences, type Parties } from './decision-facts.js';
import { decisionProblems, type GivenDecision } from './decision-rules.js';
import { screenDpia, specialCategoriesOf } from './dpia-screening.js';
import { unmetInRecord } from './flow-completeness.js';
import {
  decidedStatus,
  earlier,
  isOpen,
  needsTwoDeciders,
  reviewMonths,
  type FlowCondition,
} from './flow-decision.js';
import { flowFacts } from './flow-facts.js';
import { reliedOn, transferLegs } from './transfer-legs.js';

const day = localDate;
const today = day('2026-11-25');

const agreement = anAgreement({
  effectiveFrom: day('2026-01-01'),
  breachNoticeHours: 24,
  clauses: [
    { code: 'A28_3_C_SECURITY', status: 'PRESENT', note: null, reviewedById: null },
    { code: 'A28_3_H_AUDIT', status: 'NOT_REVIEWED', note: null, reviewedById: null },
    { code: 'A28_4_FLOWDOWN', status: 'PARTIAL', note: null, reviewedById: null },
  ],
});

describe('the life of a data flow', () => {
  it('reaches every state from a draft and ends closed', () => {
    expect(unreachableFrom(dataFlowLifecycle, 'draft')).toEqual([]);
    expect(dataFlowStatuses.filter((status) => dataFlowLifecycle[status].length === 0)).toEqual(['closed']);
  });

  it('lets data flow only after an approval', () => {
    expect(dataFlowStatuses.filter((from) => canMove(dataFlowLifecycle, from, 'active'))).toEqual([
      'approved',
      'approved_with_conditions',
      'suspended',
    ]);
  });

  it('decides only on what was submitted', () => {
    for (const outcome of ['approved', 'approved_with_conditions', 'rejected'] as const)
      expect(dataFlowStatuses.filter((from) => canMove(dataFlowLifecycle, from, outcome))).toEqual([
        'submitted',
      ]);
  });

  it('ends an approval from every state in which it stands, and from no other', () => {
    const standing = dataFlowStatuses.filter(isApproved);
    expect(dataFlowStatuses.filter((from) => canMove(dataFlowLifecycle, from, 'stale'))).toEqual(standing);
    expect(dataFlowStatuses.filter((from) => canMove(dataFlowLifecycle, from, 'expired'))).toEqual(standing);
  });

  it('comes back to a decision only by a new submission', () => {
    for (const ended of ['stale', 'expired', 'rejected'] as const)
      expect(dataFlowLifecycle[ended]).toEqual(['submitted', 'closed']);
  });
});

describe('transfers, leg by leg', () => {
  const tia = aTia();
  const listing = {
    status: 'ACTIVE',
    frameworks: ['EU_US'],
    coveredData: ['NON_HR'],
    nextCertificationDue: day('2027-02-01'),
  } as const;
  it.each([
    ['inside the EEA', 'DE', transfer('FR'), '2026-11-25', 'yes'],
    ['to an adequate country, without a tool', 'DE', transfer('BR'), '2026-11-25', 'yes EU_BR'],
    ['to the same country from elsewhere', 'GB', transfer('BR'), '2026-11-25', 'no'],
    ['to the same country a day too early', 'DE', transfer('BR'), '2026-01-25', 'no'],
    ['from Norway, where it is not known', 'NO', transfer('BR'), '2026-11-25', 'no'],
    ['to India without a tool', 'DE', transfer('IN'), '2026-11-25', 'no'],
    ['to India with clauses and no assessment', 'DE', transfer('IN', { tool: 'SCC_M2' }), '2026-11-25', 'no'],
    ['to India with both', 'DE', transfer('IN', { tool: 'SCC_M2', tia }), '2026-11-25', 'yes'],
    [
      'on the day after the assessment lapsed',
      'DE',
      transfer('IN', { tool: 'SCC_M2', tia }),
      '2026-11-26',
      'no',
    ],
    ['before it was assessed', 'DE', transfer('IN', { tool: 'SCC_M2', tia }), '2026-02-28', 'no'],
    [
      'with an assessment that found no cure',
      'DE',
      transfer('IN', { tool: 'SCC_M2', tia: { ...tia, conclusion: 'NOT_CURED' } }),
      '2026-11-25',
      'no',
    ],
    [
      'to the USA on a bare claim of the framework',
      'DE',
      transfer('US', { tool: 'ADEQUACY_ORG_LIST' }),
      '2026-11-25',
      'no EU_US_DPF',
    ],
    [
      'to a listed recipient in the USA',
      'DE',
      transfer('US', { dpfListing: listing }),
      '2026-11-25',
      'yes EU_US_DPF',
    ],
    ['to one whose listing has lapsed', 'DE', transfer('US', { dpfListing: listing }), '2027-02-02', 'no'],
    ['to Japan, sector not checked', 'DE', transfer('JP'), '2026-11-25', 'no'],
    ['to Japan, sector checked', 'DE', transfer('JP', { sectorConfirmed: true }), '2026-11-25', 'yes EU_JP'],
  ])('%s', (...[, from, declared, on, expected]) => {
    const [leg] = transferLegs(
      aFlow({ locations: [], transfers: [declared], subjectCategories: ['CUSTOMERS'] }),
      exporting({ exporter: from, on: day(on) }),
    );
    expect([leg?.allowed ? 'yes' : 'no', leg?.reliesOn ?? ''].join(' ').trim()).toBe(expected);
  });

  it('count every country where the data are, declared or not, and not our own', () => {
    const legs = transferLegs(
      aFlow({
        locations: [
          { country: 'DE', kind: 'storage' },
          { country: 'US', kind: 'remote_access' },
          { country: 'CH', kind: 'processing' },
        ],
        transfers: [transfer('US', { tool: 'SCC_M2' })],
      }),
      exporting({ on: today }),
    );
    expect(legs.map(({ toCountry, allowed, tool }) => [toCountry, allowed, tool])).toEqual([
      ['CH', true, null],
      ['US', false, 'SCC_M2'],
    ]);
    expect(reliedOn(legs)).toEqual(['EU_CH']);
  });
});

describe('the screening for an impact assessment', () => {
  const screened = (content: Partial<DataFlow>) => {
    const { required, triggers, criteria } = screenDpia(
      aFlow({ subjectCategories: ['CUSTOMERS'], ...content }),
    );
    return [required, ...triggers, ...criteria];
  };
  const health = [
    { code: 'HEALTH_RECORD', justification: null, retentionDays: null, endAction: null },
  ] as const;
  it('asks for none when nothing calls for it', () => {
    expect(screened({})).toEqual([false]);
  });
  it('asks for none on one criterion', () => {
    expect(screened({ dataCategories: health })).toEqual([false, 'WP248_4_SENSITIVE']);
  });
  it('asks for one on two criteria, whoever found them', () => {
    const dpia = {
      outcome: 'NOT_REQUIRED',
      triggers: [],
      criteria: ['WP248_8_INNOVATIVE'],
      reasons: null,
      evidenceId: null,
    } as const;
    expect(screened({ dataCategories: health, dpia })).toEqual([
      true,
      'WP248_4_SENSITIVE',
      'WP248_8_INNOVATIVE',
    ]);
  });
  it('asks for one where special data go out at scale', () => {
    expect(screened({ dataCategories: health, volume: 'V3' })).toEqual([
      true,
      'A35_3_B',
      'WP248_4_SENSITIVE',
      'WP248_5_LARGE_SCALE',
    ]);
  });
  it('knows vulnerable people and profiling', () => {
    const [purpose] = aFlow().purposes;
    expect(
      screened({
        subjectCategories: ['CHILDREN'],
        purposes: purpose ? [{ ...purpose, code: 'CREDIT_ASSESSMENT' }] : [],
      }),
    ).toEqual([true, 'WP248_1_SCORING', 'WP248_7_VULNERABLE']);
  });
  it('tells special categories from criminal data', () => {
    const criminal = { ...health[0], code: 'CRIMINAL_RECORD' } as const;
    const flow = aFlow({ dataCategories: [...health, criminal] });
    expect(specialCategoriesOf(flow)).toEqual(['CRIMINAL', 'HEALTH']);
    const { flow: facts } = flowFacts({ flow, agreement, legs: [], today });
    expect([facts.specialCategories, facts.criminal]).toEqual([['HEALTH'], true]);
  });
});

describe('the facts for the standard', () => {
  it('say what is missing in the agreed way', () => {
    const empty = aFlow({ direction: null, volume: null, frequency: null, purposes: [], dataCategories: [] });
    const {
      flow,
      agreement: terms,
      transfers,
    } = flowFacts({
      flow: empty,
      agreement,
      legs: transferLegs(aFlow({ locations: [], transfers: [transfer('IN')] }), exporting({ on: today })),
      today,
    });
    expect(flow).toMatchObject({
      direction: '',
      volume: '',
      frequency: '',
      dpiaOutcome: '',
      dpiaRequired: false,
    });
    expect(terms).toEqual({
      kind: 'data_processing',
      status: 'in_force',
      inForce: true,
      missingClauses: ['A28_3_H_AUDIT'],
      partialClauses: ['A28_4_FLOWDOWN'],
      breachNoticeHours: 24,
      subprocessorAuthorisation: '',
      effectiveTo: '',
    });
    expect(transfers).toMatchObject([{ toCountry: 'IN', allowed: false, tool: '' }]);
    expect(unmetInRecord(empty).map(({ code }) => code)).toEqual([
      'FLOW_DIRECTION_MISSING',
      'FLOW_VOLUME_MISSING',
      'FLOW_FREQUENCY_MISSING',
    ]);
  });
});

describe('the facts that an approval is of', () => {
  const parties: Parties = {
    exporter: { id: 'e1', country: 'DE', role: 'controller' },
    vendor: { id: 'v1', legalName: 'Vendor Ltd', country: 'IE', status: 'approved' },
    certifications: ['ISO_27001'],
    knockouts: [],
  };
  const facts = (
    flow: Partial<DataFlow> = {},
    terms: Partial<Agreement> = {},
    sides: Partial<Parties> = {},
  ) => {
    const whole = aFlow(flow);
    return decisionFacts(whole, { ...agreement, ...terms }, transferLegs(whole, exporting({ on: today })), {
      ...parties,
      ...sides,
    });
  };
  const changed = (...now: Parameters<typeof facts>) =>
    judgedChanges(differences(facts(), facts(...now)), { tier: 2, open: [] })
      .filter(({ reaction }) => reaction !== 'log_only')
      .map(({ fact, reaction }) => `${fact} ${reaction}`);

  it.each<[string, Parameters<typeof facts>, string[]]>([
    ['a name', [{ title: 'Other', reference: 'DF-2' }], []],
    ['the order of a list', [{ securityMeasures: ['MFA', 'ENCRYPTION_TRANSIT'] }], []],
    [
      'why a category is needed',
      [{ dataCategories: [{ ...aFlow().dataCategories[0], justification: 'x' } as never] }],
      [],
    ],
    [
      'a longer retention',
      [{ dataCategories: [{ ...aFlow().dataCategories[0], retentionDays: 9999 } as never] }],
      ['flow.dataCategories review_30_days'],
    ],
    ['more people', [{ volume: 'V3' }], ['flow.volume review_30_days']],
    [
      'a new country',
      [{ locations: [{ country: 'US', kind: 'storage' }] }],
      ['flow.locations block', 'transfer.legs block'],
    ],
    ['a new group of people', [{ subjectCategories: ['CHILDREN'] }], ['flow.subjectCategories block']],
    ['a suspended agreement', [{}, { status: 'suspended' }], ['agreement.status suspend']],
    ['a clause gone', [{}, { clauses: [] }], ['agreement.clauses suspend']],
    [
      'a vendor under other control',
      [{}, {}, { vendor: { ...parties.vendor, legalName: 'New Ltd' } }],
      ['vendor.legalName review_30_days'],
    ],
    ['a certificate lost', [{}, {}, { certifications: [] }], ['vendor.certifications review_30_days']],
    ['a certificate won', [{}, {}, { certifications: ['ISO_27001', 'SOC2_TYPE2'] }], []],
    ['a failed knock-out', [{}, {}, { knockouts: ['MFA'] }], ['score.knockouts suspend']],
  ])('after %s', (_case, now, expected) => {
    expect(changed(...now)).toEqual(expected);
  });

  it('name a fact that came or went', () => {
    expect(differences({ a: 1 }, { b: 2 })).toEqual([
      { fact: 'a', then: 1, now: null },
      { fact: 'b', then: null, now: 2 },
    ]);
  });
});

describe('a decision', () => {
  const given: GivenDecision = {
    outcome: 'approved',
    rationale: 'fine',
    conditions: [],
    validUntil: null,
    departure: null,
    emergency: null,
    delegationId: null,
  };
  const condition = {
    text: 'x',
    kind: 'standing',
    dueOn: null,
    ownerId: null,
    consequence: 'expire',
  } as const;
  const problems = (change: Partial<GivenDecision>) =>
    decisionProblems({ ...given, ...change }, today).map(({ pointer, code }) => `${pointer} ${code}`);
  it.each<[string, Partial<GivenDecision>, string[]]>([
    ['plain', {}, []],
    ['with conditions', { outcome: 'approved_with_conditions', conditions: [condition] }, []],
    ['with conditions that are not there', { outcome: 'approved_with_conditions' }, ['/conditions missing']],
    ['with conditions that do not belong', { conditions: [condition] }, ['/conditions unexpected']],
    ['refused with conditions', { outcome: 'rejected', conditions: [condition] }, ['/conditions unexpected']],
    [
      'with a day that is missing, and one that has passed',
      {
        outcome: 'approved_with_conditions',
        conditions: [
          { ...condition, kind: 'by_date' },
          { ...condition, kind: 'before_activation', dueOn: day('2026-11-24') },
        ],
        validUntil: day('2026-11-24'),
      },
      ['/conditions/0/dueOn missing', '/conditions/1/dueOn in_past', '/validUntil in_past'],
    ],
    ['that counts for today only', { validUntil: today }, []],
  ])('%s', (_case, change, expected) => {
    expect(problems(change)).toEqual(expected);
  });

  it.each([
    [1, 'A', true],
    [2, 'C', false],
    [3, 'D', true],
    [4, 'F', true],
    [null, null, false],
  ])('for tier %s and grade %s needs two people: %s', (tier, grade, expected) => {
    expect(needsTwoDeciders({ tier, grade })).toBe(expected);
  });

  it('lasts by the tier', () => {
    expect([1, 2, 3, 4, null].map(reviewMonths)).toEqual([12, 12, 24, 36, 12]);
  });

  it('of two people lasts as long as the shorter, and binds with the conditions of both', () => {
    expect(earlier(day('2027-01-01'), day('2026-12-31'))).toBe('2026-12-31');
    expect(earlier(day('2026-12-31'), day('2027-01-01'))).toBe('2026-12-31');
    expect(earlier(null, day('2026-12-31'))).toBe('2026-12-31');
    expect(earlier(day('2026-12-31'), null)).toBe('2026-12-31');
    expect([
      decidedStatus('approved', 1),
      decidedStatus('approved', 0),
      decidedStatus('rejected', 1),
    ]).toEqual(['approved_with_conditions', 'approved', 'rejected']);
  });
});

describe('what an approval asks for', () => {
  const condition = (change: Partial<FlowCondition>): FlowCondition => ({
    id: 'c1',
    revision: 1,
    dataFlowId: 'f1',
    decisionId: 'd1',
    position: 0,
    text: 'Rotate the keys',
    kind: 'before_activation',
    dueOn: null,
    ownerId: null,
    consequence: 'expire',
    missedAt: null,
    fulfilledAt: null,
    fulfilledById: null,
    fulfilmentNote: null,
    evidenceId: null,
    createdAt: new Date('2026-11-01T00:00:00Z'),
    ...change,
  });
  const codes = (change: Partial<FlowCondition>, validUntil: string | null = null) =>
    unmetByApproval(
      { validUntil: validUntil === null ? null : day(validUntil), reviewDueOn: null },
      [condition(change)],
      [],
      today,
    ).map(({ code }) => code);
  const fulfilledAt = new Date('2026-11-20T00:00:00Z');
  it.each<[string, Partial<FlowCondition>, string[]]>([
    ['a condition before the start', {}, ['CONDITION_OPEN']],
    ['the same, fulfilled', { fulfilledAt }, []],
    ['a condition by a day that has not come', { kind: 'by_date', dueOn: day('2026-11-25') }, []],
    [
      'a condition by a day that has passed',
      { kind: 'by_date', dueOn: day('2026-11-24') },
      ['CONDITION_OVERDUE'],
    ],
    [
      'the same, where it only gives notice',
      { kind: 'by_date', dueOn: day('2026-11-24'), consequence: 'notify' },
      ['CONDITION_OVERDUE'],
    ],
    ['the same, fulfilled in time', { kind: 'by_date', dueOn: day('2026-11-24'), fulfilledAt }, []],
    ['a standing condition', { kind: 'standing', dueOn: day('2026-11-24') }, []],
  ])('%s', (_case, change, expected) => {
    expect(codes(change)).toEqual(expected);
    expect(isOverdue(condition(change), today)).toBe(expected.includes('CONDITION_OVERDUE'));
  });
  it.each<[Partial<FlowCondition>, string, boolean]>([
    [{ kind: 'by_date', consequence: 'expire' }, 'blocking', true],
    [{ kind: 'by_date', consequence: 'suspend' }, 'blocking', true],
    [{ kind: 'by_date', consequence: 'notify' }, 'warning', false],
    [{ kind: 'before_activation', consequence: 'notify' }, 'blocking', false],
  ])('missed, %j is %s', (change, severity, held) => {
    const late = condition({ ...change, dueOn: day('2026-11-24') });
    const approval = { validUntil: null, reviewDueOn: null };
    expect(unmetByApproval(approval, [late], [], today)).toMatchObject([{ severity }]);
    expect(holdsBack(late, today)).toBe(held);
  });
  it('its last day included', () => {
    expect(codes({ fulfilledAt }, '2026-11-25')).toEqual([]);
    expect(codes({ fulfilledAt }, '2026-11-24')).toEqual(['APPROVAL_EXPIRED']);
  });
  describe('facts that hold, each by name:', () => {
    const change = { fact: 'vendor.status', then: 'approved', now: 'suspended' };
    const asked = (reaction: ChangeReaction, reviewDueOn: string | null) =>
      unmetByApproval(
        { validUntil: null, reviewDueOn: reviewDueOn === null ? null : day(reviewDueOn) },
        [],
        [{ ...change, impact: 'VENDOR_NOT_APPROVED', reaction }],
        today,
      ).map(({ code, severity }) => [code, severity]);
    it.each<[ChangeReaction, string | null, string[][]]>([
      ['block', null, [['APPROVAL_FACT_CHANGED', 'blocking']]],
      ['suspend', null, [['APPROVAL_FACT_CHANGED', 'blocking']]],
      ['review_30_days', null, [['APPROVAL_REVIEW_DUE', 'warning']]],
      ['review_30_days', '2026-11-25', [['APPROVAL_REVIEW_DUE', 'warning']]],
      ['review_30_days', '2026-11-24', [['APPROVAL_REVIEW_OVERDUE', 'blocking']]],
      ['log_only', null, []],
    ])('%s, with a review by %s', (reaction, reviewDueOn, expected) => {
      expect(asked(reaction, reviewDueOn)).toEqual(expected);
    });
  });
  it('leaves standing conditions out of what is open', () => {
    expect([isOpen(condition({})), isOpen(condition({ kind: 'standing' }))]).toEqual([true, false]);
  });
});
