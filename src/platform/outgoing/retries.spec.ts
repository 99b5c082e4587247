import { mostAttempts, secondsUntilNext } from './retries.js';

describe('a message that was not taken', () => {
  it('is tried again after longer and longer pauses, and given up after three days', () => {
    const pauses = Array.from({ length: mostAttempts }, (_none, nth) => secondsUntilNext(nth + 1, 0));
    expect(pauses).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400, null]);
    const total = pauses.reduce<number>((sum, pause) => sum + (pause ?? 0), 0);
    expect(total / 3_600).toBeCloseTo(75.6, 0);
  });

  it('waits as long as its receiver asks, up to a day, and never less than it would', () => {
    expect(secondsUntilNext(1, 0, 120)).toBe(120);
    expect(secondsUntilNext(1, 0, 999_999)).toBe(86_400);
    expect(secondsUntilNext(2, 0, 1)).toBe(300);
  });

  it('is not tried in the same moment as all others', () => {
    expect(secondsUntilNext(2, 1)).toBe(330);
    expect(secondsUntilNext(2, 0.5)).toBe(315);
  });
});
