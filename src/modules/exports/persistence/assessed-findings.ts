import type { Row } from '../domain/column.js';
import type { Assessed } from '../domain/oscal.js';
import { isSettled, riskOf, vendorIn, type FindingFacts } from './assessed-rows.js';

const textIn = (row: Row, name: string) => (typeof row[name] === 'string' ? row[name] : null);
const methods = { assessment: 'INTERVIEW', monitoring: 'TEST' } as const;

/** A gap: seen (observation), what it means (risk), and that the control is not satisfied until somebody verified it. */
export function assessedFinding(row: Row): Assessed {
  const facts: FindingFacts = {
    ...{ id: String(row['id']), title: String(row['title']), description: textIn(row, 'description') },
    ...{ severity: String(row['severity']), status: String(row['status']), dueOn: textIn(row, 'due_on') },
    ...{ remedy: textIn(row, 'remedy'), acceptedUntil: textIn(row, 'accepted_until') },
  };
  const { id, title, status } = facts;
  const source = String(row['source']);
  const named = row['control_refs'] as string[];
  const controls = named.length > 0 ? named : [textIn(row, 'question_id') ?? source];
  const description = facts.description ?? title;
  const documents = row['evidence_ids'] as string[];
  const method = source in methods ? methods[source as keyof typeof methods] : 'EXAMINE';
  const createdAt = row['created_at'] as Date;
  return {
    ...{ id, title, description, start: createdAt, end: null, vendor: vendorIn(row), controls },
    about: [
      ['source', source],
      ['found-by', textIn(row, 'found_by')],
      ['finding-status', status],
    ],
    observed: [
      {
        ...{ id: `observation/${id}`, title, description, collected: createdAt, expiresOn: null },
        methods: [method],
        evidence: documents.map((document) => ({ id: document, description: 'Shows the gap' })),
        about: [['control-refs', named]],
      },
    ],
    judged: controls.map((control) => ({
      ...{ id: `${id}/${control}`, control, title, isSatisfied: isSettled(status) },
      description: isSettled(status) ? `Settled: ${status}.` : `Not settled: ${status}.`,
      observations: [`observation/${id}`],
      risks: [`risk/${id}`],
    })),
    risks: [riskOf(facts)],
  };
}
