import { localDate } from '../../../shared/local-date.js';
import { assemble } from './assemble.js';
import type { AgreementFacts, CompanyFacts, FilingFacts, VendorFacts } from './facts.js';
import { packageFiles, packageName } from './package.js';
import {
  definedTerms,
  isLicensedActivity,
  type IctArrangement,
  type IctFunction,
  type IctService,
} from './records.js';

const on = localDate('2025-12-31');
const kept = { revision: 1, updatedAt: new Date('2025-11-01T00:00:00Z') };
const bankLei = '529900T8BM49AURSDO55';
const cloudLei = '529900HNOAA1KXQJUQ27';
const bank: CompanyFacts = {
  ...{ id: 'bank', name: 'Example Bank', country: 'DE', lei: bankLei },
  financial: {
    ...{
      ...kept,
      id: 'f1',
      legalEntityId: 'bank',
      entityType: 'CREDIT_INSTITUTION',
      hierarchy: 'STANDALONE',
    },
    ...{ parentId: null, maintainsRegister: true, competentAuthority: 'BaFin', removedOn: null },
    ...{ integratedOn: localDate('2025-01-17'), currency: 'EUR', totalAssets: 5_000_000 },
    definitions: definedTerms.map((term) => `Our ${term}`),
  },
};
const cards: IctFunction = {
  ...{
    ...kept,
    id: 'fn1',
    legalEntityId: 'bank',
    identifier: 'F1',
    name: '=SUM(1)',
    licensedActivity: 'x28',
  },
  ...{ criticality: 'YES', criticalityReasons: null, assessedOn: localDate('2025-06-01'), impact: 'HIGH' },
  ...{ recoveryTimeHours: 4, recoveryPointHours: 1, endedOn: null },
};
const vendor = (id: string, lei: string | null, more: Partial<VendorFacts> = {}): VendorFacts => ({
  ...{ id, name: `Vendor ${id}`, legalName: `Vendor ${id} Ltd`, country: 'IE', lei },
  provider: {
    ...{ ...kept, id: `p-${id}`, vendorId: id, personType: 'LEGAL_PERSON', codeType: null, code: null },
    ...{ latinName: null, ultimateParentId: null, currency: null, annualCost: null },
  },
  ...more,
});
const service: IctService = {
  ...{
    type: 'S19',
    functionIds: ['fn1'],
    provisionCountries: ['IE'],
    storesData: true,
    storageCountries: null,
  },
  ...{
    processingCountries: ['IE', 'FR'],
    sensitiveness: 'HIGH',
    reliance: 'FULL',
    substitutability: 'MEDIUM',
  },
  ...{ obstacle: null, lastAuditOn: localDate('2025-05-01'), hasExitPlan: true, reintegration: 'DIFFICULT' },
  ...{ impact: 'HIGH', alternatives: 'YES', alternativeProviders: '#other', subprocessorIds: null },
};
const arrangement: IctArrangement = {
  ...{ ...kept, id: 'i1', agreementId: 'a1', currency: 'EUR', annualCost: 120, terminationReason: null },
  ...{ providerNoticeDays: 90, governingCountry: 'IE', userIds: [], services: [service] },
};
const agreement: AgreementFacts = {
  ...{
    id: 'a1',
    reference: 'DPA-1',
    vendorId: 'cloud',
    legalEntityId: 'bank',
    parentId: null,
    status: 'in_force',
  },
  ...{ effectiveFrom: localDate('2024-01-01'), effectiveTo: null, autoRenewal: true, endedOn: null },
  ...{ noticePeriodDays: 30, arrangement },
};
const whole: FilingFacts = {
  ...{ companies: [bank], functions: [cards], vendors: [vendor('cloud', cloudLei)], agreements: [agreement] },
  subprocessors: [],
  places: [{ agreementId: 'a1', kind: 'storage', country: 'DE' }],
};
const withService = (change: Partial<IctService>): Partial<FilingFacts> => ({
  agreements: [{ ...agreement, arrangement: { ...arrangement, services: [{ ...service, ...change }] } }],
});
const gapsOf = (change: Partial<FilingFacts>) =>
  assemble({ ...whole, ...change }, on).gaps.map(
    ({ code, template, column, about, pointer }) =>
      `${code} ${template}.${column ?? ''} ${about.name} ${pointer}`,
  );

