import { ApiProperty } from '@nestjs/swagger';
import {
  CodeField,
  DayField,
  IntField,
  LabelField,
  LookedUpField,
  ProseField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { localDate } from '../../../shared/local-date.js';
import {
  doraAssessed,
  doraImpacts,
  type DoraAssessment,
  type DoraImpact,
} from '../../reference-data/codes.js';
import { isLicensedActivity, type IctFunction } from '../domain/records.js';
import { nullable } from './dora-fields.js';

const hours = { ...nullable, min: 0, max: 100_000 } as const;

export class SetIctFunctionDto {
  @LabelField({ max: 200, example: 'Card payments', description: 'B_06.01.0030.' }) name: string;
  @LookedUpField({
    pattern: '^q?x[1-9][0-9]{0,2}$',
    sentence:
      'must be a licensed activity of the list of B_06.01.0020: x28 for payment services, x163 for lending',
    known: isLicensedActivity,
    example: 'x28',
    description:
      'Number of the licensed activity in the list of the EBA for B_06.01.0020 (x276: supporting function).',
  })
  licensedActivity: string;
  @CodeField({
    codes: doraAssessed,
    name: 'DoraAssessment',
    example: 'YES',
    description: 'Critical or important (B_06.01.0050).',
  })
  criticality: DoraAssessment;
  @ProseField({ ...nullable, max: 2_000, example: 'Customers cannot pay without it.' }) criticalityReasons?:
    string | null;
  @DayField({ ...nullable, description: 'Day of the last assessment (B_06.01.0070).' }) assessedOn?:
    string | null;
  @IntField({ ...hours, example: 4, description: 'Recovery time objective in hours (B_06.01.0080).' })
  recoveryTimeHours?: number | null;
  @IntField({ ...hours, example: 1, description: 'Recovery point objective in hours (B_06.01.0090).' })
  recoveryPointHours?: number | null;
  @CodeField({
    ...nullable,
    codes: doraImpacts,
    name: 'DoraImpact',
    example: 'HIGH',
    description: 'Of discontinuing it (B_06.01.0100).',
  })
  impact?: DoraImpact | null;
  @DayField({ ...nullable, example: null, description: 'From this day on it is in no register.' }) endedOn?:
    string | null;

  static said(
    key: Pick<IctFunction, 'legalEntityId' | 'identifier'>,
    body: SetIctFunctionDto,
  ): Omit<IctFunction, 'id' | 'revision' | 'updatedAt'> {
    const { name, licensedActivity, criticality, criticalityReasons = null, impact = null } = body;
    const { recoveryTimeHours = null, recoveryPointHours = null, assessedOn, endedOn } = body;
    return {
      ...{ ...key, name, licensedActivity, criticality, criticalityReasons, impact },
      ...{ recoveryTimeHours, recoveryPointHours },
      assessedOn: assessedOn ? localDate(assessedOn) : null,
      endedOn: endedOn ? localDate(endedOn) : null,
    };
  }
}

const sorts = ['identifier', '-identifier'] as const;

export class IctFunctionsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: 'identifier' }) sort: (typeof sorts)[number] =
    'identifier';
}

export class IctFunctionDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) legalEntityId: string;
  @ApiProperty({ example: 'F1' }) identifier: string;
  @ApiProperty() name: string;
  @ApiProperty({ example: 'x28' }) licensedActivity: string;
  @ApiProperty({ enum: doraAssessed, enumName: 'DoraAssessment' }) criticality: DoraAssessment;
  @ApiProperty({ type: String, nullable: true }) criticalityReasons: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) assessedOn: string | null;
  @ApiProperty({ type: Number, nullable: true }) recoveryTimeHours: number | null;
  @ApiProperty({ type: Number, nullable: true }) recoveryPointHours: number | null;
  @ApiProperty({ enum: doraImpacts, enumName: 'DoraImpact', nullable: true }) impact: DoraImpact | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) endedOn: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) updatedAt: Date;

  static of(one: IctFunction): IctFunctionDto {
    const { id, revision, legalEntityId, identifier, name, licensedActivity, criticality } = one;
    const {
      criticalityReasons,
      assessedOn,
      recoveryTimeHours,
      recoveryPointHours,
      impact,
      endedOn,
      updatedAt,
    } = one;
    return {
      ...{ id, revision, legalEntityId, identifier, name, licensedActivity, criticality, criticalityReasons },
      ...{ assessedOn, recoveryTimeHours, recoveryPointHours, impact, endedOn, updatedAt },
    };
  }
}
