import { DomainError } from '../../../shared/domain-error.js';
import { canMove, unreachableFrom } from '../../../shared/state-machine.js';
import type { Role } from '../../../shared/roles.js';
import { publish } from './publication.js';
import type { Requirement } from './requirement.js';
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
  edition: null,
  createdAt: at,
  publishedById: null,
  publishedAt: null,
};
const rule: Requirement = {
  ...{ id: 'RULE', title: 'A rule', law: 'GDPR Art. 5', about: 'vendor', severity: 'blocking' },
  ...{ appliesWhen: 'true', requires: 'score.present', remedy: 'Do it.', waivable: true },
};
const dpo = ['dpo'] as const;
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
    expect(publish(draft, current, { id: 'kim', roles: dpo, at })).toEqual([
      { ...current, status: 'superseded' },
      { ...draft, status: 'published', publishedById: 'kim', publishedAt: at },
    ]);
  });

  it('is possible while there is none', () => {
    expect(publish(draft, null, { id: 'kim', roles: dpo, at })).toHaveLength(1);
  });

  it.each([
    [
      'by its author, where it changes what blocks',
      { draft: { ...draft, requirements: [rule] }, current, id: 'dana' },
      'standard.own_draft',
    ],
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
    expect(codeOf(() => publish(given.draft, given.current, { id: given.id, roles: dpo, at }))).toBe(code);
  });
});

describe('a second person', () => {
  const act = (change: Partial<Standard>, by: { id: string; roles: readonly Role[] }) =>
    codeOf(() => publish({ ...draft, ...change }, current, { ...by, at }));

  it.each<[string, Partial<Standard>, { id: string; roles: readonly Role[] }, string | null]>([
    [
      'is not needed for a warning',
      { requirements: [{ ...rule, severity: 'warning' }] },
      { id: 'dana', roles: dpo },
      null,
    ],
    ['may be an approver', { requirements: [rule] }, { id: 'avery', roles: ['approver'] }, null],
    [
      'is the officer, for what was shipped',
      { authorId: null, requirements: [rule] },
      { id: 'dana', roles: dpo },
      null,
    ],
    [
      'is no approver, for what was shipped',
      { authorId: null },
      { id: 'avery', roles: ['approver'] },
      'standard.not_dpo',
    ],
  ])('%s', (_case, change, by, code) => {
    expect(act(change, by)).toBe(code);
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
