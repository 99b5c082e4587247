import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
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
import { everybodyInside } from '../../../shared/roles.js';
import type { Delegation } from '../domain/delegation.js';
import { DelegationsService } from '../delegations.service.js';
import { DelegationDto, DelegationsRequest, NewDelegationDto, RevocationDto } from './delegation.dto.js';

@Resource('delegations', 'Delegations')
export class DelegationsController {
  constructor(
    private readonly delegations: DelegationsService,
    private readonly ledger: LedgerReader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Who acts for whom, and when' })
  @ApiPage(DelegationDto)
  async list(@Query() query: DelegationsRequest): Promise<Page<DelegationDto>> {
    const today = this.clock.today();
    return mapPage(await this.delegations.page(query, query), (one) => DelegationDto.of(one, today));
  }

  @Post()
  @AllowPersons('dpo', 'approver')
  @ApiOperation({
    summary: 'Let somebody act for you, for a time',
    description:
      'They name the delegation with each opinion and decision, and whatever keeps either of you from it keeps them from it. ' +
      'A role that was delegated is not passed on; after its last day it is over by itself.',
  })
  @ApiCreatedResponse({ type: DelegationDto })
  async give(@Body() body: NewDelegationDto, @Who() by: Principal): Promise<DelegationDto> {
    return this.shown(await this.delegations.give(NewDelegationDto.given(body), by));
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'A delegation, now or at a moment' })
  @ApiOkResponse({ type: DelegationDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<DelegationDto> {
    return this.shown(await this.delegations.get(id, at === undefined ? undefined : new Date(at)));
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of a delegation' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('delegation', id, query), (entry) => RevisionDto.of(entry));
  }

  @Post(':id/revocation')
  @HttpCode(200)
  @AllowPersons('dpo', 'approver')
  @ApiIfMatch()
  @ApiOperation({ summary: 'End a delegation before its last day' })
  @ApiOkResponse({ type: DelegationDto })
  async revoke(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() { reason }: RevocationDto,
    @Who() by: Principal,
  ): Promise<DelegationDto> {
    return this.shown(await this.delegations.revoke(id, expected, reason, by));
  }

  private shown(delegation: Delegation): DelegationDto {
    return DelegationDto.of(delegation, this.clock.today());
  }
}
