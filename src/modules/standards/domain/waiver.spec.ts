import { DomainError } from '../../../shared/domain-error.js';
import { addDays, localDate } from '../../../shared/local-date.js';
import { staffRoles, type StaffRole } from '../../../shared/roles.js';
import { canMove, unreachableFrom } from '../../../shared/state-machine.js';
import { isBlocking, type Unmet } from '../../../shared/unmet.js';
import { subjects } from './facts.js';
import type { Requirement } from './requirement.js';
import { decided, expired, requestProblems, revoked, withdrawn } from './waiver-rules.js';
import {
  grantors,
  isInForce,
  waived,
  waiverLifecycle,
  waiverStatuses,
  waiverSubjects,
  type Waiver,
} from './waiver.js';

const today = localDate('2026-06-01');
const at = new Date('2026-06-01T08:00:00Z');
const requirement: Requirement = {
  id: 'VENDOR_GRADE',
  title: 'The residual risk is not beyond appetite',
  law: 'GDPR Art. 24(1)',
  about: 'vendor',
  severity: 'blocking',
  appliesWhen: 'true',
  requires: 'score.grade != "F"',
  remedy: 'Lower it.',
  waivable: true,
};
const asked: Waiver = {
  id: 'w',
  revision: 1,
  requirementId: 'VENDOR_GRADE',
  subjectType: 'vendor',
  subjectId: 'v',
  reason: 'The audit is in May.',
  compensatingMeasure: 'Pseudonymised meanwhile.',
  validUntil: localDate('2026-12-31'),
  status: 'requested',
  requestedById: 'pat',
  requestedAt: at,
  decidedById: null,
  decidedAt: null,
  rationale: null,
  endedById: null,
  endedAt: null,
  endReason: null,
};
const granted: Waiver = {
  ...asked,
  status: 'granted',
  decidedById: 'dana',
  decidedAt: at,
  rationale: 'Fine.',
};
const now = { requirement, authorIds: [] as string[], identities: new Set(['dana']), today, at };
const grant = { outcome: 'granted', rationale: 'Fine.' } as const;

const codeOf = (act: () => unknown) => {
  try {
    act();
    return null;
  } catch (error) {
    return error instanceof DomainError ? error.code : error;
  }
};

describe('asking for a waiver', () => {
  const problems = (change: Partial<Waiver>, about: Requirement | null = requirement) =>
    requestProblems({ ...asked, ...change }, about, { today, longestDays: 366 }).map(
      ({ pointer, code }) => `${pointer} ${code}`,
    );

  it('takes today as its last day, and the furthest that is allowed', () => {
    expect(problems({ validUntil: today })).toEqual([]);
    expect(problems({ validUntil: addDays(today, 366) })).toEqual([]);
  });

  it.each<[string, Partial<Waiver>, Requirement | null, string[]]>([
    ['a past end', { validUntil: addDays(today, -1) }, requirement, ['/validUntil in_past']],
    ['an end too far ahead', { validUntil: addDays(today, 367) }, requirement, ['/validUntil too_far']],
    ['an unknown requirement', {}, null, ['/requirementId unknown']],
    [
      'a whole vendor, where it is about a flow',
      { validUntil: addDays(today, -1) },
      { ...requirement, about: 'flow' },
      ['/subjectType not_for_this', '/validUntil in_past'],
    ],
  ])('is refused for %s', (_case, change, about, expected) => {
    expect(problems(change, about)).toEqual(expected);
  });
});

describe('deciding on a waiver', () => {
  it('grants it by name, with its reasons', () => {
    expect(decided(asked, grant, { id: 'dana', roles: ['dpo'] }, now)).toEqual(granted);
  });

  it.each(
    subjects.flatMap((about) =>
      waiverSubjects.flatMap((subjectType) => staffRoles.map((role) => [about, subjectType, role] as const)),
    ),
  )('what is about %s, waived for a %s, by the role %s: as the table says', (about, subjectType, role) => {
    const act = () =>
      decided(
        { ...asked, subjectType },
        grant,
        { id: 'dana', roles: [role] },
        {
          ...now,
          requirement: { ...requirement, about },
        },
      );
    const table: readonly StaffRole[] = grantors[about][subjectType];
    expect(codeOf(act)).toBe(table.includes(role) ? null : 'waiver.wrong_role');
  });

  it('is for nobody but data protection officers and approvers', () => {
    const named = Object.values(grantors).flatMap((row) => Object.values(row).flat());
    expect([...new Set(named)].sort()).toEqual(['approver', 'dpo']);
  });

  type Case = { change?: Partial<Waiver>; around?: object };
  it.each<[string, Case, string]>([
    ['who asked for it', { around: { identities: new Set(['dana', 'pat']) } }, 'waiver.own_request'],
    ['an author of the flow', { around: { authorIds: ['dana'] } }, 'waiver.own_request'],
    [
      'who made the key that drafted the flow',
      { around: { authorIds: ['key'], identities: new Set(['dana', 'key']) } },
      'waiver.own_request',
    ],
    [
      'a firm requirement',
      { around: { requirement: { ...requirement, waivable: false } } },
      'waiver.not_waivable',
    ],
    ['a requirement that is no more', { around: { requirement: null } }, 'waiver.not_waivable'],
    ['one whose day has passed', { around: { today: localDate('2027-01-01') } }, 'waiver.past'],
    ['one that was decided', { change: { status: 'refused' } }, 'waiver.cannot_move'],
    ['one that was withdrawn', { change: { status: 'withdrawn' } }, 'waiver.cannot_move'],
  ])('is refused for %s', (_case, { change, around }, code) => {
    const by = { id: 'dana', roles: ['dpo'] as StaffRole[] };
    expect(codeOf(() => decided({ ...asked, ...change }, grant, by, { ...now, ...around }))).toBe(code);
  });

  it('may still refuse what could not be granted any more', () => {
    const late = { ...now, requirement: null, today: localDate('2027-01-01') };
    const refusal = { outcome: 'refused', rationale: 'Too late.' } as const;
    expect(decided(asked, refusal, { id: 'dana', roles: ['dpo'] }, late)).toMatchObject({
      status: 'refused',
    });
  });
});

