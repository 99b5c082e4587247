import { localDate } from '../../../shared/local-date.js';
import {
  ccpaContractTerms,
  type CcpaContractTerm,
  type ClauseStatus,
  type PartyRole,
} from '../../reference-data/codes.js';
import type { Agreement, RecordedChoice } from './agreement.js';
import { ccpaStanding } from './ccpa-role.js';
import { choicesMissing, fittingModules, sccNeeds } from './scc-choices.js';

const today = localDate('2026-11-26');

describe('the module of the transfer clauses', () => {
  it.each([
    ['CONTROLLER', 'DE', 'INDEPENDENT_CONTROLLER', ['SCC_M1']],
    ['CONTROLLER', 'DE', 'PROCESSOR', ['SCC_M2']],
    ['JOINT_CONTROLLER', 'CH', 'PROCESSOR', ['SCC_M2']],
    ['PROCESSOR', 'GB', 'SUB_PROCESSOR', ['SCC_M3']],
    ['PROCESSOR', 'NO', 'CONTROLLER', ['SCC_M4']],
    ['CONTROLLER', 'US', 'PROCESSOR', ['SCC_M2', 'SCC_M4']],
    ['CONTROLLER', 'US', 'CONTROLLER', ['SCC_M1']],
    ['CONTROLLER', 'DE', 'REPRESENTATIVE', []],
  ] as const)('of our %s in %s and a %s', (role, country, vendorRole, expected) => {
    expect(fittingModules({ role, country }, vendorRole, today)).toEqual(expected);
  });
});

describe('what the transfer clauses leave open', () => {
  const carrying = (sccModules: Agreement['sccModules'], ...codes: RecordedChoice['code'][]) => ({
    sccModules,
    sccChoices: codes.map((code): RecordedChoice => {
      return { code, value: code === 'SCC_9A' ? 'OPTION_2' : 'x', note: null };
    }),
    subprocessorAuthorisation: null,
  });
  const missing = (...given: Parameters<typeof carrying>) =>
    choicesMissing(carrying(...given)).map(({ code }) => code);

  it('is nothing without them', () => {
    expect(missing([])).toEqual([]);
  });
  it.each([
    ['SCC_M1', 'SCC_13 SCC_14 SCC_15 SCC_17 SCC_18 SCC_ANNEX_IA SCC_ANNEX_IB SCC_ANNEX_IC SCC_ANNEX_II'],
    [
      'SCC_M2',
      'SCC_9A SCC_13 SCC_14 SCC_15 SCC_17 SCC_18 SCC_ANNEX_IA SCC_ANNEX_IB SCC_ANNEX_IC SCC_ANNEX_II SCC_ANNEX_III',
    ],
    [
      'SCC_M3',
      'SCC_9A SCC_13 SCC_14 SCC_15 SCC_17 SCC_18 SCC_ANNEX_IA SCC_ANNEX_IB SCC_ANNEX_IC SCC_ANNEX_II SCC_ANNEX_III',
    ],
    ['SCC_M4', 'SCC_14 SCC_15 SCC_17 SCC_18 SCC_ANNEX_IA SCC_ANNEX_IB'],
  ] as const)('is by %s: %s', (module, codes) => {
    expect(missing([module]).join(' ')).toBe(codes);
  });
  it('asks for no list of sub-processors under a general authorisation', () => {
    expect(missing(['SCC_M2'], 'SCC_9A')).not.toContain('SCC_ANNEX_III');
  });

  const allowed = (kind: 'SPECIFIC' | 'GENERAL' | 'PROHIBITED', objectionDays: number | null = null) => ({
    kind,
    objectionDays,
  });
  it.each([
    ['OPTION_1', allowed('SPECIFIC'), []],
    ['OPTION_2', allowed('SPECIFIC'), ['SCC_9A_DIFFERS']],
    ['OPTION_1', allowed('GENERAL', 30), ['SCC_9A_DIFFERS']],
    ['OPTION_2', allowed('GENERAL', 30), []],
    ['OPTION_2', allowed('GENERAL'), ['SCC_9A_DAYS_MISSING']],
    ['OPTION_1', allowed('PROHIBITED'), []],
    ['OPTION_1', null, ['SCC_9A_DIFFERS']],
  ] as const)('%s of clause 9(a) beside %j', (value, subprocessorAuthorisation, expected) => {
    const sccChoices = [{ code: 'SCC_9A' as const, value, note: null }];
    const needs = sccNeeds({ sccModules: ['SCC_M2'], sccChoices, subprocessorAuthorisation });
    expect(needs.map(({ code }) => code)).toEqual(expected);
  });
});

