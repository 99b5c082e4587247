import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import type { LedgerEntry } from '../../platform/ledger/ledger-entry.js';
import { OnNews } from '../../platform/news/on-news.js';
import { AssessmentsService } from '../questionnaires/index.js';
import { assessmentCompleted, assessmentReviewChanged } from '../questionnaires/events.js';
import { FindingsService } from './findings.service.js';

/** Weak answers become findings when a review is completed, or changed after a dispute: none is raised twice, and one that is no gap after all is withdrawn. */
@Injectable()
export class AssessmentListener {
  constructor(
    private readonly assessments: AssessmentsService,
    private readonly findings: FindingsService,
  ) {}

  @OnNews(assessmentCompleted, assessmentReviewChanged)
  async raiseFindings(tx: Tx, { subjectId: assessmentId }: LedgerEntry): Promise<void> {
    const { vendorId, items } = await this.assessments.weakAnswers(assessmentId);
    const weak = new Set(items.map(({ questionId }) => questionId));
    const findings = await this.findings.unclosedOf(vendorId);
    for (const { id, questionId, ...finding } of findings)
      if (finding.assessmentId === assessmentId && questionId !== null && !weak.has(questionId))
        await this.findings.withdraw(tx, id, 'The outcome was changed after a dispute: there is no gap.');
    const open = new Set((await this.findings.openOf(vendorId)).map(({ questionId }) => questionId));
    for (const { questionId, text, title, severity, advice } of items.filter(
      (item) => !open.has(item.questionId),
    ))
      await this.findings.raise(tx, {
        vendorId,
        source: 'assessment',
        assessmentId,
        questionId,
        severity,
        title,
        description: advice === null ? text : `${text}\n\n${advice}`,
      });
  }
}
