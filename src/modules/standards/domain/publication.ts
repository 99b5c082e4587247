import type { Role } from '../../../shared/roles.js';
import { canMove } from '../../../shared/state-machine.js';
import { changesBlocking, differenceBetween } from './difference.js';
import { refuse } from './standards-errors.js';
import { standardLifecycle, type Standard } from './standard.js';

/**
 * The draft as published, and the version it takes the place of. What adds, removes or changes a blocking requirement is
 * published by somebody else than its author: another data protection officer, or an approver. A draft that was shipped
 * has no author here, so that a data protection officer takes it on.
 */
export function publish(
  draft: Standard,
  current: Standard | null,
  by: Readonly<{ id: string; roles: readonly Role[]; at: Date }>,
): readonly Standard[] {
  if (!canMove(standardLifecycle, draft.status, 'published'))
    refuse('standard.not_draft', `Version ${draft.version} is ${draft.status}.`);
  if (current && current.version > draft.version)
    refuse('standard.overtaken', `Version ${current.version} holds since this draft was made.`);
  if (draft.authorId === null && !by.roles.includes('dpo'))
    refuse('standard.not_dpo', 'A shipped version is taken on by a data protection officer.');
  if (draft.authorId === by.id && changesBlocking(differenceBetween(current, draft)))
    refuse('standard.own_draft', 'You drafted this version yourself, and it changes what blocks.');
  const published: Standard = { ...draft, status: 'published', publishedById: by.id, publishedAt: by.at };
  return current ? [{ ...current, status: 'superseded' }, published] : [published];
}
