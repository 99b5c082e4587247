import type { LocalDate } from '../../../shared/local-date.js';
import type { ChangeReaction } from '../../reference-data/codes.js';
import type { DeclaredBasis } from './declaration.js';

export const beyondKinds = ['purpose', 'data_category', 'retention'] as const;

/** Something that a vendor declares and an approval does not cover. */
export type DeclaredBeyond = Readonly<{
  what: (typeof beyondKinds)[number];
  /** Of the purpose or the data category in the list; for retention the days. */
  number: number;
  /** Of a purpose. */
  basis: DeclaredBasis | null;
  /** The day of the list with which it came; null where nobody here knows since when. */
  since: LocalDate | null;
}>;

export type TouchedApproval = Readonly<{
  dataFlowId: string;
  reference: string;
  status: string;
  vendorId: string;
  /** What the vendor declares beyond the approval, and what was not on record when it was given. */
  beyond: readonly DeclaredBeyond[];
  /** The vendor is not in the list any more. */
  left: boolean;
  /** What follows for the approval. */
  reaction: ChangeReaction;
  /** The approval becomes stale by it. */
  ends: boolean;
}>;

export type Touched = Readonly<{ approvals: readonly TouchedApproval[]; more: number }>;
