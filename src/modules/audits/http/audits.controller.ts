import { Body, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatch, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatch, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { AuditsService } from '../audits.service.js';
import { AuditDto, AuditsRequest, ChangeAuditDto, CreateAuditDto } from './audit.dto.js';

@Resource('audits', 'Audits and findings')
export class AuditsController {
  constructor(
    private readonly audits: AuditsService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Audits of vendors, newest first' })
  @ApiPage(AuditDto)
  async list(@Query() query: AuditsRequest): Promise<Page<AuditDto>> {
    return mapPage(await this.audits.page(query, query), (audit) => AuditDto.of(audit));
  }

  @Post()
  @Allow('assessor', 'procurement', 'dpo')
  @ApiOperation({ summary: 'Record an audit that was done; what it found is raised as findings' })
  @ApiCreatedResponse({ type: AuditDto })
  async record(@Who() who: Principal, @Body() body: CreateAuditDto): Promise<AuditDto> {
    return AuditDto.of(await this.audits.record(who.id, body));
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'One audit, now or at a moment' })
  @ApiOkResponse({ type: AuditDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<AuditDto> {
    return AuditDto.of(await this.audits.get(id, at === undefined ? undefined : new Date(at)));
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of an audit' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('audit', id, query), (entry) => RevisionDto.of(entry));
  }

  @Patch(':id')
  @Allow('assessor', 'procurement', 'dpo')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Correct an audit' })
  @ApiOkResponse({ type: AuditDto })
  async change(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: ChangeAuditDto,
  ): Promise<AuditDto> {
    return AuditDto.of(await this.audits.change(id, expected, body));
  }
}
