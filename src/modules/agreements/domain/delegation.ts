import type { FieldError } from '../../../shared/domain-error.js';
import { addDays, type LocalDate } from '../../../shared/local-date.js';
import type { StaffRole } from '../../../shared/roles.js';
import type { Judgement } from './duties.js';

/** What can be delegated: to advise, and to decide. */
export const delegableRoles = ['dpo', 'approver'] as const;
export type DelegableRole = (typeof delegableRoles)[number];

export const delegableActs = {
  opinion: ['dpo'],
  decision: ['dpo', 'approver'],
} as const satisfies Partial<Record<Judgement, readonly DelegableRole[]>>;
export type DelegableAct = keyof typeof delegableActs;

export function actsOf(role: DelegableRole): DelegableAct[] {
  return (Object.keys(delegableActs) as DelegableAct[]).filter((act) =>
    (delegableActs[act] as readonly string[]).includes(role),
  );
}

/** Who runs the installation, and who audits it, decides on nothing: not for others either. */
export const barredRoles: readonly StaffRole[] = ['admin', 'auditor'];

/** A year and a day: whoever is away for longer is not deputised for, but replaced. */
export const longestDays = 366;

/** For a time somebody acts in the role of somebody else, in the name of both. */
export type Delegation = Readonly<{
  id: string;
  revision: number;
  fromId: string;
  toId: string;
  role: DelegableRole;
  /** The only flow that it is about; null for all. */
  dataFlowId: string | null;
  validFrom: LocalDate;
  /** The last day; afterwards it is over by itself. */
  validTo: LocalDate;
  reason: string;
  createdAt: Date;
  revokedById: string | null;
  revokedAt: Date | null;
}>;

export const delegationStates = ['planned', 'in_force', 'ended', 'revoked'] as const;
export type DelegationState = (typeof delegationStates)[number];

export function stateOf(
  { validFrom, validTo, revokedAt }: Pick<Delegation, 'validFrom' | 'validTo' | 'revokedAt'>,
  today: LocalDate,
): DelegationState {
  if (revokedAt !== null) return 'revoked';
  if (today > validTo) return 'ended';
  return today < validFrom ? 'planned' : 'in_force';
}

/** What does not fit in its days, by field. */
export function periodProblems(
  { validFrom, validTo }: Pick<Delegation, 'validFrom' | 'validTo'>,
  today: LocalDate,
): FieldError[] {
  const problems: FieldError[] = [];
  const add = (field: string, code: string, message: string) =>
    problems.push({ pointer: `/${field}`, code, message });
  if (validFrom < today) add('validFrom', 'in_past', 'nobody delegates backwards: must not lie in the past');
  if (validTo < validFrom) add('validTo', 'reversed', 'must not lie before validFrom');
  else if (validTo > addDays(validFrom, longestDays))
    add('validTo', 'too_late', `a delegation lasts ${longestDays} days at most`);
  return problems;
}

/** Why nobody can act under it now; null when somebody can. */
export type NotUsable = 'delegation.not_yours' | 'delegation.not_in_force' | 'delegation.other_act';

export function notUsable(
  delegation: Delegation,
  asked: Readonly<{ byId: string; act: DelegableAct; dataFlowId: string; today: LocalDate }>,
): NotUsable | null {
  const { toId, role, dataFlowId } = delegation;
  if (toId !== asked.byId) return 'delegation.not_yours';
  if (stateOf(delegation, asked.today) !== 'in_force') return 'delegation.not_in_force';
  const covers = (delegableActs[asked.act] as readonly string[]).includes(role);
  return covers && (dataFlowId === null || dataFlowId === asked.dataFlowId) ? null : 'delegation.other_act';
}
