import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { Database } from '../../platform/database/database.js';
import { readTable } from '../../platform/files/read-table.js';
import { workbookFile } from '../../platform/files/workbook.js';
import type { Upload } from '../../platform/http/upload.interceptor.js';
import { uuidv7 } from '../../platform/ids.js';
import { AssessmentFiles } from './assessment-files.js';
import type { Answer } from './domain/answer.js';
import {
  howToAnswer,
  judgeSheet,
  offered,
  sheetColumns,
  shownAnswer,
  type SheetAnswer,
  type SheetRowReport,
} from './domain/answer-sheet.js';
import { assertTakesAnswers, begun } from './domain/assessment.js';
import { givenIn, type AssessmentFile } from './domain/assessment-file.js';
import { placedQuestions } from './domain/content.js';
import { refuse } from './domain/import-errors.js';
import { AssessmentsRepository } from './persistence/assessments.repository.js';
import type { Respondent } from './domain/respondent.js';

export type SheetReport = Readonly<{ dryRun: boolean; rows: readonly SheetRowReport[] }>;

const widths = {
  question: 20,
  section: 20,
  text: 60,
  how: 28,
  choices: 40,
  answer: 32,
  comment: 40,
  revision: 10,
};
const limits = { bytes: 5 * 1024 * 1024, rows: 5_000 };

/** Answers that are given in a spreadsheet, away from the network, and brought back in one piece. */
@Injectable()
export class AnswerSheetsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly repository: AssessmentsRepository,
    private readonly files: AssessmentFiles,
  ) {}

  async sheet({ assessmentId, sections }: Respondent): Promise<{ name: string; bytes: Buffer }> {
    const file = await this.files.of(await this.repository.assessments.get(assessmentId));
    return { name: `${file.template.name}.xlsx`, bytes: sheetOf(file, sections) };
  }

  /** All rows or none: a sheet with one bad row changes nothing, and every bad row is named. */
  async import(respondent: Respondent, upload: Upload, dryRun: boolean): Promise<SheetReport> {
    const { path, originalName } = upload;
    const { columns, rows } = await readTable({ path, originalName }, limits);
    if (!columns.includes('question') || !columns.includes('answer'))
      refuse('answer_sheet.not_one', 'The file has no columns called question and answer.', { columns });
    return this.db.run(async (tx) => {
      const assessment = await this.repository.assessments.lock(tx, respondent.assessmentId);
      assertTakesAnswers(assessment);
      const file = await this.files.of(assessment);
      const ground = {
        ...{ content: file.content, sections: respondent.sections, answers: file.answers },
        values: givenIn(file).answers,
      };
      const { reports, answers } = judgeSheet(rows, ground);
      if (dryRun) return { dryRun, rows: reports };
      assertAllGood(reports);
      await this.repository.answers.recordAll(
        tx,
        answers.map((said) => this.changeOf(said, file, respondent)),
      );
      if (answers.length > 0)
        await this.repository.assessments.record(tx, {
          ...{ before: assessment, after: begun(assessment), action: 'assessment.begun' },
        });
      return { dryRun, rows: reports };
    });
  }

  private changeOf(said: SheetAnswer, { assessment, answers }: AssessmentFile, respondent: Respondent) {
    const before = answers.get(said.questionId) ?? null;
    const now = this.clock.now();
    const after: Answer = {
      ...(before ?? { id: uuidv7(now), revision: 0, assessmentId: assessment.id }),
      ...said,
      suggestedFrom: null,
      answeredById: respondent.id,
      answeredAt: now,
    };
    return { before, after, action: before ? 'answer.changed' : 'answer.given' };
  }
}

function assertAllGood(reports: readonly SheetRowReport[]): void {
  const errors = reports.flatMap(({ row, questionId, reasons }) =>
    reasons.map(({ code, message }) => ({
      pointer: `row ${row}`,
      code,
      message: `${questionId ?? 'The row'} ${message}`,
    })),
  );
  if (errors.length === 0) return;
  const onlyStale = errors.every(({ code }) => code === 'changed_meanwhile');
  const code = onlyStale ? 'answer_sheet.conflict' : 'answer_sheet.not_acceptable';
  refuse(code, `${errors.length} rows of the sheet cannot be taken over; nothing was changed.`, { errors });
}

function sheetOf(file: AssessmentFile, sections: readonly string[] | null): Buffer {
  const open = ['answer', 'comment'];
  const placed = placedQuestions(file.content).filter(
    ({ section }) => sections?.includes(section.id) ?? true,
  );
  return workbookFile({
    sheet: file.template.name,
    guarded: true,
    columns: sheetColumns.map((title) => ({ title, width: widths[title], open: open.includes(title) })),
    rows: placed.map(({ question, section }) => {
      const answer = file.answers.get(question.id);
      const choices = question.options.map(({ id, text }) => `${id} = ${text}`).join('\n');
      return [
        ...[question.id, section.title, question.text, howToAnswer(question), choices],
        ...[shownAnswer(answer?.value ?? null), answer?.comment ?? null, answer?.revision ?? null],
      ];
    }),
    choices: placed.map(({ question }, row) => ({
      ...{ row, column: sheetColumns.indexOf('answer'), items: offered(question) },
    })),
  });
}
