import { Body, Get, HttpCode, Post, Res, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import { Allow } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { workbookType } from '../../../platform/files/workbook.js';
import { Resource } from '../../../platform/http/resource.js';
import { TakesFile, UploadedFile, type Upload } from '../../../platform/http/upload.interceptor.js';
import { Who } from '../../../platform/http/who.js';
import { AnswerSheetsService } from '../answer-sheets.service.js';
import { AnswerSheetReportDto, AnswerSheetRequest } from './answer-sheet.dto.js';
import { respondentOf } from './respondent.js';
import { attached } from './template-export.js';

@Resource('respond', 'Respondents')
export class AnswerSheetsController {
  constructor(private readonly sheets: AnswerSheetsService) {}

  @Get('assessment.xlsx')
  @Allow('respondent')
  @ApiOperation({ summary: 'The questionnaire as a workbook that can be filled in without a network' })
  @ApiProduces(workbookType)
  @ApiOkResponse({ description: 'An attachment', schema: { type: 'string', format: 'binary' } })
  async sheet(
    @Who() who: Principal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { name, bytes } = await this.sheets.sheet(respondentOf(who));
    return attached(response, name, workbookType, bytes);
  }

  @Post('answers/import')
  @HttpCode(200)
  @TakesFile()
  @Allow('respondent')
  @ApiOperation({ summary: 'Bring back a filled-in workbook: all its answers, or none and why' })
  @ApiOkResponse({ type: AnswerSheetReportDto })
  async import(
    @Who() who: Principal,
    @UploadedFile() file: Upload,
    @Body() { dryRun }: AnswerSheetRequest,
  ): Promise<AnswerSheetReportDto> {
    return AnswerSheetReportDto.of(await this.sheets.import(respondentOf(who), file, dryRun));
  }
}
