import { Module } from '@nestjs/common';
import { StandingHolds } from '../../platform/standing-holds.js';
import { ErasuresModule } from '../erasures/index.js';
import { IdentityModule } from '../identity/index.js';
import { LegalHoldsController } from './http/legal-holds.controller.js';
import { RetentionRulesController, RetentionRunsController } from './http/retention.controllers.js';
import { LegalHoldsService } from './legal-holds.service.js';
import { PeopleOfOffboarded } from './people-of-offboarded.js';
import { LegalHoldsRepository } from './persistence/legal-holds.repository.js';
import { RetentionRepository } from './persistence/retention.repository.js';
import { VendorPeopleReader } from './persistence/vendor-people.reader.js';
import { RetentionRulesService } from './retention-rules.service.js';
import { RetentionRunsService } from './retention-runs.service.js';

@Module({
  imports: [ErasuresModule, IdentityModule],
  controllers: [LegalHoldsController, RetentionRulesController, RetentionRunsController],
  providers: [
    LegalHoldsRepository,
    LegalHoldsService,
    PeopleOfOffboarded,
    RetentionRepository,
    RetentionRulesService,
    RetentionRunsService,
    VendorPeopleReader,
    { provide: StandingHolds, useExisting: LegalHoldsService },
  ],
})
export class RetentionModule {}
