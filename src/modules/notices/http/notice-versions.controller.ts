import { Body, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
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
import { NoticeVersionsService } from '../notice-versions.service.js';
import {
  ChangeNoticeVersionDto,
  DraftNoticeVersionDto,
  ListedNoticeVersionDto,
  newVersionOf,
  NoticeVersionDto,
  NoticeVersionsRequest,
  PublishNoticeVersionDto,
  versionChangeOf,
  WithdrawNoticeVersionDto,
} from './notice-version.dto.js';

@Resource('notices/:noticeId/versions', 'Notices')
export class NoticeVersionsController {
  constructor(
    private readonly versions: NoticeVersionsService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Versions of a notice, without their words' })
  @ApiPage(ListedNoticeVersionDto)
  async list(
    @Param('noticeId', Uuid) noticeId: string,
    @Query() query: NoticeVersionsRequest,
  ): Promise<Page<ListedNoticeVersionDto>> {
    const { status, language } = query;
    const page = await this.versions.page({ noticeId, status, language }, query);
    return mapPage(page, (version) => ListedNoticeVersionDto.listed(version));
  }

  @Post()
  @Allow('procurement', 'dpo')
  @ApiOperation({
    summary: 'Draft the next version in a language',
    description:
      'The SHA-256 of a text is computed; that of a page is given, or that of its document is taken.',
  })
  @ApiCreatedResponse({ type: NoticeVersionDto })
  async draft(
    @Param('noticeId', Uuid) noticeId: string,
    @Body() body: DraftNoticeVersionDto,
    @Who() by: Principal,
  ): Promise<NoticeVersionDto> {
    return NoticeVersionDto.of(await this.versions.draft(noticeId, newVersionOf(body), by));
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'A version of a notice, now or at a moment' })
  @ApiOkResponse({ type: NoticeVersionDto })
  async get(
    @Param('noticeId', Uuid) noticeId: string,
    @Param('id', Uuid) id: string,
    @Query() { at }: AtRequest,
  ): Promise<NoticeVersionDto> {
    const moment = at === undefined ? undefined : new Date(at);
    return NoticeVersionDto.of(await this.versions.get(noticeId, id, moment));
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of a version of a notice' })
  @ApiPage(RevisionDto)
  async history(
    @Param('noticeId', Uuid) noticeId: string,
    @Param('id', Uuid) id: string,
    @Query() query: HistoryRequest,
  ): Promise<Page<RevisionDto>> {
    await this.versions.get(noticeId, id);
    const page = await this.ledger.history('notice_version', id, query);
    return mapPage(page, (entry) => RevisionDto.of(entry));
  }

  @Patch(':id')
  @Allow('procurement', 'dpo')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Change a draft',
    description: 'From text to url or back: send the other one as null. Another page needs its own hash.',
  })
  @ApiOkResponse({ type: NoticeVersionDto })
  async change(
    @Param('noticeId', Uuid) noticeId: string,
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: ChangeNoticeVersionDto,
  ): Promise<NoticeVersionDto> {
    return NoticeVersionDto.of(await this.versions.change({ noticeId, id, expected }, versionChangeOf(body)));
  }

  @Post(':id/publication')
  @HttpCode(200)
  @AllowPersons('dpo')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Publish a draft: from now on people are told this',
    description:
      'It never changes afterwards, and takes the place of the one before in its language. Refused with every reason.',
  })
  @ApiOkResponse({ type: NoticeVersionDto })
  async publish(
    @Param('noticeId', Uuid) noticeId: string,
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() { reason }: PublishNoticeVersionDto,
    @Who() by: Principal,
  ): Promise<NoticeVersionDto> {
    return NoticeVersionDto.of(await this.versions.publish({ noticeId, id, expected }, reason, by));
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @AllowPersons('dpo')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Withdraw a published version, or give up a draft',
    description: 'Sharings that only it told of go on and are reported as undisclosed.',
  })
  @ApiOkResponse({ type: NoticeVersionDto })
  async withdraw(
    @Param('noticeId', Uuid) noticeId: string,
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() { reason }: WithdrawNoticeVersionDto,
  ): Promise<NoticeVersionDto> {
    return NoticeVersionDto.of(await this.versions.withdraw({ noticeId, id, expected }, reason));
  }
}
