import { Module } from '@nestjs/common';
import { AuditsModule } from '../audits/index.js';
import { QuestionnairesModule } from '../questionnaires/index.js';
import { VendorsModule } from '../vendors/index.js';
import { AuditScoresService } from './audit-scores.service.js';
import { AuditScoresController } from './http/audit-scores.controller.js';
import { RiskProfileController } from './http/risk-profile.controller.js';
import { ScoringModelsController } from './http/scoring-models.controller.js';
import { ScorePicturesController } from './http/score-pictures.controller.js';
import { VendorScoresController } from './http/vendor-scores.controller.js';
import { AuditScoresRepository } from './persistence/audit-scores.repository.js';
import { PortfolioReader } from './persistence/portfolio.reader.js';
import { RiskProfilesRepository } from './persistence/risk-profiles.repository.js';
import { ScoringModelsRepository } from './persistence/scoring-models.repository.js';
import { VendorScoresRepository } from './persistence/vendor-scores.repository.js';
import { PortfolioService } from './portfolio.service.js';
import { Recomputation } from './recomputation.js';
import { RecomputationWorker } from './recomputation.service.js';
import { RiskProfilesService } from './risk-profiles.service.js';
import { ScoreComputation } from './score-computation.service.js';
import { ScoreEditorsService } from './score-editors.service.js';
import { ScoreExplanationsService } from './score-explanations.service.js';
import { ScoreInputsService } from './score-inputs.service.js';
import { ScorePicturesService } from './score-pictures.service.js';
import { ScoresListener } from './scores.listener.js';
import { ScoringModelsService } from './scoring-models.service.js';
import { ShippedModelsInstaller } from './shipped-models.installer.js';

@Module({
  imports: [AuditsModule, QuestionnairesModule, VendorsModule],
  controllers: [
    ScorePicturesController,
    AuditScoresController,
    RiskProfileController,
    ScoringModelsController,
    VendorScoresController,
  ],
  providers: [
    AuditScoresRepository,
    AuditScoresService,
    PortfolioReader,
    PortfolioService,
    Recomputation,
    RecomputationWorker,
    RiskProfilesRepository,
    RiskProfilesService,
    ScoreComputation,
    ScoreEditorsService,
    ScoreExplanationsService,
    ScoreInputsService,
    ScorePicturesService,
    ScoresListener,
    ScoringModelsRepository,
    ScoringModelsService,
    ShippedModelsInstaller,
    VendorScoresRepository,
  ],
  exports: [AuditScoresService, RiskProfilesService, ScoreEditorsService],
})
export class AuditScoresModule {}
