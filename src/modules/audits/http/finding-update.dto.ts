import { ApiProperty } from '@nestjs/swagger';
import { BoolField, CodeField, ProseField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { updaterKinds, type FindingUpdate, type UpdaterKind } from '../domain/finding-update.js';

export class WriteFindingUpdateDto {
  @ProseField({ max: 4_000, example: 'Please send the log of the next deletion.' }) text: string;
  @BoolField({ example: true, description: 'true: the vendor reads it through its link. false: internal.' })
  visibleToVendor: boolean;
}

export class FindingUpdateDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) findingId: string;
  @ApiProperty({ enum: updaterKinds, enumName: 'UpdaterKind', description: 'respondent: the vendor.' })
  byKind: UpdaterKind;
  @ApiProperty({ format: 'uuid', description: 'The person, key or link.' }) byId: string;
  @ApiProperty() visibleToVendor: boolean;
  @ApiProperty() text: string;
  @ApiProperty({ description: 'The vendor said with it that the gap is mended.' }) claimsResolved: boolean;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'A document, as evidence.' })
  evidenceId: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of(update: FindingUpdate): FindingUpdateDto {
    const { id, revision, findingId, byKind, byId, visibleToVendor, text, claimsResolved } = update;
    const { evidenceId, createdAt } = update;
    return {
      ...{ id, revision, findingId, byKind, byId, visibleToVendor, text, claimsResolved },
      ...{ evidenceId, createdAt },
    };
  }
}

const sorts = ['createdAt', '-createdAt'] as const;

export class FindingUpdatesRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: 'createdAt' }) sort: (typeof sorts)[number] =
    'createdAt';
}
