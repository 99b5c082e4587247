import type { FieldError } from '../../../shared/domain-error.js';
import type { LocalDate } from '../../../shared/local-date.js';
import type { Unmet } from '../../../shared/unmet.js';
import { warning } from './unmet-reason.js';

export const certificateKinds = ['deletion', 'return'] as const;
export type CertificateKind = (typeof certificateKinds)[number];

/** What became of the copies of the vendor's own vendors (GDPR Art. 28(4)). */
export const subprocessorCopies = ['NO_SUBPROCESSORS', 'INCLUDED', 'STILL_HELD'] as const;
export type SubprocessorCopies = (typeof subprocessorCopies)[number];

/** Data that the vendor keeps because a law of the Union or a Member State says so (GDPR Art. 28(3)(g)). */
export type LegalException = Readonly<{ what: string; law: string; until: LocalDate | null }>;

/** Proof that the data are gone or back, GDPR Art. 28(3)(g). One from before the last two were asked has none of them. */
export type ClosingCertificate = Readonly<{
  kind: CertificateKind;
  issuedOn: LocalDate;
  scope: string;
  method: string | null;
  signedBy: string;
  evidenceId: string | null;
  exceptions?: readonly LegalException[];
  subprocessorCopies?: SubprocessorCopies | null;
}>;

export const certificateGaps = ['method', 'evidence', 'subprocessors', 'exception_over'] as const;
export type CertificateGap = (typeof certificateGaps)[number];

/** What a certificate leaves open, so that another one is still asked for. */
export function gapsOf(certificate: ClosingCertificate, today: LocalDate): CertificateGap[] {
  const { method, evidenceId, subprocessorCopies: copies = null, exceptions = [] } = certificate;
  const open: Readonly<Record<CertificateGap, boolean>> = {
    method: method === null,
    evidence: evidenceId === null,
    subprocessors: copies === null || copies === 'STILL_HELD',
    exception_over: exceptions.some(({ until }) => until !== null && until < today),
  };
  return certificateGaps.filter((gap) => open[gap]);
}

/** What is known of the sharing whose end is recorded. */
export type Ended = Readonly<{
  today: LocalDate;
  /** The day of its start; null where it never started. */
  startedOn: LocalDate | null;
  /** The last day of which an event was reported. */
  lastSentOn: LocalDate | null;
}>;

/** What speaks against the day on which the sharing is said to have ended. */
export function endProblems(
  endedOn: LocalDate | null,
  { today, startedOn, lastSentOn }: Ended,
): FieldError[] {
  if (endedOn === null) return [];
  const wrong = (code: string, message: string) => [{ pointer: '/endedOn', code, message }];
  if (startedOn === null) return wrong('never_started', 'nothing was shared under this flow: leave it out');
  return [
    ...(endedOn > today ? wrong('in_future', 'close it when it has ended') : []),
    ...(endedOn < startedOn ? wrong('before_start', `the sharing started on ${startedOn}`) : []),
    ...(lastSentOn !== null && endedOn < lastSentOn
      ? wrong('events_after', `an event of ${lastSentOn} was reported`)
      : []),
  ];
}

/** What speaks against a certificate of a sharing that ended on that day. */
export function certificateProblems(
  certificate: ClosingCertificate,
  endedOn: LocalDate,
  today: LocalDate,
): FieldError[] {
  const { issuedOn, exceptions = [] } = certificate;
  return [
    ...(issuedOn > today
      ? [{ pointer: '/issuedOn', code: 'in_future', message: 'issuedOn must not lie ahead' }]
      : []),
    ...(issuedOn < endedOn
      ? [
          {
            pointer: '/issuedOn',
            code: 'before_end',
            message: `the sharing ended on ${endedOn}: what was certified before says nothing of what came after`,
          },
        ]
      : []),
    ...exceptions.flatMap(({ until }, at) =>
      until !== null && until < issuedOn
        ? [
            {
              pointer: `/exceptions/${at}/until`,
              code: 'before_certificate',
              message: 'no law keeps the data any more on the day of the certificate',
            },
          ]
        : [],
    ),
  ];
}

/** What a closed flow still lacks; it is shown for as long as it is so. */
export function unmetAfterClosing(
  {
    certificateMissing,
    certificate,
  }: { certificateMissing: boolean; certificate: ClosingCertificate | null },
  today: LocalDate,
): Unmet[] {
  const about = {
    requirement: 'When a sharing ends, the data are deleted or returned',
    law: 'GDPR Art. 28(3)(g)',
    remedy: 'Get the certificate of deletion or return and record it (POST …/certificate).',
  };
  if (certificateMissing)
    return [
      warning({
        ...about,
        code: 'CERTIFICATE_MISSING',
        message: 'Nobody has shown that the vendor no longer holds the data.',
      }),
    ];
  const gaps = certificate === null ? [] : gapsOf(certificate, today);
  return gaps.map((gap) => warning({ ...about, code: 'CERTIFICATE_INCOMPLETE', message: sentences[gap] }));
}

const sentences: Readonly<Record<CertificateGap, string>> = {
  method: 'The certificate does not say how the data were deleted or returned.',
  evidence: 'The document of the certificate is not on record.',
  subprocessors: "Nobody has shown that the vendor's sub-processors no longer hold the data.",
  exception_over: 'The law by which the vendor kept some of the data asks for it no more.',
};
