import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Public } from '../../../platform/auth/access.js';
import { CalendarFeedsService } from '../calendar-feeds.service.js';
import { CalendarService } from '../calendar.service.js';
import { calendarType } from './calendar.controller.js';

/** For calendar programs, which send no header: here alone a secret stands in the path (docs/adr/0017). */
@ApiTags('Calendar')
@Public()
@Controller('calendar')
export class CalendarFeedController {
  constructor(
    private readonly feeds: CalendarFeedsService,
    private readonly calendar: CalendarService,
  ) {}

  @Get(':secret.ics')
  @Header('Content-Type', calendarType)
  @Header('X-Robots-Tag', 'noindex')
  @ApiOperation({
    summary: 'The calendar behind a feed, for calendar programs',
    description:
      'The secret in the path is the only credential. 60 readings an hour; 404 when the link has ended.',
  })
  @ApiParam({ name: 'secret', example: 'kc_7Qb…' })
  @ApiProduces('text/calendar')
  @ApiOkResponse({ content: { 'text/calendar': { schema: { type: 'string' } } } })
  async file(@Param('secret') secret: string): Promise<string> {
    const ownerId = await this.feeds.ownerOf(secret);
    return this.calendar.file({ ownerId });
  }
}
