import { Body, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { Clock } from '../../../shared/clock.js';
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
import { AuditsService } from '../audits.service.js';
import { FindingsService } from '../findings.service.js';
import {
  auditChangeOf,
  AuditDto,
  auditFieldsOf,
  AuditsRequest,
  ChangeAuditDto,
  CreateAuditDto,
  ListedAuditDto,
  StepAuditDto,
} from './audit.dto.js';
import { FindingDto, RaiseFindingDto } from './finding.dto.js';

@Resource('audits', 'Audits and findings')
export class AuditsController {
  constructor(
    private readonly audits: AuditsService,
    private readonly findings: FindingsService,
    private readonly ledger: LedgerReader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Audits of vendors, newest first' })
  @ApiPage(ListedAuditDto)
  async list(@Query() query: AuditsRequest): Promise<Page<ListedAuditDto>> {
    return mapPage(await this.audits.page(query, query), (audit) => ListedAuditDto.of(audit));
  }

  @Post()
  @Allow('assessor', 'procurement', 'dpo')
  @ApiOperation({ summary: 'Record an audit that was done, or plan one to come' })
  @ApiCreatedResponse({ type: AuditDto })
  async record(@Who() who: Principal, @Body() body: CreateAuditDto): Promise<AuditDto> {
    return AuditDto.of(await this.audits.record(who.id, auditFieldsOf(body)));
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
  @ApiOperation({ summary: 'Correct an audit that is not concluded' })
  @ApiOkResponse({ type: AuditDto })
  async change(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: ChangeAuditDto,
  ): Promise<AuditDto> {
    return AuditDto.of(await this.audits.change(id, expected, auditChangeOf(body)));
  }

  @Post(':id/transitions')
  @HttpCode(200)
  @AllowPersons('procurement', 'assessor', 'dpo')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Bring an audit further: performed, concluded and with that fixed; reopened only with a reason',
  })
  @ApiOkResponse({ type: AuditDto })
  async step(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Who() who: Principal,
    @Body() { reason, ...step }: StepAuditDto,
  ): Promise<AuditDto> {
    return AuditDto.of(await this.audits.step(id, expected, who, { ...step, reason: reason ?? null }));
  }

  @Post(':id/findings')
  @Allow('procurement', 'assessor', 'dpo')
  @ApiOperation({ summary: 'Raise a finding of an audit that was performed' })
  @ApiCreatedResponse({ type: FindingDto })
  async raise(
    @Who() who: Principal,
    @Param('id', Uuid) auditId: string,
    @Body() body: RaiseFindingDto,
  ): Promise<FindingDto> {
    const { vendorId } = await this.audits.get(auditId);
    const finding = await this.findings.create(who, { ...body, vendorId, source: 'audit', auditId });
    return FindingDto.of(finding, this.clock.today());
  }
}