describe('the role of a recipient under the CCPA', () => {
  const standing = (
    vendorRole: PartyRole,
    but: Partial<Record<CcpaContractTerm, ClauseStatus>> = {},
    terms: Partial<Agreement> = {},
  ) =>
    ccpaStanding({
      coversCcpa: true,
      crossContextAdvertising: false,
      vendorRole,
      clauses: ccpaContractTerms.map((code) => {
        return { code, status: but[code] ?? 'PRESENT', note: null, reviewedById: null };
      }),
      ...terms,
    });

  it('is not asked where no Californian data are disclosed', () => {
    expect(standing('PROCESSOR', {}, { coversCcpa: false })).toBeNull();
  });
  const certified = { CC_CERTIFICATION: 'MISSING' } as const;
  it.each([
    ['PROCESSOR', {}, 'SERVICE_PROVIDER BUSINESS_PURPOSE', ''],
    ['PROCESSOR', certified, 'SERVICE_PROVIDER BUSINESS_PURPOSE', ''],
    ['INDEPENDENT_CONTROLLER', {}, 'CONTRACTOR BUSINESS_PURPOSE', ''],
    ['INDEPENDENT_CONTROLLER', certified, 'THIRD_PARTY SALE', 'CC_CERTIFICATION'],
    ['PROCESSOR', { CC_NO_SELL: 'MISSING' }, 'THIRD_PARTY SALE', 'CC_NO_SELL'],
    ['PROCESSOR', { CC_COMPLY: 'PARTIAL' }, 'THIRD_PARTY SALE', 'CC_COMPLY, CC_COMPLY'],
    ['PROCESSOR', { CC_VERIFY: 'NOT_REVIEWED' }, 'THIRD_PARTY SALE', 'CC_VERIFY, CC_VERIFY'],
    ['PROCESSOR', { CC_FLOWDOWN: 'NOT_APPLICABLE' }, 'SERVICE_PROVIDER BUSINESS_PURPOSE', ''],
    ['PROCESSOR', { CC_NO_SELL: 'NOT_APPLICABLE' }, 'THIRD_PARTY SALE', 'CC_NO_SELL'],
  ] as const)('of a %s with %j is %s, for want of %s', (role, but, expected, missing) => {
    const found = standing(role, but);
    expect(`${found?.role} ${found?.disclosure}`).toBe(expected);
    expect(found?.optOutApplies).toBe(found?.role === 'THIRD_PARTY');
    const wanting = [...(found?.missing ?? []), ...(found?.missingForThirdParty ?? [])];
    expect(wanting.map(({ code }) => code).join(', ')).toBe(missing);
  });
  it('is that of a third party to whom data are shared, where it may advertise across businesses', () => {
    const found = standing('PROCESSOR', {}, { crossContextAdvertising: true });
    expect(found).toMatchObject({
      role: 'THIRD_PARTY',
      disclosure: 'SHARE',
      optOutApplies: true,
      missing: [],
    });
  });
  it('is that of a third party without any term', () => {
    expect(standing('PROCESSOR', {}, { clauses: [] })).toMatchObject({
      role: 'THIRD_PARTY',
      disclosure: 'SALE',
    });
  });
});