describe('the register of information', () => {
  it('has a row for each fact, in the codes of the EBA', () => {
    const { filing, gaps, head } = assemble(whole, on);
    expect(gaps).toEqual([]);
    expect(head).toEqual({ lei: bankLei, country: 'DE', scope: 'IND', currency: 'EUR' });
    expect(filing['B_02.02'].map(({ cells }) => [cells['c0150'], cells['c0160'], cells['c0080']])).toEqual([
      ['eba_GA:DE', 'eba_GA:FR', '9999-12-31'],
      ['eba_GA:DE', 'eba_GA:IE', '9999-12-31'],
    ]);
    expect(filing['B_05.01'][0]?.cells).toMatchObject({ c0100: '120', c0090: 'eba_CU:EUR', c0110: cloudLei });
    expect(filing['B_05.02'][0]?.cells).toMatchObject({ c0020: 'eba_TA:S19', c0050: '1', c0060: cloudLei });
    expect(filing['B_04.01'][0]?.cells).toMatchObject({ c0030: 'eba_ZZ:x839', c0040: '0' });
  });

  it.each<[string, Partial<FilingFacts>, string]>([
    ['an LEI of a vendor', { vendors: [vendor('cloud', null)] }, 'empty_key B_02.02.c0030 Vendor cloud /lei'],
    ['a company’s LEI', { companies: [{ ...bank, lei: null }] }, 'empty_key B_01.01.c0010 Example Bank /lei'],
    [
      'a wrong LEI',
      { companies: [{ ...bank, lei: '529900T8BM49AURSDO56' }] },
      'does_not_fit B_01.01.c0010 Example Bank /lei',
    ],
    [
      'the provider',
      { vendors: [vendor('cloud', cloudLei, { provider: null })] },
      'missing B_05.01.c0070 Vendor cloud /personType',
    ],
    [
      'a country',
      { vendors: [vendor('cloud', cloudLei, { country: null })] },
      'missing B_05.01.c0080 Vendor cloud /country',
    ],
    ['the function', { functions: [] }, 'empty_key B_02.02.c0050 Vendor cloud /services/0/functionIds'],
    [
      'where it is provided',
      withService({ provisionCountries: [] }),
      'empty_key B_02.02.c0130 Vendor cloud /services/0/provisionCountries',
    ],
    ['where data lie', { places: [] }, 'empty_key B_02.02.c0150 Vendor cloud /services/0/storageCountries'],
    [
      'a country that is none',
      withService({ provisionCountries: ['ZZ'] }),
      'does_not_fit B_02.02.c0130 Vendor cloud /services/0/provisionCountries',
    ],
    [
      'how much one relies on it',
      withService({ reliance: null }),
      'missing B_02.02.c0180 Vendor cloud /services/0/reliance',
    ],
    [
      'the exit plan',
      withService({ hasExitPlan: null }),
      'missing B_07.01.c0080 Vendor cloud /services/0/hasExitPlan',
    ],
    [
      'why it is hard to substitute',
      withService({ substitutability: 'NOT_SUBSTITUTABLE' }),
      'missing B_07.01.c0060 Vendor cloud /services/0/obstacle',
    ],
    [
      'the frame',
      { agreements: [{ ...agreement, parentId: 'a0' }] },
      'missing B_02.01.c0030 Vendor cloud /parentId',
    ],
    [
      'the company in the register',
      {
        companies: [
          bank,
          { ...bank, id: 'other', name: 'Other', financial: null, lei: '529900HNOAA1KXQJUQ27' },
        ],
        agreements: [{ ...agreement, legalEntityId: 'other' }],
      },
      'unknown_reference B_02.02.c0020 Vendor cloud /entityType',
    ],
    [
      'the reason of an end',
      { agreements: [{ ...agreement, endedOn: localDate('2025-10-01') }] },
      'missing B_02.02.c0090 Vendor cloud /terminationReason',
    ],
    [
      'the company behind a sub-processor',
      { subprocessors: [{ id: 's1', name: 'Hosting', vendorId: 'cloud', linkedVendorId: null }] },
      'missing B_05.02.c0030 Vendor cloud /linkedVendorId',
    ],
    [
      'a code that two vendors share',
      {
        vendors: [vendor('cloud', cloudLei), vendor('twin', cloudLei)],
        subprocessors: [{ id: 's1', name: 'Twin', vendorId: 'cloud', linkedVendorId: 'twin' }],
      },
      'duplicate_key B_05.01.c0010 Vendor twin /lei',
    ],
    [
      'a name in Latin letters',
      { vendors: [vendor('cloud', cloudLei, { legalName: '株式会社' })] },
      'missing B_05.01.c0060 Vendor cloud /latinName',
    ],
    ['whoever keeps it', { companies: [] }, 'nothing_to_report B_01.01. The register '],
    [
      'how levels are read',
      { companies: [{ ...bank, financial: bank.financial && { ...bank.financial, definitions: null } }] },
      'missing B_99.01. Example Bank /definitions',
    ],
    [
      'a decision',
      { agreements: [agreement, { ...agreement, id: 'a2', reference: 'DPA-2', arrangement: null }] },
      'undecided B_02.01. Vendor cloud ',
    ],
  ])('says who lacks %s, and where it is mended', (_what, change, gap) => {
    expect(gapsOf(change)).toContain(gap);
  });

  it('says a fact that several rows lack once', () => {
    const gaps = gapsOf(withService({ reliance: null }));
    expect(gaps).toEqual(['missing B_02.02.c0180 Vendor cloud /services/0/reliance']);
  });

  it('names the chain by rank, once for each key, and ends where it comes back', () => {
    const chain = ['529900T8BM49AURSDO55', '5493001KJTIIGC8Y1R12'].map((lei, nth) => vendor(`s${nth}`, lei));
    const facts: Partial<FilingFacts> = {
      vendors: [vendor('cloud', cloudLei), ...chain],
      subprocessors: [
        { id: '1', name: 'One', vendorId: 'cloud', linkedVendorId: 's0' },
        { id: '2', name: 'Two', vendorId: 's0', linkedVendorId: 's1' },
        { id: '3', name: 'Back', vendorId: 's1', linkedVendorId: 'cloud' },
      ],
    };
    const { filing } = assemble({ ...whole, ...facts }, on);
    expect(filing['B_05.02'].map(({ cells }) => [cells['c0050'], cells['c0030'], cells['c0060']])).toEqual([
      ['1', cloudLei, cloudLei],
      ['2', chain[0]?.lei, cloudLei],
      ['3', chain[1]?.lei, chain[0]?.lei],
      ['4', cloudLei, chain[1]?.lei],
    ]);
    expect(filing['B_05.01']).toHaveLength(3);
  });

  it('leaves out what does not concern the day', () => {
    const ended = { ...agreement, id: 'old', reference: 'OLD', endedOn: localDate('2024-12-30') };
    const future = { ...agreement, id: 'new', reference: 'NEW', effectiveFrom: localDate('2026-01-01') };
    const { filing } = assemble({ ...whole, agreements: [ended, agreement, future] }, on);
    expect(filing['B_02.01'].map(({ cells }) => cells['c0010'])).toEqual(['DPA-1']);
  });
});

