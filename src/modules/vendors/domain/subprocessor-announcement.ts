import type { FieldError } from '../../../shared/domain-error.js';
import { addDays, type LocalDate } from '../../../shared/local-date.js';
import type { DataCategory, TransferTool } from '../../reference-data/codes.js';
import {
  covers,
  statusOn,
  type Subprocessor,
  type SubprocessorContent,
  type SubprocessorFields,
  type Upcoming,
} from './subprocessor.js';
import { foldedName } from './vendor-names.js';

export const subprocessorChangeKinds = ['added', 'replaced', 'changed', 'removed'] as const;
export type SubprocessorChangeKind = (typeof subprocessorChangeKinds)[number];

/** One line of a vendor's notice. What a change leaves out stays as it is. */
export type AnnouncedChange = Readonly<{
  kind: SubprocessorChangeKind;
  name: string;
  /** Whose place it takes. */
  replaces: string | null;
  linkedVendorId: string | null;
  website: string | null;
  purpose: string | null;
  countries: readonly string[] | null;
  dataCategories: readonly DataCategory[] | null;
  transferTool: TransferTool | null;
}>;

/** From which day on, and how we know. */
export type AnnouncedFor = Readonly<{ from: LocalDate; today: LocalDate; source: string }>;

/** What a line means for the register. */
export type RegisterStep<Row extends Subprocessor = Subprocessor> =
  | Readonly<{ kind: 'made'; fields: SubprocessorFields; replaces: Row | null }>
  | Readonly<{ kind: 'kept'; before: Row; after: Row; content: SubprocessorContent; replaces: Row | null }>
  | Readonly<{ kind: 'changed'; before: Row; after: Row; content: SubprocessorContent }>
  | Readonly<{ kind: 'ended'; before: Row; after: Row }>;

export type Announcement<Row extends Subprocessor = Subprocessor> = Readonly<{
  steps: readonly RegisterStep<Row>[];
  problems: readonly FieldError[];
}>;

/** Every line of a notice against what is in use or to come; all that does not fit is named at once. */
export function announcement<Row extends Subprocessor>(
  changes: readonly AnnouncedChange[],
  live: readonly Row[],
  { from, today, source }: AnnouncedFor,
): Announcement<Row> {
  const known = new Map(live.map((row) => [foldedName(row.name), row]));
  const spokenOf = new Set<string>();
  const problems: FieldError[] = [];
  const steps = changes.flatMap((change, at) => {
    const names = [change.name, ...(change.replaces === null ? [] : [change.replaces])].map(foldedName);
    const found = problemsOf(change, { known, twice: names.find((name) => spokenOf.has(name)) });
    for (const name of names) spokenOf.add(name);
    problems.push(...found.map((problem) => ({ ...problem, pointer: `/changes/${at}${problem.pointer}` })));
    return found.length > 0 ? [] : [stepOf(change, known, { from, today, source })];
  });
  return { steps, problems };
}

function problemsOf<Row extends Subprocessor>(
  change: AnnouncedChange,
  { known, twice }: Readonly<{ known: ReadonlyMap<string, Row>; twice: string | undefined }>,
): FieldError[] {
  const { kind, name } = change;
  const row = known.get(foldedName(name));
  const problems = placeProblems(change, known);
  const add = (pointer: string, code: string, message: string) => problems.push({ pointer, code, message });
  if (twice !== undefined) add('/name', 'named_twice', 'a notice names a company once');
  if (!isNew(change) && !row)
    add('/name', 'unknown_subprocessor', `the vendor has no sub-processor ${name} in use: record it first`);
  if (row && isNew(change) && !covers(row, contentOf(change, null)))
    add('/kind', 'known_otherwise', 'it is recorded with less: announce it as changed');
  if (row && kind === 'changed' && row.upcoming !== null)
    add('/name', 'change_pending', `it is already to be otherwise from ${row.upcoming.from} on`);
  return problems;
}

function placeProblems<Row extends Subprocessor>(
  { kind, replaces }: AnnouncedChange,
  known: ReadonlyMap<string, Row>,
): FieldError[] {
  const found = replaces !== null && known.has(foldedName(replaces));
  const wrong = (code: string, message: string) => [{ pointer: '/replaces', code, message }];
  if (kind !== 'replaced') return replaces === null ? [] : wrong('unexpected', 'only for kind replaced');
  return found ? [] : wrong('unknown_subprocessor', 'name the sub-processor in use whose place it takes');
}

const isNew = ({ kind }: AnnouncedChange) => kind === 'added' || kind === 'replaced';

function stepOf<Row extends Subprocessor>(
  change: AnnouncedChange,
  known: ReadonlyMap<string, Row>,
  { from, today, source }: AnnouncedFor,
): RegisterStep<Row> {
  const row = known.get(foldedName(change.name));
  const replaces = change.replaces === null ? null : (known.get(foldedName(change.replaces)) ?? null);
  if (!row) return { kind: 'made', replaces, fields: fieldsOf(change, { from, today, source }) };
  if (isNew(change)) {
    const content = contentOf(change, row);
    return { kind: 'kept', before: row, after: dated(row, from, today), content, replaces };
  }
  if (change.kind === 'removed')
    return { kind: 'ended', before: row, after: ended(row, { from, today, replacedById: null }) };
  const content = contentOf(change, row);
  const upcoming: Upcoming = { from, purpose: change.purpose ?? row.purpose, ...content };
  const after = from <= today ? { ...row, ...become(upcoming), source } : { ...row, upcoming };
  return { kind: 'changed', before: row, after, content };
}

function fieldsOf(change: AnnouncedChange, { from, source }: AnnouncedFor): SubprocessorFields {
  const { name, linkedVendorId, website, purpose, transferTool } = change;
  return {
    ...{ name, linkedVendorId, website, purpose, transferTool, source },
    ...contentOf(change, null),
    ...{ role: 'SUB_PROCESSOR', status: null, validFrom: from, validTo: null },
  };
}

/** One that was announced without a day has one now. */
function dated<Row extends Subprocessor>(row: Row, from: LocalDate, today: LocalDate): Row {
  if (row.status !== 'ANNOUNCED' || row.validFrom !== null) return row;
  const after = { ...row, validFrom: from };
  return { ...after, status: statusOn(after, today) };
}

function contentOf(
  { countries, dataCategories }: AnnouncedChange,
  row: SubprocessorContent | null,
): SubprocessorContent {
  return {
    countries: countries ?? row?.countries ?? [],
    dataCategories: dataCategories ?? row?.dataCategories ?? [],
  };
}

/** The last day is the one before; what would never have begun leaves the register. */
export function ended<Row extends Subprocessor>(
  row: Row,
  { from, today, replacedById }: Readonly<{ from: LocalDate; today: LocalDate; replacedById: string | null }>,
): Row {
  const last = addDays(from, -1);
  const validTo = row.validTo !== null && row.validTo < last ? row.validTo : last;
  if (row.validFrom !== null && validTo < row.validFrom) return { ...row, replacedById, removed: true };
  const after = { ...row, validTo, replacedById };
  return { ...after, status: statusOn(after, today) };
}

/** What was announced has come. */
export function become({ countries, dataCategories, purpose }: Upcoming) {
  return {
    countries: [...countries],
    dataCategories: [...dataCategories],
    purpose,
    upcoming: null,
  };
}
