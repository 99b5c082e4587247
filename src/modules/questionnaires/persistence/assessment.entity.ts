import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../../shared/local-date.js';
import { oneOf } from '../../../platform/database/checks.js';
import { DayColumn, MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import { assessmentStatuses, type Assessment, type AssessmentStatus } from '../domain/assessment.js';
import type { Answer, AnswerValue } from '../domain/answer.js';
import type { Comment } from '../domain/comment.js';
import type { Effectiveness } from '../domain/content.js';
import { disputeOutcomes, type Dispute, type DisputeOutcome } from '../domain/dispute.js';
import type { Invitation } from '../domain/invitation.js';
import type { SuggestedFrom } from '../domain/suggested-from.js';
import { verdicts, type EvidenceStrength, type Review, type Verdict } from '../domain/review.js';

const byPerson = () => ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' });
const byInvitation = () => ForeignKey('InvitationEntity', 'id', { onDelete: 'RESTRICT' });
const ofAssessment = () => ForeignKey('AssessmentEntity', 'id', { onDelete: 'RESTRICT' });

@RegisteredEntity('assessment')
@Check('assessment_status_one_of', oneOf('status', assessmentStatuses))
@Check('assessment_completed_then', `(status = 'completed') = (completed_at IS NOT NULL)`)
@Check('assessment_round_counts', `round >= 1 AND (round = 1) = (reopens_id IS NULL)`)
@Index('assessment_by_vendor', ['vendorId', 'completedAt'])
@Index('assessment_by_version', ['templateVersionId'])
@Index('assessment_by_due_day', ['status', 'dueOn'])
@Index('assessment_once_a_period', ['planId', 'vendorId', 'planPeriod'], {
  unique: true,
  where: 'plan_id IS NOT NULL',
})
@Check('assessment_planned_for_a_period', '(plan_id IS NULL) = (plan_period IS NULL)')
@Index('assessment_next_round_once', ['reopensId'], {
  unique: true,
  where: `status NOT IN ('cancelled', 'declined', 'expired')`,
})
export class AssessmentEntity implements Assessment {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid') @ForeignKey('VendorEntity', 'id', { onDelete: 'RESTRICT' }) vendorId: string;
  @Column('uuid')
  @ForeignKey('QuestionnaireVersionEntity', 'id', { onDelete: 'RESTRICT' })
  templateVersionId: string;
  @Column('uuid', { nullable: true })
  @ForeignKey('VendorServiceEntity', 'id', { onDelete: 'RESTRICT' })
  serviceId: string | null;
  @Column('text', { nullable: true }) scope: string | null;
  @DayColumn() dueOn: LocalDate;
  @Column('text') status: AssessmentStatus;
  @Column('text', { nullable: true }) statusReason: string | null;
  @Column('int', { default: 1 }) round: number;
  @Column('uuid', { nullable: true })
  @ForeignKey('AssessmentEntity', 'id', { onDelete: 'RESTRICT' })
  reopensId: string | null;
  @Column('text', { nullable: true }) signatoryName: string | null;
  @Column('text', { nullable: true }) signatoryTitle: string | null;
  @Column('bytea', { nullable: true }) salt: Buffer | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('AssessmentPlanEntity', 'id', { onDelete: 'RESTRICT' })
  planId: string | null;
  @Column('text', { nullable: true }) planPeriod: string | null;
  @Column('boolean', { default: true }) askGapOnly: boolean;
  @MomentColumn({ nullable: true }) submittedAt: Date | null;
  @MomentColumn({ nullable: true }) completedAt: Date | null;
  @DayColumn({ nullable: true }) replyUntil: LocalDate | null;
  @MomentColumn({ nullable: true }) resultChangedAt: Date | null;
  @MomentColumn() createdAt: Date;
}

@RegisteredEntity('invitation')
@Index('invitation_by_assessment', ['assessmentId'])
@Index('invitation_by_token', ['tokenHash'], { unique: true })
export class InvitationEntity implements Invitation {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid') @ofAssessment() assessmentId: string;
  @Column('text', { nullable: true }) email: string | null;
  @Column('bytea', { nullable: true }) salt: Buffer | null;
  @Column('bytea') tokenHash: Buffer;
  @Column('text', { array: true, nullable: true }) sections: string[] | null;
  @MomentColumn() expiresAt: Date;
  @MomentColumn({ nullable: true }) revokedAt: Date | null;
  @Column('uuid') createdById: string;
  @MomentColumn() createdAt: Date;
}

@RegisteredEntity('answer')
@Index('answer_once', ['assessmentId', 'questionId'], { unique: true })
export class AnswerEntity implements Answer {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid') @ofAssessment() assessmentId: string;
  @Column('text') questionId: string;
  @Column('jsonb', { nullable: true }) value: AnswerValue;
  @Column('text', { nullable: true }) comment: string | null;
  @Column('jsonb', { nullable: true }) suggestedFrom: SuggestedFrom | null;
  @Column('uuid') @byInvitation() answeredById: string;
  @MomentColumn() answeredAt: Date;
}

/** A document behind an answer; taking it away again leaves the row. */
@RegisteredEntity('answer_evidence')
@Index('answer_evidence_once', ['assessmentId', 'questionId', 'evidenceId'], { unique: true })
export class AnswerEvidenceEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid') @ofAssessment() assessmentId: string;
  @Column('text') questionId: string;
  @Column('uuid') @ForeignKey('EvidenceEntity', 'id', { onDelete: 'RESTRICT' }) evidenceId: string;
  @MomentColumn({ nullable: true }) removedAt: Date | null;
  @MomentColumn() createdAt: Date;
}

