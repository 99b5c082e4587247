import { Injectable } from '@nestjs/common';
import type { Page } from '../../../shared/page.js';
import type { LocalDate } from '../../../shared/local-date.js';
import { containing, Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { Certification } from '../domain/certification.js';
import type { Contact } from '../domain/contact.js';
import type { VendorService } from '../domain/vendor-service.js';
import { CertificationEntity } from './certification.entity.js';
import { ContactEntity } from './contact.entity.js';
import { VendorServiceEntity } from './vendor-service.entity.js';

const ofVendor = (vendorId: string) => ({ sql: 'p.vendor_id = $? AND NOT p.removed', values: [vendorId] });
const createdAt = { by: 'p.created_at', type: 'timestamptz' } as const;
const common = 'p.id, p.revision, p.vendor_id AS "vendorId", p.removed, p.created_at AS "createdAt"';

@Injectable()
export class VendorPartsRepository {
  readonly contacts: Register<ContactEntity>;
  readonly certifications: Register<CertificationEntity>;
  readonly services: Register<VendorServiceEntity>;

  constructor(
    registers: Registers,
    private readonly lists: Lists,
  ) {
    this.contacts = registers.open({
      type: 'vendor_contact',
      entity: ContactEntity,
      personal: ['name', 'email', 'phone'],
      hidden: ['salt'],
    });
    this.certifications = registers.open({ type: 'certification', entity: CertificationEntity });
    this.services = registers.open({ type: 'vendor_service', entity: VendorServiceEntity });
  }

  contactsOf(vendorId: string, filter: { role?: string }, request: PageRequest): Promise<Page<Contact>> {
    return this.lists.page<Contact>(
      {
        select: `${common}, p.name, p.email, p.phone, p.role`,
        from: 'vendor_contact p',
        where: [ofVendor(vendorId), ...when(filter.role, 'p.role = $?')],
        sorts: { name: { by: `coalesce(p.name, '')`, type: 'text' }, createdAt },
        id: 'p.id',
      },
      request,
    );
  }

  certificationsOf(
    vendorId: string,
    filter: { scheme?: string; validOn?: string },
    request: PageRequest,
  ): Promise<Page<Certification>> {
    return this.lists.page<Certification>(
      {
        select: `${common}, p.scheme, p.scope, p.issuer, p.valid_from::text AS "validFrom",
          p.valid_to::text AS "validTo", p.evidence_id AS "evidenceId"`,
        from: 'certification p',
        where: [
          ofVendor(vendorId),
          ...when(filter.scheme, 'p.scheme = $?'),
          ...when(
            filter.validOn,
            `coalesce(p.valid_from, '-infinity') <= $?::date AND coalesce(p.valid_to, 'infinity') >= $?::date`,
            filter.validOn,
            filter.validOn,
          ),
        ],
        sorts: { validTo: { by: `coalesce(p.valid_to, 'infinity'::date)`, type: 'date' }, createdAt },
        id: 'p.id',
      },
      request,
    );
  }

  /** Those that are valid on that day, for facts and scores. */
  async validCertifications(vendorId: string, day: LocalDate): Promise<Certification[]> {
    const { items } = await this.certificationsOf(
      vendorId,
      { validOn: day },
      { limit: 1_000, sort: 'createdAt' },
    );
    return items;
  }

  servicesOf(vendorId: string, filter: { q?: string }, request: PageRequest): Promise<Page<VendorService>> {
    return this.lists.page<VendorService>(
      {
        select: `${common}, p.name, p.description, p.categories, p.hosting_countries AS "hostingCountries",
          p.criticality, p.substitutability`,
        from: 'vendor_service p',
        where: [ofVendor(vendorId), ...containing(filter.q, 'p.name', `coalesce(p.description, '')`)],
        sorts: { name: { by: 'p.name', type: 'text' }, createdAt },
        id: 'p.id',
      },
      request,
    );
  }
}
