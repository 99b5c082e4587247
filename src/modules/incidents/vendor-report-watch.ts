import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { Upkeep } from '../../platform/upkeep.js';
import { presumedDueAt, reportShareReached } from './domain/vendor-report.js';
import { vendorReportOverdue, vendorReportWarned } from './events.js';
import { VendorReportsRepository } from './persistence/vendor-reports.repository.js';

const mostAtOnce = 200;
/** Nothing is announced of a report that is younger. */
const youngestMs = 24 * 3_600_000;

/**
 * The vendor's telling may have started the 72 hours (EDPB Guidelines 9/2022): while nobody takes the report up, half and
 * three quarters of them are told, and their end.
 */
@Injectable()
export class VendorReportWatch implements OnModuleInit {
  constructor(
    private readonly upkeep: Upkeep,
    private readonly reports: VendorReportsRepository,
  ) {}

  onModuleInit(): void {
    this.upkeep.add('reports of vendors that nobody took up', (tx, now) => this.announce(tx, now));
  }

  private async announce(tx: Tx, now: Date): Promise<void> {
    const ids = await this.reports.unread(new Date(now.getTime() - youngestMs), mostAtOnce);
    const changes = (await this.reports.register.lockAll(tx, ids)).flatMap((before) => {
      const share = reportShareReached(before, now);
      if (before.status !== 'new' || share <= before.announcedShare) return [];
      const dueAt = presumedDueAt(before)?.toISOString() ?? '';
      return [
        {
          before,
          after: { ...before, announcedShare: share },
          action: share === 100 ? vendorReportOverdue : vendorReportWarned,
          reason:
            share === 100
              ? `nobody took it up; if the vendor is our processor the authority was to be told by ${dueAt}`
              : `nobody took it up, and ${share} % of the time are over if the vendor is our processor; due at ${dueAt}`,
        },
      ];
    });
    await this.reports.register.recordAll(tx, changes);
  }
}
