import { DomainError } from '../../../shared/domain-error.js';
import { addDays, localDate } from '../../../shared/local-date.js';
import { staffRoles, type StaffRole } from '../../../shared/roles.js';
import { canMove, unreachableFrom } from '../../../shared/state-machine.js';
import {
  daysOf,
  defaultDueOn,
  findingLifecycle,
  closedStatuses,
  findingStatuses,
  isOverdue,
  isSettled,
  reopenedAfterAcceptance,
  standingOn,
  type Finding,
  type FindingStatus,
  type HandStatus,
} from './finding.js';
import {
  assertChangeable,
  assertRoom,
  changed,
  claimedResolved,
  moved,
  planned,
  type Move,
  withdrawn,
} from './finding-rules.js';
import { assertNames, assertOpens, type Bearer } from './remediation-link.js';

const today = localDate('2026-06-01');
const dueDays = { critical: 7, high: 30, medium: 90, low: 180 };
const around = { today, longestAcceptanceDays: 366, vendorOwnerId: 'olga' };
const open: Finding = {
  id: 'f',
  revision: 1,
  vendorId: 'v',
  source: 'audit',
  auditId: null,
  assessmentId: null,
  questionId: null,
  sourceId: null,
  severity: 'high',
  title: 'A gap',
  description: null,
  remedy: null,
  controlRefs: [],
  evidenceIds: [],
  dueOn: localDate('2026-07-01'),
  extensions: 0,
  announcedLate: null,
  ownerId: null,
  status: 'open',
  raisedByKind: 'user',
  raisedById: 'asa',
  plan: null,
  plannedFor: null,
  resolvedById: null,
  resolvedByLinkId: null,
  verifiedById: null,
  verificationMethod: null,
  verificationEvidenceIds: [],
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
const to = (status: HandStatus, acceptedUntil: string | null = null, proof: Partial<Move> = {}): Move => ({
  ...{ to: status, method: null, evidenceIds: [] },
  ...proof,
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
    'in_remediation>open',
    'in_remediation>risk_accepted',
    'resolved>verified',
    'resolved>in_remediation',
    'resolved>open',
    'risk_accepted>in_remediation',
    'risk_accepted>open',
    'open>withdrawn',
    'in_remediation>withdrawn',
    'resolved>withdrawn',
    'risk_accepted>withdrawn',
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
    const resolved = moved(at('in_remediation'), to('resolved'), by('pia', 'procurement'), around);
    expect(resolved).toMatchObject({ status: 'resolved', resolvedById: 'pia' });
    expect(moved(resolved, to('verified'), by('asa', 'assessor'), around)).toMatchObject({
      status: 'verified',
      resolvedById: 'pia',
      verifiedById: 'asa',
    });
    expect(moved(resolved, to('in_remediation'), by('asa', 'assessor'), around)).toMatchObject({
      status: 'in_remediation',
      resolvedById: null,
    });
  });

  it.each<[string, Partial<Move>]>([
    ['a method', { method: 'The setting was looked at.' }],
    ['evidence', { evidenceIds: ['e'] }],
  ])('takes %s to verify what the vendor mended', (_case, proof) => {
    const claimed = claimedResolved(open, 'link');
    expect(claimed).toEqual({ ...open, status: 'resolved', resolvedByLinkId: 'link' });
    expect(moved(claimed, to('verified', null, proof), by('asa', 'assessor'), around)).toEqual({
      ...claimed,
      ...{ status: 'verified', verifiedById: 'asa' },
      verificationMethod: proof.method ?? null,
      verificationEvidenceIds: proof.evidenceIds ?? [],
    });
    const back = moved(claimed, to('open'), by('asa', 'assessor'), around);
    expect(back).toEqual(open);
  });

  it('keeps who accepted a risk until it is taken up again', () => {
    const accepted = moved(open, to('risk_accepted', '2026-12-31'), by('ann', 'approver'), around);
    expect(accepted).toMatchObject({ acceptedById: 'ann', acceptedUntil: '2026-12-31' });
    expect(moved(accepted, to('in_remediation'), by('pia', 'procurement'), around)).toMatchObject({
      acceptedById: null,
      acceptedUntil: null,
    });
  });

  const resolved = at('resolved', { resolvedById: 'asa' });
  it.each([
    ['out of order', () => moved(open, to('verified'), by('dan', 'dpo'), around), 'finding.cannot_move'],
    [
      'once verified',
      () => moved(at('verified'), to('in_remediation'), by('dan', 'dpo'), around),
      'finding.cannot_move',
    ],
    [
      'by who resolved it',
      () => moved(resolved, to('verified'), by('asa', 'assessor'), around),
      'finding.own_resolution',
    ],
    [
      'by who raised it',
      () => moved(open, to('risk_accepted', '2026-12-31'), by('asa', 'dpo'), around),
      'finding.own_finding',
    ],
    [
      'by who owns it',
      () =>
        moved(
          at('open', { ownerId: 'ann' }),
          to('risk_accepted', '2026-12-31'),
          by('ann', 'approver'),
          around,
        ),
      'finding.own_finding',
    ],
    [
      'by who owns the vendor',
      () => moved(open, to('risk_accepted', '2026-12-31'), by('olga', 'approver'), around),
      'finding.own_finding',
    ],
    [
      'longer than is allowed here',
      () =>
        moved(open, to('risk_accepted', '2026-06-12'), by('dan', 'dpo'), {
          ...around,
          longestAcceptanceDays: 10,
        }),
      'finding.bad_acceptance',
    ],
    [
      'mended by the vendor, without a word on how it was verified',
      () => moved(at('resolved', { resolvedByLinkId: 'l' }), to('verified'), by('asa', 'assessor'), around),
      'finding.bad_verification',
    ],
    [
      'with a method that means nothing',
      () => moved(open, to('in_remediation', null, { method: 'Seen.' }), by('asa', 'assessor'), around),
      'finding.bad_verification',
    ],
    [
      'with evidence that means nothing',
      () => moved(open, to('in_remediation', null, { evidenceIds: ['e'] }), by('asa', 'assessor'), around),
      'finding.bad_verification',
    ],
    [
      'without an end',
      () => moved(open, to('risk_accepted'), by('dan', 'dpo'), around),
      'finding.bad_acceptance',
    ],
    [
      'to a past day',
      () => moved(open, to('risk_accepted', '2026-05-31'), by('dan', 'dpo'), around),
      'finding.bad_acceptance',
    ],
    [
      'for more than a year',
      () => moved(open, to('risk_accepted', '2027-06-03'), by('dan', 'dpo'), around),
      'finding.bad_acceptance',
    ],
    [
      'with an end that means nothing',
      () => moved(open, to('in_remediation', '2026-12-31'), by('dan', 'dpo'), around),
      'finding.bad_acceptance',
    ],
  ])('is refused %s', (_case, act, code) => {
    expect(codeOf(act)).toBe(code);
  });

  const may: [FindingStatus, HandStatus, StaffRole[]][] = [
    ['open', 'in_remediation', ['procurement', 'assessor', 'dpo']],
    ['in_remediation', 'resolved', ['procurement', 'assessor', 'dpo']],
    ['in_remediation', 'open', ['procurement', 'assessor', 'dpo']],
    ['resolved', 'verified', ['assessor', 'dpo']],
    ['open', 'risk_accepted', ['approver', 'dpo']],
  ];
  it.each(may.flatMap(([from, next, allowed]) => staffRoles.map((role) => ({ from, next, role, allowed }))))(
    '$from to $next by $role',
    ({ from, next, role, allowed }) => {
      const move = to(next, next === 'risk_accepted' ? '2026-12-31' : null);
      const code = codeOf(() => moved(at(from), move, by('nobody', role), around));
      expect(code).toBe(allowed.includes(role) ? null : 'finding.not_by_role');
    },
  );
});

