import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { LocalDate } from '../../shared/local-date.js';
import type { Unmet } from '../../shared/unmet.js';
import {
  AssessmentCompletionGate,
  AssessmentsService,
  type AssessedControl,
  type AssessmentToComplete,
  type Unreviewed,
} from '../questionnaires/index.js';
import { isReady } from './domain/evaluation.js';
import type { AssessmentFacts } from './domain/facts.js';
import { GatesService, type Verdict } from './gates.service.js';

export type CompletionReadiness = Verdict & Readonly<{ ready: boolean; unreviewed: readonly Unreviewed[] }>;

/** The answer to the questionnaires' question: what the published standard says. */
@Injectable()
export class StandardCompletionGate extends AssessmentCompletionGate {
  constructor(
    private readonly clock: Clock,
    private readonly assessments: AssessmentsService,
    private readonly gates: GatesService,
  ) {
    super();
  }

  async unmet({ id }: AssessmentToComplete): Promise<readonly Unmet[]> {
    return (await this.readiness(id)).unmet;
  }

  async readiness(assessmentId: string): Promise<CompletionReadiness> {
    const { vendorId, controls, unreviewed } = await this.assessments.toComplete(assessmentId);
    const facts = assessmentFacts(controls, this.clock.today());
    const verdict = await this.gates.unmetAt('assessment_completion', vendorId, facts);
    return { ...verdict, ready: unreviewed.length === 0 && isReady(verdict.unmet), unreviewed };
  }
}

function assessmentFacts(controls: readonly AssessedControl[], today: LocalDate): AssessmentFacts {
  const count = (holds: (control: AssessedControl) => boolean) => controls.filter(holds).length;
  return {
    assessment: {
      controls: controls.length,
      unanswered: count(({ answer, notApplicable }) => answer === null && !notApplicable),
      withoutEvidence: count(({ answer, evidenceStrength }) => (answer ?? 0) > 0 && evidenceStrength === 0),
      lapsedEvidence: count(({ evidenceValidTo }) => evidenceValidTo !== null && evidenceValidTo < today),
    },
  };
}
