import { Module } from '@nestjs/common';
import { AnswersFromAbove } from '../../platform/answers-from-above.js';
import { LentRoles } from '../../platform/auth/lent-roles.js';
import { AuditScoresModule } from '../audit-scores/index.js';
import { IdentityModule } from '../identity/index.js';
import { JudgedFlows, StandardsModule } from '../standards/index.js';
import { CategoryUses, ReferenceDataModule, StandingApprovals } from '../reference-data/index.js';
import { ApprovalsOfVendors, SharingConcentration, VendorsModule } from '../vendors/index.js';
import { AgreementChanges } from './agreement-changes.js';
import { AgreementWatch } from './agreement-watch.js';
import { AgreementsService } from './agreements.service.js';
import { AmendmentWatch } from './amendment-watch.js';
import { AmendmentsService } from './amendments.service.js';
import { ApprovalModesService } from './approval-modes.service.js';
import { ApprovalsOnDecision } from './approvals-on-decision.service.js';
import { CategoriesInFlows } from './category-uses.js';
import { DataFlowsService } from './data-flows.service.js';
import { DelegationsOfErased } from './delegations-of-erased.js';
import { DelegationsService } from './delegations.service.js';
import { Deputies } from './deputies.js';
import { DutiesQuestionService } from './duties-question.service.js';
import { DutiesService } from './duties.service.js';
import { DeviationsService } from './deviations.service.js';
import { DeclarationWatch } from './declaration-watch.js';
import { Disclosures } from './disclosures.js';
import { FlowActs } from './flow-acts.js';
import { FlowApprovalsService } from './flow-approvals.service.js';
import { FlowClosingService } from './flow-closing.service.js';
import { FlowDecisionsService } from './flow-decisions.service.js';
import { FlowPlacement } from './flow-placement.js';
import { FlowOperationService } from './flow-operation.service.js';
import { FlowReadinessService } from './flow-readiness.service.js';
import { FlowReviewService } from './flow-review.service.js';
import { FlowReviews } from './flow-reviews.js';
import { FlowSubmissionsService } from './flow-submissions.service.js';
import { FlowSidesService } from './flow-sides.service.js';
import { FlowWatch } from './flow-watch.js';
import { SignaturesService } from './signatures.service.js';
import { FlowsOfVendors } from './flows-of-vendors.js';
import { FlowsToJudge } from './flows-to-judge.service.js';
import { ObjectionWindowsService } from './objection-windows.service.js';
import { SubprocessorWatch } from './subprocessor-watch.js';
import { SubprocessorNoticesService } from './subprocessor-notices.service.js';
import { FlowsStanding } from './standing-approvals.js';
import { FlowConcentration } from './sharing-concentration.js';
import { SharingEventsService } from './sharing-events.service.js';
import { AgreementsController } from './http/agreements.controller.js';
import { ApprovalModeController } from './http/approval-mode.controller.js';
import { AmendmentsController } from './http/amendments.controller.js';
import { ObjectionWindowsController } from './http/objection-windows.controller.js';
import { SubprocessorNoticesController } from './http/subprocessor-notices.controller.js';
import { DataFlowsController } from './http/data-flows.controller.js';
import { DelegationsController } from './http/delegations.controller.js';
import { DutiesController } from './http/duties.controller.js';
import { DeviationsController } from './http/deviations.controller.js';
import { FlowActsController } from './http/flow-acts.controller.js';
import { FlowReviewsController } from './http/flow-reviews.controller.js';
import { FlowClosingController } from './http/flow-closing.controller.js';
import { SharingMapController } from './http/sharing-map.controller.js';
import { SharingEventsController } from './http/sharing-events.controller.js';
import { TransfersController } from './http/transfers.controller.js';
import { AgreementsRepository } from './persistence/agreements.repository.js';
import { ApprovalModesRepository } from './persistence/approval-modes.repository.js';
import { AmendmentsRepository } from './persistence/amendments.repository.js';
import { DataFlowsRepository } from './persistence/data-flows.repository.js';
import { DelegationsRepository } from './persistence/delegations.repository.js';
import { DeviationsReader } from './persistence/deviations.reader.js';
import { FlowDecisionsRepository } from './persistence/flow-decisions.repository.js';
import { ComparedFlowsReader } from './persistence/compared-flows.reader.js';
import { ConcentrationReader } from './persistence/concentration.reader.js';
import { ObjectionsRepository } from './persistence/objections.repository.js';
import { References } from './persistence/references.js';
import { TransfersReader } from './persistence/transfers.reader.js';
import { TransfersService } from './transfers.service.js';
import { SharingMapReader } from './persistence/sharing-map.reader.js';
import { SharingMapService } from './sharing-map.service.js';
import { SharingRepository } from './persistence/sharing.repository.js';

@Module({
  imports: [AuditScoresModule, IdentityModule, ReferenceDataModule, VendorsModule, StandardsModule],
  controllers: [
    AgreementsController,
    AmendmentsController,
    ApprovalModeController,
    DataFlowsController,
    DelegationsController,
    DutiesController,
    DeviationsController,
    FlowActsController,
    FlowReviewsController,
    FlowClosingController,
    SharingEventsController,
    SharingMapController,
    ObjectionWindowsController,
    SubprocessorNoticesController,
    TransfersController,
  ],
  providers: [
    AgreementChanges,
    AgreementWatch,
    AgreementsRepository,
    AgreementsService,
    AmendmentWatch,
    AmendmentsRepository,
    AmendmentsService,
    ApprovalModesRepository,
    ApprovalModesService,
    ApprovalsOnDecision,
    ComparedFlowsReader,
    ConcentrationReader,
    DataFlowsRepository,
    DataFlowsService,
    DelegationsOfErased,
    DelegationsRepository,
    DelegationsService,
    Deputies,
    DutiesQuestionService,
    DutiesService,
    DeviationsReader,
    DeviationsService,
    DeclarationWatch,
    FlowActs,
    FlowApprovalsService,
    FlowClosingService,
    FlowDecisionsRepository,
    FlowDecisionsService,
    FlowOperationService,
    FlowPlacement,
    FlowReadinessService,
    FlowReviewService,
    FlowReviews,
    FlowSubmissionsService,
    FlowSidesService,
    FlowWatch,
    ObjectionsRepository,
    ObjectionWindowsService,
    References,
    TransfersReader,
    TransfersService,
    SharingMapReader,
    SharingMapService,
    SubprocessorNoticesService,
    SignaturesService,
    SubprocessorWatch,
    SharingEventsService,
    SharingRepository,
    { provide: ApprovalsOfVendors, useClass: FlowsOfVendors },
    { provide: CategoryUses, useClass: CategoriesInFlows },
    { provide: LentRoles, useExisting: Deputies },
    { provide: JudgedFlows, useClass: FlowsToJudge },
    { provide: SharingConcentration, useClass: FlowConcentration },
    { provide: StandingApprovals, useClass: FlowsStanding },
  ],
  exports: [
    AgreementsService,
    ApprovalsOfVendors,
    CategoryUses,
    DataFlowsService,
    JudgedFlows,
    SharingConcentration,
    StandingApprovals,
  ],
})
export class AgreementsModule {
  constructor(answers: AnswersFromAbove) {
    answers.expect(Disclosures);
  }
}
