import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  getSchemaPath,
} from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { twoDecimals } from '../../../shared/rounding.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import { ApiPage } from '../../../platform/http/list-query.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { AuditScoresService } from '../audit-scores.service.js';
import { PortfolioService } from '../portfolio.service.js';
import { ScoreExplanationsService } from '../score-explanations.service.js';
import { AuditScoreDto, ScoreFieldsDto, ScoresRequest, UnscoredDto } from './audit-score.dto.js';
import { TrendDto } from './portfolio.dto.js';
import { ExplainedScoreDto } from './explanation.dto.js';
import { explanationOf, SimulateScoreDto, SimulationDto, suppositionOf } from './simulation.dto.js';
import { differenceOf } from '../domain/difference.js';

@Resource('vendors/:id', 'Audit scores')
@ApiExtraModels(ExplainedScoreDto, UnscoredDto)
export class VendorScoresController {
  constructor(
    private readonly scores: AuditScoresService,
    private readonly explanations: ScoreExplanationsService,
    private readonly portfolio: PortfolioService,
  ) {}

  @Get('audit-score')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'The newest score with everything that adds up to it, or why there is none' })
  @ApiOkResponse({
    schema: { oneOf: [{ $ref: getSchemaPath(ExplainedScoreDto) }, { $ref: getSchemaPath(UnscoredDto) }] },
  })
  async newest(@Param('id', Uuid) id: string): Promise<ExplainedScoreDto | UnscoredDto> {
    const standing = await this.scores.newest(id);
    return standing.state === 'scored'
      ? ExplainedScoreDto.newestExplained(await this.explanations.explain(standing.score))
      : UnscoredDto.for(id, standing.reasons);
  }

  @Get('audit-scores')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Every score the vendor had, newest first' })
  @ApiPage(AuditScoreDto)
  async list(@Param('id', Uuid) id: string, @Query() query: ScoresRequest): Promise<Page<AuditScoreDto>> {
    return mapPage(await this.scores.of(id, query), (score) => AuditScoreDto.of(score));
  }

  @Get('audit-scores/trend')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'How the vendor’s score moved: the last one of each day' })
  @ApiOkResponse({ type: TrendDto })
  async trend(@Param('id', Uuid) id: string): Promise<TrendDto> {
    return TrendDto.of(await this.portfolio.trend(id));
  }

  @Post('audit-scores')
  @Allow('procurement', 'assessor')
  @ApiOperation({ summary: 'Compute the score now; the newest one is answered when nothing changed' })
  @ApiCreatedResponse({ type: AuditScoreDto })
  async compute(@Param('id', Uuid) id: string): Promise<AuditScoreDto> {
    return AuditScoreDto.of(await this.scores.compute(id));
  }

  @Post('audit-scores/simulation')
  @HttpCode(200)
  @Allow('procurement', 'assessor', 'dpo', 'approver')
  @ApiOperation({
    summary:
      'What the score would be with other factors, answers, evidence or findings, on another day or by another model; nothing is stored',
  })
  @ApiOkResponse({ type: SimulationDto })
  async simulate(@Param('id', Uuid) id: string, @Body() body: SimulateScoreDto): Promise<SimulationDto> {
    const { current, simulated, on } = await this.scores.simulate(id, suppositionOf(body));
    return {
      on,
      current: ScoreFieldsDto.from(current.score, current.inputs, current.model),
      simulated: ScoreFieldsDto.from(simulated.score, simulated.inputs, simulated.model),
      difference: twoDecimals(simulated.score.residualRisk - current.score.residualRisk),
      explanation: explanationOf(differenceOf(current, simulated)),
    };
  }
}
