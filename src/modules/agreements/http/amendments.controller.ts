import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
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
import { AmendmentsService } from '../amendments.service.js';
import { agreementChangeOf } from './agreement-fields.js';
import {
  AmendmentDto,
  AmendmentsRequest,
  DraftAmendmentDto,
  SignAmendmentDto,
  WithdrawAmendmentDto,
} from './amendment.dto.js';

@Resource('agreements/:agreementId/amendments', 'Agreements')
export class AmendmentsController {
  constructor(
    private readonly amendments: AmendmentsService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Amendments of an agreement' })
  @ApiPage(AmendmentDto)
  async list(
    @Param('agreementId', Uuid) agreementId: string,
    @Query() query: AmendmentsRequest,
  ): Promise<Page<AmendmentDto>> {
    return mapPage(await this.amendments.page(agreementId, query, query), (one) => AmendmentDto.of(one));
  }

  @Post()
  @Allow('procurement')
  @ApiOperation({
    summary: 'Draft an amendment of a signed agreement',
    description:
      'Its day lies inside the agreement and after that of every amendment in force, and no other amendment has it. ' +
      'The agreement as it would then be is checked like any other; every bad field is named at once.',
  })
  @ApiCreatedResponse({ type: AmendmentDto })
  async draft(
    @Param('agreementId', Uuid) agreementId: string,
    @Body() body: DraftAmendmentDto,
    @Who() by: Principal,
  ): Promise<AmendmentDto> {
    const { reference = null, effectiveFrom, documents = [], reason } = body;
    const changes = agreementChangeOf(body.changes);
    const given = { reference, changes, effectiveFrom, documents, reason };
    return AmendmentDto.of(await this.amendments.draft(agreementId, given, by));
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'An amendment, now or at a moment' })
  @ApiOkResponse({ type: AmendmentDto })
  async get(
    @Param('agreementId', Uuid) agreementId: string,
    @Param('id', Uuid) id: string,
    @Query() { at }: AtRequest,
  ): Promise<AmendmentDto> {
    const moment = at === undefined ? undefined : new Date(at);
    return AmendmentDto.of(await this.amendments.get(agreementId, id, moment));
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of an amendment' })
  @ApiPage(RevisionDto)
  async history(
    @Param('agreementId', Uuid) agreementId: string,
    @Param('id', Uuid) id: string,
    @Query() query: HistoryRequest,
  ): Promise<Page<RevisionDto>> {
    await this.amendments.get(agreementId, id);
    const page = await this.ledger.history('agreement_amendment', id, query);
    return mapPage(page, (entry) => RevisionDto.of(entry));
  }

  @Post(':id/signature')
  @HttpCode(200)
  @AllowPersons('procurement', 'dpo', 'approver')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Record the signature of an amendment',
    description:
      'On its day the terms of the agreement change, and approvals under it are examined in the same transaction: at ' +
      'once where that day has come. Refused with every reason for which the agreement could not be in force with it. ' +
      'Whoever judged its clauses does not sign.',
  })
  @ApiOkResponse({ type: AmendmentDto })
  async sign(
    @Param('agreementId', Uuid) agreementId: string,
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: SignAmendmentDto,
    @Who() by: Principal,
  ): Promise<AmendmentDto> {
    return AmendmentDto.of(await this.amendments.sign({ agreementId, id, expected }, body, by));
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @AllowPersons('procurement', 'dpo')
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'Withdraw an amendment that has not taken effect' })
  @ApiOkResponse({ type: AmendmentDto })
  async withdraw(
    @Param('agreementId', Uuid) agreementId: string,
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Body() { reason }: WithdrawAmendmentDto,
  ): Promise<AmendmentDto> {
    return AmendmentDto.of(await this.amendments.withdraw({ agreementId, id, expected }, reason));
  }
}
