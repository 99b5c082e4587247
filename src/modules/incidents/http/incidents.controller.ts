import { Body, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
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
import { IncidentsService } from '../incidents.service.js';
import {
  AwarenessDto,
  ChangeIncidentDto,
  incidentChangeOf,
  IncidentsRequest,
  newIncidentOf,
  ReportIncidentDto,
  StepIncidentDto,
} from './incident.dto.js';
import { IncidentDto, TimelineDto } from './incident-shown.dto.js';
import { judgementOf, RiskAssessmentDto } from './obligation.dto.js';
import { ScoreSeverityDto, severityInputsOf } from './severity.dto.js';

@Resource('incidents', 'Incidents')
export class IncidentsController {
  constructor(
    private readonly incidents: IncidentsService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Incidents, newest first; exercises only when they are asked for' })
  @ApiPage(IncidentDto)
  async list(@Query() query: IncidentsRequest): Promise<Page<IncidentDto>> {
    return mapPage(await this.incidents.page(query, query), (incident) => IncidentDto.of(incident));
  }

  @Post()
  @Allow('admin', 'requester', 'procurement', 'assessor', 'dpo', 'approver')
  @ApiOperation({ summary: 'Report what may be a breach; it starts no clock yet' })
  @ApiCreatedResponse({ type: IncidentDto })
  async report(@Who() who: Principal, @Body() body: ReportIncidentDto): Promise<IncidentDto> {
    return IncidentDto.of(await this.incidents.report(who, newIncidentOf(body)));
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'One incident, now or at a moment' })
  @ApiOkResponse({ type: IncidentDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<IncidentDto> {
    return IncidentDto.of(await this.incidents.get(id, at === undefined ? undefined : new Date(at)));
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of an incident: who decided what, and why' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('incident', id, query), (entry) => RevisionDto.of(entry));
  }

  @Get(':id/timeline')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Its moments in the order of time, and the delays between them' })
  @ApiOkResponse({ type: TimelineDto })
  async timeline(@Param('id', Uuid) id: string): Promise<TimelineDto> {
    return TimelineDto.of(await this.incidents.timeline(id));
  }

  @Patch(':id')
  @Allow('procurement', 'assessor', 'dpo', 'approver')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Correct what is said to have happened' })
  @ApiOkResponse({ type: IncidentDto })
  async change(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() { reason, ...fields }: ChangeIncidentDto,
  ): Promise<IncidentDto> {
    return IncidentDto.of(
      await this.incidents.change(id, expected, incidentChangeOf(fields), reason ?? null),
    );
  }

  @Post(':id/transitions')
  @HttpCode(200)
  @AllowPersons('procurement', 'assessor', 'dpo', 'approver')
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'Triage, contain, close or dismiss; reopen with a reason' })
  @ApiOkResponse({ type: IncidentDto })
  async step(
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Who() who: Principal,
    @Body() { to, reason, at }: StepIncidentDto,
  ): Promise<IncidentDto> {
    const step = { to, reason: reason ?? null, at: at === undefined ? null : new Date(at) };
    return IncidentDto.of(await this.incidents.step(id, expected, who, step));
  }

  @Post(':id/awareness')
  @HttpCode(200)
  @AllowPersons('dpo', 'approver')
  @ApiIfMatchWhenSent()
  @ApiOperation({
    summary: 'Decide when we were aware: starts the clocks, once (GDPR Art. 33(1))',
    description:
      'Reasonable certainty that personal data were compromised (EDPB Guidelines 9/2022). The incident is confirmed by it.',
  })
  @ApiOkResponse({ type: IncidentDto })
  async aware(
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Who() who: Principal,
    @Body() { at, reason }: AwarenessDto,
  ): Promise<IncidentDto> {
    return IncidentDto.of(await this.incidents.startClock(id, expected, who, { at: new Date(at), reason }));
  }

  @Patch(':id/awareness')
  @AllowPersons('dpo', 'approver')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Correct the moment of awareness, for a reason; the old value is kept' })
  @ApiOkResponse({ type: IncidentDto })
  async correct(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Who() who: Principal,
    @Body() { at, reason }: AwarenessDto,
  ): Promise<IncidentDto> {
    return IncidentDto.of(await this.incidents.correctClock(id, expected, who, { at: new Date(at), reason }));
  }

  @Post(':id/risk-assessment')
  @HttpCode(200)
  @AllowPersons('dpo', 'approver')
  @ApiIfMatchWhenSent()
  @ApiOperation({
    summary: 'Judge the risk for people: it decides who has to be told (GDPR Art. 33(1), 34(1))',
    description: 'Can be judged anew as often as more is known; obligations follow.',
  })
  @ApiOkResponse({ type: IncidentDto })
  async assess(
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Who() who: Principal,
    @Body() body: RiskAssessmentDto,
  ): Promise<IncidentDto> {
    return IncidentDto.of(await this.incidents.assess(id, expected, who, judgementOf(body)));
  }

  @Post(':id/severity')
  @HttpCode(200)
  @AllowPersons('dpo', 'approver')
  @ApiIfMatchWhenSent()
  @ApiOperation({
    summary: 'Score the severity by the method of ENISA, beside the judgement of the risk',
    description:
      'It helps to judge and decides nothing: who has to be told follows from the risk assessment.',
  })
  @ApiOkResponse({ type: IncidentDto })
  async score(
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Who() who: Principal,
    @Body() body: ScoreSeverityDto,
  ): Promise<IncidentDto> {
    return IncidentDto.of(await this.incidents.score(id, expected, who, severityInputsOf(body)));
  }
}
