import { ApiProperty } from '@nestjs/swagger';
import { personKinds, type PersonKind } from '../../../platform/erasable-people.js';
import { CodeField, IdField, ProseField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import type { Erasure, Hindrance } from '../domain/erasure.js';

const kind = {
  codes: personKinds,
  name: 'PersonKind',
  example: 'vendor_contact',
} as const;
const id = {
  description:
    'The id of the user, the vendor contact, the invitation (respondent), the assessment (signatory), the remediation link (remediator), the report link (reporter), the vendor report (report_contact) or the subscription (subscriber).',
} as const;
const sorts = ['erasedAt', '-erasedAt'] as const;

export class CreateErasureDto {
  @CodeField(kind) kind: PersonKind;
  @IdField(id) id: string;
  @ProseField({
    max: 1_000,
    example: 'Asked for it by letter of 3 June (Art. 17(1)(b)).',
    description: 'Stays on record for ever: say why, and never who.',
  })
  reason: string;
}

export class ErasuresRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-erasedAt' }) sort: (typeof sorts)[number] =
    '-erasedAt';
  @CodeField({ ...kind, optional: true }) kind?: PersonKind;
  @IdField({ ...id, optional: true }) subjectId?: string;
}

export class ErasureReadinessRequest {
  @CodeField(kind) kind: PersonKind;
  @IdField(id) id: string;
}

export class ErasureDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ enum: personKinds, enumName: 'PersonKind' }) kind: string;
  @ApiProperty({ format: 'uuid' }) subjectId: string;
  @ApiProperty({ type: [String], example: ['name', 'email'], description: 'Fields that held something.' })
  fields: string[];
  @ApiProperty({
    type: [String],
    example: ['delegations'],
    description: 'What ended or was forgotten besides: delegations, calendar_feeds, answers_for_retries.',
  })
  ended: string[];
  @ApiProperty() reason: string;
  @ApiProperty({
    ...{ type: String, format: 'uuid', nullable: true },
    description: 'null: by a retention rule, which the reason names.',
  })
  erasedById: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) erasedAt: Date;

  static of(erasure: Erasure): ErasureDto {
    const { id, revision, kind, subjectId, fields, ended, reason, erasedById, erasedAt } = erasure;
    return { id, revision, kind, subjectId, fields, ended, reason, erasedById, erasedAt };
  }
}

export class ErasureHindranceDto {
  @ApiProperty({ example: 'VENDORS_OWNED' }) code: string;
  @ApiProperty({ example: 'They own vendors.' }) message: string;
  @ApiProperty({ example: 'Give the vendors another owner.' }) remedy: string;
  @ApiProperty({ example: 2 }) count: number;
  @ApiProperty({ type: [String], description: 'The records that it is about; the first ten.' }) ids: string[];

  static of({ code, message, remedy, count, ids }: Hindrance): ErasureHindranceDto {
    return { code, message, remedy, count, ids: [...ids] };
  }
}

export class ErasureReadinessDto {
  @ApiProperty({ example: false }) ready: boolean;
  @ApiProperty({ type: [ErasureHindranceDto] }) unmet: ErasureHindranceDto[];

  static of(found: readonly Hindrance[]): ErasureReadinessDto {
    return { ready: found.length === 0, unmet: found.map((each) => ErasureHindranceDto.of(each)) };
  }
}
