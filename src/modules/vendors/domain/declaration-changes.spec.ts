import { localDate } from '../../../shared/local-date.js';
import { changesBetween, succeeding } from './declaration-changes.js';
import type { Declaration, DeclaredBasis, DeclaredContent } from './declaration.js';

const use = (purpose: number, basis: DeclaredBasis = 'consent', flexible = false) => ({
  ...{ purpose, basis, flexible },
  since: null,
});
const categories = (...numbers: number[]) => numbers.map((category) => ({ category, since: null }));
const retention = (standardDays: number | null, purposes: Record<string, number> = {}) => ({
  ...{ standardDays, purposes },
  specialPurposes: {},
});

const content: DeclaredContent = {
  name: 'Emerse',
  uses: [use(1), use(7, 'legitimate_interest')],
  ...{ specialPurposes: [1], features: [1], specialFeatures: [] },
  dataCategories: categories(1, 6),
  retention: retention(90),
  retentionSince: null,
  ...{ usesCookies: true, cookieRefresh: false, usesNonCookieAccess: false, cookieMaxAgeSeconds: 60 },
  ...{
    privacyUrl: null,
    legitimateInterestUrl: null,
    deviceStorageUrl: null,
    deletedOn: null,
    irregularities: [],
  },
};
const onRecord = (change: Partial<Declaration> = {}): Declaration => ({
  ...content,
  ...{ id: 'd', revision: 1, vendorId: 'v', gvlId: 8, status: 'declared' },
  ...{ specification: 3, listVersion: 7, changes: [], createdAt: new Date(0) },
  ...change,
});
const changed = (now: Partial<DeclaredContent>) =>
  changesBetween(content, { ...content, ...now }).map(({ kind, fact, then, now: is }) => [
    kind,
    fact,
    then,
    is,
  ]);

describe('what a vendor declares otherwise', () => {
  it('is nothing when all is the same, whatever the days since when', () => {
    const later = [{ ...use(1), since: localDate('2023-09-07') }, use(7, 'legitimate_interest')];
    expect(changed({ uses: later, retentionSince: localDate('2023-09-07') })).toEqual([]);
  });

  it.each<[string, Partial<DeclaredContent>, unknown[][]]>([
    [
      'a purpose more and one less',
      { uses: [use(1), use(4)] },
      [
        ['purpose_added', 'purposes.4', null, ['consent']],
        ['purpose_gone', 'purposes.7', ['legitimate_interest'], null],
      ],
    ],
    [
      'another basis',
      { uses: [use(1), use(7)] },
      [['basis_changed', 'purposes.7', ['legitimate_interest'], ['consent']]],
    ],
    [
      'both bases',
      { uses: [use(1), use(7), use(7, 'legitimate_interest')] },
      [['basis_changed', 'purposes.7', ['legitimate_interest'], ['consent', 'legitimate_interest']]],
    ],
    [
      'a purpose that became flexible',
      { uses: [use(1, 'consent', true), use(7, 'legitimate_interest')] },
      [['flexibility_changed', 'purposes.1', false, true]],
    ],
    [
      'retention',
      { retention: retention(397, { '7': 30 }) },
      [
        ['retention_changed', 'retention.standardDays', 90, 397],
        ['retention_changed', 'retention.purposes.7', null, 30],
      ],
    ],
    [
      'data',
      { dataCategories: categories(6, 9) },
      [
        ['data_category_gone', 'dataCategories.1', true, false],
        ['data_category_added', 'dataCategories.9', false, true],
      ],
    ],
    [
      'data that are withheld',
      { dataCategories: null },
      [['data_categories_withheld', 'dataCategories', [1, 6], null]],
    ],
    [
      'special purposes and features',
      { specialPurposes: [1, 2], features: [], specialFeatures: [1] },
      [
        ['special_purpose_added', 'specialPurposes.2', false, true],
        ['feature_gone', 'features.1', true, false],
        ['special_feature_added', 'specialFeatures.1', false, true],
      ],
    ],
    [
      'details',
      { name: 'Emerse AB', cookieMaxAgeSeconds: null },
      [
        ['detail_changed', 'name', 'Emerse', 'Emerse AB'],
        ['detail_changed', 'cookieMaxAgeSeconds', 60, null],
      ],
    ],
  ])('is exactly %s', (_case, now, expected) => {
    expect(changed(now)).toEqual(expected);
  });

  it('is that data are disclosed at last', () => {
    const [change] = changesBetween({ ...content, dataCategories: null }, content);
    expect(change).toEqual({
      kind: 'data_categories_disclosed',
      fact: 'dataCategories',
      then: null,
      now: [1, 6],
    });
  });
});

