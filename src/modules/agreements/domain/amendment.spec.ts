import { anAgreement } from '../../../../test/support/agreement.js';
import { localDate } from '../../../shared/local-date.js';
import { unreachableFrom } from '../../../shared/state-machine.js';
import { amendmentDayProblems } from './amendment-problems.js';
import {
  amendmentLifecycle,
  amendmentStatuses,
  replacedBy,
  versionOn,
  withTerms,
  type Amendment,
} from './amendment.js';
import type { Agreement } from './agreement.js';

const day = localDate;
const agreement = anAgreement({
  ...{ kind: 'joint_controllership', vendorRole: 'JOINT_CONTROLLER', legalEntityRole: 'JOINT_CONTROLLER' },
  ...{ effectiveFrom: day('2026-01-01'), effectiveTo: day('2027-12-31') },
  ...{ governingLaw: 'German law', breachNoticeHours: 72 },
  clauses: [{ code: 'A26_ROLES', status: 'PRESENT', note: null, reviewedById: 'p1' }],
});

let made = 0;
const amendment = (given: Partial<Amendment>): Amendment => ({
  ...{ id: `m${++made}`, revision: 1, agreementId: 'a1', reference: `M-${made}`, documents: [], reason: 'x' },
  ...{
    changes: { breachNoticeHours: 24 },
    replaced: null,
    effectiveFrom: day('2026-06-01'),
    status: 'draft',
  },
  ...{ signedOn: null, signedById: null, createdById: 'p2', createdAt: new Date('2026-01-01T00:00:00Z') },
  ...given,
});

describe('the life of an amendment', () => {
  it('reaches every state from a draft, and ends in three ways', () => {
    expect(unreachableFrom(amendmentLifecycle, 'draft')).toEqual([]);
    expect(amendmentStatuses.filter((status) => amendmentLifecycle[status].length === 0)).toEqual([
      'in_force',
      'withdrawn',
      'lapsed',
    ]);
  });
});

describe('changed terms', () => {
  it('leave the others, and remember who judged which clause', () => {
    const clauses = [{ code: 'A26_ESSENCE', status: 'MISSING' }] as const;
    const after = withTerms(agreement, { breachNoticeHours: 24, clauses }, 'p2');
    expect(after).toEqual({
      ...agreement,
      breachNoticeHours: 24,
      clauses: [
        ...agreement.clauses,
        { code: 'A26_ESSENCE', status: 'MISSING', note: null, reviewedById: 'p2' },
      ],
    });
    expect(replacedBy(agreement, after)).toEqual({ breachNoticeHours: 72, clauses: agreement.clauses });
  });

  it('lay out the terms of a law that they bring in, and drop its unjudged terms with it', () => {
    const covered = withTerms(agreement, { coversCcpa: true }, 'p2');
    expect(covered.clauses.filter(({ code }) => code.startsWith('CC_'))).toHaveLength(11);
    expect(
      withTerms(covered, { coversCcpa: false }, 'p2').clauses.filter(({ code }) => code.startsWith('CC_')),
    ).toEqual([]);
  });
});

describe('the version of a day', () => {
  const first = amendment({
    effectiveFrom: day('2026-06-01'),
    status: 'in_force',
    replaced: { breachNoticeHours: 72 },
  });
  const second = amendment({
    ...{ effectiveFrom: day('2026-09-01'), status: 'in_force' },
    changes: { breachNoticeHours: 12, governingLaw: 'Irish law' },
    replaced: { breachNoticeHours: 24, governingLaw: 'German law' },
  });
  const third = amendment({
    effectiveFrom: day('2027-01-01'),
    status: 'signed',
    changes: { breachNoticeHours: 6 },
  });
  const draft = amendment({ effectiveFrom: day('2026-03-01'), changes: { breachNoticeHours: 1 } });
  const gone = amendment({ effectiveFrom: day('2026-04-01'), status: 'withdrawn' });
  const now = { ...agreement, breachNoticeHours: 12, governingLaw: 'Irish law' };

  it.each([
    ['2026-01-01', 0, 72, 'German law'],
    ['2026-05-31', 0, 72, 'German law'],
    ['2026-06-01', 1, 24, 'German law'],
    ['2026-08-31', 1, 24, 'German law'],
    ['2026-09-01', 2, 12, 'Irish law'],
    ['2026-12-31', 2, 12, 'Irish law'],
    ['2027-01-01', 3, 6, 'Irish law'],
  ])('%s is number %i: %i hours under %s', (on, number, breachNoticeHours, governingLaw) => {
    const version = versionOn(now, [third, draft, second, gone, first], day(on));
    expect(version).toMatchObject({ number, terms: { breachNoticeHours, governingLaw } });
    expect(version.amendments).toEqual([first, second, third].slice(0, number));
  });
});

describe('the day of an amendment', () => {
  const found = (given: Partial<Amendment>, others: Amendment[] = [], of: Partial<Agreement> = {}) =>
    amendmentDayProblems(amendment(given), { ...agreement, ...of }, others).map(
      ({ pointer, code }) => `${pointer} ${code}`,
    );
  const standing = (status: Amendment['status'], on = '2026-06-01') => [
    amendment({ status, effectiveFrom: day(on) }),
  ];

  it.each([
    ['lies on the first', { effectiveFrom: day('2026-01-01') }, [], []],
    ['lies before the first', { effectiveFrom: day('2025-12-31') }, [], ['/effectiveFrom before_start']],
    ['lies on the last', { effectiveFrom: day('2027-12-31') }, [], []],
    ['lies after the last', { effectiveFrom: day('2028-01-01') }, [], ['/effectiveFrom after_end']],
    ['is that of a draft', {}, standing('draft'), ['/effectiveFrom day_taken']],
    ['is that of one that was withdrawn', {}, standing('withdrawn'), []],
    ['is that of one that lapsed', {}, standing('lapsed'), []],
    ['comes before one in force', {}, standing('in_force', '2026-07-01'), ['/effectiveFrom out_of_order']],
    ['comes before one that is signed', {}, standing('signed', '2026-07-01'), []],
    [
      'comes after its own end',
      { changes: { effectiveTo: day('2026-05-31') } },
      [],
      ['/changes/effectiveTo before_start'],
    ],
    ['changes nothing', { changes: {} }, [], ['/changes empty']],
  ] as const)('%s', (_case, given, others, expected) => {
    expect(found(given, [...others])).toEqual(expected);
  });

  it('is free where nobody knows the end', () => {
    const endless = { autoRenewal: true, renewalMonths: 12 };
    expect(found({ effectiveFrom: day('2090-01-01') }, [], endless)).toEqual([]);
  });
});
