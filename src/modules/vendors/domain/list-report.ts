import type { Declaration } from './declaration.js';
import type { DeclaredChange, DeclaredOutcome } from './declared-change.js';
import { declaredOutcomes } from './declared-change.js';
import type { Touched, TouchedApproval } from './declared-beyond.js';
import type { Verdict } from './import-judgement.js';
import { emptyReport, withRows, type ImportReport, type RowReport } from './import-report.js';
import type { KeptList } from './kept-list.js';
import type { ListEdition, VendorList } from './vendor-list.js';

/** A vendor that declares something else than before; a new one declares all that its declaration shows. */
export type ListedChange = Readonly<{
  gvlId: number;
  /** Null where a dry run would register it. */
  vendorId: string | null;
  name: string;
  outcome: DeclaredOutcome;
  changes: readonly DeclaredChange[];
}>;

export type IrregularVendor = Readonly<{ gvlId: number; name: string }> & Pick<Declaration, 'irregularities'>;

/** Something of which only the first are listed. */
export type Few<T> = Readonly<{ items: readonly T[]; more: number }>;

/** The difference between a list and what was on record, and what it touches. */
export type ListReport = Pick<ListEdition, 'specification' | 'listVersion'> &
  Readonly<{
    policyVersion: number | null;
    publishedAt: string;
    /** The newest list that was read before; null where this is the first. The same one again changes nothing. */
    before: (Pick<ListEdition, 'specification' | 'listVersion'> & Readonly<{ publishedAt: string }>) | null;
    counts: Readonly<Record<DeclaredOutcome, number>>;
    changes: Few<ListedChange>;
    irregular: Few<IrregularVendor>;
    touched: Few<TouchedApproval>;
  }>;

export type VendorListImport = ImportReport & Readonly<{ vendorList: ListReport }>;

const mostChanges = 2_000;
const mostIrregular = 500;
const mostTouched = 500;
const none = { items: [], more: 0 } as const;

/** What became of one vendor of the list. */
export type JudgedEntry = Readonly<{ gvlId: number; name: string; verdict: Verdict }> &
  Readonly<{
    before: Declaration | null;
    /** Null for a rejected vendor. */
    after: Declaration | null;
    outcome: DeclaredOutcome | null;
  }>;

export function emptyListReport(
  list: VendorList,
  newest: KeptList | null,
  dryRun: boolean,
): VendorListImport {
  const { specification, listVersion, policyVersion, publishedAt } = list;
  const columns = { columns: [], furtherSheets: 0 };
  const counts = Object.fromEntries(declaredOutcomes.map((outcome) => [outcome, 0]));
  return {
    ...emptyReport({ dryRun, format: 'gvl', total: list.vendors.length, ...columns }),
    vendorList: {
      ...{ specification, listVersion, policyVersion, publishedAt: publishedAt.toISOString() },
      before: newest && {
        ...{ specification: newest.specification, listVersion: newest.listVersion },
        publishedAt: newest.publishedAt.toISOString(),
      },
      counts: counts as ListReport['counts'],
      ...{ changes: none, irregular: none, touched: none },
    },
  };
}

export function withEntries(
  report: VendorListImport,
  judged: readonly JudgedEntry[],
  touched: Touched,
): VendorListImport {
  const { dryRun, vendorList } = report;
  const changes = judged.flatMap((one) => changeOf(one, dryRun) ?? []);
  const irregular = judged.flatMap(({ gvlId, name, after }) =>
    after === null || after.irregularities.length === 0
      ? []
      : [{ gvlId, name, irregularities: after.irregularities }],
  );
  const count = (outcome: DeclaredOutcome) =>
    vendorList.counts[outcome] + judged.filter((one) => one.outcome === outcome).length;
  const rows = judged.filter(({ outcome }) => outcome !== 'gone').map((one) => rowOf(one, dryRun));
  return {
    ...withRows(report, rows),
    vendorList: {
      ...vendorList,
      counts: Object.fromEntries(
        declaredOutcomes.map((outcome) => [outcome, count(outcome)]),
      ) as ListReport['counts'],
      changes: few(vendorList.changes, changes, mostChanges),
      irregular: few(vendorList.irregular, irregular, mostIrregular),
      touched: few(vendorList.touched, touched.approvals, mostTouched, touched.more),
    },
  };
}

function few<T>({ items, more }: Few<T>, added: readonly T[], most: number, unlisted = 0): Few<T> {
  const all = [...items, ...added];
  return { items: all.slice(0, most), more: more + unlisted + Math.max(0, all.length - most) };
}

function changeOf({ gvlId, name, after, outcome }: JudgedEntry, dryRun: boolean): ListedChange | null {
  if (outcome === null || after === null) return null;
  const vendorId = dryRun && after.vendorId.startsWith('row ') ? null : after.vendorId;
  return { gvlId, vendorId, name, outcome, changes: outcome === 'added' ? [] : after.changes };
}

function rowOf({ gvlId, name, verdict, outcome, after }: JudgedEntry, dryRun: boolean): RowReport {
  const row = { row: gvlId, name, reasons: [] };
  if (verdict.outcome === 'rejected')
    return { ...row, outcome: 'rejected', vendorId: null, changed: [], reasons: verdict.reasons };
  if (verdict.outcome === 'created')
    return { ...row, outcome: 'created', vendorId: dryRun ? null : verdict.vendor.id, changed: [] };
  const changed = [
    ...(verdict.outcome === 'updated' ? ['externalIds'] : []),
    ...(outcome === null ? [] : fieldsOf(after, outcome)),
  ];
  const became = changed.length > 0 ? 'updated' : 'unchanged';
  return { ...row, outcome: became, vendorId: verdict.vendor.id, changed };
}

function fieldsOf(after: Declaration | null, outcome: DeclaredOutcome): string[] {
  const facts = (after?.changes ?? []).map(({ fact }) => fact.split('.')[0] ?? fact);
  return outcome === 'changed' ? [...new Set(facts)].sort() : ['declaration'];
}
