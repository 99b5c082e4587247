import { addDays, type LocalDate } from '../../../shared/local-date.js';
import type { Transitions } from '../../../shared/state-machine.js';
import type {
  DataCategory,
  SubprocessorAuthorisation,
  SubprocessorChangeState,
} from '../../reference-data/codes.js';
import type { Agreement } from './agreement.js';

/** What we say under one agreement to one announced change; where the sub-processor itself stands is in its register. */
export const windowStates = [
  'ANNOUNCED',
  'IN_OBJECTION_WINDOW',
  'OBJECTED',
  'APPROVED_EXPRESS',
  'APPROVED_TACIT',
  'REJECTED',
] as const satisfies readonly SubprocessorChangeState[];
export type WindowState = (typeof windowStates)[number];

/** Silence leads from the window to the one or the other; a late objection that is upheld takes tacit approval back. */
export const windowLifecycle: Transitions<WindowState> = {
  ANNOUNCED: ['APPROVED_EXPRESS', 'OBJECTED'],
  IN_OBJECTION_WINDOW: ['APPROVED_EXPRESS', 'OBJECTED', 'APPROVED_TACIT', 'REJECTED'],
  OBJECTED: ['APPROVED_EXPRESS', 'REJECTED'],
  APPROVED_EXPRESS: [],
  APPROVED_TACIT: ['REJECTED'],
  REJECTED: ['APPROVED_EXPRESS'],
};

/** What somebody has yet to say: yes or no; how an objection ended; whether a late one counts. */
export const awaitedAnswers = ['answer', 'outcome', 'ruling'] as const;
export type AwaitedAnswer = (typeof awaitedAnswers)[number];

export type UsedContent = Readonly<{
  countries: readonly string[];
  dataCategories: readonly DataCategory[];
}>;

export const windowChangeKinds = ['added', 'replaced', 'changed'] as const;

/** What was announced; `before` is what of it we knew and used, null for a company that is new. */
export type WindowChange = UsedContent &
  Readonly<{ kind: (typeof windowChangeKinds)[number]; name: string; before: UsedContent | null }>;

export const rulings = ['upheld', 'dismissed'] as const;
export type Ruling = (typeof rulings)[number];

/** An objection that came after the last day: whether it counts is for another person to say. */
export type LateObjection = Readonly<{
  reason: string;
  sentOn: LocalDate;
  byId: string;
  ruling: Ruling | null;
  rulingReason: string | null;
  ruledById: string | null;
}>;

export type ObjectionWindow = Readonly<{
  id: string;
  revision: number;
  noticeId: string;
  /** Which line of the notice, from 1. */
  line: number;
  vendorId: string;
  agreementId: string;
  subprocessorId: string;
  change: WindowChange;
  /** As the agreement had it on the day of receipt; null: it says nothing. */
  authorisation: SubprocessorAuthorisation | null;
  objectionDays: number | null;
  /** How many amendments held on that day. */
  agreementVersion: number;
  receivedOn: LocalDate;
  /** The last day on which an objection is in time; null where no days are agreed. */
  lastDay: LocalDate | null;
  state: WindowState;
  decidedOn: LocalDate | null;
  /** Null where silence or the agreement decided. */
  decidedById: string | null;
  reason: string | null;
  lateObjection: LateObjection | null;
  /** The vendor confirmed that it is not used for our data. */
  excludedOn: LocalDate | null;
  createdAt: Date;
}>;

type Terms = Agreement['subprocessorAuthorisation'];

/**
 * What the terms of the day of receipt make of a notice. Prohibited is always no. Without agreed days nothing runs out:
 * somebody has to answer, and until then nobody has said yes.
 */
export function opening(
  terms: Terms,
  receivedOn: LocalDate,
): Pick<ObjectionWindow, 'authorisation' | 'objectionDays' | 'lastDay' | 'state'> {
  const { kind: authorisation = null, objectionDays = null } = terms ?? {};
  const known = { authorisation, objectionDays };
  if (authorisation === 'PROHIBITED') return { ...known, lastDay: null, state: 'REJECTED' };
  if (authorisation === null || objectionDays === null)
    return { ...known, lastDay: null, state: 'ANNOUNCED' };
  return { ...known, lastDay: addDays(receivedOn, objectionDays), state: 'IN_OBJECTION_WINDOW' };
}

/** Whether a notice asks anything under this agreement: the vendor processes for us, or the terms speak of it. */
export function isAskedUnder(agreement: Pick<Agreement, 'kind' | 'vendorRole'>, terms: Terms): boolean {
  const { kind, vendorRole } = agreement;
  return (
    terms !== null ||
    kind === 'data_processing' ||
    vendorRole === 'PROCESSOR' ||
    vendorRole === 'SUB_PROCESSOR'
  );
}

/** What nobody's answer came to once the last day has passed; null while it has not. */
export function bySilence(
  { state, lastDay, authorisation }: Pick<ObjectionWindow, 'state' | 'lastDay' | 'authorisation'>,
  today: LocalDate,
): 'APPROVED_TACIT' | 'REJECTED' | null {
  if (state !== 'IN_OBJECTION_WINDOW' || lastDay === null || today <= lastDay) return null;
  return authorisation === 'GENERAL' ? 'APPROVED_TACIT' : 'REJECTED';
}

export function silenceReason({ lastDay, authorisation }: ObjectionWindow): string {
  const meaning = authorisation === 'GENERAL' ? 'silence is a yes' : 'silence is a no';
  return `nobody answered to ${String(lastDay)}: under ${String(authorisation)} ${meaning}`;
}

/** From the day after the longest time to object; at once where there is none. */
export function usedFrom(receivedOn: LocalDate, lastDays: readonly (LocalDate | null)[]): LocalDate {
  const last = lastDays
    .filter((day) => day !== null)
    .sort()
    .at(-1);
  return last === undefined ? receivedOn : addDays(last, 1);
}
