import type { LocalDate } from '../../../shared/local-date.js';
import type { Transitions } from '../../../shared/state-machine.js';
import type { Agreement } from './agreement.js';
import { relaidClauses, withFindings, type ClauseFinding } from './clause-check.js';

export const amendmentStatuses = ['draft', 'signed', 'in_force', 'withdrawn', 'lapsed'] as const;
export type AmendmentStatus = (typeof amendmentStatuses)[number];

/** It lapses when the agreement that it would have changed is over, or no longer bears it, on its day. */
export const amendmentLifecycle: Transitions<AmendmentStatus> = {
  draft: ['signed', 'withdrawn'],
  signed: ['in_force', 'withdrawn', 'lapsed'],
  in_force: [],
  withdrawn: [],
  lapsed: [],
};

/** What an amendment may change: everything but whom the agreement binds, of which kind it is, and when it began. */
export const amendable = [
  'parties',
  'effectiveTo',
  'noticePeriodDays',
  'autoRenewal',
  'renewalMonths',
  'governingLaw',
  'subprocessorAuthorisation',
  'breachNoticeHours',
  'deletionChoice',
  'deletionDays',
  'deletionCertificateRequired',
  'sccModules',
  'sccChoices',
  'coversCcpa',
  'crossContextAdvertising',
  'clauses',
] as const satisfies readonly (keyof Agreement)[];
export type AmendableTerms = Pick<Agreement, (typeof amendable)[number]>;

/** New terms; of the clauses what was found in the amendment. */
export type TermChange = Changed<AmendableTerms>;

/** A new version of an agreement: its terms change on the day. */
export type Amendment = Readonly<{
  id: string;
  revision: number;
  agreementId: string;
  reference: string;
  changes: TermChange;
  /** What the changed terms were until it took effect; null before. */
  replaced: Partial<AmendableTerms> | null;
  effectiveFrom: LocalDate;
  documents: readonly string[];
  reason: string;
  status: AmendmentStatus;
  signedOn: LocalDate | null;
  signedById: string | null;
  createdById: string;
  createdAt: Date;
}>;

type Terms = AmendableTerms & Pick<Agreement, 'kind'>;
type Changed<T> = Partial<Omit<T, 'clauses'> & Readonly<{ clauses: readonly ClauseFinding[] }>>;

/** The terms with some of them changed; the list of clauses follows the law that then governs. */
export function withTerms<T extends Terms>(
  before: T,
  { clauses = [], ...terms }: Changed<T>,
  reviewerId: string | null,
): T {
  const after: T = { ...before, ...terms };
  const same = after.kind === before.kind && after.coversCcpa === before.coversCcpa;
  const list = same ? before.clauses : relaidClauses(after, before.clauses);
  return { ...after, clauses: withFindings(list, clauses, reviewerId) };
}

export function termsOf(agreement: AmendableTerms): AmendableTerms {
  return Object.fromEntries(amendable.map((name) => [name, agreement[name]])) as AmendableTerms;
}

/** What stood where the amendment writes. */
export function replacedBy(before: AmendableTerms, after: AmendableTerms): Partial<AmendableTerms> {
  const other = amendable.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return Object.fromEntries(other.map((name) => [name, before[name]]));
}

export type AgreementVersion = Readonly<{
  on: LocalDate;
  /** How many amendments hold on the day: 0 is the agreement as it was signed. */
  number: number;
  amendments: readonly Amendment[];
  terms: AmendableTerms;
}>;

/** The terms as they hold on a day: later amendments taken back, signed ones to come by then added. */
export function versionOn(
  agreement: Agreement,
  amendments: readonly Amendment[],
  on: LocalDate,
): AgreementVersion {
  const inOrder = amendments
    .filter(({ status }) => status === 'in_force' || status === 'signed')
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
  const later = inOrder.filter(({ effectiveFrom, status }) => effectiveFrom > on && status === 'in_force');
  const holding = inOrder.filter(({ effectiveFrom }) => effectiveFrom <= on);
  const then = later.reduceRight((terms, { replaced }) => ({ ...terms, ...replaced }), agreement);
  const terms = holding
    .filter(({ status }) => status === 'signed')
    .reduce((known, { changes, createdById }) => withTerms(known, changes, createdById), then);
  return { on, number: holding.length, amendments: holding, terms: termsOf(terms) };
}
