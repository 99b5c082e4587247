/** One reason why something may not happen yet: the requirement, its law or standard, and the remedy in words. */
export type Unmet = Readonly<{
  /** Stable, UPPER_SNAKE. */
  code: string;
  /** Title of the requirement. */
  requirement: string;
  /** What was found in this case. */
  message: string;
  /** The facts that the rule looked at, by name; null for one that is not known. */
  facts: Readonly<Record<string, unknown>>;
  /** Why the rule could not be evaluated, so that it counts as not met; null when it could. */
  error: string | null;
  /** Article of law, or number of the standard. */
  law: string;
  severity: 'blocking' | 'warning';
  remedy: string;
  waivable: boolean;
  /** Day until which a granted waiver lifts it; null when there is none. */
  waivedUntil: string | null;
  /** The granted waiver; null when there is none. */
  waiverId: string | null;
}>;

/** Whether it keeps a gate shut: warnings do not, and neither does what a granted waiver lifts. */
export function isBlocking({ severity, waivedUntil }: Unmet): boolean {
  return severity === 'blocking' && waivedUntil === null;
}

/** Warnings do not stand in the way, and neither does what a waiver lifts. */
export function blocking(unmet: readonly Unmet[]): Unmet[] {
  return unmet.filter(isBlocking);
}
