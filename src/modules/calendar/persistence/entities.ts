import { CalendarFeedEntity, CalendarFeedUseEntity } from './calendar-feed.entity.js';

/** The tables of this module, by name. */
export const calendarEntities = [CalendarFeedEntity, CalendarFeedUseEntity];
