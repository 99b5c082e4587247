import { ApiProperty } from '@nestjs/swagger';
import { BoolField, CodeField, Flag, IdField, LabelField, rule } from '../../../platform/http/fields.js';
import { questionTypes, type QuestionType } from '../domain/content.js';
import type { ImportNote, ImportProblem } from '../domain/imports/readings.js';
import type { ColumnMapping } from '../domain/imports/table-columns.js';
import { exportFormats, type ExportFormat } from '../exported-questionnaire.js';
import { importFormats, type ImportFormat } from '../questionnaire-reader.js';
import type { ImportReport } from '../template-imports.service.js';
import { ProblemInDraftDto } from './template.dto.js';

export class TemplateImportRequest {
  @ApiProperty({ type: String, format: 'binary', description: 'At most 5 MB; nothing in it is evaluated.' })
  file: unknown;
  @CodeField({
    codes: importFormats,
    name: 'QuestionnaireFormat',
    example: 'json',
    description:
      'json: an export of this API; csv and xlsx: a question in each row; vsaq: google/vsaq as published; oscal: a catalog.',
  })
  format: ImportFormat;
  @Flag()
  @BoolField({ optional: true, example: true, description: 'true reads and reports, and changes nothing.' })
  dryRun: boolean = false;
  @LabelField({
    max: 200,
    optional: true,
    description: 'Name of the template; that of the file unless told.',
  })
  name?: string;
  @IdField({
    optional: true,
    description: 'Makes the next draft of this template instead of a new template.',
  })
  templateId?: string;
  @LabelField({
    max: 20_000,
    optional: true,
    example: '{}',
    description:
      'JSON object {column: field} for csv and xlsx; null leaves a column out. Example: {"Frage": "text", "Kapitel": "section"}.',
  })
  @rule(
    'mapping',
    'must be a JSON object of columns and field names',
    (value) => value === undefined || (typeof value === 'string' && mappingIn(value) !== null),
  )
  mapping?: string;
}

export class ExportRequest {
  @CodeField({ codes: exportFormats, name: 'QuestionnaireExportFormat', optional: true, example: 'json' })
  format: ExportFormat = 'json';
}

export function mappingIn(text: string): ColumnMapping | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    const entries = Object.entries(value);
    return entries.every(([, field]) => field === null || typeof field === 'string')
      ? Object.fromEntries(entries)
      : null;
  } catch {
    return null;
  }
}

class ImportNoteDto implements ImportNote {
  @ApiProperty({ example: 'left_to_right' }) code: string;
  @ApiProperty({ example: 'Conditions with && after || were read from the left, as vsaq does.' })
  message: string;
  @ApiProperty({ example: 2 }) count: number;
  @ApiProperty({ type: [String], example: ['line 120 (block_oauth2)'], description: 'The first 20.' })
  places: string[];
}

class ImportProblemDto implements ImportProblem {
  @ApiProperty({ example: 'row 17' }) place: string;
  @ApiProperty({ example: 'bad_weight' }) code: string;
  @ApiProperty({ example: 'its weight cannot be read: heavy' }) message: string;
}

class PlannedColumnDto {
  @ApiProperty({ example: 'Question' }) column: string;
  @ApiProperty({ type: String, nullable: true, example: 'text', description: 'null: not looked at.' })
  field: string | null;
}

class TypeCountDto {
  @ApiProperty({ enum: questionTypes, enumName: 'QuestionType' }) type: QuestionType;
  @ApiProperty({ example: 37 }) questions: number;
}

export class TemplateImportReportDto {
  @ApiProperty({ example: false }) dryRun: boolean;
  @ApiProperty({ enum: importFormats, enumName: 'QuestionnaireFormat' }) format: ImportFormat;
  @ApiProperty({ example: 'Web Application Security Questionnaire' }) name: string;
  @ApiProperty({ example: 31 }) sections: number;
  @ApiProperty({ example: 73 }) questions: number;
  @ApiProperty({ example: 48, description: 'Questions that are asked under a condition.' })
  conditions: number;
  @ApiProperty({ example: 41 }) findingRules: number;
  @ApiProperty({ type: [TypeCountDto] }) types: TypeCountDto[];
  @ApiProperty({ type: [PlannedColumnDto] }) columns: PlannedColumnDto[];
  @ApiProperty({ type: [ImportNoteDto], description: 'What was read generously, or left out.' })
  notes: ImportNoteDto[];
  @ApiProperty({ type: [ImportProblemDto], description: 'Why nothing would be imported; of a dry run only.' })
  problems: ImportProblemDto[];
  @ApiProperty({ type: [ProblemInDraftDto], description: 'What the draft cannot be published with.' })
  draftProblems: ProblemInDraftDto[];
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'null: nothing was made.' })
  templateId: string | null;
  @ApiProperty({ type: Number, nullable: true, example: 1, description: 'The draft.' }) version:
    number | null;

  static of(report: ImportReport): TemplateImportReportDto {
    const { dryRun, format, name, sections, questions, conditions, findingRules, templateId, version } =
      report;
    return {
      ...{ dryRun, format, name, sections, questions, conditions, findingRules, templateId, version },
      types: questionTypes.flatMap((type) => {
        const count = report.types[type] ?? 0;
        return count > 0 ? [{ type, questions: count }] : [];
      }),
      columns: report.columns.map(({ column, field }) => ({ column, field })),
      notes: report.notes.map(({ code, message, count, places }) => ({
        code,
        message,
        count,
        places: [...places],
      })),
      problems: report.problems.map(({ place, code, message }) => ({ place, code, message })),
      draftProblems: report.draftProblems.map(({ pointer, code, message }) => ({ pointer, code, message })),
    };
  }
}
