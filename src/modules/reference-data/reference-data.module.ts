import { Module } from '@nestjs/common';
import { AnswersFromAbove } from '../../platform/answers-from-above.js';
import { AdequacyBook } from './adequacy-book.js';
import { AdequacyChangesService } from './adequacy-changes.service.js';
import { AdequacyChangesController } from './http/adequacy-changes.controller.js';
import { ReferenceDataController } from './http/reference-data.controller.js';
import { AdequacyChangesRepository } from './persistence/adequacy-changes.repository.js';
import { StandingApprovals } from './standing-approvals.js';

@Module({
  controllers: [
    AdequacyChangesController, // before the next, whose :list would take in its fixed words
    ReferenceDataController,
  ],
  providers: [AdequacyBook, AdequacyChangesRepository, AdequacyChangesService],
  exports: [AdequacyBook],
})
export class ReferenceDataModule {
  constructor(answers: AnswersFromAbove) {
    answers.expect(StandingApprovals);
  }
}
