import { Injectable } from '@nestjs/common';
import type { FieldError } from '../../shared/domain-error.js';
import { EvidenceService } from '../evidence/index.js';

export type Named = Readonly<{ pointer: string; ids: readonly string[] }>;

/** Documents that audits and findings name: each is stored, and speaks of the same vendor or of none. */
@Injectable()
export class NamedEvidence {
  constructor(private readonly evidence: EvidenceService) {}

  async problems(vendorId: string, named: readonly Named[]): Promise<FieldError[]> {
    const stored = await this.evidence.list([...new Set(named.flatMap(({ ids }) => ids))]);
    const known = new Set(
      stored.filter((one) => one.vendorId === null || one.vendorId === vendorId).map(({ id }) => id),
    );
    return named.flatMap(({ pointer, ids }) =>
      ids.flatMap((id, at) =>
        known.has(id)
          ? []
          : [{ pointer: `${pointer}/${at}`, code: 'unknown', message: 'name evidence of this vendor' }],
      ),
    );
  }
}
