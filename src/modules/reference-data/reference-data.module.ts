import { Module } from '@nestjs/common';
import { AnswersFromAbove } from '../../platform/answers-from-above.js';
import { AdequacyBook } from './adequacy-book.js';
import { AdequacyChangesService } from './adequacy-changes.service.js';
import { CategoryUses } from './category-uses.js';
import { AdequacyChangesController } from './http/adequacy-changes.controller.js';
import { OwnCategoriesController } from './http/own-categories.controller.js';
import { ReferenceDataController } from './http/reference-data.controller.js';
import { AdequacyChangesRepository } from './persistence/adequacy-changes.repository.js';
import { OwnCategoriesService } from './own-categories.service.js';
import { OwnCategoriesRepository } from './persistence/own-categories.repository.js';
import { StandingApprovals } from './standing-approvals.js';

@Module({
  controllers: [
    AdequacyChangesController,
    OwnCategoriesController,
    ReferenceDataController, // the last: its :list would take in the fixed words of the others
  ],
  providers: [
    AdequacyBook,
    AdequacyChangesRepository,
    AdequacyChangesService,
    OwnCategoriesRepository,
    OwnCategoriesService,
  ],
  exports: [AdequacyBook, OwnCategoriesService],
})
export class ReferenceDataModule {
  constructor(answers: AnswersFromAbove) {
    answers.expect(CategoryUses, StandingApprovals);
  }
}
