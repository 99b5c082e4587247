import { Injectable } from '@nestjs/common';
import type { FieldError } from '../../shared/domain-error.js';
import { isLabel, isProse, tidy } from '../../shared/label.js';
import type { Upload } from '../../platform/http/upload.interceptor.js';
import { ContentRules } from './content-rules.js';
import { questionsOf, type Content, type QuestionType } from './domain/content.js';
import type { ImportNote, ImportProblem } from './domain/imports/readings.js';
import type { ColumnMapping, ColumnPlan } from './domain/imports/table-columns.js';
import { lint, mistakesIn } from './domain/lint.js';
import { conditionsOf } from './domain/question-conditions.js';
import { refuse } from './domain/import-errors.js';
import { QuestionnaireReader, type ImportFormat } from './questionnaire-reader.js';
import { TemplatesService } from './templates.service.js';

export type ImportOrder = Readonly<{
  format: ImportFormat;
  mapping: ColumnMapping;
  dryRun: boolean;
  /** Goes before what the file says of itself. */
  name: string | null;
  /** The file becomes the next draft of this template instead of a new one. */
  templateId: string | null;
}>;

export type ImportReport = Readonly<{
  dryRun: boolean;
  format: ImportFormat;
  name: string;
  sections: number;
  questions: number;
  conditions: number;
  findingRules: number;
  types: Readonly<Partial<Record<QuestionType, number>>>;
  columns: ColumnPlan;
  notes: readonly ImportNote[];
  /** Why nothing can be imported; only a dry run gets as far as to report them. */
  problems: readonly ImportProblem[];
  /** What the draft cannot be published with. */
  draftProblems: readonly FieldError[];
  templateId: string | null;
  version: number | null;
}>;

const nothing = { templateId: null, version: null };

@Injectable()
export class TemplateImportsService {
  constructor(
    private readonly reader: QuestionnaireReader,
    private readonly rules: ContentRules,
    private readonly templates: TemplatesService,
  ) {}

  /** Makes a draft of the file, or nothing at all. */
  async import(upload: Upload, order: ImportOrder): Promise<ImportReport> {
    const { format, dryRun } = order;
    const { readings, columns, ...read } = await this.reader.read(upload, format, order.mapping);
    const { content, problems } = this.judge(read.sections, readings.problems);
    const { notes } = readings;
    if (problems.length > 0 && !dryRun)
      refuse('questionnaire_import.not_readable', `${problems.length} things in the file cannot be read.`, {
        errors: problems.map(({ place, code, message }) => ({ pointer: place, code, message })),
        notes,
      });
    const name = nameOf(order.name, read.name, upload.originalName);
    const asked = { name, templateId: order.templateId, description: described(read.description) };
    const made = dryRun ? nothing : await this.make(content, asked);
    const draftProblems = lint(content);
    return { dryRun, format, name, columns, notes, problems, ...countsOf(content), draftProblems, ...made };
  }

  private judge(sections: unknown, problems: readonly ImportProblem[]) {
    const read = this.rules.read(sections);
    if ('errors' in read)
      return { content: { sections: [] }, problems: [...problems, ...read.errors.map(asProblem)] };
    return { content: read.content, problems: [...problems, ...mistakesIn(read.content).map(asProblem)] };
  }

  private async make(
    content: Content,
    {
      name,
      description,
      templateId,
    }: { name: string; description: string | null; templateId: string | null },
  ): Promise<{ templateId: string; version: number }> {
    if (templateId !== null) {
      const { version } = await this.templates.newDraft(templateId, content);
      return { templateId, version };
    }
    const { id } = await this.templates.create({ name, description, content });
    return { templateId: id, version: 1 };
  }
}

const asProblem = ({ pointer, code, message }: FieldError): ImportProblem => ({
  place: pointer,
  code,
  message,
});

function nameOf(asked: string | null, said: string | null, fileName: string): string {
  const names = [asked, said, fileName.replace(/\.[^.]{1,5}$/, ''), 'Imported questionnaire'];
  const tidied = names.map((name) => tidy(name ?? '').slice(0, 200));
  return tidied.find(isLabel) ?? 'Imported questionnaire';
}

function described(said: string | null): string | null {
  return said !== null && isProse(said) ? said : null;
}

function countsOf(content: Content) {
  const questions = questionsOf(content);
  const types: Partial<Record<QuestionType, number>> = {};
  for (const { type } of questions) types[type] = (types[type] ?? 0) + 1;
  return {
    sections: content.sections.length,
    questions: questions.length,
    conditions: questions.filter(({ visibleWhen }) => visibleWhen !== null).length,
    findingRules: questions.flatMap((question) =>
      conditionsOf(question).filter(({ name }) => name === 'findingWhen' || name === 'findingRules'),
    ).length,
    types,
  };
}
