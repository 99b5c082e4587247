import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { DisclosureGap } from '../domain/disclosure-gap.js';
import { DisclosureGapEntity } from './disclosure-gap.entity.js';

@Injectable()
export class DisclosureGapsRepository {
  readonly register: Register<DisclosureGap>;

  constructor(registers: Registers) {
    this.register = registers.open<DisclosureGap>({ type: 'disclosure_gap', entity: DisclosureGapEntity });
  }

  /** Of one of our companies; of flows to one vendor, where one is given. */
  open(of: Readonly<{ legalEntityId: string; vendorId?: string }>): Promise<DisclosureGap[]> {
    return this.register.list({ ...of, endedAt: IsNull() }, 50_000);
  }
}
