import { compileRequirement, isReady, rulesAbout, rulesAt, unmetOf, vacuityOf } from './evaluation.js';
import { factCatalogue } from './fact-catalogue.js';
import { factAt, type AssessmentFacts, type Facts, type FlowFacts, type VendorFacts } from './facts.js';
import { gates, type Gate } from './gate.js';
import { requirementProblems, type Requirement } from './requirement.js';
import { shippedStandard, withIndispensable } from './shipped-standard.js';

const vendor: VendorFacts = {
  vendor: {
    status: 'approved',
    tier: 1,
    country: 'DE',
    categories: ['SAAS'],
    hasRiskProfile: true,
    subprocessorsListed: true,
  },
  score: {
    present: true,
    grade: 'C',
    inherentRisk: 80,
    residualRisk: 35.3,
    controlEffectiveness: 0.62,
    confidence: 0.66,
    coverage: 0.9,
    knockouts: [],
    lapsedControls: 0,
  },
  findings: { open: 0, openHigh: 0, openCritical: 0, overdue: 0, breaches: [] },
  certifications: { valid: ['ISO_27001'], expired: [] },
  sharing: { certificatesMissing: 0 },
};
const purpose = {
  code: 'PAYROLL',
  lawfulBasis: 'A6_1_B_CONTRACT',
  specialCondition: 'A9_2_B_EMPLOYMENT',
  hasWhy: true,
  hasHow: true,
  hasBenefit: true,
};
const category = { code: 'SICK_LEAVE', justified: true, retentionDays: 3650, endAction: 'DELETE' };
const leg = { toCountry: 'US', allowed: true, reason: '', law: 'GDPR Art. 46(2)(c)', tool: 'SCC' };
const flow: FlowFacts = {
  flow: {
    direction: 'outbound',
    purposes: [purpose],
    subjectCategories: ['EMPLOYEES'],
    dataCategories: [category],
    specialCategories: ['HEALTH'],
    criminal: false,
    children: false,
    volume: 'V2',
    frequency: 'MONTHLY',
    locations: [{ country: 'US', kind: 'storage' }],
    securityMeasures: ['ENCRYPTION_TRANSIT', 'ENCRYPTION_REST'],
    dpiaOutcome: 'DONE',
    dpiaRequired: true,
    furtherUse: false,
    compatible: false,
  },
  agreement: {
    kind: 'data_processing',
    status: 'in_force',
    inForce: true,
    missingClauses: [],
    partialClauses: [],
    breachNoticeHours: 24,
    subprocessorAuthorisation: 'GENERAL',
    effectiveTo: '',
  },
  transfers: [leg],
};
const assessment: AssessmentFacts = {
  assessment: { controls: 40, unanswered: 0, withoutEvidence: 3, lapsedEvidence: 0 },
};
const good: Facts = { ...vendor, ...flow, ...assessment };

/** The facts under which a requirement applies at all, where those are not the usual ones. */
const joint: Facts = { ...good, agreement: { ...flow.agreement, kind: 'joint_controllership' } };
const startOf = (id: string): Facts => (id === 'JOINT_ARRANGEMENT' ? joint : good);

function withFact(name: string, value: unknown, start = good): Facts {
  const [group = '', member] = name.split('.');
  const all = start as unknown as Record<string, object>;
  return { ...all, [group]: member === undefined ? value : { ...all[group], [member]: value } } as never;
}

function requirement(id: string): Requirement {
  const found = shippedStandard.requirements.find((each) => each.id === id);
  if (!found) throw new Error(`no requirement ${id}`);
  return found;
}

const messages = (id: string, facts: Facts) =>
  unmetOf([compileRequirement(requirement(id))], facts).map(({ message }) => message);

