const seconds = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
const longest = 86_400;
/** Then a message is given up: about three days after the first attempt. */
export const mostAttempts = seconds.length + 1;

/**
 * Seconds until the next attempt after so many that failed; null: it is given up. `chance` (0 to 1) spreads those that
 * failed together over a tenth more; `asked` is what the receiver wants, up to a day.
 */
export function secondsUntilNext(
  attempts: number,
  chance: number,
  asked: number | null = null,
): number | null {
  const pause = seconds[attempts - 1];
  if (pause === undefined) return null;
  return Math.ceil(Math.max(pause * (1 + chance / 10), Math.min(asked ?? 0, longest)));
}
