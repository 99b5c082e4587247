import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import type { StaffRole } from '../../../shared/roles.js';
import { Allow, AllowPersons } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatchWhenSent, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatchWhenSent, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { VendorReportsService } from '../vendor-reports.service.js';
import {
  SetVendorReportAsideDto,
  TakeVendorReportDto,
  VendorReportDto,
  VendorReportsRequest,
} from './vendor-report.dto.js';

/** They name contact persons: not for everybody inside. */
const readers: readonly StaffRole[] = ['procurement', 'assessor', 'dpo', 'approver', 'auditor'];

@Resource('vendor-reports', 'Incidents')
export class VendorReportsController {
  constructor(
    private readonly reports: VendorReportsService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...readers)
  @ApiOperation({ summary: 'What vendors reported through their links, newest first' })
  @ApiPage(VendorReportDto)
  async list(@Query() query: VendorReportsRequest): Promise<Page<VendorReportDto>> {
    return mapPage(await this.reports.page(query, query), (report) => VendorReportDto.of(report));
  }

  @Get(':id')
  @Allow(...readers)
  @ApiOperation({ summary: 'One report of a vendor, now or at a moment' })
  @ApiOkResponse({ type: VendorReportDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<VendorReportDto> {
    return VendorReportDto.of(await this.reports.get(id, at === undefined ? undefined : new Date(at)));
  }

  @Get(':id/history')
  @Allow(...readers)
  @ApiOperation({ summary: 'Revisions of a report of a vendor' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    const page = await this.ledger.history('vendor_report', id, query);
    return mapPage(page, (entry) => RevisionDto.of(entry));
  }

  @Post(':id/adoption')
  @HttpCode(200)
  @AllowPersons('procurement', 'assessor', 'dpo', 'approver')
  @ApiIfMatchWhenSent()
  @ApiOperation({
    summary: 'Take a report into a new incident, or into one that is open',
    description:
      'The incident learns when the vendor told us. That makes nobody aware: the data protection officer decides it.',
  })
  @ApiOkResponse({ type: VendorReportDto })
  async take(
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Who() who: Principal,
    @Body() { incidentId = null }: TakeVendorReportDto,
  ): Promise<VendorReportDto> {
    return VendorReportDto.of(await this.reports.take(id, expected, who, incidentId));
  }

  @Post(':id/dismissal')
  @HttpCode(200)
  @AllowPersons('dpo', 'approver')
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'Set a report aside, with a reason' })
  @ApiOkResponse({ type: VendorReportDto })
  async setAside(
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Who() who: Principal,
    @Body() { reason }: SetVendorReportAsideDto,
  ): Promise<VendorReportDto> {
    return VendorReportDto.of(await this.reports.setAside(id, expected, who, reason));
  }
}