/** For each requirement: a fact that breaks it with what is found, and a fact that makes it not apply, if there is one. */
const cases: [id: string, breaks: [string, unknown], message: string, away?: [string, unknown]][] = [
  ['VENDOR_RISK_PROFILE', ['vendor.hasRiskProfile', false], 'Found: vendor.hasRiskProfile is false.'],
  ['VENDOR_SCORED', ['score.present', false], 'Found: score.present is false.'],
  [
    'VENDOR_NO_KNOCKOUT',
    ['score.knockouts', ['mfa', 'encryption']],
    'Found: score.knockouts is mfa, encryption.',
    ['score.present', false],
  ],
  ['VENDOR_GRADE', ['score.grade', 'F'], 'Found: score.grade is F.', ['score.present', false]],
  ['VENDOR_CONFIDENCE', ['score.confidence', 0.3], 'Found: score.confidence is 0.3.', ['vendor.tier', 3]],
  ['VENDOR_CRITICAL_FINDINGS', ['findings.openCritical', 2], 'Found: findings.openCritical is 2.'],
  ['VENDOR_OVERDUE_FINDINGS', ['findings.overdue', 1], 'Found: findings.overdue is 1.'],
  ['VENDOR_BREACHES_SETTLED', ['findings.breaches', ['i1']], 'Found: findings.breaches is i1.'],
  [
    'VENDOR_EVIDENCE_IN_DATE',
    ['score.lapsedControls', 3],
    'Found: score.lapsedControls is 3.',
    ['score.present', false],
  ],
  ['DELETION_CERTIFICATES', ['sharing.certificatesMissing', 2], 'Found: sharing.certificatesMissing is 2.'],
  ['ASSESSMENT_HAS_CONTROLS', ['assessment.controls', 0], 'Found: assessment.controls is 0.'],
  ['ASSESSMENT_EVIDENCE_IN_DATE', ['assessment.lapsedEvidence', 4], 'Found: assessment.lapsedEvidence is 4.'],
  ['SENSITIVE_DATA_GRADE', ['score.grade', 'D'], 'Found: score.grade is D.', ['flow.specialCategories', []]],
  [
    'JOINT_ARRANGEMENT',
    ['agreement.missingClauses', ['A26_RESPONSIBILITIES']],
    'Found: agreement.missingClauses is A26_RESPONSIBILITIES.',
    ['agreement.kind', 'data_processing'],
  ],
  [
    'SUBPROCESSORS_AUTHORISED',
    ['agreement.subprocessorAuthorisation', ''],
    'Found: agreement.subprocessorAuthorisation is not given.',
    ['agreement.kind', 'joint_controllership'],
  ],
  [
    'SUBPROCESSORS_KNOWN',
    ['vendor.subprocessorsListed', false],
    'Found: vendor.subprocessorsListed is false.',
    ['agreement.subprocessorAuthorisation', 'SPECIFIC'],
  ],
  [
    'VENDOR_CERTIFICATIONS_IN_DATE',
    ['certifications.expired', ['SOC_2']],
    'Found: certifications.expired is SOC_2.',
  ],
  ['VENDOR_APPROVED', ['vendor.status', 'vetting'], 'Found: vendor.status is vetting.'],
  [
    'RECORD_COMPLETE',
    ['flow.subjectCategories', []],
    'Found: flow.dataCategories: SICK_LEAVE; flow.locations: US; flow.purposes: PAYROLL; flow.subjectCategories is empty.',
  ],
  [
    'LAWFUL_BASIS',
    ['flow.purposes', [purpose, { ...purpose, code: 'MARKETING', lawfulBasis: '' }]],
    'Found: flow.purposes: MARKETING.',
  ],
  [
    'SPECIAL_CATEGORY_CONDITION',
    ['flow.purposes', [{ ...purpose, specialCondition: '' }]],
    'Found: flow.purposes: PAYROLL.',
    ['flow.specialCategories', []],
  ],
  [
    'DATA_MINIMISED',
    ['flow.dataCategories', [category, { ...category, code: 'UNION_MEMBERSHIP', justified: false }]],
    'Found: flow.dataCategories: UNION_MEMBERSHIP.',
  ],
  [
    'STORAGE_LIMITED',
    ['flow.dataCategories', [{ ...category, retentionDays: -1 }]],
    'Found: flow.dataCategories: SICK_LEAVE.',
  ],
  ['PLAIN_WORDS', ['flow.purposes', [{ ...purpose, hasBenefit: false }]], 'Found: flow.purposes: PAYROLL.'],
  ['AGREEMENT_IN_FORCE', ['agreement.inForce', false], 'Found: agreement.inForce is false.'],
  [
    'PROCESSOR_CLAUSES',
    ['agreement.missingClauses', ['A28_3_H_AUDIT']],
    'Found: agreement.missingClauses is A28_3_H_AUDIT.',
    ['agreement.kind', 'controller_to_controller'],
  ],
  [
    'PROCESSOR_CLAUSES_ADEQUATE',
    ['agreement.partialClauses', ['A28_3_E_RIGHTS']],
    'Found: agreement.partialClauses is A28_3_E_RIGHTS.',
    ['agreement.kind', 'other'],
  ],
  [
    'BREACH_NOTICE_TIME',
    ['agreement.breachNoticeHours', -1],
    'Found: agreement.breachNoticeHours is not given.',
    ['agreement.kind', 'joint_controllership'],
  ],
  [
    'SECURITY_MEASURES',
    ['flow.securityMeasures', ['TRAINING', 'BACKUP_RESTORE']],
    'Found: flow.securityMeasures is TRAINING, BACKUP_RESTORE.',
  ],
  [
    'SPECIAL_DATA_ENCRYPTED_AT_REST',
    ['flow.securityMeasures', ['ENCRYPTION_TRANSIT', 'MFA']],
    'Found: flow.securityMeasures is ENCRYPTION_TRANSIT, MFA.',
    ['flow.specialCategories', []],
  ],
  [
    'DPIA_DONE',
    ['flow.dpiaOutcome', ''],
    'Found: flow.dpiaOutcome is not given.',
    ['flow.dpiaRequired', false],
  ],
  [
    'TRANSFERS_ALLOWED',
    ['transfers', [leg, { ...leg, toCountry: 'RU', allowed: false, reason: 'no transfer tool' }]],
    'Found: transfers: RU (no transfer tool).',
    ['transfers', []],
  ],
];

