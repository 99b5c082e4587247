import { Body, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { AllowPersons } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatch, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatch } from '../../../platform/http/list-query.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { FlowApprovalsService } from '../flow-approvals.service.js';
import { FlowReviewService } from '../flow-review.service.js';
import { DataFlowDetailDto } from './data-flow-shown.dto.js';
import { ReviewOfFactsDto } from './flow-review.dto.js';

@Resource('data-flows/:id', 'Data flows')
export class FlowReviewsController {
  constructor(
    private readonly reviews: FlowReviewService,
    private readonly approvals: FlowApprovalsService,
  ) {}

  @Post('review')
  @HttpCode(200)
  @AllowPersons('dpo')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Review the facts that have changed since the decision',
    description:
      'Where a changed fact leaves the approval standing for thirty days. Confirmed, the facts of now count from then on; ' +
      'reopened, the approval is stale at once. Whoever drafted, changed or submitted the flow does not review it.',
  })
  @ApiOkResponse({ type: DataFlowDetailDto })
  async review(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: ReviewOfFactsDto,
    @Who() by: Principal,
  ): Promise<DataFlowDetailDto> {
    const flow = await this.reviews.review(id, expected, body, by);
    return DataFlowDetailDto.with(flow, await this.approvals.conditionsOf(flow));
  }
}
