import type { Row } from '../domain/column.js';
import type { Assessed, Risk, RiskStatus } from '../domain/oscal.js';

export type FindingFacts = Readonly<{
  id: string;
  title: string;
  description: string | null;
  severity: string;
  status: string;
  dueOn: string | null;
  remedy: string | null;
  acceptedUntil: string | null;
}>;

/** Resolved is what its owner says; it is closed when somebody else saw it. */
const riskStatuses: Readonly<Record<string, RiskStatus>> = {
  open: 'open',
  in_remediation: 'remediating',
  resolved: 'investigating',
  verified: 'closed',
  risk_accepted: 'deviation-approved',
  withdrawn: 'closed',
};

export function riskOf(finding: FindingFacts): Risk {
  const { id, title, description, severity, status, dueOn, remedy, acceptedUntil } = finding;
  return {
    ...{ id: `risk/${id}`, title, dueOn },
    statement: [description, remedy].filter((text) => text !== null).join('\n\n') || title,
    status: riskStatuses[status] ?? 'open',
    about: [
      ['record-id', id],
      ['severity', severity],
      ['finding-status', status],
      ['accepted-until', acceptedUntil],
    ],
  };
}

/** Whether nothing is left of it. */
export const isSettled = (status: string) => riskStatuses[status] === 'closed';

export function vendorIn(row: Row): Assessed['vendor'] {
  return { id: String(row['vendor_id']), name: String(row['vendor_name']) };
}
