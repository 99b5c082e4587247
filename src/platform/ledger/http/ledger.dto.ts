import { ApiProperty } from '@nestjs/swagger';
import { actorKinds, type ActorKind } from '../../auth/principal.js';
import { CodeField, IdField, LabelField, MomentField } from '../../http/fields.js';
import { ListRequest } from '../../http/list-query.js';
import type { State } from '../ledger-entry.js';
import type { NamedEntry } from '../ledger-reader.js';

export class ActorDto {
  @ApiProperty({ enum: actorKinds, enumName: 'ActorKind' }) kind: ActorKind;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'null for the system itself.' })
  id: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'Dana Officer',
    description: '"erased" for a person who was erased; null when it is nobody.',
  })
  name: string | null;
}

export class RevisionDto {
  @ApiProperty({ example: 2 }) revision: number;
  @ApiProperty({ type: String, format: 'date-time' }) recordedAt: Date;
  @ApiProperty({ type: ActorDto }) actor: ActorDto;
  @ApiProperty({ example: 'vendor.moved' }) action: string;
  @ApiProperty({ type: String, nullable: true, example: 'Vetting completed' }) reason: string | null;
  @ApiProperty({ type: [String], example: ['status'] }) changed: string[];
  @ApiProperty({ format: 'uuid' }) entryId: string;

  static of(entry: NamedEntry): RevisionDto {
    const { id, revision, recordedAt, action, reason, changed, actorKind, actorId, actorName } = entry;
    const actor = { kind: actorKind, id: actorId, name: actorName };
    return { revision, recordedAt, actor, action, reason, changed, entryId: id };
  }
}

export class LedgerEntryDto extends RevisionDto {
  @ApiProperty({ example: 'vendor' }) subjectType: string;
  @ApiProperty({ format: 'uuid' }) subjectId: string;
  @ApiProperty({ type: String, nullable: true, description: 'X-Request-Id of the request that caused it.' })
  requestId: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    example: '41',
    description: 'Place in the tree; null until sealed.',
  })
  position: string | null;

  static override of(entry: NamedEntry): LedgerEntryDto {
    const { subjectType, subjectId, requestId, position } = entry;
    return { ...RevisionDto.of(entry), subjectType, subjectId, requestId, position };
  }
}

export class LedgerEntryDetailDto extends LedgerEntryDto {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'The subject before; null for its first revision.',
  })
  before: State | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'The whole subject after the change; personal fields as salted digests.',
  })
  after: State;

  static with(entry: NamedEntry & { before: State | null }): LedgerEntryDetailDto {
    return { ...LedgerEntryDto.of(entry), before: entry.before, after: entry.state };
  }
}

const sorts = ['seq', '-seq'] as const;

export class HistoryRequest extends ListRequest {
  @CodeField({
    codes: sorts,
    optional: true,
    example: '-seq',
    description: 'seq: oldest first; -seq (default): newest first.',
  })
  sort: (typeof sorts)[number] = '-seq';
}

export class LedgerRequest extends HistoryRequest {
  @IdField({ optional: true }) subjectId?: string;
  @LabelField({ optional: true, max: 100, example: 'data_flow' }) subjectType?: string;
  @IdField({ optional: true }) actorId?: string;
  @LabelField({ optional: true, max: 100, example: 'data_flow.approved' }) action?: string;
  @MomentField({ optional: true, description: 'Recorded at or after this moment.' }) from?: string;
  @MomentField({ optional: true, description: 'Recorded before this moment.' }) to?: string;
}
