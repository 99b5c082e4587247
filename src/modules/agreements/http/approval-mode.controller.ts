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
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { ApprovalModesService } from '../approval-modes.service.js';
import {
  ApprovalModeDto,
  ModeChangeDto,
  ModeChangesRequest,
  ModeReasonDto,
  ProposeModeDto,
} from './approval-mode.dto.js';

@Resource('settings/approval.mode', 'Settings')
export class ApprovalModeController {
  constructor(
    private readonly modes: ApprovalModesService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Who decides on data flows, now or at a moment' })
  @ApiOkResponse({ type: ApprovalModeDto })
  async inForce(@Query() { at }: AtRequest): Promise<ApprovalModeDto> {
    return ApprovalModeDto.of(await this.modes.inForce(at === undefined ? undefined : new Date(at)));
  }

  @Get('changes')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Changes of the mode: proposed, confirmed, withdrawn' })
  @ApiPage(ModeChangeDto)
  async list(@Query() query: ModeChangesRequest): Promise<Page<ModeChangeDto>> {
    return mapPage(await this.modes.page(query, query), (change) => ModeChangeDto.of(change));
  }

  @Post('changes')
  @AllowPersons('dpo', 'approver')
  @ApiOperation({
    summary: 'Propose another mode',
    description:
      'It counts once somebody else confirms it: of the two, one is a data protection officer and one an approver.',
  })
  @ApiCreatedResponse({ type: ModeChangeDto })
  async propose(@Body() { mode, reason }: ProposeModeDto, @Who() by: Principal): Promise<ModeChangeDto> {
    return ModeChangeDto.of(await this.modes.propose({ to: mode, reason }, by));
  }

  @Get('changes/:id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'A change of the mode, now or at a moment' })
  @ApiOkResponse({ type: ModeChangeDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<ModeChangeDto> {
    return ModeChangeDto.of(await this.modes.get(id, at === undefined ? undefined : new Date(at)));
  }

  @Get('changes/:id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of a change of the mode' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('approval_mode_change', id, query), (entry) =>
      RevisionDto.of(entry),
    );
  }

  @Post('changes/:id/confirmation')
  @HttpCode(200)
  @AllowPersons('dpo', 'approver')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Confirm a change that somebody else proposed: from here on it counts',
    description: 'Decisions stay as they are; the first of two that was given under the other mode lapses.',
  })
  @ApiOkResponse({ type: ModeChangeDto })
  async confirm(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() { reason }: ModeReasonDto,
    @Who() by: Principal,
  ): Promise<ModeChangeDto> {
    return ModeChangeDto.of(await this.modes.confirm(id, expected, reason, by));
  }

  @Post('changes/:id/withdrawal')
  @HttpCode(200)
  @AllowPersons('dpo', 'approver')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Withdraw a change that was proposed, by whoever could confirm one' })
  @ApiOkResponse({ type: ModeChangeDto })
  async withdraw(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() { reason }: ModeReasonDto,
    @Who() by: Principal,
  ): Promise<ModeChangeDto> {
    return ModeChangeDto.of(await this.modes.withdraw(id, expected, reason, by));
  }
}
