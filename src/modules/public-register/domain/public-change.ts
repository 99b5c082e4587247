import type { Language } from './language.js';
import type { PublicSharing } from './public-sharing.js';

/** What becomes of a sharing, as far as people outside are told. */
export const publicChangeKinds = ['announced', 'begun', 'paused', 'resumed', 'ended'] as const;
export type PublicChangeKind = (typeof publicChangeKinds)[number];

export type PublicChange = Readonly<{
  id: string;
  kind: PublicChangeKind;
  at: Date;
  sharing: PublicSharing;
}>;

/** A change with what decides who hears of it. The ids are those of the registers inside: they leave for nobody. */
export type PublicNews = Readonly<{
  sharingId: string;
  ledgerId: string;
  vendorId: string;
  legalEntityId: string;
  kind: PublicChangeKind;
  at: Date;
  /** Whose data, codes of data_subject_category. */
  groups: readonly string[];
  /** By its name, and not by what kind of recipient it is. */
  isNamed: boolean;
  inWords: (language: Language) => PublicChange;
}>;

/** By action of the ledger: whether it is told of a sharing that has begun before, and of one that has not. */
const told: Readonly<
  Record<string, Readonly<{ before: PublicChangeKind | null; after: PublicChangeKind | null }>>
> = {
  'data_flow.approved': { before: 'announced', after: null },
  'data_flow.approved_with_conditions': { before: 'announced', after: null },
  'data_flow.activated': { before: 'begun', after: 'begun' },
  'data_flow.suspended': { before: null, after: 'paused' },
  'data_flow.resumed': { before: null, after: 'resumed' },
  'data_flow.became_stale': { before: null, after: 'paused' },
  'data_flow.expired': { before: null, after: 'paused' },
  'data_flow.closed': { before: null, after: 'ended' },
};
export const toldActions: readonly string[] = Object.keys(told);

export function changeKind(action: string, hasBegun: boolean): PublicChangeKind | null {
  return told[action]?.[hasBegun ? 'after' : 'before'] ?? null;
}
