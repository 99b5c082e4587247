import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../shared/local-date.js';
import { Config } from '../../platform/config/config.js';
import { VendorsService, type Vendor } from '../vendors/index.js';
import { mayStartOn } from './domain/disclosure.js';
import { entriesNaming } from './domain/naming.js';
import type { PublishedVersion } from './domain/notice-version.js';
import { NoticeVersionsRepository } from './persistence/notice-versions.repository.js';

/** A version in force that names the vendor, by itself or by its category; since when, as RFC 3339. */
export type VendorNaming = Readonly<{ version: PublishedVersion; since: string; mayStartOn: LocalDate }>;

/** What modules above ask of notices: where a vendor is named, since when, and from which day data may go to it. */
@Injectable()
export class NamedRecipientsService {
  constructor(
    private readonly config: Config,
    private readonly versions: NoticeVersionsRepository,
    private readonly vendors: VendorsService,
  ) {}

  /** By all our companies; of many vendors in as many statements as of one. */
  async namingsOf(vendorIds: readonly string[]): Promise<Map<string, VendorNaming[]>> {
    const vendors = await this.vendors.some(vendorIds);
    const inForce = vendors.length === 0 ? [] : await this.versions.inForce(null);
    return new Map(vendors.map((vendor) => [vendor.id, this.namingsIn(inForce, vendor)]));
  }

  private namingsIn(inForce: readonly PublishedVersion[], vendor: Vendor): VendorNaming[] {
    const { id: vendorId, name, legalName, categories } = vendor;
    const names = legalName === null ? [name] : [name, legalName];
    return inForce.flatMap((version) => {
      const [since] = entriesNaming(version.recipients, { vendorId, names, categories })
        .flatMap((entry) => entry.since ?? [])
        .sort();
      return since === undefined ? [] : [{ version, since, mayStartOn: this.mayStartOn(since) }];
    });
  }

  /** The first day on which data may go to somebody whom people were told of at that moment. */
  mayStartOn(since: string): LocalDate {
    return mayStartOn(since, this.config.KEYHOLDER_LEAD_DAYS);
  }

  /** The same, as somebody is told at the moment `at` (RFC 3339): null where nothing has to be waited for. */
  notBefore(since: string, at: string): LocalDate | null {
    const day = this.mayStartOn(since);
    return day > at.slice(0, 10) ? day : null;
  }
}
