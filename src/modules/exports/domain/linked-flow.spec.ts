import { LinkedCodes } from './linked-data.js';
import {
  involvedNodes,
  linkedFlow,
  partyIri,
  recordIri,
  type FlowFacts,
  type Involved,
} from './linked-flow.js';

const dpv = (term: string) => `https://w3id.org/dpv#${term}`;
const gdpr = (term: string) => `https://w3id.org/dpv/legal/eu/gdpr#${term}`;

const facts = (more: Partial<FlowFacts> = {}): FlowFacts => ({
  ...{ id: 'f1', reference: 'DF-1', title: 'Payroll', status: 'active' },
  ...{ involved: [], onBehalfOf: [], purposes: [], subjectCategories: [], dataCategories: [] },
  ...{ volume: null, frequency: null, locations: [], transfers: [], adequacyDecisions: [] },
  ...{ securityMeasures: [], dpiaOutcome: null, period: { from: null, to: null } },
  ...more,
});
const purpose = (code: string, more: object = {}) => ({
  ...{ code, text: null, lawfulBasis: null, specialCondition: null, why: null, how: null, benefit: null },
  ...more,
});
const flow = (more: Partial<FlowFacts> = {}) => linkedFlow(facts(more), new LinkedCodes());
const vendor = (more: Partial<Involved> = {}): Involved => ({
  party: { iri: recordIri('v1'), name: 'Acme', countries: ['US'] },
  role: 'PROCESSOR',
  receives: true,
  ...more,
});

describe('a data flow in terms of the Data Privacy Vocabulary', () => {
  it('states what is given, and nothing else', () => {
    expect(flow()).toEqual({
      '@id': 'urn:uuid:f1',
      '@type': 'dpv:Process',
      identifier: 'DF-1',
      title: 'Payroll',
      hasStatus: ['urn:keyholder:code:data_flow_status:active'],
    });
  });

  it('keeps the basis and the words of each purpose with that purpose', () => {
    const given = purpose('DIRECT_MARKETING', {
      ...{ lawfulBasis: 'A6_1_A_CONSENT', specialCondition: 'A9_2_A_EXPLICIT_CONSENT' },
      ...{ text: 'A letter', why: 'To tell you.', how: 'By mail.', benefit: 'Offers.' },
    });
    const { hasPurpose, hasProcess } = flow({ purposes: [given, purpose('AI_TRAINING')] });
    expect(hasPurpose).toEqual([dpv('DirectMarketing'), 'urn:keyholder:code:purpose:AI_TRAINING']);
    expect(hasProcess).toEqual([
      {
        '@type': 'dpv:Process',
        code: 'urn:keyholder:code:purpose:DIRECT_MARKETING',
        hasPurpose: [dpv('DirectMarketing')],
        hasLegalBasis: [gdpr('A6-1-a'), gdpr('A9-2-a')],
        ...{ description: 'A letter', why: 'To tell you.', how: 'By mail.', benefit: 'Offers.' },
      },
      {
        '@type': 'dpv:Process',
        code: 'urn:keyholder:code:purpose:AI_TRAINING',
        hasPurpose: ['urn:keyholder:code:purpose:AI_TRAINING'],
      },
    ]);
  });

  it('says for how long and where data are stored, and who reaches them from where', () => {
    const { hasStorageCondition, hasProcess, hasLocation } = flow({
      dataCategories: [{ code: 'NAME', retentionDays: 30, endAction: 'DELETE' }],
      locations: [
        { country: 'DE', kind: 'storage' },
        { country: 'FR', kind: 'processing' },
        { country: 'IN', kind: 'remote_access' },
      ],
    });
    expect(hasStorageCondition).toEqual([
      { '@type': 'dpv:StorageLocation', hasLocation: ['https://w3id.org/dpv/loc#DE'] },
      {
        '@type': 'dpv:StorageDuration',
        code: 'urn:keyholder:code:data_category:NAME',
        hasPersonalData: ['https://w3id.org/dpv/pd#Name'],
        hasDuration: { '@type': 'dpv:TemporalDuration', duration: 'P30D' },
        endAction: 'urn:keyholder:code:retention_end_action:DELETE',
      },
    ]);
    expect(hasLocation).toEqual(['https://w3id.org/dpv/loc#FR']);
    expect(hasProcess).toEqual([
      { '@type': 'dpv:Process', hasProcessing: dpv('Access'), hasLocation: ['https://w3id.org/dpv/loc#IN'] },
    ]);
  });

  it('tells the tool and the assessment of each transfer', () => {
    const transfers = [
      { toCountry: 'US', tool: 'SCC_M2', tia: { conclusion: 'NO_IMPEDIMENT' } },
      { toCountry: 'XK', tool: null, tia: null },
    ];
    expect(flow({ transfers })['hasProcess']).toEqual([
      {
        '@type': 'dpv:Process',
        hasProcessing: dpv('Transfer'),
        hasThirdCountry: ['https://w3id.org/dpv/loc#US'],
        code: 'urn:keyholder:code:transfer_tool:SCC_M2',
        hasLegalBasis: [gdpr('A46-2-c')],
        hasImpactAssessment: {
          '@type': 'dpv:DataTransferImpactAssessment',
          hasOutcome: ['urn:keyholder:code:tia_conclusion:NO_IMPEDIMENT'],
        },
      },
      {
        '@type': 'dpv:Process',
        hasProcessing: dpv('Transfer'),
        hasThirdCountry: ['urn:keyholder:code:country:XK'],
      },
    ]);
  });

  it.each([
    ['CONTROLLER', false, ['hasDataController']],
    ['INDEPENDENT_CONTROLLER', false, ['hasDataController']],
    ['INDEPENDENT_CONTROLLER', true, ['hasRecipientDataController', 'hasRecipient']],
    ['JOINT_CONTROLLER', true, ['hasJointDataControllers', 'hasRecipient']],
    ['SUB_PROCESSOR', true, ['hasDataProcessor', 'hasRecipient']],
    ['THIRD_PARTY_GDPR', true, ['hasThirdParty', 'hasRecipient']],
    ['RECIPIENT', true, ['hasEntity', 'hasRecipient']],
    [null, false, ['hasResponsibleEntity']],
  ])('names somebody in the role %s (receives: %s) under %j', (role, receives, terms) => {
    expect(Object.keys(involvedNodes([vendor({ role, receives })], new LinkedCodes()))).toEqual(terms);
  });

  it('tells of a party once and names it from then on, with its role only where it has no other', () => {
    const onward = { iri: partyIri('f1/onward/1'), name: 'Agencies', countries: [] };
    const involved = [vendor(), vendor({ party: onward, role: 'SUB_PROCESSOR' })];
    expect(involvedNodes(involved, new LinkedCodes())).toEqual({
      hasDataProcessor: [
        {
          '@id': 'urn:uuid:v1',
          '@type': ['dpv:LegalEntity'],
          hasName: 'Acme',
          hasCountry: ['https://w3id.org/dpv/loc#US'],
        },
        {
          '@id': 'urn:keyholder:party:f1/onward/1',
          '@type': ['dpv:LegalEntity', dpv('DataSubProcessor')],
          hasName: 'Agencies',
        },
      ],
      hasRecipient: ['urn:uuid:v1', 'urn:keyholder:party:f1/onward/1'],
    });
  });
});
