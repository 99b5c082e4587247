import { Body, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { ApiPage } from '../../../platform/http/list-query.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { IncidentNoticesService } from '../incident-notices.service.js';
import {
  IncidentNoticeDto,
  IncidentNoticesRequest,
  newNoticeOf,
  RecordNoticeDto,
} from './incident-notice.dto.js';

@Resource('incidents/:incidentId/notices', 'Incidents')
export class IncidentNoticesController {
  constructor(private readonly notices: IncidentNoticesService) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'What was said about the incident to whom, in the order of sending' })
  @ApiPage(IncidentNoticeDto)
  async list(
    @Param('incidentId', Uuid) incidentId: string,
    @Query() query: IncidentNoticesRequest,
  ): Promise<Page<IncidentNoticeDto>> {
    return mapPage(await this.notices.page(incidentId, query), (notice) => IncidentNoticeDto.of(notice));
  }

  @Post()
  @Allow('dpo', 'approver')
  @ApiOperation({
    summary: 'Record a notice that was sent, with its proof; it meets obligations',
    description:
      'Keyholder sends nothing itself: what is recorded has been sent. A recorded notice stays as it is.',
  })
  @ApiCreatedResponse({ type: IncidentNoticeDto })
  async record(
    @Param('incidentId', Uuid) incidentId: string,
    @Who() who: Principal,
    @Body() body: RecordNoticeDto,
  ): Promise<IncidentNoticeDto> {
    return IncidentNoticeDto.of(await this.notices.record(incidentId, who, newNoticeOf(body)));
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'One notice' })
  @ApiOkResponse({ type: IncidentNoticeDto })
  async get(
    @Param('incidentId', Uuid) incidentId: string,
    @Param('id', Uuid) id: string,
  ): Promise<IncidentNoticeDto> {
    return IncidentNoticeDto.of(await this.notices.get(incidentId, id));
  }
}
