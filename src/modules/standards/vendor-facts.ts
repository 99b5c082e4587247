import { Injectable } from '@nestjs/common';
import type { VendorFacts } from './domain/facts.js';

/** Gathers what the modules below know of a vendor. */
@Injectable()
export class VendorFactsReader {
  of(...[]: [vendorId: string]): Promise<VendorFacts> {
    return Promise.resolve({ vendor: {}, score: {}, findings: {}, certifications: {} });
  }
}
