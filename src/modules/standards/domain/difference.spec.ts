import { changesBlocking, differenceBetween } from './difference.js';
import type { Requirement } from './requirement.js';
import { shippedStandard } from './shipped-standard.js';

const base = shippedStandard.requirements;
const changed = (id: string, change: Partial<Requirement>) => ({
  requirements: base.map((requirement) =>
    requirement.id === id ? { ...requirement, ...change } : requirement,
  ),
});
const only = (id: string, change: Partial<Requirement>) =>
  differenceBetween({ requirements: base }, changed(id, change));

describe('the difference between two versions', () => {
  it('is nothing between a version and itself, also where gates are only spelt out', () => {
    expect(differenceBetween({ requirements: base }, { requirements: base })).toEqual([]);
    const gates = ['vendor_approval', 'flow_submission', 'flow_decision', 'flow_activation'] as const;
    expect(only('VENDOR_SCORED', { gates })).toEqual([]);
  });

  it('names what was changed, field by field, then and now', () => {
    expect(only('VENDOR_GRADE', { requires: 'score.grade in ["A", "B"]' })).toEqual([
      {
        id: 'VENDOR_GRADE',
        kind: 'changed',
        blocking: true,
        fields: [{ field: 'requires', from: 'score.grade != "F"', to: 'score.grade in ["A", "B"]' }],
        notes: [],
      },
    ]);
  });

  it.each<[string, string, Partial<Requirement>, string]>([
    ['true in place of a rule', 'VENDOR_SCORED', { requires: 'true' }, 'asks for nothing'],
    [
      'a rule that is true anyhow',
      'VENDOR_SCORED',
      { requires: 'score.present || 1 < 2' },
      'asks for nothing',
    ],
    ['a rule that applies to nobody', 'VENDOR_SCORED', { appliesWhen: 'false' }, 'is asked of nobody'],
    ['a warning in place of an obstacle', 'VENDOR_GRADE', { severity: 'warning' }, 'only warns'],
    ['an exception where there was none', 'VENDOR_SCORED', { waivable: true }, 'can be waived'],
    ['a gate less', 'VENDOR_GRADE', { gates: ['flow_decision'] }, 'is not asked at vendor_approval any more'],
  ])('says in words what it makes of the gate: %s', (_case, id, change, words) => {
    const [found] = only(id, change);
    expect(found?.blocking).toBe(true);
    expect(found?.notes.join(' ')).toContain(words);
  });

  it('has what is new and what is gone; what is indispensable cannot be left out', () => {
    const added: Requirement = { ...(base[0] as Requirement), id: 'NEW_ONE', severity: 'warning' };
    const without = base.filter(({ id }) => id !== 'VENDOR_SCORED' && id !== 'VENDOR_GRADE');
    const changes = differenceBetween({ requirements: base }, { requirements: [...without, added] });
    expect(changes.map(({ id, kind, blocking }) => [id, kind, blocking])).toEqual([
      ['NEW_ONE', 'added', false],
      ['VENDOR_GRADE', 'removed', true],
    ]);
    expect(changesBlocking(changes)).toBe(true);
    expect(changesBlocking(changes.slice(0, 1))).toBe(false);
    expect(differenceBetween(null, { requirements: base })).toHaveLength(base.length);
  });
});
