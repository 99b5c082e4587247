import { ApiProperty } from '@nestjs/swagger';
import { BoolField, Flag } from '../../../platform/http/fields.js';
import type { SheetReport } from '../answer-sheets.service.js';
import { sheetOutcomes, type SheetOutcome } from '../domain/answer-sheet.js';

export class AnswerSheetRequest {
  @ApiProperty({
    type: String,
    format: 'binary',
    description: 'The sheet of GET /respond/assessment.xlsx, filled in; XLSX, or saved as CSV.',
  })
  file: unknown;
  @Flag()
  @BoolField({ optional: true, example: true, description: 'true judges every row and changes nothing.' })
  dryRun: boolean = false;
}

class SheetReasonDto {
  @ApiProperty({ example: 'not_a_number' }) code: string;
  @ApiProperty({ example: 'give a number, not a text' }) message: string;
}

class SheetRowDto {
  @ApiProperty({ example: 2 }) row: number;
  @ApiProperty({ type: String, nullable: true, example: 'mfa' }) questionId: string | null;
  @ApiProperty({
    enum: sheetOutcomes,
    enumName: 'SheetOutcome',
    description: 'empty: the answer stays as it is.',
  })
  outcome: SheetOutcome;
  @ApiProperty({ type: [SheetReasonDto] }) reasons: SheetReasonDto[];
}

export class AnswerSheetReportDto {
  @ApiProperty({ example: false }) dryRun: boolean;
  @ApiProperty({ example: 25 }) given: number;
  @ApiProperty({ example: 1 }) changed: number;
  @ApiProperty({ example: 0, description: 'Only a dry run reports them; otherwise they refuse the sheet.' })
  rejected: number;
  @ApiProperty({ type: [SheetRowDto] }) rows: SheetRowDto[];

  static of({ dryRun, rows }: SheetReport): AnswerSheetReportDto {
    const count = (wanted: SheetOutcome) => rows.filter(({ outcome }) => outcome === wanted).length;
    return {
      ...{ dryRun, given: count('given'), changed: count('changed'), rejected: count('rejected') },
      rows: rows.map(({ row, questionId, outcome, reasons }) => ({
        ...{ row, questionId, outcome },
        reasons: reasons.map(({ code, message }) => ({ code, message })),
      })),
    };
  }
}
