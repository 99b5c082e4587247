import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { FindingsService, isOverdue } from '../audits/index.js';
import { AssessmentsService, type AssessedControl } from '../questionnaires/index.js';
import type { UnscoredReason } from './domain/audit-score.js';
import { inputsFrom, type AssessedAnswer } from './domain/inputs.js';
import type { FindingInput, ScoreInputs } from './domain/score.js';
import { factorNames, type Factors, type ScoringModel } from './domain/scoring-model.js';
import { RiskProfilesService } from './risk-profiles.service.js';

/** What is known today, or every reason why it is not enough for a score. */
export type Known =
  | Readonly<{ scorable: true; inputs: ScoreInputs }>
  | Readonly<{ scorable: false; reasons: readonly UnscoredReason[] }>;

/** Changes to what is known, for asking what would be. */
export type Supposition = Readonly<{
  factors: Partial<Factors>;
  answers: readonly SupposedAnswer[];
  settledFindings: readonly string[];
}>;
export type SupposedAnswer = Readonly<
  { questionId: string } & Partial<
    Pick<AssessedAnswer, 'answer' | 'notApplicable' | 'evidenceStrength' | 'evidenceValidTo'>
  >
>;

@Injectable()
export class ScoreInputsService {
  constructor(
    private readonly clock: Clock,
    private readonly profiles: RiskProfilesService,
    private readonly assessments: AssessmentsService,
    private readonly findings: FindingsService,
  ) {}

  /** Read afresh each time; with a supposition, as if that were so. */
  async of(vendorId: string, model: ScoringModel, suppose?: Supposition): Promise<Known> {
    const profile = await this.profiles.of(vendorId);
    const assessed = await this.assessments.assessedControls(vendorId);
    const factors = { ...profile, ...suppose?.factors };
    const complete = isComplete(factors);
    if (!complete || !assessed)
      return {
        scorable: false,
        reasons: [
          ...(complete ? [] : ['NO_RISK_PROFILE' as const]),
          ...(assessed ? [] : ['NO_COMPLETED_ASSESSMENT' as const]),
        ],
      };
    const answers = assessed.controls.map((control) => supposed(answerOf(control, model), suppose));
    const findings = (await this.openFindings(vendorId)).filter(
      ({ id }) => !suppose?.settledFindings.includes(id),
    );
    const { assessmentId } = assessed;
    return {
      scorable: true,
      inputs: inputsFrom({ assessmentId, factors, answers, findings }, this.clock.today()),
    };
  }

  private async openFindings(vendorId: string): Promise<FindingInput[]> {
    const today = this.clock.today();
    return (await this.findings.openOf(vendorId)).map((finding) => ({
      id: finding.id,
      title: finding.title,
      severity: finding.severity,
      overdue: isOverdue(finding, today),
    }));
  }
}

function isComplete(factors: Partial<Factors>): factors is Factors {
  return factorNames.every((name) => factors[name] !== undefined);
}

function answerOf(control: AssessedControl, { defaultHalfLifeDays }: ScoringModel): AssessedAnswer {
  const { questionId, text, weight, answer, notApplicable, evidenceStrength, evidenceValidTo } = control;
  return {
    ...{ id: questionId, title: text, weight, answer, notApplicable, evidenceStrength, evidenceValidTo },
    halfLifeDays: control.halfLifeDays > 0 ? control.halfLifeDays : defaultHalfLifeDays,
    knockoutTiers: control.knockoutTiers,
  };
}

function supposed(answer: AssessedAnswer, suppose: Supposition | undefined): AssessedAnswer {
  const { questionId, ...change } =
    suppose?.answers.find((each) => each.questionId === answer.id) ?? ({} as Partial<SupposedAnswer>);
  return questionId === undefined ? answer : { ...answer, ...change };
}
