import { ApiProperty } from '@nestjs/swagger';
import { twoDecimals } from '../../../shared/rounding.js';
import { CodeField, IdField } from '../../../platform/http/fields.js';
import type { Change, Counterfactual, Counterfactuals, Search } from '../domain/counterfactuals.js';
import type { Difference, DifferencePart } from '../domain/difference.js';
import { dragReasons, type Drag, type DragReason } from '../domain/drags.js';
import { grades, type Grade } from '../domain/scoring-model.js';
import { changeInWords } from '../domain/words.js';
import type { Explained, Verification } from '../score-explanations.service.js';
import { AuditScoreDto, contributionKinds, type ContributionDto } from './audit-score.dto.js';
import { ModelVersionDto } from './scoring-model.dto.js';

const rounded = (value: number | null) => (value === null ? null : twoDecimals(value));

class DragDto {
  @ApiProperty({ enum: contributionKinds }) kind: ContributionDto['kind'];
  @ApiProperty({ example: 'ir_plan' }) id: string;
  @ApiProperty({ example: 'Is the plan for incidents tested?' }) title: string;
  @ApiProperty({ example: 9.82, description: 'Points of risk that go if it is as good as it can be.' })
  points: number;
  @ApiProperty({ enum: dragReasons, isArray: true }) because: DragReason[];

  static of({ kind, id, title, points, because }: Drag): DragDto {
    return { kind, id, title, points: twoDecimals(points), because: [...because] };
  }
}

export class DomainStandingDto {
  @ApiProperty({ example: 'ACCESS_CONTROL' }) domain: string;
  @ApiProperty({ example: 3 }) controls: number;
  @ApiProperty({ example: 0.62, description: '0 to 1, within the domain.' }) controlEffectiveness: number;
  @ApiProperty({ example: 0.91, description: '0 to 1: share of the domain’s weight that was answered.' })
  coverage: number;

  static of({ domain, controls, ...shares }: Explained['domains'][number]): DomainStandingDto {
    const { controlEffectiveness, coverage } = shares;
    return {
      ...{ domain, controls },
      controlEffectiveness: twoDecimals(controlEffectiveness),
      coverage: twoDecimals(coverage),
    };
  }
}

/** One score with what keeps it down. */
export class ExplainedScoreDto extends AuditScoreDto {
  @ApiProperty({ type: [DragDto], description: 'The five things that cost most, the heaviest first.' })
  drags: DragDto[];
  @ApiProperty({ type: [DomainStandingDto], description: 'By control domain.' })
  domains: DomainStandingDto[];

  static explained({ score, drags, domains }: Explained): ExplainedScoreDto {
    return {
      ...AuditScoreDto.of(score),
      drags: drags.map((drag) => DragDto.of(drag)),
      domains: domains.map((domain) => DomainStandingDto.of(domain)),
    };
  }

  /** What a vendor's newest score is changes with every new one: its revisions are their numbers. */
  static newestExplained(explained: Explained): ExplainedScoreDto {
    return { ...ExplainedScoreDto.explained(explained), revision: explained.score.number };
  }
}

class ChangedAnswerDto {
  @ApiProperty({ type: Number, nullable: true, example: 0.5, description: '0 to 1; null: unanswered.' })
  answer: number | null;
  @ApiProperty({ example: 0.5, description: '0 none to 1 independent audit.' }) evidenceStrength: number;
}

class ChangeDto {
  @ApiProperty({ enum: ['control', 'finding'] }) kind: Change['kind'];
  @ApiProperty({ example: 'ir_plan' }) id: string;
  @ApiProperty({ example: 'Is the plan for incidents tested?' }) title: string;
  @ApiProperty({
    example: 2,
    description: 'Half of an answer, one grade of evidence, a renewal: a step each.',
  })
  steps: number;
  @ApiProperty({ type: ChangedAnswerDto, nullable: true }) from: ChangedAnswerDto | null;
  @ApiProperty({ type: ChangedAnswerDto, nullable: true }) to: ChangedAnswerDto | null;
  @ApiProperty({ example: '“Is the plan for incidents tested?”: from “works in part” to “works”' })
  words: string;

  static of(change: Change): ChangeDto {
    const { kind, id, title, steps, from, to } = change;
    const shown = from && { answer: from.answer, evidenceStrength: from.evidenceStrength };
    return { kind, id, title, steps, from: shown, to: to && { ...to }, words: changeInWords(change) };
  }
}

class CounterfactualDto {
  @ApiProperty({ type: [ChangeDto] }) changes: ChangeDto[];
  @ApiProperty({ example: 28.77 }) residualRisk: number;
  @ApiProperty({ enum: grades }) grade: Grade;

  static of({ changes, residualRisk, grade }: Counterfactual): CounterfactualDto {
    return {
      changes: changes.map((change) => ChangeDto.of(change)),
      residualRisk: twoDecimals(residualRisk),
      grade,
    };
  }
}

class SearchDto implements Search {
  @ApiProperty({ example: 4, description: 'Controls and findings that were looked at.' }) things: number;
  @ApiProperty({ example: 4, description: '… of those that could be better.' }) ofThings: number;
  @ApiProperty({ example: 131, description: 'Scores computed.' }) evaluated: number;
  @ApiProperty({ example: 4_000, description: 'The search ends here at the latest.' }) atMost: number;
  @ApiProperty({ description: 'Every single change and every pair of them was looked at.' })
  complete: boolean;
}

