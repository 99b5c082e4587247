import { Body, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { ApiPage } from '../../../platform/http/list-query.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { FindingUpdatesService } from '../finding-updates.service.js';
import { FindingUpdateDto, FindingUpdatesRequest, WriteFindingUpdateDto } from './finding-update.dto.js';

@Resource('findings/:id/updates', 'Audits and findings')
export class FindingUpdatesController {
  constructor(private readonly updates: FindingUpdatesService) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'What we and the vendor wrote on a finding, oldest first' })
  @ApiPage(FindingUpdateDto)
  async list(
    @Param('id', Uuid) id: string,
    @Query() query: FindingUpdatesRequest,
  ): Promise<Page<FindingUpdateDto>> {
    return mapPage(await this.updates.page(id, query), (update) => FindingUpdateDto.of(update));
  }

  @Post()
  @Allow('procurement', 'assessor', 'dpo')
  @ApiOperation({ summary: 'Write on a finding: a message to the vendor, or an internal note' })
  @ApiCreatedResponse({ type: FindingUpdateDto })
  async write(
    @Who() who: Principal,
    @Param('id', Uuid) id: string,
    @Body() { text, visibleToVendor }: WriteFindingUpdateDto,
  ): Promise<FindingUpdateDto> {
    return FindingUpdateDto.of(await this.updates.write(who, id, { text, visibleToVendor }));
  }
}
