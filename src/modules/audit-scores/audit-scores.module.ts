import { Module } from '@nestjs/common';
import { AuditsModule } from '../audits/index.js';
import { QuestionnairesModule } from '../questionnaires/index.js';
import { VendorsModule } from '../vendors/index.js';
import { AuditScoresService } from './audit-scores.service.js';
import { AuditScoresController } from './http/audit-scores.controller.js';
import { RiskProfileController } from './http/risk-profile.controller.js';
import { ScoringModelsController } from './http/scoring-models.controller.js';
import { VendorScoresController } from './http/vendor-scores.controller.js';
import { AuditScoresRepository } from './persistence/audit-scores.repository.js';
import { RiskProfilesRepository } from './persistence/risk-profiles.repository.js';
import { RiskProfilesService } from './risk-profiles.service.js';
import { ScoreInputsService } from './score-inputs.service.js';
import { ScoresListener } from './scores.listener.js';

@Module({
  imports: [AuditsModule, QuestionnairesModule, VendorsModule],
  controllers: [
    AuditScoresController,
    RiskProfileController,
    ScoringModelsController,
    VendorScoresController,
  ],
  providers: [
    AuditScoresRepository,
    AuditScoresService,
    RiskProfilesRepository,
    RiskProfilesService,
    ScoreInputsService,
    ScoresListener,
  ],
  exports: [AuditScoresService, RiskProfilesService],
})
export class AuditScoresModule {}
