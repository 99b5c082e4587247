/** One reason why something may not happen yet: the requirement, its law or standard, and the remedy in words. */
export type Unmet = Readonly<{
  /** Stable, UPPER_SNAKE. */
  code: string;
  /** Title of the requirement. */
  requirement: string;
  /** What was found in this case. */
  message: string;
  /** Article of law, or number of the standard. */
  law: string;
  severity: 'blocking' | 'warning';
  remedy: string;
  waivable: boolean;
  /** Day until which a granted waiver lifts it; null when there is none. */
  waivedUntil: string | null;
}>;

/** Warnings do not stand in the way, and neither does what a waiver lifts. */
export function blocking(unmet: readonly Unmet[]): Unmet[] {
  return unmet.filter(({ severity, waivedUntil }) => severity === 'blocking' && waivedUntil === null);
}
