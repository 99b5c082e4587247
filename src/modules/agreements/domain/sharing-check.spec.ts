import { localDate } from '../../../shared/local-date.js';
import { unreachableFrom } from '../../../shared/state-machine.js';
import { isCovered, limitsOf, type Limits } from './approved-limits.js';
import { dataFlowStatuses, type DataFlowStatus } from './data-flow.js';
import { unmetByDeviations } from './deviation-policy.js';
import {
  deviationKinds,
  deviationLifecycle,
  deviationStatuses,
  dueOn,
  sentenceOf,
  type Deviation,
  type Excess,
} from './deviation.js';
import type { FlowReview } from './flow-decision.js';
import { checkEvents, standingAt, type Standing } from './sharing-check.js';
import { daysAround, isTooOften, numberOf, plus, type SharingDay } from './sharing-days.js';
import { afterClosing, digestedText, futureProblems, type SentData } from './sharing-event.js';
import { standingsOf } from './standings.js';

const facts = {
  'flow.purposes': [{ code: 'DIRECT_MARKETING', lawfulBasis: 'A6_1_A_CONSENT' }],
  'flow.dataCategories': [
    { code: 'EMAIL_ADDRESS', retentionDays: 30, endAction: 'DELETE' },
    { code: 'NAME' },
  ],
  'flow.locations': [{ country: 'DE', kind: 'storage' }],
  'flow.transfers': [{ toCountry: 'US', tool: 'SCC_M2', tia: null }],
  'flow.volume': 'V1',
  'flow.frequency': 'ON_EVENT',
};
const approved = (changes: object = {}): Limits => limitsOf({ id: 'd1', facts: { ...facts, ...changes } });
const moment = (text: string) => new Date(`${text}Z`);
const event = (changes: Partial<SentData> = {}): SentData => ({
  reference: 'r1',
  at: moment('2026-06-10T08:00:00'),
  categories: ['EMAIL_ADDRESS'],
  subjects: 10,
  records: 10,
  toCountry: 'DE',
  purpose: 'DIRECT_MARKETING',
  ...changes,
});
const standing = (from: string, status: DataFlowStatus, changes: Partial<Standing> = {}): Standing => ({
  from: moment(from),
  status,
  validUntil: null,
  limits: null,
  ...changes,
});
const active = (limits = approved()) => [standing('2026-06-01T00:00:00', 'active', { limits })];
const excessesOf = (events: readonly SentData[], standings = active(), days: readonly SharingDay[] = []) =>
  checkEvents(events, {
    standings,
    days: new Map(days.map((day) => [numberOf(moment(`${day.day}T00:00:00`)), day])),
  }).events.map(({ excesses }) => excesses.map(({ kind, excess }) => `${kind} ${excess}`));

