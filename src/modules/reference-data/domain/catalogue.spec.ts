import { isLabel } from '../../../shared/label.js';
import { localDate } from '../../../shared/local-date.js';
import { allLists, findList, listNames, listOf, type ListName } from './catalogue.js';
import * as contractCodes from './contract-codes.js';
import { countryCodes } from './country-codes.js';
import * as evidenceCodes from './evidence-codes.js';
import * as incidentCodes from './incident-codes.js';
import * as lawCodes from './law-codes.js';
import {
  adequacyScopes,
  assurances,
  clockUnits,
  dpfFrameworks,
  exceptionNeeds,
  exporterRegimes,
  transferToolKinds,
} from './list-items.js';
import { confidences, type ReferenceItem } from './reference-list.js';
import { sccModules } from './scc.js';
import * as sharingCodes from './sharing-codes.js';
import * as vendorCodes from './vendor-codes.js';

const lists = allLists();
const entries = lists.flatMap((list) =>
  list.items.map((item): [string, ReferenceItem] => [`${list.name} ${item.code}`, item]),
);
const codesOf = (name: ListName) => listOf(name).items.map(({ code }) => code);
const dpvNamespaces = [
  'https://w3id.org/dpv#',
  'https://w3id.org/dpv/pd#',
  'https://w3id.org/dpv/legal/eu/gdpr#',
];

describe('the catalogue', () => {
  it('names each list once, as the list names itself', () => {
    expect(lists.map(({ name }) => name)).toEqual(listNames);
    expect(new Set(listNames).size).toBe(63);
  });
  it('finds a list by name and nothing under a name that only objects have', () => {
    expect(findList('lawful_basis')?.items).toHaveLength(7);
    expect(findList('lawful_bases')).toBeNull();
    expect(findList('constructor')).toBeNull();
  });
});

describe('every list', () => {
  it.each(lists.map((list) => [list.name, list] as const))(
    '%s says title, version, source and day',
    (_name, list) => {
      expect(isLabel(list.title)).toBe(true);
      expect(list.version).toMatch(/^\d+\.\d+\.\d+$/);
      expect(isLabel(list.source)).toBe(true);
      expect(localDate(list.checkedAt)).toBe('2026-11-23');
      expect(list.items.length).toBeGreaterThan(0);
    },
  );
  it.each(lists.map((list) => [list.name, list] as const))('%s names no code twice', (_name, list) => {
    const codes = list.items.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)]);
  });
});

describe('every entry', () => {
  it('has an upper-case code, a label and a confidence', () => {
    const bad = entries.filter(
      ([, { code, label, confidence }]) =>
        !/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/.test(code) || !isLabel(label) || !confidences.includes(confidence),
    );
    expect(bad).toEqual([]);
  });
  it('has law and note in words, or none', () => {
    const texts = entries.flatMap(([, { law, note }]) => [law, note]).filter((text) => text !== undefined);
    expect(texts.filter((text) => !isLabel(text))).toEqual([]);
  });
  it('is valid between real days, the first not after the last', () => {
    const dated = entries.filter(([, item]) => item.validFrom !== undefined || item.validTo !== undefined);
    expect(dated.length).toBeGreaterThan(0);
    for (const [, { validFrom = '0001-01-01', validTo = '9999-12-31' }] of dated) {
      expect(localDate(validFrom) <= localDate(validTo)).toBe(true);
    }
  });
  it('points to the vocabulary by https and in known namespaces', () => {
    const iris = entries.flatMap(([, { dpv = [] }]) => dpv);
    expect(iris.length).toBeGreaterThan(150);
    expect(iris.filter((iri) => !dpvNamespaces.some((space) => iri.startsWith(space)))).toEqual([]);
  });
});

