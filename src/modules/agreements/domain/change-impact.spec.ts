import { anAgreement } from '../../../../test/support/agreement.js';
import { aFlow } from '../../../../test/support/data-flow.js';
import { localDate } from '../../../shared/local-date.js';
import {
  changeImpacts,
  changeReactions,
  listOf,
  type ChangeImpact,
  type ChangeReaction,
} from '../../reference-data/codes.js';
import { endsApproval, judgedChanges, judges, reactionTo } from './change-impact.js';
import { decisionFacts, differences } from './decision-facts.js';

type Case = [fact: string, then: unknown, now: unknown, impact: ChangeImpact, reaction: ChangeReaction];

const payroll = { code: 'PAYROLL', lawfulBasis: 'A6_1_B_CONTRACT' };
const pay = { code: 'PAY', retentionDays: 30, endAction: 'DELETE' };
const agency = { category: 'Credit agencies', name: null, role: 'RECIPIENT', country: 'DE' };
const retail = { name: 'Retail', country: 'DE', processing: ['Print'] };
const de = { country: 'DE', kind: 'storage' };
const toUs = { toCountry: 'US', tool: 'SCC_M2', tia: 'NO_IMPEDIMENT' };
const onDpf = { toCountry: 'US', tool: 'SCC_M2', allowed: true, reliesOn: 'EU_US_DPF' };
const fell = { ...onDpf, reliesOn: null };
const swiss = { toCountry: 'CH', tool: null, allowed: true, reliesOn: 'EU_CH' };
const mail = { name: 'Mail', rank: 1, countries: ['DE'], dataCategories: [], answer: null };
const declares = (what: 'purpose' | 'data_category' | 'retention', number: number) => ({
  ...{ what, number, since: localDate('2026-06-01') },
  basis: what === 'purpose' ? ('consent' as const) : null,
});
const scc = { modules: ['SCC_M2'], choices: ['SCC_17: DE'] };
const none = ['NO_LESS_PROTECTION', 'log_only'] as const;

