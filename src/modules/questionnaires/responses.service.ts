import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { tidy } from '../../shared/label.js';
import type { LocalDate } from '../../shared/local-date.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { ifMatchRequired, type Expected } from '../../platform/http/if-match.js';
import type { Upload } from '../../platform/http/upload.interceptor.js';
import { uuidv7 } from '../../platform/ids.js';
import { staleRevision } from '../../platform/ledger/register.js';
import { EvidenceService, type EvidenceKind } from '../evidence/index.js';
import { AssessmentFiles, attachmentOf } from './assessment-files.js';
import { answerProblem, currentAnswer, type Answer, type AnswerValue } from './domain/answer.js';
import { assertTakesAnswers, begun, moved } from './domain/assessment.js';
import {
  assertAsked,
  assertComplete,
  completenessIn,
  requireQuestion,
  type AssessmentFile,
  type Attachment,
} from './domain/assessment-file.js';
import { replied, type Comment } from './domain/comment.js';
import type { Completeness } from './domain/completeness.js';
import type { Content, Question } from './domain/content.js';
import { refuse } from './domain/questionnaire-errors.js';
import type { Respondent } from './domain/respondent.js';
import { contentIndex, hangsOn } from './domain/visibility.js';
import { assessmentDeclined, assessmentSubmitted } from './events.js';
import {
  AssessmentsRepository,
  type AnswerOf,
  type AssessmentRow,
} from './persistence/assessments.repository.js';
import { PublishedVersions } from './published-versions.js';

export type Said = Readonly<{ value: AnswerValue; comment: string | null }>;
export type AboutDocument = Readonly<{
  /** The file name unless told. */
  title?: string | undefined;
  kind: EvidenceKind;
  validFrom?: LocalDate | undefined;
  validTo?: LocalDate | undefined;
}>;
export type Signatory = Readonly<{ name: string; title: string }>;

