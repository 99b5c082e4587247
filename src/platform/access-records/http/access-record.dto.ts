import { ApiProperty } from '@nestjs/swagger';
import { actorKinds, type ActorKind } from '../../auth/principal.js';
import { CodeField, IdField, MomentField } from '../../http/fields.js';
import { ListRequest } from '../../http/list-query.js';
import { readThings, type AccessRecord, type ReadThing } from '../access-record.js';

const sorts = ['at', '-at'] as const;

export class AccessRecordsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-at' }) sort: (typeof sorts)[number] = '-at';
  @IdField({ optional: true }) actorId?: string;
  @CodeField({ codes: readThings, name: 'ReadThing', optional: true, example: 'vendor_contact' })
  what?: ReadThing;
  @IdField({ optional: true }) subjectId?: string;
  @MomentField({ optional: true, description: 'Read at or after this moment.' }) from?: string;
  @MomentField({ optional: true, description: 'Read before this moment.' }) to?: string;
}

export class AccessRecordDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: String, format: 'date-time' }) at: Date;
  @ApiProperty({ enum: actorKinds, enumName: 'ActorKind' }) actorKind: ActorKind;
  @ApiProperty({ format: 'uuid' }) actorId: string;
  @ApiProperty({ enum: readThings, enumName: 'ReadThing' }) what: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'null for a list.' })
  subjectId: string | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'As in the query; a text that was searched for is not kept.',
  })
  filters: Record<string, string>;
  @ApiProperty({ type: Number, nullable: true, example: 50, description: 'Lines of the page of a list.' })
  rowCount: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'X-Request-Id.' }) requestId: string | null;

  static of(record: AccessRecord): AccessRecordDto {
    const { id, at, actorKind, actorId, what, subjectId, filters, rowCount, requestId } = record;
    return { id, at, actorKind, actorId, what, subjectId, filters: { ...filters }, rowCount, requestId };
  }
}
