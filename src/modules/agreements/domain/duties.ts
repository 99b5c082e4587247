import type { StaffRole } from '../../../shared/roles.js';
import type { ApprovalMode } from './approval-mode.js';
import { agreementErrors } from './agreement-errors.js';
import { dataFlowErrors } from './data-flow-errors.js';

/** Acts by which somebody judges what others did. */
export const judgements = ['opinion', 'decision', 'resumption', 'signature'] as const;
export type Judgement = (typeof judgements)[number];

/** Who may judge at all, before it is asked who did what. */
export const judgingRoles = {
  opinion: ['dpo'],
  decision: ['dpo', 'approver'],
  resumption: ['dpo'],
} as const satisfies Partial<Record<Judgement, readonly StaffRole[]>>;

/** What somebody did before, or is, that keeps them from judging. */
export const parts = [
  'author',
  'adviser',
  'first_decider',
  'model_editor',
  'assessment_reviewer',
  'clause_reviewer',
  'role',
  'unit',
] as const;
export type Part = (typeof parts)[number];
type DonePart = Exclude<Part, 'role' | 'unit'>;

/** The ids of those who did it: accounts and API keys. */
export type Involved = Readonly<Partial<Record<DonePart, readonly string[]>>>;

const definitions = { ...dataFlowErrors, ...agreementErrors };
type Code = keyof typeof definitions;

type Duty = Readonly<{ part: DonePart; not: readonly Judgement[]; code: Code; because: string; law: string }>;

/** Who may not do what with whom. The order is that of the answers: the first that applies names the refusal. */
export const duties: readonly Duty[] = [
  {
    part: 'author',
    not: ['opinion', 'decision', 'resumption'],
    code: 'data_flow.own_submission',
    because: 'Whoever drafted, changed or submitted a data flow does not judge it.',
    law: 'GDPR Art. 24(1), 38(6)',
  },
  {
    part: 'adviser',
    not: ['decision'],
    code: 'data_flow.own_opinion',
    because:
      'Whoever gave the opinion of the data protection officer does not decide on the same submission.',
    law: 'GDPR Art. 38(6); CJEU C-453/21',
  },
  {
    part: 'first_decider',
    not: ['opinion'],
    code: 'data_flow.own_decision',
    because: 'Whoever gave the first of two decisions does not advise on the same submission.',
    law: 'GDPR Art. 38(6); CJEU C-453/21',
  },
  {
    part: 'first_decider',
    not: ['decision'],
    code: 'data_flow.second_decider',
    because: 'Whoever gave the first of two decisions does not give the second.',
    law: 'GDPR Art. 24(1)',
  },
  {
    part: 'model_editor',
    not: ['decision'],
    code: 'data_flow.own_model',
    because: 'Whoever edited the scoring model of the vendor does not decide by its score.',
    law: 'GDPR Art. 24(1), 28(1)',
  },
  {
    part: 'assessment_reviewer',
    not: ['decision'],
    code: 'data_flow.own_review',
    because: "Whoever judged the vendor's answers does not decide by the score that came of it.",
    law: 'GDPR Art. 24(1), 28(1)',
  },
  {
    part: 'clause_reviewer',
    not: ['signature'],
    code: 'agreement.own_review',
    because: 'Whoever reviewed the clauses does not sign.',
    law: 'GDPR Art. 28(3)',
  },
];

/** One human being, as everything that they act as; the unit is null where nobody said. */
export type JudgingPerson = Readonly<{ id: string; ids: ReadonlySet<string>; unit: string | null }>;

/** Whoever judges, with the roles that count. More than one person where one acts for another. */
export type Judge = Readonly<{ people: readonly JudgingPerson[]; roles: readonly string[] }>;

/** Where a decision stands; null for what is not decided now. */
export type DecisionStand = Readonly<{
  /** The people behind the first of two decisions; null while there is none. */
  first: readonly JudgingPerson[] | null;
  twoNeeded: boolean;
  /** The part of the organisation that asks; null where it is not known. */
  requestingUnit: string | null;
  mode: ApprovalMode;
}>;

export type Conflict = Readonly<{
  code: Code;
  part: Part;
  /** Who of those who judge. */
  personId: string;
  message: string;
  law: string;
  remedy: string;
}>;

/** Everything that keeps the judge from the act, not only the first. */
export function conflicts(
  act: Judgement,
  judge: Judge,
  { involved, stand }: Readonly<{ involved: Involved; stand: DecisionStand | null }>,
): Conflict[] {
  const done = duties
    .filter(({ not }) => not.includes(act))
    .flatMap(({ part, code, because, law }) =>
      judge.people
        .filter(({ ids }) => (involved[part] ?? []).some((id) => ids.has(id)))
        .map(({ id }) => conflict(code, part, { personId: id, message: because, law })),
    );
  return act === 'decision' && stand ? [...done, ...whileDeciding(judge, stand)] : done;
}

/** Of two deciders one is outside the unit that asks. `unknown`: it cannot be shown, and is noted with the decision. */
export function outside(judge: Judge, stand: DecisionStand): 'yes' | 'no' | 'unknown' {
  const deciders = [stand.first ?? [], judge.people].map((people) => people.map(({ unit }) => unit));
  const answers = deciders.map((units) => isOutside(units, stand.requestingUnit));
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

function isOutside(units: readonly (string | null)[], requesting: string | null): 'yes' | 'no' | 'unknown' {
  if (requesting === null || units.includes(null)) return 'unknown';
  return units.every((unit) => folded(unit) !== folded(requesting)) ? 'yes' : 'no';
}

const folded = (unit: string | null) => unit?.toLocaleLowerCase('en');

function whileDeciding(judge: Judge, stand: DecisionStand): Conflict[] {
  const personId = judge.people[0]?.id ?? '';
  const found = [byRole(judge, stand, personId), byUnit(judge, stand, personId)];
  return found.filter((one) => one !== null);
}

function byRole({ roles }: Judge, { mode, first }: DecisionStand, personId: string): Conflict | null {
  const isOfficer = roles.includes('dpo');
  if (mode === 'dpo_advises' && isOfficer)
    return conflict('data_flow.dpo_advises', 'role', {
      personId,
      message: 'The data protection officer advises here, and does not decide.',
      law: 'GDPR Art. 38(6), 39(1)(c); setting approval.mode',
    });
  if (mode === 'dpo_decides' && first === null && !isOfficer)
    return conflict('data_flow.first_decider', 'role', {
      personId,
      message: 'The data protection officer has not decided yet.',
      law: 'Setting approval.mode',
    });
  return null;
}

function byUnit(judge: Judge, stand: DecisionStand, personId: string): Conflict | null {
  if (!stand.twoNeeded || stand.first === null || outside(judge, stand) !== 'no') return null;
  return conflict('data_flow.requesting_unit', 'unit', {
    personId,
    message: `Both deciders belong to ${String(stand.requestingUnit)}, which asks for the approval.`,
    law: 'GDPR Art. 24(1)',
  });
}

function conflict(code: Code, part: Part, about: Omit<Conflict, 'code' | 'part' | 'remedy'>): Conflict {
  return { code, part, ...about, remedy: definitions[code].remedy };
}
