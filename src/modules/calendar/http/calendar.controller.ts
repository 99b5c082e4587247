import { Get, Header, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import { Allow } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { ApiPage } from '../../../platform/http/list-query.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { Clock } from '../../../shared/clock.js';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { CalendarService } from '../calendar.service.js';
import { CalendarEntryDto, CalendarFileRequest, CalendarRequest } from './calendar.dto.js';

export const calendarType = 'text/calendar; charset=utf-8';

@Resource('calendar', 'Calendar')
export class CalendarController {
  constructor(
    private readonly calendar: CalendarService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({
    summary: 'What falls due, the earliest first',
    description:
      'Notice days, renewals and ends of agreements, amendments to come, last days to object to sub-processors, ends of approvals, conditions, reviews of transfer ' +
      'assessments, ends of waivers, certificates and accepted risks, findings, assessments and planned audits. What is done ' +
      'with is not in it; what is overdue stays.',
  })
  @ApiPage(CalendarEntryDto)
  async list(@Query() query: CalendarRequest, @Who() { id }: Principal): Promise<Page<CalendarEntryDto>> {
    const { from, to, kind, vendorId, mine = false } = query;
    const page = await this.calendar.page(
      { from, to, kind, vendorId, ownerId: mine ? id : undefined },
      query,
    );
    const today = this.clock.today();
    return mapPage(page, (entry) => CalendarEntryDto.of(entry, today));
  }
}

@Resource('calendar.ics', 'Calendar')
export class CalendarFileController {
  constructor(private readonly calendar: CalendarService) {}

  @Get()
  @Allow(...everybodyInside)
  @Header('Content-Type', calendarType)
  @ApiOperation({
    summary: 'What falls due to you, as an iCalendar file (RFC 5545)',
    description: 'All-day events, at most 1000. For a calendar program that can send no header make a feed.',
  })
  @ApiProduces('text/calendar')
  @ApiOkResponse({ content: { 'text/calendar': { schema: { type: 'string' } } } })
  file(@Query() query: CalendarFileRequest, @Who() { id }: Principal): Promise<string> {
    const { from, to, kind, mine = true } = query;
    return this.calendar.file({ from, to, kind, ownerId: mine ? id : undefined });
  }
}
