import { Body, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiConflictResponse, ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside, type StaffRole } from '../../../shared/roles.js';
import { Allow, AllowPersons } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatch, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatch, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { IntakeRequestsService } from '../intake-requests.service.js';
import {
  ChangeIntakeRequestDto,
  CreateIntakeRequestDto,
  IntakeRequestDto,
  IntakeRequestsRequest,
  TriageDto,
  WithdrawalDto,
} from './intake-request.dto.js';

/** Anybody inside may ask; an auditor changes nothing. */
const askers: readonly StaffRole[] = everybodyInside.filter((role) => role !== 'auditor');

@Resource('intake-requests', 'Vendors')
export class IntakeRequestsController {
  constructor(
    private readonly requests: IntakeRequestsService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Requests for new vendors and flows' })
  @ApiPage(IntakeRequestDto)
  async list(@Query() query: IntakeRequestsRequest): Promise<Page<IntakeRequestDto>> {
    return mapPage(await this.requests.page(query, query), (request) => IntakeRequestDto.of(request));
  }

  @Post()
  @AllowPersons(...askers)
  @ApiOperation({ summary: 'Ask for a new vendor, or for sharing data with one' })
  @ApiCreatedResponse({ type: IntakeRequestDto })
  async ask(@Who() { id }: Principal, @Body() body: CreateIntakeRequestDto): Promise<IntakeRequestDto> {
    const { neededBy = null, vendorId = null, vendorName = null, ...rest } = body;
    return IntakeRequestDto.of(await this.requests.ask(id, { neededBy, vendorId, vendorName, ...rest }));
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'One request, now or at a moment' })
  @ApiOkResponse({ type: IntakeRequestDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<IntakeRequestDto> {
    return IntakeRequestDto.of(await this.requests.get(id, at === undefined ? undefined : new Date(at)));
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of a request' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('intake_request', id, query), (entry) => RevisionDto.of(entry));
  }

  @Patch(':id')
  @AllowPersons(...askers)
  @ApiIfMatch()
  @ApiOperation({ summary: 'Change your own request while it is open' })
  @ApiOkResponse({ type: IntakeRequestDto })
  async change(
    @Who() { id: actorId }: Principal,
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: ChangeIntakeRequestDto,
  ): Promise<IntakeRequestDto> {
    return IntakeRequestDto.of(await this.requests.change(actorId, id, expected, body));
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @AllowPersons(...askers)
  @ApiIfMatch()
  @ApiOperation({ summary: 'Withdraw your own request' })
  @ApiOkResponse({ type: IntakeRequestDto })
  async withdraw(
    @Who() { id: actorId }: Principal,
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() { reason }: WithdrawalDto,
  ): Promise<IntakeRequestDto> {
    return IntakeRequestDto.of(await this.requests.withdraw(actorId, id, expected, reason ?? null));
  }

  @Post(':id/triage')
  @HttpCode(200)
  @AllowPersons('procurement')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Accept a request, which registers or links its vendor, or refuse it with a reason',
  })
  @ApiOkResponse({ type: IntakeRequestDto })
  @ApiConflictResponse({ description: 'vendor.likely_duplicate: `candidates` names the ones it looks like.' })
  async triage(
    @Who() { id: actorId }: Principal,
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() { outcome, reason, vendorId = null, allowDuplicate = false }: TriageDto,
  ): Promise<IntakeRequestDto> {
    const triage = { outcome, reason: reason ?? null, vendorId, allowDuplicate };
    return IntakeRequestDto.of(await this.requests.triage(actorId, id, expected, triage));
  }
}
