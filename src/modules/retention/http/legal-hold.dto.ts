import { ApiProperty } from '@nestjs/swagger';
import { personKinds, type PersonKind } from '../../../platform/erasable-people.js';
import { CodeField, DayField, IdField, LabelField, ProseField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  holdStates,
  holdSubjects,
  stateOf,
  type HoldState,
  type HoldSubject,
  type LegalHold,
  type PlacedHold,
} from '../domain/legal-hold.js';

const subjectKind = {
  codes: holdSubjects,
  name: 'HoldSubject',
  example: 'vendor',
  description:
    'A vendor covers its people, documents and reports; a data flow, an agreement and an incident cover their vendors likewise.',
} as const;
const reason = {
  max: 2_000,
  example: 'Claims under Art. 82 GDPR are announced; counsel asks to keep the file.',
  description: 'Why it has to be kept. Stays on record for ever: name no person.',
} as const;
const reference = {
  max: 200,
  example: 'Case 12 O 345/26',
  description: 'Of the case. Whoever is refused an erasure reads it: name no person.',
} as const;
const until = {
  example: '2199-12-31',
  description: 'The last day on which it stands by itself, in UTC; none: until it is released.',
} as const;
const sorts = ['placedAt', '-placedAt'] as const;

export class PlaceHoldDto {
  @CodeField(subjectKind) subjectKind: HoldSubject;
  @CodeField({
    ...{ codes: personKinds, name: 'PersonKind', optional: true, nullable: true, example: null },
    description: 'Only with subjectKind person: as in /erasures.',
  })
  personKind?: PersonKind | null;
  @IdField({
    ...{ optional: true, nullable: true },
    description: 'What is held; left out for everything.',
  })
  subjectId?: string | null;
  @ProseField(reason) reason: string;
  @LabelField(reference) reference: string;
  @DayField({ ...until, optional: true, nullable: true }) until?: LocalDate | null;
  @IdField({ description: 'Who watches over the case: an active person here.' }) ownerId: string;

  static placed(body: PlaceHoldDto): PlacedHold {
    const { subjectKind: kind, reason: why, reference: of, ownerId } = body;
    const { personKind = null, subjectId = null, until: lastDay = null } = body;
    return { subjectKind: kind, personKind, subjectId, reason: why, reference: of, until: lastDay, ownerId };
  }
}

export class ChangeHoldDto {
  @ProseField({ ...reason, optional: true }) reason?: string;
  @LabelField({ ...reference, optional: true }) reference?: string;
  @DayField({ ...until, optional: true, nullable: true }) until?: LocalDate | null;
  @IdField({ optional: true, description: 'Who watches over the case: an active person here.' })
  ownerId?: string;
}

export class ReleaseHoldDto {
  @ProseField({ max: 2_000, example: 'The case was settled; counsel releases the file.' }) reason: string;
}

export class LegalHoldsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-placedAt' }) sort: (typeof sorts)[number] =
    '-placedAt';
  @CodeField({ codes: holdStates, name: 'HoldState', optional: true, example: 'standing' }) state?: HoldState;
  @CodeField({ ...subjectKind, optional: true }) subjectKind?: HoldSubject;
  @IdField({ optional: true }) subjectId?: string;
  @IdField({ optional: true }) ownerId?: string;
}

export class LegalHoldDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ enum: holdSubjects, enumName: 'HoldSubject' }) subjectKind: HoldSubject;
  @ApiProperty({ type: String, enum: personKinds, enumName: 'PersonKind', nullable: true })
  personKind: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'null: everything.' })
  subjectId: string | null;
  @ApiProperty() reason: string;
  @ApiProperty() reference: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) until: string | null;
  @ApiProperty({ format: 'uuid' }) ownerId: string;
  @ApiProperty({
    ...{ enum: holdStates, enumName: 'HoldState' },
    description: 'Today. lapsed: its last day is over. Only a standing one keeps anything.',
  })
  state: HoldState;
  @ApiProperty({ format: 'uuid' }) placedById: string;
  @ApiProperty({ type: String, format: 'date-time' }) placedAt: Date;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) releasedById: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) releasedAt: Date | null;
  @ApiProperty({ type: String, nullable: true }) releaseReason: string | null;

  static of(hold: LegalHold, today: LocalDate): LegalHoldDto {
    const { id, revision, subjectKind: kind, personKind, subjectId, until: lastDay, ownerId } = hold;
    const { placedById, placedAt, releasedById, releasedAt, releaseReason } = hold;
    return {
      ...{ id, revision, subjectKind: kind, personKind, subjectId, ownerId, until: lastDay },
      ...{ reason: hold.reason, reference: hold.reference, state: stateOf(hold, today) },
      ...{ placedById, placedAt, releasedById, releasedAt, releaseReason },
    };
  }
}
