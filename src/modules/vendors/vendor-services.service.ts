import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import { Database } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { refuse } from './domain/vendor-errors.js';
import type { VendorService, VendorServiceFields } from './domain/vendor-service.js';
import type { VendorServiceEntity } from './persistence/vendor-service.entity.js';
import { VendorPartsRepository } from './persistence/vendor-parts.repository.js';
import { VendorParts } from './vendor-parts.js';
import { VendorsService } from './vendors.service.js';

@Injectable()
export class VendorServicesService {
  private readonly parts: VendorParts<VendorServiceEntity>;

  constructor(
    db: Database,
    private readonly clock: Clock,
    private readonly vendors: VendorsService,
    private readonly repository: VendorPartsRepository,
  ) {
    this.parts = new VendorParts(db, vendors, repository.services, 'vendor_service.removed');
  }

  async page(vendorId: string, filter: { q?: string }, request: PageRequest): Promise<Page<VendorService>> {
    await this.vendors.get(vendorId);
    return this.repository.servicesOf(vendorId, filter, request);
  }

  get(vendorId: string, id: string, at?: Date): Promise<VendorService> {
    return this.parts.get(vendorId, id, at);
  }

  add(vendorId: string, fields: VendorServiceFields): Promise<VendorService> {
    return this.parts.add(vendorId, 'vendor_service.added', async () => {
      await this.assertFree(vendorId, fields.name);
      const now = this.clock.now();
      return { id: uuidv7(now), revision: 0, vendorId, ...copied(fields), removed: false, createdAt: now };
    });
  }

  change(
    vendorId: string,
    id: string,
    expected: Expected,
    fields: Partial<VendorServiceFields>,
  ): Promise<VendorService> {
    return this.parts.change({ vendorId, id, expected }, 'vendor_service.changed', async (before) => {
      const after = { ...before, ...fields };
      if (after.name !== before.name) await this.assertFree(vendorId, after.name);
      return { ...after, ...copied(after) };
    });
  }

  remove(vendorId: string, id: string, expected: Expected): Promise<void> {
    return this.parts.remove({ vendorId, id, expected }, 'vendor_service.removed', (before) => ({
      ...before,
      removed: true,
    }));
  }

  /** The vendor is locked, so nobody can take the name in between. */
  private async assertFree(vendorId: string, name: string): Promise<void> {
    if (await this.repository.services.find({ vendorId, name, removed: false }))
      refuse('vendor_service.name_in_use', `The vendor has a service called ${name}.`, {
        errors: [{ pointer: '/name', code: 'in_use', message: 'give another name, or change that service' }],
      });
  }
}

function copied({ categories, hostingCountries, ...rest }: VendorServiceFields) {
  return { ...rest, categories: [...categories], hostingCountries: [...hostingCountries] };
}
