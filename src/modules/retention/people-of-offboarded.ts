import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import {
  RetainedRecords,
  type DisposalReason,
  type RetainedRecord,
} from '../../platform/retained-records.js';
import { ErasuresService } from '../erasures/index.js';
import { VendorPeopleReader } from './persistence/vendor-people.reader.js';

/** People of vendors that left are erased like those who ask for it, each with an erasure on record. */
@Injectable()
export class PeopleOfOffboarded implements OnModuleInit {
  constructor(
    private readonly retained: RetainedRecords,
    private readonly reader: VendorPeopleReader,
    private readonly erasures: ErasuresService,
  ) {}

  onModuleInit(): void {
    this.retained.add('vendor_person', {
      due: (before, after, most) => this.reader.due(before, after, most),
      dispose: (tx, record, why) => this.erase(tx, record, why),
    });
  }

  private async erase(_tx: Tx, { person }: RetainedRecord, why: DisposalReason): Promise<boolean> {
    if (!person) throw new Error('It is no person.');
    const reason = `${why.reason}: ${why.ground}`.slice(0, 1_000);
    const { first } = await this.erasures.erase({ ...person, reason }, null);
    return first;
  }
}
