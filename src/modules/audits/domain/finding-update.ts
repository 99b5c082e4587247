/** Who may write on a finding: people and keys of ours, and the vendor through its link. */
export const updaterKinds = ['user', 'api_key', 'respondent'] as const;
export type UpdaterKind = (typeof updaterKinds)[number];

/** A message or document on a finding. It is written once; what the vendor writes, the vendor sees. */
export type FindingUpdate = Readonly<{
  id: string;
  revision: number;
  findingId: string;
  vendorId: string;
  byKind: UpdaterKind;
  byId: string;
  visibleToVendor: boolean;
  text: string;
  /** The vendor said with it that the gap is mended. */
  claimsResolved: boolean;
  evidenceId: string | null;
  createdAt: Date;
}>;