describe('the shipped standard', () => {
  it('can be evaluated as it stands', () => {
    expect(requirementProblems(shippedStandard.requirements)).toEqual([]);
  });

  it('finds nothing where everything is in order', () => {
    const rules = shippedStandard.requirements.map(compileRequirement);
    expect(unmetOf(rules, good)).toEqual([]);
  });

  it('tests each of its requirements', () => {
    const apart = ['CRIMINAL_DATA_AUTHORITY', 'DPIA_SCREENED', 'FURTHER_USE_COMPATIBLE'];
    expect([...cases.map(([id]) => id), ...apart].sort()).toEqual(
      shippedStandard.requirements.map(({ id }) => id).sort(),
    );
  });

  it.each(cases)('%s is unmet, and says what was found', (id, [name, value], message) => {
    expect(messages(id, startOf(id))).toEqual([]);
    expect(messages(id, withFact(name, value, startOf(id)))).toEqual([message]);
  });

  it.each(cases.flatMap(([id, breaks, , away]) => (away ? [[id, breaks, away] as const] : [])))(
    '%s is not asked where it does not apply',
    (id, [name, value], [other, instead]) => {
      const broken = withFact(name, value, startOf(id)) as unknown as Record<string, object>;
      const [group = '', member] = other.split('.');
      const facts = { ...broken, [group]: member ? { ...broken[group], [member]: instead } : instead };
      expect(messages(id, facts as never)).toEqual([]);
    },
  );

  it.each(cases)('%s fails closed when the fact is unknown', (id, [name]) => {
    expect(messages(id, withFact(name, undefined, startOf(id)))).toEqual([
      `Cannot be judged, so it counts as not met: ${name} not known.`,
    ]);
  });

  it.each([
    ['was not found compatible', { furtherUse: true }, 1],
    ['was found compatible', { furtherUse: true, compatible: true }, 0],
    ['stands on consent', { furtherUse: true, purposes: [{ ...purpose, lawfulBasis: 'A6_1_A_CONSENT' }] }, 0],
    ['is none', { furtherUse: false }, 0],
    ['is not known', { furtherUse: undefined as never }, 1],
  ])('further use that %s', (_case, change, count) => {
    expect(messages('FURTHER_USE_COMPATIBLE', { ...good, flow: { ...flow.flow, ...change } })).toHaveLength(
      count,
    );
  });

  it.each([
    ['no authority is named', 'A9_2_B_EMPLOYMENT', ['Found: flow.purposes: PAYROLL.']],
    ['a law authorises it', 'A10_CRIMINAL_LAW', []],
  ])('data on convictions: %s', (_case, specialCondition, expected) => {
    const facts = {
      ...good,
      flow: { ...flow.flow, criminal: true, purposes: [{ ...purpose, specialCondition }] },
    };
    expect(messages('CRIMINAL_DATA_AUTHORITY', facts)).toEqual(expected);
    expect(
      messages('CRIMINAL_DATA_AUTHORITY', { ...facts, flow: { ...facts.flow, criminal: false } }),
    ).toEqual([]);
  });

  it.each([
    ['a screening that was never recorded', { dpiaRequired: false, dpiaOutcome: '' }, 'DPIA_SCREENED', 1],
    [
      'a screening that found no need',
      { dpiaRequired: false, dpiaOutcome: 'NOT_REQUIRED' },
      'DPIA_SCREENED',
      0,
    ],
    ['a need that was answered', { dpiaRequired: true, dpiaOutcome: 'DONE' }, 'DPIA_SCREENED', 0],
    [
      'a need found by the screening itself',
      { dpiaRequired: false, dpiaOutcome: 'REQUIRED' },
      'DPIA_DONE',
      1,
    ],
  ])('%s', (_case, change, id, count) => {
    expect(messages(id, { ...good, flow: { ...flow.flow, ...change } })).toHaveLength(count);
  });

  it('asks a vendor only what concerns the vendor, and a flow everything', () => {
    const rules = shippedStandard.requirements.map(compileRequirement);
    expect(unmetOf(rulesAbout(rules, 'vendor'), vendor)).toEqual([]);
    const nothing = { vendor: {}, score: { present: false }, findings: {}, certifications: {}, sharing: {} };
    const ofVendor = unmetOf(rulesAbout(rules, 'vendor'), nothing);
    expect(ofVendor.map(({ code }) => code)).toEqual([
      'VENDOR_RISK_PROFILE',
      'VENDOR_SCORED',
      'VENDOR_CRITICAL_FINDINGS',
      'VENDOR_OVERDUE_FINDINGS',
      'VENDOR_BREACHES_SETTLED',
      'VENDOR_CERTIFICATIONS_IN_DATE',
      'DELETION_CERTIFICATES',
    ]);
    expect(isReady(ofVendor)).toBe(false);
    const ofFlows = shippedStandard.requirements.filter(({ about }) => about !== 'assessment');
    expect(rulesAbout(rules, 'flow').map(({ requirement: { id } }) => id)).toEqual(
      ofFlows.map(({ id }) => id),
    );
  });

  it('has something to ask at every gate', () => {
    const rules = shippedStandard.requirements.map(compileRequirement);
    const asked = (gate: Gate) => rulesAt(rules, gate).map(({ requirement: { id } }) => id);
    expect(gates.map((gate) => [gate, asked(gate).length > 0])).toEqual(gates.map((gate) => [gate, true]));
    expect(asked('agreement_signature')).toEqual([
      'BREACH_NOTICE_TIME',
      'SUBPROCESSORS_AUTHORISED',
      'SUBPROCESSORS_KNOWN',
    ]);
    expect(asked('assessment_completion')).toEqual([
      'ASSESSMENT_HAS_CONTROLS',
      'ASSESSMENT_EVIDENCE_IN_DATE',
    ]);
  });

  it('asks nothing that every case would meet', () => {
    const empty = shippedStandard.requirements.filter((one) => vacuityOf(compileRequirement(one)) !== null);
    expect(empty.map(({ id }) => id)).toEqual([]);
  });

  it('asks for a risk profile and a score also where a version leaves them out', () => {
    const one = requirement('VENDOR_GRADE');
    const ids = (requirements: readonly Requirement[]) => withIndispensable(requirements).map(({ id }) => id);
    expect(ids([one])).toEqual(['VENDOR_RISK_PROFILE', 'VENDOR_SCORED', 'VENDOR_GRADE']);
    expect(ids(shippedStandard.requirements)).toEqual(shippedStandard.requirements.map(({ id }) => id));
  });

  it('is ready when only warnings are left', () => {
    const rules = shippedStandard.requirements.map(compileRequirement);
    const unmet = unmetOf(rules, withFact('findings.overdue', 1));
    expect(unmet.map(({ code }) => code)).toEqual(['VENDOR_OVERDUE_FINDINGS']);
    expect(isReady(unmet)).toBe(true);
  });
});

describe('the catalogue of facts', () => {
  const typeOf = (value: unknown) =>
    Array.isArray(value)
      ? value.some((item) => typeof item === 'object')
        ? 'list<dyn>'
        : 'list<string>'
      : ({ string: 'string', number: 'double', boolean: 'bool' } as Record<string, string>)[typeof value];

  it.each(Object.entries(factCatalogue))(
    '%s has an example of its type',
    (_name, { type, example, missing }) => {
      expect(typeOf(example)).toBe(type);
      if (missing !== undefined) expect(typeOf(missing)).toBe(type);
    },
  );

  it.each(Object.entries(factCatalogue).filter(([name]) => !name.includes('[]')))(
    '%s is delivered in that type',
    (name, { type }) => {
      const value = factAt(good, name);
      expect(Array.isArray(value) && value.length === 0 ? type : typeOf(value)).toBe(type);
    },
  );
});
