import { readFile, stat } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { refuse as refuseRequest } from '../../platform/errors/request-errors.js';
import { readLiteral } from '../../platform/files/literal.js';
import { readTable } from '../../platform/files/read-table.js';
import { refuseTable } from '../../platform/files/table-errors.js';
import { decodeText } from '../../platform/files/utf8.js';
import { assertStorable, jsonDepth } from '../../platform/http/hardening.js';
import type { Upload } from '../../platform/http/upload.interceptor.js';
import { readExported } from './domain/imports/exported.js';
import { readOscal } from './domain/imports/oscal.js';
import type { ReadQuestionnaire } from './domain/imports/readings.js';
import { planColumns, type ColumnMapping, type ColumnPlan } from './domain/imports/table-columns.js';
import { readTableQuestionnaire } from './domain/imports/table-questionnaire.js';
import { readVsaq } from './domain/imports/vsaq.js';
import { refuse } from './domain/import-errors.js';

export const importFormats = ['json', 'csv', 'xlsx', 'vsaq', 'oscal'] as const;
export type ImportFormat = (typeof importFormats)[number];

export type ReadFile = ReadQuestionnaire & Readonly<{ columns: ColumnPlan }>;

const mostBytes = 5 * 1024 * 1024;
const mostRows = 10_000;
const deepest = 40;

/** Reads a file as a questionnaire; nothing in it is ever evaluated. */
@Injectable()
export class QuestionnaireReader {
  async read(upload: Upload, format: ImportFormat, mapping: ColumnMapping): Promise<ReadFile> {
    if (format === 'csv' || format === 'xlsx') return this.table(upload, format, mapping);
    const text = await textOf(upload);
    if (format === 'vsaq') {
      const { value, lineOf, comments, joins } = readLiteral(text);
      const read = readVsaq(value, lineOf);
      read.readings.counted('comments_skipped', 'Comments were skipped.', comments);
      read.readings.counted('texts_joined', 'Texts in pieces were put together.', joins);
      return { ...read, columns: [] };
    }
    const value = parsed(text);
    return { ...(format === 'oscal' ? readOscal(value) : readExported(value)), columns: [] };
  }

  private async table(
    { path, originalName }: Upload,
    declaredFormat: 'csv' | 'xlsx',
    mapping: ColumnMapping,
  ): Promise<ReadFile> {
    const limits = { bytes: mostBytes, rows: mostRows };
    const { columns, rows, furtherSheets } = await readTable({ path, originalName, declaredFormat }, limits);
    const { plan, problems } = planColumns(columns, mapping);
    if (problems.length > 0)
      refuse('questionnaire_import.bad_mapping', 'The mapping names what is not there, or something twice.', {
        errors: problems.map(({ column, code, message }) => ({
          ...{ pointer: `/mapping/${column.replaceAll('~', '~0').replaceAll('/', '~1')}`, code, message },
        })),
      });
    if (!plan.some(({ field }) => field === 'text'))
      refuse(
        'questionnaire_import.no_text_column',
        'No column of the file is known as the text of a question.',
        {
          columns,
        },
      );
    const read = readTableQuestionnaire(rows, plan);
    read.readings.counted('sheets_left_out', 'Only the first sheet was read.', furtherSheets);
    return { ...read, columns: plan };
  }
}

async function textOf({ path }: Upload): Promise<string> {
  const { size } = await stat(path);
  if (size > mostBytes)
    refuseTable('import.too_large', `The file has ${size} bytes; ${mostBytes} are accepted.`, {
      limit: mostBytes,
    });
  const text = decodeText(await readFile(path));
  return text.trim() === '' ? refuseTable('import.empty', 'The file is empty.') : text;
}

function parsed(text: string): unknown {
  if (jsonDepth(Buffer.from(text)) > deepest)
    refuseRequest('request.too_deep', `Objects and lists may be nested ${deepest} deep.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuseRequest('request.bad_json', 'The file is not JSON, or it ends too early.');
  }
  assertStorable(value);
  return value;
}