/** V, M or P for each entry in its order: a mark changes only when somebody has checked the source. */
const marks: Readonly<Record<ListName, string>> = {
  ropa_controller_field: 'V'.repeat(11),
  ropa_processor_field: 'V'.repeat(5),
  ropa_recommended_field: 'VMMMMMMMMMMMVVV',
  party_role: 'VVMVVVVVVVVM',
  art28_preamble: 'M'.repeat(9),
  art28_clause: 'M'.repeat(11),
  clause_status: 'M'.repeat(5),
  subprocessor_authorisation: 'VVM',
  subprocessor_change_state: 'M'.repeat(9),
  art26_field: 'M'.repeat(5),
  c2c_term: 'P'.repeat(13),
  notice_item: 'M'.repeat(15),
  lawful_basis: 'V'.repeat(7),
  special_condition: 'VVVVVVVVVVMM',
  special_category: 'V'.repeat(9),
  principle: 'V'.repeat(7),
  compatibility_factor: 'M'.repeat(5),
  security_measure_family: 'VVVVVVVVVVVVVVVVMVVVVV',
  breach_type: 'VVV',
  breach_notification_item: 'V'.repeat(12),
  breach_notice_kind: 'VVVMVVMM',
  breach_art34_exemption: 'VVV',
  notification_clock: 'VMVVVMVMMMMMMV',
  dpia_trigger_35_3: 'MMM',
  dpia_wp248_criterion: 'M'.repeat(9),
  transfer_tool: `M${'V'.repeat(28)}M`,
  adequacy_eu: 'MMVMMVMVMMMMMMMVM',
  adequacy_uk: 'VVVVVM',
  adequacy_ch: 'MV',
  dpf_org_field: 'VVVVVM',
  scc_choice: 'VVMMMMMMVVMVV',
  tia_step: 'M'.repeat(6),
  ccpa_role: 'M'.repeat(4),
  ccpa_disclosure_kind: 'M'.repeat(4),
  ccpa_contract_term: 'VVVMVVMMMMM',
  lgpd_basis: 'M'.repeat(10),
  retention_end_action: 'M'.repeat(5),
  data_source: 'M'.repeat(5),
  data_category: 'P'.repeat(78),
  data_subject_category: 'P'.repeat(21),
  purpose: 'P'.repeat(44),
  volume_band: 'P'.repeat(5),
  frequency_band: 'P'.repeat(9),
  vendor_category: 'P'.repeat(28),
  certification_scheme: 'P'.repeat(35),
  control_domain: 'P'.repeat(20),
  change_impact: 'P'.repeat(29),
  evidence_kind: 'P'.repeat(23),
  country: 'M'.repeat(258),
  dora_entity_type: 'V'.repeat(24),
  dora_hierarchy: 'V'.repeat(5),
  dora_arrangement_type: 'V'.repeat(3),
  dora_termination: 'V'.repeat(6),
  dora_ict_service: 'V'.repeat(19),
  dora_sensitiveness: 'V'.repeat(3),
  dora_reliance: 'V'.repeat(4),
  dora_person_type: 'V'.repeat(2),
  dora_provider_code: 'V'.repeat(6),
  dora_assessed: 'V'.repeat(3),
  dora_impact: 'V'.repeat(4),
  dora_substitutability: 'V'.repeat(4),
  dora_not_substitutable: 'V'.repeat(3),
  dora_reintegration: 'V'.repeat(3),
};

describe('what is from memory', () => {
  it.each(listNames.map((name) => [name] as const))('keeps its mark in %s', (name) => {
    expect(
      listOf(name)
        .items.map(({ confidence }) => confidence)
        .join(''),
    ).toBe(marks[name]);
  });
});

const constants: readonly (readonly [ListName, readonly string[]])[] = [
  ['lawful_basis', lawCodes.lawfulBases],
  ['special_condition', lawCodes.specialConditions],
  ['special_category', lawCodes.specialCategories],
  ['compatibility_factor', lawCodes.compatibilityFactors],
  ['security_measure_family', lawCodes.securityMeasureFamilies],
  ['transfer_tool', lawCodes.transferTools],
  ['tia_step', lawCodes.tiaSteps],
  ['dpia_trigger_35_3', lawCodes.dpiaTriggers],
  ['dpia_wp248_criterion', lawCodes.dpiaCriteria],
  ['notice_item', lawCodes.noticeItems],
  ['party_role', contractCodes.partyRoles],
  ['art28_preamble', contractCodes.art28Preambles],
  ['art28_clause', contractCodes.art28Clauses],
  ['art26_field', contractCodes.art26Fields],
  ['c2c_term', contractCodes.c2cTerms],
  ['ccpa_contract_term', contractCodes.ccpaContractTerms],
  ['ccpa_role', contractCodes.ccpaRoles],
  ['ccpa_disclosure_kind', contractCodes.ccpaDisclosureKinds],
  ['scc_choice', contractCodes.sccChoiceCodes],
  ['clause_status', contractCodes.clauseStatuses],
  ['subprocessor_authorisation', contractCodes.subprocessorAuthorisations],
  ['subprocessor_change_state', contractCodes.subprocessorChangeStates],
  ['retention_end_action', contractCodes.retentionEndActions],
  ['data_source', contractCodes.dataSources],
  ['breach_type', incidentCodes.breachTypes],
  ['breach_notification_item', incidentCodes.breachNotificationItems],
  ['breach_notice_kind', incidentCodes.breachNoticeKinds],
  ['breach_art34_exemption', incidentCodes.breachExemptions],
  ['notification_clock', incidentCodes.notificationClocks],
  ['data_category', sharingCodes.dataCategories],
  ['data_subject_category', sharingCodes.dataSubjectCategories],
  ['purpose', sharingCodes.purposes],
  ['volume_band', sharingCodes.volumeBands],
  ['frequency_band', sharingCodes.frequencyBands],
  ['vendor_category', vendorCodes.vendorCategories],
  ['certification_scheme', vendorCodes.certificationSchemes],
  ['control_domain', vendorCodes.controlDomains],
  ['evidence_kind', evidenceCodes.evidenceKinds],
];

