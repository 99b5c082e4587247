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
import { answerProblem, type Answer, type AnswerValue } from './domain/answer.js';
import { assertTakesAnswers, begun, moved } from './domain/assessment.js';
import {
  assertComplete,
  completenessIn,
  requireQuestion,
  type AssessmentFile,
  type Attachment,
} from './domain/assessment-file.js';
import type { Completeness } from './domain/completeness.js';
import { refuse } from './domain/questionnaire-errors.js';
import { assessmentSubmitted } from './events.js';
import { AssessmentsRepository, type AssessmentRow } from './persistence/assessments.repository.js';
import { TemplatesService } from './templates.service.js';

/** What an invitation opens. */
export type Respondent = Readonly<{ id: string; assessmentId: string; sections: readonly string[] | null }>;
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
    private readonly templates: TemplatesService,
    private readonly evidence: EvidenceService,
  ) {}

  async file({ assessmentId }: Respondent): Promise<AssessmentFile> {
    return this.files.of(await this.repository.assessments.get(assessmentId));
  }

  async completeness(respondent: Respondent): Promise<Completeness> {
    return completenessIn(await this.file(respondent), respondent.sections);
  }

  /** Creates the answer, or replaces the one that was read: `expected` is null without If-Match. */
  answer(respondent: Respondent, questionId: string, expected: Expected | null, said: Said): Promise<Answer> {
    return this.db.run(async (tx) => {
      const assessment = await this.lockOpen(tx, respondent, questionId, said.value);
      const before = await this.lockAnswer(tx, { assessmentId: assessment.id, questionId }, expected);
      const now = this.clock.now();
      const unchanged = before !== null && isSame(before, said);
      const after: Answer = {
        ...(before ?? { id: uuidv7(now), revision: 0, assessmentId: assessment.id, questionId }),
        ...said,
        ...(unchanged ? before : { answeredById: respondent.id, answeredAt: now }),
      };
      const action = before ? 'answer.changed' : 'answer.given';
      const answer = await this.repository.answers.record(tx, { before, after, action });
      await this.begin(tx, assessment);
      return answer;
    });
  }

  attach(
    respondent: Respondent,
    questionId: string,
    upload: Upload,
    about: AboutDocument,
  ): Promise<Attachment> {
    return this.db.run(async (tx) => {
      const assessment = await this.lockOpen(tx, respondent, questionId, null);
      const stored = await this.evidence.store(upload, {
        ...about,
        title: about.title ?? tidy(upload.originalName).slice(0, 200),
        vendorId: assessment.vendorId,
      });
      await this.files.attach(tx, { assessmentId: assessment.id, questionId, evidenceId: stored.id });
      await this.begin(tx, assessment);
      return attachmentOf(stored);
    });
  }

  /** The document no longer speaks for the answer; it stays stored. */
  async detach(respondent: Respondent, evidenceId: string): Promise<void> {
    await this.db.run(async (tx) => {
      const assessment = await this.repository.assessments.lock(tx, respondent.assessmentId);
      const where = { assessmentId: assessment.id, evidenceId };
      const before = await this.repository.attachments.find(where);
      if (!before || before.removedAt) return refuse('answer.not_found', 'There is no such document here.');
      await this.assertOpen(assessment, respondent, before.questionId, null);
      const after = { ...before, removedAt: this.clock.now() };
      await this.repository.attachments.record(tx, { before, after, action: 'answer_evidence.removed' });
      await this.begin(tx, assessment);
    });
  }

  /** Fixes the answers, under the name of somebody who stands for them. */
  submit(respondent: Respondent, expected: Expected, { name, title }: Signatory): Promise<AssessmentFile> {
    if (respondent.sections !== null)
      refuse('assessment.sections_only', `This invitation is for ${respondent.sections.join(', ')} only.`);
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

  private async lockAnswer(
    tx: Tx,
    of: { assessmentId: string; questionId: string },
    expected: Expected | null,
  ): Promise<Answer | null> {
    const known = await this.repository.answers.find(of);
    if (!known && expected instanceof Set) throw staleRevision(0);
    if (!known) return null;
    return this.repository.answers.lock(tx, known.id, expected ?? ifMatchRequired());
  }

  private async lockOpen(
    tx: Tx,
    respondent: Respondent,
    questionId: string,
    value: AnswerValue,
  ): Promise<AssessmentRow> {
    const assessment = await this.repository.assessments.lock(tx, respondent.assessmentId);
    await this.assertOpen(assessment, respondent, questionId, value);
    return assessment;
  }

  private async assertOpen(
    assessment: AssessmentRow,
    { sections }: Respondent,
    questionId: string,
    value: AnswerValue,
  ): Promise<void> {
    assertTakesAnswers(assessment);
    const { content } = await this.templates.versionById(assessment.templateVersionId);
    const problem = answerProblem(requireQuestion(content, questionId, sections), value);
    if (problem) refuse('answer.not_acceptable', `${questionId}: ${problem.message}.`, { errors: [problem] });
  }

  private begin(tx: Tx, before: AssessmentRow): Promise<AssessmentRow> {
    const after = begun(before);
    return this.repository.assessments.record(tx, { before, after, action: 'assessment.begun' });
  }
}

function isSame(answer: Answer, { value, comment }: Said): boolean {
  return JSON.stringify([answer.value, answer.comment]) === JSON.stringify([value, comment]);
}
