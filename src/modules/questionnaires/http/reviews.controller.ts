import { Body, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow, AllowPersons } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatch, IfMatchToReplace, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatch, ApiPage } from '../../../platform/http/list-query.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { ReviewsService } from '../reviews.service.js';
import { AttachmentDto, AttachStoredDto } from './assessment.dto.js';
import { CommentDto, CommentsRequest } from './comment.dto.js';
import {
  BulkReviewDto,
  BulkReviewedDto,
  ConfirmReviewDto,
  ReviewAnswerDto,
  ReviewDto,
} from './review.dto.js';

@Resource('assessments/:id', 'Questionnaires')
export class ReviewsController {
  constructor(
    private readonly reviews: ReviewsService,
    private readonly ledger: LedgerReader,
  ) {}

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

  @Post('reviews/bulk')
  @HttpCode(200)
  @AllowPersons('assessor')
  @ApiOperation({
    summary:
      'Accept together what shows what is expected, with one reason; of those that are named all or none',
    description:
      'Without questionIds all answers that show what is expected and have no review; knock-outs are left out unless they are named. Whoever provided evidence for an answer does not accept it.',
  })
  @ApiOkResponse({ type: BulkReviewedDto })
  async acceptTogether(
    @Who() who: Principal,
    @Param('id', Uuid) assessmentId: string,
    @Body() { questionIds = null, reason }: BulkReviewDto,
  ): Promise<BulkReviewedDto> {
    const { reviews, leftOut } = await this.reviews.acceptTogether(who.id, assessmentId, {
      questionIds,
      reason,
    });
    return {
      accepted: reviews.map((review) => ReviewDto.of(review)),
      leftOut: leftOut.map((each) => ({ ...each })),
    };
  }

  @Post('reviews/:questionId/confirmation')
  @HttpCode(200)
  @AllowPersons('assessor')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Confirm the review of a knock-out question of a vendor in tier 1 or 2, as the second person',
  })
  @ApiOkResponse({ type: ReviewDto })
  async confirm(
    @Who() who: Principal,
    @Param('id', Uuid) assessmentId: string,
    @Param('questionId') questionId: string,
    @IfMatch() expected: Expected,
    @Body() { note = null }: ConfirmReviewDto,
  ): Promise<ReviewDto> {
    const of = { assessmentId, questionId };
    return ReviewDto.of(await this.reviews.confirm(who.id, of, expected, note));
  }

  @Get('comments')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'What reviewers asked with returns, and what was replied' })
  @ApiPage(CommentDto)
  async comments(@Param('id', Uuid) id: string, @Query() query: CommentsRequest): Promise<Page<CommentDto>> {
    return mapPage(await this.reviews.comments(id, query), (comment) => CommentDto.of(comment));
  }

  @Get('comments/:commentId/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of a comment' })
  @ApiPage(RevisionDto)
  async commentHistory(
    @Param('id', Uuid) id: string,
    @Param('commentId', Uuid) commentId: string,
    @Query() query: HistoryRequest,
  ): Promise<Page<RevisionDto>> {
    const comment = await this.reviews.comment(id, commentId);
    const page = await this.ledger.history('assessment_comment', comment.id, query);
    return mapPage(page, (entry) => RevisionDto.of(entry));
  }
}
