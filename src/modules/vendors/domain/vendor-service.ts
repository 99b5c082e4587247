import type { VendorCategory } from '../../reference-data/codes.js';

/** How hard it would be to go without: from another supplier at once, with effort, with much effort, not at all. */
export const substitutabilities = ['easy', 'medium', 'highly_complex', 'not_substitutable'] as const;
export type Substitutability = (typeof substitutabilities)[number];

/** Business criticality as the risk profile counts it: 0 nobody would notice, 4 we would stand still. */
export type Criticality = 0 | 1 | 2 | 3 | 4;

/** A product of a vendor apart from the company: what is certified, contracted and connected is often only one of them. */
export type VendorService = Readonly<{
  id: string;
  revision: number;
  vendorId: string;
  name: string;
  description: string | null;
  categories: readonly VendorCategory[];
  hostingCountries: readonly string[];
  criticality: Criticality | null;
  substitutability: Substitutability | null;
  removed: boolean;
  createdAt: Date;
}>;

export type VendorServiceFields = Omit<
  VendorService,
  'id' | 'revision' | 'vendorId' | 'removed' | 'createdAt'
>;
