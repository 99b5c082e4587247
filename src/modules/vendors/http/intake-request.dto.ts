import { ApiProperty, PartialType } from '@nestjs/swagger';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  BoolField,
  CodeField,
  DayField,
  IdField,
  LabelField,
  ProseField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import {
  intakeKinds,
  intakeStatuses,
  type IntakeKind,
  type IntakeRequest,
  type IntakeStatus,
} from '../domain/intake-request.js';

export class CreateIntakeRequestDto {
  @CodeField({
    codes: intakeKinds,
    name: 'IntakeKind',
    example: 'vendor',
    description: 'A new vendor, or sharing data with one.',
  })
  kind: IntakeKind;
  @LabelField({ max: 200, example: 'A tool that measures paths through the web shop' }) what: string;
  @LabelField({ max: 200, example: 'E-commerce team', description: 'Who will use it.' }) forWhom: string;
  @ProseField({ max: 2_000, example: 'Pages visited and a pseudonymous customer number.' }) whichData: string;
  @ProseField({ max: 2_000, example: 'We lose a third of the orders at the last step and cannot see why.' })
  why: string;
  @DayField({ optional: true, nullable: true, example: '2027-03-01' }) neededBy?: LocalDate | null;
  @IdField({ optional: true, nullable: true, example: null, description: 'A registered vendor.' })
  vendorId?: string | null;
  @LabelField({
    max: 200,
    optional: true,
    nullable: true,
    example: 'Acme Analytics',
    description: 'A vendor that is not registered yet. Either this or vendorId.',
  })
  vendorName?: string | null;
}

export class ChangeIntakeRequestDto extends PartialType(CreateIntakeRequestDto, {
  skipNullProperties: false,
}) {}

const outcomes = ['accepted', 'refused'] as const;

export class TriageDto {
  @CodeField({ codes: outcomes, name: 'TriageOutcome', example: 'accepted' })
  outcome: (typeof outcomes)[number];
  @ProseField({
    max: 2_000,
    optional: true,
    example: 'Fits the budget; vetting begins.',
    description: 'Required for refused.',
  })
  reason?: string;
  @IdField({
    optional: true,
    nullable: true,
    example: null,
    description: 'The registered vendor that it is about after all; otherwise the named one is registered.',
  })
  vendorId?: string | null;
  @BoolField({
    optional: true,
    example: false,
    description: 'true registers the vendor although it looks like one we have; recorded.',
  })
  allowDuplicate?: boolean;
}

export class WithdrawalDto {
  @ProseField({ max: 2_000, optional: true, example: 'Found something in house.' }) reason?: string;
}

export class IntakeRequestDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ enum: intakeKinds, enumName: 'IntakeKind' }) kind: IntakeKind;
  @ApiProperty() what: string;
  @ApiProperty() forWhom: string;
  @ApiProperty() whichData: string;
  @ApiProperty() why: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) neededBy: LocalDate | null;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The vendor that it is about; always there once accepted.',
  })
  vendorId: string | null;
  @ApiProperty({ type: String, nullable: true }) vendorName: string | null;
  @ApiProperty({ enum: intakeStatuses, enumName: 'IntakeStatus' }) status: IntakeStatus;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was answered so.' }) answer:
    string | null;
  @ApiProperty({ format: 'uuid' }) requestedBy: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) answeredBy: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) answeredAt: Date | null;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of(request: IntakeRequest): IntakeRequestDto {
    const { id, revision, kind, what, forWhom, whichData, why, neededBy, vendorId, vendorName } = request;
    const { status, answer, requestedBy, answeredBy, answeredAt, createdAt } = request;
    return {
      ...{ id, revision, kind, what, forWhom, whichData, why, neededBy, vendorId, vendorName },
      ...{ status, answer, requestedBy, answeredBy, answeredAt, createdAt },
    };
  }
}

const sorts = ['createdAt', '-createdAt', 'neededBy', '-neededBy'] as const;

export class IntakeRequestsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-createdAt' }) sort: (typeof sorts)[number] =
    '-createdAt';
  @LabelField({ max: 200, optional: true, example: 'analytics', description: 'Part of what or vendorName.' })
  q?: string;
  @CodeField({ codes: intakeKinds, optional: true, example: 'vendor' }) kind?: IntakeKind;
  @CodeField({ codes: intakeStatuses, optional: true, example: 'open' }) status?: IntakeStatus;
  @IdField({ optional: true }) vendorId?: string;
  @IdField({ optional: true }) requestedBy?: string;
}