describe('its package', () => {
  const { filing, head } = assemble(whole, on);
  if (!head) throw new Error('no head');
  const at = new Date('2026-03-01T10:20:30.405Z');
  const name = packageName(head, on, at);
  const files = new Map(packageFiles(filing, head, { on, name }).map((file) => [file.name, file.text]));

  it('is called as the EBA wants it, with nothing besides its folder', () => {
    expect(name).toBe(`${bankLei}.IND_DE_DORA010100_DORA_2025-12-31_20260301102030405`);
    expect([...files.keys()].every((file) => file.startsWith(`${name}/`))).toBe(true);
    expect(files.get(`${name}/reports/parameters.csv`)).toBe(
      `name,value\nentityID,rs:${bankLei}.IND\nrefPeriod,2025-12-31\nbaseCurrency,iso4217:EUR\ndecimalsInteger,0\ndecimalsMonetary,0\n`,
    );
  });

  it('has no table where the indicator says none', () => {
    expect(files.get(`${name}/reports/FilingIndicators.csv`)).toContain('B_01.03,false\n');
    expect(files.has(`${name}/reports/b_01.03.csv`)).toBe(false);
  });

  it('keeps text as it is: no apostrophe, and a leading # doubled', () => {
    expect(files.get(`${name}/reports/b_06.01.csv`)).toContain('F1,eba_TA:x28,=SUM(1),');
    expect(files.get(`${name}/reports/b_07.01.csv`)).toContain(',##other\n');
  });
});

it.each([
  ['x28', true],
  ['x29', false],
  ['x276', true],
  ['qx277', true],
  ['x277', false],
  ['x028', false],
  ['', false],
])('%s is a licensed activity: %s', (code, isOne) => {
  expect(isLicensedActivity(code)).toBe(isOne);
});
