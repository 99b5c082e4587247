import { Injectable } from '@nestjs/common';
import type { Unmet } from '../../shared/unmet.js';
import { AssessmentCompletionGate } from '../questionnaires/index.js';
import { StandardsService } from './standards.service.js';

/** The answer to the questionnaires' question: what the published standard says. */
@Injectable()
export class StandardCompletionGate extends AssessmentCompletionGate {
  constructor(private readonly standards: StandardsService) {
    super();
  }

  async unmet(): Promise<readonly Unmet[]> {
    return (await this.standards.unmetForAssessment()).unmet;
  }
}
