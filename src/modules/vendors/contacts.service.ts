import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import { AnswersFromAbove } from '../../platform/answers-from-above.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { casesOf, StandingHolds } from '../../platform/standing-holds.js';
import type { Contact, ContactFields } from './domain/contact.js';
import { refuse } from './domain/vendor-errors.js';
import type { ContactEntity } from './persistence/contact.entity.js';
import { VendorPartsRepository } from './persistence/vendor-parts.repository.js';
import { VendorParts } from './vendor-parts.js';
import { VendorsService } from './vendors.service.js';

@Injectable()
export class ContactsService {
  private readonly parts: VendorParts<ContactEntity>;

  constructor(
    db: Database,
    private readonly clock: Clock,
    private readonly vendors: VendorsService,
    private readonly repository: VendorPartsRepository,
    private readonly above: AnswersFromAbove,
  ) {
    this.parts = new VendorParts(db, vendors, repository.contacts, 'vendor_contact.removed');
  }

  async page(vendorId: string, filter: { role?: string }, request: PageRequest): Promise<Page<Contact>> {
    await this.vendors.get(vendorId);
    return this.repository.contactsOf(vendorId, filter, request);
  }

  get(vendorId: string, id: string, at?: Date): Promise<Contact> {
    return this.parts.get(vendorId, id, at);
  }

  add(vendorId: string, fields: ContactFields): Promise<Contact> {
    return this.parts.add(vendorId, 'vendor_contact.added', () => {
      const now = this.clock.now();
      return Promise.resolve({
        id: uuidv7(now),
        revision: 0,
        vendorId,
        ...fields,
        salt: randomBytes(16),
        removed: false,
        createdAt: now,
      });
    });
  }

  change(vendorId: string, id: string, expected: Expected, fields: Partial<ContactFields>): Promise<Contact> {
    return this.parts.change({ vendorId, id, expected }, 'vendor_contact.changed', (before) =>
      Promise.resolve({ ...before, ...fields }),
    );
  }

  /** Erases the person: values and salt go, and the digests in the ledger can be traced to nobody any more. */
  remove(vendorId: string, id: string, expected: Expected): Promise<void> {
    const erased = { name: null, email: null, phone: null, salt: null, removed: true };
    return this.parts.remove({ vendorId, id, expected }, 'vendor_contact.removed', async (before, tx) => {
      await this.assertNotHeld(tx, vendorId, id);
      return { ...before, ...erased };
    });
  }

  private async assertNotHeld(tx: Tx, vendorId: string, id: string): Promise<void> {
    const person = { kind: 'vendor_contact', id } as const;
    const holds = await this.above.to(StandingHolds).over(tx, { vendorIds: [vendorId], person });
    if (holds.length > 0)
      refuse('vendor_contact.held', `Kept for: ${casesOf(holds)}.`, {
        holdIds: holds.map((hold) => hold.id),
      });
  }
}
