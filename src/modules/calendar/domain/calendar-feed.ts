import { defineErrors, raiser } from '../../../shared/domain-error.js';

export const feedPrefix = 'kc_';
export const mostFeeds = 10;
/** Calendar programs ask every quarter of an hour at most; whoever asks more often is refused. */
export const mostReadsAnHour = 60;

/** A link by which a calendar program reads one person's calendar, and nothing else. */
export type CalendarFeed = Readonly<{
  id: string;
  revision: number;
  userId: string;
  name: string;
  expiresAt: Date;
  revokedAt: Date | null;
  createdAt: Date;
}>;

export const calendarErrors = defineErrors({
  'calendar_feed.not_found': {
    kind: 'not_found',
    title: 'There is no such feed of yours',
    remedy: 'List /calendar/feeds to find the id, or make a new link.',
  },
  'calendar_feed.revoked': {
    kind: 'conflict',
    title: 'The feed was revoked before',
    remedy: 'Nothing is left to do: the link answers to nobody.',
  },
  'calendar_feed.too_many': {
    kind: 'conflict',
    title: 'You have as many feeds as one person may have',
    remedy: 'Revoke one that is not used any more.',
  },
  'calendar_feed.too_often': {
    kind: 'too_many',
    title: 'The feed was read too often',
    remedy: 'Set the calendar program to look once an hour.',
  },
});

export const refuse = raiser(calendarErrors);
