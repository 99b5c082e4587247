import type { Finding } from '../audits/index.js';
import type { Certification, Vendor } from '../vendors/index.js';
import type { VendorFacts } from './domain/facts.js';

/** What is on record of one vendor, as far as facts are made of it. */
export type VendorRecord = Pick<Vendor, 'id' | 'name' | 'tier' | 'country' | 'categories' | 'links'> &
  Readonly<{
    status: string;
    hasRiskProfile: boolean;
    /** One is recorded, in use or not. */
    hasSubprocessors: boolean;
    certifications: readonly Pick<Certification, 'scheme' | 'validFrom' | 'validTo'>[];
    /** Those that are not verified. */
    findings: readonly Pick<
      Finding,
      'id' | 'source' | 'sourceId' | 'severity' | 'status' | 'dueOn' | 'acceptedUntil'
    >[];
    /** The newest that is stored; null when there is none. */
    score: Omit<VendorFacts['score'], 'present'> | null;
  }>;
