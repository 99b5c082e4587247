import { Injectable } from '@nestjs/common';
import { addDays, type LocalDate } from '../../../shared/local-date.js';
import type { Page } from '../../../shared/page.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { Lists, when, type Condition, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { Registered } from '../../../platform/ledger/registered.js';
import { openToRespondents, unanswered, type Assessment } from '../domain/assessment.js';
import type { Answer, AnswerValue } from '../domain/answer.js';
import type { Comment } from '../domain/comment.js';
import type { Invitation } from '../domain/invitation.js';
import type { Review } from '../domain/review.js';
import {
  AnswerEntity,
  AnswerEvidenceEntity,
  AssessmentEntity,
  CommentEntity,
  InvitationEntity,
  ReviewEntity,
} from './assessment.entity.js';

export type AssessmentFilter = Readonly<{
  vendorId?: string;
  status?: string;
  templateId?: string;
  templateVersionId?: string;
  planId?: string;
  dueBefore?: string;
  overdue?: boolean;
  reminderDue?: boolean;
}>;
export type AnswerOf = Readonly<{ assessmentId: string; questionId: string }>;
/** What `overdue` and `reminderDue` are judged by. */
export type ListDay = Readonly<{ today: LocalDate; firstReminder: number }>;
export type AssessmentRow = Assessment & Readonly<{ salt: Buffer | null }>;
export type InvitationRow = Invitation & Readonly<{ salt: Buffer | null; tokenHash: Buffer }>;
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
  readonly comments: Register<Comment>;

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
      before: { askGapOnly: true },
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
    this.comments = registers.open<Comment>({ type: 'assessment_comment', entity: CommentEntity });
  }

  page(filter: AssessmentFilter, day: ListDay, request: PageRequest): Promise<Page<Assessment>> {
    return this.lists.page<Assessment>(
      {
        select: `a.id, a.revision, a.vendor_id AS "vendorId", a.template_version_id AS "templateVersionId",
          a.service_id AS "serviceId", a.scope, a.due_on AS "dueOn", a.status, a.signatory_name AS "signatoryName",
          a.signatory_title AS "signatoryTitle", a.plan_id AS "planId", a.plan_period AS "planPeriod",
          a.ask_gap_only AS "askGapOnly", a.submitted_at AS "submittedAt", a.completed_at AS "completedAt",
          a.created_at AS "createdAt", a.status_reason AS "statusReason", a.round, a.reopens_id AS "reopensId",
          a.reply_until AS "replyUntil", a.result_changed_at AS "resultChangedAt"`,
        from: 'assessment a',
        where: [
          ...when(filter.vendorId, 'a.vendor_id = $?'),
          ...when(filter.status, 'a.status = $?'),
          ...when(
            filter.templateId,
            'a.template_version_id IN (SELECT id FROM questionnaire_version WHERE template_id = $?)',
          ),
          ...when(filter.templateVersionId, 'a.template_version_id = $?'),
          ...when(filter.planId, 'a.plan_id = $?'),
          ...when(filter.dueBefore, 'a.due_on < $?'),
          ...late(filter.overdue, addDays(day.today, -1)),
          ...late(filter.reminderDue, addDays(day.today, -day.firstReminder)),
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

  /** The answer, locked until the transaction ends. Of two who give the first one at once, the second waits and finds it. */
  async lockAnswer(tx: Tx, of: AnswerOf): Promise<Answer | null> {
    const known = (await this.answers.find(of)) ?? (await this.awaitFirst(tx, of));
    return known && this.answers.lock(tx, known.id);
  }

  /** The answers to these questions only. */
  async answersTo(assessmentId: string, questionIds: readonly string[]): Promise<Map<string, AnswerValue>> {
    const rows = await this.db.query<{ questionId: string; value: AnswerValue }>(
      'SELECT question_id AS "questionId", value FROM answer WHERE assessment_id = $1 AND question_id = ANY($2)',
      [assessmentId, questionIds],
    );
    return new Map(rows.map(({ questionId, value }) => [questionId, value]));
  }

  /** Kinds of the documents behind these questions only. */
  async documentKinds(assessmentId: string, questionIds: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await this.db.query<{ questionId: string; kinds: string[] }>(
      `SELECT link.question_id AS "questionId", array_agg(document.kind) AS kinds
         FROM answer_evidence link JOIN evidence document ON document.id = link.evidence_id
        WHERE link.assessment_id = $1 AND link.question_id = ANY($2) AND link.removed_at IS NULL
        GROUP BY link.question_id`,
      [assessmentId, questionIds],
    );
    return new Map(rows.map(({ questionId, kinds }) => [questionId, kinds]));
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

  commentsOf(assessmentId: string, at?: Date): Promise<Comment[]> {
    return this.of(this.comments, assessmentId, at);
  }

  commentPage(assessmentId: string, request: PageRequest): Promise<Page<Comment>> {
    return this.lists.page<Comment>(
      {
        select: `c.id, c.revision, c.assessment_id AS "assessmentId", c.question_id AS "questionId", c.note,
          c.created_by_id AS "createdById", c.created_at AS "createdAt", c.reply, c.replied_by_id AS "repliedById",
          c.replied_at AS "repliedAt"`,
        from: 'assessment_comment c',
        where: [{ sql: 'c.assessment_id = $?', values: [assessmentId] }],
        sorts: { createdAt: { by: 'c.created_at', type: 'timestamptz' } },
        id: 'c.id',
      },
      request,
    );
  }

  /** What was opened again is worked on in this assessment; null when there is none that lives. */
  async nextRoundOf(id: string): Promise<string | null> {
    const [row] = await this.db.query<{ id: string }>(
      'SELECT id FROM assessment WHERE reopens_id = $1 AND NOT (status = ANY($2))',
      [id, ['cancelled', 'declined', 'expired']],
    );
    return row?.id ?? null;
  }

  /** The round before, or the vendor's newest assessment that was completed earlier, for the same service. */
  async previousOf(assessment: Assessment): Promise<string | null> {
    const { id, vendorId, serviceId, reopensId, completedAt } = assessment;
    if (reopensId !== null) return reopensId;
    const [row] = await this.db.query<{ id: string }>(
      `SELECT id FROM assessment
        WHERE vendor_id = $1 AND service_id IS NOT DISTINCT FROM $2 AND status = 'completed' AND id <> $3
          AND ($4::timestamptz IS NULL OR completed_at < $4)
        ORDER BY completed_at DESC, id DESC LIMIT 1`,
      [vendorId, serviceId, id, completedAt],
    );
    return row?.id ?? null;
  }

  async newestCompleted(vendorId: string): Promise<string | null> {
    const [row] = await this.db.query<{ id: string }>(
      `SELECT id FROM assessment WHERE vendor_id = $1 AND status = 'completed' ORDER BY completed_at DESC, id DESC LIMIT 1`,
      [vendorId],
    );
    return row?.id ?? null;
  }

  /** Who holds this token now; nobody after revocation, expiry and withdrawal, nor when the time to reply is over. */
  async holderOf(tokenHash: Buffer, now: Date): Promise<InvitationHolder | null> {
    const [row] = await this.db.query<InvitationHolder>(
      `SELECT i.id, i.assessment_id AS "assessmentId", i.sections
         FROM invitation i JOIN assessment a ON a.id = i.assessment_id
        WHERE i.token_hash = $1 AND i.revoked_at IS NULL AND i.expires_at > $2
          AND (a.status = ANY($3) OR (a.status = 'completed' AND a.reply_until >= ($2 AT TIME ZONE 'UTC')::date))`,
      [tokenHash, now, openToRespondents],
    );
    return row ?? null;
  }

  /** Numbered within their assessment, in the order of their invitations. */
  async respondentNames(ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.db.query<{ id: string; name: string }>(
      `SELECT i.id, 'Respondent ' || (SELECT count(*) FROM invitation o WHERE o.assessment_id = i.assessment_id AND o.id <= i.id)
                || ' of ' || v.name || CASE WHEN i.salt IS NULL THEN ' (erased)' ELSE '' END AS name
         FROM invitation i JOIN assessment a ON a.id = i.assessment_id JOIN vendor v ON v.id = a.vendor_id
        WHERE i.id = ANY($1)`,
      [ids],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
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

  /** The links of an assessment that still work, locked. */
  async liveInvitations(tx: Tx, assessmentId: string, now: Date): Promise<InvitationRow[]> {
    const rows = await tx.query<{ id: string }[]>(
      'SELECT id FROM invitation WHERE assessment_id = $1 AND revoked_at IS NULL AND expires_at > $2',
      [assessmentId, now],
    );
    return this.invitations.lockAll(
      tx,
      rows.map(({ id }) => id),
    );
  }

  private async awaitFirst(tx: Tx, of: AnswerOf): Promise<Answer | null> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [
      `answer ${of.assessmentId} ${of.questionId}`,
    ]);
    return this.answers.find(of);
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

/** Waiting for answers, and due on this day or before; or not. */
function late(wanted: boolean | undefined, day: LocalDate): Condition[] {
  if (wanted === undefined) return [];
  const sql = `(a.due_on <= $?::date AND a.status = ANY($?))`;
  return [{ sql: wanted ? sql : `NOT ${sql}`, values: [day, unanswered] }];
}
