import type { Incident } from './incident.js';
import type { Obligation } from './obligation.js';

/** One reason why an incident cannot be closed yet. */
export type StillOwed = Readonly<{
  code: 'OBLIGATION_OPEN' | 'RISK_NOT_JUDGED';
  requirement: string;
  message: string;
  law: string;
  remedy: string;
  obligationId: string | null;
}>;

/** Everything that is still owed; empty: it may be closed. What the vendor owes us does not keep us. */
export function stillOwed({ risk }: Incident, obligations: readonly Obligation[]): StillOwed[] {
  const open = obligations.filter(({ by, state }) => by === 'us' && state === 'open');
  return [
    ...(risk === null ? [notJudged] : []),
    ...open.map(({ id, to, ground, dueAt }): StillOwed => ({
      code: 'OBLIGATION_OPEN',
      requirement: 'Everybody is told, or there is a reason why not',
      message: `${to} is not told${dueAt === null ? '' : `, due at ${dueAt.toISOString()}`}`,
      law: ground,
      remedy: 'Record the notice with its proof, or reason the obligation away.',
      obligationId: id,
    })),
  ];
}

const notJudged: StillOwed = {
  code: 'RISK_NOT_JUDGED',
  requirement: 'The risk for people is judged',
  message: 'Nobody has judged the risk',
  law: 'GDPR Art. 33(1), 33(5)',
  remedy: 'POST /incidents/{id}/risk-assessment.',
  obligationId: null,
};
