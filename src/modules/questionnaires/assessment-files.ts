import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { uuidv7 } from '../../platform/ids.js';
import { EvidenceService } from '../evidence/index.js';
import type { Assessment } from './domain/assessment.js';
import type { AssessmentFile, Attachment } from './domain/assessment-file.js';
import type { Comment } from './domain/comment.js';
import { AssessmentsRepository, type AttachmentRow } from './persistence/assessments.repository.js';
import { PublishedVersions } from './published-versions.js';

/** Brings together what belongs to one assessment, now or at a moment. */
@Injectable()
export class AssessmentFiles {
  constructor(
    private readonly repository: AssessmentsRepository,
    private readonly versions: PublishedVersions,
    private readonly evidence: EvidenceService,
    private readonly clock: Clock,
  ) {}

  async of(assessment: Assessment, at?: Date): Promise<AssessmentFile> {
    const { id, templateVersionId } = assessment;
    const version = await this.versions.get(templateVersionId);
    const answers = await this.repository.answersOf(id, at);
    const reviews = await this.repository.reviewsOf(id, at);
    const rows = await this.repository.attachmentsOf(id, at);
    const comments = await this.repository.commentsOf(id, at);
    return {
      assessment,
      template: await this.versions.titleOf(version),
      content: version.content,
      answers: new Map(answers.map((answer) => [answer.questionId, answer])),
      attachments: await this.attachments(rows),
      reviews: new Map(reviews.map((review) => [review.questionId, review])),
      comments: byQuestion(comments),
    };
  }

  /** Lets a stored document speak for an answer; one that was taken away speaks again. */
  async attach(
    tx: Tx,
    link: { assessmentId: string; questionId: string; evidenceId: string },
  ): Promise<void> {
    const before = await this.repository.attachments.find(link);
    const now = this.clock.now();
    const after: AttachmentRow = {
      ...(before ?? { id: uuidv7(now), revision: 0, createdAt: now, ...link }),
      removedAt: null,
    };
    const action = 'answer_evidence.attached';
    await this.repository.attachments.record(tx, { before, after, action });
  }

  private async attachments(rows: readonly AttachmentRow[]): Promise<Map<string, Attachment[]>> {
    const documents = await this.evidence.list([...new Set(rows.map(({ evidenceId }) => evidenceId))]);
    const byQuestion = new Map<string, Attachment[]>();
    for (const { questionId, evidenceId } of rows) {
      const document = documents.find(({ id }) => id === evidenceId);
      if (document)
        byQuestion.set(questionId, [...(byQuestion.get(questionId) ?? []), attachmentOf(document)]);
    }
    return byQuestion;
  }
}

function byQuestion(comments: readonly Comment[]): Map<string, Comment[]> {
  const found = new Map<string, Comment[]>();
  for (const comment of comments)
    found.set(comment.questionId, [...(found.get(comment.questionId) ?? []), comment]);
  return found;
}

export function attachmentOf(document: Attachment): Attachment {
  const { id, title, kind, fileName, validTo, contentState, uploadedByKind, uploadedById } = document;
  return { id, title, kind, fileName, validTo, contentState, uploadedByKind, uploadedById };
}
