import { Module } from '@nestjs/common';
import { AnswersFromAbove } from '../../platform/answers-from-above.js';
import { AuditScoresModule } from '../audit-scores/index.js';
import { AuditsModule } from '../audits/index.js';
import { AssessmentCompletionGate, QuestionnairesModule } from '../questionnaires/index.js';
import { VendorApprovalGate, VendorsModule } from '../vendors/index.js';
import { StandardCompletionGate } from './assessment-completion.js';
import { DryRunService } from './dry-run.service.js';
import { EvaluationsService } from './evaluations.service.js';
import { GatesService } from './gates.service.js';
import { AssessmentReadinessController } from './http/assessment-readiness.controller.js';
import { StandardEvaluationsController } from './http/standard-evaluations.controller.js';
import { StandardsController } from './http/standards.controller.js';
import { VendorReadinessController } from './http/vendor-readiness.controller.js';
import { WaiversController } from './http/waivers.controller.js';
import { JudgedFlows } from './judged-flows.js';
import { StandardsRepository } from './persistence/standards.repository.js';
import { VendorFactsReader } from './persistence/vendor-facts.reader.js';
import { WaiversRepository } from './persistence/waivers.repository.js';
import { ShippedStandardInstaller } from './shipped-standard.installer.js';
import { StandardsService } from './standards.service.js';
import { SurveyService } from './survey.service.js';
import { StandardApprovalGate } from './vendor-approval.js';
import { VendorFactsService } from './vendor-facts.service.js';
import { WaiverParties } from './waiver-parties.js';
import { WaiverWatch } from './waiver-watch.js';
import { WaiversService } from './waivers.service.js';

@Module({
  imports: [AuditScoresModule, AuditsModule, QuestionnairesModule, VendorsModule],
  controllers: [
    AssessmentReadinessController,
    StandardEvaluationsController, // before the next, whose :id would take in its fixed words
    StandardsController,
    VendorReadinessController,
    WaiversController,
  ],
  providers: [
    DryRunService,
    EvaluationsService,
    GatesService,
    ShippedStandardInstaller,
    StandardCompletionGate,
    StandardsRepository,
    StandardsService,
    SurveyService,
    VendorFactsReader,
    VendorFactsService,
    WaiverParties,
    WaiversRepository,
    WaiversService,
    WaiverWatch,
    { provide: VendorApprovalGate, useClass: StandardApprovalGate },
    { provide: AssessmentCompletionGate, useExisting: StandardCompletionGate },
  ],
  exports: [AssessmentCompletionGate, GatesService, VendorApprovalGate],
})
export class StandardsModule {
  constructor(answers: AnswersFromAbove) {
    answers.expect(JudgedFlows);
  }
}