describe('the end of a waiver', () => {
  const by = { id: 'dana', roles: ['dpo'] as StaffRole[] };

  it('is its last day, inclusive', () => {
    expect(isInForce(granted, localDate('2026-12-31'))).toBe(true);
    expect(isInForce(granted, localDate('2027-01-01'))).toBe(false);
    expect(waiverStatuses.filter((status) => isInForce({ ...granted, status }, today))).toEqual(['granted']);
    expect(expired(granted, localDate('2026-12-31'), at)).toBeNull();
    expect(expired(granted, localDate('2027-01-01'), at)).toMatchObject({
      status: 'expired',
      endedById: null,
    });
    expect(expired(asked, localDate('2027-01-01'), at)).toMatchObject({ status: 'expired' });
    expect(expired({ ...granted, status: 'revoked' }, localDate('2027-01-01'), at)).toBeNull();
  });

  it('comes before its day by whoever asked, until it is decided, and by who may grant, afterwards', () => {
    expect(withdrawn(asked, { id: 'pat', roles: [] }, 'Not needed.', at)).toMatchObject({
      status: 'withdrawn',
    });
    expect(codeOf(() => withdrawn(asked, by, 'Not needed.', at))).toBe('waiver.not_yours');
    expect(codeOf(() => withdrawn(granted, { id: 'pat', roles: [] }, 'No.', at))).toBe('waiver.cannot_move');
    expect(revoked(granted, by, { requirement, reason: 'It leaked.', at })).toMatchObject({
      status: 'revoked',
    });
    expect(revoked(granted, by, { requirement: null, reason: 'It leaked.', at }).status).toBe('revoked');
    expect(codeOf(() => revoked(asked, by, { requirement, reason: 'No.', at }))).toBe('waiver.cannot_move');
    const assessor = { id: 'ash', roles: ['assessor'] as StaffRole[] };
    expect(codeOf(() => revoked(granted, assessor, { requirement, reason: 'No.', at }))).toBe(
      'waiver.wrong_role',
    );
  });

  it('reaches every state, and no end is left again', () => {
    expect(unreachableFrom(waiverLifecycle, 'requested')).toEqual([]);
    for (const status of ['refused', 'withdrawn', 'revoked', 'expired'] as const)
      expect(waiverStatuses.some((to) => canMove(waiverLifecycle, status, to))).toBe(false);
  });
});

describe('what is waived', () => {
  const unmet = (code: string, waivable: boolean): Unmet => ({
    ...{ code, waivable, requirement: 'r', message: 'm', facts: {}, error: null, law: 'l', remedy: 'r' },
    ...{ severity: 'blocking', waivedUntil: null, waiverId: null },
  });
  const waiver = (id: string, requirementId: string, validUntil: string) => ({
    ...{ id, requirementId, subjectId: 'v', validUntil: localDate(validUntil) },
  });

  it('stays listed with its waiver and blocks no more; what is firm stays', () => {
    const all = waived(
      [unmet('A', true), unmet('B', false), unmet('C', true)],
      [waiver('1', 'A', '2026-07-01'), waiver('2', 'A', '2026-09-01'), waiver('3', 'B', '2026-09-01')],
    );
    expect(all.map(({ code, waivedUntil, waiverId }) => [code, waivedUntil, waiverId])).toEqual([
      ['A', '2026-09-01', '2'],
      ['B', null, null],
      ['C', null, null],
    ]);
    expect(all.filter(isBlocking).map(({ code }) => code)).toEqual(['B', 'C']);
  });

  it('does not count a warning as an obstacle', () => {
    expect(isBlocking({ ...unmet('A', true), severity: 'warning' })).toBe(false);
  });
});
