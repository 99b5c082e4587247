import { Injectable } from '@nestjs/common';
import { VendorsService } from '../vendors/index.js';
import { AssessmentFiles } from './assessment-files.js';
import type { AssessmentFile } from './domain/assessment-file.js';
import { compared, type ComparedQuestion } from './domain/comparison.js';
import { progressOf, type Progress } from './domain/progress.js';
import { refuse } from './domain/questionnaire-errors.js';
import { AssessmentsRepository } from './persistence/assessments.repository.js';

export type Comparison = Readonly<{
  now: AssessmentFile;
  then: AssessmentFile | null;
  questions: readonly ComparedQuestion[];
}>;

/** What reviewers look at: how far it is, and what is different from the last time. */
@Injectable()
export class AssessmentInsightService {
  constructor(
    private readonly repository: AssessmentsRepository,
    private readonly files: AssessmentFiles,
    private readonly vendors: VendorsService,
  ) {}

  async progress(id: string): Promise<Progress> {
    const assessment = await this.repository.assessments.get(id);
    const { tier } = await this.vendors.get(assessment.vendorId);
    return progressOf(await this.files.of(assessment), tier);
  }

  /** With the one before, or with another of the same vendor that is named. */
  async comparison(id: string, withId?: string): Promise<Comparison> {
    const assessment = await this.repository.assessments.get(id);
    const otherId = withId ?? (await this.repository.previousOf(assessment));
    const other = otherId === null ? null : await this.repository.assessments.get(otherId);
    if (other !== null && other.vendorId !== assessment.vendorId)
      refuse('assessment.not_found', 'The assessment to compare with is not one of this vendor.');
    const now = await this.files.of(assessment);
    const then = other && (await this.files.of(other));
    return { now, then, questions: compared(now, then) };
  }
}
