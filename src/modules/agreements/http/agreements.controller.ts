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
import { AgreementsService } from '../agreements.service.js';
import { AgreementReadinessDto } from './readiness.dto.js';
import { agreementChangeOf, newAgreementOf } from './agreement-fields.js';
import {
  AgreementDto,
  AgreementsRequest,
  ChangeAgreementDto,
  CreateAgreementDto,
  MoveAgreementDto,
} from './agreement.dto.js';

@Resource('agreements', 'Agreements')
export class AgreementsController {
  constructor(
    private readonly agreements: AgreementsService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Agreements' })
  @ApiPage(AgreementDto)
  async list(@Query() query: AgreementsRequest): Promise<Page<AgreementDto>> {
    return mapPage(await this.agreements.page(query, query), (agreement) => AgreementDto.of(agreement));
  }

  @Post()
  @Allow('procurement')
  @ApiOperation({
    summary: 'Draft an agreement',
    description:
      'Lays out the clauses that the law asks for: Art. 28(3) GDPR for data_processing, Art. 26 for joint_controllership.',
  })
  @ApiCreatedResponse({ type: AgreementDto })
  async create(@Body() body: CreateAgreementDto, @Who() by: Principal): Promise<AgreementDto> {
    return AgreementDto.of(await this.agreements.create(newAgreementOf(body), by));
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'An agreement with its clause check, now or at a moment' })
  @ApiOkResponse({ type: AgreementDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<AgreementDto> {
    return AgreementDto.of(await this.agreements.get(id, at === undefined ? undefined : new Date(at)));
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
    description: 'Flows approved under it become stale when a fact of their approval changes.',
  })
  @ApiOkResponse({ type: AgreementDto })
  async change(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: ChangeAgreementDto,
    @Who() by: Principal,
  ): Promise<AgreementDto> {
    return AgreementDto.of(await this.agreements.change(id, expected, agreementChangeOf(body), by));
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
    return AgreementDto.of(await this.agreements.move(id, expected, body, by));
  }
}
