import { Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { ApiPage } from '../../../platform/http/list-query.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { DeviationsService } from '../deviations.service.js';
import { SharingEventsService } from '../sharing-events.service.js';
import { DeviationDto, FlowDeviationsRequest } from './deviation.dto.js';
import { ApiBodyOfEvents, BodyOfEvents, type ReportedEvents } from './reported-events.js';
import {
  SharingBatchDetailDto,
  SharingBatchDto,
  SharingBatchesRequest,
  SharingEventDto,
  SharingEventsRequest,
  SharingReportDto,
} from './sharing.dto.js';

/** What was really sent under a flow. */
@Resource('data-flows/:id', 'Sharing events')
export class SharingEventsController {
  constructor(
    private readonly sharing: SharingEventsService,
    private readonly deviations: DeviationsService,
  ) {}

  @Post('sharing-events')
  @Allow('requester', 'procurement', 'dpo')
  @ApiBodyOfEvents()
  @ApiOperation({
    summary: 'Report what was really sent: one event, or up to 5,000 as {"events": […]}',
    description:
      'Everything is recorded, all of a report or nothing, and compared with what was approved when it happened. What ' +
      'exceeds that (no approval, period, purpose, category, country, volume of a day, frequency) raises a deviation. ' +
      'A reference that is known with the same content is counted as known; with other content the report is refused (409).',
  })
  @ApiCreatedResponse({ type: SharingReportDto })
  async report(
    @Param('id', Uuid) id: string,
    @BodyOfEvents() events: ReportedEvents,
    @Who() by: Principal,
  ): Promise<SharingReportDto> {
    return SharingReportDto.of(await this.sharing.report(id, events, by));
  }

  @Get('sharing-events')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'What was reported as sent' })
  @ApiPage(SharingEventDto)
  async events(
    @Param('id', Uuid) id: string,
    @Query() query: SharingEventsRequest,
  ): Promise<Page<SharingEventDto>> {
    const page = await this.sharing.page(id, SharingEventsRequest.filter(query), query);
    return mapPage(page, (event) => SharingEventDto.of(event));
  }

  @Get('sharing-batches')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'The reports of events: each is one entry of the ledger' })
  @ApiPage(SharingBatchDto)
  async batches(
    @Param('id', Uuid) id: string,
    @Query() query: SharingBatchesRequest,
  ): Promise<Page<SharingBatchDto>> {
    return mapPage(await this.sharing.batches(id, query), (batch) => SharingBatchDto.of(batch));
  }

  @Get('sharing-batches/:batchId')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'A report, and whether its events are still those that were digested' })
  @ApiOkResponse({ type: SharingBatchDetailDto })
  async batch(
    @Param('id', Uuid) id: string,
    @Param('batchId', Uuid) batchId: string,
  ): Promise<SharingBatchDetailDto> {
    return SharingBatchDetailDto.with(await this.sharing.batch(id, batchId));
  }

  @Get('deviations')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'What went beyond the approval of this flow' })
  @ApiPage(DeviationDto)
  async deviating(
    @Param('id', Uuid) id: string,
    @Query() query: FlowDeviationsRequest,
  ): Promise<Page<DeviationDto>> {
    return mapPage(await this.deviations.ofFlow(id, query, query), (one) => DeviationDto.of(one));
  }
}
