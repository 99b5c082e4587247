import { DomainError } from '../../../shared/domain-error.js';
import { addDays, localDate } from '../../../shared/local-date.js';
import { staffRoles, type StaffRole } from '../../../shared/roles.js';
import { canMove, unreachableFrom } from '../../../shared/state-machine.js';
import {
  daysOf,
  defaultDueOn,
  findingLifecycle,
  findingStatuses,
  isOverdue,
  isSettled,
  type Finding,
  type FindingStatus,
} from './finding.js';
import { assertChangeable, assertReasoned, moved, type Move } from './finding-rules.js';

const today = localDate('2026-06-01');
const open: Finding = {
  id: 'f',
  revision: 1,
  vendorId: 'v',
  source: 'audit',
  auditId: null,
  assessmentId: null,
  questionId: null,
  severity: 'high',
  title: 'A gap',
  description: null,
  dueOn: localDate('2026-07-01'),
  ownerId: null,
  status: 'open',
  raisedByKind: 'user',
  raisedById: 'asa',
  resolvedById: null,
  verifiedById: null,
  acceptedById: null,
  acceptedUntil: null,
  createdAt: new Date('2026-06-01T08:00:00Z'),
};
const at = (status: FindingStatus, change: Partial<Finding> = {}): Finding => ({
  ...open,
  status,
  ...change,
});
const by = (id: string, ...roles: StaffRole[]) => ({ id, roles });
const to = (status: FindingStatus, acceptedUntil: string | null = null): Move => ({
  to: status,
  acceptedUntil: acceptedUntil === null ? null : localDate(acceptedUntil),
});

const codeOf = (act: () => unknown) => {
  try {
    act();
    return null;
  } catch (error) {
    return error instanceof DomainError ? error.code : error;
  }
};

describe('the life of a finding', () => {
  const steps = [
    'open>in_remediation',
    'open>risk_accepted',
    'in_remediation>resolved',
    'in_remediation>risk_accepted',
    'resolved>verified',
    'resolved>in_remediation',
    'risk_accepted>in_remediation',
  ];
  it.each(findingStatuses.flatMap((from) => findingStatuses.map((next) => [from, next] as const)))(
    '%s to %s',
    (from, next) => {
      expect(canMove(findingLifecycle, from, next)).toBe(steps.includes(`${from}>${next}`));
    },
  );

  it('reaches every state from open', () => {
    expect(unreachableFrom(findingLifecycle, 'open')).toEqual([]);
  });
});

describe('moving a finding', () => {
  it('keeps who resolved it and who verified it', () => {
    const resolved = moved(at('in_remediation'), to('resolved'), by('pia', 'procurement'), today);
    expect(resolved).toMatchObject({ status: 'resolved', resolvedById: 'pia' });
    expect(moved(resolved, to('verified'), by('asa', 'assessor'), today)).toMatchObject({
      status: 'verified',
      resolvedById: 'pia',
      verifiedById: 'asa',
    });
    expect(moved(resolved, to('in_remediation'), by('asa', 'assessor'), today)).toMatchObject({
      status: 'in_remediation',
      resolvedById: null,
    });
  });

  it('keeps who accepted a risk until it is taken up again', () => {
    const accepted = moved(open, to('risk_accepted', '2026-12-31'), by('ann', 'approver'), today);
    expect(accepted).toMatchObject({ acceptedById: 'ann', acceptedUntil: '2026-12-31' });
    expect(moved(accepted, to('in_remediation'), by('pia', 'procurement'), today)).toMatchObject({
      acceptedById: null,
      acceptedUntil: null,
    });
  });

  const resolved = at('resolved', { resolvedById: 'asa' });
  it.each([
    ['out of order', () => moved(open, to('verified'), by('dan', 'dpo'), today), 'finding.cannot_move'],
    [
      'once verified',
      () => moved(at('verified'), to('in_remediation'), by('dan', 'dpo'), today),
      'finding.cannot_move',
    ],
    [
      'by who resolved it',
      () => moved(resolved, to('verified'), by('asa', 'assessor'), today),
      'finding.own_resolution',
    ],
    [
      'by who raised it',
      () => moved(open, to('risk_accepted', '2026-12-31'), by('asa', 'dpo'), today),
      'finding.own_finding',
    ],
    [
      'without an end',
      () => moved(open, to('risk_accepted'), by('dan', 'dpo'), today),
      'finding.bad_acceptance',
    ],
    [
      'to a past day',
      () => moved(open, to('risk_accepted', '2026-05-31'), by('dan', 'dpo'), today),
      'finding.bad_acceptance',
    ],
    [
      'for more than a year',
      () => moved(open, to('risk_accepted', '2027-06-03'), by('dan', 'dpo'), today),
      'finding.bad_acceptance',
    ],
    [
      'with an end that means nothing',
      () => moved(open, to('in_remediation', '2026-12-31'), by('dan', 'dpo'), today),
      'finding.bad_acceptance',
    ],
  ])('is refused %s', (_case, act, code) => {
    expect(codeOf(act)).toBe(code);
  });

  const may: [FindingStatus, FindingStatus, StaffRole[]][] = [
    ['open', 'in_remediation', ['procurement', 'assessor', 'dpo']],
    ['in_remediation', 'resolved', ['procurement', 'assessor', 'dpo']],
    ['resolved', 'verified', ['assessor', 'dpo']],
    ['open', 'risk_accepted', ['approver', 'dpo']],
  ];
  it.each(may.flatMap(([from, next, allowed]) => staffRoles.map((role) => ({ from, next, role, allowed }))))(
    '$from to $next by $role',
    ({ from, next, role, allowed }) => {
      const move = to(next, next === 'risk_accepted' ? '2026-12-31' : null);
      const code = codeOf(() => moved(at(from), move, by('nobody', role), today));
      expect(code).toBe(allowed.includes(role) ? null : 'finding.not_by_role');
    },
  );
});

