import { ApiProperty } from '@nestjs/swagger';
import { BoolField, CodeField, DayField, Flag, IdField, ProseField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  delegableRoles,
  delegationStates,
  stateOf,
  type DelegableRole,
  type Delegation,
  type DelegationState,
} from '../domain/delegation.js';
import type { GivenDelegation } from '../delegations.service.js';

export class NewDelegationDto {
  @IdField({ description: 'Who acts for you.' }) toId: string;
  @CodeField({
    codes: delegableRoles,
    name: 'DelegableRole',
    example: 'dpo',
    description: 'A role of your own: dpo for opinions and decisions, approver for decisions.',
  })
  role: DelegableRole;
  @IdField({ optional: true, nullable: true, example: null, description: 'Only for this data flow.' })
  dataFlowId?: string | null;
  @DayField({ example: '2027-07-01' }) validFrom: LocalDate;
  @DayField({ example: '2027-07-21', description: 'The last day; 366 days ahead of the first at most.' })
  validTo: LocalDate;
  @ProseField({ max: 2_000, example: 'On leave.' }) reason: string;

  static given({
    toId,
    role,
    dataFlowId = null,
    validFrom,
    validTo,
    reason,
  }: NewDelegationDto): GivenDelegation {
    return { toId, role, dataFlowId, validFrom, validTo, reason };
  }
}

export class RevocationDto {
  @ProseField({ max: 2_000, example: 'Back again.' }) reason: string;
}

export class DelegationsRequest extends ListRequest {
  @CodeField({ codes: ['createdAt', '-createdAt'], optional: true, example: '-createdAt' })
  sort: 'createdAt' | '-createdAt' = '-createdAt';
  @IdField({ optional: true }) fromId?: string;
  @IdField({ optional: true }) toId?: string;
  @IdField({ optional: true }) dataFlowId?: string;
  @Flag()
  @BoolField({ optional: true, example: true, description: 'true: only those that count today.' })
  inForce?: boolean;
}

export class DelegationDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid', description: 'In whose name.' }) fromId: string;
  @ApiProperty({ format: 'uuid', description: 'Who acts.' }) toId: string;
  @ApiProperty({ enum: delegableRoles, enumName: 'DelegableRole' }) role: DelegableRole;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'null: all data flows.' })
  dataFlowId: string | null;
  @ApiProperty({ format: 'date' }) validFrom: string;
  @ApiProperty({ format: 'date' }) validTo: string;
  @ApiProperty() reason: string;
  @ApiProperty({ enum: delegationStates, enumName: 'DelegationState', description: 'Today.' })
  state: DelegationState;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) revokedById: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) revokedAt: Date | null;

  static of(delegation: Delegation, today: LocalDate): DelegationDto {
    const { id, revision, fromId, toId, role, dataFlowId, validFrom, validTo, reason } = delegation;
    const { createdAt, revokedById, revokedAt } = delegation;
    return {
      ...{ id, revision, fromId, toId, role, dataFlowId, validFrom, validTo, reason },
      ...{ state: stateOf(delegation, today), createdAt, revokedById, revokedAt },
    };
  }
}
