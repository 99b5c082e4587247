import { Body, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Response } from 'express';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import { ApiPage } from '../../../platform/http/list-query.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { JobDto } from '../../../platform/jobs/jobs.controller.js';
import { DryRunService } from '../dry-run.service.js';
import { EvaluationsService } from '../evaluations.service.js';
import { StandardsService } from '../standards.service.js';
import {
  StandardDifferenceDto,
  StandardDifferenceRequest,
  EvaluateDto,
  EvaluationDto,
  PortfolioRequest,
  PortfolioRowDto,
} from './evaluation.dto.js';

@Resource('standards', 'Standards')
export class StandardEvaluationsController {
  constructor(
    private readonly standards: StandardsService,
    private readonly evaluations: EvaluationsService,
    private readonly dryRuns: DryRunService,
  ) {}

  @Get('portfolio')
  @Allow(...everybodyInside)
  @ApiOperation({
    summary: 'Who fails which requirement of the published standard: vendors, or data flows',
    description:
      'Only those that fail something of what is asked for. A page looks at 2,000 of them at most, so that it may be short ' +
      'and still have a nextCursor. Scores are the newest stored ones; the gates compute them afresh.',
  })
  @ApiPage(PortfolioRowDto)
  async portfolio(@Query() query: PortfolioRequest): Promise<Page<PortfolioRowDto>> {
    return mapPage(await this.evaluations.portfolio(query, query), (row) => PortfolioRowDto.of(row));
  }

  @Get(':id/difference')
  @Allow(...everybodyInside)
  @ApiOperation({
    summary: 'What a version changes, requirement by requirement, with what it makes of the gates',
  })
  @ApiOkResponse({ type: StandardDifferenceDto })
  async difference(
    @Param('id', Uuid) id: string,
    @Query() { from }: StandardDifferenceRequest,
  ): Promise<StandardDifferenceDto> {
    return StandardDifferenceDto.of(await this.standards.difference(id, from));
  }

  @Post(':id/evaluation')
  @HttpCode(200)
  @Allow(...everybodyInside)
  @ApiOperation({
    summary: 'What a version, draft or not, says of one vendor or data flow, now or as of a moment',
    description:
      'As of a moment, facts are those that were on record then; one that was not is unknown, is named, and fails closed.',
  })
  @ApiOkResponse({ type: EvaluationDto })
  async evaluate(@Param('id', Uuid) id: string, @Body() body: EvaluateDto): Promise<EvaluationDto> {
    const { subjectType, subjectId, at = null } = body;
    const moment = at === null ? null : new Date(at);
    return EvaluationDto.of(await this.evaluations.evaluate(id, { subjectType, subjectId, at: moment }));
  }

  @Post(':id/dry-run')
  @HttpCode(202)
  @Allow('dpo', 'approver')
  @ApiOperation({
    summary: 'Try a draft on every vendor and data flow: who would newly fail, and who newly pass',
    description:
      'A job, at Location. Its result has totals of vendors and data flows, and for each requirement whose verdict would ' +
      'change the counts and the first 20 of each. Nothing is published.',
  })
  @ApiAcceptedResponse({
    type: JobDto,
    headers: { Location: { schema: { type: 'string' }, description: 'The job.' } },
  })
  async dryRun(
    @Param('id', Uuid) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<JobDto> {
    const job = await this.dryRuns.begin(id);
    response.setHeader('Location', `/api/v1/jobs/${job.id}`);
    return JobDto.of(job);
  }
}
