import { ApiProperty } from '@nestjs/swagger';
import { longestCondition } from '../../../shared/conditions.js';
import type { Unmet } from '../../../shared/unmet.js';
import {
  BoolField,
  CodeField,
  LabelField,
  LookedUpField,
  ObjectsField,
  ProseField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { isReady } from '../domain/evaluation.js';
import type { Fact } from '../domain/fact-catalogue.js';
import { subjects, type Subject } from '../domain/facts.js';
import { requirementId, severities, type Requirement, type Severity } from '../domain/requirement.js';
import { standardStatuses, type Standard, type StandardStatus } from '../domain/standard.js';

/** Sent and shown alike. */
export class RequirementDto implements Requirement {
  @LookedUpField({
    pattern: requirementId.source,
    sentence: 'must be UPPER_SNAKE_CASE, at most 60 characters',
    known: (value) => value.length <= 60 && requirementId.test(value),
    example: 'RETENTION_TEN_YEARS',
    description: 'Stable code of what is unmet.',
  })
  id: string;
  @LabelField({ max: 200, example: 'Nothing is kept longer than ten years' }) title: string;
  @LabelField({ max: 200, example: 'GDPR Art. 5(1)(e)' }) law: string;
  @CodeField({
    codes: subjects,
    name: 'RequirementSubject',
    example: 'flow',
    description: 'vendor: asked of a vendor and of each of its flows. flow: asked of each flow.',
  })
  about: Subject;
  @CodeField({ codes: severities, name: 'RequirementSeverity', example: 'blocking' }) severity: Severity;
  @ProseField({
    max: longestCondition,
    example: 'flow.direction != ""',
    description: 'CEL over the facts; false: the requirement is not asked.',
  })
  appliesWhen: string;
  @ProseField({
    max: longestCondition,
    example: 'flow.dataCategories.all(c, c.retentionDays >= 0 && c.retentionDays <= 3653)',
    description: 'CEL over the facts; true: it is met. What cannot be evaluated is not met.',
  })
  requires: string;
  @ProseField({ max: 1_000, example: 'Shorten the retention, or say which law asks for more.' })
  remedy: string;
  @BoolField({ example: true, description: 'Whether a dated exception may be granted.' }) waivable: boolean;

  static of(requirement: Requirement): RequirementDto {
    const { id, title, law, about, severity, appliesWhen, requires, remedy, waivable } = requirement;
    return { id, title, law, about, severity, appliesWhen, requires, remedy, waivable };
  }
}

export class DraftStandardDto {
  @LabelField({ max: 200, example: 'Data-handling standard' }) title: string;
  @ProseField({ max: 2_000, example: 'Retention is now bounded.', description: 'What is new, and why.' })
  note: string;
  @ObjectsField(() => RequirementDto, {
    min: 1,
    max: 200,
    description: 'The whole version: it replaces the one before.',
  })
  requirements: RequirementDto[];
}

export class PublishStandardDto {
  @ProseField({ max: 2_000, example: 'Read in full; fits the decision of the board of 2 June.' })
  reason: string;
}

export class StandardDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ example: 1 }) version: number;
  @ApiProperty({ example: 'Data-handling standard' }) title: string;
  @ApiProperty({ example: 'Shipped with Keyholder.' }) note: string;
  @ApiProperty({ enum: standardStatuses, enumName: 'StandardStatus' }) status: StandardStatus;
  @ApiProperty({ type: [RequirementDto] }) requirements: RequirementDto[];
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'null: shipped with the release.',
  })
  authorId: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) publishedById: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) publishedAt: Date | null;

  static of(standard: Standard): StandardDto {
    const { id, revision, version, title, note, status, requirements } = standard;
    const { authorId, createdAt, publishedById, publishedAt } = standard;
    const shown = requirements.map((requirement) => RequirementDto.of(requirement));
    return {
      ...{ id, revision, version, title, note, status, requirements: shown },
      ...{ authorId, createdAt, publishedById, publishedAt },
    };
  }
}

export class FactDto {
  @ApiProperty({ example: 'agreement.breachNoticeHours', description: '[] stands for each item of a list.' })
  name: string;
  @ApiProperty({ example: 'double', description: 'Type in CEL; every number is a double.' }) type: string;
  @ApiProperty({ type: String, nullable: true, example: 'hours' }) unit: string | null;
  @ApiProperty({ example: 'the agreement', description: 'Where it comes from.' }) source: string;
  @ApiProperty({
    example: 24,
    description: 'A value of this type.',
    oneOf: [
      { type: 'string' },
      { type: 'number' },
      { type: 'boolean' },
      { type: 'array' },
      { type: 'object' },
    ] as never,
  })
  example: unknown;
  @ApiProperty({
    nullable: true,
    example: -1,
    description: 'The value that stands for "nothing was given"; null when there is none.',
    oneOf: [{ type: 'string' }, { type: 'number' }],
  })
  missing: string | number | null;

  static of(name: string, { type, unit, source, example, missing }: Fact): FactDto {
    return { name, type, unit: unit ?? null, source, example, missing: missing ?? null };
  }
}

export class FactsDto {
  @ApiProperty({ type: [FactDto] }) items: FactDto[];
}

export class UnmetDto implements Unmet {
  @ApiProperty({ example: 'VENDOR_SCORED' }) code: string;
  @ApiProperty({ example: 'Sufficient guarantees were examined' }) requirement: string;
  @ApiProperty({ example: 'Found: score.present is false.' }) message: string;
  @ApiProperty({ example: 'GDPR Art. 28(1)' }) law: string;
  @ApiProperty({ enum: severities, enumName: 'RequirementSeverity' }) severity: Severity;
  @ApiProperty({ example: 'Send the vendor a questionnaire and complete its review.' }) remedy: string;
  @ApiProperty({ example: false }) waivable: boolean;
  @ApiProperty({ type: String, format: 'date', nullable: true, example: null }) waivedUntil: string | null;
}

export class StandardVersionDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) version: number;
}

export class ReadinessDto {
  @ApiProperty({ description: 'No blocking requirement is unmet.' }) ready: boolean;
  @ApiProperty({ type: [UnmetDto], description: 'Blocking and warnings, in the order of the standard.' })
  unmet: UnmetDto[];
  @ApiProperty({ type: StandardVersionDto }) standard: StandardVersionDto;
  @ApiProperty({ type: String, format: 'date-time' }) evaluatedAt: Date;

  static of(verdict: { standard: StandardVersionDto; unmet: Unmet[]; evaluatedAt: Date }): ReadinessDto {
    const { standard, unmet, evaluatedAt } = verdict;
    return { ready: isReady(unmet), unmet, standard, evaluatedAt };
  }
}

const sorts = ['version', '-version'] as const;

export class StandardsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-version' }) sort: (typeof sorts)[number] = '-version';
  @LabelField({ max: 200, optional: true, example: 'retention', description: 'Part of title or note.' })
  q?: string;
  @CodeField({ codes: standardStatuses, optional: true, example: 'published' }) status?: StandardStatus;
}
