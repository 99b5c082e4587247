import { Module } from '@nestjs/common';
import { AgreementsModule, Disclosures } from '../agreements/index.js';
import { EvidenceModule } from '../evidence/index.js';
import { IdentityModule } from '../identity/index.js';
import { ReferenceDataModule } from '../reference-data/index.js';
import { VendorsModule } from '../vendors/index.js';
import { CoverageService } from './coverage.service.js';
import { DisclosureWatch } from './disclosure-watch.js';
import { FlowDisclosures } from './flow-disclosures.js';
import { CoverageController } from './http/coverage.controller.js';
import { NoticeVersionsController } from './http/notice-versions.controller.js';
import { NoticesController } from './http/notices.controller.js';
import { NamedRecipientsService } from './named-recipients.service.js';
import { NoticeVersionsService } from './notice-versions.service.js';
import { NoticesService } from './notices.service.js';
import { DisclosureGapsRepository } from './persistence/disclosure-gaps.repository.js';
import { NoticeVersionsRepository } from './persistence/notice-versions.repository.js';
import { NoticesRepository } from './persistence/notices.repository.js';
import { ReachedReader } from './persistence/reached.reader.js';

@Module({
  imports: [AgreementsModule, EvidenceModule, IdentityModule, ReferenceDataModule, VendorsModule],
  controllers: [
    CoverageController, // the first: the others' :id would take in its word
    NoticesController,
    NoticeVersionsController,
  ],
  providers: [
    CoverageService,
    DisclosureGapsRepository,
    DisclosureWatch,
    NamedRecipientsService,
    NoticesRepository,
    NoticesService,
    NoticeVersionsRepository,
    NoticeVersionsService,
    ReachedReader,
    { provide: Disclosures, useClass: FlowDisclosures },
  ],
  exports: [Disclosures, NamedRecipientsService],
})
export class NoticesModule {}
