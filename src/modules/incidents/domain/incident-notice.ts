import type { FieldError } from '../../../shared/domain-error.js';
import type { BreachNoticeKind } from '../../reference-data/codes.js';
import type { Obligation } from './obligation.js';

/** The kinds of notices in our words, with the codes that the law's list has for them. */
export const noticeCodes = {
  initial: 'SA_INITIAL',
  supplement: 'SA_SUPPLEMENT',
  final: 'SA_FINAL',
  people: 'SUBJECTS',
  public: 'PUBLIC',
  controller: 'PROC_TO_CTRL',
  joint_controller: 'JOINT_CTRL',
  contract_party: 'CONTRACT_PARTY',
} as const satisfies Readonly<Record<string, BreachNoticeKind>>;
export type NoticeKind = keyof typeof noticeCodes;
export const noticeKinds = Object.keys(noticeCodes) as NoticeKind[];

/** To whom it went, and by which way. */
export type NoticeRecipient = Readonly<{ name: string; address: string | null }>;

/** What was said to somebody, with the proof of it. Nothing of it changes any more. */
export type IncidentNotice = Readonly<{
  id: string;
  revision: number;
  incidentId: string;
  kind: NoticeKind;
  obligationIds: readonly string[];
  recipients: readonly NoticeRecipient[];
  /** Whom they can ask, GDPR Art. 33(3)(b), 34(2). */
  contact: string;
  text: string;
  sentAt: Date;
  /** How it can be shown: a reference of the authority's portal, a receipt. */
  proof: string | null;
  evidenceIds: readonly string[];
  /** Reasons for the delay, GDPR Art. 33(1); null: it is in time. */
  lateReason: string | null;
  sentById: string;
  createdAt: Date;
}>;

type Draft = Pick<IncidentNotice, 'kind' | 'recipients' | 'sentAt' | 'proof' | 'evidenceIds' | 'lateReason'>;

/** What does not fit together; `met` are the obligations that it is to meet. */
export function noticeProblems(
  notice: Draft,
  met: readonly Obligation[],
  { now, occurredFrom }: Readonly<{ now: Date; occurredFrom: Date | null }>,
): FieldError[] {
  const { sentAt } = notice;
  const late = met.filter(({ dueAt }) => dueAt !== null && sentAt > dueAt);
  return [
    ...(sentAt > now ? [problem('/sentAt', 'in_future', 'give a moment up to now')] : []),
    ...(occurredFrom !== null && sentAt < occurredFrom
      ? [problem('/sentAt', 'too_early', 'give a moment that is not before occurredFrom')]
      : []),
    ...(notice.proof === null && notice.evidenceIds.length === 0
      ? [problem('/proof', 'missing', 'say how it can be shown, or name evidence in evidenceIds')]
      : []),
    ...(late.length > 0 && notice.lateReason === null
      ? [problem('/lateReason', 'missing', `it is late for ${late.map(({ to }) => to).join(', ')}: say why`)]
      : []),
    ...met.flatMap((obligation, nth) => fitProblem(notice.kind, obligation, nth)),
    ...addressProblems(notice),
  ];
}

/** Everybody is reached in some way; the public has no address. */
function addressProblems({ kind, recipients }: Draft): FieldError[] {
  if (kind === 'public' || kind === 'people') return [];
  return recipients.flatMap(({ address }, nth) =>
    address === null
      ? [
          problem(
            `/recipients/${nth}/address`,
            'missing',
            'say where it was sent: an address, a portal, a number',
          ),
        ]
      : [],
  );
}

function fitProblem(kind: NoticeKind, { by, state, noticeKind }: Obligation, nth: number): FieldError[] {
  const pointer = `/obligationIds/${nth}`;
  if (by === 'vendor') return [problem(pointer, 'not_ours', 'the vendor owes this')];
  if (state !== 'open') return [problem(pointer, 'settled', `it is ${state}`)];
  return noticeKind === noticeCodes[kind]
    ? []
    : [problem(pointer, 'other_kind', `it asks for a notice of kind ${kindOf(noticeKind)}`)];
}

export function kindOf(code: BreachNoticeKind): NoticeKind {
  return noticeKinds.find((kind) => noticeCodes[kind] === code) ?? 'initial';
}

const problem = (pointer: string, code: string, message: string): FieldError => ({ pointer, code, message });
