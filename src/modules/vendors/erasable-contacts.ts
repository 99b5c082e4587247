import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ErasablePeople, heldFields, heldValues } from '../../platform/erasable-people.js';
import { VendorPartsRepository } from './persistence/vendor-parts.repository.js';

const personal = ['name', 'email', 'phone'] as const;

/** How a contact person of a vendor is erased: the contact is removed, and nothing of the person stays. */
@Injectable()
export class ErasableContacts implements OnModuleInit {
  constructor(
    private readonly people: ErasablePeople,
    private readonly parts: VendorPartsRepository,
  ) {}

  onModuleInit(): void {
    const { contacts } = this.parts;
    this.people.add('vendor_contact', {
      hold: async (tx, id) => {
        if (!(await contacts.find({ id }))) return null;
        const contact = await contacts.lock(tx, id);
        return { vendorId: contact.vendorId, values: heldValues(contact, personal) };
      },
      erase: async (tx, id, reason) => {
        const before = await contacts.lock(tx, id);
        await contacts.record(tx, {
          before,
          after: { ...before, name: null, email: null, phone: null, salt: null, removed: true },
          ...{ action: 'vendor_contact.erased', reason },
        });
        return heldFields(before, personal);
      },
    });
  }
}
