import { findItem, listOf } from '../../reference-data/codes.js';
import type { BlastRadius } from './blast-radius.js';
import { draftFillers, type DraftedItem, type DraftFacts, type Filled } from './draft-fillers.js';
import type { Incident } from './incident.js';
import type { IncidentNotice, NoticeKind } from './incident-notice.js';
import type { Obligation } from './obligation.js';

/** What the law asks to be said: to the authority GDPR Art. 33(1), (3); to people Art. 34(2). */
export const itemsFor = {
  authority: [
    'BN_NATURE',
    'BN_SUBJECT_CATEGORIES',
    'BN_SUBJECT_COUNT',
    'BN_RECORD_CATEGORIES',
    'BN_RECORD_COUNT',
    'BN_CONTACT',
    'BN_CONSEQUENCES',
    'BN_MEASURES',
    'BN_DELAY_REASONS',
  ],
  people: ['BN_NATURE', 'BN_CONTACT', 'BN_CONSEQUENCES', 'BN_MEASURES'],
} as const satisfies Readonly<Record<string, readonly DraftedItem[]>>;
export type Addressee = keyof typeof itemsFor;
export const addressees = Object.keys(itemsFor) as Addressee[];

/** Art. 33(3)(a) asks for these where possible. */
const wherePossible: readonly DraftedItem[] = [
  'BN_SUBJECT_CATEGORIES',
  'BN_SUBJECT_COUNT',
  'BN_RECORD_CATEGORIES',
  'BN_RECORD_COUNT',
];

export type DraftItem = Filled &
  Readonly<{ code: DraftedItem; label: string; law: string; wherePossible: boolean }>;

export type NoticeDraft = Readonly<{
  to: Addressee;
  /** As which it is recorded once it was sent. */
  kind: NoticeKind;
  /** Nothing is missing. What is missing keeps no first notice back: it follows in phases, Art. 33(4). */
  complete: boolean;
  items: readonly DraftItem[];
  text: string;
}>;

export function noticeDraft(
  to: Addressee,
  facts: DraftFacts,
  notices: readonly Pick<IncidentNotice, 'kind'>[],
): NoticeDraft {
  const items = itemsFor[to].flatMap((code): DraftItem[] => {
    const filled = draftFillers[code](facts);
    return filled === null ? [] : [{ ...filled, ...asked(code, to) }];
  });
  const kind = kindFor(to, facts.incident, notices);
  const complete = items.every(({ missing }) => missing.length === 0);
  const text = composed(kind, items);
  return { to, kind, complete, items, text: facts.incident.exercise ? `${rehearsed}\n\n${text}` : text };
}

/** Those that owe it; before anybody does, those whose data it can have touched. */
export function companiesOwing(
  to: Addressee,
  obligations: readonly Obligation[],
  { controllers }: Pick<BlastRadius, 'controllers'>,
): string[] {
  const kinds = to === 'authority' ? ['SA_INITIAL'] : ['SUBJECTS', 'PUBLIC'];
  const owing = obligations
    .filter(({ by, noticeKind }) => by === 'us' && kinds.includes(noticeKind))
    .flatMap(({ legalEntityId }) => (legalEntityId === null ? [] : [legalEntityId]));
  if (owing.length > 0) return [...new Set(owing)];
  const deciding = controllers.filter(({ role }) => role === 'controller');
  return (deciding.length > 0 ? deciding : controllers).map(({ id }) => id);
}

function kindFor(
  to: Addressee,
  { exemption }: Incident,
  notices: readonly Pick<IncidentNotice, 'kind'>[],
): NoticeKind {
  if (to === 'people') return exemption === 'A34_3_C_DISPROPORTIONATE' ? 'public' : 'people';
  return notices.some(({ kind }) => kind === 'initial') ? 'supplement' : 'initial';
}

function asked(code: DraftedItem, to: Addressee) {
  const { label = code, law = '' } = findItem(listOf('breach_notification_item'), code) ?? {};
  const words = label.replace(' (where possible)', '');
  return {
    ...{ code, label: words, wherePossible: wherePossible.includes(code) },
    law: to === 'authority' ? law : code === 'BN_NATURE' ? 'GDPR Art. 34(2)' : `GDPR Art. 34(2) with ${law}`,
  };
}

/** Above the draft of an exercise, in case somebody takes it for a real one. */
export const rehearsed = 'EXERCISE: nothing of this happened. Do not send it.';

const titles: Partial<Record<NoticeKind, string>> = {
  initial: 'Notification of a personal data breach, GDPR Art. 33: first notification',
  supplement: 'Notification of a personal data breach, GDPR Art. 33: further information',
  people: 'A breach of your personal data',
  public: 'A breach of personal data',
};

function composed(kind: NoticeKind, items: readonly DraftItem[]): string {
  const phased = kind === 'initial' || kind === 'supplement';
  const unsaid = phased ? 'Not known yet; it follows (GDPR Art. 33(4)).' : 'Not known yet.';
  return [titles[kind] ?? kind, ...items.map(({ label, text }) => `${label}\n${text ?? unsaid}`)].join(
    '\n\n',
  );
}
