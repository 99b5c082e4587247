import { aFlow } from '../../../../test/support/data-flow.js';
import { localDate } from '../../../shared/local-date.js';
import { compatibilityFactors } from '../../reference-data/codes.js';
import type { DataFlow, OnBehalfOf, OnwardRecipient } from './data-flow.js';
import { actsAsProcessor, unmetInRecord } from './flow-completeness.js';

const retail: OnBehalfOf = {
  ...{ name: 'Retail', country: 'DE', contact: 'privacy@retail.example', representative: null },
  ...{ dpoContact: null, processing: ['Printing'] },
};
const agencies: OnwardRecipient = {
  ...{ category: 'Credit agencies', name: null, role: 'INDEPENDENT_CONTROLLER', country: 'DE' },
  why: 'Arrears are reported.',
};
const test = {
  furtherUse: true,
  originalPurpose: 'To deliver orders.',
  compatible: true,
  factors: compatibilityFactors.map((code) => ({ code, note: 'It fits.' })),
};
const [purpose] = aFlow().purposes;

describe('what the record must name', () => {
  const found = (content: Partial<DataFlow>, asProcessor = false) =>
    unmetInRecord(aFlow(content), { asProcessor }).map(
      ({ code, severity, message }) => `${code} ${severity}: ${message}`,
    );

  it.each<[string, Partial<DataFlow>, string[]]>([
    ['each controller', {}, ['FLOW_CONTROLLERS_MISSING blocking: onBehalfOf is empty']],
    [
      'with its contact and what is done for it',
      {
        onBehalfOf: [
          retail,
          { ...retail, name: 'Bank', contact: null },
          { ...retail, name: 'Shop', processing: [] },
        ],
      },
      ['FLOW_CONTROLLERS_MISSING blocking: Contact or processing is missing of Bank, Shop.'],
    ],
    ['and nothing else', { onBehalfOf: [retail] }, []],
  ])('by a processor: %s', (_what, content, expected) => {
    expect(found(content, true)).toEqual(expected.map((text) => expect.stringContaining(text) as string));
    expect(found(content)).toEqual([]);
  });

  it('in which country each further recipient is', () => {
    expect(found({ recipients: [agencies, { ...agencies, category: 'Insurers', country: null }] })).toEqual([
      'FLOW_RECIPIENT_COUNTRY_MISSING blocking: No country is given for Insurers.',
    ]);
  });

  it('for a further use the whole test, unless people consented to it', () => {
    const half = { ...test, originalPurpose: null, compatible: null, factors: test.factors.slice(1) };
    expect(found({ compatibility: test })).toEqual([]);
    expect(found({ compatibility: half })).toEqual([
      'FLOW_COMPATIBILITY_INCOMPLETE blocking: Not answered: originalPurpose, compatible, A6_4_A_LINK.',
    ]);
    const consented = [{ ...purpose, lawfulBasis: 'A6_1_A_CONSENT' }] as DataFlow['purposes'];
    expect(found({ compatibility: half, purposes: consented })).toEqual([]);
    expect(found({ compatibility: half, purposes: [] })).toHaveLength(1);
    expect(found({ compatibility: { ...half, furtherUse: false } })).toEqual([]);
  });

  it('why there is no impact assessment where one criterion is met', () => {
    const dpia = {
      outcome: 'NOT_REQUIRED',
      triggers: [],
      criteria: [],
      reasons: null,
      evidenceId: null,
    } as const;
    const subjectCategories = ['CUSTOMERS'] as const;
    expect(found({ dpia, subjectCategories })).toEqual([]);
    expect(found({ dpia, subjectCategories, volume: 'V3' })).toEqual([
      'FLOW_DPIA_REASONS_MISSING warning: Met: WP248_5_LARGE_SCALE.',
    ]);
    expect(found({ dpia: { ...dpia, reasons: 'One only.' }, subjectCategories, volume: 'V3' })).toEqual([]);
  });
});

describe('an impact assessment that is done', () => {
  const done = { outcome: 'DONE', triggers: [], criteria: [], reasons: null, evidenceId: null } as const;
  const advised = { ...done, dpoAdvice: 'Keep the keys here.' };
  it.each<[string, DataFlow['dpia'], string[]]>([
    ['says nothing more', done, ['FLOW_DPIA_INCOMPLETE warning: Not given: residualRisk, dpoAdvice.']],
    ['leaves a low risk, with advice', { ...advised, residualRisk: 'LOW' }, []],
    [
      'leaves a high risk',
      { ...advised, residualRisk: 'HIGH' },
      ['FLOW_PRIOR_CONSULTATION_MISSING blocking: residualRisk is HIGH, and consultedOn is empty.'],
    ],
    [
      'leaves a high risk of which the authority was told',
      { ...advised, residualRisk: 'HIGH', consultedOn: localDate('2026-05-01') },
      [],
    ],
  ])('%s', (_what, dpia, expected) => {
    const found = unmetInRecord(aFlow({ dpia }));
    expect(found.map(({ code, severity, message }) => `${code} ${severity}: ${message}`)).toEqual(expected);
  });
});

describe('our role', () => {
  it.each([
    ['of the company, where the agreement says nothing', null, 'processor', true],
    ['of the company', null, 'controller', false],
    ['of the agreement before that of the company', 'CONTROLLER', 'processor', false],
    ['of a processor under this agreement', 'PROCESSOR', 'controller', true],
    ['of a sub-processor', 'SUB_PROCESSOR', 'controller', true],
  ] as const)('is that %s', (_what, legalEntityRole, role, expected) => {
    expect(actsAsProcessor({ legalEntityRole }, { role })).toBe(expected);
  });
});
