import type { DataFlow, FlowTransfer, Tia } from '../../src/modules/agreements/domain/data-flow.js';
import type { Exporting } from '../../src/modules/agreements/domain/transfer-legs.js';
import { localDate } from '../../src/shared/local-date.js';

/** An impact assessment to which nothing is missing. */
export const aTia = (more: Partial<Tia> = {}): Tia => ({
  assessedOn: localDate('2026-03-01'),
  conclusion: 'CURED_BY_MEASURES',
  nextReviewOn: localDate('2026-11-25'),
  assessor: 'Privacy team',
  laws: 'What the authorities of the country may ask for, and how often they did.',
  sources: ['Transparency report of the vendor'],
  measures: [{ kind: 'TECHNICAL', text: 'Keys stay with us.' }],
  note: null,
  evidenceId: null,
  ...more,
});

/** A German controller, its processor, and clauses signed between them. */
export const exporting = (more: Partial<Exporting> = {}): Exporting => ({
  exporter: 'DE',
  on: localDate('2026-11-25'),
  changes: [],
  roles: { exporter: 'CONTROLLER', importer: 'PROCESSOR' },
  carried: ['SCC_M2'],
  entries: [],
  ...more,
});

export const transfer = (toCountry: string, more: Partial<FlowTransfer> = {}): FlowTransfer => ({
  toCountry,
  tool: null,
  tia: null,
  instrument: null,
  derogation: null,
  dataClass: null,
  dpfListing: null,
  sectorConfirmed: null,
  ...more,
});

/** A draft with what the record needs. */
export const aFlow = (content: Partial<DataFlow> = {}): DataFlow => ({
  id: 'f1',
  revision: 1,
  reference: 'DF-1',
  agreementId: 'a1',
  vendorId: 'v1',
  legalEntityId: 'e1',
  title: 'Payroll',
  status: 'draft',
  direction: 'outbound',
  purposes: [
    {
      code: 'PAYROLL',
      text: null,
      lawfulBasis: 'A6_1_B_CONTRACT',
      specialCondition: null,
      why: 'to pay',
      how: null,
      benefit: null,
    },
  ],
  subjectCategories: ['EMPLOYEES'],
  dataCategories: [{ code: 'PAY', justification: 'needed', retentionDays: 2190, endAction: 'DELETE' }],
  volume: 'V2',
  frequency: 'MONTHLY',
  sourceSystem: null,
  recipientSystem: null,
  onBehalfOf: [],
  recipients: [],
  locations: [{ country: 'DE', kind: 'storage' }],
  transfers: [],
  securityMeasures: ['ENCRYPTION_TRANSIT', 'MFA'],
  dpia: null,
  compatibility: null,
  legs: [],
  standsOn: [],
  authorIds: [],
  submittedById: null,
  submittedAt: null,
  decisionId: null,
  validUntil: null,
  openConditions: 0,
  staleFacts: [],
  loggedFacts: [],
  reviewDueOn: null,
  activatedAt: null,
  suspendedBecause: null,
  emergency: null,
  closedAt: null,
  endedOn: null,
  certificate: null,
  certificateMissing: false,
  createdById: null,
  createdAt: new Date('2026-01-01T00:00:00Z'),
  ...content,
});
