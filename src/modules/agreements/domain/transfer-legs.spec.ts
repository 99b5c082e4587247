import { aFlow, aTia, exporting, transfer } from '../../../../test/support/data-flow.js';
import { localDate } from '../../../shared/local-date.js';
import type { DpfEntry } from '../../reference-data/codes.js';
import type { FlowTransfer } from './data-flow.js';
import { transferLegs, type Exporting } from './transfer-legs.js';

const entry = (framework: DpfEntry['framework'], more: Partial<DpfEntry> = {}): DpfEntry => ({
  framework,
  listedName: 'Example Inc.',
  namesRecipient: true,
  coveredData: ['NON_HR'],
  activeFrom: localDate('2026-02-01'),
  nextCertificationDue: localDate('2027-02-01'),
  inactiveFrom: null,
  ...more,
});
const tia = aTia({ nextReviewOn: localDate('2027-03-01') });
const inTheSector = { sectorConfirmed: true };
const all = [entry('EU_US'), entry('UK_EXTENSION'), entry('SWISS_US')];
const controllers: Partial<Exporting> = {
  roles: { exporter: 'CONTROLLER', importer: 'INDEPENDENT_CONTROLLER' },
  carried: ['SCC_M1'],
};

type Vector = readonly [
  source: string,
  way: string,
  expected: string,
  declared?: Partial<FlowTransfer>,
  known?: Partial<Exporting>,
];

/** From, to and day; the answer with the decision that it stands on; each with the place that says so. */
const vectors: readonly Vector[] = [
  ['(EU) 2026/179, adopted 2026-01-26', 'DE BR 2026-01-26', 'yes EU_BR'],
  ['(EU) 2026/179, adopted 2026-01-26', 'DE BR 2026-01-25', 'no'],
  ['EEA joint committee, draft on 2026-05-06', 'NO BR 2026-11-23', 'no'],
  ['no UK regulation for Brazil', 'GB BR 2026-11-23', 'no'],
  ['DPO Annex 1 does not name Brazil', 'CH BR 2026-11-23', 'no'],
  ['(EU) 2021/1772, ends 2031-12-27', 'DE GB 2031-12-27', 'yes EU_GB'],
  ['(EU) 2021/1772, ends 2031-12-27', 'DE GB 2031-12-28', 'no'],
  ['GDPR Art. 44, inside the EEA', 'DE NO 2026-11-23', 'yes'],
  ['DPA 2018 Sch. 21', 'GB IS 2026-11-23', 'yes UK_EEA'],
  ['DPA 2018 Sch. 21, Gibraltar', 'GB GI 2026-11-23', 'yes UK_GI'],
  ['DPO Annex 1, Monaco', 'CH MC 2026-11-23', 'yes CH_ANNEX1'],
  ['2002/2/EC, PIPEDA only: nobody has looked', 'DE CA 2026-11-23', 'no'],
  ['2002/2/EC, PIPEDA only: looked at', 'DE CA 2026-11-23', 'yes EU_CA', inTheSector],
  ['2002/2/EC, not under PIPEDA', 'DE CA 2026-11-23', 'no', { sectorConfirmed: false }],
  ['(EU) 2019/419, APPI operators', 'DE JP 2026-11-23', 'yes EU_JP', inTheSector],
  ['(EU) 2022/254, with its exclusions', 'DE KR 2026-11-23', 'no'],
  ['(EU) 2022/254, outside its exclusions', 'DE KR 2026-11-23', 'yes EU_KR', inTheSector],
  ['SI 2022/1213, from 2022-12-19', 'GB KR 2022-12-18', 'no', inTheSector],
  ['SI 2022/1213, from 2022-12-19', 'GB KR 2022-12-19', 'yes UK_KR', inTheSector],
  ['DPO Annex 1 does not name Korea', 'CH KR 2026-11-23', 'no', inTheSector],
  ['(EU) 2023/1795, listed', 'DE US 2026-11-23', 'yes EU_US_DPF', {}, { entries: all }],
  ['(EU) 2023/1795, before the certification', 'DE US 2026-01-31', 'no', {}, { entries: all }],
  ['(EU) 2023/1795, certification lapsed', 'DE US 2027-02-02', 'no', {}, { entries: all }],
  ['SI 2023/1028, listed for the extension', 'GB US 2026-11-23', 'yes UK_US', {}, { entries: all }],
  ['SI 2023/1028, listed for EU-US only', 'GB US 2026-11-23', 'no', {}, { entries: [entry('EU_US')] }],
  ['DPO Annex 1, Swiss-US', 'CH US 2026-11-23', 'yes CH_US', {}, { entries: all }],
  ['DPO Annex 1, listed for EU-US only', 'CH US 2026-11-23', 'no', {}, { entries: [entry('EU_US')] }],
  ['DPF Annex I, HR data need a coverage', 'DE US 2026-11-23', 'no', { dataClass: 'HR' }, { entries: all }],
  ['GDPR Art. 46(2)(c), module two', 'DE IN 2026-11-23', 'yes', { tool: 'SCC_M2', tia }],
  ['(EU) 2021/914, C to C is module one', 'DE IN 2026-11-23', 'no', { tool: 'SCC_M2', tia }, controllers],
  ['(EU) 2021/914, C to C is module one', 'DE IN 2026-11-23', 'yes', { tool: 'SCC_M1', tia }, controllers],
  ['Schrems II: no clauses without assessment', 'DE IN 2026-11-23', 'no', { tool: 'SCC_M2' }],
  ['EU clauses are no tool of UK law', 'GB IN 2026-11-23', 'no', { tool: 'SCC_M2', tia }],
  ['UK GDPR Art. 46(2)(d), addendum B1.0', 'GB IN 2026-11-23', 'yes', { tool: 'UK_ADDENDUM', tia }],
  ['UK GDPR Art. 46(2)(d), IDTA', 'GB IN 2026-11-23', 'yes', { tool: 'UK_IDTA', tia }],
  ['FDPIC 2021-08-27, Swiss adaptations', 'CH IN 2026-11-23', 'yes', { tool: 'CH_SCC', tia }],
  ['EU clauses without Swiss adaptations', 'CH IN 2026-11-23', 'no', { tool: 'SCC_M2', tia }],
  ['GDPR Art. 47, nobody saw the approval', 'DE IN 2026-11-23', 'no', { tool: 'BCR_P', tia }],
  ['GDPR Art. 49, monthly is no exception', 'DE IN 2026-11-23', 'no', { tool: 'A49_1_B' }],
  ['GDPR Art. 48, a foreign order is no tool', 'DE US 2026-11-23', 'no', { tool: 'A48_FOREIGN_ORDER', tia }],
];

