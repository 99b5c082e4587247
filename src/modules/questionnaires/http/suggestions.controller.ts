import { Body, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { SuggestionsService } from '../suggestions.service.js';
import { respondentOf } from './respondent.js';
import { GivenAnswerDto } from './respond.dto.js';
import { ConfirmedDto, ConfirmSuggestionsDto, SuggestionsDto } from './suggestion.dto.js';

@Resource('respond', 'Respondents')
export class RespondSuggestionsController {
  constructor(private readonly suggestions: SuggestionsService) {}

  @Get('suggestions')
  @Allow('respondent')
  @ApiOperation({ summary: 'Earlier answers that still hold, and what is left to answer' })
  @ApiOkResponse({ type: SuggestionsDto })
  async list(@Who() who: Principal): Promise<SuggestionsDto> {
    const { assessmentId, sections } = respondentOf(who);
    return SuggestionsDto.of(await this.suggestions.of(assessmentId, sections));
  }

  @Post('suggestions/confirmation')
  @HttpCode(200)
  @Allow('respondent')
  @ApiOperation({
    summary: 'Confirm that earlier answers are still true: they become answers, with their evidence',
  })
  @ApiOkResponse({ type: ConfirmedDto })
  async confirm(
    @Who() who: Principal,
    @Body() { questionIds }: ConfirmSuggestionsDto,
  ): Promise<ConfirmedDto> {
    const answers = await this.suggestions.confirm(respondentOf(who), questionIds);
    return { answers: answers.map((answer) => GivenAnswerDto.of(answer)) };
  }
}

@Resource('assessments', 'Questionnaires')
export class SuggestionsController {
  constructor(private readonly suggestions: SuggestionsService) {}

  @Get(':id/suggestions')
  @Allow(...everybodyInside)
  @ApiOperation({
    summary: 'What the respondent is offered from earlier assessments, and what is not, and why',
  })
  @ApiOkResponse({ type: SuggestionsDto })
  async list(@Param('id', Uuid) id: string): Promise<SuggestionsDto> {
    return SuggestionsDto.of(await this.suggestions.of(id));
  }
}
