import { Injectable } from '@nestjs/common';
import { daysOf, FindingsService } from '../audits/index.js';
import { AssessedVendors, type AssessedControl } from '../questionnaires/index.js';
import type { UnscoredReason } from './domain/audit-score.js';
import { factorsOf, type AssessedAnswer, type Facts, type KnownFinding } from './domain/inputs.js';
import { VendorScoresRepository } from './persistence/vendor-scores.repository.js';

/** What is known of a vendor; null where nothing is. */
export type Known = Readonly<{
  factors: Facts['factors'] | null;
  assessed: Readonly<{ assessmentId: string; answers: readonly AssessedAnswer[] }> | null;
  findings: readonly KnownFinding[];
}>;

/** Enough for a score, or every reason why it is not. */
export type Sufficiency =
  | Readonly<{ scorable: true; facts: Facts }>
  | Readonly<{ scorable: false; reasons: readonly UnscoredReason[] }>;

/** Gathers what scores depend on from the modules below: seven statements, for one vendor or for hundreds. */
@Injectable()
export class ScoreInputsService {
  constructor(
    private readonly vendorScores: VendorScoresRepository,
    private readonly assessed: AssessedVendors,
    private readonly findings: FindingsService,
  ) {}

  async of(vendorId: string): Promise<Known> {
    return (await this.ofAll([vendorId])).get(vendorId) ?? nothingKnown;
  }

  async ofAll(vendorIds: readonly string[]): Promise<Map<string, Known>> {
    const factors = await this.vendorScores.factorsOf(vendorIds);
    const assessed = await this.assessed.controlsOf(vendorIds);
    const findings = byVendor(await this.findings.unclosedOfAll(vendorIds));
    return new Map(
      vendorIds.map((id) => {
        const profile = factors.get(id);
        const answers = assessed.get(id);
        return [
          id,
          {
            factors: profile ? factorsOf(profile) : null,
            assessed: answers
              ? { assessmentId: answers.assessmentId, answers: answers.controls.map(answerOf) }
              : null,
            findings: findings.get(id) ?? [],
          },
        ];
      }),
    );
  }
}

export const nothingKnown: Known = { factors: null, assessed: null, findings: [] };

export function sufficiencyOf({ factors, assessed, findings }: Known): Sufficiency {
  if (factors && assessed) return { scorable: true, facts: { ...assessed, factors, findings } };
  return {
    scorable: false,
    reasons: [
      ...(factors ? [] : ['NO_RISK_PROFILE' as const]),
      ...(assessed ? [] : ['NO_COMPLETED_ASSESSMENT' as const]),
    ],
  };
}

function byVendor(rows: Awaited<ReturnType<FindingsService['unclosedOfAll']>>): Map<string, KnownFinding[]> {
  const found = new Map<string, KnownFinding[]>();
  for (const row of rows) {
    const { vendorId, id, title, severity } = row;
    const known = found.get(vendorId) ?? [];
    known.push({ id, title, severity, ...daysOf(row) });
    found.set(vendorId, known);
  }
  return found;
}

function answerOf(control: AssessedControl): AssessedAnswer {
  const { questionId, text, domain, weight, answer, notApplicable, evidenceStrength } = control;
  const { evidenceValidTo, halfLifeDays, knockoutTiers } = control;
  return {
    ...{ id: questionId, title: text, domain, weight, answer, notApplicable, evidenceStrength },
    ...{ evidenceValidTo, halfLifeDays, knockoutTiers },
  };
}
