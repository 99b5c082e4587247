import { localDate } from '../../../shared/local-date.js';
import type { DataFlowContent } from './data-flow.js';
import { judgedChanges } from './change-impact.js';
import { differences } from './decision-facts.js';
import {
  begunSince,
  declaredBeyond,
  declaredBeyondFact,
  unknownThen,
  unmetByDeclaration,
  type Beyond,
  type DeclaredUses,
} from './declared-beyond.js';

const june = localDate('2026-06-11');
const purpose = (code: string, lawfulBasis: string) => ({ code, lawfulBasis });
const flow = {
  purposes: [
    purpose('DEVICE_STORAGE_ACCESS', 'A6_1_A_CONSENT'),
    purpose('CONTENT_PERSONALISATION', 'A6_1_A_CONSENT'),
    purpose('ADVERTISING_MEASUREMENT', 'A6_1_F_LEGITIMATE_INTERESTS'),
  ],
  dataCategories: [
    { code: 'IP_ADDRESS', retentionDays: 90 },
    { code: 'EMAIL_ADDRESS', retentionDays: 30 },
  ],
} as unknown as DataFlowContent;

const use = (number: number, basis: 'consent' | 'legitimate_interest' = 'consent', since = june) => ({
  ...{ purpose: number, basis, since },
});
const declared = (change: Partial<DeclaredUses> = {}): DeclaredUses => ({
  ...{ status: 'declared', uses: [], dataCategories: [], longestRetention: null, retentionSince: null },
  ...change,
});
const beyond = (change: Partial<DeclaredUses>, of = flow) =>
  declaredBeyond(of, declared(change)).map(({ what, number, basis }) => [what, number, basis]);

describe('what a vendor declares beyond a flow', () => {
  it.each<[string, Partial<DeclaredUses>, unknown[]]>([
    ['nothing that the flow names', { uses: [use(1), use(7, 'legitimate_interest')] }, []],
    ['nothing, where one of our purposes stands for several of theirs', { uses: [use(6), use(11)] }, []],
    ['a purpose', { uses: [use(1), use(4)] }, [['purpose', 4, 'consent']]],
    ['a purpose that nobody knows', { uses: [use(99)] }, [['purpose', 99, 'consent']]],
    ['a named purpose on another basis', { uses: [use(7)] }, [['purpose', 7, 'consent']]],
    [
      'data',
      { dataCategories: [1, 9, 2008].map((category) => ({ category, since: june })) },
      [
        ['data_category', 9, null],
        ['data_category', 2008, null],
      ],
    ],
    ['nothing where it does not say which data', { dataCategories: null }, []],
    ['no time up to the longest that was approved', { longestRetention: 90 }, []],
    ['a longer time', { longestRetention: 91 }, [['retention', 91, null]]],
    ['nothing once it was deleted', { status: 'deleted', uses: [use(4)] }, []],
    ['nothing once it is gone', { status: 'gone', uses: [use(4)] }, []],
  ])('is %s', (_case, change, expected) => {
    expect(beyond(change)).toEqual(expected);
  });

  it('is no time where the flow names none, and nothing where nothing is declared', () => {
    const timeless = { ...flow, dataCategories: [] };
    expect(beyond({ longestRetention: 400 }, timeless)).toEqual([]);
    expect(declaredBeyond(flow, null)).toEqual([]);
  });
});

describe('an approval', () => {
  const item = (what: Beyond['what'], number: number, since: typeof june | null = june): Beyond => ({
    ...{ what, number, since },
    basis: what === 'purpose' ? 'consent' : null,
  });
  const facts = (beyond: Beyond[] | null) =>
    beyond === null || beyond.length === 0 ? {} : { [declaredBeyondFact]: beyond };
  const follows = (then: Beyond[] | null, now: Beyond[]) =>
    judgedChanges(differences(facts(then), facts(now)), { tier: null, open: [] })[0]?.reaction ?? null;

  it.each<[string, string | null, Beyond[] | null, Beyond[]]>([
    [
      'ends by a purpose that is new',
      'block',
      [item('purpose', 3)],
      [item('purpose', 3), item('purpose', 4)],
    ],
    ['ends by data that are new', 'block', null, [item('data_category', 9)]],
    ['is reviewed for a longer time', 'review_30_days', [item('retention', 91)], [item('retention', 92)]],
    [
      'ends by another basis',
      'block',
      [item('purpose', 7)],
      [{ ...item('purpose', 7), basis: 'legitimate_interest' }],
    ],
    ['stands on what was known when it was given', null, [item('purpose', 4)], [item('purpose', 4)]],
    [
      'stands when less is declared',
      'log_only',
      [item('purpose', 3), item('purpose', 4)],
      [item('purpose', 4)],
    ],
    ['stands when nothing is declared any more', 'log_only', [item('purpose', 4)], []],
    [
      'stands when data are kept for less long',
      'log_only',
      [item('retention', 400)],
      [item('retention', 91)],
    ],
    [
      'stands when a first list comes to be known',
      'log_only',
      null,
      [item('purpose', 4, null), item('retention', 91, null)],
    ],
  ])('%s', (_case, expected, then, now) => {
    expect(follows(then, now)).toBe(expected);
  });

  it('is touched also by what may have been declared all along', () => {
    const now = [item('purpose', 4, null), item('purpose', 3)];
    expect(unknownThen([item('purpose', 3)], now)).toEqual([item('purpose', 4, null)]);
    expect(begunSince(undefined, now)).toEqual([item('purpose', 3)]);
  });
});

describe('readiness', () => {
  it('warns of it in words', () => {
    const now = declared({
      uses: [use(4), use(99, 'legitimate_interest')],
      dataCategories: [
        { category: 9, since: june },
        { category: 2008, since: june },
      ],
      ...{ longestRetention: 397, retentionSince: june },
    });
    const [reason, ...more] = unmetByDeclaration(declaredBeyond(flow, now), now);
    expect([reason?.code, reason?.severity, more]).toEqual(['DECLARED_BEYOND_FLOW', 'warning', []]);
    expect(reason?.message).toBe(
      'In the Global Vendor List it declares besides: purpose 4 on consent (Choose advertising by a profile); ' +
        'purpose 99 on legitimate interest; data category 9 (Precise location); data category 2008; data are kept for 397 days.',
    );
  });

  it('says when the vendor has left the list, and nothing where all is named', () => {
    const left = (status: DeclaredUses['status']) =>
      unmetByDeclaration([], declared({ status })).map(({ code, message }) => [code, message]);
    expect(left('gone')).toEqual([['VENDOR_LEFT_LIST', 'The vendor is not named by it any more.']]);
    expect(left('deleted')).toEqual([['VENDOR_LEFT_LIST', 'The vendor is deleted from it.']]);
    expect(left('declared')).toEqual([]);
    expect(unmetByDeclaration([], null)).toEqual([]);
  });
});