export class CounterfactualsDto {
  @ApiProperty({ enum: grades }) grade: Grade;
  @ApiProperty({ enum: grades, nullable: true, description: 'null: no grade is better.' })
  target: Grade | null;
  @ApiProperty({
    type: [CounterfactualDto],
    description: 'What reaches the target: single changes before pairs, the smallest first; ten at most.',
  })
  items: CounterfactualDto[];
  @ApiProperty({
    type: CounterfactualDto,
    nullable: true,
    description: 'Where nothing reaches it: what comes nearest.',
  })
  nearest: CounterfactualDto | null;
  @ApiProperty({ type: SearchDto }) search: SearchDto;

  static of({ grade, target, items, nearest, search }: Counterfactuals): CounterfactualsDto {
    return {
      grade,
      target,
      items: items.map((item) => CounterfactualDto.of(item)),
      nearest: nearest && CounterfactualDto.of(nearest),
      search: { ...search },
    };
  }
}

export class CounterfactualsRequest {
  @CodeField({
    codes: grades,
    optional: true,
    example: 'B',
    description: 'The grade to reach; the next better one unless told.',
  })
  target?: Grade;
}

export class ScoreDifferenceRequest {
  @IdField({ description: 'The score to compare with, of the same vendor.' }) from: string;
}

class DifferencePartDto {
  @ApiProperty({ enum: contributionKinds }) kind: DifferencePart['kind'];
  @ApiProperty({ example: 'mfa' }) id: string;
  @ApiProperty({ example: 'Is multi-factor authentication required for remote access?' }) title: string;
  @ApiProperty({ type: Number, nullable: true, example: -16.36, description: 'null: it was not there.' })
  from: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 0, description: 'null: it is not there.' })
  to: number | null;
  @ApiProperty({ example: 16.36, description: 'As shown they add up to points of the whole exactly.' })
  points: number;
  @ApiProperty({ type: [String], example: ['works → does not work'] }) words: string[];

  static of({ kind, id, title, from, to, points, words }: DifferencePart): DifferencePartDto {
    return { kind, id, title, from: rounded(from), to: rounded(to), points, words: [...words] };
  }
}

class DifferenceEndDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) number: number;
  @ApiProperty({ example: 35.31 }) residualRisk: number;
  @ApiProperty({ enum: grades }) grade: Grade;
  @ApiProperty({ type: String, format: 'date-time' }) computedAt: Date;
  @ApiProperty({ type: ModelVersionDto }) model: ModelVersionDto;

  static of(score: Explained['score'], { residualRisk, grade }: Difference['from']): DifferenceEndDto {
    const { id, number, computedAt, modelId, modelVersion } = score;
    return { id, number, residualRisk, grade, computedAt, model: { id: modelId, version: modelVersion } };
  }
}

export class ScoreDifferenceDto {
  @ApiProperty({ type: DifferenceEndDto }) from: DifferenceEndDto;
  @ApiProperty({ type: DifferenceEndDto }) to: DifferenceEndDto;
  @ApiProperty({ example: 32.69, description: 'Residual risk after less before.' }) points: number;
  @ApiProperty({ example: 'Residual risk rose by 32.69, from 35.31 (C) to 68.00 (D).' }) words: string;
  @ApiProperty({ type: [DifferencePartDto], description: 'The largest first; what stayed is left out.' })
  parts: DifferencePartDto[];

  static of(found: {
    from: Explained['score'];
    to: Explained['score'];
    difference: Difference;
  }): ScoreDifferenceDto {
    const { points, words, parts, from, to } = found.difference;
    return {
      from: DifferenceEndDto.of(found.from, from),
      to: DifferenceEndDto.of(found.to, to),
      ...{ points, words, parts: parts.map((part) => DifferencePartDto.of(part)) },
    };
  }
}

export class VerificationDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ description: 'The same digest, and every number the same to the last bit.' })
  verified: boolean;
  @ApiProperty({ type: [String], example: [], description: 'Fields that came out otherwise.' })
  differing: string[];
  @ApiProperty({ example: 35.31356, description: 'As stored, not rounded.' }) storedResidualRisk: number;
  @ApiProperty({ example: 35.31356, description: 'As computed now from what is stored, not rounded.' })
  recomputedResidualRisk: number;
  @ApiProperty({ example: 'sha256:9f86…' }) storedDigest: string;
  @ApiProperty({ example: 'sha256:9f86…' }) recomputedDigest: string;
  @ApiProperty({ description: 'RFC 8785 JSON of inputs and model; its SHA-256 is the digest.' })
  digested: string;
  @ApiProperty({ type: ModelVersionDto }) model: ModelVersionDto;

  static of({ score, recomputed, recomputedDigest, differing, digested }: Verification): VerificationDto {
    return {
      id: score.id,
      verified: differing.length === 0 && recomputedDigest === score.inputsDigest,
      differing: [...differing],
      storedResidualRisk: score.residualRisk,
      recomputedResidualRisk: recomputed.residualRisk,
      storedDigest: score.inputsDigest,
      ...{ recomputedDigest, digested },
      model: { id: score.modelId, version: score.modelVersion },
    };
  }
}
