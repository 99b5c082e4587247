import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { groupedBy } from '../../shared/by-id.js';
import type { Page } from '../../shared/page.js';
import { Database } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { invalidFields } from '../../platform/http/validation.js';
import { uuidv7 } from '../../platform/ids.js';
import { EvidenceService } from '../evidence/index.js';
import type { DpfEntry } from '../reference-data/codes.js';
import {
  dpfEntryOf,
  dpfEntryProblems,
  type DpfEntryFields,
  type VendorDpfEntry,
} from './domain/dpf-entry.js';
import type { Vendor } from './domain/vendor.js';
import { dpfEntryChanged } from './events.js';
import { DpfEntriesRepository, type DpfEntryFilter } from './persistence/dpf-entries.repository.js';
import type { DpfEntryEntity } from './persistence/dpf-entry.entity.js';
import { VendorParts } from './vendor-parts.js';
import { VendorsService } from './vendors.service.js';

/** What we saw of a vendor in the list of the Data Privacy Framework. */
@Injectable()
export class DpfEntriesService {
  private readonly parts: VendorParts<DpfEntryEntity>;

  constructor(
    db: Database,
    private readonly clock: Clock,
    private readonly vendors: VendorsService,
    private readonly evidence: EvidenceService,
    private readonly repository: DpfEntriesRepository,
  ) {
    this.parts = new VendorParts(db, vendors, repository.register, 'dpf_entry.removed');
  }

  async page(vendorId: string, filter: DpfEntryFilter, request: PageRequest): Promise<Page<VendorDpfEntry>> {
    await this.vendors.get(vendorId);
    return this.repository.page(vendorId, filter, request);
  }

  /** By vendor, in one statement for all; as they were known at a moment when one is given. */
  async ofAll(
    vendors: readonly Pick<Vendor, 'id' | 'legalName'>[],
    at?: Date,
  ): Promise<Map<string, readonly DpfEntry[]>> {
    const entries = await this.repository.ofVendors(
      vendors.map(({ id }) => id),
      at,
    );
    const found = groupedBy(entries, ({ vendorId }) => vendorId);
    return new Map(
      vendors.map((vendor) => [
        vendor.id,
        (found.get(vendor.id) ?? []).map((entry) => dpfEntryOf(entry, vendor)),
      ]),
    );
  }

  get(vendorId: string, id: string, at?: Date): Promise<VendorDpfEntry> {
    return this.parts.get(vendorId, id, at);
  }

  add(vendorId: string, fields: DpfEntryFields): Promise<VendorDpfEntry> {
    return this.parts.add(vendorId, dpfEntryChanged, async () => {
      await this.assertSound(vendorId, fields);
      const now = this.clock.now();
      const row = { id: uuidv7(now), revision: 0, vendorId, ...fields, removed: false, createdAt: now };
      return { ...row, coveredData: [...fields.coveredData] };
    });
  }

  change(
    vendorId: string,
    id: string,
    expected: Expected,
    fields: Partial<DpfEntryFields>,
  ): Promise<VendorDpfEntry> {
    return this.parts.change({ vendorId, id, expected }, dpfEntryChanged, async (before) => {
      const after = { ...before, ...fields };
      await this.assertSound(vendorId, after);
      return { ...after, coveredData: [...after.coveredData] };
    });
  }

  remove(vendorId: string, id: string, expected: Expected): Promise<void> {
    return this.parts.remove({ vendorId, id, expected }, dpfEntryChanged, (before) => ({
      ...before,
      removed: true,
    }));
  }

  private async assertSound(vendorId: string, fields: DpfEntryFields): Promise<void> {
    const problems = dpfEntryProblems(fields, this.clock.today());
    if (!(await this.isUsable(vendorId, fields.evidenceId)))
      problems.push({
        pointer: '/evidenceId',
        code: 'unknown',
        message: 'give evidence of this vendor, or of none',
      });
    if (problems.length > 0) throw invalidFields(problems);
  }

  private async isUsable(vendorId: string, evidenceId: string | null): Promise<boolean> {
    if (evidenceId === null) return true;
    const [evidence] = await this.evidence.list([evidenceId]);
    return evidence !== undefined && (evidence.vendorId === null || evidence.vendorId === vendorId);
  }
}
