import { Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiExtraModels, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Response } from 'express';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import { ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { JobDto } from '../../../platform/jobs/jobs.controller.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { PortfolioService } from '../portfolio.service.js';
import { Recomputation } from '../recomputation.js';
import { ScoreExplanationsService } from '../score-explanations.service.js';
import {
  ScoreComparisonDto,
  ComparisonRequest,
  DistributionDto,
  UnscoredVendorDto,
} from './portfolio.dto.js';
import { RankedScoreDto, RankingRequest } from './audit-score.dto.js';
import {
  CounterfactualsDto,
  CounterfactualsRequest,
  ScoreDifferenceDto,
  ScoreDifferenceRequest,
  ExplainedScoreDto,
  VerificationDto,
} from './explanation.dto.js';

@Resource('audit-scores', 'Audit scores')
export class AuditScoresController {
  constructor(
    private readonly explanations: ScoreExplanationsService,
    private readonly portfolio: PortfolioService,
    private readonly recomputation: Recomputation,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({
    summary:
      'Vendors by their newest score, the riskiest first; with unscored=true those that have none, by name',
  })
  @ApiExtraModels(UnscoredVendorDto)
  @ApiPage(RankedScoreDto)
  async ranking(@Query() query: RankingRequest): Promise<Page<RankedScoreDto | UnscoredVendorDto>> {
    if (query.unscored)
      return mapPage(await this.portfolio.unscored(query.tier, query), (vendor) =>
        UnscoredVendorDto.of(vendor),
      );
    return mapPage(await this.portfolio.ranking(query, query), (score) => RankedScoreDto.of(score));
  }

  @Get('comparison')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Two to ten vendors side by side, as a whole and by control domain' })
  @ApiOkResponse({ type: ScoreComparisonDto })
  async comparison(@Query() { vendorIds }: ComparisonRequest): Promise<ScoreComparisonDto> {
    return ScoreComparisonDto.of(await this.portfolio.comparison(vendorIds));
  }

  @Get('distribution')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'How many vendors have which grade, by tier; the unscored among them' })
  @ApiOkResponse({ type: DistributionDto })
  async distribution(): Promise<DistributionDto> {
    return DistributionDto.of(await this.portfolio.distribution());
  }

  @Post('recomputation')
  @HttpCode(202)
  @Allow('procurement', 'assessor', 'dpo')
  @ApiOperation({ summary: 'Compute the scores of all vendors anew; where nothing changed, none is added' })
  @ApiAcceptedResponse({
    type: JobDto,
    description: 'A job, at Location; its result counts vendors computed, unchanged and unscored.',
    headers: { Location: { schema: { type: 'string' }, description: 'The job.' } },
  })
  async recompute(@Res({ passthrough: true }) response: Response): Promise<JobDto> {
    const job = await this.recomputation.request();
    response.setHeader('Location', `/api/v1/jobs/${job.id}`);
    return JobDto.of(job);
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'One score as it was computed, with everything that adds up to it' })
  @ApiOkResponse({ type: ExplainedScoreDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<ExplainedScoreDto> {
    const moment = at === undefined ? undefined : new Date(at);
    return ExplainedScoreDto.explained(await this.explanations.get(id, moment));
  }

  @Get(':id/counterfactuals')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'What would bring a better grade: the smallest changes, and what was searched' })
  @ApiOkResponse({ type: CounterfactualsDto })
  async counterfactuals(
    @Param('id', Uuid) id: string,
    @Query() { target }: CounterfactualsRequest,
  ): Promise<CounterfactualsDto> {
    return CounterfactualsDto.of(await this.explanations.counterfactuals(id, target));
  }

  @Get(':id/difference')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'What made another score of the vendor into this one, in words and numbers' })
  @ApiOkResponse({ type: ScoreDifferenceDto })
  async difference(
    @Param('id', Uuid) id: string,
    @Query() { from }: ScoreDifferenceRequest,
  ): Promise<ScoreDifferenceDto> {
    return ScoreDifferenceDto.of(await this.explanations.difference(id, from));
  }

  @Get(':id/verification')
  @Allow(...everybodyInside)
  @ApiOperation({
    summary: 'Compute the score again from what is stored with it, and compare to the last bit',
  })
  @ApiOkResponse({ type: VerificationDto })
  async verify(@Param('id', Uuid) id: string): Promise<VerificationDto> {
    return VerificationDto.of(await this.explanations.verify(id));
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Who or what had the score computed' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('audit_score', id, query), (entry) => RevisionDto.of(entry));
  }
}
