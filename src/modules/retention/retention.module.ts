import { Module } from '@nestjs/common';
import { StandingHolds } from '../../platform/standing-holds.js';
import { LegalHoldsController } from './http/legal-holds.controller.js';
import { LegalHoldsService } from './legal-holds.service.js';
import { LegalHoldsRepository } from './persistence/legal-holds.repository.js';

@Module({
  controllers: [LegalHoldsController],
  providers: [
    LegalHoldsRepository,
    LegalHoldsService,
    { provide: StandingHolds, useExisting: LegalHoldsService },
  ],
})
export class RetentionModule {}
