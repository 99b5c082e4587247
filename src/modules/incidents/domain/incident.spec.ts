import { staffRoles } from '../../../shared/roles.js';
import { unreachableFrom } from '../../../shared/state-machine.js';
import { handSteps, incidentLifecycle, incidentStatuses, steppers, type Incident } from './incident.js';
import { aware, awareOtherwise, factProblems, scored, stepped } from './incident-rules.js';
import type { SeverityInputs } from './severity.js';
import { timelineOf } from './timeline.js';

const at = (text: string) => new Date(`2026-05-${text}Z`);
const now = at('20T12:00');
const dpo = { id: 'dpo', roles: ['dpo'] as const };

const incident: Incident = {
  id: 'i',
  revision: 1,
  title: 'Readable backups',
  vendorIds: ['v'],
  subProcessors: [],
  systems: [],
  dataFlowIds: [],
  breachTypes: [],
  description: null,
  occurredFrom: at('10T00:00'),
  occurredTo: at('12T00:00'),
  vendorDetectedAt: at('13T08:00'),
  vendorNotifiedAt: at('15T09:00'),
  ...{ subjectsAffected: null, recordsAffected: null, consequences: null, measures: null, ownerId: null },
  ...{
    risk: null,
    riskReasons: null,
    exemption: null,
    sectors: [],
    riskAssessedById: null,
    riskAssessedAt: null,
  },
  ...{ severity: null, severityAssessedById: null, severityAssessedAt: null },
  status: 'reported',
  exercise: false,
  triageStartedAt: null,
  awareAt: null,
  awareReason: null,
  awareDecidedById: null,
  awareDecidedAt: null,
  earlierAwareness: [],
  containedAt: null,
  closedAt: null,
  closedById: null,
  outcome: null,
  reportedByKind: 'user',
  reportedById: 'r',
  createdAt: at('15T10:00'),
};
const decision = (text: string, reason = 'It was confirmed.') => ({
  ...{ at: at(text), reason, decidedById: 'dpo', decidedAt: now },
});
const confirmed = aware(incident, decision('15T09:30'));
const inState = (status: Incident['status']): Incident =>
  status === 'reported' || status === 'in_triage' || status === 'dismissed'
    ? { ...incident, status }
    : { ...confirmed, status };
const codeOf = (act: () => unknown): string | undefined => {
  try {
    act();
  } catch (error) {
    return (error as { code?: string }).code;
  }
  return undefined;
};

describe('the states of an incident', () => {
  it('are all reachable from a report, and none is a dead end', () => {
    expect(unreachableFrom(incidentLifecycle, 'reported')).toEqual([]);
    expect(incidentStatuses.filter((status) => incidentLifecycle[status].length === 0)).toEqual([]);
  });

  it('allow by a step what the table says, and confirm for the first time by awareness alone', () => {
    const possible = incidentStatuses.flatMap((from) =>
      handSteps
        .filter((to) => {
          const step = { to, reason: 'as it is', at: null };
          return codeOf(() => stepped(inState(from), step, dpo, now)) === undefined;
        })
        .map((to) => `${from} -> ${to}`),
    );
    expect(possible).toEqual([
      'reported -> in_triage',
      'reported -> dismissed',
      'in_triage -> dismissed',
      'confirmed -> contained',
      'contained -> confirmed',
      'contained -> closed',
      'closed -> confirmed',
      'dismissed -> in_triage',
    ]);
  });

  it.each(handSteps)('%s is for the roles of its list', (to) => {
    const from = incidentStatuses.find((status) => {
      const step = { to, reason: 'as it is', at: null };
      return codeOf(() => stepped(inState(status), step, dpo, now)) === undefined;
    });
    const allowed = staffRoles.filter((role) => {
      const by = { id: 'x', roles: [role] };
      const step = { to, reason: 'as it is', at: null };
      return codeOf(() => stepped(inState(from ?? 'reported'), step, by, now)) === undefined;
    });
    expect(allowed).toEqual(staffRoles.filter((role) => steppers[to].includes(role)));
  });

  it.each([
    ['dismissing', 'reported', 'dismissed'],
    ['closing', 'contained', 'closed'],
    ['reopening a closed one', 'closed', 'confirmed'],
    ['reopening a dismissed one', 'dismissed', 'in_triage'],
  ] as const)('%s needs a reason', (_name, from, to) => {
    const act = () => stepped(inState(from), { to, reason: null, at: null }, dpo, now);
    expect(codeOf(act)).toBe('incident.bad_step');
  });
});

describe('awareness', () => {
  it('confirms the incident and says who decided what, when and why', () => {
    expect(confirmed).toMatchObject({
      status: 'confirmed',
      awareAt: at('15T09:30'),
      awareReason: 'It was confirmed.',
      awareDecidedById: 'dpo',
      awareDecidedAt: now,
    });
  });

  it.each([
    ['a second time', confirmed, '16T09:00', 'incident.already_aware'],
    [
      'of what was dismissed',
      { ...incident, status: 'dismissed' as const },
      '15T09:30',
      'incident.cannot_move',
    ],
    ['before it occurred', incident, '09T23:59', 'incident.bad_awareness'],
    ['in the future', incident, '20T12:01', 'incident.bad_awareness'],
  ])('is refused %s', (_name, before, moment, code) => {
    expect(codeOf(() => aware(before, decision(moment)))).toBe(code);
  });

  it('may be at the very moment of its beginning, and at this moment', () => {
    expect(aware(incident, decision('10T00:00')).awareAt).toEqual(at('10T00:00'));
    expect(aware(incident, decision('20T12:00')).awareAt).toEqual(now);
  });

  it('is corrected again and again, and every old value is kept', () => {
    const once = awareOtherwise(confirmed, decision('14T09:30', 'The press knew.'));
    const twice = awareOtherwise(once, decision('13T09:30', 'So did we.'));
    expect(twice.awareAt).toEqual(at('13T09:30'));
    expect(twice.earlierAwareness.map(({ at: then, reason }) => [then, reason])).toEqual([
      ['2026-05-15T09:30:00.000Z', 'It was confirmed.'],
      ['2026-05-14T09:30:00.000Z', 'The press knew.'],
    ]);
  });

  it.each([
    ['before there is one', incident, '15T09:30', 'incident.not_aware'],
    ['of a closed one', inState('closed'), '15T09:30', 'incident.fixed'],
    ['to a moment before it occurred', confirmed, '09T00:00', 'incident.bad_awareness'],
    ['to a moment to come', confirmed, '21T00:00', 'incident.bad_awareness'],
  ])('is not corrected %s', (_name, before, moment, code) => {
    expect(codeOf(() => awareOtherwise(before, decision(moment)))).toBe(code);
  });
});

