import { defineErrors, raiser } from '../../../shared/domain-error.js';
import { baseOf, dataSubjectCategoryOf } from '../../reference-data/codes.js';

export const subscriptionKinds = ['mail', 'webhook'] as const;
export type SubscriptionKind = (typeof subscriptionKinds)[number];
export const subscriptionStatuses = ['pending', 'active', 'ended'] as const;
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];
/** Its link was used; nobody confirmed in time; the receiver said that it is gone; we erased it. */
export const endReasons = ['asked', 'not_confirmed', 'gone', 'erased'] as const;
export type EndReason = (typeof endReasons)[number];
export const languages = ['en', 'it'] as const;
export type Language = (typeof languages)[number];

/** Whose data one wants to hear of: of people outside, of those who work for us (or did, or want to), or of both. */
export const audiences = ['customers', 'employees', 'everybody'] as const;
export type Audience = (typeof audiences)[number];

export const hoursToConfirm = 48;
export const confirmPrefix = 'ksc_';
export const endPrefix = 'kse_';

/** Somebody outside who wants to hear of new recipients. Where to is erased when it ends. */
export type Subscription = Readonly<{
  id: string;
  revision: number;
  kind: SubscriptionKind;
  status: SubscriptionStatus;
  email: string | null;
  url: string | null;
  language: Language;
  /** What one of our companies tells; null: all of them. */
  legalEntityId: string | null;
  confirmUntil: Date | null;
  confirmedAt: Date | null;
  endedAt: Date | null;
  endedBecause: EndReason | null;
  createdAt: Date;
  audience: Audience;
  /** Of one recipient that the public register named; null: of all. */
  vendorId: string | null;
}>;

/** What somebody asks for. */
export type Wanted = Pick<Subscription, 'language' | 'legalEntityId' | 'audience' | 'vendorId'>;

export type SubscriptionRow = Subscription &
  Readonly<{ salt: Buffer | null; confirmHash: Buffer | null; secretSealed: Buffer | null }>;

/** Whether the link still does something: it has been used, or it can be used now. */
export function confirmation(row: Pick<Subscription, 'status' | 'confirmUntil'>, now: Date) {
  if (row.status === 'active') return 'done';
  return row.status === 'pending' && row.confirmUntil !== null && row.confirmUntil > now ? 'open' : 'over';
}

/** Something to tell: in whose name, of whose data, and of whom, as far as they are named; null: they are not. */
export type Concern = Readonly<{ legalEntityId: string; groups: readonly string[]; vendorId: string | null }>;

/** Whether it is what was asked for. Whoever asks for one recipient hears of it where it is named, and only there. */
export function concerns(wanted: Omit<Wanted, 'language'>, about: Concern): boolean {
  return (
    (wanted.legalEntityId === null || wanted.legalEntityId === about.legalEntityId) &&
    (wanted.vendorId === null || wanted.vendorId === about.vendorId) &&
    isFor(wanted.audience, about.groups)
  );
}

/** A group that nobody knows, or none at all, is taken for people outside. */
function isFor(audience: Audience, groups: readonly string[]): boolean {
  const personnel = groups.map((code) => dataSubjectCategoryOf(baseOf(code))?.personnel ?? false);
  if (audience === 'everybody') return true;
  return audience === 'employees'
    ? personnel.includes(true)
    : personnel.length === 0 || personnel.includes(false);
}

/** What is left of it: that there was one, and why there is none. */
export function ended(row: SubscriptionRow, endedBecause: EndReason, endedAt: Date): SubscriptionRow {
  const erased = { email: null, url: null, salt: null, confirmHash: null, secretSealed: null };
  return { ...row, ...erased, status: 'ended', endedAt, endedBecause };
}

export const subscriptionErrors = defineErrors({
  'subscription.not_found': {
    kind: 'not_found',
    title: 'There is no such subscription',
    remedy: 'List /subscriptions to find the id.',
  },
  'subscription.no_mail': {
    kind: 'refused',
    title: 'This installation sends no mail',
    remedy:
      'Follow the register in another way, or ask the operator to set KEYHOLDER_SMTP_URL and KEYHOLDER_MAIL_FROM.',
  },
  'subscription.no_webhooks': {
    kind: 'refused',
    title: 'This installation sends no webhooks',
    remedy: 'Subscribe by mail, or ask the operator to set KEYHOLDER_WEBHOOKS.',
  },
  'subscription.challenge_failed': {
    kind: 'refused',
    title: 'The webhook did not answer its challenge',
    remedy:
      'Let the address answer a POST of type subscription.challenge with 200 and {"answer": "…"}, the challenge that it was sent.',
  },
  'subscription.known': {
    kind: 'conflict',
    title: 'This webhook is subscribed already',
    remedy: 'End the subscription by its link first.',
  },
  'subscription.link_unknown': {
    kind: 'not_found',
    title: 'This link opens nothing',
    remedy: 'Use the newest mail, whole, or subscribe again.',
  },
  'subscription.link_expired': {
    kind: 'gone',
    title: 'The link to confirm is too old',
    remedy: 'Subscribe again: a new link comes by mail.',
  },
  'subscription.ended': {
    kind: 'conflict',
    title: 'The subscription has ended',
    remedy: 'Nothing is left to do: its address was erased then.',
  },
  'subscription.held': {
    kind: 'refused',
    title: 'The subscription is kept for a legal case',
    remedy:
      'Erase it when the legal hold was released, see GET /legal-holds. Its own link ends it at any time.',
  },
  'subscription.too_often': {
    kind: 'too_many',
    title: 'Too many subscriptions were asked for from here',
    remedy: 'Try again after the seconds in Retry-After.',
  },
});

export const refuse = raiser(subscriptionErrors);
