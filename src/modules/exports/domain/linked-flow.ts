import type { DataCategory, Location, Purpose, Transfer } from './flow-parts.js';
import { linked, type Linked, type LinkedCodes } from './linked-data.js';

export type LinkedParty = Readonly<{
  iri: string;
  name: string | null;
  countries: readonly string[];
  contact?: string | null;
  representative?: string | null;
  dpoContact?: string | null;
  description?: string | null;
}>;
/** `role` as the law calls it; null where the register does not say. */
export type Involved = Readonly<{ party: LinkedParty; role: string | null; receives: boolean }>;

/** What a register shows of a data flow; what it does not show is empty here. */
export type FlowFacts = Readonly<{
  id: string;
  reference: string;
  title: string;
  status: string;
  involved: readonly Involved[];
  /** What is done for whom, where we process on behalf of others. */
  onBehalfOf: readonly Readonly<{ iri: string; processing: readonly string[] }>[];
  purposes: readonly Purpose[];
  subjectCategories: readonly string[];
  dataCategories: readonly DataCategory[];
  volume: string | null;
  frequency: string | null;
  locations: readonly Location[];
  transfers: readonly Transfer[];
  adequacyDecisions: readonly string[];
  securityMeasures: readonly string[];
  dpiaOutcome: string | null;
  period: Period;
}>;
type Period = Readonly<{ from: string | null; to: string | null }>;

const dpv = (term: string) => `https://w3id.org/dpv#${term}`;

export const recordIri = (id: string): string => `urn:uuid:${id}`;
/** Somebody who is known in one record only, by the place in it. */
export const partyIri = (place: string): string => `urn:keyholder:party:${place}`;

/** A data flow as a process of the Data Privacy Vocabulary; what is true of one purpose or transfer only is one inside it. */
export function linkedFlow(flow: FlowFacts, codes: LinkedCodes): Linked {
  return linked({
    '@id': recordIri(flow.id),
    '@type': 'dpv:Process',
    identifier: flow.reference,
    title: flow.title,
    hasStatus: [
      codes.ours('data_flow_status', flow.status),
      ...ofOne('dpia_outcome', flow.dpiaOutcome, codes),
    ],
    temporal: periodNode(flow.period),
    ...involvedNodes(flow.involved, codes),
    hasPurpose: codes.irisOfAll('purpose', codesOf(flow.purposes)),
    hasDataSubject: codes.irisOfAll('data_subject_category', flow.subjectCategories),
    hasPersonalData: codes.irisOfAll('data_category', codesOf(flow.dataCategories)),
    hasDataSubjectScale: ofOne('volume_band', flow.volume, codes),
    hasFrequency: ofOne('frequency_band', flow.frequency, codes),
    hasLocation: countriesOf(flow.locations, 'processing', codes),
    hasTechnicalOrganisationalMeasure: codes.irisOfAll('security_measure_family', flow.securityMeasures),
    adequacyDecision: flow.adequacyDecisions.map((code) => codes.ours('adequacy_decision', code)),
    hasStorageCondition: storageNodes(flow, codes),
    hasProcess: [
      ...flow.purposes.map((purpose) => purposeNode(purpose, codes)),
      ...flow.transfers.map((transfer) => transferNode(transfer, codes)),
      ...remoteAccess(flow.locations, codes),
      ...flow.onBehalfOf.map(({ iri, processing }) =>
        linked({ '@type': 'dpv:Process', hasDataController: iri, description: processing }),
      ),
    ],
  });
}

/** Since when and until when, as far as either is known. */
export function periodNode({ from, to }: Period): Linked | null {
  if (from === null && to === null) return null;
  return linked({ '@type': 'dct:PeriodOfTime', startDate: from, endDate: to });
}

/** Each party under what it is in this process; whole once, and by its IRI from then on. */
export function involvedNodes(involved: readonly Involved[], codes: LinkedCodes): Linked {
  const found: Record<string, (Linked | string)[]> = {};
  const told = new Set<string>();
  for (const one of involved)
    for (const term of termsFor(one)) {
      (found[term] ??= []).push(told.has(one.party.iri) ? one.party.iri : partyNode(one, codes));
      told.add(one.party.iri);
    }
  return found;
}

function termsFor({ role, receives }: Involved): string[] {
  const term = role === null ? 'hasResponsibleEntity' : roleTerm(role, receives);
  return receives ? [term, 'hasRecipient'] : [term];
}

