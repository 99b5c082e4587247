import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { AssessmentFindings } from '../questionnaires/index.js';
import { isSettled } from './domain/finding.js';
import { FindingsRepository } from './persistence/findings.repository.js';

/** The answer to the questionnaires' question how many findings came of an assessment. */
@Injectable()
export class FindingsOfAssessment extends AssessmentFindings {
  constructor(
    private readonly clock: Clock,
    private readonly findings: FindingsRepository,
  ) {
    super();
  }

  async countOf(assessmentId: string): Promise<{ raised: number; open: number }> {
    const raised = await this.findings.register.list({ assessmentId });
    const today = this.clock.today();
    return { raised: raised.length, open: raised.filter((finding) => !isSettled(finding, today)).length };
  }
}
