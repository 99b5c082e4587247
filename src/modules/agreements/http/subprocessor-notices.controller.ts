import { Body, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { VendorsService } from '../../vendors/index.js';
import { SubprocessorNoticesService } from '../subprocessor-notices.service.js';
import {
  newNoticeOf,
  RecordSubprocessorNoticeDto,
  SubprocessorNoticeDto,
  SubprocessorNoticesRequest,
} from './objection.dto.js';

@Resource('vendors/:vendorId/subprocessor-changes', 'Sub-processors')
export class SubprocessorNoticesController {
  constructor(
    private readonly notices: SubprocessorNoticesService,
    private readonly vendors: VendorsService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'What a vendor told us of changes of its sub-processors' })
  @ApiPage(SubprocessorNoticeDto)
  async list(
    @Param('vendorId', Uuid) vendorId: string,
    @Query() query: SubprocessorNoticesRequest,
  ): Promise<Page<SubprocessorNoticeDto>> {
    await this.vendors.get(vendorId);
    return mapPage(await this.notices.page(vendorId, query), (one) => SubprocessorNoticeDto.of(one));
  }

  @Post()
  @Allow('procurement', 'dpo')
  @ApiOperation({
    summary: 'Record a notice of added, replaced, changed or removed sub-processors',
    description:
      'The register knows from then on what is to come. Under each agreement in force with the vendor that lets it process ' +
      'for us a window opens for each change (GET /objection-windows?noticeId=), by the terms in force on the day of receipt: ' +
      'GENERAL and no answer is a yes after the last day, SPECIFIC and no answer a no, PROHIBITED is a no at once.',
  })
  @ApiCreatedResponse({ type: SubprocessorNoticeDto })
  async record(
    @Param('vendorId', Uuid) vendorId: string,
    @Body() body: RecordSubprocessorNoticeDto,
    @Who() by: Principal,
  ): Promise<SubprocessorNoticeDto> {
    return SubprocessorNoticeDto.of(await this.notices.record(vendorId, newNoticeOf(body), by));
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'One notice, now or at a moment' })
  @ApiOkResponse({ type: SubprocessorNoticeDto })
  async get(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @Query() { at }: AtRequest,
  ): Promise<SubprocessorNoticeDto> {
    const moment = at === undefined ? undefined : new Date(at);
    return SubprocessorNoticeDto.of(await this.notices.get(vendorId, id, moment));
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of a notice' })
  @ApiPage(RevisionDto)
  async history(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @Query() query: HistoryRequest,
  ): Promise<Page<RevisionDto>> {
    await this.notices.get(vendorId, id);
    const page = await this.ledger.history('subprocessor_notice', id, query);
    return mapPage(page, (entry) => RevisionDto.of(entry));
  }
}
