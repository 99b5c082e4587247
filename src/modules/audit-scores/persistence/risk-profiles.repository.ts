import { Injectable } from '@nestjs/common';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { RiskProfile } from '../domain/risk-profile.js';
import { RiskProfileEntity } from './risk-profile.entity.js';

@Injectable()
export class RiskProfilesRepository {
  readonly register: Register<RiskProfile>;

  constructor(registers: Registers) {
    this.register = registers.open<RiskProfile>({ type: 'risk_profile', entity: RiskProfileEntity });
  }

  find(vendorId: string): Promise<RiskProfile | null> {
    return this.register.find({ vendorId });
  }
}
