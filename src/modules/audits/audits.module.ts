import { Module } from '@nestjs/common';
import { VendorsModule } from '../vendors/index.js';
import { AuditsService } from './audits.service.js';
import { FindingsService } from './findings.service.js';
import { AuditsController } from './http/audits.controller.js';
import { FindingsController } from './http/findings.controller.js';
import { AuditsRepository } from './persistence/audits.repository.js';
import { FindingsRepository } from './persistence/findings.repository.js';

@Module({
  imports: [VendorsModule],
  controllers: [AuditsController, FindingsController],
  providers: [AuditsRepository, AuditsService, FindingsRepository, FindingsService],
  exports: [FindingsService],
})
export class AuditsModule {}
