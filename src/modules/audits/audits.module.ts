import { Module } from '@nestjs/common';
import { EvidenceModule } from '../evidence/index.js';
import { AssessmentFindings, QuestionnairesModule } from '../questionnaires/index.js';
import { VendorsModule } from '../vendors/index.js';
import { FindingsOfAssessment } from './assessment-findings.js';
import { AssessmentListener } from './assessment.listener.js';
import { AuditsService } from './audits.service.js';
import { BearerNames } from './bearer-names.js';
import { ErasableRemediators } from './erasable-remediators.js';
import { FindingChecks } from './finding-checks.js';
import { FindingSettings } from './finding-settings.js';
import { FindingUpdatesService } from './finding-updates.service.js';
import { FindingWatch } from './finding-watch.js';
import { FindingsService } from './findings.service.js';
import { AuditsController } from './http/audits.controller.js';
import { FindingUpdatesController } from './http/finding-updates.controller.js';
import { FindingsController } from './http/findings.controller.js';
import { RemediatePageController } from './http/remediate-page.controller.js';
import { RemediationController } from './http/remediation.controller.js';
import { RemediationLinksController } from './http/remediation-links.controller.js';
import { NamedEvidence } from './named-evidence.js';
import { AuditsRepository } from './persistence/audits.repository.js';
import { FindingsRepository } from './persistence/findings.repository.js';
import { RemediationRepository } from './persistence/remediation.repository.js';
import { RemediationLinksService } from './remediation-links.service.js';
import { RemediationService } from './remediation.service.js';

@Module({
  imports: [EvidenceModule, QuestionnairesModule, VendorsModule],
  controllers: [
    AuditsController,
    FindingsController,
    FindingUpdatesController,
    RemediatePageController,
    RemediationController,
    RemediationLinksController,
  ],
  providers: [
    { provide: AssessmentFindings, useClass: FindingsOfAssessment },
    AssessmentListener,
    AuditsRepository,
    AuditsService,
    BearerNames,
    ErasableRemediators,
    FindingChecks,
    FindingSettings,
    FindingsRepository,
    FindingsService,
    FindingUpdatesService,
    FindingWatch,
    NamedEvidence,
    RemediationLinksService,
    RemediationRepository,
    RemediationService,
  ],
  exports: [AssessmentFindings, FindingsService],
})
export class AuditsModule {}
