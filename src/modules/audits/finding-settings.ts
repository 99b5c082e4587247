import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import type { DueDays } from './domain/finding.js';

/** How this installation treats findings. */
@Injectable()
export class FindingSettings {
  readonly dueDays: DueDays;
  readonly longestAcceptanceDays: number;
  readonly mostUpdates: number;

  constructor(config: Config) {
    const [critical = 0, high = 0, medium = 0, low = 0] =
      config.KEYHOLDER_FINDING_DUE_DAYS.split(',').map(Number);
    this.dueDays = { critical, high, medium, low };
    this.longestAcceptanceDays = config.KEYHOLDER_RISK_ACCEPTANCE_DAYS;
    this.mostUpdates = config.KEYHOLDER_FINDING_UPDATES;
  }
}
