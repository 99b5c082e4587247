import { Injectable } from '@nestjs/common';
import type { Unmet } from '../../shared/unmet.js';
import { ScoreEditorsService } from '../audit-scores/index.js';
import { IdentitiesService } from '../identity/index.js';
import { VendorApprovalGate } from '../vendors/index.js';
import { GatesService } from './gates.service.js';

/** The answer to the vendors' question: what the published standard says, and who made the score. */
@Injectable()
export class StandardApprovalGate extends VendorApprovalGate {
  constructor(
    private readonly gates: GatesService,
    private readonly scores: ScoreEditorsService,
    private readonly identities: IdentitiesService,
  ) {
    super();
  }

  async unmet(vendorId: string): Promise<readonly Unmet[]> {
    return (await this.gates.unmetAt('vendor_approval', vendorId)).unmet;
  }

  async editedItsModel(vendorId: string, personId: string): Promise<boolean> {
    const { modelEditorIds } = await this.scores.editorsOf(vendorId);
    const { ids } = await this.identities.of(personId);
    return modelEditorIds.some((id) => ids.has(id));
  }
}
