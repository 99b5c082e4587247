import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ErasablePeople, heldFields, heldValues } from '../../platform/erasable-people.js';
import { Clock } from '../../shared/clock.js';
import { RemediationRepository } from './persistence/remediation.repository.js';

/** How whoever holds a remediation link is erased: the address goes, and the link opens nothing any more. */
@Injectable()
export class ErasableRemediators implements OnModuleInit {
  constructor(
    private readonly people: ErasablePeople,
    private readonly clock: Clock,
    private readonly repository: RemediationRepository,
  ) {}

  onModuleInit(): void {
    const { links } = this.repository;
    this.people.add('remediator', {
      hold: async (tx, id) => {
        if (!(await links.find({ id }))) return null;
        const link = await links.lock(tx, id);
        return { vendorId: link.vendorId, values: heldValues(link, ['email']) };
      },
      erase: async (tx, id, reason) => {
        const before = await links.lock(tx, id);
        const after = { ...before, email: null, salt: null, revokedAt: before.revokedAt ?? this.clock.now() };
        await links.record(tx, { before, after, action: 'remediation_link.erased', reason });
        return heldFields(before, ['email']);
      },
    });
  }
}
