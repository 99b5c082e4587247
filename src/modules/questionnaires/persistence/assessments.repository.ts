import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../shared/local-date.js';
import type { Page } from '../../../shared/page.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { Registered } from '../../../platform/ledger/registered.js';
import { openToRespondents, type Assessment } from '../domain/assessment.js';
import type { Answer } from '../domain/answer.js';
import type { Invitation } from '../domain/invitation.js';
import type { Review } from '../domain/review.js';
import {
  AnswerEntity,
  AnswerEvidenceEntity,
  AssessmentEntity,
  InvitationEntity,
  ReviewEntity,
} from './assessment.entity.js';

export type AssessmentFilter = Readonly<{
  vendorId?: string;
  status?: string;
  templateVersionId?: string;
  dueBefore?: string;
}>;
export type AssessmentRow = Assessment & Readonly<{ salt: Buffer }>;
export type InvitationRow = Invitation & Readonly<{ salt: Buffer; tokenHash: Buffer }>;
export type AttachmentRow = Registered &
  Readonly<{
    assessmentId: string;
    questionId: string;
    evidenceId: string;
    removedAt: Date | null;
    createdAt: Date;
  }>;
export type InvitationHolder = Readonly<{ id: string; assessmentId: string; sections: string[] | null }>;

const mostQuestions = 10_000;

@Injectable()
export class AssessmentsRepository {
  readonly assessments: Register<AssessmentRow>;
  readonly invitations: Register<InvitationRow>;
  readonly answers: Register<Answer>;
  readonly attachments: Register<AttachmentRow>;
  readonly reviews: Register<Review>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.assessments = registers.open<AssessmentRow>({
      type: 'assessment',
      entity: AssessmentEntity,
      personal: ['signatoryName', 'signatoryTitle'],
      hidden: ['salt'],
    });
    this.invitations = registers.open<InvitationRow>({
      type: 'invitation',
      entity: InvitationEntity,
      personal: ['email'],
      hidden: ['salt', 'tokenHash'],
    });
    this.answers = registers.open<Answer>({ type: 'answer', entity: AnswerEntity });
    this.attachments = registers.open<AttachmentRow>({
      type: 'answer_evidence',
      entity: AnswerEvidenceEntity,
    });
    this.reviews = registers.open<Review>({ type: 'review', entity: ReviewEntity });
  }

  page(filter: AssessmentFilter, request: PageRequest): Promise<Page<Assessment>> {
    return this.lists.page<Assessment>(
      {
        select: `a.id, a.revision, a.vendor_id AS "vendorId", a.template_version_id AS "templateVersionId",
          a.service_id AS "serviceId", a.scope, a.due_on AS "dueOn", a.status, a.signatory_name AS "signatoryName",
          a.signatory_title AS "signatoryTitle", a.submitted_at AS "submittedAt", a.completed_at AS "completedAt",
          a.created_at AS "createdAt"`,
        from: 'assessment a',
        where: [
          ...when(filter.vendorId, 'a.vendor_id = $?'),
          ...when(filter.status, 'a.status = $?'),
          ...when(filter.templateVersionId, 'a.template_version_id = $?'),
          ...when(filter.dueBefore, 'a.due_on < $?'),
        ],
        sorts: {
          createdAt: { by: 'a.created_at', type: 'timestamptz' },
          dueOn: { by: 'a.due_on', type: 'date' },
        },
        id: 'a.id',
      },
      request,
    );
  }

  invitationsOf(assessmentId: string, request: PageRequest): Promise<Page<Invitation>> {
    return this.lists.page<Invitation>(
      {
        select: `i.id, i.revision, i.assessment_id AS "assessmentId", i.email, i.sections, i.expires_at AS "expiresAt",
          i.revoked_at AS "revokedAt", i.created_by_id AS "createdById", i.created_at AS "createdAt"`,
        from: 'invitation i',
        where: [{ sql: 'i.assessment_id = $?', values: [assessmentId] }],
        sorts: { createdAt: { by: 'i.created_at', type: 'timestamptz' } },
        id: 'i.id',
      },
      request,
    );
  }

  answersOf(assessmentId: string, at?: Date): Promise<Answer[]> {
    return this.of(this.answers, assessmentId, at);
  }

  async attachmentsOf(assessmentId: string, at?: Date): Promise<AttachmentRow[]> {
    const all = await this.of(this.attachments, assessmentId, at);
    return all.filter(({ removedAt }) => removedAt === null);
  }

  reviewsOf(assessmentId: string, at?: Date): Promise<Review[]> {
    return this.of(this.reviews, assessmentId, at);
  }

  async newestCompleted(vendorId: string): Promise<string | null> {
    const [row] = await this.db.query<{ id: string }>(
      `SELECT id FROM assessment WHERE vendor_id = $1 AND status = 'completed' ORDER BY completed_at DESC, id DESC LIMIT 1`,
      [vendorId],
    );
    return row?.id ?? null;
  }

  /** Who holds this token now; nobody after revocation, expiry, cancellation or completion. */
  async holderOf(tokenHash: Buffer, now: Date): Promise<InvitationHolder | null> {
    const [row] = await this.db.query<InvitationHolder>(
      `SELECT i.id, i.assessment_id AS "assessmentId", i.sections
         FROM invitation i JOIN assessment a ON a.id = i.assessment_id
        WHERE i.token_hash = $1 AND i.revoked_at IS NULL AND i.expires_at > $2 AND a.status = ANY($3)`,
      [tokenHash, now, openToRespondents],
    );
    return row ?? null;
  }

  /** Waiting for answers although this day is the last of their grace; locked, those that others hold left out. */
  async lapsed(tx: Tx, today: LocalDate, graceDays: number): Promise<AssessmentRow[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT id FROM assessment
        WHERE status IN ('sent', 'in_progress', 'returned')
          AND greatest(due_on, (created_at AT TIME ZONE 'UTC')::date) + $2::int < $1::date
        ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED`,
      [today, graceDays],
    );
    return this.assessments.lockAll(
      tx,
      rows.map(({ id }) => id),
    );
  }

  private async of<Row extends Registered & { assessmentId: string }>(
    register: Register<Row>,
    assessmentId: string,
    at?: Date,
  ): Promise<Row[]> {
    const rows = await register.list({ assessmentId } as never, mostQuestions);
    return at
      ? register.allAt(
          rows.map(({ id }) => id),
          at,
        )
      : rows;
  }
}
