import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { Clock } from '../../../shared/clock.js';
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
import type { Waiver } from '../domain/waiver.js';
import { WaiversService } from '../waivers.service.js';
import { DecideWaiverDto, EndWaiverDto, RequestWaiverDto, WaiverDto, WaiversRequest } from './waiver.dto.js';

@Resource('waivers', 'Standards')
export class WaiversController {
  constructor(
    private readonly waivers: WaiversService,
    private readonly ledger: LedgerReader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Waivers: dated exceptions from requirements, asked for, granted and over' })
  @ApiPage(WaiverDto)
  async list(@Query() query: WaiversRequest): Promise<Page<WaiverDto>> {
    return mapPage(await this.waivers.page(query, query), (waiver) => this.shown(waiver));
  }

  @Post()
  @AllowPersons('requester', 'procurement', 'assessor', 'dpo', 'approver')
  @ApiOperation({
    summary: 'Ask for a waiver of a waivable requirement, with an end and a measure that makes up for it',
    description: 'Asked for by a person by name; somebody else decides.',
  })
  @ApiCreatedResponse({ type: WaiverDto })
  async request(@Who() by: Principal, @Body() body: RequestWaiverDto): Promise<WaiverDto> {
    return this.shown(await this.waivers.request(by, body));
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'A waiver, now or at a moment' })
  @ApiOkResponse({ type: WaiverDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<WaiverDto> {
    return this.shown(await this.waivers.get(id, at === undefined ? undefined : new Date(at)));
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of a waiver' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('waiver', id, query), (entry) => RevisionDto.of(entry));
  }

  @Post(':id/decision')
  @HttpCode(200)
  @AllowPersons('dpo', 'approver')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Grant or refuse a waiver',
    description:
      'A data protection officer; an approver too where a requirement on a vendor is waived for that vendor. Never who ' +
      'asked for it, and never an author of the data flow.',
  })
  @ApiOkResponse({ type: WaiverDto })
  async decide(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: DecideWaiverDto,
    @Who() by: Principal,
  ): Promise<WaiverDto> {
    return this.shown(await this.waivers.decide(id, expected, body, by));
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @AllowPersons('requester', 'procurement', 'assessor', 'dpo', 'approver')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Take back a waiver that was not decided yet; only who asked for it' })
  @ApiOkResponse({ type: WaiverDto })
  async withdraw(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() { reason }: EndWaiverDto,
    @Who() by: Principal,
  ): Promise<WaiverDto> {
    return this.shown(await this.waivers.withdraw(id, expected, reason, by));
  }

  @Post(':id/revocation')
  @HttpCode(200)
  @AllowPersons('dpo', 'approver')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'End a granted waiver before its day; approvals that stood on it become stale',
    description: 'By a role that could have granted it.',
  })
  @ApiOkResponse({ type: WaiverDto })
  async revoke(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() { reason }: EndWaiverDto,
    @Who() by: Principal,
  ): Promise<WaiverDto> {
    return this.shown(await this.waivers.revoke(id, expected, reason, by));
  }

  private shown(waiver: Waiver): WaiverDto {
    return WaiverDto.of(waiver, this.clock.today());
  }
}
