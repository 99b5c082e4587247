import { ApiProperty } from '@nestjs/swagger';
import {
  changeImpacts,
  changeReactions,
  type ChangeImpact,
  type ChangeReaction,
} from '../../reference-data/index.js';
import { endsApproval, type ChangedFact } from '../domain/change-impact.js';
import { dataFlowStatuses, type DataFlowStatus } from '../domain/data-flow.js';
import {
  decisionOutcomes,
  opinions,
  reviewOutcomes,
  type DecisionOutcome,
  type FlowDecision,
  type FlowOpinion,
  type FlowReview,
  type Opinion,
  type ReviewOutcome,
} from '../domain/flow-decision.js';
import { approvalModes, type ApprovalMode } from '../domain/approval-mode.js';
import type { ApprovalView } from '../flow-approvals.service.js';
import { EmergencyGroundDto, FactDifferenceDto, FlowConditionDto } from './data-flow-shown.dto.js';
import { DepartureDto } from './flow-acts.dto.js';
import { StandardVersionDto } from './readiness.dto.js';

export class FlowDecisionDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: decisionOutcomes, enumName: 'DecisionOutcome' }) outcome: DecisionOutcome;
  @ApiProperty() rationale: string;
  @ApiProperty({ enum: approvalModes, enumName: 'ApprovalMode', description: 'As it was set then.' })
  mode: ApprovalMode;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The newest opinion at that time.',
  })
  opinionId: string | null;
  @ApiProperty({ type: DepartureDto, nullable: true, description: 'Why it is not as that opinion advised.' })
  departure: DepartureDto | null;
  @ApiProperty({ type: EmergencyGroundDto, nullable: true, description: 'Taken in an emergency.' })
  emergency: EmergencyGroundDto | null;
  @ApiProperty({ format: 'uuid' }) decidedById: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'In whose name.' })
  onBehalfOfId: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'By which delegation.' })
  delegationId: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) decidedAt: Date;
  @ApiProperty({ type: String, format: 'date', nullable: true }) validUntil: string | null;
  @ApiProperty({ description: 'False for the first of two approvals that nobody has confirmed.' })
  complete: boolean;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The first approval, which this one confirms.',
  })
  confirmsId: string | null;
  @ApiProperty({ example: 4, description: 'Revision of the flow that was decided on.' }) flowRevision: number;
  @ApiProperty({ description: 'SHA-256 over the canonical JSON (RFC 8785) of the facts.' }) factsHash: string;
  @ApiProperty({ type: StandardVersionDto }) standard: StandardVersionDto;
  @ApiProperty({ type: [String], description: 'What stood open when it was decided: codes of requirements.' })
  warnings: string[];

  static of(decision: FlowDecision): FlowDecisionDto {
    const { id, outcome, rationale, decidedById, decidedAt, validUntil, complete, confirmsId } = decision;
    const { flowRevision, factsHash, standardId, standardVersion, warnings } = decision;
    const { mode, opinionId, departure, emergency, onBehalfOfId, delegationId } = decision;
    return {
      ...{ id, outcome, rationale, decidedById, decidedAt, validUntil, complete, confirmsId },
      ...{ flowRevision, factsHash, warnings: [...warnings], mode, opinionId, departure },
      emergency: emergency && EmergencyGroundDto.of(emergency),
      ...{ onBehalfOfId, delegationId },
      standard: { id: standardId, version: standardVersion },
    };
  }
}

export class FlowOpinionDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: opinions, enumName: 'Opinion' }) opinion: Opinion;
  @ApiProperty() reasons: string;
  @ApiProperty({ format: 'uuid' }) givenById: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'In whose name.' })
  onBehalfOfId: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'By which delegation.' })
  delegationId: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) givenAt: Date;
  @ApiProperty({ example: 3 }) flowRevision: number;
  @ApiProperty() factsHash: string;

  static of({
    id,
    opinion,
    reasons,
    givenById,
    onBehalfOfId,
    delegationId,
    givenAt,
    flowRevision,
    factsHash,
  }: FlowOpinion): FlowOpinionDto {
    return {
      ...{ id, opinion, reasons, givenById, onBehalfOfId, delegationId },
      ...{ givenAt, flowRevision, factsHash },
    };
  }
}