function roleTerm(role: string, receives: boolean): string {
  if (role === 'INDEPENDENT_CONTROLLER' && receives) return 'hasRecipientDataController';
  return roleTerms[role] ?? 'hasEntity';
}

const roleTerms: Readonly<Record<string, string>> = {
  CONTROLLER: 'hasDataController',
  INDEPENDENT_CONTROLLER: 'hasDataController',
  JOINT_CONTROLLER: 'hasJointDataControllers',
  PROCESSOR: 'hasDataProcessor',
  SUB_PROCESSOR: 'hasDataProcessor',
  THIRD_PARTY_GDPR: 'hasThirdParty',
};

/** The role is a class of somebody who is known in this record only; a company has other roles elsewhere. */
function partyNode({ party, role }: Involved, codes: LinkedCodes): Linked {
  const isOnlyHere = party.iri.startsWith(partyIri(''));
  return linked({
    '@id': party.iri,
    '@type': ['dpv:LegalEntity', ...(isOnlyHere ? ofOne('party_role', role, codes) : [])],
    hasName: party.name,
    hasCountry: codes.irisOfAll('country', party.countries),
    hasContact: party.contact,
    description: party.description,
    hasRepresentative: contactNode('dpv:Representative', party.representative),
    hasDataProtectionOfficer: contactNode('dpv:DataProtectionOfficer', party.dpoContact),
  });
}

const contactNode = (type: string, contact: string | null | undefined) =>
  contact ? { '@type': type, hasContact: contact } : null;

function purposeNode(purpose: Purpose, codes: LinkedCodes): Linked {
  const { code, lawfulBasis, specialCondition, text, why, how, benefit } = purpose;
  return linked({
    '@type': 'dpv:Process',
    code: codes.ours('purpose', code),
    hasPurpose: codes.iris('purpose', code),
    hasLegalBasis: [
      ...ofOne('lawful_basis', lawfulBasis, codes),
      ...ofOne('special_condition', specialCondition, codes),
    ],
    ...{ description: text, why, how, benefit },
  });
}

function transferNode({ toCountry, tool, tia }: Transfer, codes: LinkedCodes): Linked {
  return linked({
    '@type': 'dpv:Process',
    hasProcessing: dpv('Transfer'),
    hasThirdCountry: codes.iris('country', toCountry),
    code: tool === null ? null : codes.ours('transfer_tool', tool),
    hasLegalBasis: ofOne('transfer_tool', tool, codes),
    hasImpactAssessment: tia && {
      '@type': 'dpv:DataTransferImpactAssessment',
      hasOutcome: codes.iris('tia_conclusion', tia.conclusion),
    },
  });
}

function remoteAccess(locations: readonly Location[], codes: LinkedCodes): Linked[] {
  const hasLocation = countriesOf(locations, 'remote_access', codes);
  return hasLocation.length === 0
    ? []
    : [{ '@type': 'dpv:Process', hasProcessing: dpv('Access'), hasLocation }];
}

/** Where data are stored, and for how long those of each category. */
function storageNodes({ locations, dataCategories }: FlowFacts, codes: LinkedCodes): Linked[] {
  const hasLocation = countriesOf(locations, 'storage', codes);
  return [
    ...(hasLocation.length === 0 ? [] : [{ '@type': 'dpv:StorageLocation', hasLocation }]),
    ...dataCategories.map(({ code, retentionDays, endAction }) =>
      linked({
        '@type': 'dpv:StorageDuration',
        code: codes.ours('data_category', code),
        hasPersonalData: codes.iris('data_category', code),
        hasDuration:
          retentionDays === null ? null : { '@type': 'dpv:TemporalDuration', duration: `P${retentionDays}D` },
        endAction: endAction === null ? null : codes.ours('retention_end_action', endAction),
      }),
    ),
  ];
}

const codesOf = (members: readonly Readonly<{ code: string }>[]) => members.map(({ code }) => code);
const ofOne = (list: string, code: string | null, codes: LinkedCodes) =>
  code === null ? [] : codes.iris(list, code);
const countriesOf = (locations: readonly Location[], kind: string, codes: LinkedCodes) =>
  codes.irisOfAll(
    'country',
    locations.filter((location) => location.kind === kind).map(({ country }) => country),
  );
