import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../../../platform/auth/access.js';
import { CalendarFeedsService } from '../calendar-feeds.service.js';
import { CalendarService } from '../calendar.service.js';
import { calendarType } from './calendar.controller.js';

/** For calendar programs, which send no header: here alone a secret stands in the path (docs/adr/0017). */
@ApiExcludeController()
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
  async file(@Param('secret') secret: string): Promise<string> {
    const ownerId = await this.feeds.ownerOf(secret);
    return this.calendar.file({ ownerId });
  }
}