describe('what the law says of a transfer', () => {
  const cases = vectors.map(([source, way, expected, declared = {}, known = {}]) => {
    return { source, way, expected, declared, known };
  });
  it.each(cases)('$source: $way is $expected', ({ way, expected, declared, known }) => {
    const [exporter = '', to = '', on = ''] = way.split(' ');
    const flow = aFlow({
      locations: [],
      transfers: [transfer(to, declared)],
      subjectCategories: ['CUSTOMERS'],
    });
    const [leg] = transferLegs(flow, exporting({ exporter, on: localDate(on), ...known }));
    expect([leg?.allowed ? 'yes' : 'no', leg?.reliesOn ?? ''].join(' ').trim()).toBe(expected);
  });

  it('asks of personnel data whose they are, unless the listing covers both', () => {
    const verdict = (coveredData: DpfEntry['coveredData'], dataClass: FlowTransfer['dataClass'] = null) => {
      const flow = aFlow({ locations: [], transfers: [transfer('US', { dataClass })] });
      return transferLegs(flow, exporting({ entries: [entry('EU_US', { coveredData })] }))[0]?.allowed;
    };
    expect([verdict(['NON_HR']), verdict(['HR']), verdict(['HR', 'NON_HR'])]).toEqual([false, false, true]);
    expect([verdict(['NON_HR'], 'NON_HR'), verdict(['NON_HR'], 'HR'), verdict(['HR'], 'HR')]).toEqual([
      ...[true, false, true],
    ]);
  });
});
