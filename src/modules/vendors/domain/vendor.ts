import type { VendorCategory } from '../../reference-data/codes.js';
import { tidy } from '../../../shared/label.js';
import type { VendorStatus } from './vendor-lifecycle.js';

/** How deep the due diligence goes: 1 is the most critical. */
export const tiers = [1, 2, 3, 4] as const;
export type Tier = (typeof tiers)[number];

/** Public pages of a vendor that vetting looks at. */
export const linkKinds = [
  'privacyPolicy',
  'terms',
  'dataProcessingAgreement',
  'subprocessors',
  'security',
  'status',
  'trust',
  'serviceLevelAgreement',
  'softwareAgreement',
  'businessAssociateAgreement',
] as const;
export type LinkKind = (typeof linkKinds)[number];

/** An outside organisation that receives, processes or can reach our data. */
export type Vendor = Readonly<{
  id: string;
  revision: number;
  name: string;
  legalName: string | null;
  country: string | null;
  registrationNumber: string | null;
  lei: string | null;
  website: string | null;
  domains: readonly string[];
  categories: readonly VendorCategory[];
  description: string | null;
  ownerId: string | null;
  status: VendorStatus;
  tier: Tier | null;
  externalIds: Readonly<Record<string, string>>;
  links: Readonly<Partial<Record<LinkKind, string>>>;
  certificationClaims: readonly string[];
  createdAt: Date;
  createdBy: string | null;
}>;

/** What people state about a vendor; status and tier are come by otherwise. */
export type VendorFields = Omit<Vendor, 'id' | 'revision' | 'status' | 'tier' | 'createdAt' | 'createdBy'>;

export const nothingKnown: Omit<VendorFields, 'name'> = {
  legalName: null,
  country: null,
  registrationNumber: null,
  lei: null,
  website: null,
  domains: [],
  categories: [],
  description: null,
  ownerId: null,
  externalIds: {},
  links: {},
  certificationClaims: [],
};

/** As it is stored: names NFC, trimmed and with single spaces. */
export function normalised(fields: VendorFields): VendorFields {
  return {
    ...fields,
    name: tidy(fields.name),
    legalName: fields.legalName === null ? null : tidy(fields.legalName),
    registrationNumber: fields.registrationNumber === null ? null : tidy(fields.registrationNumber),
    certificationClaims: [...new Set(fields.certificationClaims.map(tidy))],
  };
}

export type NewVendor = Partial<VendorFields> & Pick<VendorFields, 'name'>;

export function proposed(made: Pick<Vendor, 'id' | 'createdAt' | 'createdBy'>, fields: NewVendor): Vendor {
  return {
    ...normalised({ ...nothingKnown, ...fields }),
    ...made,
    revision: 0,
    status: 'proposed',
    tier: null,
  };
}
