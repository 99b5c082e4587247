import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { LocalDate } from '../../shared/local-date.js';
import type { Page } from '../../shared/page.js';
import { Database } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { EvidenceService } from '../evidence/index.js';
import { assertValidity, type Certification, type CertificationFields } from './domain/certification.js';
import { refuse } from './domain/vendor-errors.js';
import { certificationChanged } from './events.js';
import type { CertificationEntity } from './persistence/certification.entity.js';
import { VendorPartsRepository } from './persistence/vendor-parts.repository.js';
import { VendorParts } from './vendor-parts.js';
import { VendorsService } from './vendors.service.js';

@Injectable()
export class CertificationsService {
  private readonly parts: VendorParts<CertificationEntity>;

  constructor(
    db: Database,
    private readonly clock: Clock,
    private readonly vendors: VendorsService,
    private readonly evidence: EvidenceService,
    private readonly repository: VendorPartsRepository,
  ) {
    this.parts = new VendorParts(db, vendors, repository.certifications, 'certification.removed');
  }

  async page(
    vendorId: string,
    filter: { scheme?: string; validOn?: string },
    request: PageRequest,
  ): Promise<Page<Certification>> {
    await this.vendors.get(vendorId);
    return this.repository.certificationsOf(vendorId, filter, request);
  }

  /** The certifications of a vendor that are valid on that day. */
  validOf(vendorId: string, day: LocalDate): Promise<Certification[]> {
    return this.repository.validCertifications(vendorId, day);
  }

  get(vendorId: string, id: string, at?: Date): Promise<Certification> {
    return this.parts.get(vendorId, id, at);
  }

  add(vendorId: string, fields: CertificationFields): Promise<Certification> {
    return this.parts.add(vendorId, certificationChanged, async () => {
      await this.assertSound(vendorId, fields);
      const now = this.clock.now();
      return { id: uuidv7(now), revision: 0, vendorId, ...fields, removed: false, createdAt: now };
    });
  }

  change(
    vendorId: string,
    id: string,
    expected: Expected,
    fields: Partial<CertificationFields>,
  ): Promise<Certification> {
    return this.parts.change({ vendorId, id, expected }, certificationChanged, async (before) => {
      const after = { ...before, ...fields };
      await this.assertSound(vendorId, after);
      return after;
    });
  }

  remove(vendorId: string, id: string, expected: Expected): Promise<void> {
    return this.parts.remove({ vendorId, id, expected }, certificationChanged, (before) => ({
      ...before,
      removed: true,
    }));
  }

  private async assertSound(vendorId: string, fields: CertificationFields): Promise<void> {
    assertValidity(fields);
    if (fields.evidenceId === null) return;
    const [evidence] = await this.evidence.list([fields.evidenceId]);
    const message = 'give evidence of this vendor, or of none';
    if (!evidence || (evidence.vendorId !== null && evidence.vendorId !== vendorId))
      refuse('certification.foreign_evidence', 'There is no such evidence, or it is another vendor’s.', {
        errors: [{ pointer: '/evidenceId', code: 'unknown', message }],
      });
  }
}
