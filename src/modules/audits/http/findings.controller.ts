import { Body, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { Clock } from '../../../shared/clock.js';
import type { LocalDate } from '../../../shared/local-date.js';
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
import type { Finding } from '../domain/finding.js';
import { FindingsService } from '../findings.service.js';
import {
  ChangeFindingDto,
  CreateFindingDto,
  FindingDto,
  FindingsRequest,
  MoveFindingDto,
} from './finding.dto.js';

@Resource('findings', 'Audits and findings')
export class FindingsController {
  constructor(
    private readonly findings: FindingsService,
    private readonly ledger: LedgerReader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Gaps at vendors, by due day' })
  @ApiPage(FindingDto)
  async list(@Query() query: FindingsRequest): Promise<Page<FindingDto>> {
    return mapPage(await this.findings.page(query, query), (finding) => this.shown(finding));
  }

  @Post()
  @Allow('assessor', 'procurement', 'dpo')
  @ApiOperation({ summary: 'Raise a finding' })
  @ApiCreatedResponse({ type: FindingDto })
  async create(@Who() who: Principal, @Body() body: CreateFindingDto): Promise<FindingDto> {
    return this.shown(await this.findings.create(who, body));
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'One finding, now or at a moment' })
  @ApiOkResponse({ type: FindingDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<FindingDto> {
    const moment = at === undefined ? undefined : new Date(at);
    return this.shown(await this.findings.get(id, moment), moment);
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of a finding: who moved it, and why' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('finding', id, query), (entry) => RevisionDto.of(entry));
  }

  @Patch(':id')
  @Allow('assessor', 'procurement', 'dpo')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Change a finding; another due day or severity needs a reason' })
  @ApiOkResponse({ type: FindingDto })
  async change(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() { reason, ...fields }: ChangeFindingDto,
  ): Promise<FindingDto> {
    return this.shown(await this.findings.change(id, expected, fields, reason ?? null));
  }

  @Post(':id/transitions')
  @HttpCode(200)
  @AllowPersons('assessor', 'procurement', 'dpo', 'approver')
  @ApiIfMatch()
  @ApiOperation({
    summary:
      'Bring a finding further: who resolved it cannot verify it, who raised it cannot accept its risk',
  })
  @ApiOkResponse({ type: FindingDto })
  async move(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Who() who: Principal,
    @Body() { to, reason, acceptedUntil = null, method = null, evidenceIds = [] }: MoveFindingDto,
  ): Promise<FindingDto> {
    return this.shown(
      await this.findings.move(id, expected, who, { to, reason, acceptedUntil, method, evidenceIds }),
    );
  }

  /** With ?at=, whether it was overdue then. */
  private shown(finding: Finding, at: Date = this.clock.now()): FindingDto {
    return FindingDto.of(finding, at.toISOString().slice(0, 10) as LocalDate);
  }
}
