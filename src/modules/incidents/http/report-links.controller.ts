import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import type { StaffRole } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatchWhenSent, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatchWhenSent, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { ReportLinksService } from '../report-links.service.js';
import { MakeReportLinkDto, NewReportLinkDto, ReportLinkDto, ReportLinksRequest } from './report-link.dto.js';

/** They name contact persons: not for everybody inside. */
const readers: readonly StaffRole[] = ['procurement', 'assessor', 'dpo', 'auditor'];

@Resource('vendors/:vendorId/report-links', 'Incidents')
export class ReportLinksController {
  constructor(
    private readonly links: ReportLinksService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...readers)
  @ApiOperation({ summary: 'Links by which the vendor reports incidents' })
  @ApiPage(ReportLinkDto)
  async list(
    @Param('vendorId', Uuid) vendorId: string,
    @Query() query: ReportLinksRequest,
  ): Promise<Page<ReportLinkDto>> {
    return mapPage(await this.links.page(vendorId, query), (link) => ReportLinkDto.of(link));
  }

  @Post()
  @Allow('procurement', 'dpo')
  @ApiOperation({
    summary: 'Let somebody at the vendor report incidents; the link is in this answer and nowhere else',
  })
  @ApiCreatedResponse({ type: NewReportLinkDto })
  async make(
    @Who() who: Principal,
    @Param('vendorId', Uuid) vendorId: string,
    @Body() { email, expiresInDays }: MakeReportLinkDto,
  ): Promise<NewReportLinkDto> {
    const asked = { email, expiresInDays };
    const { made, token, link } = await this.links.make(who.id, vendorId, asked);
    return { ...ReportLinkDto.of(made), token, link };
  }

  @Get(':id')
  @Allow(...readers)
  @ApiOperation({ summary: 'One link, now or at a moment' })
  @ApiOkResponse({ type: ReportLinkDto })
  async get(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @Query() { at }: AtRequest,
  ): Promise<ReportLinkDto> {
    const moment = at === undefined ? undefined : new Date(at);
    return ReportLinkDto.of(await this.links.get(vendorId, id, moment));
  }

  @Get(':id/history')
  @Allow(...readers)
  @ApiOperation({ summary: 'Revisions of a link' })
  @ApiPage(RevisionDto)
  async history(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @Query() query: HistoryRequest,
  ): Promise<Page<RevisionDto>> {
    await this.links.get(vendorId, id);
    const page = await this.ledger.history('report_link', id, query);
    return mapPage(page, (entry) => RevisionDto.of(entry));
  }

  @Post(':id/revocation')
  @HttpCode(200)
  @Allow('procurement', 'dpo')
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'Take a link back; it stops working at once' })
  @ApiOkResponse({ type: ReportLinkDto })
  async revoke(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
  ): Promise<ReportLinkDto> {
    return ReportLinkDto.of(await this.links.revoke(vendorId, id, expected));
  }
}
