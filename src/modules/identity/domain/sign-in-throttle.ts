/** Failed sign-ins, the present one included, that a decision needs. */
export type RecentFailures = Readonly<{
  /** For this account from this address, in the last 15 minutes. */
  here: number;
  /** For this account from anywhere, in the last hour. */
  anywhere: number;
  /** Somebody signed in to this account from this address in the last 90 days. */
  familiar: boolean;
}>;

export const windowMinutes = 15;
export const mostHere = 5;
export const mostAnywhere = 50;

/**
 * Seconds to wait, or 0. Failures count where they come from, so that nobody can lock another person out: an attacker's
 * tries close the attacker's address, and a flood from many addresses closes only those the account was never used from.
 */
export function secondsToWait({ here, anywhere, familiar }: RecentFailures): number {
  if (here > mostHere) return windowMinutes * 60;
  if (!familiar && anywhere > mostAnywhere) return windowMinutes * 60;
  return 0;
}
