import { refuseModeChange as refuse } from './approval-mode-errors.js';

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

/** Why a decision is not as advised: it names the opinion that it departs from. */
export type Departure = Readonly<{ opinionId: string; reasons: string }>;
