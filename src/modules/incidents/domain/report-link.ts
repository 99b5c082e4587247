export const reportLinkPrefix = 'khb_';

/** A link through which a vendor reports incidents. The address is personal data; only the token's hash is stored. */
export type ReportLink = Readonly<{
  id: string;
  revision: number;
  vendorId: string;
  /** null when erased. */
  email: string | null;
  expiresAt: Date;
  revokedAt: Date | null;
  createdById: string;
  createdAt: Date;
}>;

/** What the bearer of a link may reach: reports made through it, for this vendor. */
export type Reporter = Readonly<{ linkId: string; vendorId: string }>;

const hourMs = 3_600_000;

/** How many reports one link takes: more than an honest vendor has, few enough that somebody can read them. */
export const reportLimits = [
  { most: 5, withinMs: hourMs, named: 'hour' },
  { most: 20, withinMs: 24 * hourMs, named: 'day' },
] as const;

/** Which limit the link has reached, and when it takes another report; null: at once. `before`: moments of its reports. */
export function flooded(
  before: readonly Date[],
  now: Date,
): Readonly<{ named: string; most: number; seconds: number }> | null {
  const waits = reportLimits.flatMap(({ most, withinMs, named }) => {
    const within = before
      .map((at) => at.getTime() + withinMs - now.getTime())
      .filter((left) => left > 0)
      .sort((a, b) => b - a);
    const freed = within[most - 1]; // the oldest of the newest `most`: when it leaves, there is room
    return freed === undefined ? [] : [{ named, most, seconds: Math.ceil(freed / 1_000) }];
  });
  return waits.toSorted((a, b) => b.seconds - a.seconds)[0] ?? null;
}
