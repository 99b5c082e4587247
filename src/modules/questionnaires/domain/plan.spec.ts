import fc from 'fast-check';
import { addDays, localDate } from '../../../shared/local-date.js';
import { mistakesIn, obstaclesTo, plannedStatuses, type AssessmentPlan, type Standing } from './plan.js';
import { plannedFor } from './planned.js';

const plan: AssessmentPlan = {
  id: 'plan',
  revision: 1,
  name: 'Yearly',
  description: null,
  templateId: 'template',
  templateVersionId: null,
  tiers: [1, 2],
  categories: [],
  vendorStatuses: [...plannedStatuses],
  cadenceMonths: 12,
  cadenceDays: null,
  leadDays: 30,
  askGapOnly: true,
  active: true,
  endedAt: null,
  createdById: 'somebody',
  createdAt: new Date('2026-01-01T00:00:00Z'),
};
const today = localDate('2026-06-15');
const never: Standing = { vendorStatus: 'vetting', open: null, last: null };
const completed = (on: string, status = 'completed'): Standing => ({
  ...never,
  last: { id: 'last', status, on: localDate(on) },
});
const codes = (standing: Standing, asked: Partial<AssessmentPlan> = {}) =>
  plannedFor({ ...plan, ...asked }, standing, today).reasons.map(({ code }) => code);

describe('a plan', () => {
  it('asks a vendor that never completed its questionnaire at once, with the lead days to answer', () => {
    expect(plannedFor(plan, never, today)).toEqual({
      create: true,
      reasons: [{ code: 'NEVER_COMPLETED', message: 'The vendor never completed this questionnaire.' }],
      createOn: '2026-06-15',
      dueOn: '2026-07-15',
      period: 'first',
    });
  });

  it.each([
    [
      'a year ago, less the lead time',
      '2025-07-15',
      { create: true, createOn: '2026-06-15', dueOn: '2026-07-15' },
    ],
    ['a day later', '2025-07-16', { create: false, createOn: '2026-06-16', dueOn: '2026-07-16' }],
    ['long ago', '2023-01-10', { create: true, createOn: '2026-06-15', dueOn: '2026-07-15' }],
    [
      'on the last day of February',
      '2024-02-29',
      { create: true, createOn: '2026-06-15', dueOn: '2026-07-15' },
    ],
    ['yesterday', '2026-06-14', { create: false, createOn: '2027-05-15', dueOn: '2027-06-14' }],
  ])('counts from a completion %s', (_case, on, expected) => {
    expect(plannedFor(plan, completed(on), today)).toMatchObject({ ...expected, period: on });
  });

  it('counts in days too, and asks once without a cadence', () => {
    const weekly = { cadenceMonths: null, cadenceDays: 7, leadDays: 2 };
    expect(plannedFor({ ...plan, ...weekly }, completed('2026-06-10'), today)).toMatchObject({
      create: true,
      dueOn: '2026-06-17',
    });
    expect(codes(completed('2020-01-01'), { cadenceMonths: null })).toEqual(['ASKED_ONCE']);
    expect(codes(never, { cadenceMonths: null })).toEqual(['NEVER_COMPLETED']);
  });

  it('does not bring back at once what was cancelled or never answered', () => {
    expect(codes(completed('2026-06-01', 'cancelled'))).toEqual(['NOT_YET_DUE']);
    expect(codes(completed('2025-06-01', 'expired'))).toEqual(['CADENCE']);
  });

  it('gives every reason against it at once, and creates nothing', () => {
    const open = { id: 'a1', status: 'sent' };
    expect(codes({ ...never, vendorStatus: 'suspended', open })).toEqual([
      'VENDOR_SUSPENDED',
      'ASSESSMENT_OPEN',
    ]);
    const archived = [{ code: 'TEMPLATE_ARCHIVED', message: 'archived', remedy: 'another' }];
    expect(plannedFor(plan, never, today, archived)).toMatchObject({
      create: false,
      reasons: [{ code: 'TEMPLATE_ARCHIVED' }],
      createOn: null,
    });
    expect(codes(never, { vendorStatuses: ['approved'] })).toEqual(['VENDOR_VETTING']);
  });

  it('is created neither too early nor with less than the lead time, whatever the days', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -2_000, max: 400 }),
        fc.integer({ min: 1, max: 27 }),
        fc.integer({ min: 1, max: 24 }),
        (ago, leadDays, cadenceMonths) => {
          const asked = { ...plan, leadDays, cadenceMonths };
          const at = plannedFor(asked, completed(addDays(today, ago)), today);
          expect(at.create).toBe(at.createOn === today);
          expect(at.createOn && at.createOn >= today).toBe(true);
          expect(at.dueOn && at.createOn && at.dueOn >= addDays(at.createOn, leadDays)).toBe(true);
        },
      ),
    );
  });

  it.each([
    ['nobody', { tiers: [] }, ['nobody_meant']],
    ['no state', { vendorStatuses: [] }, ['nobody_meant']],
    ['two cadences', { cadenceDays: 90 }, ['two_cadences']],
    ['a lead as long as the cadence', { cadenceMonths: 1, leadDays: 28 }, ['too_long']],
    ['a lead for a plan that asks once', { cadenceMonths: null, leadDays: 365 }, []],
    ['a category instead of tiers', { tiers: [], categories: ['MARKETING' as const] }, []],
  ])('for %s is judged', (_case, fields, expected) => {
    expect(mistakesIn({ ...plan, ...fields }).map(({ code }) => code)).toEqual(expected);
  });

  it('says what keeps it from asking anybody', () => {
    const offer = { name: 'Own', archived: false, archivedVersionIds: [], newest: { id: 'v1', version: 1 } };
    const against = (asked: Partial<AssessmentPlan>, found = {}) =>
      obstaclesTo({ ...plan, ...asked }, { ...offer, ...found }).map(({ code }) => code);
    expect(against({})).toEqual([]);
    expect(against({ active: false }, { newest: null })).toEqual(['PLAN_PAUSED', 'NO_PUBLISHED_VERSION']);
    expect(against({ endedAt: plan.createdAt, active: false })).toEqual(['PLAN_ENDED']);
    expect(against({ templateVersionId: 'v1' }, { newest: null })).toEqual([]);
    expect(against({ templateVersionId: 'v1' }, { archivedVersionIds: ['v1'] })).toEqual([
      'VERSION_ARCHIVED',
    ]);
    expect(against({ templateVersionId: 'v1' }, { archived: true })).toEqual(['TEMPLATE_ARCHIVED']);
  });
});