describe('changing a finding', () => {
  it.each<[string, Partial<Finding>, boolean]>([
    ['a later due day', { dueOn: localDate('2026-07-02') }, true],
    ['an earlier due day', { dueOn: localDate('2026-06-02') }, true],
    ['a lower severity', { severity: 'medium' }, true],
    ['a higher severity', { severity: 'critical' }, true],
    ['another title', { title: 'Another' }, false],
  ])('to %s', (_case, change, needsReason) => {
    const act = (reason: string | null) => codeOf(() => changed(open, change, reason));
    expect(act(null)).toBe(needsReason ? 'finding.reason_needed' : null);
    expect(act('because')).toBeNull();
  });

  it('counts how often the due day was put off', () => {
    const later = changed(open, { dueOn: localDate('2026-07-02') }, 'x');
    const again = changed(later, { dueOn: localDate('2026-07-03') }, 'x');
    const earlier = changed(again, { dueOn: localDate('2026-06-02') }, 'x');
    expect([open, later, again, earlier].map(({ extensions }) => extensions)).toEqual([0, 1, 2, 2]);
  });

  it.each(findingStatuses)('is possible until it is closed: %s', (status) => {
    const closed = ['verified', 'withdrawn'].includes(status);
    expect(codeOf(() => assertChangeable(at(status)))).toBe(closed ? 'finding.closed' : null);
  });
});

