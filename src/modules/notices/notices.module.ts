import { Module } from '@nestjs/common';
import { AgreementsModule, Disclosures } from '../agreements/index.js';
import { EvidenceModule } from '../evidence/index.js';
import { IdentityModule } from '../identity/index.js';
import { ReferenceDataModule } from '../reference-data/index.js';
import { VendorsModule } from '../vendors/index.js';
import { FlowDisclosures } from './flow-disclosures.js';
import { NoticeVersionsController } from './http/notice-versions.controller.js';
import { NoticesController } from './http/notices.controller.js';
import { NoticeVersionsService } from './notice-versions.service.js';
import { NoticesService } from './notices.service.js';
import { NoticeVersionsRepository } from './persistence/notice-versions.repository.js';
import { NoticesRepository } from './persistence/notices.repository.js';

@Module({
  imports: [AgreementsModule, EvidenceModule, IdentityModule, ReferenceDataModule, VendorsModule],
  controllers: [NoticesController, NoticeVersionsController],
  providers: [
    { provide: Disclosures, useClass: FlowDisclosures },
    NoticesRepository,
    NoticesService,
    NoticeVersionsRepository,
    NoticeVersionsService,
  ],
  exports: [Disclosures],
})
export class NoticesModule {}
