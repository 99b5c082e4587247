import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow, AllowPersons } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatch, IfMatchWhenSent, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatch, ApiIfMatchWhenSent, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { DeviationsService } from '../deviations.service.js';
import { DeviationDto, DeviationsRequest, ResolveDeviationDto, TakeUpDeviationDto } from './deviation.dto.js';

/** Sharing beyond its approval, over all flows. */
@Resource('deviations', 'Sharing events')
export class DeviationsController {
  constructor(
    private readonly deviations: DeviationsService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({
    summary: 'Deviations',
    description: 'unresolved=true&sort=dueOn: what is to be dealt with, the most urgent first.',
  })
  @ApiPage(DeviationDto)
  async list(@Query() query: DeviationsRequest): Promise<Page<DeviationDto>> {
    return mapPage(await this.deviations.page(query, query), (one) => DeviationDto.of(one));
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'A deviation, now or as it stood at a moment; its tally is that of now' })
  @ApiOkResponse({ type: DeviationDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<DeviationDto> {
    return DeviationDto.of(await this.deviations.get(id, at === undefined ? undefined : new Date(at)));
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of a deviation' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('deviation', id, query), (entry) => RevisionDto.of(entry));
  }

  @Post(':id/review')
  @HttpCode(200)
  @AllowPersons('dpo')
  @ApiIfMatchWhenSent()
  @ApiOperation({
    summary: 'Take a deviation up',
    description:
      'Until then one of purpose, category or country keeps its flow from being approved; until it is resolved, from ' +
      'being started or resumed.',
  })
  @ApiOkResponse({ type: DeviationDto })
  async review(
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Body() { reason }: TakeUpDeviationDto,
    @Who() by: Principal,
  ): Promise<DeviationDto> {
    return DeviationDto.of(await this.deviations.takeUp(id, expected, reason, by));
  }

  @Post(':id/resolution')
  @HttpCode(200)
  @AllowPersons('dpo')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Resolve a deviation: stopped, approved_later or mistaken',
    description:
      'By a data protection officer who neither reported it nor drafted the flow. approved_later is refused unless the ' +
      'approval that stands covers it.',
  })
  @ApiOkResponse({ type: DeviationDto })
  async resolve(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() { outcome, reason }: ResolveDeviationDto,
    @Who() by: Principal,
  ): Promise<DeviationDto> {
    return DeviationDto.of(await this.deviations.resolve(id, expected, { outcome, reason }, by));
  }
}
