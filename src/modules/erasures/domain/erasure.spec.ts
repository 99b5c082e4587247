import { duties, hindrances, kept, repeats, type DutyCode, type ErasureFacts } from './erasure.js';

const free: ErasureFacts = {
  ...{ subjectId: 'p', askedById: 'officer', reason: 'Asked by letter.' },
  ...{ values: ['dana@example.com', 'Dana Officer'], duties: [] },
};

describe('what stands in the way of an erasure', () => {
  const codes = (facts: Partial<ErasureFacts>) => hindrances({ ...free, ...facts }).map(({ code }) => code);

  it.each([
    ['nothing', {}, []],
    ['oneself', { askedById: 'p' }, ['SELF']],
    ['a reason with the name in it', { reason: 'DANA OFFICER asked.' }, ['REASON_NAMES_PERSON']],
    ['a duty', { duties: [{ code: 'AUDITS_LED', count: 2, ids: ['a', 'b'] }] }, ['AUDITS_LED']],
  ] as const)('is %s', (_case, facts, expected) => {
    expect(codes(facts)).toEqual(expected);
  });

  it('is said all at once', () => {
    const all = (Object.keys(duties) as DutyCode[]).map((code) => ({ code, count: 1, ids: ['x'] }));
    const found = codes({ askedById: 'p', reason: 'For dana@example.com', duties: all });
    expect(found).toEqual(['SELF', 'REASON_NAMES_PERSON', ...Object.keys(duties)]);
  });

  it('names what helps, and how many records there are', () => {
    const owned = { code: 'VENDORS_OWNED', count: 12, ids: ['v'] } as const;
    expect(hindrances({ ...free, duties: [owned] })).toEqual([
      { ...owned, message: 'They own vendors.', remedy: 'Give the vendors another owner.' },
    ]);
  });
});

describe('a legal hold', () => {
  it('hinders with the reference of each case, and names the first ten', () => {
    expect(kept([])).toEqual([]);
    const holds = Array.from({ length: 11 }, (_, nth) => ({ id: `h${nth}`, reference: `Case ${nth}` }));
    const [found] = kept(holds);
    expect(found).toMatchObject({
      code: 'LEGAL_HOLD',
      count: 11,
      ids: holds.slice(0, 10).map(({ id }) => id),
    });
    expect(kept(holds.slice(0, 2))[0]?.message).toBe(
      'They are kept for legal claims (GDPR Art. 17(3)(e)): Case 0; Case 1.',
    );
  });
});

describe('a text repeats a value', () => {
  it.each([
    ['in another case', 'from DANA@EXAMPLE.COM', ['dana@example.com'], true],
    ['in full-width letters', 'from Ｄana', ['Dana'], true],
    ['not when it is too short to mean somebody', 'a letter', ['a'], false],
    ['not when it is empty', 'a letter', [''], false],
  ])('%s', (_case, text, values, expected) => {
    expect(repeats(text, values)).toBe(expected);
  });
});