describe('a severity', () => {
  const inputs: SeverityInputs = {
    contexts: [{ kind: 'financial', adjustment: 0, because: null }],
    identification: 'significant',
    ...{ confidentiality: 'unknown_recipients', integrity: 'none', availability: 'none' },
    ...{ malicious: true, unintelligible: false },
  };
  const by = { inputs, assessedById: 'dpo', assessedAt: now };

  it('is recorded with who scored it and when, and judges nothing', () => {
    const after = scored(confirmed, by);
    const { severity, severityAssessedById, severityAssessedAt, ...others } = after;
    expect([severity, severityAssessedById, severityAssessedAt]).toEqual([inputs, 'dpo', now]);
    const { severity: none, severityAssessedById: nobody, severityAssessedAt: never, ...before } = confirmed;
    expect([none, nobody, never]).toEqual([null, null, null]);
    expect(others).toEqual(before);
    expect(timelineOf(after).moments).toContainEqual({
      ...{ at: now, kind: 'severity_scored', reason: '3.25 by ENISA: high' },
      ...{ decidedById: 'dpo', decidedAt: now },
    });
  });

  it('is refused of what is closed, and when it does not fit together', () => {
    expect(codeOf(() => scored(inState('closed'), by))).toBe('incident.fixed');
    const contexts = [{ kind: 'simple' as const, adjustment: 2, because: null }];
    const bad = { ...by, inputs: { ...inputs, contexts } };
    expect(codeOf(() => scored(confirmed, bad))).toBe('incident.bad_severity');
  });
});

describe('what is said to have happened', () => {
  const problems = (change: Partial<Incident>, awareAt: Date | null = null) =>
    factProblems({ ...incident, ...change }, awareAt, now).map(({ pointer, code }) => `${pointer} ${code}`);

  it.each<[string, Partial<Incident>, string[]]>([
    ['fits', {}, []],
    ['names nobody', { vendorIds: [] }, ['/vendorIds missing']],
    ['names a system only', { vendorIds: [], systems: ['CRM'] }, []],
    ['names a data flow only', { vendorIds: [], dataFlowIds: ['f'] }, []],
    ['ends before it begins', { occurredTo: at('09T00:00') }, ['/occurredTo too_early']],
    ['is found before it begins', { vendorDetectedAt: at('09T00:00') }, ['/vendorDetectedAt too_early']],
    ['is told before it is found', { vendorNotifiedAt: at('13T07:00') }, ['/vendorNotifiedAt too_early']],
    [
      'lies in the future, each moment of it',
      {
        occurredFrom: at('21T00:00'),
        occurredTo: at('22T00:00'),
        vendorDetectedAt: null,
        vendorNotifiedAt: null,
      },
      ['/occurredFrom in_future', '/occurredTo in_future'],
    ],
    [
      'is not known at all',
      { occurredFrom: null, occurredTo: null, vendorDetectedAt: null, vendorNotifiedAt: null },
      [],
    ],
  ])('%s', (_name, change, expected) => {
    expect(problems(change)).toEqual(expected);
  });

  it('does not begin after we were aware of it', () => {
    expect(problems({ occurredFrom: at('10T00:00') }, at('09T00:00'))).toEqual([
      '/occurredFrom after_awareness',
    ]);
  });
});

describe('the timeline', () => {
  it('is in the order of time, with what was held before and the delays between', () => {
    const contained = stepped(
      awareOtherwise(confirmed, decision('15T12:00', 'Only then.')),
      { to: 'contained', reason: null, at: at('15T18:00') },
      dpo,
      now,
    );
    const { moments, delays } = timelineOf(contained);
    expect(moments.map(({ at: then, kind }) => [then.toISOString().slice(8, 16), kind])).toEqual([
      ['10T00:00', 'occurred_from'],
      ['12T00:00', 'occurred_to'],
      ['13T08:00', 'vendor_detected'],
      ['15T09:00', 'vendor_notified'],
      ['15T09:30', 'awareness_corrected'],
      ['15T10:00', 'reported'],
      ['15T12:00', 'aware'],
      ['15T18:00', 'contained'],
    ]);
    expect(delays).toEqual({
      vendorDelaySeconds: 49 * 3_600,
      awarenessDelaySeconds: 3 * 3_600,
      exposureSeconds: (5 * 24 + 18) * 3_600,
    });
  });

  it('knows no delay where a moment is not known', () => {
    expect(timelineOf({ ...incident, vendorNotifiedAt: null }).delays).toEqual({
      vendorDelaySeconds: null,
      awarenessDelaySeconds: null,
      exposureSeconds: null,
    });
  });
});
