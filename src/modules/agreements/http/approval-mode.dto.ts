import { ApiProperty } from '@nestjs/swagger';
import { CodeField, ProseField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import {
  approvalModes,
  modeChangeStatuses,
  type ApprovalMode,
  type ModeChange,
  type ModeChangeStatus,
} from '../domain/approval-mode.js';
import type { ModeInForce } from '../approval-modes.service.js';

export class ProposeModeDto {
  @CodeField({
    codes: approvalModes,
    name: 'ApprovalMode',
    example: 'dpo_advises',
    description:
      'dpo_decides: the decision of the data protection officer is the approval. dpo_advises: they give the opinion, and an approver decides.',
  })
  mode: ApprovalMode;
  @ProseField({ max: 2_000, example: 'As the board resolved on 1 June.' }) reason: string;
}

export class ModeReasonDto {
  @ProseField({ max: 2_000, example: 'Seen and agreed.' }) reason: string;
}

export class ModeChangesRequest extends ListRequest {
  @CodeField({ codes: ['proposedAt', '-proposedAt'], optional: true, example: '-proposedAt' })
  sort: 'proposedAt' | '-proposedAt' = '-proposedAt';
  @CodeField({ codes: modeChangeStatuses, name: 'ModeChangeStatus', optional: true, example: 'confirmed' })
  status?: ModeChangeStatus;
}

export class ModeChangeDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ enum: approvalModes, enumName: 'ApprovalMode' }) from: ApprovalMode;
  @ApiProperty({ enum: approvalModes, enumName: 'ApprovalMode' }) mode: ApprovalMode;
  @ApiProperty({ enum: modeChangeStatuses, enumName: 'ModeChangeStatus' }) status: ModeChangeStatus;
  @ApiProperty({ description: 'As proposed; that of whoever settled it stands in the history.' })
  reason: string;
  @ApiProperty({ format: 'uuid' }) proposedById: string;
  @ApiProperty({ type: String, format: 'date-time' }) proposedAt: Date;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Who confirmed or withdrew it.' })
  settledById: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) settledAt: Date | null;

  static of(change: ModeChange): ModeChangeDto {
    const { id, revision, from, to: mode, status, reason, proposedById, proposedAt } = change;
    const { settledById, settledAt } = change;
    return {
      ...{ id, revision, from, mode, status, reason },
      ...{ proposedById, proposedAt, settledById, settledAt },
    };
  }
}

export class ApprovalModeDto {
  @ApiProperty({ example: 'approval.mode' }) setting: string;
  @ApiProperty({ enum: approvalModes, enumName: 'ApprovalMode' }) mode: ApprovalMode;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'null: nobody chose, it is the usual one.',
  })
  since: Date | null;
  @ApiProperty({ type: ModeChangeDto, nullable: true, description: 'What waits for its second person.' })
  pending: ModeChangeDto | null;

  static of({ mode, since, pending }: ModeInForce): ApprovalModeDto {
    return { setting: 'approval.mode', mode, since, pending: pending && ModeChangeDto.of(pending) };
  }
}