/** The respondent's side: everything within one assessment, and within the sections of the invitation. */
@Injectable()
export class ResponsesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly repository: AssessmentsRepository,
    private readonly files: AssessmentFiles,
    private readonly versions: PublishedVersions,
    private readonly evidence: EvidenceService,
  ) {}

  async file({ assessmentId }: Respondent): Promise<AssessmentFile> {
    return this.files.of(await this.repository.assessments.get(assessmentId));
  }

  async completeness(respondent: Respondent): Promise<Completeness> {
    return completenessIn(await this.file(respondent), respondent.sections);
  }

  /**
   * Creates the answer, or replaces the one that was read: `expected` is null without If-Match. The same again from the
   * same respondent, whose first answer from us may have got lost, is no conflict and changes nothing (RFC 9110 13.1.1).
   */
  answer(respondent: Respondent, questionId: string, expected: Expected | null, said: Said): Promise<Answer> {
    return this.db.run(async (tx) => {
      const assessment = await this.open(tx, respondent);
      const content = await this.contentOf(assessment);
      assertAcceptable(requireQuestion(content, questionId, respondent.sections), said.value);
      const of = { assessmentId: assessment.id, questionId };
      const before = await this.repository.lockAnswer(tx, of);
      if (before !== null && isSame(before, said) && before.answeredById === respondent.id) return before;
      await this.assertCurrent(before, expected, respondent);
      if (before !== null && isSame(before, said)) return before;
      await this.assertAsked(content, of, said.value);
      const now = this.clock.now();
      const after: Answer = {
        ...(before ?? { id: uuidv7(now), revision: 0, ...of }),
        ...said,
        suggestedFrom: null,
        answeredById: respondent.id,
        answeredAt: now,
      };
      const action = before ? 'answer.changed' : 'answer.given';
      const answer = await this.repository.answers.record(tx, { before, after, action });
      await this.begin(tx, assessment);
      return answer;
    });
  }

  /** Refused before anything is stored, if it is; no lock is held while a large file goes to where it stays. */
  async attach(
    respondent: Respondent,
    questionId: string,
    upload: Upload,
    about: AboutDocument,
  ): Promise<Attachment> {
    await this.db.run((tx) => this.attachable(tx, respondent, questionId));
    const received = await this.evidence.receive(upload);
    return this.db.run(async (tx) => {
      const assessment = await this.attachable(tx, respondent, questionId);
      const stored = await this.evidence.store(received, {
        ...about,
        title: about.title ?? tidy(upload.originalName).slice(0, 200),
        vendorId: assessment.vendorId,
      });
      await this.files.attach(tx, { assessmentId: assessment.id, questionId, evidenceId: stored.id });
      await this.begin(tx, assessment);
      return attachmentOf(stored);
    });
  }

  private async attachable(tx: Tx, respondent: Respondent, questionId: string): Promise<AssessmentRow> {
    const assessment = await this.open(tx, respondent);
    const content = await this.contentOf(assessment);
    requireQuestion(content, questionId, respondent.sections);
    await this.assertAsked(content, { assessmentId: assessment.id, questionId });
    return assessment;
  }

  /** The document no longer speaks for the answer; it stays stored. */
  async detach(respondent: Respondent, evidenceId: string): Promise<void> {
    await this.db.run(async (tx) => {
      const assessment = await this.repository.assessments.lock(tx, respondent.assessmentId);
      const where = { assessmentId: assessment.id, evidenceId };
      const before = await this.repository.attachments.find(where);
      if (!before || before.removedAt) return refuse('answer.not_found', 'There is no such document here.');
      assertTakesAnswers(assessment);
      requireQuestion(await this.contentOf(assessment), before.questionId, respondent.sections);
      const after = { ...before, removedAt: this.clock.now() };
      await this.repository.attachments.record(tx, { before, after, action: 'answer_evidence.removed' });
      await this.begin(tx, assessment);
    });
  }

  reply(respondent: Respondent, commentId: string, reply: string): Promise<Comment> {
    return this.db.run(async (tx) => {
      const assessment = await this.open(tx, respondent);
      const known = await this.repository.comments.find({ id: commentId, assessmentId: assessment.id });
      if (!known) return refuse('comment.not_found', 'There is no such comment here.');
      requireQuestion(await this.contentOf(assessment), known.questionId, respondent.sections);
      const before = await this.repository.comments.lock(tx, commentId);
      const after = replied(before, reply, { id: respondent.id, at: this.clock.now() });
      const action = 'assessment_comment.answered';
      const comment = await this.repository.comments.record(tx, { before, after, action });
      await this.begin(tx, assessment);
      return comment;
    });
  }

  /** The vendor will not answer, and says why; its links stop working at once. */
  async decline(respondent: Respondent, expected: Expected, reason: string): Promise<void> {
    assertWhole(respondent);
    await this.db.run(async (tx) => {
      const before = await this.repository.assessments.lock(tx, respondent.assessmentId, expected);
      const after = moved(before, 'declined', reason);
      await this.repository.assessments.record(tx, { before, after, action: assessmentDeclined, reason });
    });
  }

  /** Fixes the answers, under the name of somebody who stands for them. */
  submit(respondent: Respondent, expected: Expected, { name, title }: Signatory): Promise<AssessmentFile> {
    assertWhole(respondent);
    return this.db.run(async (tx) => {
      const assessment = await this.repository.assessments.lock(tx, respondent.assessmentId, expected);
      assertTakesAnswers(assessment);
      assertComplete(await this.files.of(assessment));
      const before = await this.begin(tx, assessment);
      const after = {
        ...moved(before, 'submitted'),
        signatoryName: name,
        signatoryTitle: title,
        submittedAt: this.clock.now(),
      };
      const action = assessmentSubmitted;
      return this.files.of(await this.repository.assessments.record(tx, { before, after, action }));
    });
  }

  /**
   * The assessment, locked: for reading when work on it has begun, so that many answer it at once and only its
   * submission waits for all of them; for writing when this is the first answer.
   */
  private async open(tx: Tx, { assessmentId }: Respondent): Promise<AssessmentRow> {
    const { status } = await this.repository.assessments.get(assessmentId);
    const assessment =
      status === 'in_progress'
        ? await this.repository.assessments.share(tx, assessmentId)
        : await this.repository.assessments.lock(tx, assessmentId);
    assertTakesAnswers(assessment);
    return assessment;
  }

  private async contentOf({ templateVersionId }: AssessmentRow): Promise<Content> {
    return (await this.versions.get(templateVersionId)).content;
  }

  /** 428 without If-Match, 412 with a passed one; both show what is there now, so that nobody writes over it unseen. */
  private async assertCurrent(
    before: Answer | null,
    expected: Expected | null,
    { id }: Respondent,
  ): Promise<void> {
    if (before === null) {
      if (expected instanceof Set) throw staleRevision(0);
      return;
    }
    if (expected === 'any' || expected?.has(before.revision)) return;
    const names = await this.repository.respondentNames([before.answeredById]);
    const current = currentAnswer(before, { names, readerId: id });
    if (expected === null) ifMatchRequired({ current });
    refuse('answer.conflict', `The answer to ${before.questionId} is at revision ${before.revision} now.`, {
      currentRevision: before.revision,
      current,
    });
  }

  /** Looks at those answers only that decide it; taking an answer back is always possible. */
  private async assertAsked(content: Content, of: AnswerOf, value?: AnswerValue): Promise<void> {
    const needed = hangsOn(content, of.questionId);
    if (needed.length === 0 || value === null) return;
    const answers = await this.repository.answersTo(of.assessmentId, needed);
    const files = needed.filter((id) => contentIndex(content).get(id)?.question.type === 'file');
    const kinds = files.length > 0 ? await this.repository.documentKinds(of.assessmentId, files) : [];
    assertAsked(content, of.questionId, new Map<string, AnswerValue>([...answers, ...kinds]));
  }

  private begin(tx: Tx, before: AssessmentRow): Promise<AssessmentRow> {
    const after = begun(before);
    return this.repository.assessments.record(tx, { before, after, action: 'assessment.begun' });
  }
}

function assertWhole({ sections }: Respondent): void {
  if (sections !== null)
    refuse('assessment.sections_only', `This invitation is for ${sections.join(', ')} only.`);
}

function assertAcceptable(question: Question, value: AnswerValue): void {
  const problem = answerProblem(question, value);
  if (problem) refuse('answer.not_acceptable', `${question.id}: ${problem.message}.`, { errors: [problem] });
}

function isSame(answer: Answer, { value, comment }: Said): boolean {
  return JSON.stringify([answer.value, answer.comment]) === JSON.stringify([value, comment]);
}
