import { DomainError } from '../../../shared/domain-error.js';
import { localDate } from '../../../shared/local-date.js';
import { canMove, unreachableFrom } from '../../../shared/state-machine.js';
import { auditKinds, auditLifecycle, auditStatuses, type Audit, type AuditStatus } from './audit.js';
import {
  assertCorrectable,
  assertIndependent,
  conclusionProblems,
  fieldProblems,
  stepped,
  type AuditStep,
} from './audit-rules.js';
import { samplingProblems, type SampledControl } from './sampled-control.js';

const now = new Date('2026-06-01T08:00:00Z');
const today = localDate('2026-06-01');
const control: SampledControl = {
  controlRef: 'ISO27001:A.8.13',
  population: 120,
  sampleSize: 25,
  method: 'inspection',
  result: 'conforms',
  exceptions: 0,
  note: null,
  evidenceIds: [],
};
const planned: Audit = {
  id: 'a',
  revision: 1,
  vendorId: 'v',
  kind: 'on_site',
  status: 'planned',
  scope: 'Payroll',
  serviceId: null,
  plannedFor: localDate('2026-05-30'),
  performedOn: null,
  auditor: 'Internal audit',
  auditorId: null,
  sampledControls: [control],
  evidenceIds: [],
  opinion: null,
  conclusion: null,
  concludedById: null,
  concludedAt: null,
  createdById: 'asa',
  createdAt: now,
};
const performed: Audit = { ...planned, status: 'performed', performedOn: localDate('2026-05-29') };
const asa = { id: 'asa', roles: ['assessor'] as const };
const step = (to: AuditStatus, more: Partial<AuditStep> = {}): AuditStep => ({ to, reason: null, ...more });

