import { ApiProperty } from '@nestjs/swagger';
import { BoolField, CodeField, Flag, IdField, ProseField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import {
  deviationKinds,
  deviationOutcomes,
  deviationStatuses,
  sentenceOf,
  type DeviationKind,
  type DeviationOutcome,
  type DeviationStatus,
  type DeviationView,
} from '../domain/deviation.js';

export class DeviatingFlowDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'DF-PAYROLL-DE' }) reference: string;
  @ApiProperty({ example: 'Payroll of German staff' }) title: string;
}

export class DeviationTallyDto {
  @ApiProperty({ example: 3 }) events: number;
  @ApiProperty({ example: 3_600 }) subjects: number;
  @ApiProperty({ example: 3_600 }) records: number;
  @ApiProperty({ type: String, format: 'date-time', description: 'Of the last of them.' }) lastAt: Date;
}

/** A sharing beyond what was approved. */
export class DeviationDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ type: DeviatingFlowDto }) flow: DeviatingFlowDto;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ enum: deviationKinds, enumName: 'DeviationKind' }) kind: DeviationKind;
  @ApiProperty({
    example: 'AI_TRAINING',
    description: 'The code that was not approved; of a period or a missing approval, how the flow stood.',
  })
  excess: string;
  @ApiProperty({ type: [String], example: ['PAYROLL'], description: 'What was approved in its stead.' })
  approved: string[];
  @ApiProperty({ example: 'Data were sent for AI_TRAINING; approved: PAYROLL.' }) message: string;
  @ApiProperty({ enum: deviationStatuses, enumName: 'DeviationStatus' }) status: DeviationStatus;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The decision that counted then.',
  })
  decisionId: string | null;
  @ApiProperty({ type: String, format: 'date-time', description: 'The first event.' }) sentAt: Date;
  @ApiProperty({ type: DeviationTallyDto, description: 'Its events so far.' }) tally: DeviationTallyDto;
  @ApiProperty({ type: String, format: 'date', description: 'Last day to deal with it.' }) dueOn: string;
  @ApiProperty({ enum: ['user', 'api_key'] }) raisedByKind: string;
  @ApiProperty({ format: 'uuid', description: 'Who reported the first event.' }) raisedById: string;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) reviewedById: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) reviewedAt: Date | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) resolvedById: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) resolvedAt: Date | null;
  @ApiProperty({ enum: deviationOutcomes, enumName: 'DeviationOutcome', nullable: true })
  outcome: DeviationOutcome | null;
  @ApiProperty({ type: String, nullable: true }) resolution: string | null;

  static of(deviation: DeviationView): DeviationDto {
    const { id, revision, vendorId, kind, excess, status, decisionId, sentAt, dueOn } = deviation;
    const { dataFlowId, flowReference, flowTitle, tally, approved } = deviation;
    return {
      ...{ id, revision, vendorId, kind, excess, status, decisionId, sentAt, dueOn },
      flow: { id: dataFlowId, reference: flowReference, title: flowTitle },
      approved: [...approved],
      message: sentenceOf(deviation),
      tally: { ...tally, lastAt: new Date(tally.lastAt) },
      ...dealingOf(deviation),
    };
  }
}

function dealingOf(deviation: DeviationView) {
  const { raisedByKind, raisedById, createdAt, reviewedById, reviewedAt } = deviation;
  const { resolvedById, resolvedAt, outcome, resolution } = deviation;
  return {
    ...{ raisedByKind, raisedById, createdAt, reviewedById, reviewedAt },
    ...{ resolvedById, resolvedAt, outcome, resolution },
  };
}

export class TakeUpDeviationDto {
  @ProseField({ max: 2_000, example: 'Asked the vendor what the data are used for.' }) reason: string;
}

export class ResolveDeviationDto {
  @CodeField({
    codes: deviationOutcomes,
    name: 'DeviationOutcome',
    example: 'stopped',
    description:
      'stopped: it no longer happens; approved_later: the approval that stands now covers it; mistaken: the report was wrong.',
  })
  outcome: DeviationOutcome;
  @ProseField({ max: 4_000, example: 'The export was switched off; the vendor deleted what it had.' })
  reason: string;
}

const sorts = ['createdAt', '-createdAt', 'dueOn', '-dueOn'] as const;

export class FlowDeviationsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-createdAt' }) sort: (typeof sorts)[number] =
    '-createdAt';
  @CodeField({ codes: deviationStatuses, optional: true, example: 'open' }) status?: DeviationStatus;
  @CodeField({ codes: deviationKinds, optional: true, example: 'purpose' }) kind?: DeviationKind;
  @Flag()
  @BoolField({ optional: true, example: true, description: 'Open or under review.' })
  unresolved?: boolean;
}

export class DeviationsRequest extends FlowDeviationsRequest {
  @IdField({ optional: true }) dataFlowId?: string;
  @IdField({ optional: true }) vendorId?: string;
  @Flag()
  @BoolField({ optional: true, example: false, description: 'true: unresolved after the last day.' })
  overdue?: boolean;
}
