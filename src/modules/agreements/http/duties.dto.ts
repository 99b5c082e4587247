import { ApiProperty } from '@nestjs/swagger';
import { IdField } from '../../../platform/http/fields.js';
import { staffRoles, type StaffRole } from '../../../shared/roles.js';
import { judgingRoles, parts, type Conflict, type Part } from '../domain/duties.js';
import type { DutiesQuestionService, FlowJudgement, MayJudge } from '../duties-question.service.js';

export class DutiesRequest {
  @IdField({ optional: true, description: 'Whom it is about; left out: whoever asks.' }) personId?: string;
}

/** One thing that keeps a person from judging; a refusal lists all of them in `conflicts`. */
export class DutyConflictDto {
  @ApiProperty({ example: 'data_flow.own_submission', description: 'As the refusal would name it.' })
  code: string;
  @ApiProperty({ enum: parts, enumName: 'DutyPart', description: 'What they did before, or are.' })
  part: Part;
  @ApiProperty({ format: 'uuid', description: 'Who of those who would judge.' }) personId: string;
  @ApiProperty({ example: 'Whoever drafted, changed or submitted a data flow does not judge it.' })
  message: string;
  @ApiProperty({ example: 'GDPR Art. 38(6)' }) law: string;
  @ApiProperty() remedy: string;

  static of({ code, part, personId, message, law, remedy }: Conflict): DutyConflictDto {
    return { code, part, personId, message, law, remedy };
  }
}

export class MayJudgeDto {
  @ApiProperty({ enum: Object.keys(judgingRoles), enumName: 'FlowJudgement' }) act: FlowJudgement;
  @ApiProperty({ enum: staffRoles, enumName: 'StaffRole', isArray: true, description: 'Who may at all.' })
  roles: StaffRole[];
  @ApiProperty({
    description: 'By a role of theirs, and with no conflict. The state of the flow is not asked.',
  })
  allowed: boolean;
  @ApiProperty({ type: [DutyConflictDto] }) conflicts: DutyConflictDto[];

  static of({ act, roles, hasRole, conflicts }: MayJudge): MayJudgeDto {
    return {
      ...{ act, roles: [...roles] as StaffRole[], allowed: hasRole && conflicts.length === 0 },
      conflicts: conflicts.map((conflict) => DutyConflictDto.of(conflict)),
    };
  }
}

export class FlowDutiesDto {
  @ApiProperty({ format: 'uuid' }) personId: string;
  @ApiProperty({ type: [MayJudgeDto] }) items: MayJudgeDto[];

  static of({ personId, items }: Awaited<ReturnType<DutiesQuestionService['of']>>): FlowDutiesDto {
    return { personId, items: items.map((item) => MayJudgeDto.of(item)) };
  }
}
