import type { FieldError } from '../../../shared/domain-error.js';
import type { Unmet } from '../../../shared/unmet.js';
import { refuseModeChange as refuse } from './approval-mode-errors.js';
import type { DecisionOutcome, FlowOpinion, Opinion } from './flow-decision.js';
import { blocking } from './unmet-reason.js';

/**
 * `dpo_decides`: the decision of the data protection officer is the approval. `dpo_advises`: they give the opinion, and an
 * approver decides (GDPR Art. 38(6), 39(1)(c)).
 */
export const approvalModes = ['dpo_decides', 'dpo_advises'] as const;
export type ApprovalMode = (typeof approvalModes)[number];

/** As long as nobody chose. */
export const usualMode: ApprovalMode = 'dpo_decides';

export const modeChangeStatuses = ['proposed', 'confirmed', 'withdrawn'] as const;
export type ModeChangeStatus = (typeof modeChangeStatuses)[number];

/** A change of the setting approval.mode: one person proposes it, another confirms it, and then it counts. */
export type ModeChange = Readonly<{
  id: string;
  revision: number;
  from: ApprovalMode;
  to: ApprovalMode;
  status: ModeChangeStatus;
  reason: string;
  proposedById: string;
  proposedAt: Date;
  settledById: string | null;
  settledAt: Date | null;
}>;

/** One of the two, with the roles of this moment and everything that they act as. */
export type ModeChanger = Readonly<{ ids: ReadonlySet<string>; roles: readonly string[] }>;

export function assertProposed({ status }: ModeChange): void {
  if (status !== 'proposed') refuse('approval_mode_change.settled', `This change was ${status}.`);
}

/** A data protection officer and an approver, together and two people. */
export function assertPair(proposer: ModeChanger, confirmer: ModeChanger): void {
  if ([...proposer.ids].some((id) => confirmer.ids.has(id)))
    refuse('approval_mode_change.own', 'You proposed this change, so somebody else confirms it.');
  const has = (one: string, other: string) => proposer.roles.includes(one) && confirmer.roles.includes(other);
  if (!has('dpo', 'approver') && !has('approver', 'dpo'))
    refuse(
      'approval_mode_change.wrong_pair',
      'It takes a data protection officer and an approver, each with that role now.',
    );
}

/** Whether the outcome is more lenient, or stricter, than what was advised. */
export function departs(outcome: DecisionOutcome, opinion: Opinion): boolean {
  return !inLine[opinion].includes(outcome);
}

const inLine: Readonly<Record<Opinion, readonly DecisionOutcome[]>> = {
  favourable: ['approved', 'approved_with_conditions'],
  favourable_with_conditions: ['approved_with_conditions'],
  unfavourable: ['rejected'],
};

/** Why a decision is not as advised: it names the opinion that it departs from. */
export type Departure = Readonly<{ opinionId: string; reasons: string }>;

/** What does not fit in a departure, by field. */
export function departureProblems(
  departure: Departure | null,
  outcome: DecisionOutcome,
  opinion: FlowOpinion | null,
): FieldError[] {
  if (departure === null) return [];
  if (opinion === null || !departs(outcome, opinion.opinion))
    return [{ pointer: '/departure', code: 'unexpected', message: 'leave it out: nothing else was advised' }];
  if (departure.opinionId === opinion.id) return [];
  const message = `name the newest opinion on this submission, ${opinion.id}`;
  return [{ pointer: '/departure/opinionId', code: 'not_newest', message }];
}

/** Where the data protection officer advises, the advice comes first, and is on the facts that are decided on. */
export function unmetOpinion(mode: ApprovalMode, opinion: FlowOpinion | null, factsHash: string): Unmet[] {
  if (mode !== 'dpo_advises' || opinion?.factsHash === factsHash) return [];
  return [
    blocking({
      code: 'OPINION_MISSING',
      requirement: 'The data protection officer advises before it is decided',
      message:
        opinion === null
          ? 'Nobody has given an opinion on this submission.'
          : 'The opinion was on other facts.',
      law: 'GDPR Art. 38(1), 39(1)(c)',
      remedy: 'Let a data protection officer give an opinion (POST …/opinion).',
    }),
  ];
}
