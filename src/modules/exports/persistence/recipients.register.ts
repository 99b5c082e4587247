import { as, labelled, type Row } from '../domain/column.js';
import { linked, type Linked, type LinkedCodes } from '../domain/linked-data.js';
import { involvedNodes, partyIri, periodNode, recordIri, type Involved } from '../domain/linked-flow.js';
import { between, readers, type ExportedRegister } from '../domain/register.js';
import { momentOf, ourIri, textOf, vendorIri } from './linked-rows.js';

const flow = `f.id AS data_flow_id, f.revision, f.reference, f.title, f.status, f.legal_entity_id, e.name AS legal_entity_name,
       (SELECT coalesce(jsonb_agg(p.purpose ->> 'code'), '[]') FROM jsonb_array_elements(f.purposes) p (purpose)) AS purposes,
       f.subject_categories, f.activated_at, f.closed_at`;
const begun = `data_flow f JOIN legal_entity e ON e.id = f.legal_entity_id JOIN vendor v ON v.id = f.vendor_id`;
const itsData = `(SELECT coalesce(jsonb_agg(c.category ->> 'code'), '[]') FROM jsonb_array_elements(f.data_categories) c (category))`;

/** One recipient of one data flow: a process that is a part of it. */
function linkedRecipient(row: Row, codes: LinkedCodes): Linked {
  const listIn = (column: string) => row[column] as string[];
  return linked({
    '@id': `urn:keyholder:recipient:${String(row['id'])}`,
    '@type': 'dpv:Process',
    isPartOf: recordIri(String(row['data_flow_id'])),
    identifier: row['reference'],
    title: row['title'],
    hasStatus: codes.ours('data_flow_status', String(row['status'])),
    temporal: periodNode({ from: momentOf(row['activated_at']), to: momentOf(row['closed_at']) }),
    ...involvedNodes(partiesOf(row), codes),
    hasPurpose: codes.irisOfAll('purpose', listIn('purposes')),
    hasDataSubject: codes.irisOfAll('data_subject_category', listIn('subject_categories')),
    hasPersonalData: codes.irisOfAll('data_category', listIn('data_categories')),
  });
}

const partiesOf = (row: Row): Involved[] => [
  {
    party: { iri: ourIri(row), name: textOf(row['legal_entity_name']), countries: [] },
    ...{ role: null, receives: false },
  },
  {
    party: {
      iri: row['vendor_id'] === null ? partyIri(String(row['id'])) : vendorIri(row),
      name: textOf(row['name']),
      countries: row['countries'] as string[],
    },
    role: textOf(row['role']) ?? 'RECIPIENT',
    receives: true,
  },
];

/**
 * Who receives the data of a sharing that was begun: the vendor, those that it uses, those to whom it passes them on.
 * What a person may ask for (GDPR Art. 15(1)(c)), and who has to hear of an erasure (Art. 19).
 */
export const recipientsRegister: ExportedRegister = {
  name: 'recipients',
  roles: readers,
  subjectType: null,
  subject: 'data_flow_id',
  sql: `SELECT * FROM (
      SELECT f.id || '/vendor' AS id, 'vendor' AS kind, v.id AS vendor_id, v.name, a.vendor_role AS role,
             CASE WHEN v.country IS NULL THEN ARRAY[]::text[] ELSE ARRAY[v.country] END AS countries, NULL AS via, ${itsData} AS data_categories, ${flow}
        FROM ${begun} JOIN agreement a ON a.id = f.agreement_id WHERE f.activated_at IS NOT NULL
      UNION ALL
      SELECT f.id || '/' || s.id, 'sub_processor', s.linked_vendor_id, s.name, 'SUB_PROCESSOR', s.countries, v.name,
             to_jsonb(s.data_categories), ${flow}
        FROM ${begun} JOIN subprocessor s ON s.vendor_id = f.vendor_id WHERE f.activated_at IS NOT NULL
      UNION ALL
      SELECT f.id || '/onward/' || r.nth, 'onward', NULL, coalesce(r.given ->> 'name', r.given ->> 'category'),
             r.given ->> 'role',
             CASE WHEN r.given ->> 'country' IS NULL THEN ARRAY[]::text[] ELSE ARRAY[r.given ->> 'country'] END, v.name,
             ${itsData}, ${flow}
        FROM ${begun} CROSS JOIN LATERAL jsonb_array_elements(f.recipients) WITH ORDINALITY r (given, nth)
       WHERE f.activated_at IS NOT NULL) recipients
    ORDER BY data_flow_id, kind DESC, id`,
  columns: [
    as('id'),
    as('revision'),
    as('kind'),
    as('name'),
    as('vendorId', 'vendor_id'),
    as('role'),
    labelled('roleLabel', 'role', 'party_role'),
    as('countries'),
    labelled('countryLabels', 'countries', 'country'),
    as('via'),
    as('dataFlowId', 'data_flow_id'),
    as('reference'),
    as('title'),
    as('status'),
    as('legalEntityId', 'legal_entity_id'),
    as('legalEntityName', 'legal_entity_name'),
    as('purposes'),
    labelled('purposeLabels', 'purposes', 'purpose'),
    as('subjectCategories', 'subject_categories'),
    as('dataCategories', 'data_categories'),
    labelled('dataCategoryLabels', 'data_categories', 'data_category'),
    as('since', 'activated_at'),
    as('until', 'closed_at'),
  ],
  period: between('activated_at', 'closed_at'),
  linked: linkedRecipient,
};
