import { Module } from '@nestjs/common';
import { AuditScoresModule } from '../audit-scores/index.js';
import { AuditsModule } from '../audits/index.js';
import { AssessmentCompletionGate, QuestionnairesModule } from '../questionnaires/index.js';
import { VendorApprovalGate, VendorsModule } from '../vendors/index.js';
import { StandardCompletionGate } from './assessment-completion.js';
import { StandardsController } from './http/standards.controller.js';
import { VendorReadinessController } from './http/vendor-readiness.controller.js';
import { StandardsRepository } from './persistence/standards.repository.js';
import { ShippedStandardInstaller } from './shipped-standard.installer.js';
import { StandardsService } from './standards.service.js';
import { StandardApprovalGate } from './vendor-approval.js';
import { VendorFactsService } from './vendor-facts.service.js';

@Module({
  imports: [AuditScoresModule, AuditsModule, QuestionnairesModule, VendorsModule],
  controllers: [StandardsController, VendorReadinessController],
  providers: [
    ShippedStandardInstaller,
    StandardsRepository,
    StandardsService,
    VendorFactsService,
    { provide: VendorApprovalGate, useClass: StandardApprovalGate },
    { provide: AssessmentCompletionGate, useClass: StandardCompletionGate },
  ],
  exports: [AssessmentCompletionGate, StandardsService, VendorApprovalGate],
})
export class StandardsModule {}
