import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { Config } from '../../platform/config/config.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { uuidv7 } from '../../platform/ids.js';
import { AssessmentFiles } from './assessment-files.js';
import type { Answer } from './domain/answer.js';
import { assertTakesAnswers, begun, unanswered } from './domain/assessment.js';
import type { AssessmentFile } from './domain/assessment-file.js';
import { refuse } from './domain/questionnaire-errors.js';
import { confirmed, suggestionsFor, type Suggestion, type Suggestions } from './domain/suggestion.js';
import { AssessmentsRepository } from './persistence/assessments.repository.js';
import { EarlierReader } from './persistence/earlier.reader.js';
import type { Respondent } from './domain/respondent.js';

const nothing: Suggestions = { offered: [], withheld: [], gap: [] };

/** Ask once: what the vendor said before, and what still holds, is offered again; the respondent confirms it. */
@Injectable()
export class SuggestionsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly repository: AssessmentsRepository,
    private readonly files: AssessmentFiles,
    private readonly earlier: EarlierReader,
  ) {}

  async of(assessmentId: string, sections: readonly string[] | null = null): Promise<Suggestions> {
    const file = await this.files.of(await this.repository.assessments.get(assessmentId));
    return within(file, await this.suggestions(file), sections);
  }

  /** Normal answers of this respondent, which say where they come from; all of them or none. */
  confirm(respondent: Respondent, questionIds: readonly string[]): Promise<Answer[]> {
    return this.db.run(async (tx) => {
      const before = await this.repository.assessments.lock(tx, respondent.assessmentId);
      assertTakesAnswers(before);
      const file = await this.files.of(before);
      const offered = within(file, await this.suggestions(file), respondent.sections);
      const { accepted, against } = confirmed(file, offered, questionIds);
      if (against.length > 0)
        refuse('suggestion.not_offered', `${against.length} of these cannot be confirmed.`, {
          errors: against.map(({ questionId, code }) => ({
            pointer: `/questionIds/${questionIds.indexOf(questionId)}`,
            code,
            message: `${questionId} ${sentences[code]}`,
          })),
        });
      const answers = await this.carry(tx, respondent, file, accepted);
      const after = begun(before);
      await this.repository.assessments.record(tx, { before, after, action: 'assessment.begun' });
      return answers;
    });
  }

  private async suggestions(file: AssessmentFile): Promise<Suggestions> {
    const { assessment } = file;
    if (!assessment.askGapOnly || !unanswered.includes(assessment.status)) return nothing;
    const earlier: AssessmentFile[] = [];
    for (const each of await this.earlier.before(assessment)) earlier.push(await this.files.of(each));
    const mostDays = this.config.KEYHOLDER_SUGGESTION_DAYS;
    return suggestionsFor(file, mostDays === 0 ? [] : earlier, { today: this.clock.today(), mostDays });
  }

  private async carry(
    tx: Tx,
    { id: answeredById }: Respondent,
    { assessment: { id: assessmentId }, answers }: AssessmentFile,
    accepted: readonly Suggestion[],
  ): Promise<Answer[]> {
    const now = this.clock.now();
    const changes = accepted.map(({ questionId, value, comment, from }) => {
      const before = answers.get(questionId) ?? null;
      const after: Answer = {
        ...(before ?? { id: uuidv7(now), revision: 0, assessmentId, questionId }),
        ...{ value, comment, suggestedFrom: from, answeredById, answeredAt: now },
      };
      return { before, after, action: 'answer.carried' };
    });
    const carried = await this.repository.answers.recordAll(tx, changes);
    for (const { questionId, evidence } of accepted)
      for (const { id: evidenceId } of evidence)
        await this.files.attach(tx, { assessmentId, questionId, evidenceId });
    return carried;
  }
}

const sentences = {
  not_offered: 'is not offered: it is answered, or no earlier answer holds',
  not_asked: 'is not asked unless the question that it hangs on is confirmed too',
} as const;

function within(
  { content }: AssessmentFile,
  { offered, withheld, gap }: Suggestions,
  sections: readonly string[] | null,
): Suggestions {
  if (sections === null) return { offered, withheld, gap };
  const theirs = new Set(
    content.sections
      .filter(({ id }) => sections.includes(id))
      .flatMap(({ questions }) => questions.map(({ id }) => id)),
  );
  return {
    offered: offered.filter(({ questionId }) => theirs.has(questionId)),
    withheld: withheld.filter(({ questionId }) => theirs.has(questionId)),
    gap: gap.filter((questionId) => theirs.has(questionId)),
  };
}
