import { anAgreement } from '../../../../test/support/agreement.js';
import { aTia, transfer as aTransfer } from '../../../../test/support/data-flow.js';
import { localDate } from '../../../shared/local-date.js';
import { agreementStatuses } from './agreement.js';
import type { DataFlowContent, FlowPurpose, FlowTransfer, Tia } from './data-flow.js';
import { companyProblems, flowProblems, placementProblems } from './flow-problems.js';

const today = localDate('2026-06-10');
const purpose = (code: FlowPurpose['code']): FlowPurpose => ({
  ...{ code, text: null, lawfulBasis: null, specialCondition: null, why: null, how: null, benefit: null },
});
const category = (code: 'NAME' | 'PAY') => ({
  code,
  justification: null,
  retentionDays: null,
  endAction: null,
});
const transfer = (toCountry: string, tia: Partial<Tia> | null = null): FlowTransfer =>
  aTransfer(toCountry, {
    tia: tia && aTia({ assessedOn: today, conclusion: 'NO_IMPEDIMENT', nextReviewOn: null, ...tia }),
  });
const content = {
  ...{
    reference: 'DF-1',
    agreementId: 'a1',
    title: 'x',
    direction: null,
    purposes: [],
    subjectCategories: [],
  },
  ...{
    dataCategories: [],
    volume: null,
    frequency: null,
    sourceSystem: null,
    recipientSystem: null,
    onBehalfOf: [],
    recipients: [],
    locations: [],
    transfers: [],
  },
  ...{ securityMeasures: [], dpia: null, compatibility: null },
} as unknown as DataFlowContent;
const problemsOf = (changes: Partial<DataFlowContent>) =>
  flowProblems({ ...content, ...changes }, today).map(({ pointer, code }) => `${pointer} ${code}`);

describe('a flow', () => {
  it('that is hardly begun has nothing wrong with it', () => {
    expect(problemsOf({})).toEqual([]);
  });

  it('names each thing once: every repetition is shown with its place', () => {
    expect(
      problemsOf({
        purposes: [purpose('PAYROLL'), purpose('RESEARCH'), purpose('PAYROLL'), purpose('PAYROLL')],
        dataCategories: [category('NAME'), category('PAY'), category('PAY')],
        locations: [
          { country: 'DE', kind: 'storage' },
          { country: 'DE', kind: 'remote_access' },
          { country: 'DE', kind: 'storage' },
        ],
        transfers: [transfer('US'), transfer('US')],
        compatibility: {
          furtherUse: true,
          compatible: true,
          factors: [
            { code: 'A6_4_A_LINK', note: 'x' },
            { code: 'A6_4_A_LINK', note: 'y' },
          ],
        },
      }),
    ).toEqual([
      '/purposes/2/code named_twice',
      '/purposes/3/code named_twice',
      '/dataCategories/2/code named_twice',
      '/locations/2/country named_twice',
      '/transfers/1/toCountry named_twice',
      '/compatibility/factors/1/code named_twice',
    ]);
  });

  it.each<[string, Partial<Tia>, string[]]>([
    ['made today, reviewed today', { nextReviewOn: today }, []],
    ['made tomorrow', { assessedOn: localDate('2026-06-11') }, ['/transfers/0/tia/assessedOn in_future']],
    [
      'reviewed before it was made',
      { nextReviewOn: localDate('2026-06-09') },
      ['/transfers/0/tia/nextReviewOn before_assessment'],
    ],
    [
      'made tomorrow and reviewed today',
      { assessedOn: localDate('2026-06-11'), nextReviewOn: today },
      ['/transfers/0/tia/assessedOn in_future', '/transfers/0/tia/nextReviewOn before_assessment'],
    ],
  ])('with an assessment that was %s', (_name, tia, expected) => {
    expect(problemsOf({ transfers: [transfer('IN', tia)] })).toEqual(expected);
  });

  const tomorrow = localDate('2026-06-11');
  const exception = {
    ...{ ground: null, necessity: null, occasional: null, safeguards: null, assessedOn: null },
    ...{ risksToldOn: null, authorityInformedOn: null, peopleInformedOn: null, evidenceId: null },
  };
  const instrument = { reference: 'BCR-P of Example', seenOn: today, evidenceId: null };
  it.each<[string, Partial<FlowTransfer>, string[]]>([
    ['rests on an exception that it names', { tool: 'A49_1_B', derogation: exception }, []],
    ['explains an exception that it does not name', { derogation: exception }, ['derogation other_tool']],
    [
      'explains an exception beside clauses',
      { tool: 'SCC_M2', derogation: exception },
      ['derogation other_tool'],
    ],
    [
      'told people tomorrow',
      { tool: 'A49_1_SUB2', derogation: { ...exception, assessedOn: tomorrow, peopleInformedOn: tomorrow } },
      ['derogation/assessedOn in_future', 'derogation/peopleInformedOn in_future'],
    ],
    ['rests on rules that were approved', { tool: 'BCR_P', instrument }, []],
    [
      'rests on rules that somebody will see',
      { tool: 'BCR_P', instrument: { ...instrument, seenOn: tomorrow } },
      ['instrument/seenOn in_future'],
    ],
    ['names an approval for clauses', { tool: 'SCC_M2', instrument }, ['instrument other_tool']],
  ])('with a transfer that %s', (_name, more, expected) => {
    expect(problemsOf({ transfers: [aTransfer('IN', more)] })).toEqual(
      expected.map((problem) => `/transfers/0/${problem}`),
    );
  });
});

describe('an agreement', () => {
  it.each(agreementStatuses)('that is %s takes a new flow unless it is over', (status) => {
    const codes = placementProblems(anAgreement({ status }), today).map(({ code }) => code);
    expect(codes).toEqual(['expired', 'terminated'].includes(status) ? ['agreement_over'] : []);
  });

  it('takes one on its last day, and none on the next', () => {
    const until = (day: string) =>
      placementProblems(anAgreement({ effectiveTo: localDate(day) }), today).map(({ message }) => message);
    expect(until('2026-06-10')).toEqual([]);
    expect(until('2026-06-09')).toEqual([
      'this agreement is past its last day: name the one that follows it',
    ]);
  });

  it('is of the company that was meant', () => {
    expect(companyProblems({ legalEntityId: 'e1' }, undefined)).toEqual([]);
    expect(companyProblems({ legalEntityId: 'e1' }, 'e1')).toEqual([]);
    expect(companyProblems({ legalEntityId: 'e1' }, 'e2')).toMatchObject([{ code: 'other_legal_entity' }]);
  });
});
