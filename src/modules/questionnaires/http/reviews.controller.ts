import { Body, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow, AllowPersons } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatchToReplace, IfMatchWhenSent, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatchWhenSent, ApiPage } from '../../../platform/http/list-query.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { ReviewsService } from '../reviews.service.js';
import { AssessmentDto, AttachmentDto, AttachStoredDto, ReasonDto } from './assessment.dto.js';
import { ReviewAnswerDto, ReviewDto } from './review.dto.js';

@Resource('assessments/:id', 'Questionnaires')
export class ReviewsController {
  constructor(
    private readonly reviews: ReviewsService,
    private readonly ledger: LedgerReader,
  ) {}

  @Post('review')
  @HttpCode(200)
  @AllowPersons('assessor')
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'Begin the review of submitted answers' })
  @ApiOkResponse({ type: AssessmentDto })
  async start(@Param('id', Uuid) id: string, @IfMatchWhenSent() expected: Expected): Promise<AssessmentDto> {
    return AssessmentDto.of(await this.reviews.start(id, expected));
  }

  @Post('evidence')
  @Allow('procurement', 'assessor')
  @ApiOperation({ summary: 'Let stored evidence speak for an answer; whoever stored it does not review it' })
  @ApiCreatedResponse({ type: AttachmentDto })
  async attach(
    @Param('id', Uuid) id: string,
    @Body() { questionId, evidenceId }: AttachStoredDto,
  ): Promise<AttachmentDto> {
    return AttachmentDto.of(await this.reviews.attach(id, questionId, evidenceId));
  }

  @Get('reviews/:questionId')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'The review of one answer' })
  @ApiOkResponse({ type: ReviewDto })
  async get(@Param('id', Uuid) id: string, @Param('questionId') questionId: string): Promise<ReviewDto> {
    return ReviewDto.of(await this.reviews.get(id, questionId));
  }

  @Get('reviews/:questionId/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of a review' })
  @ApiPage(RevisionDto)
  async history(
    @Param('id', Uuid) id: string,
    @Param('questionId') questionId: string,
    @Query() query: HistoryRequest,
  ): Promise<Page<RevisionDto>> {
    const review = await this.reviews.get(id, questionId);
    return mapPage(await this.ledger.history('review', review.id, query), (entry) => RevisionDto.of(entry));
  }

  @Get('answers/:questionId/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of an answer' })
  @ApiPage(RevisionDto)
  async answerHistory(
    @Param('id', Uuid) id: string,
    @Param('questionId') questionId: string,
    @Query() query: HistoryRequest,
  ): Promise<Page<RevisionDto>> {
    const answer = await this.reviews.answer(id, questionId);
    return mapPage(await this.ledger.history('answer', answer.id, query), (entry) => RevisionDto.of(entry));
  }

  @Put('reviews/:questionId')
  @AllowPersons('assessor')
  @ApiHeader({
    name: 'If-Match',
    required: false,
    example: '"1"',
    description:
      'ETag of the review that is replaced; a first review needs none. Missing: 428. Changed: 412.',
  })
  @ApiOperation({ summary: 'Judge one answer; nobody judges evidence of their own' })
  @ApiOkResponse({ type: ReviewDto })
  async review(
    @Who() who: Principal,
    @Param('id', Uuid) assessmentId: string,
    @Param('questionId') questionId: string,
    @IfMatchToReplace() expected: Expected | null,
    @Body() body: ReviewAnswerDto,
  ): Promise<ReviewDto> {
    const of = { assessmentId, questionId };
    return ReviewDto.of(await this.reviews.review(who.id, of, expected, body));
  }

  @Post('return')
  @HttpCode(200)
  @AllowPersons('assessor')
  @ApiIfMatchWhenSent()
  @ApiOperation({
    summary: 'Give the assessment back to the respondent, who reads the notes and answers again',
  })
  @ApiOkResponse({ type: AssessmentDto })
  async giveBack(
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Body() { reason }: ReasonDto,
  ): Promise<AssessmentDto> {
    return AssessmentDto.of(await this.reviews.giveBack(id, expected, reason));
  }

  @Post('completion')
  @HttpCode(200)
  @AllowPersons('assessor')
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'Complete the assessment: every answer that counts is reviewed' })
  @ApiOkResponse({ type: AssessmentDto })
  async complete(
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
  ): Promise<AssessmentDto> {
    return AssessmentDto.of(await this.reviews.complete(id, expected));
  }
}
