import { retentionClasses } from '../../../shared/retention-class.js';
import {
  assertLongEnough,
  classNamed,
  dueBefore,
  isAtWork,
  longestKeptDays,
  proposal,
  ruleTerms,
} from './retention-rule.js';

describe('a retention rule', () => {
  it.each([
    ['evidence_content', 1_095],
    ['export_bundle', 1],
    ['access_record', 365],
    ['vendor_person', 365],
    ['set_aside_report', 1_095],
  ] as const)('for %s keeps at least %s days, and says why', (name, minimum) => {
    expect(() => assertLongEnough(name, minimum)).not.toThrow();
    expect(() => assertLongEnough(name, minimum - 1)).toThrow(
      `${name} is kept for ${minimum} days at least: ${ruleTerms[name].because}.`,
    );
  });

  it.each(retentionClasses)('for %s is an inactive proposal within its bounds until it is set', (name) => {
    const proposed = proposal(name);
    expect(proposed).toMatchObject({ revision: 0, active: false, setById: null });
    expect(() => assertLongEnough(name, proposed.keepDays)).not.toThrow();
    expect(proposed.keepDays).toBeLessThanOrEqual(longestKeptDays);
    expect(classNamed(name)).toBe(name);
  });

  it('is for classes that there are', () => {
    expect(() => classNamed('ledger_entry')).toThrow('There is no class of records ledger_entry.');
  });

  it('counts whole days to the millisecond', () => {
    const now = new Date('2026-11-26T10:00:00.000Z');
    expect(dueBefore({ keepDays: 365 }, now)).toEqual(new Date('2025-11-26T10:00:00.000Z'));
  });

  it.each([
    ['on the day on which it was set', true, '2026-11-26T00:00:00.000Z', false],
    ['from the next day on', true, '2026-11-25T23:59:59.999Z', true],
    ['never while it is inactive', false, '2026-11-01T00:00:00.000Z', false],
  ] as const)('works %s', (_case, active, setAt, expected) => {
    const rule = { ...proposal('access_record'), active, setAt: new Date(setAt) };
    expect(isAtWork(rule, new Date('2026-11-26T23:59:59.999Z'))).toBe(expected);
  });

  it('that was never set does not work', () => {
    expect(isAtWork({ ...proposal('access_record'), active: true }, new Date('2026-11-26T00:00:00Z'))).toBe(
      false,
    );
  });
});
