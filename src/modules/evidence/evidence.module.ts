import { Module } from '@nestjs/common';
import { ContentInspection } from './content-inspection.js';
import { EvidenceService } from './evidence.service.js';
import { EvidenceController } from './http/evidence.controller.js';
import { EvidenceRepository } from './persistence/evidence.repository.js';

@Module({
  controllers: [EvidenceController],
  providers: [ContentInspection, EvidenceRepository, EvidenceService],
  exports: [EvidenceService],
})
export class EvidenceModule {}
