import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../shared/local-date.js';
import { Config } from '../../platform/config/config.js';
import { VendorsService } from '../vendors/index.js';
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

  /** Of all our companies, or of one. Nothing for a vendor that is not there. */
  async namingsOf(vendorId: string, legalEntityId?: string): Promise<VendorNaming[]> {
    const [vendor] = await this.vendors.some([vendorId]);
    if (!vendor) return [];
    const { name, legalName, categories } = vendor;
    const names = legalName === null ? [name] : [name, legalName];
    const inForce = await this.versions.inForce(legalEntityId === undefined ? null : [legalEntityId]);
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
}
