import { ApiProperty } from '@nestjs/swagger';
import type { LocalDate } from '../../../shared/local-date.js';
import { CodeField, DayField, IdField, ProseField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { subprocessorAuthorisations, type SubprocessorAuthorisation } from '../../reference-data/index.js';
import {
  awaitedAnswers,
  rulings,
  windowChangeKinds,
  windowStates,
  type AwaitedAnswer,
  type LateObjection,
  type ObjectionWindow,
  type Ruling,
  type WindowChange,
  type WindowState,
} from '../domain/objection-window.js';
import { UsedContentDto } from './objection.dto.js';

export class AnswerWindowDto {
  @ProseField({ max: 2_000, example: 'Same certificates as the one before; no new country.' }) reason: string;
}

export class ObjectDto {
  @ProseField({ max: 2_000, example: 'No transfer tool for IN.' }) reason: string;
  @DayField({
    optional: true,
    description: 'The day on which it was sent, not after today; today unless told.',
  })
  on?: LocalDate;
}

export class RuleOnObjectionDto {
  @CodeField({ codes: rulings, name: 'Ruling', example: 'upheld' }) ruling: Ruling;
  @ProseField({ max: 2_000, example: 'The notice went to a mailbox that nobody reads.' }) reason: string;
}

export class ExcludeSubprocessorDto {
  @ProseField({ max: 2_000, example: 'The vendor keeps our account in the old region.' }) reason: string;
  @DayField({ optional: true, description: 'The day on which the vendor confirmed it; today unless told.' })
  on?: LocalDate;
}

export class WindowChangeDto extends UsedContentDto {
  @ApiProperty({ enum: windowChangeKinds, enumName: 'WindowChangeKind' })
  kind: (typeof windowChangeKinds)[number];
  @ApiProperty({ example: 'Text Messages Ltd' }) name: string;
  @ApiProperty({ type: UsedContentDto, nullable: true, description: 'null: it is new.' })
  before: UsedContentDto | null;

  static override of(change: WindowChange): WindowChangeDto {
    const { kind, name, before } = change;
    return { kind, name, before: before && UsedContentDto.of(before), ...UsedContentDto.of(change) };
  }
}

export class LateObjectionDto implements LateObjection {
  @ApiProperty() reason: string;
  @ApiProperty({ type: String, format: 'date' }) sentOn: LocalDate;
  @ApiProperty({ format: 'uuid' }) byId: string;
  @ApiProperty({ enum: rulings, enumName: 'Ruling', nullable: true, description: 'null: it waits for one.' })
  ruling: Ruling | null;
  @ApiProperty({ type: String, nullable: true }) rulingReason: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) ruledById: string | null;

  static of({ reason, sentOn, byId, ruling, rulingReason, ruledById }: LateObjection): LateObjectionDto {
    return { reason, sentOn, byId, ruling, rulingReason, ruledById };
  }
}

export class ObjectionWindowDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) noticeId: string;
  @ApiProperty({ example: 1, description: 'Line of the notice, from 1.' }) line: number;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ format: 'uuid' }) agreementId: string;
  @ApiProperty({ format: 'uuid' }) subprocessorId: string;
  @ApiProperty({ type: WindowChangeDto }) change: WindowChangeDto;
  @ApiProperty({
    enum: subprocessorAuthorisations,
    enumName: 'SubprocessorAuthorisation',
    nullable: true,
    description:
      'As the agreement had it on the day of receipt; null: it says nothing, so only a written yes counts.',
  })
  authorisation: SubprocessorAuthorisation | null;
  @ApiProperty({ type: Number, nullable: true, example: 30 }) objectionDays: number | null;
  @ApiProperty({ example: 0, description: 'How many amendments held on that day.' }) agreementVersion: number;
  @ApiProperty({ type: String, format: 'date' }) receivedOn: LocalDate;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Last day to object; null where no days are agreed.',
  })
  lastDay: LocalDate | null;
  @ApiProperty({ enum: windowStates, enumName: 'WindowState' }) state: WindowState;
  @ApiProperty({ type: String, format: 'date', nullable: true }) decidedOn: LocalDate | null;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'null where silence or the agreement decided.',
  })
  decidedById: string | null;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty({ type: LateObjectionDto, nullable: true }) lateObjection: LateObjectionDto | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The vendor confirmed that it is not used for our data.',
  })
  excludedOn: LocalDate | null;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of(window: ObjectionWindow): ObjectionWindowDto {
    const { id, revision, noticeId, line, vendorId, agreementId, subprocessorId } = window;
    const { authorisation, objectionDays, agreementVersion, receivedOn, lastDay, state } = window;
    const { decidedOn, decidedById, reason, lateObjection, excludedOn, createdAt } = window;
    return {
      ...{ id, revision, noticeId, line, vendorId, agreementId, subprocessorId },
      change: WindowChangeDto.of(window.change),
      ...{ authorisation, objectionDays, agreementVersion, receivedOn, lastDay, state },
      ...{ decidedOn, decidedById, reason, excludedOn, createdAt },
      lateObjection: lateObjection && LateObjectionDto.of(lateObjection),
    };
  }
}

const sorts = ['lastDay', '-lastDay', 'createdAt', '-createdAt'] as const;

export class ObjectionWindowsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: 'lastDay' }) sort: (typeof sorts)[number] = 'lastDay';
  @IdField({ optional: true }) vendorId?: string;
  @IdField({ optional: true }) agreementId?: string;
  @IdField({ optional: true }) noticeId?: string;
  @CodeField({ codes: windowStates, optional: true, example: 'IN_OBJECTION_WINDOW' }) state?: WindowState;
  @CodeField({
    codes: awaitedAnswers,
    optional: true,
    example: 'answer',
    description: 'answer: yes or no; outcome: how an objection ended; ruling: whether a late one counts.',
  })
  awaits?: AwaitedAnswer;
  @DayField({ optional: true, description: 'Running, and the last day comes by this day.' })
  dueBy?: LocalDate;
}
