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
import { factCatalogue } from '../domain/fact-catalogue.js';
import { StandardsService } from '../standards.service.js';
import {
  DraftStandardDto,
  FactDto,
  FactsDto,
  PublishStandardDto,
  StandardDto,
  StandardsRequest,
} from './standard.dto.js';

@Resource('standards', 'Standards')
export class StandardsController {
  constructor(
    private readonly standards: StandardsService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Versions of our requirements; newest first, one of them published' })
  @ApiPage(StandardDto)
  async list(@Query() query: StandardsRequest): Promise<Page<StandardDto>> {
    return mapPage(await this.standards.page(query, query), (standard) => StandardDto.of(standard));
  }

  @Post()
  @AllowPersons('dpo')
  @ApiOperation({ summary: 'Draft a new version; every condition is checked against the facts' })
  @ApiCreatedResponse({ type: StandardDto })
  async draft(@Who() who: Principal, @Body() body: DraftStandardDto): Promise<StandardDto> {
    return StandardDto.of(await this.standards.draft(who.id, body));
  }

  @Get('facts')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Every fact that conditions may use: type, unit, source, example' })
  @ApiOkResponse({ type: FactsDto })
  facts(): FactsDto {
    return { items: Object.entries(factCatalogue).map(([name, fact]) => FactDto.of(name, fact)) };
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'One version, now or at a moment' })
  @ApiOkResponse({ type: StandardDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<StandardDto> {
    return StandardDto.of(await this.standards.get(id, at === undefined ? undefined : new Date(at)));
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of a version: drafted, published, superseded' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('standard', id, query), (entry) => RevisionDto.of(entry));
  }

  @Post(':id/publication')
  @HttpCode(200)
  @AllowPersons('dpo', 'approver')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Publish a draft; from then on it is what holds',
    description:
      'One that adds, removes or changes a blocking requirement is published by somebody else than its author: another data ' +
      'protection officer, or an approver.',
  })
  @ApiOkResponse({ type: StandardDto })
  async publish(
    @Param('id', Uuid) id: string,
    @Who() who: Principal,
    @IfMatch() expected: Expected,
    @Body() { reason }: PublishStandardDto,
  ): Promise<StandardDto> {
    return StandardDto.of(await this.standards.publish(id, expected, who, reason));
  }
}
