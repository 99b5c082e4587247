import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow, AllowPersons } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatchWhenSent, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatchWhenSent } from '../../../platform/http/list-query.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { AssessmentInsightService } from '../assessment-insight.service.js';
import { ReopeningService } from '../reopening.service.js';
import { ReviewStepsService } from '../review-steps.service.js';
import { AssessmentDto } from './assessment.dto.js';
import { ExtendDto, ReopenDto, ReturnDto } from './assessment-steps.dto.js';
import { AssessmentComparisonDto, CompareRequest, ReviewProgressDto } from './insight.dto.js';

/** An assessment from state to state, and how far it is. */
@Resource('assessments/:id', 'Questionnaires')
export class AssessmentStepsController {
  constructor(
    private readonly steps: ReviewStepsService,
    private readonly reopening: ReopeningService,
    private readonly insight: AssessmentInsightService,
  ) {}

  @Post('extension')
  @HttpCode(200)
  @Allow('procurement', 'assessor')
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'Give the vendor more time; one that has expired waits for answers again' })
  @ApiOkResponse({ type: AssessmentDto })
  async extend(
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Body() body: ExtendDto,
  ): Promise<AssessmentDto> {
    return AssessmentDto.of(await this.reopening.extend(id, expected, body));
  }

  @Post('review')
  @HttpCode(200)
  @AllowPersons('assessor')
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'Begin the review of submitted answers' })
  @ApiOkResponse({ type: AssessmentDto })
  async start(@Param('id', Uuid) id: string, @IfMatchWhenSent() expected: Expected): Promise<AssessmentDto> {
    return AssessmentDto.of(await this.steps.start(id, expected));
  }

  @Post('return')
  @HttpCode(200)
  @AllowPersons('assessor')
  @ApiIfMatchWhenSent()
  @ApiOperation({
    summary:
      'Give the assessment back to the respondent with comments on questions, to be answered or replied to',
  })
  @ApiOkResponse({ type: AssessmentDto })
  async giveBack(
    @Who() who: Principal,
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Body() { reason, comments = [], dueOn }: ReturnDto,
  ): Promise<AssessmentDto> {
    const said = { reason, comments, dueOn: dueOn ?? null };
    return AssessmentDto.of(await this.steps.giveBack(who.id, id, expected, said));
  }

  @Post('completion')
  @HttpCode(200)
  @AllowPersons('assessor')
  @ApiIfMatchWhenSent()
  @ApiOperation({
    summary:
      'Complete the assessment: every answer that counts is reviewed, knock-outs of tier 1 and 2 by two people',
  })
  @ApiOkResponse({ type: AssessmentDto })
  async complete(
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
  ): Promise<AssessmentDto> {
    return AssessmentDto.of(await this.steps.complete(id, expected));
  }

  @Post('reopening')
  @HttpCode(200)
  @AllowPersons('procurement', 'assessor')
  @ApiIfMatchWhenSent()
  @ApiOperation({
    summary:
      'Open it again: what is submitted goes back to the respondent, what is completed stays and begins a next round',
    description:
      'The answer is the assessment to work in. For a completed one, which only an assessor opens again, that is a new assessment: a draft with all its answers and documents, sent by its first invitation.',
  })
  @ApiOkResponse({ type: AssessmentDto })
  async reopen(
    @Who() who: Principal,
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Body() { reason, dueOn }: ReopenDto,
  ): Promise<AssessmentDto> {
    return AssessmentDto.of(await this.reopening.reopen(who, id, expected, { reason, dueOn: dueOn ?? null }));
  }

  @Get('progress')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'How far answers and review are, by section' })
  @ApiOkResponse({ type: ReviewProgressDto })
  async progress(@Param('id', Uuid) id: string): Promise<ReviewProgressDto> {
    return ReviewProgressDto.of(await this.insight.progress(id));
  }

  @Get('comparison')
  @Allow(...everybodyInside)
  @ApiOperation({
    summary: 'Beside the previous assessment: question by question, what was answered and judged',
  })
  @ApiOkResponse({ type: AssessmentComparisonDto })
  async comparison(
    @Param('id', Uuid) id: string,
    @Query() { with: withId }: CompareRequest,
  ): Promise<AssessmentComparisonDto> {
    return AssessmentComparisonDto.of(await this.insight.comparison(id, withId));
  }
}
