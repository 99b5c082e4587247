import { Module } from '@nestjs/common';
import { CalendarFeedsOfErased } from './calendar-feeds-of-erased.js';
import { CalendarFeedsService } from './calendar-feeds.service.js';
import { CalendarService } from './calendar.service.js';
import { CalendarFeedController } from './http/calendar-feed.controller.js';
import { CalendarFeedsController } from './http/calendar-feeds.controller.js';
import { CalendarController, CalendarFileController } from './http/calendar.controller.js';
import { CalendarFeedsRepository } from './persistence/calendar-feeds.repository.js';
import { CalendarReader } from './persistence/calendar.reader.js';

@Module({
  controllers: [CalendarController, CalendarFileController, CalendarFeedsController, CalendarFeedController],
  providers: [
    CalendarFeedsOfErased,
    CalendarFeedsRepository,
    CalendarFeedsService,
    CalendarReader,
    CalendarService,
  ],
})
export class CalendarModule {}
