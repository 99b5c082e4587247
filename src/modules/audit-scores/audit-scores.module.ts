import { Module } from '@nestjs/common';
import { VendorsModule } from '../vendors/index.js';
import { RiskProfileController } from './http/risk-profile.controller.js';
import { ScoringModelsController } from './http/scoring-models.controller.js';
import { RiskProfilesRepository } from './persistence/risk-profiles.repository.js';
import { RiskProfilesService } from './risk-profiles.service.js';

@Module({
  imports: [VendorsModule],
  controllers: [RiskProfileController, ScoringModelsController],
  providers: [RiskProfilesRepository, RiskProfilesService],
  exports: [RiskProfilesService],
})
export class AuditScoresModule {}
