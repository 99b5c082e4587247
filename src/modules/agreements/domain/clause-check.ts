import {
  art26Fields,
  art28Clauses,
  art28Preambles,
  c2cTerms,
  ccpaContractTerms,
  findItem,
  listOf,
  type ClauseCode,
  type ClauseStatus,
  type SccChoice,
} from '../../reference-data/codes.js';
import type { Agreement, AgreementKind, Clause } from './agreement.js';
import { choicesMissing } from './scc-choices.js';

/** What somebody says about one clause. */
export type ClauseFinding = Readonly<{ code: ClauseCode; status: ClauseStatus; note?: string | null }>;
export type NamedClause = Readonly<{ code: ClauseCode | SccChoice; label: string; law: string }>;
export type ClauseCheck = Readonly<{
  /** Every clause that is asked for was reviewed, and none is missing or only partly there. */
  complete: boolean;
  missing: NamedClause[];
  partial: NamedClause[];
  notReviewed: NamedClause[];
}>;

/** By what the list of clauses is chosen. */
export type Governing = Pick<Agreement, 'kind' | 'coversCcpa'>;

/** The clauses that are asked for: GDPR Art. 28(3), (4), (9) or Art. 26, our own list between controllers, and the CCPA's. */
export function clausesAskedFor({ kind, coversCcpa }: Governing): readonly ClauseCode[] {
  return [...byKind[kind], ...(coversCcpa ? ccpaContractTerms : [])];
}

const byKind: Readonly<Record<AgreementKind, readonly ClauseCode[]>> = {
  data_processing: [...art28Preambles, ...art28Clauses],
  joint_controllership: art26Fields,
  controller_to_controller: c2cTerms,
  other: [],
};

/** No law names this clause: it may be missing, and is then worth a look. */
export function isOurOwn(code: string): boolean {
  return (c2cTerms as readonly string[]).includes(code);
}

/** The whole list, unreviewed, with what was found already; findings beyond that list come after it. */
export function layOutClauses(
  governing: Governing,
  found: readonly ClauseFinding[],
  reviewerId: string | null,
): Clause[] {
  const blank = clausesAskedFor(governing).map((code): Clause => ({ code, ...unreviewed }));
  return withFindings(blank, found, reviewerId);
}

/** For another kind of agreement: the list of its law, and of the old list what somebody has judged. */
export function relaidClauses(governing: Governing, before: readonly Clause[]): Clause[] {
  const asked = clausesAskedFor(governing);
  const kept = before.filter(({ code, status }) => status !== 'NOT_REVIEWED' || asked.includes(code));
  const added = layOutClauses(governing, [], null).filter(({ code }) =>
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

/** What is recorded of the clauses, and which choices of the transfer clauses are not recorded. */
export function clauseCheck(
  agreement: Pick<Agreement, 'clauses' | 'sccModules' | 'sccChoices' | 'subprocessorAuthorisation'>,
): ClauseCheck {
  const named = (status: ClauseStatus) =>
    agreement.clauses.filter((clause) => clause.status === status).map(({ code }) => nameOf(code));
  const missing = [...named('MISSING'), ...choicesMissing(agreement).map(({ code }) => nameOf(code))];
  const partial = named('PARTIAL');
  const notReviewed = named('NOT_REVIEWED');
  return { complete: [missing, partial, notReviewed].every(isEmpty), missing, partial, notReviewed };
}

const unreviewed = { status: 'NOT_REVIEWED', note: null, reviewedById: null } as const;
const isEmpty = (list: readonly unknown[]) => list.length === 0;

const lists = [
  listOf('art28_preamble'),
  listOf('art28_clause'),
  listOf('art26_field'),
  listOf('c2c_term'),
  listOf('ccpa_contract_term'),
  listOf('scc_choice'),
];

function nameOf(code: ClauseCode | SccChoice): NamedClause {
  const item = lists.map((list) => findItem(list, code)).find((found) => found !== null);
  return { code, label: item?.label ?? code, law: item?.law ?? '' };
}
