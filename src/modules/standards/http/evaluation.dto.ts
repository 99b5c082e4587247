import { ApiProperty } from '@nestjs/swagger';
import { defaultLimit, greatestLimit } from '../../../shared/page.js';
import {
  CodeField,
  Digits,
  IdField,
  IntField,
  LookedUpField,
  MomentField,
  SecretField,
} from '../../../platform/http/fields.js';
import { changeKinds, type RequirementChange } from '../domain/difference.js';
import { gates, gatesOf, type Gate } from '../domain/gate.js';
import { verdicts } from '../domain/judged.js';
import { requirementId, severities, type Severity } from '../domain/requirement.js';
import type { Standard } from '../domain/standard.js';
import { waiverSubjects, type WaiverSubject } from '../domain/waiver.js';
import type { Evaluation, PortfolioFilter, PortfolioRow } from '../evaluations.service.js';
import type { StandardDifference } from '../standards.service.js';
import { anyJson } from '../../../platform/http/any-json.js';
import { EvaluatedStandardDto, UnmetRequirementDto } from './readiness.dto.js';

export class StandardDifferenceRequest {
  @IdField({ optional: true, description: 'The version to compare with; the published one unless told.' })
  from?: string;
}

export class RequirementFieldChangeDto {
  @ApiProperty({ example: 'requires' }) field: string;
  @ApiProperty(anyJson('As it was; null: there was none.', 'score.known')) from: unknown;
  @ApiProperty(anyJson('As it is; null: there is none.', 'true')) to: unknown;
}

export class RequirementChangeDto {
  @ApiProperty({ example: 'VENDOR_SCORED' }) id: string;
  @ApiProperty({ enum: changeKinds }) kind: RequirementChange['kind'];
  @ApiProperty({ description: 'It blocks, before or after.' }) blocking: boolean;
  @ApiProperty({ type: [RequirementFieldChangeDto] }) fields: RequirementFieldChangeDto[];
  @ApiProperty({
    type: [String],
    example: ['VENDOR_SCORED is met whatever the facts are: it asks for nothing.'],
    description: 'What the change makes of the gate, in words.',
  })
  notes: string[];
}

export class StandardDifferenceDto {
  @ApiProperty({ type: EvaluatedStandardDto, nullable: true }) from: EvaluatedStandardDto | null;
  @ApiProperty({ type: EvaluatedStandardDto }) to: EvaluatedStandardDto;
  @ApiProperty({ type: [RequirementChangeDto] }) changes: RequirementChangeDto[];
  @ApiProperty({ description: 'It changes what blocks, so that its author cannot publish it.' })
  secondPerson: boolean;

  static of({ from, to, changes, secondPerson }: StandardDifference): StandardDifferenceDto {
    return {
      from: from && versionOf(from),
      to: versionOf(to),
      changes: changes.map(({ id, kind, blocking, fields, notes }) => ({
        ...{ id, kind, blocking, notes: [...notes] },
        fields: fields.map(({ field, from: then, to: now }) => ({ field, from: then, to: now })),
      })),
      secondPerson,
    };
  }
}

export class EvaluateDto {
  @CodeField({ codes: waiverSubjects, name: 'WaiverSubject', example: 'vendor' }) subjectType: WaiverSubject;
  @IdField() subjectId: string;
  @MomentField({
    optional: true,
    nullable: true,
    example: null,
    description: 'As everything was on record at that moment; now unless told.',
  })
  at?: string | null;
}

export class RequirementVerdictDto {
  @ApiProperty({ example: 'VENDOR_SCORED' }) id: string;
  @ApiProperty({ example: 'Sufficient guarantees were examined' }) title: string;
  @ApiProperty({ enum: severities, enumName: 'RequirementSeverity' }) severity: Severity;
  @ApiProperty({ enum: gates, enumName: 'Gate', isArray: true }) gates: Gate[];
  @ApiProperty({
    enum: verdicts,
    description:
      'unknown: it cannot be judged, and counts as not met. waived: not met, and lifted by a waiver.',
  })
  verdict: (typeof verdicts)[number];
  @ApiProperty({ type: UnmetRequirementDto, nullable: true }) unmet: UnmetRequirementDto | null;
}