const cases: Case[] = [
  ['flow.agreementId', 'a1', 'a2', 'RECIPIENT_REPLACED', 'block'],
  ['flow.direction', 'outbound', 'bidirectional', 'PURPOSE_CHANGED', 'block'],
  ['flow.purposes', [payroll], [payroll, { ...payroll, code: 'PROFILING' }], 'PURPOSE_CHANGED', 'block'],
  ['flow.purposes', [payroll], [{ ...payroll, lawfulBasis: 'A6_1_A_CONSENT' }], 'PURPOSE_CHANGED', 'block'],
  ['flow.purposes', [payroll, { ...payroll, code: 'TAX' }], [payroll], ...none],
  ['flow.purposes', [payroll], [{ ...payroll, why: 'To pay.' }], 'PURPOSE_REWORDED', 'review_30_days'],
  [
    'flow.purposes',
    [payroll],
    [{ ...payroll, specialCondition: 'A9_2_B_EMPLOYMENT' }],
    'PURPOSE_CHANGED',
    'block',
  ],
  ['flow.compatibility', null, { furtherUse: true }, 'PURPOSE_CHANGED', 'block'],
  ['flow.subjectCategories', ['EMPLOYEES'], ['EMPLOYEES', 'CHILDREN'], 'SUBJECT_GROUP_ADDED', 'block'],
  ['flow.subjectCategories', ['EMPLOYEES', 'APPLICANTS'], ['EMPLOYEES'], ...none],
  ['flow.dataCategories', [pay], [pay, { ...pay, code: 'HEALTH' }], 'DATA_CATEGORY_ADDED', 'block'],
  ['flow.dataCategories', [pay], [{ ...pay, retentionDays: 31 }], 'RETENTION_LONGER', 'review_30_days'],
  ['flow.dataCategories', [pay], [{ ...pay, retentionDays: null }], 'RETENTION_LONGER', 'review_30_days'],
  ['flow.dataCategories', [pay], [{ ...pay, endAction: 'RETURN' }], 'RETENTION_LONGER', 'review_30_days'],
  ['flow.dataCategories', [pay], [{ ...pay, retentionDays: 29 }], ...none],
  ['flow.dataCategories', [pay, { ...pay, code: 'NAME' }], [pay], ...none],
  ['flow.dataCategories', [pay], [{ ...pay, code: 'PAY.BONUS' }], ...none],
  ['flow.dataCategories', [{ ...pay, code: 'PAY.BONUS' }], [pay], 'DATA_CATEGORY_ADDED', 'block'],
  [
    'flow.dataCategories',
    [pay],
    [{ ...pay, code: 'PAY.BONUS', retentionDays: 31 }],
    'RETENTION_LONGER',
    'review_30_days',
  ],
  ['flow.subjectCategories', ['EMPLOYEES'], ['EMPLOYEES.NIGHT_SHIFT'], ...none],
  ['flow.subjectCategories', ['EMPLOYEES.NIGHT_SHIFT'], ['EMPLOYEES'], 'SUBJECT_GROUP_ADDED', 'block'],
  ['flow.specialCategories', [], ['HEALTH'], 'DATA_CATEGORY_ADDED', 'block'],
  ['flow.specialCategories', ['HEALTH'], [], ...none],
  ['flow.volume', 'V2', 'V3', 'BAND_EXCEEDED', 'review_30_days'],
  ['flow.volume', 'V2', null, 'BAND_EXCEEDED', 'review_30_days'],
  ['flow.volume', 'V2', 'V1', ...none],
  ['flow.frequency', 'MONTHLY', 'DAILY', 'BAND_EXCEEDED', 'review_30_days'],
  ['flow.frequency', 'YEARLY', 'ON_EVENT', 'BAND_EXCEEDED', 'review_30_days'],
  ['flow.frequency', 'DAILY', 'WEEKLY', ...none],
  ['flow.sourceSystem', 'CRM', 'ERP', 'SOURCE_CHANGED', 'review_30_days'],
  ['flow.recipientSystem', null, 'Mail', 'SOURCE_CHANGED', 'review_30_days'],
  ['flow.recipients', null, [agency], 'ONWARD_SHARING', 'block'],
  ['flow.recipients', [agency], [{ ...agency, country: 'US' }], 'ONWARD_SHARING', 'block'],
  ['flow.recipients', [agency], null, ...none],
  ['flow.onBehalfOf', [retail], [{ ...retail, processing: ['Print', 'Scan'] }], 'CONTROLLER_ADDED', 'block'],
  ['flow.onBehalfOf', [retail], null, ...none],
  ['flow.dpiaScreening', null, ['WP248_2_ADM'], 'DPIA_CHANGED', 'review_30_days'],
  ['flow.dpiaScreening', ['WP248_2_ADM'], null, ...none],
  ['flow.dpiaResidualRisk', 'LOW', 'HIGH', 'DPIA_CHANGED', 'review_30_days'],
  ['flow.dpiaResidualRisk', 'HIGH', null, 'DPIA_CHANGED', 'review_30_days'],
  ['flow.dpiaResidualRisk', 'HIGH', 'MEDIUM', ...none],
  ['flow.locations', [de], [de, { country: 'IN', kind: 'remote_access' }], 'PLACE_ADDED', 'block'],
  ['flow.locations', [de], [{ ...de, kind: 'processing' }], 'PLACE_ADDED', 'block'],
  ['flow.locations', [de, { country: 'FR', kind: 'storage' }], [de], ...none],
  ['flow.transfers', [], [toUs], 'PLACE_ADDED', 'block'],
  ['flow.transfers', [toUs], [{ ...toUs, tool: 'BCR_P' }], 'TRANSFER_CHANGED', 'block'],
  ['flow.transfers', [toUs], [{ ...toUs, tia: 'NOT_CURED' }], 'TRANSFER_CHANGED', 'block'],
  ['flow.transfers', [toUs], [], ...none],
  ['flow.securityMeasures', ['MFA', 'BACKUP'], ['MFA'], 'SAFEGUARD_DROPPED', 'block'],
  ['flow.securityMeasures', ['MFA'], ['BACKUP', 'MFA'], ...none],
  ['flow.dpia', 'NOT_REQUIRED', 'REQUIRED', 'DPIA_CHANGED', 'review_30_days'],
  ['agreement.kind', 'data_processing', 'other', 'VENDOR_ROLE_CHANGED', 'block'],
  ['agreement.vendorRole', 'PROCESSOR', 'CONTROLLER', 'VENDOR_ROLE_CHANGED', 'block'],
  ['agreement.legalEntityRole', null, 'PROCESSOR', 'VENDOR_ROLE_CHANGED', 'block'],
  ['agreement.status', 'in_force', 'terminated', 'CONTRACT_LOST', 'suspend'],
  ['agreement.status', 'signed', 'in_force', ...none],
  ['agreement.effectiveTo', '2027-12-31', '2027-06-30', 'CONTRACT_TERMS_CHANGED', 'review_30_days'],
  ['agreement.effectiveTo', null, '2027-06-30', 'CONTRACT_TERMS_CHANGED', 'review_30_days'],
  ['agreement.effectiveTo', '2027-12-31', '2028-12-31', ...none],
  ['agreement.effectiveTo', '2027-12-31', null, ...none],
  ['agreement.breachNoticeHours', 24, 48, 'CONTRACT_TERMS_CHANGED', 'review_30_days'],
  ['agreement.breachNoticeHours', 24, null, 'CONTRACT_TERMS_CHANGED', 'review_30_days'],
  ['agreement.breachNoticeHours', 24, 12, ...none],
  ['agreement.breachNoticeHours', null, 72, ...none],
  [
    'agreement.subprocessorAuthorisation',
    { kind: 'SPECIFIC' },
    { kind: 'GENERAL' },
    'CONTRACT_TERMS_CHANGED',
    'review_30_days',
  ],
  ['agreement.deletion', { choice: 'DELETE' }, null, 'CONTRACT_TERMS_CHANGED', 'review_30_days'],
  ['agreement.crossContextAdvertising', false, true, 'PURPOSE_CHANGED', 'block'],
  ['agreement.crossContextAdvertising', true, false, ...none],
  ['agreement.scc', scc, { ...scc, modules: ['SCC_M3'] }, 'TRANSFER_TOOL_LOST', 'suspend'],
  ['agreement.scc', scc, null, 'TRANSFER_TOOL_LOST', 'suspend'],
  ['agreement.scc', scc, { ...scc, choices: [] }, 'CONTRACT_TERMS_CHANGED', 'review_30_days'],
  ['agreement.scc', null, scc, ...none],
  ['agreement.clauses', ['A: PRESENT'], ['A: MISSING'], 'CONTRACT_LOST', 'suspend'],
  ['agreement.clauses', ['A: PRESENT', 'B: MISSING'], ['A: PRESENT', 'B: PRESENT'], ...none],
  ['exporter.id', 'e1', 'e2', 'EXPORTER_CHANGED', 'block'],
  ['exporter.country', 'DE', 'GB', 'EXPORTER_CHANGED', 'block'],
  ['exporter.role', 'controller', 'processor', 'EXPORTER_CHANGED', 'block'],
  ['vendor.id', 'v1', 'v2', 'RECIPIENT_REPLACED', 'block'],
  ['vendor.legalName', 'Old Ltd', 'New Ltd', 'VENDOR_IDENTITY_CHANGED', 'review_30_days'],
  ['vendor.country', 'IE', 'CY', 'VENDOR_IDENTITY_CHANGED', 'review_30_days'],
  ['vendor.status', 'approved', 'suspended', 'VENDOR_NOT_APPROVED', 'suspend'],
  ['vendor.status', 'approved', 'vetting', 'VENDOR_VETTED_ANEW', 'review_30_days'],
  ['vendor.status', 'conditionally_approved', 'approved', ...none],
  ['vendor.certifications', ['ISO_27001'], [], 'CERTIFICATE_LOST', 'review_30_days'],
  ['vendor.certifications', ['ISO_27001'], ['ISO_27001', 'SOC2_TYPE2'], ...none],
  ['vendor.subprocessors', null, [mail], 'SUBPROCESSOR_NOT_APPROVED', 'block'],
  ['vendor.subprocessors', null, [{ ...mail, answer: 'APPROVED_TACIT' }], ...none],
  ['vendor.subprocessors', [mail], null, ...none],
  ['vendor.declaredBeyond', [], [declares('purpose', 4)], 'PURPOSE_CHANGED', 'block'],
  ['vendor.declaredBeyond', [], [declares('data_category', 9)], 'DATA_CATEGORY_ADDED', 'block'],
  ['vendor.declaredBeyond', null, [declares('retention', 400)], 'RETENTION_LONGER', 'review_30_days'],
  ['vendor.declaredBeyond', [declares('purpose', 4)], null, ...none],
  ['score.knockouts', [], ['MFA'], 'KNOCKOUT_FAILED', 'suspend'],
  ['score.knockouts', ['MFA'], [], ...none],
  ['vendor.breaches', null, ['i1'], 'BREACH_CONFIRMED', 'review_at_once'],
  ['vendor.breaches', ['i1'], ['i1', 'i2'], 'BREACH_CONFIRMED', 'review_at_once'],
  ['vendor.breaches', ['i1'], null, ...none],
  ['transfer.legs', [onDpf], [{ ...fell, allowed: false }], 'TRANSFER_TOOL_LOST', 'suspend'],
  ['standard.waivers', ['OPEN'], null, 'WAIVER_LOST', 'suspend'],
  ['standard.waivers', ['MET'], null, ...none],
  ['vendor.shoeSize', 42, 43, 'UNKNOWN_FACT', 'block'],
  ['constructor', 1, 2, 'UNKNOWN_FACT', 'block'],
];

