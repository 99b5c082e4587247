import {
  art26Fields,
  art28Clauses,
  art28Preambles,
  findItem,
  listOf,
  type ClauseCode,
  type ClauseStatus,
} from '../../reference-data/codes.js';
import type { AgreementKind, Clause } from './agreement.js';

/** What somebody says about one clause. */
export type ClauseFinding = Readonly<{ code: ClauseCode; status: ClauseStatus; note?: string | null }>;
export type NamedClause = Readonly<{ code: ClauseCode; label: string; law: string }>;
export type ClauseCheck = Readonly<{
  /** Every clause that the law asks for was reviewed, and none is missing or only partly there. */
  complete: boolean;
  missing: NamedClause[];
  partial: NamedClause[];
  notReviewed: NamedClause[];
}>;

/** The clauses that the law asks for in an agreement of this kind: GDPR Art. 28(3), (4), (9) or Art. 26. */
export function clausesAskedFor(kind: AgreementKind): readonly ClauseCode[] {
  if (kind === 'data_processing') return [...art28Preambles, ...art28Clauses];
  return kind === 'joint_controllership' ? art26Fields : [];
}

/** The whole list of the law, unreviewed, with what was found already; findings beyond that list come after it. */
export function layOutClauses(
  kind: AgreementKind,
  found: readonly ClauseFinding[],
  reviewerId: string | null,
): Clause[] {
  const blank = clausesAskedFor(kind).map((code): Clause => ({ code, ...unreviewed }));
  return withFindings(blank, found, reviewerId);
}

/** For another kind of agreement: the list of its law, and of the old list what somebody has judged. */
export function relaidClauses(kind: AgreementKind, before: readonly Clause[]): Clause[] {
  const kept = before.filter(
    ({ code, status }) => status !== 'NOT_REVIEWED' || clausesAskedFor(kind).includes(code),
  );
  const added = layOutClauses(kind, [], null).filter(({ code }) =>
    kept.every((clause) => clause.code !== code),
  );
  return [...kept, ...added];
}

/** A finding replaces the one before of the same clause; the other clauses keep theirs and their reviewer. */
export function withFindings(
  clauses: readonly Clause[],
  found: readonly ClauseFinding[],
  reviewerId: string | null,
): Clause[] {
  const byCode = new Map(clauses.map((clause) => [clause.code, clause]));
  for (const { code, status, note = null } of found) {
    const before = byCode.get(code);
    if (before?.status === status && before.note === note) continue;
    byCode.set(code, {
      code,
      status,
      note,
      reviewedById: status === 'NOT_REVIEWED' ? null : reviewerId,
    });
  }
  return [...byCode.values()];
}

export function clauseCheck(clauses: readonly Clause[]): ClauseCheck {
  const named = (status: ClauseStatus) =>
    clauses.filter((clause) => clause.status === status).map(({ code }) => nameOf(code));
  const missing = named('MISSING');
  const partial = named('PARTIAL');
  const notReviewed = named('NOT_REVIEWED');
  return { complete: [missing, partial, notReviewed].every(isEmpty), missing, partial, notReviewed };
}

const unreviewed = { status: 'NOT_REVIEWED', note: null, reviewedById: null } as const;
const isEmpty = (list: readonly unknown[]) => list.length === 0;

const lists = [listOf('art28_preamble'), listOf('art28_clause'), listOf('art26_field')];

function nameOf(code: ClauseCode): NamedClause {
  const item = lists.map((list) => findItem(list, code)).find((found) => found !== null);
  return { code, label: item?.label ?? code, law: item?.law ?? '' };
}