describe('what was sent', () => {
  it('as it was approved, exceeds nothing', () => {
    expect(excessesOf([event(), event({ categories: ['NAME', 'EMAIL_ADDRESS'], toCountry: 'US' })])).toEqual([
      [],
      [],
    ]);
  });

  it.each<[string, Partial<SentData>, string[]]>([
    ['for another purpose', { purpose: 'AI_TRAINING' }, ['purpose AI_TRAINING']],
    ['of two other categories', { categories: ['PAY', 'NAME', 'JOB'] }, ['category PAY', 'category JOB']],
    ['to another country', { toCountry: 'IN' }, ['country IN']],
    ['of more people than the band', { subjects: 1_000 }, ['volume V2']],
    ['of as many as the band holds', { subjects: 999 }, []],
    [
      'wrong in everything',
      { purpose: 'DATA_SALE', categories: ['PAY'], toCountry: 'CN', subjects: 5_000_000 },
      ['purpose DATA_SALE', 'category PAY', 'country CN', 'volume V4'],
    ],
  ])('%s names every excess', (_name, changes, expected) => {
    expect(excessesOf([event(changes)])).toEqual([expected]);
  });

  it('says what was approved instead, by which decision', () => {
    const [checked] = checkEvents([event({ purpose: 'AI_TRAINING' })], {
      standings: active(),
      days: new Map(),
    }).events;
    expect(checked?.excesses).toEqual([
      { kind: 'purpose', excess: 'AI_TRAINING', approved: ['DIRECT_MARKETING'], decisionId: 'd1' },
    ]);
  });

  it.each(dataFlowStatuses)('while the flow was %s is judged by that state', (status) => {
    const expected: Partial<Record<DataFlowStatus, string[]>> = {
      active: [],
      approved: ['period before_activation'],
      approved_with_conditions: ['period before_activation'],
      suspended: ['period while_suspended'],
    };
    const standings = [standing('2026-06-01T00:00:00', status, { limits: approved() })];
    expect(excessesOf([event()], standings)).toEqual([expected[status] ?? [`no_approval ${status}`]]);
  });

  it('before anybody registered the flow has no approval', () => {
    expect(excessesOf([event({ at: moment('2026-05-31T23:59:59') })])).toEqual([
      ['no_approval unregistered'],
    ]);
  });

  it('is compared with the decision of its moment, however late it is reported', () => {
    const other = limitsOf({ id: 'd2', facts: { ...facts, 'flow.purposes': [{ code: 'RESEARCH' }] } });
    const standings = [
      ...active(),
      standing('2026-06-10T09:00:00', 'stale', { limits: approved() }),
      standing('2026-06-11T00:00:00', 'active', { limits: other }),
    ];
    const at = (text: string) => event({ at: moment(text), reference: text });
    expect(
      excessesOf(
        [at('2026-06-11T00:00:00'), at('2026-06-10T09:00:00'), at('2026-06-10T08:59:59')],
        standings,
      ),
    ).toEqual([[], ['no_approval stale'], ['purpose DIRECT_MARKETING']]);
  });

  it('on the last day of the approval is in time, on the next it is not', () => {
    const until = (day: string) =>
      excessesOf(
        [event()],
        [standing('2026-06-01T00:00:00', 'active', { limits: approved(), validUntil: localDate(day) })],
      );
    expect(until('2026-06-10')).toEqual([[]]);
    expect(until('2026-06-09')).toEqual([['period after_the_approval_ended']]);
  });

  it('adds up over a day, in this report and in those before, and begins anew on the next', () => {
    const before = plus(undefined, event({ subjects: 900 }));
    const events = [
      event({ reference: 'a', subjects: 99 }),
      event({ reference: 'b', subjects: 1, at: moment('2026-06-10T09:00:00') }),
      event({ reference: 'c', subjects: 999, at: moment('2026-06-11T00:00:00') }),
    ];
    expect(excessesOf(events, active(), [before])).toEqual([[], ['volume V2'], []]);
    const { days } = checkEvents(events, { standings: active(), days: new Map() });
    expect(days).toEqual([
      { day: '2026-06-10', events: 2, subjects: 100, records: 20, hours: (1 << 8) | (1 << 9) },
      { day: '2026-06-11', events: 1, subjects: 999, records: 10, hours: 1 },
    ]);
  });

  it('finds the standing of a moment among many', () => {
    const standings = Array.from({ length: 100 }, (_none, n) =>
      standing(new Date(n * 1_000).toISOString().slice(0, -1), n % 2 === 0 ? 'active' : 'suspended'),
    );
    for (const n of [0, 1, 50, 98, 99])
      expect(standingAt(standings, new Date(n * 1_000 + 999))).toBe(standings[n]);
    expect(standingAt(standings, new Date(-1))).toBeNull();
    expect(standingAt([], new Date(0))).toBeNull();
  });
});

describe('what counted', () => {
  const recorded = (from: string, status: DataFlowStatus, decisionId: string | null) => ({
    ...{ from: moment(from), status, decisionId, validUntil: null },
  });
  const review = (reviewedAt: string, outcome: 'confirmed' | 'reopened', now: string): FlowReview => ({
    ...{ id: 'w1', revision: 1, dataFlowId: 'f1', decisionId: 'd1', flowRevision: 3, reasons: 'x' },
    ...{ outcome, factsHash: 'x', reviewedById: 'p1', reviewedAt: moment(reviewedAt) },
    facts: [{ fact: 'flow.volume', then: 'V1', now }],
  });

  it('is what was decided, and what a confirmed review has accepted from then on', () => {
    const standings = standingsOf(
      [recorded('2026-06-01T00:00:00', 'draft', null), recorded('2026-06-02T00:00:00', 'active', 'd1')],
      [{ id: 'd1', facts }],
      [review('2026-06-03T00:00:00', 'confirmed', 'V2'), review('2026-06-04T00:00:00', 'reopened', 'V4')],
    );
    expect(standings.map(({ from, limits }) => [from.getUTCDate(), limits?.volume ?? null])).toEqual([
      [1, null],
      [2, 'V1'],
      [3, 'V2'],
      [4, 'V2'],
    ]);
    expect(standingsOf([], [], [review('2026-06-03T00:00:00', 'confirmed', 'V2')])).toEqual([]);
  });
});