describe('the constants', () => {
  it.each(constants)('of %s are the codes of the list', (name, codes) => {
    expect(codes).toEqual(codesOf(name));
  });
  it('of countries are the codes in use', () => {
    const inUse = listOf('country').items.filter(({ validTo }) => validTo === undefined);
    expect(countryCodes).toEqual(inUse.map(({ code }) => code));
  });
  it('of clauses do not overlap', () => {
    expect(new Set(contractCodes.clauseCodes).size).toBe(9 + 11 + 5 + 13 + 11);
  });
});

describe('entries with more fields', () => {
  it('data categories are sensitive from 0 to 4, and 4 exactly where they are special or criminal', () => {
    for (const { code, sensitivity, specialCategory } of listOf('data_category').items) {
      expect([code, [0, 1, 2, 3, 4].includes(sensitivity)]).toEqual([code, true]);
      expect([code, sensitivity === 4]).toEqual([code, specialCategory !== null]);
    }
  });
  it('every special category is reached by a data category', () => {
    const reached = new Set(listOf('data_category').items.map(({ specialCategory }) => specialCategory));
    expect(lawCodes.specialCategories.filter((code) => !reached.has(code))).toEqual([]);
  });
  it('people are vulnerable only for a stated reason', () => {
    const people = listOf('data_subject_category').items;
    expect(people.filter(({ vulnerable, note }) => vulnerable !== (note !== undefined))).toEqual([]);
    expect(people.filter(({ vulnerable }) => vulnerable).map(({ code }) => code)).toEqual([
      'EMPLOYEES',
      'APPLICANTS',
      'CHILDREN',
      'PATIENTS',
      'VULNERABLE_ADULTS',
    ]);
  });
  it('a Global Vendor List finds each of its 11 purposes and 11 data categories exactly once', () => {
    const upTo11 = Array.from({ length: 11 }, (_, index) => index + 1);
    const purposes = listOf('purpose').items.flatMap(({ tcfPurposes = [] }) => tcfPurposes);
    const categories = listOf('data_category').items.flatMap(({ tcfDataCategory = [] }) => tcfDataCategory);
    expect(purposes.sort((a, b) => a - b)).toEqual(upTo11);
    expect(categories.sort((a, b) => a - b)).toEqual(upTo11);
    expect(listOf('purpose').items.flatMap(({ tcfSpecialPurposes = [] }) => tcfSpecialPurposes)).toEqual([
      1, 2,
    ]);
  });
  it('vendor categories take in those of the public list of common vendors', () => {
    const known: readonly string[] = vendorCodes.vendorCategories;
    const published = [
      'ANALYTICS CLOUD_MONITORING CLOUD_PROVIDER COLLABORATION CUSTOMER_SUPPORT DATA_STORAGE_AND_PROCESSING',
      'DOCUMENT_MANAGEMENT EMPLOYEE_MANAGEMENT ENGINEERING FINANCE IDENTITY_PROVIDER IT MARKETING OTHER',
      'PASSWORD_MANAGEMENT PRODUCT_AND_DESIGN RECRUITING SALES SECURITY VERSION_CONTROL',
    ].flatMap((line) => line.split(' '));
    expect(published.filter((category) => !known.includes(category))).toEqual([]);
  });
  it('certificates say what stands behind them', () => {
    for (const { code, assurance, usualMonths = 12 } of listOf('certification_scheme').items) {
      expect([code, assurances.includes(assurance), usualMonths > 0]).toEqual([code, true, true]);
    }
  });
  it('a clock has both a length and a unit or neither, and only the proposal is not in force', () => {
    const clocks = listOf('notification_clock').items;
    expect(clocks.filter(({ length, unit }) => (length === undefined) !== (unit === undefined))).toEqual([]);
    expect(clocks.every(({ unit = 'HOURS' }) => clockUnits.includes(unit))).toBe(true);
    expect(clocks.filter(({ inForce }) => !inForce).map(({ code }) => code)).toEqual(['EU_OMNIBUS_PROPOSAL']);
    expect(clocks[0]).toMatchObject({ code: 'GDPR_33_1', length: 72, unit: 'HOURS' });
  });
  it('choices of the transfer clauses name modules, each once', () => {
    for (const { code, modules, conditionalModules = [], clause } of listOf('scc_choice').items) {
      const all = [...modules, ...conditionalModules];
      expect([code, all.filter((each) => !sccModules.includes(each)), new Set(all).size]).toEqual([
        code,
        [],
        all.length,
      ]);
      expect(isLabel(clause)).toBe(true);
    }
  });
  it('terms of a CCPA contract are asked for of somebody', () => {
    const terms = listOf('ccpa_contract_term').items;
    const idle = terms.filter(
      (term) => !term.serviceProviderLaw && !term.contractorLaw && !term.thirdPartyLaw,
    );
    expect(idle).toEqual([]);
  });
  it('transfer tools have a kind and the regimes that know them', () => {
    for (const { code, kind, exporterRegimes: regimes } of listOf('transfer_tool').items) {
      expect([code, transferToolKinds.includes(kind), regimes.length > 0]).toEqual([code, true, true]);
      expect(regimes.filter((regime) => !exporterRegimes.includes(regime))).toEqual([]);
    }
  });
  it('derogations, and only they, say how far the exception reaches', () => {
    const tools = listOf('transfer_tool').items;
    expect(tools.filter(({ exception }) => exception).map(({ code }) => code)).toEqual(
      tools.filter(({ kind }) => kind === 'DEROGATION').map(({ code }) => code),
    );
    const rules = tools.flatMap(({ exception }) => exception ?? []);
    expect(rules.filter(({ needs }) => needs.some((need) => !exceptionNeeds.includes(need)))).toEqual([]);
    expect(new Set(rules.flatMap(({ frequencies }) => frequencies))).toEqual(
      new Set(['ONE_OFF', 'ON_EVENT']),
    );
  });
  it('leave the need of an assessment open only where more facts decide', () => {
    const open = listOf('transfer_tool').items.filter(({ needsTia }) => needsTia === undefined);
    expect(open.map(({ code }) => code)).toEqual(['SCC_M4', 'A49_1_SUB2', 'A48_FOREIGN_ORDER']);
  });
});

