import { Body, Get, Param, Put, Query } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { Allow } from '../../../platform/auth/access.js';
import { IfMatchToReplace, type Expected } from '../../../platform/http/if-match.js';
import { ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { DoraRecordsService } from '../dora-records.service.js';
import { IctArrangementDto, SetIctArrangementDto } from './ict-arrangement.dto.js';

@Resource('agreements/:id/dora', 'DORA')
export class IctArrangementsController {
  constructor(
    private readonly records: DoraRecordsService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'The ICT services under an agreement, now or at a moment' })
  @ApiOkResponse({ type: IctArrangementDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<IctArrangementDto> {
    return IctArrangementDto.of(
      await this.records.arrangement(id, at === undefined ? undefined : new Date(at)),
    );
  }

  @Put()
  @Allow('procurement', 'dpo')
  @ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'ETag of what is replaced; left out to record it first. Missing where there is one: 428.',
  })
  @ApiOperation({ summary: 'Record the ICT services under an agreement; none says that there are none' })
  @ApiOkResponse({ type: IctArrangementDto })
  async set(
    @Param('id', Uuid) id: string,
    @IfMatchToReplace() expected: Expected | null,
    @Body() body: SetIctArrangementDto,
  ): Promise<IctArrangementDto> {
    return IctArrangementDto.of(
      await this.records.setArrangement(SetIctArrangementDto.said(id, body), expected),
    );
  }

  @Get('history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Its revisions' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    const { id: subject } = await this.records.arrangement(id);
    return mapPage(await this.ledger.history('ict_arrangement', subject, query), (entry) =>
      RevisionDto.of(entry),
    );
  }
}