describe('a changed decision fact', () => {
  const judged = (fact: string, then: unknown, now: unknown, tier: number | null = 2) =>
    judgedChanges([{ fact, then, now }], { tier, open: ['OPEN'] })[0];

  it.each(cases)('%s, from %j to %j, is %s: %s', (...[fact, then, now, impact, reaction]) => {
    expect(judged(fact, then, now)).toEqual({ fact, then, now, impact, reaction });
  });

  it('has a rule and a case, whatever an approval is of', () => {
    const facts = decisionFacts(
      aFlow({
        recipientSystem: 'Mail',
        recipients: [{ ...agency, role: 'RECIPIENT', why: 'By law.' }],
        onBehalfOf: [{ ...retail, contact: null, representative: null, dpoContact: null }],
        dpia: {
          ...{ outcome: 'DONE', triggers: ['A35_3_B'], criteria: [], reasons: null, evidenceId: null },
          residualRisk: 'LOW',
        },
      }),
      anAgreement({
        ...{ deletionChoice: 'DELETE', legalEntityRole: 'CONTROLLER', coversCcpa: true },
        sccModules: ['SCC_M2'],
      }),
      [],
      {
        exporter: { id: 'e1', country: 'DE', role: 'controller' },
        vendor: { id: 'v1', legalName: null, country: null, status: 'approved' },
        ...{
          certifications: [],
          knockouts: [],
          waived: ['X'],
          subprocessors: [mail],
          breaches: ['i1'],
          beyond: [declares('purpose', 4)],
        },
      },
    );
    expect(Object.keys(judges).sort()).toEqual(Object.keys(facts).sort());
    const tried = new Set(cases.map(([fact]) => fact));
    expect(Object.keys(judges).filter((fact) => !tried.has(fact))).toEqual([]);
  });

  it('is what the reference list says that it may be', () => {
    for (const [fact, , , impact] of cases) {
      const item = listOf('change_impact').items.find(({ code }) => code === impact);
      const named = impact === 'UNKNOWN_FACT' || impact === 'NO_LESS_PROTECTION';
      expect([fact, impact, named || item?.facts.includes(fact)]).toEqual([fact, impact, true]);
    }
    const reached = new Set([...cases.map(([, , , impact]) => impact), 'TRANSFER_CHANGED']);
    expect(changeImpacts.filter((impact) => !reached.has(impact))).toEqual([]);
    for (const { code, facts } of listOf('change_impact').items)
      for (const fact of facts) expect([code, fact, Object.hasOwn(judges, fact)]).toEqual([code, fact, true]);
  });

  it('of the identity of a vendor in tier 1 is not left for thirty days', () => {
    expect(judged('vendor.country', 'IE', 'CY', 1)?.reaction).toBe('suspend');
    expect([1, 2, 3, 4, null].map((tier) => reactionTo('BAND_EXCEEDED', { tier }))).toEqual(
      Array(5).fill('review_30_days'),
    );
  });

  it('ends an approval where it blocks or suspends', () => {
    expect(changeReactions.filter((reaction) => endsApproval({ reaction }))).toEqual(['block', 'suspend']);
  });

  describe('of a way on which an adequacy decision fell', () => {
    it.each<[string, object[], object[], ChangeImpact]>([
      ['stands by the safeguard that was approved with it', [onDpf], [fell], 'NO_LESS_PROTECTION'],
      ['and beside others that stay', [swiss, onDpf], [swiss, fell], 'NO_LESS_PROTECTION'],
      [
        'falls where the safeguard does not hold',
        [onDpf],
        [{ ...fell, allowed: false }],
        'TRANSFER_TOOL_LOST',
      ],
      [
        'falls without one',
        [{ ...onDpf, tool: null }],
        [{ ...fell, tool: null, allowed: false }],
        'TRANSFER_TOOL_LOST',
      ],
      ['falls with a safeguard that nobody approved', [{ ...onDpf, tool: null }], [fell], 'TRANSFER_CHANGED'],
      [
        'falls with another safeguard than was approved',
        [onDpf],
        [{ ...fell, tool: 'SCC_M1' }],
        'TRANSFER_CHANGED',
      ],
      [
        'falls on a derogation',
        [{ ...onDpf, tool: 'A49_1_A' }],
        [{ ...fell, tool: 'A49_1_A' }],
        'TRANSFER_TOOL_LOST',
      ],
      [
        'falls where a claim of adequacy is all',
        [{ ...onDpf, tool: 'ADEQUACY_ORG_LIST' }],
        [{ ...fell, tool: 'ADEQUACY_ORG_LIST' }],
        'TRANSFER_TOOL_LOST',
      ],
      ['falls when there is one way more', [onDpf], [fell, swiss], 'PLACE_ADDED'],
      ['falls when one goes elsewhere', [onDpf], [{ ...fell, toCountry: 'IN' }], 'PLACE_ADDED'],
      ['stands when the decision is back', [fell], [onDpf], 'NO_LESS_PROTECTION'],
      ['stands when there is one way less', [onDpf, swiss], [onDpf], 'NO_LESS_PROTECTION'],
    ])('%s', (_case, then, now, expected) => {
      expect(judged('transfer.legs', then, now)?.impact).toBe(expected);
    });
  });

  it('that is as before is none', () => {
    expect(
      judgedChanges(differences({ 'flow.volume': 'V1' }, { 'flow.volume': 'V1' }), { tier: 1, open: [] }),
    ).toEqual([]);
  });
});
