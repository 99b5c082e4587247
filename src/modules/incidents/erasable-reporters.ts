import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ErasablePeople, heldFields, heldValues, type ErasableKind } from '../../platform/erasable-people.js';
import { Clock } from '../../shared/clock.js';
import { VendorReportsRepository } from './persistence/vendor-reports.repository.js';

/** How the people of a vendor who told us of an incident are erased; what they told stays. */
@Injectable()
export class ErasableReporters implements OnModuleInit {
  constructor(
    private readonly people: ErasablePeople,
    private readonly clock: Clock,
    private readonly repository: VendorReportsRepository,
  ) {}

  onModuleInit(): void {
    this.people.add('reporter', this.reporters());
    this.people.add('report_contact', this.contacts());
  }

  /** The address goes, and the link opens nothing any more. */
  private reporters(): ErasableKind {
    const { links } = this.repository;
    return {
      hold: async (tx, id) => {
        if (!(await links.find({ id }))) return null;
        const link = await links.lock(tx, id);
        return { vendorId: link.vendorId, values: heldValues(link, ['email']) };
      },
      erase: async (tx, id, reason) => {
        const before = await links.lock(tx, id);
        const after = { ...before, email: null, salt: null, revokedAt: before.revokedAt ?? this.clock.now() };
        await links.record(tx, { before, after, action: 'report_link.erased', reason });
        return heldFields(before, ['email']);
      },
    };
  }

  private contacts(): ErasableKind {
    const { register } = this.repository;
    return {
      hold: async (tx, id) => {
        if (!(await register.find({ id }))) return null;
        const report = await register.lock(tx, id);
        return { vendorId: report.vendorId, values: heldValues(report, ['contact']) };
      },
      erase: async (tx, id, reason) => {
        const before = await register.lock(tx, id);
        // of no use without the name in it, and by it the name could be guessed
        const after = { ...before, contact: null, salt: null, fingerprint: null };
        await register.record(tx, { before, after, action: 'vendor_report.erased', reason });
        return heldFields(before, ['contact']);
      },
    };
  }
}
