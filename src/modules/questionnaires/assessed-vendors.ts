import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../shared/local-date.js';
import type { Answer } from './domain/answer.js';
import { assessedControls, type AssessedControl, type ReviewedAnswer } from './domain/results.js';
import { AssessedReader } from './persistence/assessed.reader.js';

export type AssessedVendor = Readonly<{ assessmentId: string; controls: readonly AssessedControl[] }>;

/** What the newest completed assessments say of many vendors: `assessedControls`, without asking vendor by vendor. */
@Injectable()
export class AssessedVendors {
  constructor(private readonly reader: AssessedReader) {}

  /** By vendor; one without a completed assessment is not in it. */
  async controlsOf(vendorIds: readonly string[]): Promise<Map<string, AssessedVendor>> {
    const assessments = await this.reader.newestCompleted(vendorIds);
    const ids = assessments.map(({ id }) => id);
    const contents = await this.reader.contents([
      ...new Set(assessments.map(({ templateVersionId }) => templateVersionId)),
    ]);
    const answers = byAssessment<Pick<Answer, 'value'>>(await this.reader.answers(ids));
    const reviews = byAssessment<ReviewedAnswer>(await this.reader.reviews(ids));
    const documents = byAssessment<{ kind: string; validTo: LocalDate | null }>(
      await this.reader.documents(ids),
    );
    return new Map(
      assessments.map(({ id, vendorId, templateVersionId }) => {
        const controls = assessedControls({
          content: contents.get(templateVersionId) ?? { sections: [] },
          answers: newestOf(answers.get(id)),
          reviews: newestOf(reviews.get(id)),
          validity: mapped(documents.get(id), (rows) => rows.map(({ validTo }) => validTo)),
          kinds: mapped(documents.get(id), (rows) => rows.map(({ kind }) => kind)),
        });
        return [vendorId, { assessmentId: id, controls }];
      }),
    );
  }

  /** Those who judged or confirmed an answer of the newest completed assessment. */
  async reviewersOf(vendorId: string): Promise<string[]> {
    const [assessment] = await this.reader.newestCompleted([vendorId]);
    return assessment ? this.reader.reviewers(assessment.id) : [];
  }
}

type Questions<T> = Map<string, T[]>;

function byAssessment<T>(
  rows: readonly (T & { assessmentId: string; questionId: string })[],
): Map<string, Questions<T>> {
  const found = new Map<string, Questions<T>>();
  for (const row of rows) {
    const questions = found.get(row.assessmentId) ?? new Map<string, T[]>();
    found.set(
      row.assessmentId,
      questions.set(row.questionId, [...(questions.get(row.questionId) ?? []), row]),
    );
  }
  return found;
}

function mapped<T, U>(
  questions: Questions<T> | undefined,
  change: (rows: readonly T[]) => U,
): Map<string, U> {
  return new Map([...(questions ?? [])].map(([id, rows]) => [id, change(rows)]));
}

/** One row for each question: the database has a unique index that says so. */
function newestOf<T>(questions: Questions<T> | undefined): Map<string, T> {
  return new Map([...(questions ?? [])].flatMap(([id, [row]]) => (row === undefined ? [] : [[id, row]])));
}
