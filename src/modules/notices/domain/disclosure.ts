import { groupedBy } from '../../../shared/by-id.js';
import { addDays, localDate, type LocalDate } from '../../../shared/local-date.js';
import { entriesNaming, isFor, type FlowRecipient } from './naming.js';
import type { PublishedVersion } from './notice-version.js';

/** Of a version in force, what disclosure asks. */
export type InForce = Pick<
  PublishedVersion,
  | 'id'
  | 'noticeId'
  | 'language'
  | 'legalEntityId'
  | 'audiences'
  | 'audiencesSince'
  | 'recipients'
  | 'countries'
>;

/** A version in force that names the recipient to the group. `since` is RFC 3339. */
export type Naming = Readonly<{
  noticeId: string;
  versionId: string;
  language: string;
  /** `category`: it is not named itself. */
  by: 'recipient' | 'category';
  since: string;
  countries: readonly string[];
}>;

/**
 * The versions that tell this group of the recipient. A notice tells of it only when it does so in every language in
 * which it is in force: whoever reads another one was not told.
 */
export function namingsOf(recipient: FlowRecipient, group: string, inForce: readonly InForce[]): Naming[] {
  return [...groupedBy(inForce, ({ noticeId }) => noticeId).values()].flatMap((versions) => {
    const namings = versions.map((version) => namingIn(version, recipient, group));
    return namings.includes(null) ? [] : namings.filter((naming) => naming !== null);
  });
}

function namingIn(version: InForce, recipient: FlowRecipient, group: string): Naming | null {
  const entries = entriesNaming(version.recipients, recipient);
  if (entries.length === 0 || !isFor(version.audiences, group)) return null;
  const groups = Object.entries(version.audiencesSince).filter(([audience]) => isFor([audience], group));
  const { id: versionId, noticeId, language, countries } = version;
  const named = earliest(entries.map(({ since }) => since ?? ''));
  const by = entries.some(({ vendorId, name }) => vendorId !== null || name !== null)
    ? 'recipient'
    : 'category';
  return {
    ...{ noticeId, versionId, language, by, countries },
    since: latest([named, earliest(groups.map(([, since]) => since))]),
  };
}

/** Since when the group is told: by the first notice that tells it in all its languages; null when none does. */
export function toldSince(namings: readonly Naming[]): string | null {
  if (namings.length === 0) return null;
  const notices = [...groupedBy(namings, ({ noticeId }) => noticeId).values()];
  return earliest(notices.map((versions) => latest(versions.map(({ since }) => since))));
}

/** The first day on which the data may go: so many days after the day on which people were told. */
export function mayStartOn(since: string, leadDays: number): LocalDate {
  return addDays(localDate(since.slice(0, 10)), leadDays);
}

/** RFC 3339 moments in UTC with the same precision sort as text. */
const earliest = (moments: readonly string[]): string => [...moments].sort()[0] ?? '';
const latest = (moments: readonly string[]): string => [...moments].sort().at(-1) ?? '';
