import { Body, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { AllowPersons } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatch, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatch, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { CalendarFeedsService } from '../calendar-feeds.service.js';
import {
  CalendarFeedDto,
  CalendarFeedsRequest,
  CreateCalendarFeedDto,
  NewCalendarFeedDto,
} from './calendar.dto.js';

@Resource('calendar/feeds', 'Calendar')
export class CalendarFeedsController {
  constructor(
    private readonly feeds: CalendarFeedsService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @AllowPersons(...everybodyInside)
  @ApiOperation({ summary: 'Your links for calendar programs' })
  @ApiPage(CalendarFeedDto)
  async list(@Query() query: CalendarFeedsRequest, @Who() { id }: Principal): Promise<Page<CalendarFeedDto>> {
    return mapPage(await this.feeds.page(id, query), (feed) => CalendarFeedDto.of(feed));
  }

  @Post()
  @AllowPersons(...everybodyInside)
  @ApiOperation({
    summary: 'Make a link by which a calendar program reads your calendar',
    description:
      'The link is in this answer and nowhere else. Whoever has it reads what falls due to you, and nothing more: treat it ' +
      'like a password, and revoke it when a device is lost.',
  })
  @ApiCreatedResponse({ type: NewCalendarFeedDto })
  async issue(@Body() body: CreateCalendarFeedDto, @Who() { id }: Principal): Promise<NewCalendarFeedDto> {
    const { name, expiresInDays: days } = body;
    const { feed, secret, link } = await this.feeds.issue(id, { name, days });
    return { ...CalendarFeedDto.of(feed), secret, link };
  }

  @Get(':id')
  @AllowPersons(...everybodyInside)
  @ApiOperation({ summary: 'One of your links, now or at a moment' })
  @ApiOkResponse({ type: CalendarFeedDto })
  async get(
    @Param('id', Uuid) id: string,
    @Query() { at }: AtRequest,
    @Who() by: Principal,
  ): Promise<CalendarFeedDto> {
    return CalendarFeedDto.of(await this.feeds.get(by.id, id, at === undefined ? undefined : new Date(at)));
  }

  @Get(':id/history')
  @AllowPersons(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of one of your links' })
  @ApiPage(RevisionDto)
  async history(
    @Param('id', Uuid) id: string,
    @Query() query: HistoryRequest,
    @Who() by: Principal,
  ): Promise<Page<RevisionDto>> {
    await this.feeds.get(by.id, id);
    return mapPage(await this.ledger.history('calendar_feed', id, query), (entry) => RevisionDto.of(entry));
  }

  @Delete(':id')
  @HttpCode(204)
  @AllowPersons(...everybodyInside)
  @ApiIfMatch()
  @ApiOperation({ summary: 'Revoke a link; it opens nothing from the next request on' })
  @ApiNoContentResponse()
  async revoke(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Who() by: Principal,
  ): Promise<void> {
    await this.feeds.revoke(by.id, id, expected);
  }
}