const refusalOf = (act: () => unknown) => {
  try {
    act();
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return [error.code, (error.details.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`)];
  }
};
const pointers = (problems: readonly { pointer: string; code: string }[]) =>
  problems.map(({ pointer, code }) => `${pointer} ${code}`);

describe('the life of an audit', () => {
  const steps = ['planned>performed', 'planned>cancelled', 'performed>concluded', 'concluded>performed'];
  it.each(auditStatuses.flatMap((from) => auditStatuses.map((next) => [from, next] as const)))(
    '%s to %s',
    (from, next) => {
      expect(canMove(auditLifecycle, from, next)).toBe(steps.includes(`${from}>${next}`));
    },
  );
  it('reaches every state', () => expect(unreachableFrom(auditLifecycle, 'planned')).toEqual([]));

  it('goes from planned to concluded, and back with a reason', () => {
    const done = stepped(planned, step('performed', { performedOn: localDate('2026-05-29') }), asa, now);
    expect(done).toEqual(performed);
    const said = { opinion: 'satisfactory', conclusion: 'Sound.' } as const;
    const concluded = stepped(done, step('concluded', said), asa, now);
    expect(concluded).toEqual({
      ...performed,
      ...said,
      status: 'concluded',
      concludedById: 'asa',
      concludedAt: now,
    });
    expect(stepped(concluded, step('performed', { reason: 'A sample was mixed up.' }), asa, now)).toEqual({
      ...performed,
      ...said,
    });
  });

  const concluded: Audit = {
    ...performed,
    status: 'concluded',
    opinion: 'satisfactory',
    conclusion: 'Sound.',
  };
  it.each([
    ['out of order', () => stepped(planned, step('concluded'), asa, now), ['audit.cannot_move', []]],
    [
      'without its day',
      () => stepped(planned, step('performed'), asa, now),
      ['audit.cannot_step', ['/performedOn missing']],
    ],
    [
      'on a day to come',
      () => stepped(planned, step('performed', { performedOn: localDate('2026-06-02') }), asa, now),
      ['audit.in_future', ['/performedOn in_future']],
    ],
    [
      'without a reason to cancel',
      () => stepped(planned, step('cancelled'), asa, now),
      ['audit.cannot_step', ['/reason missing']],
    ],
    [
      'without a reason to reopen',
      () => stepped(concluded, step('performed'), asa, now),
      ['audit.cannot_step', ['/reason missing']],
    ],
    [
      'with everything missing at once',
      () => stepped({ ...performed, sampledControls: [] }, step('concluded'), asa, now),
      ['audit.cannot_step', ['/opinion missing', '/conclusion missing', '/sampledControls missing']],
    ],
    [
      'as a conclusion by procurement',
      () => stepped(performed, step('concluded'), { id: 'pia', roles: ['procurement'] }, now),
      ['audit.not_by_role', []],
    ],
    [
      'as a reopening by procurement',
      () =>
        stepped(concluded, step('performed', { reason: 'x' }), { id: 'pia', roles: ['procurement'] }, now),
      ['audit.not_by_role', []],
    ],
  ])('is refused %s', (_case, act, refusal) => {
    expect(refusalOf(act)).toEqual(refusal);
  });

  it.each(auditStatuses)('is corrected while it is %s', (status) => {
    const fixed = ['concluded', 'cancelled'].includes(status);
    expect(refusalOf(() => assertCorrectable({ ...planned, status }))).toEqual(
      fixed ? ['audit.fixed', []] : null,
    );
  });
});

describe('what a conclusion rests on', () => {
  const ready = { ...performed, opinion: 'satisfactory', conclusion: 'Sound.', sampledControls: [] } as const;
  it.each(auditKinds)('%s', (kind) => {
    const lacks: Record<string, string[]> = {
      remote: ['/sampledControls missing'],
      on_site: ['/sampledControls missing'],
      third_party_report: ['/evidenceIds missing'],
      certification_review: ['/evidenceIds missing'],
    };
    expect(pointers(conclusionProblems({ ...ready, kind }))).toEqual(lacks[kind] ?? []);
    expect(conclusionProblems({ ...ready, kind, sampledControls: [control], evidenceIds: ['e'] })).toEqual(
      [],
    );
  });

  it('is not satisfactory with an exception', () => {
    const sampledControls = [{ ...control, result: 'exception', exceptions: 2 }] as const;
    expect(pointers(conclusionProblems({ ...ready, sampledControls }))).toEqual(['/opinion has_exceptions']);
    expect(conclusionProblems({ ...ready, sampledControls, opinion: 'satisfactory_with_findings' })).toEqual(
      [],
    );
  });
});

describe('the fields of an audit', () => {
  it.each<[string, Audit, string[]]>([
    ['planned', planned, []],
    ['performed', performed, []],
    ['planned for no day', { ...planned, plannedFor: null }, ['/plannedFor missing']],
    [
      'planned, with what only comes later',
      { ...planned, performedOn: today, opinion: 'disclaimer', conclusion: 'x' },
      ['/performedOn unexpected', '/opinion unexpected', '/conclusion unexpected'],
    ],
    ['performed on no day', { ...performed, performedOn: null }, ['/performedOn missing']],
  ])('%s', (_case, audit, expected) => {
    expect(pointers(fieldProblems(audit, today))).toEqual(expected);
  });

  it('name an auditor who does not own the vendor', () => {
    expect(refusalOf(() => assertIndependent(['olga', null], 'olga'))).toEqual(['audit.not_independent', []]);
    expect(refusalOf(() => assertIndependent(['asa', null], 'olga'))).toBeNull();
    expect(refusalOf(() => assertIndependent([null], null))).toBeNull();
  });
});

describe('a sampled control', () => {
  it.each<[string, Partial<SampledControl>, string[]]>([
    ['that conforms', {}, []],
    ['of a whole population', { sampleSize: 120 }, []],
    ['with exceptions', { result: 'exception', exceptions: 25 }, []],
    ['that was not tested', { result: 'not_tested', sampleSize: 0, note: 'No access.' }, []],
    ['larger than its population', { sampleSize: 121 }, ['sampleSize exceeds_population']],
    [
      'with more exceptions than cases',
      { result: 'exception', exceptions: 26 },
      ['exceptions exceeds_sample'],
    ],
    ['that conforms with exceptions', { exceptions: 1 }, ['result has_exceptions']],
    ['with an exception of no case', { result: 'exception' }, ['exceptions missing']],
    ['of no case', { sampleSize: 0 }, ['sampleSize no_sample']],
    [
      'that was not tested, with a sample',
      { result: 'not_tested' },
      ['sampleSize not_tested', 'note missing'],
    ],
  ])('%s', (_case, change, expected) => {
    const found = pointers(samplingProblems([{ ...control, ...change }]));
    expect(found).toEqual(expected.map((one) => `/sampledControls/0/${one}`));
  });

  it('stands once for each method', () => {
    const again = samplingProblems([control, { ...control, method: 'observation' }, control]);
    expect(pointers(again)).toEqual(['/sampledControls/2/controlRef repeated']);
  });
});
