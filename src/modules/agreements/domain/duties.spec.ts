import {
  conflicts,
  duties,
  judgements,
  outside,
  parts,
  type DecisionStand,
  type Involved,
  type Judge,
  type JudgingPerson,
} from './duties.js';

const person = (id: string, unit: string | null = null, ...others: string[]): JudgingPerson => ({
  id,
  ids: new Set([id, ...others]),
  unit,
});
const dpo = (who: JudgingPerson = person('dana')): Judge => ({ people: [who], roles: ['dpo'] });
const approver = (who: JudgingPerson): Judge => ({ people: [who], roles: ['approver'] });
const alone: DecisionStand = { first: null, twoNeeded: false, requestingUnit: null, mode: 'dpo_decides' };
const codes = (...given: Parameters<typeof conflicts>) => conflicts(...given).map(({ code }) => code);

/** What the law expects of each pair, written down a second time: by act, then by part; no entry, no objection. */
const expected: Record<string, Record<string, string>> = {
  opinion: {
    author: 'data_flow.own_submission',
    first_decider: 'data_flow.own_decision',
  },
  decision: {
    author: 'data_flow.own_submission',
    adviser: 'data_flow.own_opinion',
    first_decider: 'data_flow.second_decider',
    model_editor: 'data_flow.own_model',
    assessment_reviewer: 'data_flow.own_review',
  },
  resumption: { author: 'data_flow.own_submission' },
  signature: { clause_reviewer: 'agreement.own_review' },
};
const done = parts.filter((part) => part !== 'role' && part !== 'unit');

describe('who may not do what with whom', () => {
  const cells = judgements.flatMap((act) => done.map((part) => [act, part] as const));

  it.each(cells)('%s, by whoever is the %s: as the table says', (act, part) => {
    const code = expected[act]?.[part];
    const involved = { [part]: ['somebody', 'dana'] };
    expect(codes(act, dpo(), { involved, stand: null })).toEqual(code === undefined ? [] : [code]);
    expect(codes(act, dpo(), { involved: { [part]: ['somebody'] }, stand: null })).toEqual([]);
  });

  it('has a row for each cell with an objection, and none besides', () => {
    const rows = duties.flatMap(({ part, not }) => not.map((act) => `${act} ${part}`)).sort();
    const wanted = Object.entries(expected).flatMap(([act, row]) =>
      Object.keys(row).map((part) => `${act} ${part}`),
    );
    expect(rows).toEqual(wanted.sort());
  });

  it.each<[string, JudgingPerson]>([
    ['by the account', person('dana')],
    ['by an account of before', person('dana-again', null, 'dana')],
    ['by a key that they made', person('dana-again', null, 'key-of-dana')],
  ])('knows a person %s', (_case, who) => {
    const involved: Involved = { author: ['dana', 'key-of-dana'] };
    expect(conflicts('decision', dpo(who), { involved, stand: null })).toEqual([
      {
        code: 'data_flow.own_submission',
        part: 'author',
        personId: who.id,
        message: 'Whoever drafted, changed or submitted a data flow does not judge it.',
        law: 'GDPR Art. 24(1), 38(6)',
        remedy: 'Let somebody decide who had no part in the submission.',
      },
    ]);
  });

  it('names every conflict at once, in the order of the table', () => {
    const involved = Object.fromEntries(done.map((part) => [part, ['dana']])) as Involved;
    const stand = { ...alone, first: [person('otto')] };
    expect(codes('decision', dpo(), { involved, stand })).toEqual([
      'data_flow.own_submission',
      'data_flow.own_opinion',
      'data_flow.second_decider',
      'data_flow.own_model',
      'data_flow.own_review',
    ]);
  });

  it('counts those of both where one acts for another', () => {
    const judge: Judge = { people: [person('dana'), person('otto')], roles: ['dpo'] };
    const found = conflicts('decision', judge, {
      involved: { author: ['otto'], adviser: ['dana'] },
      stand: alone,
    });
    expect(found.map(({ code, personId }) => [code, personId])).toEqual([
      ['data_flow.own_submission', 'otto'],
      ['data_flow.own_opinion', 'dana'],
    ]);
  });
});

describe('the first decision', () => {
  it('is the data protection officer’s', () => {
    expect(codes('decision', approver(person('anna')), { involved: {}, stand: alone })).toEqual([
      'data_flow.first_decider',
    ]);
    expect(codes('decision', dpo(), { involved: {}, stand: alone })).toEqual([]);
  });

  it('is an approver’s where the data protection officer advises, who then decides nothing', () => {
    const advises: DecisionStand = { ...alone, mode: 'dpo_advises' };
    const both: Judge = { people: [person('olaf')], roles: ['dpo', 'approver'] };
    const second = { ...advises, first: [person('anna')] };
    expect(codes('decision', approver(person('anna')), { involved: {}, stand: advises })).toEqual([]);
    for (const judge of [dpo(), both])
      for (const stand of [advises, second])
        expect(codes('decision', judge, { involved: {}, stand })).toEqual(['data_flow.dpo_advises']);
  });

  it('leaves the second to an approver too', () => {
    const stand = { ...alone, first: [person('dana')], twoNeeded: true };
    expect(codes('decision', approver(person('anna')), { involved: {}, stand })).toEqual([]);
  });
});

describe('of two deciders', () => {
  const stand = (first: string | null, requesting: string | null): DecisionStand => ({
    first: [person('dana', first)],
    twoNeeded: true,
    requestingUnit: requesting,
    mode: 'dpo_decides',
  });
  it.each<[string, string | null, string | null, string | null, 'yes' | 'no' | 'unknown']>([
    ['both outside', 'Legal', 'Sales', 'Marketing', 'yes'],
    ['the first outside', 'Legal', 'Marketing', 'Marketing', 'yes'],
    ['the second outside', 'Marketing', 'Legal', 'Marketing', 'yes'],
    ['neither, however it is written', 'marketing', 'MARKETING', 'Marketing', 'no'],
    ['one outside and one unknown', 'Legal', null, 'Marketing', 'yes'],
    ['one inside and one unknown', 'Marketing', null, 'Marketing', 'unknown'],
    ['nobody known', null, null, 'Marketing', 'unknown'],
    ['whoever asks unknown', 'Legal', 'Legal', null, 'unknown'],
  ])('%s', (...[, first, second, requesting, answer]) => {
    const judge = approver(person('anna', second));
    expect(outside(judge, stand(first, requesting))).toBe(answer);
    const found = codes('decision', judge, { involved: {}, stand: stand(first, requesting) });
    expect(found).toEqual(answer === 'no' ? ['data_flow.requesting_unit'] : []);
  });

  it('only where two are needed', () => {
    const judge = approver(person('anna', 'Marketing'));
    const one = { ...stand('Marketing', 'Marketing'), twoNeeded: false };
    expect(codes('decision', judge, { involved: {}, stand: one })).toEqual([]);
  });
});
