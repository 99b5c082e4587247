import type { LocalDate } from '../../../shared/local-date.js';
import { canMove } from '../../../shared/state-machine.js';
import type { Unmet } from '../../../shared/unmet.js';
import { findItem, isEea, listOf, type NoticeItem } from '../../reference-data/codes.js';
import { keyOf } from './naming.js';
import { refuse } from './notice-errors.js';
import type { Notice } from './notice.js';
import { noticeVersionLifecycle, type NoticeVersion, type NoticeVersionStatus } from './notice-version.js';

/** What Art. 13 and Art. 14 both ask for, whatever is done with the data; the other items depend on it. */
const always = [
  'N_CONTROLLER',
  'N_PURPOSE_BASIS',
  'N_RECIPIENTS',
  'N_RETENTION',
  'N_RIGHTS',
  'N_COMPLAINT',
] as const satisfies readonly NoticeItem[];

type Told = Pick<NoticeVersion, 'items' | 'countries'>;

/** Every reason for which the version cannot be published. `from` is the country of our company. */
export function unmetForPublication(
  { items, countries }: Told,
  { from, on }: Readonly<{ from: string; on: LocalDate }>,
): Unmet[] {
  const missing = always.filter((code) => !items.includes(code));
  const away = isEea(from, on) ? countries.filter((country) => !isEea(country, on)) : [];
  return [
    ...(missing.length === 0
      ? []
      : [
          unmet({
            code: 'NOTICE_ITEMS_MISSING',
            requirement:
              'A notice says who we are, why, who gets the data, how long, and which rights there are',
            message: `It does not say: ${missing.map(worded).join('; ')}.`,
            law: 'GDPR Art. 13(1), (2), 14(1), (2)',
            remedy: 'Say it in the notice, and list its code in items.',
          }),
        ]),
    ...(away.length === 0 || items.includes('N_TRANSFERS')
      ? []
      : [
          unmet({
            code: 'NOTICE_TRANSFERS_MISSING',
            requirement: 'A notice that names third countries says what protects the data there',
            message: `It names ${away.join(', ')}, and N_TRANSFERS is not among its items.`,
            law: 'GDPR Art. 13(1)(f), 14(1)(f)',
            remedy: 'Say on which ground the data go there and how to get a copy, and list N_TRANSFERS.',
          }),
        ]),
  ];
}

const worded = (code: NoticeItem): string =>
  `${findItem(listOf('notice_item'), code)?.label ?? ''} (${code})`;

type Reason = Pick<Unmet, 'code' | 'requirement' | 'message' | 'law' | 'remedy'>;
const unmet = (reason: Reason): Unmet => ({
  ...reason,
  ...{ facts: {}, error: null, severity: 'blocking', waivable: false, waivedUntil: null, waiverId: null },
});

export function assertCanMove({ status }: Pick<NoticeVersion, 'status'>, to: NoticeVersionStatus): void {
  if (!canMove(noticeVersionLifecycle, status, to))
    refuse('notice_version.cannot_move', `A version that is ${status} cannot become ${to}.`, {
      versionStatus: status,
      allowed: noticeVersionLifecycle[status],
    });
}

/**
 * The draft as it is published, for those for whom the notice is now. Whom the version before named too is named since
 * then, and so it is with those for whom it is.
 */
export function published(
  draft: NoticeVersion,
  { audiences }: Pick<Notice, 'audiences'>,
  before: NoticeVersion | null,
  { at, byId }: Readonly<{ at: Date; byId: string }>,
): NoticeVersion {
  const now = at.toISOString();
  const since = new Map((before?.recipients ?? []).map((named) => [keyOf(named), named.since]));
  const recipients = draft.recipients.map((recipient) => ({
    ...recipient,
    since: since.get(keyOf(recipient)) ?? now,
  }));
  const audiencesSince = Object.fromEntries(
    audiences.map((group) => [group, before?.audiencesSince[group] ?? now]),
  );
  return {
    ...draft,
    ...{ status: 'published', audiences, audiencesSince, recipients, publishedAt: at, publishedById: byId },
  };
}
