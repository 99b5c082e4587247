import { Module } from '@nestjs/common';
import { VendorsModule } from '../vendors/index.js';
import { IncidentsController } from './http/incidents.controller.js';
import { IncidentsService } from './incidents.service.js';
import { IncidentsRepository } from './persistence/incidents.repository.js';

@Module({
  imports: [VendorsModule],
  controllers: [IncidentsController],
  providers: [IncidentsRepository, IncidentsService],
  exports: [IncidentsService],
})
export class IncidentsModule {}
