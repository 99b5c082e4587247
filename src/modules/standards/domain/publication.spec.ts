import { DomainError } from '../../../shared/domain-error.js';
import { canMove, unreachableFrom } from '../../../shared/state-machine.js';
import { publish } from './publication.js';
import { standardLifecycle, standardStatuses, type Standard } from './standard.js';

const at = new Date('2026-06-02T08:00:00Z');
const draft: Standard = {
  id: 'b',
  revision: 1,
  version: 2,
  title: 'Ours',
  note: 'New',
  status: 'draft',
  requirements: [],
  authorId: 'dana',
  createdAt: at,
  publishedById: null,
  publishedAt: null,
};
const current: Standard = { ...draft, id: 'a', version: 1, status: 'published', authorId: null };

const codeOf = (act: () => unknown) => {
  try {
    act();
    return null;
  } catch (error) {
    return error instanceof DomainError ? error.code : error;
  }
};

describe('publishing a standard', () => {
  it('takes the place of the one before, in this order', () => {
    expect(publish(draft, current, { id: 'kim', at })).toEqual([
      { ...current, status: 'superseded' },
      { ...draft, status: 'published', publishedById: 'kim', publishedAt: at },
    ]);
  });

  it('is possible while there is none', () => {
    expect(publish(draft, null, { id: 'kim', at })).toHaveLength(1);
  });

  it.each([
    ['by its author', { draft, current, id: 'dana' }, 'standard.own_draft'],
    [
      'twice',
      { draft: { ...draft, status: 'published' as const }, current, id: 'kim' },
      'standard.not_draft',
    ],
    [
      'after a newer version',
      { draft, current: { ...current, version: 3 }, id: 'kim' },
      'standard.overtaken',
    ],
  ])('is refused %s', (_case, given, code) => {
    expect(codeOf(() => publish(given.draft, given.current, { id: given.id, at }))).toBe(code);
  });
});

describe('the life of a standard', () => {
  it.each(standardStatuses.flatMap((from) => standardStatuses.map((to) => [from, to] as const)))(
    '%s to %s',
    (from, to) => {
      const allowed = ['draft>published', 'published>superseded'].includes(`${from}>${to}`);
      expect(canMove(standardLifecycle, from, to)).toBe(allowed);
    },
  );

  it('reaches every state from draft', () => {
    expect(unreachableFrom(standardLifecycle, 'draft')).toEqual([]);
  });
});