export class ExaminedDifferenceDto extends FactDifferenceDto {
  @ApiProperty({ description: 'It ends the approval.' }) voids: boolean;
  @ApiProperty({
    enum: changeImpacts,
    enumName: 'ChangeImpact',
    description: 'What the change is; the list change_impact says what follows, and what it reopens.',
  })
  impact: ChangeImpact;
  @ApiProperty({
    enum: changeReactions,
    enumName: 'ChangeReaction',
    description:
      'block and suspend end the approval, suspend stops a running flow besides; review_at_once (three days) and review_30_days ' +
      'leave it standing until reviewDueOn; log_only has no consequence.',
  })
  reaction: ChangeReaction;

  static of({ fact, then, now, impact, reaction }: ChangedFact): ExaminedDifferenceDto {
    return { fact, then, now, impact, reaction, voids: endsApproval({ reaction }) };
  }
}

export class FlowReviewDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: reviewOutcomes, enumName: 'FlowReviewOutcome' }) outcome: ReviewOutcome;
  @ApiProperty() reasons: string;
  @ApiProperty({
    type: [FactDifferenceDto],
    description: 'What had changed; confirmed, it counts from then on.',
  })
  facts: FactDifferenceDto[];
  @ApiProperty({ format: 'uuid', description: 'The decision whose facts were looked at.' })
  decisionId: string;
  @ApiProperty({ example: 7, description: 'Revision of the flow that was looked at.' }) flowRevision: number;
  @ApiProperty({ description: 'SHA-256 over the canonical JSON (RFC 8785) of all facts at that moment.' })
  factsHash: string;
  @ApiProperty({ format: 'uuid' }) reviewedById: string;
  @ApiProperty({ type: String, format: 'date-time' }) reviewedAt: Date;

  static of(review: FlowReview): FlowReviewDto {
    const { id, outcome, reasons, facts, decisionId, flowRevision, factsHash } = review;
    const { reviewedById, reviewedAt } = review;
    return {
      ...{ id, outcome, reasons, decisionId, flowRevision, factsHash, reviewedById, reviewedAt },
      facts: facts.map(({ fact, then, now }) => ({ fact, then, now })),
    };
  }
}

const facts = { type: 'object', additionalProperties: true } as const;

export class ApprovalDto {
  @ApiProperty({ format: 'uuid' }) dataFlowId: string;
  @ApiProperty({ example: 5, description: 'Revision of the flow.' }) revision: number;
  @ApiProperty({ enum: dataFlowStatuses, enumName: 'DataFlowStatus' }) status: DataFlowStatus;
  @ApiProperty({ description: 'Approved, in time, on facts that still hold, with no condition overdue.' })
  valid: boolean;
  @ApiProperty({ type: String, format: 'date', nullable: true }) validUntil: string | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Last day for the review of what has changed; until then the approval stands.',
  })
  reviewDueOn: string | null;
  @ApiProperty({
    type: FlowDecisionDto,
    nullable: true,
    description: 'The decision in force, or the first of two.',
  })
  decision: FlowDecisionDto | null;
  @ApiProperty({ type: [FlowConditionDto] }) conditions: FlowConditionDto[];
  @ApiProperty({ ...facts, nullable: true, description: 'The facts that were decided on.' })
  factsThen: object | null;
  @ApiProperty({ ...facts, description: 'The same facts now.' }) factsNow: object;
  @ApiProperty({ description: 'SHA-256 over the canonical JSON of factsNow.' }) factsHashNow: string;
  @ApiProperty({ type: [ExaminedDifferenceDto] }) differences: ExaminedDifferenceDto[];
  @ApiProperty({ type: [FlowDecisionDto], description: 'Every decision on this flow, newest first.' })
  decisions: FlowDecisionDto[];
  @ApiProperty({ type: [FlowOpinionDto], description: 'Newest first.' }) opinions: FlowOpinionDto[];
  @ApiProperty({ type: [FlowReviewDto], description: 'Reviews of changed facts, newest first.' })
  reviews: FlowReviewDto[];

  static of(view: ApprovalView): ApprovalDto {
    const { flow, decision, factsNow, factsHashNow } = view;
    const { id: dataFlowId, revision, status, validUntil, reviewDueOn } = flow;
    return {
      ...{ dataFlowId, revision, status, validUntil, reviewDueOn, valid: view.valid },
      ...{ factsNow, factsHashNow },
      decision: decision && FlowDecisionDto.of(decision),
      conditions: view.conditions.map((condition) => FlowConditionDto.of(condition)),
      factsThen: decision?.facts ?? null,
      differences: view.differences.map((change) => ExaminedDifferenceDto.of(change)),
      decisions: view.decisions.map((one) => FlowDecisionDto.of(one)),
      opinions: view.opinions.map((one) => FlowOpinionDto.of(one)),
      reviews: view.reviews.map((one) => FlowReviewDto.of(one)),
    };
  }
}
