import { Body, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
} from '@nestjs/swagger';
import { Allow } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatchToReplace, IfMatchWhenSent, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatchWhenSent } from '../../../platform/http/list-query.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { TakesFile, UploadedFile, type Upload } from '../../../platform/http/upload.interceptor.js';
import { Who } from '../../../platform/http/who.js';
import { ResponsesService } from '../responses.service.js';
import { AttachmentDto } from './assessment.dto.js';
import {
  AttachEvidenceDto,
  CompletenessDto,
  GiveAnswerDto,
  GivenAnswerDto,
  RespondentAssessmentDto,
  SubmitDto,
} from './respond.dto.js';
import { respondentOf } from './respondent.js';

@Resource('respond', 'Respondents')
export class RespondController {
  constructor(private readonly responses: ResponsesService) {}

  @Get('assessment')
  @Allow('respondent')
  @ApiOperation({ summary: 'The questionnaire that the invitation opens, with the answers so far' })
  @ApiOkResponse({ type: RespondentAssessmentDto })
  async assessment(@Who() who: Principal): Promise<RespondentAssessmentDto> {
    const respondent = respondentOf(who);
    return RespondentAssessmentDto.of(await this.responses.file(respondent), respondent.sections);
  }

  @Put('answers/:questionId')
  @Allow('respondent')
  @ApiHeader({
    name: 'If-Match',
    required: false,
    example: '"1"',
    description:
      'ETag of the answer that is replaced; a first answer needs none. Missing: 428. Changed: 412.',
  })
  @ApiOperation({ summary: 'Answer a question, or replace the answer' })
  @ApiOkResponse({ type: GivenAnswerDto })
  async answer(
    @Who() who: Principal,
    @Param('questionId') questionId: string,
    @IfMatchToReplace() expected: Expected | null,
    @Body() { value, comment = null }: GiveAnswerDto,
  ): Promise<GivenAnswerDto> {
    const said = { value, comment };
    return GivenAnswerDto.of(await this.responses.answer(respondentOf(who), questionId, expected, said));
  }

  @Post('evidence')
  @TakesFile()
  @Allow('respondent')
  @ApiOperation({ summary: 'Attach a document to a question' })
  @ApiCreatedResponse({ type: AttachmentDto })
  async attach(
    @Who() who: Principal,
    @Body() { questionId, title, kind = 'OTHER', validFrom, validTo }: AttachEvidenceDto,
    @UploadedFile() file: Upload,
  ): Promise<AttachmentDto> {
    const about = { title, kind, validFrom, validTo };
    return AttachmentDto.of(await this.responses.attach(respondentOf(who), questionId, file, about));
  }

  @Delete('evidence/:evidenceId')
  @HttpCode(204)
  @Allow('respondent')
  @ApiOperation({ summary: 'Take a document away from its question; what was stored stays stored' })
  @ApiNoContentResponse()
  detach(@Who() who: Principal, @Param('evidenceId', Uuid) evidenceId: string): Promise<void> {
    return this.responses.detach(respondentOf(who), evidenceId);
  }

  @Get('completeness')
  @Allow('respondent')
  @ApiOperation({ summary: 'Everything that is missing before the answers can be submitted' })
  @ApiOkResponse({ type: CompletenessDto })
  async completeness(@Who() who: Principal): Promise<CompletenessDto> {
    return CompletenessDto.of(await this.responses.completeness(respondentOf(who)));
  }

  @Post('submission')
  @HttpCode(200)
  @Allow('respondent')
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'Submit the answers under the name of somebody who stands for them' })
  @ApiOkResponse({ type: RespondentAssessmentDto })
  async submit(
    @Who() who: Principal,
    @IfMatchWhenSent() expected: Expected,
    @Body() { name, title }: SubmitDto,
  ): Promise<RespondentAssessmentDto> {
    const file = await this.responses.submit(respondentOf(who), expected, { name, title });
    return RespondentAssessmentDto.of(file, null);
  }
}
