import { Body, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { Allow } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatchWhenSent, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatchWhenSent } from '../../../platform/http/list-query.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { DisputesService } from '../disputes.service.js';
import { ResponsesService } from '../responses.service.js';
import { AssessmentReasonDto } from './assessment.dto.js';
import { CommentDto, ReplyDto } from './comment.dto.js';
import { RaiseDisputeDto, RaisedDisputeDto } from './dispute.dto.js';
import { respondentOf } from './respondent.js';
import { ResultDto } from './result.dto.js';

/** What a respondent says besides answers: replies to comments, a refusal, and the right of reply. */
@Resource('respond', 'Respondents')
export class RespondRepliesController {
  constructor(
    private readonly responses: ResponsesService,
    private readonly disputes: DisputesService,
  ) {}

  @Post('comments/:commentId/reply')
  @HttpCode(200)
  @Allow('respondent')
  @ApiOperation({ summary: 'Reply to a comment of the reviewer' })
  @ApiOkResponse({ type: CommentDto })
  async reply(
    @Who() who: Principal,
    @Param('commentId', Uuid) commentId: string,
    @Body() { reply }: ReplyDto,
  ): Promise<CommentDto> {
    return CommentDto.of(await this.responses.reply(respondentOf(who), commentId, reply));
  }

  @Post('withdrawal')
  @HttpCode(204)
  @Allow('respondent')
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'Decline to answer, with the reason; every link to the assessment stops working' })
  @ApiNoContentResponse()
  decline(
    @Who() who: Principal,
    @IfMatchWhenSent() expected: Expected,
    @Body() { reason }: AssessmentReasonDto,
  ): Promise<void> {
    return this.responses.decline(respondentOf(who), expected, reason);
  }

  @Get('result')
  @Allow('respondent')
  @ApiOperation({ summary: 'The result of a completed assessment, until the last day to reply' })
  @ApiOkResponse({ type: ResultDto })
  async result(@Who() who: Principal): Promise<ResultDto> {
    return ResultDto.of(await this.disputes.result(respondentOf(who)));
  }

  @Post('disputes')
  @Allow('respondent')
  @ApiOperation({ summary: 'Dispute the outcome of one question; somebody else than its reviewer answers' })
  @ApiCreatedResponse({ type: RaisedDisputeDto })
  async dispute(
    @Who() who: Principal,
    @Body() { questionId, reason }: RaiseDisputeDto,
  ): Promise<RaisedDisputeDto> {
    return RaisedDisputeDto.of(await this.disputes.raise(respondentOf(who), questionId, reason));
  }
}
