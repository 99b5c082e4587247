import { Module } from '@nestjs/common';
import { EvidenceModule } from '../evidence/index.js';
import { QuestionnairesModule } from '../questionnaires/index.js';
import { VendorsModule } from '../vendors/index.js';
import { AssessmentListener } from './assessment.listener.js';
import { AuditsService } from './audits.service.js';
import { FindingsService } from './findings.service.js';
import { AuditsController } from './http/audits.controller.js';
import { FindingsController } from './http/findings.controller.js';
import { NamedEvidence } from './named-evidence.js';
import { AuditsRepository } from './persistence/audits.repository.js';
import { FindingsRepository } from './persistence/findings.repository.js';

@Module({
  imports: [EvidenceModule, QuestionnairesModule, VendorsModule],
  controllers: [AuditsController, FindingsController],
  providers: [
    AssessmentListener,
    AuditsRepository,
    AuditsService,
    FindingsRepository,
    FindingsService,
    NamedEvidence,
  ],
  exports: [FindingsService],
})
export class AuditsModule {}
