import { Injectable } from '@nestjs/common';
import type { Unmet } from '../../shared/unmet.js';
import { VendorApprovalGate } from '../vendors/index.js';
import { StandardsService } from './standards.service.js';

/** The answer to the vendors' question: what the published standard says. */
@Injectable()
export class StandardApprovalGate extends VendorApprovalGate {
  constructor(private readonly standards: StandardsService) {
    super();
  }

  async unmet(vendorId: string): Promise<readonly Unmet[]> {
    return (await this.standards.unmetForVendor(vendorId)).unmet;
  }
}
