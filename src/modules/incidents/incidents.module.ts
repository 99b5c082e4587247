import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/index.js';
import { AuditsModule } from '../audits/index.js';
import { EvidenceModule } from '../evidence/index.js';
import { IdentityModule } from '../identity/index.js';
import { VendorsModule } from '../vendors/index.js';
import { BlastRadiusService } from './blast-radius.service.js';
import { BreachFindings } from './breach-findings.js';
import { SetAsideReports } from './set-aside-reports.js';
import { ErasableReporters } from './erasable-reporters.js';
import { BlastRadiusController } from './http/blast-radius.controller.js';
import { IncidentNoticesController } from './http/incident-notices.controller.js';
import { IncidentsController } from './http/incidents.controller.js';
import { NoticeDraftsController } from './http/notice-drafts.controller.js';
import { ObligationsController } from './http/obligations.controller.js';
import { ReportLinksController } from './http/report-links.controller.js';
import { ReportPageController } from './http/report-page.controller.js';
import { ToldIncidentsController } from './http/told-incidents.controller.js';
import { VendorReportsController } from './http/vendor-reports.controller.js';
import { IncidentNoticesService } from './incident-notices.service.js';
import { IncidentsService } from './incidents.service.js';
import { NoticeDraftsService } from './notice-drafts.service.js';
import { ObligationKeeper } from './obligation-keeper.js';
import { ObligationWatch } from './obligation-watch.js';
import { ObligationsService } from './obligations.service.js';
import { AffectedReader } from './persistence/affected.reader.js';
import { BlastRadiusReader } from './persistence/blast-radius.reader.js';
import { IncidentsRepository } from './persistence/incidents.repository.js';
import { ObligationsRepository } from './persistence/obligations.repository.js';
import { VendorReportsRepository } from './persistence/vendor-reports.repository.js';
import { ReportLinksService } from './report-links.service.js';
import { VendorReportWatch } from './vendor-report-watch.js';
import { VendorReportsService } from './vendor-reports.service.js';

@Module({
  imports: [AgreementsModule, AuditsModule, EvidenceModule, IdentityModule, VendorsModule],
  controllers: [
    BlastRadiusController,
    IncidentNoticesController,
    IncidentsController,
    NoticeDraftsController,
    ObligationsController,
    ReportLinksController,
    ReportPageController,
    ToldIncidentsController,
    VendorReportsController,
  ],
  providers: [
    AffectedReader,
    BlastRadiusReader,
    BlastRadiusService,
    BreachFindings,
    IncidentNoticesService,
    IncidentsRepository,
    IncidentsService,
    NoticeDraftsService,
    ObligationKeeper,
    ObligationsRepository,
    ObligationsService,
    ObligationWatch,
    ErasableReporters,
    SetAsideReports,
    ReportLinksService,
    VendorReportsRepository,
    VendorReportsService,
    VendorReportWatch,
  ],
  exports: [IncidentsService],
})
export class IncidentsModule {}
