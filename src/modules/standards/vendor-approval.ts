import { Injectable } from '@nestjs/common';
import type { Unmet } from '../../shared/unmet.js';
import { VendorApprovalGate } from '../vendors/index.js';
import { GatesService } from './gates.service.js';

/** The answer to the vendors' question: what the published standard says. */
@Injectable()
export class StandardApprovalGate extends VendorApprovalGate {
  constructor(private readonly gates: GatesService) {
    super();
  }

  async unmet(vendorId: string): Promise<readonly Unmet[]> {
    return (await this.gates.unmetAt('vendor_approval', vendorId)).unmet;
  }
}
