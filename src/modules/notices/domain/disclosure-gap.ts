import type { Coverage } from './coverage.js';
import { folded } from './naming.js';

export const gapStates = ['undisclosed', 'stale'] as const;
export type GapState = (typeof gapStates)[number];

/** A difference between what runs and what is told, from when it was seen until it was gone. */
export type DisclosureGap = Readonly<{
  id: string;
  revision: number;
  state: GapState;
  legalEntityId: string;
  /** As in the coverage: null of a stale name or category. */
  vendorId: string | null;
  recipient: string;
  onward: boolean;
  /** Null of a stale one. */
  subjectCategory: string | null;
  /** What it is: at most one of them is open. */
  gapKey: string;
  seenAt: Date;
  endedAt: Date | null;
}>;

type Content = Omit<DisclosureGap, 'id' | 'revision' | 'seenAt' | 'endedAt'>;

/** The gaps in a coverage. */
export function gapsIn(coverage: readonly Coverage[]): Content[] {
  const gaps = coverage.flatMap(({ state, legalEntityId, vendorId, recipient, onward, group }) => {
    if (state === 'disclosed') return [];
    const gapKey = [state, legalEntityId, vendorId ?? '-', onward ? folded(recipient) : '-', group ?? '-'];
    if (vendorId === null) gapKey.push(folded(recipient));
    return [
      { state, legalEntityId, vendorId, recipient, onward, subjectCategory: group, gapKey: gapKey.join(' ') },
    ];
  });
  return [...new Map(gaps.map((gap) => [gap.gapKey, gap])).values()];
}

/** Which of the gaps are new, and which of the open ones are gone. */
export function changedGaps(
  open: readonly DisclosureGap[],
  found: readonly Content[],
): Readonly<{ begun: Content[]; ended: DisclosureGap[] }> {
  const known = new Set(open.map(({ gapKey }) => gapKey));
  const there = new Set(found.map(({ gapKey }) => gapKey));
  return {
    begun: found.filter(({ gapKey }) => !known.has(gapKey)),
    ended: open.filter(({ gapKey }) => !there.has(gapKey)),
  };
}