export class EvaluationDto {
  @ApiProperty({ enum: waiverSubjects, enumName: 'WaiverSubject' }) subjectType: WaiverSubject;
  @ApiProperty({ format: 'uuid' }) subjectId: string;
  @ApiProperty({ example: 'Example Payroll' }) name: string;
  @ApiProperty({ type: EvaluatedStandardDto }) standard: EvaluatedStandardDto;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) at: Date | null;
  @ApiProperty({ type: String, format: 'date-time' }) evaluatedAt: Date;
  @ApiProperty({ description: 'Nothing blocking is left.' }) ready: boolean;
  @ApiProperty({
    type: [String],
    example: ['sharing.certificatesMissing'],
    description:
      'Documented facts that are not known, or were not on record then; a rule that needs one fails.',
  })
  unknownFacts: string[];
  @ApiProperty({ type: [RequirementVerdictDto] }) requirements: RequirementVerdictDto[];

  static of({ standard, subject, at, evaluatedAt, ready, ...rest }: Evaluation): EvaluationDto {
    const { subjectType, subjectId, name } = subject;
    return {
      ...{ subjectType, subjectId, name, standard: versionOf(standard), at, evaluatedAt, ready },
      unknownFacts: [...rest.unknownFacts],
      requirements: rest.found.map(({ requirement, verdict, unmet }) => ({
        ...{ id: requirement.id, title: requirement.title, severity: requirement.severity, verdict },
        gates: [...gatesOf(requirement)],
        unmet: unmet && UnmetRequirementDto.of(unmet),
      })),
    };
  }
}

export class PortfolioRequest implements PortfolioFilter {
  @Digits()
  @IntField({ min: 1, max: greatestLimit, optional: true, example: 50, description: 'Rows on a page.' })
  limit: number = defaultLimit;
  @SecretField({
    min: 1,
    max: 2_000,
    optional: true,
    description: 'nextCursor of the page before, unchanged.',
  })
  cursor?: string;
  @CodeField({
    codes: waiverSubjects,
    name: 'WaiverSubject',
    optional: true,
    example: 'vendor',
    description: 'What is judged; vendors unless told.',
  })
  subjectType: WaiverSubject = 'vendor';
  @LookedUpField({
    optional: true,
    pattern: requirementId.source,
    sentence: 'must be the code of a requirement, UPPER_SNAKE_CASE',
    known: (value) => value.length <= 60 && requirementId.test(value),
    example: 'VENDOR_SCORED',
  })
  requirementId?: string;
  @CodeField({ codes: severities, optional: true, example: 'blocking' }) severity?: Severity;
  @Digits() @IntField({ min: 1, max: 4, optional: true, example: 1 }) tier?: number;
  @CodeField({ codes: gates, optional: true, example: 'vendor_approval' }) gate?: Gate;
}

export class PortfolioRowDto {
  @ApiProperty({ enum: waiverSubjects, enumName: 'WaiverSubject' }) subjectType: WaiverSubject;
  @ApiProperty({ format: 'uuid' }) subjectId: string;
  @ApiProperty({ description: 'Name of the vendor, or reference of the data flow.' }) name: string;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ type: Number, nullable: true, example: 2 }) tier: number | null;
  @ApiProperty({ description: 'None of what was asked for blocks.' }) ready: boolean;
  @ApiProperty({
    type: [UnmetRequirementDto],
    description: 'What is unmet of what was asked for, waived or not.',
  })
  unmet: UnmetRequirementDto[];

  static of({ subject, ready, unmet }: PortfolioRow): PortfolioRowDto {
    const { subjectType, subjectId, name, vendorId, tier } = subject;
    const shown = unmet.map((reason) => UnmetRequirementDto.of(reason));
    return { subjectType, subjectId, name, vendorId, tier, ready, unmet: shown };
  }
}

const versionOf = ({ id, version }: Standard): EvaluatedStandardDto => ({ id, version });
