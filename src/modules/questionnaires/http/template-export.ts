import { StreamableFile } from '@nestjs/common';
import type { Response } from 'express';
import { workbookType } from '../../../platform/files/workbook.js';
import {
  questionnairePdf,
  questionnaireWorkbook,
  type ExportFormat,
  type TitledVersion,
} from '../exported-questionnaire.js';
import { shownSections } from './content.dto.js';

const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  json: 'application/json; charset=utf-8',
  xlsx: workbookType,
  pdf: 'application/pdf',
};

/** As an attachment that no browser runs. */
export function attached(response: Response, name: string, mediaType: string, bytes: Buffer): StreamableFile {
  response.attachment(name);
  response.setHeader('Content-Type', mediaType);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Security-Policy', `default-src 'none'; sandbox`);
  return new StreamableFile(bytes, { length: bytes.length });
}

export async function exported(
  response: Response,
  format: ExportFormat,
  titled: TitledVersion,
): Promise<StreamableFile> {
  const bytes = await written(format, titled);
  const name = `${titled.template.name} v${titled.version.version}.${format}`;
  return attached(response, name, mediaTypes[format], bytes);
}

async function written(format: ExportFormat, titled: TitledVersion): Promise<Buffer> {
  if (format === 'xlsx') return questionnaireWorkbook(titled);
  if (format === 'pdf') return questionnairePdf(titled);
  const { name, description } = titled.template;
  const sections = shownSections(titled.version.content);
  return Buffer.from(
    `${JSON.stringify({ format: 'keyholder.questionnaire', name, description, sections }, null, 2)}\n`,
  );
}
