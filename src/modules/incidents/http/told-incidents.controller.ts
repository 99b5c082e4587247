import { Body, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { Allow } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { ApiPage } from '../../../platform/http/list-query.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import type { Reporter } from '../domain/report-link.js';
import { VendorReportsService } from '../vendor-reports.service.js';
import {
  reportedFactsOf,
  TellIncidentDto,
  ToldIncidentDto,
  ToldIncidentsRequest,
} from './vendor-report.dto.js';

/** Whose report it is stands in the link's grant: nothing in an address or a body widens it. */
const reporterOf = ({ grant }: Principal): Reporter => grant as Reporter;

@Resource('report/incidents', 'Vendors that report')
export class ToldIncidentsController {
  constructor(private readonly reports: VendorReportsService) {}

  @Get()
  @Allow('reporter')
  @ApiOperation({ summary: 'What was reported through this link' })
  @ApiPage(ToldIncidentDto)
  async list(@Who() who: Principal, @Query() query: ToldIncidentsRequest): Promise<Page<ToldIncidentDto>> {
    const page = await this.reports.through(reporterOf(who), query);
    return mapPage(page, (report) => ToldIncidentDto.of(report));
  }

  @Post()
  @Allow('reporter')
  @ApiOperation({
    summary: 'Tell us of a (possible) breach of personal data, GDPR Art. 33(2)',
    description:
      'The same words again are the same report. A link takes 5 reports in an hour and 20 in a day; then 429 with Retry-After.',
  })
  @ApiCreatedResponse({ type: ToldIncidentDto })
  async tell(@Who() who: Principal, @Body() body: TellIncidentDto): Promise<ToldIncidentDto> {
    return ToldIncidentDto.of(await this.reports.receive(reporterOf(who), reportedFactsOf(body)));
  }

  @Get(':id')
  @Allow('reporter')
  @ApiOperation({ summary: 'One report that was made through this link' })
  @ApiOkResponse({ type: ToldIncidentDto })
  async get(@Who() who: Principal, @Param('id', Uuid) id: string): Promise<ToldIncidentDto> {
    return ToldIncidentDto.of(await this.reports.ownOf(reporterOf(who), id));
  }
}
