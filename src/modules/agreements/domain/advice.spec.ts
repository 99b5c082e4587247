import { departs, departureProblems, unmetOpinion } from './advice.js';
import { decisionOutcomes, opinions, type FlowOpinion } from './flow-decision.js';

const opinion: FlowOpinion = {
  ...{
    id: 'o1',
    revision: 1,
    dataFlowId: 'f1',
    flowRevision: 2,
    opinion: 'unfavourable',
    reasons: 'Too much.',
  },
  ...{
    factsHash: 'aa',
    givenById: 'dana',
    onBehalfOfId: null,
    delegationId: null,
    givenAt: new Date('2026-11-01T00:00:00Z'),
  },
};

describe('a decision beside the opinion', () => {
  const table = {
    favourable: { approved: false, approved_with_conditions: false, rejected: true },
    favourable_with_conditions: { approved: true, approved_with_conditions: false, rejected: true },
    unfavourable: { approved: true, approved_with_conditions: true, rejected: false },
  } as const;
  it.each(opinions.flatMap((advised) => decisionOutcomes.map((outcome) => [advised, outcome] as const)))(
    '%s, %s: departs as the table says',
    (advised, outcome) => {
      expect(departs(outcome, advised)).toBe(table[advised][outcome]);
    },
  );

  const pointers = (...given: Parameters<typeof departureProblems>) =>
    departureProblems(...given).map(({ pointer, code }) => `${pointer} ${code}`);
  it('gives reasons only where it departs, and names the newest opinion', () => {
    const departure = { opinionId: 'o1', reasons: 'The contract covers it.' };
    expect(pointers(departure, 'approved', opinion)).toEqual([]);
    expect(pointers(null, 'approved', opinion)).toEqual([]);
    expect(pointers(departure, 'rejected', opinion)).toEqual(['/departure unexpected']);
    expect(pointers(departure, 'approved', null)).toEqual(['/departure unexpected']);
    expect(pointers({ ...departure, opinionId: 'o0' }, 'approved', opinion)).toEqual([
      '/departure/opinionId not_newest',
    ]);
  });
});

describe('the opinion before a decision', () => {
  const messages = (...given: Parameters<typeof unmetOpinion>) =>
    unmetOpinion(...given).map(({ code, severity, message }) => [code, severity, message]);
  it('is asked for only where the data protection officer advises, and on the facts of now', () => {
    expect(messages('dpo_decides', null, 'aa')).toEqual([]);
    expect(messages('dpo_advises', opinion, 'aa')).toEqual([]);
    expect(messages('dpo_advises', null, 'aa')).toEqual([
      ['OPINION_MISSING', 'blocking', 'Nobody has given an opinion on this submission.'],
    ]);
    expect(messages('dpo_advises', opinion, 'bb')).toEqual([
      ['OPINION_MISSING', 'blocking', 'The opinion was on other facts.'],
    ]);
  });
});
