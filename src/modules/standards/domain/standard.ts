import type { Transitions } from '../../../shared/state-machine.js';
import type { Requirement } from './requirement.js';

export const standardStatuses = ['draft', 'published', 'superseded'] as const;
export type StandardStatus = (typeof standardStatuses)[number];

/** One is published at a time; the next one takes its place. What a published version says never changes. */
export const standardLifecycle: Transitions<StandardStatus> = {
  draft: ['published'],
  published: ['superseded'],
  superseded: [],
};

/** One version of our requirements. `authorId` and `publishedById` are null for the one that was shipped. */
export type Standard = Readonly<{
  id: string;
  revision: number;
  version: number;
  title: string;
  note: string;
  status: StandardStatus;
  requirements: readonly Requirement[];
  authorId: string | null;
  /** Which edition of the shipped standard it is; null for an own one, and for the very first. */
  edition: number | null;
  createdAt: Date;
  publishedById: string | null;
  publishedAt: Date | null;
}>;