describe('how often', () => {
  const on = (...days: string[]) =>
    new Map(
      days.map((day) => {
        const at = moment(`${day}T08:00:00`);
        return [numberOf(at), plus(undefined, event({ at }))];
      }),
    );
  const last = (...days: string[]) => numberOf(moment(`${days.at(-1) ?? ''}T00:00:00`));

  it.each<[string, Parameters<typeof isTooOften>[2], string[], boolean]>([
    ['once is once', 'ONE_OFF', ['2026-06-01'], false],
    ['a second day is not', 'ONE_OFF', ['2020-01-01', '2026-06-01'], true],
    ['twice in a month may be a repetition', 'MONTHLY', ['2026-06-01', '2026-06-20'], false],
    ['three times in 30 days is beyond', 'MONTHLY', ['2026-06-01', '2026-06-20', '2026-06-30'], true],
    ['three times in 31 days is not', 'MONTHLY', ['2026-06-01', '2026-06-20', '2026-07-01'], false],
    ['also when the middle is reported last', 'MONTHLY', ['2026-06-01', '2026-06-30', '2026-06-20'], true],
    ['also when the first is reported last', 'MONTHLY', ['2026-06-20', '2026-06-30', '2026-06-01'], true],
    ['a third day in a week', 'WEEKLY', ['2026-06-01', '2026-06-03', '2026-06-07'], true],
    ['a third day in a quarter', 'QUARTERLY', ['2026-01-01', '2026-02-01', '2026-03-31'], true],
    ['a third day in a year', 'YEARLY', ['2025-06-02', '2026-01-01', '2026-06-01'], true],
    ['days in a row are what hourly is', 'HOURLY', ['2026-06-01', '2026-06-02', '2026-06-03'], false],
    ['events come when they come', 'ON_EVENT', ['2026-06-01', '2026-06-02', '2026-06-03'], false],
    ['nobody approved a frequency', null, ['2026-06-01', '2026-06-02', '2026-06-03'], false],
  ])('%s', (_name, frequency, days, expected) => {
    expect(isTooOften(on(...days), last(...days), frequency)).toBe(expected);
  });

  it('of a daily sharing is seen by its hours', () => {
    const hours = (...all: number[]) =>
      new Map([
        [
          1,
          {
            day: localDate('1970-01-02'),
            events: 9,
            subjects: 0,
            records: 0,
            hours: all.reduce((bits, hour) => bits | (1 << hour), 0),
          },
        ],
      ]);
    expect(isTooOften(hours(7, 8), 1, 'DAILY')).toBe(false);
    expect(isTooOften(hours(7, 8, 23), 1, 'DAILY')).toBe(true);
    expect(isTooOften(new Map(), 1, 'DAILY')).toBe(false);
  });

  it('is reported as a deviation of the event that is one too many', () => {
    const monthly = active(approved({ 'flow.frequency': 'MONTHLY' }));
    const days = ['2026-06-10', '2026-06-12', '2026-06-14'];
    const events = days.map((day) => event({ reference: day, at: moment(`${day}T10:00:00`) }));
    expect(excessesOf(events, monthly)).toEqual([[], [], ['frequency MONTHLY']]);
    expect(daysAround).toBe(365);
  });
});

describe('a report', () => {
  it('names every event that lies ahead', () => {
    const now = moment('2026-06-10T08:00:00');
    const events = [0, 1, 2].map((n) => ({
      ...event({ at: new Date(now.getTime() + n - 1) }),
      pointer: `/events/${n}`,
    }));
    expect(futureProblems(events, now).map(({ pointer }) => pointer)).toEqual(['/events/2/at']);
  });

  it('of a closed flow takes what was sent while it was in operation', () => {
    const flow = {
      status: 'closed' as const,
      activatedAt: moment('2026-06-01T00:00:00'),
      closedAt: moment('2026-06-20T00:00:00'),
    };
    const at = (text: string) => ({ ...event({ at: moment(text) }), pointer: '' });
    const events = [
      '2026-05-31T23:59:59',
      '2026-06-01T00:00:00',
      '2026-06-19T23:59:59',
      '2026-06-20T00:00:00',
    ].map(at);
    expect(afterClosing(flow, events)).toHaveLength(2);
    expect(afterClosing({ ...flow, activatedAt: null }, events)).toHaveLength(4);
    expect(afterClosing({ ...flow, status: 'active' }, events)).toEqual([]);
  });

  it('is digested the same in whatever order its events and their categories came', () => {
    const [a, b] = [event({ reference: 'a', categories: ['NAME', 'JOB'] }), event({ reference: 'b' })];
    expect(digestedText([b, { ...a, categories: ['JOB', 'NAME'] }])).toBe(digestedText([a, b]));
    expect(digestedText([{ ...a, subjects: 11 }, b])).not.toBe(digestedText([a, b]));
  });
});