@RegisteredEntity('review')
@Check('review_verdict_known', oneOf('verdict', verdicts))
@Check('review_effectiveness_known', 'effectiveness IN (0, 0.5, 1)')
@Check('review_evidence_strength_known', 'evidence_strength IN (0, 0.3, 0.5, 0.8, 1)')
@Index('review_once', ['assessmentId', 'questionId'], { unique: true })
export class ReviewEntity implements Review {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid') @ofAssessment() assessmentId: string;
  @Column('text') questionId: string;
  @Column('text') verdict: Verdict;
  @Column('float8') effectiveness: Effectiveness;
  @Column('float8') evidenceStrength: EvidenceStrength;
  @Column('boolean') notApplicableAccepted: boolean;
  @Column('text', { nullable: true }) note: string | null;
  @Column('text', { nullable: true }) internalNote: string | null;
  @Column('int') answerRevision: number;
  @Column('uuid', { array: true }) evidenceIds: string[];
  @Column('uuid') @byPerson() reviewedById: string;
  @MomentColumn() reviewedAt: Date;
  @Column('uuid', { nullable: true }) @byPerson() confirmedById: string | null;
  @MomentColumn({ nullable: true }) confirmedAt: Date | null;
  @Column('text', { nullable: true }) confirmationNote: string | null;
}

/** What a reviewer asks with a return. */
@RegisteredEntity('assessment_comment')
@Check('assessment_comment_replied_then', `(reply IS NULL) = (replied_at IS NULL)`)
@Index('assessment_comment_by_assessment', ['assessmentId'])
export class CommentEntity implements Comment {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid') @ofAssessment() assessmentId: string;
  @Column('text') questionId: string;
  @Column('text') note: string;
  @Column('uuid') @byPerson() createdById: string;
  @MomentColumn() createdAt: Date;
  @Column('text', { nullable: true }) reply: string | null;
  @Column('uuid', { nullable: true }) @byInvitation() repliedById: string | null;
  @MomentColumn({ nullable: true }) repliedAt: Date | null;
}

/** What the vendor holds against the outcome of one question. */
@RegisteredEntity('dispute')
@Check('dispute_outcome_known', oneOf('outcome', disputeOutcomes))
@Check('dispute_answered_then', `(outcome IS NULL) = (answered_at IS NULL)`)
@Index('dispute_once', ['assessmentId', 'questionId'], { unique: true })
export class DisputeEntity implements Dispute {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid') @ofAssessment() assessmentId: string;
  @Column('text') questionId: string;
  @Column('text') reason: string;
  @Column('uuid') @byInvitation() raisedById: string;
  @MomentColumn() raisedAt: Date;
  @Column('text', { nullable: true }) outcome: DisputeOutcome | null;
  @Column('text', { nullable: true }) reasons: string | null;
  @Column('uuid', { nullable: true }) @byPerson() answeredById: string | null;
  @MomentColumn({ nullable: true }) answeredAt: Date | null;
}
