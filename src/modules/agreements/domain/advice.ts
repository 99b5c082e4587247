import type { FieldError } from '../../../shared/domain-error.js';
import type { Unmet } from '../../../shared/unmet.js';
import type { ApprovalMode, Departure } from './approval-mode.js';
import type { DecisionOutcome, FlowOpinion, Opinion } from './flow-decision.js';
import { blocking } from './unmet-reason.js';

/** Whether the outcome is more lenient, or stricter, than what was advised. */
export function departs(outcome: DecisionOutcome, opinion: Opinion): boolean {
  return !inLine[opinion].includes(outcome);
}

const inLine: Readonly<Record<Opinion, readonly DecisionOutcome[]>> = {
  favourable: ['approved', 'approved_with_conditions'],
  favourable_with_conditions: ['approved_with_conditions'],
  unfavourable: ['rejected'],
};

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
