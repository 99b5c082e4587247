import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
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
import { DisputesService } from '../disputes.service.js';
import { AnswerDisputeDto, DisputeDto, DisputesRequest } from './dispute.dto.js';

@Resource('assessments/:id/disputes', 'Questionnaires')
export class DisputesController {
  constructor(
    private readonly disputes: DisputesService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'What the vendor holds against the result' })
  @ApiPage(DisputeDto)
  async list(@Param('id', Uuid) id: string, @Query() query: DisputesRequest): Promise<Page<DisputeDto>> {
    return mapPage(await this.disputes.page(id, query, query), (dispute) => DisputeDto.of(dispute));
  }

  @Get(':disputeId')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'One dispute, now or at a moment' })
  @ApiOkResponse({ type: DisputeDto })
  async get(
    @Param('id', Uuid) id: string,
    @Param('disputeId', Uuid) disputeId: string,
    @Query() { at }: AtRequest,
  ): Promise<DisputeDto> {
    const moment = at === undefined ? undefined : new Date(at);
    return DisputeDto.of(await this.disputes.get(id, disputeId, moment));
  }

  @Get(':disputeId/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of a dispute' })
  @ApiPage(RevisionDto)
  async history(
    @Param('id', Uuid) id: string,
    @Param('disputeId', Uuid) disputeId: string,
    @Query() query: HistoryRequest,
  ): Promise<Page<RevisionDto>> {
    await this.disputes.get(id, disputeId);
    return mapPage(await this.ledger.history('dispute', disputeId, query), (entry) => RevisionDto.of(entry));
  }

  @Post(':disputeId/answer')
  @HttpCode(200)
  @AllowPersons('assessor')
  @ApiIfMatch()
  @ApiOperation({
    summary:
      'Answer a dispute with reasons, by somebody who has not judged this question; a change counts at once',
  })
  @ApiOkResponse({ type: DisputeDto })
  async answer(
    @Who() who: Principal,
    @Param('id', Uuid) assessmentId: string,
    @Param('disputeId', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: AnswerDisputeDto,
  ): Promise<DisputeDto> {
    return DisputeDto.of(await this.disputes.answer(who.id, { assessmentId, id }, expected, body));
  }
}
