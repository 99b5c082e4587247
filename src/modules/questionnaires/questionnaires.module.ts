import { Module } from '@nestjs/common';
import { AnswersFromAbove } from '../../platform/answers-from-above.js';
import { EvidenceModule } from '../evidence/index.js';
import { VendorsModule } from '../vendors/index.js';
import { AssessmentCompletionGate } from './assessment-completion-gate.js';
import { AssessedVendors } from './assessed-vendors.js';
import { AssessmentFindings } from './assessment-findings.js';
import { AssessmentInsightService } from './assessment-insight.service.js';
import { AnswerSheetsService } from './answer-sheets.service.js';
import { AssessmentFiles } from './assessment-files.js';
import { AssessmentList } from './assessment-list.js';
import { AssessmentsService } from './assessments.service.js';
import { AssessmentStepsController } from './http/assessment-steps.controller.js';
import { AssessmentsController } from './http/assessments.controller.js';
import { DisputesController } from './http/disputes.controller.js';
import { InvitationsController } from './http/invitations.controller.js';
import { RemindersController } from './http/reminders.controller.js';
import { RespondPageController } from './http/respond-page.controller.js';
import { RespondController } from './http/respond.controller.js';
import { PlansController } from './http/plans.controller.js';
import { RespondRepliesController } from './http/respond-replies.controller.js';
import { ReviewsController } from './http/reviews.controller.js';
import { RespondSuggestionsController, SuggestionsController } from './http/suggestions.controller.js';
import { AnswerSheetsController } from './http/answer-sheets.controller.js';
import { DtoContentRules } from './http/dto-content-rules.js';
import { TemplateContentController } from './http/template-content.controller.js';
import { TemplateImportsController } from './http/template-imports.controller.js';
import { TemplatesController } from './http/templates.controller.js';
import { DisputesService } from './disputes.service.js';
import { InvitationsService } from './invitations.service.js';
import { AssessedReader } from './persistence/assessed.reader.js';
import { AssessmentsRepository } from './persistence/assessments.repository.js';
import { EarlierReader } from './persistence/earlier.reader.js';
import { DisputesRepository } from './persistence/disputes.repository.js';
import { PlansRepository } from './persistence/plans.repository.js';
import { RemindersRepository } from './persistence/reminders.repository.js';
import { TemplatesRepository } from './persistence/templates.repository.js';
import { PublishedVersions } from './published-versions.js';
import { ErasableRespondents } from './erasable-respondents.js';
import { RespondentNames } from './respondent-names.js';
import { PlannedAssessmentsService } from './planned-assessments.service.js';
import { PlansService } from './plans.service.js';
import { RemindersService } from './reminders.service.js';
import { ReopeningService } from './reopening.service.js';
import { ResponsesService } from './responses.service.js';
import { ReviewStepsService } from './review-steps.service.js';
import { ReviewsService } from './reviews.service.js';
import { ShippedQuestionnairesInstaller } from './shipped-questionnaires.installer.js';
import { SuggestionsService } from './suggestions.service.js';
import { ContentRules } from './content-rules.js';
import { QuestionnaireReader } from './questionnaire-reader.js';
import { TemplateImportsService } from './template-imports.service.js';
import { TemplatesService } from './templates.service.js';

@Module({
  imports: [EvidenceModule, VendorsModule],
  controllers: [
    TemplatesController,
    TemplateContentController,
    TemplateImportsController,
    AssessmentsController,
    PlansController,
    RemindersController,
    InvitationsController,
    ReviewsController,
    AssessmentStepsController,
    DisputesController,
    RespondController,
    AnswerSheetsController,
    RespondSuggestionsController,
    SuggestionsController,
    RespondPageController,
    RespondRepliesController,
  ],
  providers: [
    AnswerSheetsService,
    AssessedReader,
    AssessedVendors,
    AssessmentFiles,
    AssessmentInsightService,
    AssessmentList,
    AssessmentsRepository,
    AssessmentsService,
    ShippedQuestionnairesInstaller,
    EarlierReader,
    DisputesRepository,
    DisputesService,
    InvitationsService,
    PublishedVersions,
    ErasableRespondents,
    RespondentNames,
    PlannedAssessmentsService,
    PlansRepository,
    PlansService,
    RemindersRepository,
    RemindersService,
    ReopeningService,
    ResponsesService,
    ReviewStepsService,
    ReviewsService,
    SuggestionsService,
    { provide: ContentRules, useClass: DtoContentRules },
    QuestionnaireReader,
    TemplateImportsService,
    TemplatesRepository,
    TemplatesService,
  ],
  exports: [AssessedVendors, AssessmentsService],
})
export class QuestionnairesModule {
  constructor(answers: AnswersFromAbove) {
    answers.expect(AssessmentCompletionGate, AssessmentFindings);
  }
}
