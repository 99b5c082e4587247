import { refuse } from './audit-errors.js';

export const remediationPrefix = 'khv_';

/** A link through which a vendor mends what was found. The address is personal data; only the token's hash is stored. */
export type RemediationLink = Readonly<{
  id: string;
  revision: number;
  vendorId: string;
  /** null when erased. */
  email: string | null;
  /** What it opens; null: every finding of the vendor. */
  findingIds: readonly string[] | null;
  expiresAt: Date;
  revokedAt: Date | null;
  createdById: string;
  createdAt: Date;
}>;

/** What the bearer of a link may reach. */
export type Bearer = Readonly<{ linkId: string; vendorId: string; findingIds: readonly string[] | null }>;

/** What a link does not open is not there, whether or not it is. */
export function assertOpens(
  { vendorId, findingIds }: Bearer,
  finding: Readonly<{ id: string; vendorId: string }>,
): void {
  const named = findingIds === null || findingIds.includes(finding.id);
  if (finding.vendorId !== vendorId || !named)
    refuse('finding.not_found', `There is no finding ${finding.id}`);
}

export function assertNames(asked: readonly string[], known: ReadonlySet<string>): void {
  const errors = asked.flatMap((id, at) =>
    known.has(id)
      ? []
      : [{ pointer: `/findingIds/${at}`, code: 'unknown', message: 'name a finding of this vendor' }],
  );
  if (errors.length > 0)
    refuse('remediation_link.unknown_findings', 'Some of the findings are not of this vendor.', { errors });
}
