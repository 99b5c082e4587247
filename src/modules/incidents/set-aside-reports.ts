import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { RetainedRecords } from '../../platform/retained-records.js';
import { Clock } from '../../shared/clock.js';
import { vendorReportEmptied } from './events.js';
import { VendorReportsRepository } from './persistence/vendor-reports.repository.js';

/** What becomes of reports that were set aside, when their days are over: that there was one stays, and why it was none. */
@Injectable()
export class SetAsideReports implements OnModuleInit {
  constructor(
    private readonly retained: RetainedRecords,
    private readonly clock: Clock,
    private readonly repository: VendorReportsRepository,
  ) {}

  onModuleInit(): void {
    this.retained.add('set_aside_report', {
      due: (before, after, most) => this.repository.setAsideBefore(before, after, most),
      dispose: (tx, { id }, { reason }) => this.empty(tx, id, reason),
    });
  }

  private async empty(tx: Tx, id: string, reason: string): Promise<boolean> {
    const { register } = this.repository;
    const before = await register.lock(tx, id);
    if (before.status !== 'set_aside' || before.emptiedAt !== null) return false;
    const nothing = {
      title: '',
      description: '',
      measures: null,
      contact: null,
      salt: null,
      fingerprint: null,
    };
    const after = { ...before, ...nothing, emptiedAt: this.clock.now() };
    await register.record(tx, { before, after, action: vendorReportEmptied, reason });
    return true;
  }
}
