import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { Clock } from '../../../shared/clock.js';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow, AllowPersons } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatchWhenSent, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatchWhenSent, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import type { Obligation } from '../domain/obligation.js';
import { ObligationsService } from '../obligations.service.js';
import {
  AddObligationDto,
  BecauseDto,
  newObligationOf,
  ObligationDto,
  ObligationsRequest,
} from './obligation.dto.js';

@Resource('incidents/:incidentId/obligations', 'Incidents')
export class ObligationsController {
  constructor(
    private readonly obligations: ObligationsService,
    private readonly ledger: LedgerReader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Who has to be told until when, on which ground, and who was' })
  @ApiPage(ObligationDto)
  async list(
    @Param('incidentId', Uuid) incidentId: string,
    @Query() query: ObligationsRequest,
  ): Promise<Page<ObligationDto>> {
    return mapPage(await this.obligations.page(incidentId, query, query), (one) => this.shown(one));
  }

  @Post()
  @Allow('dpo', 'approver')
  @ApiOperation({ summary: 'Add somebody whom the register does not know of' })
  @ApiCreatedResponse({ type: ObligationDto })
  async add(
    @Param('incidentId', Uuid) incidentId: string,
    @Body() body: AddObligationDto,
  ): Promise<ObligationDto> {
    return this.shown(await this.obligations.add(incidentId, newObligationOf(body)));
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'One obligation, now or as it was recorded at a moment' })
  @ApiOkResponse({ type: ObligationDto })
  async get(
    @Param('incidentId', Uuid) incidentId: string,
    @Param('id', Uuid) id: string,
    @Query() { at }: AtRequest,
  ): Promise<ObligationDto> {
    const moment = at === undefined ? undefined : new Date(at);
    return this.shown(await this.obligations.get(incidentId, id, moment), moment);
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of an obligation: what it rested on, warnings, who settled it' })
  @ApiPage(RevisionDto)
  async history(
    @Param('incidentId', Uuid) incidentId: string,
    @Param('id', Uuid) id: string,
    @Query() query: HistoryRequest,
  ): Promise<Page<RevisionDto>> {
    await this.obligations.get(incidentId, id);
    return mapPage(await this.ledger.history('incident_obligation', id, query), (entry) =>
      RevisionDto.of(entry),
    );
  }

  @Post(':id/reasoning')
  @HttpCode(200)
  @AllowPersons('dpo', 'approver')
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'Reason an obligation away: why nobody has to be told (GDPR Art. 33(5))' })
  @ApiOkResponse({ type: ObligationDto })
  async reasonAway(
    @Param('incidentId', Uuid) incidentId: string,
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Who() who: Principal,
    @Body() { reason }: BecauseDto,
  ): Promise<ObligationDto> {
    return this.shown(await this.obligations.reasonAway({ incidentId, id }, expected, who, reason));
  }

  @Post(':id/revival')
  @HttpCode(200)
  @AllowPersons('dpo', 'approver')
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'Take up again what was reasoned away' })
  @ApiOkResponse({ type: ObligationDto })
  async takeUp(
    @Param('incidentId', Uuid) incidentId: string,
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Body() { reason }: BecauseDto,
  ): Promise<ObligationDto> {
    return this.shown(await this.obligations.takeUp({ incidentId, id }, expected, reason));
  }

  private shown(obligation: Obligation, at: Date = this.clock.now()): ObligationDto {
    return ObligationDto.of(obligation, at);
  }
}
