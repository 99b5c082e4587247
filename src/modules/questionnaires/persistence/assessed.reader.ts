import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../shared/local-date.js';
import { Database } from '../../../platform/database/database.js';
import type { Answer } from '../domain/answer.js';
import type { Content } from '../domain/content.js';
import type { ReviewedAnswer } from '../domain/results.js';

/** A row that belongs to one question of one assessment. */
type OfQuestion<T> = Readonly<{ assessmentId: string; questionId: string }> & T;

export type CompletedAssessment = Readonly<{
  id: string;
  vendorId: string;
  templateVersionId: string;
  completedAt: Date;
}>;

/** The newest completed assessments of many vendors at once: five statements, however many vendors there are. */
@Injectable()
export class AssessedReader {
  constructor(private readonly db: Database) {}

  newestCompleted(vendorIds: readonly string[]): Promise<CompletedAssessment[]> {
    return this.db.query<CompletedAssessment>(
      `SELECT DISTINCT ON (vendor_id) id, vendor_id AS "vendorId", template_version_id AS "templateVersionId",
              completed_at AS "completedAt"
         FROM assessment WHERE vendor_id = ANY($1) AND status = 'completed'
        ORDER BY vendor_id, completed_at DESC, id DESC`,
      [vendorIds],
    );
  }

  async contents(versionIds: readonly string[]): Promise<Map<string, Content>> {
    const rows = await this.db.query<{ id: string; content: Content }>(
      'SELECT id, content FROM questionnaire_version WHERE id = ANY($1)',
      [versionIds],
    );
    return new Map(rows.map(({ id, content }) => [id, content]));
  }

  answers(assessmentIds: readonly string[]): Promise<OfQuestion<Pick<Answer, 'value'>>[]> {
    return this.db.query(
      `SELECT assessment_id AS "assessmentId", question_id AS "questionId", value
         FROM answer WHERE assessment_id = ANY($1)`,
      [assessmentIds],
    );
  }

  reviews(assessmentIds: readonly string[]): Promise<OfQuestion<ReviewedAnswer>[]> {
    return this.db.query(
      `SELECT assessment_id AS "assessmentId", question_id AS "questionId", effectiveness,
              evidence_strength AS "evidenceStrength", not_applicable_accepted AS "notApplicableAccepted"
         FROM review WHERE assessment_id = ANY($1)`,
      [assessmentIds],
    );
  }

  async reviewers(assessmentId: string): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT reviewed_by_id AS id FROM review WHERE assessment_id = $1
       UNION SELECT confirmed_by_id FROM review WHERE assessment_id = $1 AND confirmed_by_id IS NOT NULL`,
      [assessmentId],
    );
    return rows.map(({ id }) => id);
  }

  documents(
    assessmentIds: readonly string[],
  ): Promise<OfQuestion<{ kind: string; validTo: LocalDate | null }>[]> {
    return this.db.query(
      `SELECT link.assessment_id AS "assessmentId", link.question_id AS "questionId", document.kind,
              document.valid_to AS "validTo"
         FROM answer_evidence link JOIN evidence document ON document.id = link.evidence_id
        WHERE link.assessment_id = ANY($1) AND link.removed_at IS NULL`,
      [assessmentIds],
    );
  }
}
