import { Module } from '@nestjs/common';
import { DoraFilings } from './dora-filings.js';
import { DoraRecordsService } from './dora-records.service.js';
import { IctArrangementsController } from './http/ict-arrangements.controller.js';
import { FinancialEntitiesController } from './http/financial-entities.controller.js';
import { IctFunctionsController } from './http/ict-functions.controller.js';
import { IctProvidersController } from './http/ict-providers.controller.js';
import { ReadinessController } from './http/readiness.controller.js';
import { DoraRepository } from './persistence/dora.repository.js';
import { FilingFactsReader } from './persistence/filing-facts.reader.js';
import { NamedReader } from './persistence/named.reader.js';

@Module({
  controllers: [
    FinancialEntitiesController,
    IctArrangementsController,
    IctFunctionsController,
    IctProvidersController,
    ReadinessController,
  ],
  providers: [DoraFilings, DoraRecordsService, DoraRepository, FilingFactsReader, NamedReader],
  exports: [DoraFilings],
})
export class DoraModule {}
