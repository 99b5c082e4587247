import { Module } from '@nestjs/common';
import { AnswersFromAbove } from '../../platform/answers-from-above.js';
import { EvidenceModule } from '../evidence/index.js';
import { VendorsModule } from '../vendors/index.js';
import { AssessmentCompletionGate } from './assessment-completion-gate.js';
import { AssessedVendors } from './assessed-vendors.js';
import { AssessmentFiles } from './assessment-files.js';
import { AssessmentList } from './assessment-list.js';
import { AssessmentsService } from './assessments.service.js';
import { BaselineInstaller } from './baseline.installer.js';
import { AssessmentsController } from './http/assessments.controller.js';
import { InvitationsController } from './http/invitations.controller.js';
import { RemindersController } from './http/reminders.controller.js';
import { RespondPageController } from './http/respond-page.controller.js';
import { RespondController } from './http/respond.controller.js';
import { PlansController } from './http/plans.controller.js';
import { ReviewsController } from './http/reviews.controller.js';
import { RespondSuggestionsController, SuggestionsController } from './http/suggestions.controller.js';
import { TemplateContentController } from './http/template-content.controller.js';
import { TemplatesController } from './http/templates.controller.js';
import { InvitationsService } from './invitations.service.js';
import { AssessedReader } from './persistence/assessed.reader.js';
import { AssessmentsRepository } from './persistence/assessments.repository.js';
import { EarlierReader } from './persistence/earlier.reader.js';
import { PlansRepository } from './persistence/plans.repository.js';
import { RemindersRepository } from './persistence/reminders.repository.js';
import { TemplatesRepository } from './persistence/templates.repository.js';
import { PublishedVersions } from './published-versions.js';
import { RespondentNames } from './respondent-names.js';
import { PlannedAssessmentsService } from './planned-assessments.service.js';
import { PlansService } from './plans.service.js';
import { RemindersService } from './reminders.service.js';
import { ResponsesService } from './responses.service.js';
import { ReviewsService } from './reviews.service.js';
import { SuggestionsService } from './suggestions.service.js';
import { TemplatesService } from './templates.service.js';

@Module({
  imports: [EvidenceModule, VendorsModule],
  controllers: [
    TemplatesController,
    TemplateContentController,
    AssessmentsController,
    PlansController,
    RemindersController,
    InvitationsController,
    ReviewsController,
    RespondController,
    RespondSuggestionsController,
    SuggestionsController,
    RespondPageController,
  ],
  providers: [
    AssessedReader,
    AssessedVendors,
    AssessmentFiles,
    AssessmentList,
    AssessmentsRepository,
    AssessmentsService,
    BaselineInstaller,
    EarlierReader,
    InvitationsService,
    PublishedVersions,
    RespondentNames,
    PlannedAssessmentsService,
    PlansRepository,
    PlansService,
    RemindersRepository,
    RemindersService,
    ResponsesService,
    ReviewsService,
    SuggestionsService,
    TemplatesRepository,
    TemplatesService,
  ],
  exports: [AssessedVendors, AssessmentsService],
})
export class QuestionnairesModule {
  constructor(answers: AnswersFromAbove) {
    answers.expect(AssessmentCompletionGate);
  }
}
