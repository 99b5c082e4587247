import fc from 'fast-check';
import { addDays, localDate } from '../../../shared/local-date.js';
import { unreachableFrom } from '../../../shared/state-machine.js';
import { subprocessorAuthorisations } from '../../reference-data/codes.js';
import {
  bySilence,
  isAskedUnder,
  opening,
  usedFrom,
  windowLifecycle,
  windowStates,
} from './objection-window.js';

const received = localDate('2026-01-31');
const general = { kind: 'GENERAL', objectionDays: 30 } as const;

describe('the window that a notice opens', () => {
  it.each([
    ['GENERAL with days', general, 'IN_OBJECTION_WINDOW', '2026-03-02'],
    ['SPECIFIC with days', { kind: 'SPECIFIC', objectionDays: 10 }, 'IN_OBJECTION_WINDOW', '2026-02-10'],
    [
      'GENERAL, and an objection has to come on the day',
      { kind: 'GENERAL', objectionDays: 0 },
      'IN_OBJECTION_WINDOW',
      received,
    ],
    ['GENERAL without days: nothing runs out', { kind: 'GENERAL', objectionDays: null }, 'ANNOUNCED', null],
    ['SPECIFIC without days', { kind: 'SPECIFIC', objectionDays: null }, 'ANNOUNCED', null],
    ['nothing agreed', null, 'ANNOUNCED', null],
    ['PROHIBITED is always no', { kind: 'PROHIBITED', objectionDays: 30 }, 'REJECTED', null],
  ] as const)('by %s', (_case, terms, state, lastDay) => {
    expect(opening(terms, received)).toMatchObject({ state, lastDay, authorisation: terms?.kind ?? null });
  });

  it('closes with the last day: silence is a yes under GENERAL and a no under SPECIFIC', () => {
    const after = (kind: 'GENERAL' | 'SPECIFIC', today: string) =>
      bySilence(opening({ kind, objectionDays: 30 }, received), localDate(today));
    expect(after('GENERAL', '2026-03-02')).toBeNull();
    expect(after('GENERAL', '2026-03-03')).toBe('APPROVED_TACIT');
    expect(after('SPECIFIC', '2026-03-02')).toBeNull();
    expect(after('SPECIFIC', '2026-03-03')).toBe('REJECTED');
  });

  it('never becomes a yes by silence unless it is GENERAL, has days, and they are over', () => {
    const terms = fc.option(
      fc.record({
        kind: fc.constantFrom(...subprocessorAuthorisations),
        objectionDays: fc.option(fc.integer({ min: 0, max: 365 }), { nil: null }),
      }),
      { nil: null },
    );
    fc.assert(
      fc.property(terms, fc.integer({ min: 0, max: 400 }), (agreed, later) => {
        const yes = bySilence(opening(agreed, received), addDays(received, later)) === 'APPROVED_TACIT';
        const days = agreed?.objectionDays ?? null;
        expect(yes).toBe(agreed?.kind === 'GENERAL' && days !== null && later > days);
      }),
    );
  });

  it('reaches every state, and leaves none without a way but a yes in writing', () => {
    expect(unreachableFrom(windowLifecycle, 'IN_OBJECTION_WINDOW')).toEqual(['ANNOUNCED']);
    expect(windowStates.filter((state) => windowLifecycle[state].length === 0)).toEqual(['APPROVED_EXPRESS']);
  });

  it.each([
    ['a processor', { kind: 'data_processing', vendorRole: 'PROCESSOR' }, null, true],
    ['a processor by another name', { kind: 'other', vendorRole: 'SUB_PROCESSOR' }, null, true],
    [
      'whoever agreed to ask',
      { kind: 'joint_controllership', vendorRole: 'JOINT_CONTROLLER' },
      general,
      true,
    ],
    ['a controller', { kind: 'controller_to_controller', vendorRole: 'CONTROLLER' }, null, false],
  ] as const)('opens under an agreement with %s', (_case, agreement, terms, expected) => {
    expect(isAskedUnder(agreement, terms)).toBe(expected);
  });

  it('ends before the change begins, where the notice names no day', () => {
    const [early, late] = [addDays(received, 10), addDays(received, 30)];
    expect(usedFrom(received, [late, null, early])).toBe(addDays(late, 1));
    expect(usedFrom(received, [null])).toBe(received);
    expect(usedFrom(received, [])).toBe(received);
  });
});
