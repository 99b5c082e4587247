import { Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import { ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { AuditScoresService } from '../audit-scores.service.js';
import { AuditScoreDto, RankedScoreDto, RankingRequest } from './audit-score.dto.js';

@Resource('audit-scores', 'Audit scores')
export class AuditScoresController {
  constructor(
    private readonly scores: AuditScoresService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Vendors by their newest score, the riskiest first' })
  @ApiPage(RankedScoreDto)
  async ranking(@Query() query: RankingRequest): Promise<Page<RankedScoreDto>> {
    return mapPage(await this.scores.ranking(query, query), (score) => RankedScoreDto.of(score));
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'One score, as it was computed' })
  @ApiOkResponse({ type: AuditScoreDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<AuditScoreDto> {
    return AuditScoreDto.of(await this.scores.get(id, at === undefined ? undefined : new Date(at)));
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Who or what had the score computed' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('audit_score', id, query), (entry) => RevisionDto.of(entry));
  }
}
