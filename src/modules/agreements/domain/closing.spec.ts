import { localDate } from '../../../shared/local-date.js';
import {
  certificateProblems,
  endProblems,
  gapsOf,
  unmetAfterClosing,
  type CertificateGap,
  type ClosingCertificate,
} from './closing.js';

const day = localDate;
const whole: ClosingCertificate = {
  ...{
    kind: 'deletion',
    issuedOn: day('2026-06-10'),
    scope: 'All.',
    method: 'Purge',
    signedBy: 'Operations',
  },
  ...{ evidenceId: 'e1', exceptions: [], subprocessorCopies: 'INCLUDED' },
};
const until = (text: string | null) => [
  { what: 'Pay slips', law: 'Tax code', until: text === null ? null : day(text) },
];

describe('a certificate', () => {
  it.each<[string, Partial<ClosingCertificate>, CertificateGap[]]>([
    ['that says everything', {}, []],
    ['of a vendor without sub-processors', { subprocessorCopies: 'NO_SUBPROCESSORS' }, []],
    ['without method and document', { method: null, evidenceId: null }, ['method', 'evidence']],
    ['that says nothing of sub-processors', { subprocessorCopies: null }, ['subprocessors']],
    [
      'from before that was asked',
      { subprocessorCopies: undefined, exceptions: undefined },
      ['subprocessors'],
    ],
    ['while sub-processors hold copies', { subprocessorCopies: 'STILL_HELD' }, ['subprocessors']],
    ['with an exception to today', { exceptions: until('2026-07-01') }, []],
    ['with an exception to yesterday', { exceptions: until('2026-06-30') }, ['exception_over']],
    ['with an exception without end', { exceptions: until(null) }, []],
  ])('%s leaves open what it does not show', (_name, changes, expected) => {
    const certificate = { ...whole, ...changes };
    expect(gapsOf(certificate, day('2026-07-01'))).toEqual(expected);
    const unmet = unmetAfterClosing({ certificateMissing: false, certificate }, day('2026-07-01'));
    expect(unmet.map(({ code, severity }) => [code, severity])).toEqual(
      expected.map(() => ['CERTIFICATE_INCOMPLETE', 'warning']),
    );
  });

  it('of the day of the end counts, one of the day before does not', () => {
    const codes = (endedOn: string, today = '2026-06-10') =>
      certificateProblems(whole, day(endedOn), day(today)).map(({ code }) => code);
    expect(codes('2026-06-10')).toEqual([]);
    expect(codes('2026-06-11', '2026-06-11')).toEqual(['before_end']);
    expect(codes('2026-06-11', '2026-06-09')).toEqual(['in_future', 'before_end']);
  });

  it('names each exception that is over on its own day', () => {
    const exceptions = [...until('2026-06-10'), ...until('2026-06-09')];
    expect(certificateProblems({ ...whole, exceptions }, day('2026-06-01'), day('2026-06-10'))).toMatchObject(
      [{ pointer: '/exceptions/1/until', code: 'before_certificate' }],
    );
  });

  it('that is missing is asked for', () => {
    const unmet = unmetAfterClosing({ certificateMissing: true, certificate: null }, day('2026-07-01'));
    expect(unmet).toMatchObject([{ code: 'CERTIFICATE_MISSING', law: 'GDPR Art. 28(3)(g)' }]);
    expect(unmetAfterClosing({ certificateMissing: false, certificate: null }, day('2026-07-01'))).toEqual(
      [],
    );
  });
});

describe('the last day of a sharing', () => {
  const known = { today: day('2026-06-10'), startedOn: day('2026-01-01'), lastSentOn: day('2026-05-01') };
  it.each<[string, string | null, object, string[]]>([
    ['nobody named', null, {}, []],
    ['today', '2026-06-10', {}, []],
    ['tomorrow', '2026-06-11', {}, ['in_future']],
    ['the day of the last event', '2026-05-01', {}, []],
    ['the day before it', '2026-04-30', {}, ['events_after']],
    ['before the start', '2025-12-31', {}, ['before_start', 'events_after']],
    ['of a flow that never started', '2026-06-01', { startedOn: null }, ['never_started']],
  ])('%s', (_name, endedOn, changes, expected) => {
    const found = endProblems(endedOn === null ? null : day(endedOn), { ...known, ...changes });
    expect(found.map(({ code }) => code)).toEqual(expected);
  });
});
