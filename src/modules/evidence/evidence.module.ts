import { Module } from '@nestjs/common';
import { ContentInspection } from './content-inspection.js';
import { ContentUpkeepService } from './content-upkeep.service.js';
import { EvidenceService } from './evidence.service.js';
import { EvidenceController } from './http/evidence.controller.js';
import { Intake } from './intake.js';
import { ContentsRepository } from './persistence/contents.repository.js';
import { DatabaseStore } from './persistence/database-store.js';
import { EvidenceRepository } from './persistence/evidence.repository.js';
import { ContentStores } from './storage/content-stores.js';
import { ContentsService } from './storage/contents.service.js';
import { VirusScan } from './virus-scan.js';

@Module({
  controllers: [EvidenceController],
  providers: [
    ContentInspection,
    ContentsRepository,
    ContentsService,
    ContentStores,
    ContentUpkeepService,
    DatabaseStore,
    EvidenceRepository,
    EvidenceService,
    Intake,
    VirusScan,
  ],
  exports: [EvidenceService],
})
export class EvidenceModule {}
