import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow, AllowPersons } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatch, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatch, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { AdequacyChangesService } from '../adequacy-changes.service.js';
import type { AdequacyChange } from '../domain/adequacy-change.js';
import {
  AdequacyChangeDetailDto,
  AdequacyChangeDto,
  AdequacyChangesRequest,
  RecordAdequacyChangeDto,
  RevokeAdequacyChangeDto,
} from './adequacy-change.dto.js';

@Resource('reference-data/adequacy-changes', 'Reference data')
export class AdequacyChangesController {
  constructor(
    private readonly changes: AdequacyChangesService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'What was recorded of adequacy decisions on top of the shipped lists' })
  @ApiPage(AdequacyChangeDto)
  async list(@Query() query: AdequacyChangesRequest): Promise<Page<AdequacyChangeDto>> {
    return mapPage(await this.changes.page(query, query), (change) => AdequacyChangeDto.of(change));
  }

  @Post()
  @AllowPersons('dpo')
  @ApiOperation({
    summary: 'Record that an adequacy decision ended, was suspended or amended, or that there is a new one',
    description:
      'Every answer counts it from its day on. Approvals that stand on the decision are looked for when that day has come, ' +
      'and become stale where no other ground that was approved carries the transfer.',
  })
  @ApiCreatedResponse({ type: AdequacyChangeDetailDto })
  async record(
    @Body() body: RecordAdequacyChangeDto,
    @Who() by: Principal,
  ): Promise<AdequacyChangeDetailDto> {
    return this.whole(await this.changes.record(RecordAdequacyChangeDto.given(body), by));
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({
    summary: 'A recorded change of adequacy, now or at a moment, with what stands on its decision',
  })
  @ApiOkResponse({ type: AdequacyChangeDetailDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<AdequacyChangeDetailDto> {
    return this.whole(await this.changes.get(id, at === undefined ? undefined : new Date(at)));
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of a recorded change of adequacy' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('adequacy_change', id, query), (entry) => RevisionDto.of(entry));
  }

  @Post(':id/revocation')
  @HttpCode(200)
  @AllowPersons('dpo')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Take back a change that was recorded wrongly; it stays on record and counts no more',
    description: 'Approvals that fell because of it stay as they are: they are decided anew.',
  })
  @ApiOkResponse({ type: AdequacyChangeDetailDto })
  async revoke(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() { reason }: RevokeAdequacyChangeDto,
    @Who() by: Principal,
  ): Promise<AdequacyChangeDetailDto> {
    return this.whole(await this.changes.revoke(id, expected, reason, by));
  }

  private async whole(change: AdequacyChange): Promise<AdequacyChangeDetailDto> {
    return AdequacyChangeDetailDto.with(change, await this.changes.standingOn(change));
  }
}
