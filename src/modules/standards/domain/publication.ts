import { canMove } from '../../../shared/state-machine.js';
import { refuse } from './standards-errors.js';
import { standardLifecycle, type Standard } from './standard.js';

/** The draft as published, and the version it takes the place of. Two people see every standard before it holds. */
export function publish(
  draft: Standard,
  current: Standard | null,
  by: Readonly<{ id: string; at: Date }>,
): readonly Standard[] {
  if (!canMove(standardLifecycle, draft.status, 'published'))
    refuse('standard.not_draft', `Version ${draft.version} is ${draft.status}.`);
  if (current && current.version > draft.version)
    refuse('standard.overtaken', `Version ${current.version} holds since this draft was made.`);
  if (draft.authorId === by.id) refuse('standard.own_draft', 'You drafted this version yourself.');
  const published: Standard = { ...draft, status: 'published', publishedById: by.id, publishedAt: by.at };
  return current ? [{ ...current, status: 'superseded' }, published] : [published];
}