describe('adequacy lists', () => {
  const decisions = (['adequacy_eu', 'adequacy_uk', 'adequacy_ch'] as const).flatMap(
    (name) => listOf(name).items,
  );
  const places = new Set([...countryCodes, 'EPO'] as string[]);

  it('name only places that exist, with a known scope', () => {
    const named = decisions.flatMap((decision) => decision.places);
    expect(named.filter(({ place, scope }) => !places.has(place) || !adequacyScopes.includes(scope))).toEqual(
      [],
    );
  });
  it('start on a day, and cover something', () => {
    expect(decisions.filter(({ validFrom }) => validFrom === undefined)).toEqual([]);
    expect(decisions.filter((decision) => decision.places.length === 0 && !decision.coversEea)).toEqual([]);
  });
  it('name a framework exactly where they are limited to listed organisations', () => {
    const listed = decisions.filter((decision) => decision.places.some(({ scope }) => scope === 'ORG_LIST'));
    expect(listed.map(({ framework }) => framework)).toEqual([...dpfFrameworks]);
    expect(decisions.filter(({ framework }) => framework !== undefined)).toEqual(listed);
  });
  it('state a condition wherever they are limited to a sector or to listed organisations', () => {
    const limited = decisions
      .flatMap((decision) => decision.places)
      .filter(({ scope }) => scope === 'SECTOR' || scope === 'ORG_LIST');
    expect(limited.filter(({ conditions }) => conditions.length === 0)).toEqual([]);
  });
});
