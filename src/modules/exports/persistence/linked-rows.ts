import type { Row } from '../domain/column.js';
import { partyIri, recordIri, type FlowFacts, type Involved } from '../domain/linked-flow.js';
import {
  categoriesOf,
  controllersOf,
  locationsOf,
  purposesOf,
  recipientsOf,
  transfersOf,
} from './flow-columns.js';

/** What rows of data flows say, whichever register shows them; each adds who is involved, and leaves out what it does not show. */
export function factsOf(row: Row): Omit<FlowFacts, 'involved'> {
  const id = String(row['id']);
  return {
    id,
    reference: String(row['reference']),
    title: String(row['title']),
    status: String(row['status']),
    onBehalfOf: controllersOf(row).map(({ processing }, nth) => ({
      iri: controllerIri(id, nth),
      processing,
    })),
    purposes: purposesOf(row),
    subjectCategories: row['subject_categories'] as string[],
    dataCategories: categoriesOf(row),
    volume: textOf(row['volume']),
    frequency: textOf(row['frequency']),
    locations: locationsOf(row),
    transfers: transfersOf(row),
    adequacyDecisions: row['stands_on'] as string[],
    securityMeasures: row['security_measures'] as string[],
    dpiaOutcome: textOf(row['dpia_outcome']),
    period: { from: momentOf(row['activated_at']), to: momentOf(row['closed_at']) },
  };
}

/** Those to whom the vendor passes the data on. */
export function onwardIn(row: Row): Involved[] {
  return recipientsOf(row).map(({ name, category, role, country }, nth) => ({
    party: {
      iri: partyIri(`${String(row['id'])}/onward/${nth + 1}`),
      name: name ?? category,
      description: name === null ? null : category,
      countries: listOf(country),
    },
    role,
    receives: true,
  }));
}

/** Those on whose behalf we process, with name and country only. */
export function controllersIn(row: Row): Involved[] {
  return controllersOf(row).map(({ name, country }, nth) => ({
    party: { iri: controllerIri(String(row['id']), nth), name, countries: listOf(country) },
    role: 'CONTROLLER',
    receives: false,
  }));
}

/** With whom to reach for each, as the record of a processor has them. */
export function controllersWithContacts(row: Row): Involved[] {
  return controllersIn(row).map((one, nth) => {
    const { contact = null, representative = null, dpoContact = null } = controllersOf(row)[nth] ?? {};
    return { ...one, party: { ...one.party, contact, representative, dpoContact } };
  });
}

export const ourIri = (row: Row) => recordIri(String(row['legal_entity_id']));
export const vendorIri = (row: Row) => recordIri(String(row['vendor_id']));
export const textOf = (value: unknown) => (typeof value === 'string' ? value : null);
export const listOf = (value: unknown) => (typeof value === 'string' ? [value] : []);
export function momentOf(value: unknown): string | null {
  return value instanceof Date ? value.toISOString() : textOf(value);
}

const controllerIri = (id: string, nth: number) => partyIri(`${id}/controller/${nth + 1}`);
