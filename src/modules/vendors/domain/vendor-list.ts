import type { DeclaredContent } from './declaration.js';
import type { RowReason } from './import-row.js';

/** The lists of the IAB Europe Transparency and Consent Framework that can be read. */
export const gvlSpecifications = [2, 3] as const;
export type GvlSpecification = (typeof gvlSpecifications)[number];

export const definitionKinds = [
  'purposes',
  'specialPurposes',
  'features',
  'specialFeatures',
  'dataCategories',
] as const;
export type DefinitionKind = (typeof definitionKinds)[number];

/** Names by number. */
export type Definitions = Readonly<Record<DefinitionKind, Readonly<Record<string, string>>>>;

/** What a newer list is told from an older one by. */
export type ListEdition = Readonly<{ specification: number; listVersion: number; publishedAt: Date }>;

/** A vendor of the list: what it declares, or why that cannot be taken over. */
export type ListedVendor = Readonly<{ gvlId: number; name: string }> &
  (Readonly<{ content: DeclaredContent }> | Readonly<{ reasons: readonly RowReason[] }>);

export type VendorList = ListEdition &
  Readonly<{
    specification: GvlSpecification;
    policyVersion: number | null;
    definitions: Definitions;
    /** In the order of their numbers. */
    vendors: readonly ListedVendor[];
  }>;

/** Below nought: the first is the older. The numbering began anew with each specification. */
export function comparedByAge(
  one: Pick<ListEdition, 'specification' | 'listVersion'>,
  other: Pick<ListEdition, 'specification' | 'listVersion'>,
): number {
  return one.specification - other.specification || one.listVersion - other.listVersion;
}

/** How a list is named to people. */
export const listTitle = ({ specification, listVersion }: Omit<ListEdition, 'publishedAt'>): string =>
  `Global Vendor List ${listVersion} (v${specification})`;
