import type { LocalDate } from '../../../shared/local-date.js';
import type { PublishedEntry, PublishedList, Reading } from './published-list.js';
import type { Subprocessor } from './subprocessor.js';
import { foldedName } from './vendor-names.js';

type Change<T> = Readonly<{ from: T; to: T }>;

/** What a list says otherwise than we knew. What it says nothing of is no difference. */
export type ListedChange<Row extends Subprocessor = Subprocessor> = Readonly<{
  entry: PublishedEntry;
  row: Row;
  countries: Change<readonly string[]> | null;
  purpose: Change<string | null> | null;
  website: Change<string | null> | null;
}>;

export type ListDifference<Row extends Subprocessor = Subprocessor> = Readonly<{
  added: readonly PublishedEntry[];
  removed: readonly Row[];
  changed: readonly ListedChange<Row>[];
  unchanged: readonly Row[];
  /** Added and removed ones that lead to the same host: maybe one company under another name. */
  maybeRenamed: readonly Readonly<{ from: Row; to: PublishedEntry }>[];
  readings: readonly Reading[];
}>;

const legalForms =
  /(?: (?:inc|incorporated|ltd|limited|llc|llp|lp|gmbh|ag|kg|bv|nv|sa|sas|sarl|srl|spa|ab|as|oy|aps|plc|corp|corporation|co|company|pty|pte|kft|sp z o o))+$/;
const withoutForm = (folded: string) => folded.replace(legalForms, '');

/**
 * Removed is who is in use, was so before the list, and is not in it. Matched by the folded name first; then without its legal form, where that is beyond doubt. An address alone makes no match: many
 * companies show their pages at one host, and one company at many.
 */
export function listDifference<Row extends Subprocessor>(
  { entries, leftOut }: Pick<PublishedList, 'entries' | 'leftOut'>,
  live: readonly Row[],
  { listedOn, partial }: Readonly<{ listedOn: LocalDate; partial: boolean }>,
): ListDifference<Row> {
  const { pairs, readings } = matched(entries, live);
  const found = new Set([...pairs.values()].map(({ id }) => id));
  const added = entries.filter((entry) => !pairs.has(entry));
  const unread = new Set(leftOut.map(({ name }) => foldedName(name)));
  const removed = live.filter(
    ({ id, name, status, validFrom }) =>
      !partial &&
      status === 'ACTIVE' &&
      !found.has(id) &&
      !unread.has(foldedName(name)) &&
      (validFrom === null || validFrom < listedOn),
  );
  const compared = [...pairs].map(([entry, row]) => changeOf(entry, row));
  return {
    added,
    removed,
    changed: compared.filter(({ countries, purpose, website }) => countries ?? purpose ?? website),
    unchanged: compared.filter((one) => !(one.countries ?? one.purpose ?? one.website)).map(({ row }) => row),
    maybeRenamed: removed.flatMap((from) =>
      added
        .filter((to) => hostOf(to.website) !== null && hostOf(to.website) === hostOf(from.website))
        .map((to) => ({ from, to })),
    ),
    readings,
  };
}

function matched<Row extends Subprocessor>(entries: readonly PublishedEntry[], live: readonly Row[]) {
  const byName = new Map(live.map((row) => [foldedName(row.name), row]));
  const pairs = new Map<PublishedEntry, Row>();
  for (const entry of entries) {
    const row = byName.get(foldedName(entry.name));
    if (row) pairs.set(entry, row);
  }
  const taken = new Set([...pairs.values()].map(({ id }) => id));
  const openRows = live.filter(({ id }) => !taken.has(id));
  const openEntries = entries.filter((entry) => !pairs.has(entry));
  const readings: Reading[] = [];
  for (const entry of openEntries) {
    const bare = withoutForm(foldedName(entry.name));
    const rows = openRows.filter((row) => withoutForm(foldedName(row.name)) === bare);
    const twins = openEntries.filter((other) => withoutForm(foldedName(other.name)) === bare);
    const [row] = rows;
    if (row === undefined || rows.length > 1 || twins.length > 1) continue;
    pairs.set(entry, row);
    readings.push({
      line: entry.line,
      code: 'matched_without_legal_form',
      message: `${entry.name} is taken for ${row.name}, which we know`,
    });
  }
  return { pairs, readings };
}

function changeOf<Row extends Subprocessor>(entry: PublishedEntry, row: Row): ListedChange<Row> {
  const { countries, purpose, website } = entry;
  const sameCountries =
    countries === null || [...countries].sort().join() === [...row.countries].sort().join();
  return {
    ...{ entry, row },
    countries: sameCountries ? null : { from: row.countries, to: countries },
    purpose:
      purpose === null || words(purpose) === words(row.purpose ?? '')
        ? null
        : { from: row.purpose, to: purpose },
    website: website === null || website === row.website ? null : { from: row.website, to: website },
  };
}

/** The row as the list has it, from the day of the list on. */
export function asListed<Row extends Subprocessor>(
  { row, countries, purpose, website }: ListedChange<Row>,
  source: string,
): Row {
  return {
    ...row,
    countries: [...(countries?.to ?? row.countries)],
    purpose: purpose?.to ?? row.purpose,
    website: website?.to ?? row.website,
    source,
  };
}

/** A full stop or a space more is no other purpose. */
const words = (text: string) =>
  text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[.\s]+$/, '')
    .trim();
const hostOf = (address: string | null) =>
  address !== null && URL.canParse(address) ? new URL(address).host : null;
