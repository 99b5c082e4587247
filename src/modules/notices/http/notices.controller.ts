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
import { NoticesService } from '../notices.service.js';
import { ChangeNoticeDto, CreateNoticeDto, NoticeDto, NoticesRequest } from './notice.dto.js';

@Resource('notices', 'Notices')
export class NoticesController {
  constructor(
    private readonly notices: NoticesService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Notices: what our companies tell people' })
  @ApiPage(NoticeDto)
  async list(@Query() query: NoticesRequest): Promise<Page<NoticeDto>> {
    return mapPage(await this.notices.page(query, query), (notice) => NoticeDto.of(notice));
  }

  @Post()
  @Allow('procurement', 'dpo')
  @ApiOperation({ summary: 'Add a notice; people are told nothing until a version of it is published' })
  @ApiCreatedResponse({ type: NoticeDto })
  async create(@Body() body: CreateNoticeDto, @Who() by: Principal): Promise<NoticeDto> {
    const { reference = null, title, legalEntityId, audiences, description = null } = body;
    const given = { reference, title, legalEntityId, audiences, description };
    return NoticeDto.of(await this.notices.create(given, by));
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'A notice, now or at a moment' })
  @ApiOkResponse({ type: NoticeDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<NoticeDto> {
    return NoticeDto.of(await this.notices.get(id, at === undefined ? undefined : new Date(at)));
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of a notice' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('notice', id, query), (entry) => RevisionDto.of(entry));
  }

  @Patch(':id')
  @Allow('procurement', 'dpo')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Change a notice',
    description: 'Whom it tells counts from the next publication on: what is published stays as it is.',
  })
  @ApiOkResponse({ type: NoticeDto })
  async change(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: ChangeNoticeDto,
  ): Promise<NoticeDto> {
    return NoticeDto.of(await this.notices.change(id, expected, body));
  }
}