describe('what follows on what is on record', () => {
  const on = localDate('2023-09-07');
  const follow = (before: Declaration | null, read: Partial<DeclaredContent> = {}, afterAnother = true) =>
    succeeding({ before, read: { ...content, ...read }, on, afterAnother });
  const days = ({ content: after }: ReturnType<typeof follow>) => ({
    uses: after.uses.map(({ purpose, since }) => [purpose, since]),
    data: after.dataCategories?.map(({ category, since }) => [category, since]),
    retention: after.retentionSince,
  });

  it('knows of no beginning where the first list that was read had it', () => {
    const first = follow(null, {}, false);
    expect(first).toMatchObject({ outcome: 'added', changes: [], content: { status: 'declared' } });
    expect(days(first)).toEqual({
      uses: [
        [1, null],
        [7, null],
      ],
      data: [
        [1, null],
        [6, null],
      ],
      retention: null,
    });
  });

  it('knows that a vendor which an earlier list lacked is new', () => {
    expect(days(follow(null))).toEqual({
      uses: [
        [1, on],
        [7, on],
      ],
      data: [
        [1, on],
        [6, on],
      ],
      retention: on,
    });
  });

  it('dates only what is new', () => {
    const later = follow(onRecord(), {
      uses: [use(1), use(4), use(7)],
      dataCategories: categories(1, 9),
      retention: retention(397),
    });
    expect(later.outcome).toBe('changed');
    expect(days(later)).toEqual({
      uses: [
        [1, null],
        [4, on],
        [7, on],
      ],
      data: [
        [1, null],
        [9, on],
      ],
      retention: on,
    });
  });

  it('keeps the days it has, also when data are kept for less long', () => {
    const then = localDate('2023-08-01');
    const before = onRecord({
      uses: [{ ...use(1), since: then }],
      retention: retention(400),
      retentionSince: then,
    });
    expect(days(follow(before, { uses: [use(1)], retention: retention(300) }))).toMatchObject({
      uses: [[1, then]],
      retention: then,
    });
  });

  it('does not call data new that were only not disclosed', () => {
    expect(days(follow(onRecord({ dataCategories: null }))).data).toEqual([
      [1, null],
      [6, null],
    ]);
  });

  it('is nothing when nothing changed', () => {
    expect(follow(onRecord())).toMatchObject({ outcome: null, changes: [] });
  });

  it('tells a deleted vendor, one that comes back, and that then everything is new', () => {
    const deletedOn = localDate('2023-09-04');
    expect(follow(onRecord(), { deletedOn })).toMatchObject({
      outcome: 'deleted',
      content: { status: 'deleted' },
    });
    const back = follow(onRecord({ status: 'gone' }));
    expect(back).toMatchObject({ outcome: 'returned', changes: [] });
    expect(days(back).uses).toEqual([
      [1, on],
      [7, on],
    ]);
    const undeleted = follow(onRecord({ status: 'deleted', deletedOn }));
    expect([undeleted.outcome, days(undeleted).retention]).toEqual(['returned', on]);
    const still = follow(onRecord({ status: 'deleted', deletedOn }), { deletedOn });
    expect([still.outcome, days(still).retention]).toEqual([null, null]);
  });
});