describe('changing a finding', () => {
  it.each<[string, Partial<Finding>, boolean]>([
    ['a later due day', { dueOn: localDate('2026-07-02') }, true],
    ['an earlier due day', { dueOn: localDate('2026-06-02') }, false],
    ['a lower severity', { severity: 'medium' }, true],
    ['a higher severity', { severity: 'critical' }, false],
    ['another title', { title: 'Another' }, false],
  ])('to %s', (_case, change, needsReason) => {
    const act = (reason: string | null) => codeOf(() => assertReasoned(open, { ...open, ...change }, reason));
    expect(act(null)).toBe(needsReason ? 'finding.reason_needed' : null);
    expect(act('because')).toBeNull();
  });

  it.each(findingStatuses)('is possible until it is verified: %s', (status) => {
    expect(codeOf(() => assertChangeable(at(status)))).toBe(
      status === 'verified' ? 'finding.verified' : null,
    );
  });
});

describe('a finding', () => {
  it.each([
    ['critical', '2026-06-08'],
    ['high', '2026-07-01'],
    ['medium', '2026-08-30'],
    ['low', '2026-11-28'],
  ] as const)('that is %s is due on %s', (severity, day) => {
    expect(defaultDueOn(severity, today)).toBe(day);
  });

  const lastDay = localDate('2026-07-01');
  const nextDay = localDate('2026-07-02');
  it.each<[string, Finding, boolean, boolean]>([
    ['open', open, true, false],
    ['in remediation', at('in_remediation'), true, false],
    ['resolved', at('resolved'), false, false],
    ['verified', at('verified'), false, true],
    ['accepted for longer', at('risk_accepted', { acceptedUntil: nextDay }), false, true],
    ['accepted until yesterday', at('risk_accepted', { acceptedUntil: lastDay }), true, false],
  ])('that is %s', (_case, finding, overdue, settled) => {
    expect([isOverdue(finding, lastDay), isOverdue(finding, nextDay)]).toEqual([false, overdue]);
    expect(isSettled(finding, nextDay)).toBe(settled);
  });

  const unverified = findingStatuses.filter((status) => status !== 'verified');
  it.each(unverified.flatMap((status) => [-3, 0, 3].map((days) => [status, days] as const)))(
    'that is %s, accepted %d days after its due day if at all, knows the days on which time changes it',
    (status, days) => {
      const acceptedUntil = status === 'risk_accepted' ? addDays(lastDay, days) : null;
      const finding = at(status, { acceptedUntil });
      const { countsFrom, overdueFrom } = daysOf(finding);
      for (let offset = -8; offset <= 8; offset++) {
        const day = addDays(lastDay, offset);
        expect(isSettled(finding, day)).toBe(countsFrom !== null && day < countsFrom);
        expect(isOverdue(finding, day)).toBe(overdueFrom !== null && day >= overdueFrom);
      }
    },
  );
});
