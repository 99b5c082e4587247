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
import { Clock } from '../../../shared/clock.js';
import { addDays, localDate } from '../../../shared/local-date.js';
import type { Agreement } from '../domain/agreement.js';
import { calendarOf } from '../domain/agreement-calendar.js';
import { AgreementsService } from '../agreements.service.js';
import { AmendmentsService } from '../amendments.service.js';
import { AgreementVersionDto } from './amendment.dto.js';
import { AgreementReadinessDto } from './readiness.dto.js';
import { agreementChangeOf, newAgreementOf } from './agreement-fields.js';
import { AgreementCalendarDto, AgreementDto } from './agreement-shown.dto.js';
import {
  AgreementOnRequest,
  AgreementsRequest,
  ChangeAgreementDto,
  CreateAgreementDto,
  MoveAgreementDto,
} from './agreement.dto.js';

@Resource('agreements', 'Agreements')
export class AgreementsController {
  constructor(
    private readonly agreements: AgreementsService,
    private readonly amendments: AmendmentsService,
    private readonly ledger: LedgerReader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Agreements' })
  @ApiPage(AgreementDto)
  async list(@Query() query: AgreementsRequest): Promise<Page<AgreementDto>> {
    return mapPage(await this.agreements.page(query, query), (agreement) => this.shown(agreement));
  }

  @Post()
  @Allow('procurement')
  @ApiOperation({
    summary: 'Draft an agreement',
    description:
      'Lays out the clauses that the law asks for: Art. 28(3) GDPR for data_processing, Art. 26 for joint_controllership, ' +
      'a list of our own for controller_to_controller; the CCPA terms where it coversCcpa. Every bad field is named at once.',
  })
  @ApiCreatedResponse({ type: AgreementDto })
  async create(@Body() body: CreateAgreementDto, @Who() by: Principal): Promise<AgreementDto> {
    return this.shown(await this.agreements.create(newAgreementOf(body), by));
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'An agreement with its clause check, now or at a moment' })
  @ApiOkResponse({ type: AgreementDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<AgreementDto> {
    if (at === undefined) return this.shown(await this.agreements.get(id));
    const moment = new Date(at);
    return AgreementDto.of(await this.agreements.get(id, moment), localDate(at.slice(0, 10)));
  }

  @Get(':id/terms')
  @Allow(...everybodyInside)
  @ApiOperation({
    summary:
      'The renewal calendar: the term of a day, its notice day, and the terms that follow by themselves',
  })
  @ApiOkResponse({ type: AgreementCalendarDto })
  async terms(
    @Param('id', Uuid) id: string,
    @Query() { on = this.clock.today() }: AgreementOnRequest,
  ): Promise<AgreementCalendarDto> {
    const agreement = await this.agreements.get(id);
    const objectionDays = agreement.subprocessorAuthorisation?.objectionDays ?? null;
    return {
      on,
      ...calendarOf(agreement, on, termsShown),
      lastDayToObject: objectionDays === null ? null : addDays(on, objectionDays),
    };
  }

  @Get(':id/versions')
  @Allow(...everybodyInside)
  @ApiOperation({
    summary: 'The terms of an agreement as they hold on a day, with the amendments that made them so',
    description: 'On a day to come, with the signed amendments that will have taken effect by then.',
  })
  @ApiOkResponse({ type: AgreementVersionDto })
  async version(
    @Param('id', Uuid) id: string,
    @Query() { on = this.clock.today() }: AgreementOnRequest,
  ): Promise<AgreementVersionDto> {
    return AgreementVersionDto.of(await this.amendments.versionOf(id, on));
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of an agreement' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('agreement', id, query), (entry) => RevisionDto.of(entry));
  }

  @Get(':id/readiness')
  @Allow(...everybodyInside)
  @ApiOperation({
    summary: 'Everything that stands in the way of the signature, or of entering into force',
    description: 'The same list refuses the step.',
  })
  @ApiOkResponse({ type: AgreementReadinessDto })
  async readiness(@Param('id', Uuid) id: string): Promise<AgreementReadinessDto> {
    return AgreementReadinessDto.of(await this.agreements.readinessOf(id));
  }

  @Patch(':id')
  @Allow('procurement', 'dpo')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Change an agreement, or record what was found of its clauses',
    description:
      'Flows approved under it become stale when a fact of their approval changes. After the signature this corrects the ' +
      'record; what both sides agree on anew is an amendment.',
  })
  @ApiOkResponse({ type: AgreementDto })
  async change(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: ChangeAgreementDto,
    @Who() by: Principal,
  ): Promise<AgreementDto> {
    return this.shown(await this.agreements.change(id, expected, agreementChangeOf(body), by));
  }

  @Post(':id/transitions')
  @HttpCode(200)
  @AllowPersons('procurement', 'dpo', 'approver')
  @ApiIfMatchWhenSent()
  @ApiOperation({
    summary: 'Move an agreement to another state',
    description:
      'draft → in_review → signed → in_force → suspended, expired or terminated. A refusal names every reason. ' +
      'Whoever reviewed a clause does not sign.',
  })
  @ApiOkResponse({ type: AgreementDto })
  async move(
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Body() body: MoveAgreementDto,
    @Who() by: Principal,
  ): Promise<AgreementDto> {
    return this.shown(await this.agreements.move(id, expected, body, by));
  }

  private shown(agreement: Agreement): AgreementDto {
    return AgreementDto.of(agreement, this.clock.today());
  }
}

const termsShown = 5;