describe('a finding', () => {
  it.each([
    ['critical', '2026-06-08'],
    ['high', '2026-07-01'],
    ['medium', '2026-08-30'],
    ['low', '2026-11-28'],
  ] as const)('that is %s is due on %s', (severity, day) => {
    expect(defaultDueOn(severity, today, dueDays)).toBe(day);
  });

  const lastDay = localDate('2026-07-01');
  const nextDay = localDate('2026-07-02');
  it.each<[string, Finding, boolean, boolean]>([
    ['open', open, true, false],
    ['in remediation', at('in_remediation'), true, false],
    ['resolved', at('resolved'), false, false],
    ['verified', at('verified'), false, true],
    ['withdrawn', at('withdrawn'), false, true],
    ['accepted for longer', at('risk_accepted', { acceptedUntil: nextDay }), false, true],
    ['accepted until yesterday', at('risk_accepted', { acceptedUntil: lastDay }), true, false],
  ])('that is %s', (_case, finding, overdue, settled) => {
    expect([isOverdue(finding, lastDay), isOverdue(finding, nextDay)]).toEqual([false, overdue]);
    expect(isSettled(finding, nextDay)).toBe(settled);
  });

  const unverified = findingStatuses.filter((status) => !closedStatuses.includes(status));
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

describe('a finding that is withdrawn', () => {
  it('is closed, and neither mended nor accepted', () => {
    const accepted = at('risk_accepted', { acceptedById: 'ann', acceptedUntil: today });
    expect(withdrawn(accepted)).toEqual(at('withdrawn'));
    expect(withdrawn(at('resolved', { resolvedById: 'bob' }))).toEqual(at('withdrawn'));
  });
});

describe('an accepted risk', () => {
  const accepted = at('risk_accepted', { acceptedById: 'ann', acceptedUntil: today });
  it('is open again the day after its last, on record or not', () => {
    const next = localDate('2026-06-02');
    expect(reopenedAfterAcceptance(accepted, today)).toBeNull();
    expect(standingOn(accepted, today)).toBe(accepted);
    expect(reopenedAfterAcceptance(accepted, next)).toEqual(open);
    expect(standingOn(accepted, next)).toEqual(open);
  });

  it.each(findingStatuses.filter((status) => status !== 'risk_accepted'))('is nothing to %s', (status) => {
    expect(reopenedAfterAcceptance(at(status), localDate('2199-01-01'))).toBeNull();
  });
});

describe('the vendor', () => {
  it.each(findingStatuses)('says that it is mended while it is open or in remediation: %s', (status) => {
    const may = ['open', 'in_remediation'].includes(status);
    expect(codeOf(() => claimedResolved(at(status), 'link'))).toBe(may ? null : 'finding.cannot_move');
  });

  const plan = { text: 'In March.', plannedFor: today };
  it('gives a plan, and what is open is in remediation', () => {
    expect(planned(open, plan, today)).toEqual({
      ...open,
      ...{ status: 'in_remediation', plan: 'In March.', plannedFor: today },
    });
    expect(planned(at('resolved'), plan, today).status).toBe('resolved');
    expect(codeOf(() => planned(at('verified'), plan, today))).toBe('finding.closed');
    const past = { ...plan, plannedFor: localDate('2026-05-31') };
    expect(codeOf(() => planned(open, past, today))).toBe('finding.bad_plan');
  });

  it.each<[string, Bearer, boolean]>([
    ['all findings of the vendor', { linkId: 'l', vendorId: 'v', findingIds: null }, true],
    ['this finding', { linkId: 'l', vendorId: 'v', findingIds: ['f'] }, true],
    ['another finding', { linkId: 'l', vendorId: 'v', findingIds: ['g'] }, false],
    ['no finding', { linkId: 'l', vendorId: 'v', findingIds: [] }, false],
    ['another vendor', { linkId: 'l', vendorId: 'w', findingIds: null }, false],
    ['another vendor, naming it', { linkId: 'l', vendorId: 'w', findingIds: ['f'] }, false],
  ])('with a link for %s', (_case, bearer, opens) => {
    expect(codeOf(() => assertOpens(bearer, open))).toBe(opens ? null : 'finding.not_found');
  });

  it('gets links that name its own findings', () => {
    expect(codeOf(() => assertNames(['f'], new Set(['f'])))).toBeNull();
    expect(codeOf(() => assertNames(['f', 'g'], new Set(['f'])))).toBe('remediation_link.unknown_findings');
  });

  it('writes as long as there is room', () => {
    expect(codeOf(() => assertRoom(499, 500))).toBeNull();
    expect(codeOf(() => assertRoom(500, 500))).toBe('finding.too_many_updates');
  });
});
