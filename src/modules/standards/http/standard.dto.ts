import { anyJson } from '../../../platform/http/any-json.js';
import { ApiProperty } from '@nestjs/swagger';
import { longestCondition } from '../../../shared/conditions.js';
import {
  BoolField,
  CodeField,
  CodesField,
  LabelField,
  LookedUpField,
  ObjectsField,
  ProseField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import type { Fact } from '../domain/documented-fact.js';
import { subjects, type Subject } from '../domain/facts.js';
import { gates, gatesOf, type Gate } from '../domain/gate.js';
import { requirementId, severities, type Requirement, type Severity } from '../domain/requirement.js';
import { standardStatuses, type Standard, type StandardStatus } from '../domain/standard.js';

/** Longer than a condition may be, so that one that is too long is named together with everything else that is wrong. */
const longestText = 100_000;

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
    description:
      'Whose facts its conditions use, besides those of the vendor: none, those of an assessment, of an agreement, or of ' +
      'a flow with its agreement.',
  })
  about: Subject;
  @CodesField({
    codes: gates,
    name: 'Gate',
    optional: true,
    min: 1,
    example: ['flow_submission', 'flow_decision', 'flow_activation'],
    description:
      'Where it is asked; unless told, at the gates where its facts are at hand: what is about a vendor or an agreement is ' +
      'asked of its flows too.',
  })
  gates?: Gate[];
  @CodeField({ codes: severities, name: 'RequirementSeverity', example: 'blocking' }) severity: Severity;
  @ProseField({
    max: longestText,
    example: 'flow.direction != ""',
    description: `CEL over the facts, ${longestCondition} characters at most; false: the requirement is not asked.`,
  })
  appliesWhen: string;
  @ProseField({
    max: longestText,
    example: 'flow.dataCategories.all(c, c.retentionDays >= 0 && c.retentionDays <= 3653)',
    description: `CEL over the facts, ${longestCondition} characters at most; true: it is met. What cannot be evaluated is not met.`,
  })
  requires: string;
  @ProseField({ max: 1_000, example: 'Shorten the retention, or say which law asks for more.' })
  remedy: string;
  @BoolField({ example: true, description: 'Whether a dated exception may be granted.' }) waivable: boolean;

  static of(requirement: Requirement): RequirementDto {
    const { id, title, law, about, severity, appliesWhen, requires, remedy, waivable } = requirement;
    const asked = [...gatesOf(requirement)];
    return { id, title, law, about, gates: asked, severity, appliesWhen, requires, remedy, waivable };
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
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Edition of the shipped standard; null for an own one.',
  })
  edition: number | null;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) publishedById: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) publishedAt: Date | null;

  static of(standard: Standard): StandardDto {
    const { id, revision, version, title, note, status, requirements } = standard;
    const { authorId, edition, createdAt, publishedById, publishedAt } = standard;
    const shown = requirements.map((requirement) => RequirementDto.of(requirement));
    return {
      ...{ id, revision, version, title, note, status, requirements: shown },
      ...{ authorId, edition, createdAt, publishedById, publishedAt },
    };
  }
}

export class FactDto {
  @ApiProperty({ example: 'agreement.breachNoticeHours', description: '[] stands for each item of a list.' })
  name: string;
  @ApiProperty({ example: 'double', description: 'Type in CEL; every number is a double.' }) type: string;
  @ApiProperty({ type: String, nullable: true, example: 'hours' }) unit: string | null;
  @ApiProperty({ example: 'the agreement', description: 'Where it comes from.' }) source: string;
  @ApiProperty(anyJson('A value of this type.', 24))
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

const sorts = ['version', '-version'] as const;

export class StandardsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-version' }) sort: (typeof sorts)[number] = '-version';
  @LabelField({ max: 200, optional: true, example: 'retention', description: 'Part of title or note.' })
  q?: string;
  @CodeField({ codes: standardStatuses, optional: true, example: 'published' }) status?: StandardStatus;
}