describe('a deviation', () => {
  const excess = (kind: Excess['kind'], code: string): Excess => ({
    kind,
    excess: code,
    approved: ['X'],
    decisionId: 'd1',
  });
  const deviation = (changes: Partial<Deviation>): Deviation => ({
    ...excess('purpose', 'AI_TRAINING'),
    ...{ id: 'v1', revision: 1, dataFlowId: 'f1', status: 'open', batchId: 'b1', sentAt: new Date(0) },
    ...{ dueOn: localDate('2026-06-04'), raisedByKind: 'api_key', raisedById: 'k1', createdAt: new Date(0) },
    ...{ reviewedById: null, reviewedAt: null, resolvedById: null, resolvedAt: null },
    ...{ outcome: null, resolution: null },
    ...changes,
  });

  it('is reviewed before it is resolved, and stays resolved', () => {
    expect(deviationLifecycle).toEqual({ open: ['under_review'], under_review: ['resolved'], resolved: [] });
    expect(unreachableFrom(deviationLifecycle, 'open')).toEqual([]);
  });

  it('is to be dealt with in three days, of a quantity in thirty', () => {
    const days = deviationKinds.map((kind) => [kind, dueOn(kind, localDate('2026-06-01'))]);
    expect(Object.fromEntries(days)).toEqual({
      ...{ no_approval: '2026-06-04', period: '2026-06-04', purpose: '2026-06-04', category: '2026-06-04' },
      ...{ country: '2026-06-04', volume: '2026-07-01', frequency: '2026-07-01' },
    });
    expect(sentenceOf(excess('purpose', 'AI_TRAINING'))).toBe('Data were sent for AI_TRAINING; approved: X.');
  });

  it.each(
    deviationStatuses.slice(0, 2).flatMap((status) => deviationKinds.map((kind) => [kind, status] as const)),
  )('of %s that is %s blocks by its kind, its state and the gate', (kind, status) => {
    const severe = ['purpose', 'category', 'country'].includes(kind);
    const at = (gate: string) => unmetByDeviations([deviation({ kind, status })], gate)[0]?.severity;
    expect(at('flow_submission')).toBe('warning');
    expect(at('flow_decision')).toBe(severe && status === 'open' ? 'blocking' : 'warning');
    expect(at('flow_activation')).toBe(severe ? 'blocking' : 'warning');
  });

  it.each<[Excess['kind'], string, object, boolean]>([
    ['purpose', 'AI_TRAINING', {}, false],
    ['purpose', 'AI_TRAINING', { 'flow.purposes': [{ code: 'AI_TRAINING' }] }, true],
    ['category', 'NAME', {}, true],
    ['category', 'PAY', {}, false],
    ['country', 'US', {}, true],
    ['country', 'IN', {}, false],
    ['volume', 'V2', {}, false],
    ['volume', 'V2', { 'flow.volume': 'V3' }, true],
    ['frequency', 'MONTHLY', { 'flow.frequency': 'MONTHLY' }, false],
    ['frequency', 'MONTHLY', { 'flow.frequency': 'WEEKLY' }, true],
    ['frequency', 'MONTHLY', {}, true],
    ['period', 'before_activation', {}, true],
    ['no_approval', 'draft', {}, true],
  ])('of %s %s is approved later when the approval covers it', (kind, code, changes, expected) => {
    const now = { status: 'active' as const, limits: approved(changes) };
    expect(isCovered(excess(kind, code), now)).toBe(expected);
    expect(isCovered(excess(kind, code), { ...now, status: 'stale' })).toBe(false);
    expect(isCovered(excess(kind, code), { ...now, limits: null })).toBe(false);
  });

  it('of a period is not covered while the flow is not in operation', () => {
    for (const status of ['approved', 'suspended'] as const)
      expect(isCovered(excess('period', 'before_activation'), { status, limits: approved() })).toBe(false);
  });
});
