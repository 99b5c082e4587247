import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/index.js';
import { JudgedFlows, StandardsModule } from '../standards/index.js';
import { ReferenceDataModule, StandingApprovals } from '../reference-data/index.js';
import { ApprovalsOfVendors, SharingConcentration, VendorsModule } from '../vendors/index.js';
import { AgreementChanges } from './agreement-changes.js';
import { AgreementWatch } from './agreement-watch.js';
import { AgreementsService } from './agreements.service.js';
import { AmendmentWatch } from './amendment-watch.js';
import { AmendmentsService } from './amendments.service.js';
import { ApprovalsOnDecision } from './approvals-on-decision.service.js';
import { DataFlowsService } from './data-flows.service.js';
import { DeclarationWatch } from './declaration-watch.js';
import { FlowActs } from './flow-acts.js';
import { FlowApprovalsService } from './flow-approvals.service.js';
import { FlowDecisionsService } from './flow-decisions.service.js';
import { FlowOperationService } from './flow-operation.service.js';
import { FlowParties } from './flow-parties.js';
import { FlowReadinessService } from './flow-readiness.service.js';
import { FlowReviews } from './flow-reviews.js';
import { FlowWatch } from './flow-watch.js';
import { FlowsOfVendors } from './flows-of-vendors.js';
import { FlowsToJudge } from './flows-to-judge.service.js';
import { FlowsStanding } from './standing-approvals.js';
import { FlowConcentration } from './sharing-concentration.js';
import { AgreementsController } from './http/agreements.controller.js';
import { AmendmentsController } from './http/amendments.controller.js';
import { DataFlowsController } from './http/data-flows.controller.js';
import { FlowActsController } from './http/flow-acts.controller.js';
import { SharingMapController } from './http/sharing-map.controller.js';
import { AgreementsRepository } from './persistence/agreements.repository.js';
import { AmendmentsRepository } from './persistence/amendments.repository.js';
import { DataFlowsRepository } from './persistence/data-flows.repository.js';
import { FlowDecisionsRepository } from './persistence/flow-decisions.repository.js';
import { ComparedFlowsReader } from './persistence/compared-flows.reader.js';
import { ConcentrationReader } from './persistence/concentration.reader.js';
import { References } from './persistence/references.js';
import { SharingMapReader } from './persistence/sharing-map.reader.js';
import { SharingMapService } from './sharing-map.service.js';

@Module({
  imports: [IdentityModule, ReferenceDataModule, VendorsModule, StandardsModule],
  controllers: [
    AgreementsController,
    AmendmentsController,
    DataFlowsController,
    FlowActsController,
    SharingMapController,
  ],
  providers: [
    AgreementChanges,
    AgreementWatch,
    AgreementsRepository,
    AgreementsService,
    AmendmentWatch,
    AmendmentsRepository,
    AmendmentsService,
    ApprovalsOnDecision,
    ComparedFlowsReader,
    ConcentrationReader,
    DataFlowsRepository,
    DataFlowsService,
    DeclarationWatch,
    FlowActs,
    FlowApprovalsService,
    FlowDecisionsRepository,
    FlowDecisionsService,
    FlowOperationService,
    FlowParties,
    FlowReadinessService,
    FlowReviews,
    FlowWatch,
    References,
    SharingMapReader,
    SharingMapService,
    { provide: ApprovalsOfVendors, useClass: FlowsOfVendors },
    { provide: JudgedFlows, useClass: FlowsToJudge },
    { provide: SharingConcentration, useClass: FlowConcentration },
    { provide: StandingApprovals, useClass: FlowsStanding },
  ],
  exports: [
    AgreementsService,
    ApprovalsOfVendors,
    DataFlowsService,
    JudgedFlows,
    SharingConcentration,
    StandingApprovals,
  ],
})
export class AgreementsModule {}
