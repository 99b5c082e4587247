import { Body, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { Allow, AllowPersons } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatch, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatch, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { Clock } from '../../../shared/clock.js';
import { mapPage, type Page } from '../../../shared/page.js';
import type { LegalHold } from '../domain/legal-hold.js';
import { LegalHoldsService } from '../legal-holds.service.js';
import {
  ChangeHoldDto,
  LegalHoldDto,
  LegalHoldsRequest,
  PlaceHoldDto,
  ReleaseHoldDto,
} from './legal-hold.dto.js';

@Resource('legal-holds', 'Retention')
export class LegalHoldsController {
  constructor(
    private readonly holds: LegalHoldsService,
    private readonly ledger: LedgerReader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow('dpo', 'auditor', 'admin')
  @ApiOperation({ summary: 'What is kept for legal cases, and what was' })
  @ApiPage(LegalHoldDto)
  async list(@Query() query: LegalHoldsRequest): Promise<Page<LegalHoldDto>> {
    return mapPage(await this.holds.page(query, query), (hold) => this.shown(hold));
  }

  @Post()
  @AllowPersons('dpo')
  @ApiOperation({
    summary: 'Keep something for a legal case, whatever rules and requests say (GDPR Art. 17(3)(e))',
    description:
      'From the answer on no rule disposes of what it covers, and erasures of it are refused with the reference of the case.',
  })
  @ApiCreatedResponse({ type: LegalHoldDto })
  async place(@Body() body: PlaceHoldDto, @Who() { id }: Principal): Promise<LegalHoldDto> {
    return this.shown(await this.holds.place(PlaceHoldDto.placed(body), id));
  }

  @Get(':id')
  @Allow('dpo', 'auditor', 'admin')
  @ApiOperation({ summary: 'A legal hold, now or at a moment' })
  @ApiOkResponse({ type: LegalHoldDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<LegalHoldDto> {
    return this.shown(await this.holds.get(id, at === undefined ? undefined : new Date(at)));
  }

  @Patch(':id')
  @AllowPersons('dpo')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Another reason, reference, last day or owner of a hold that stands' })
  @ApiOkResponse({ type: LegalHoldDto })
  async change(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: ChangeHoldDto,
  ): Promise<LegalHoldDto> {
    return this.shown(await this.holds.change(id, expected, body));
  }

  @Get(':id/history')
  @Allow('dpo', 'auditor', 'admin')
  @ApiOperation({ summary: 'Revisions of a legal hold' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('legal_hold', id, query), (entry) => RevisionDto.of(entry));
  }

  @Post(':id/release')
  @HttpCode(200)
  @AllowPersons('dpo')
  @ApiIfMatch()
  @ApiOperation({ summary: 'The case is over: rules and erasures apply again' })
  @ApiOkResponse({ type: LegalHoldDto })
  async release(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() { reason }: ReleaseHoldDto,
    @Who() by: Principal,
  ): Promise<LegalHoldDto> {
    return this.shown(await this.holds.release(id, expected, { reason, byId: by.id }));
  }

  private shown(hold: LegalHold): LegalHoldDto {
    return LegalHoldDto.of(hold, this.clock.today());
  }
}
