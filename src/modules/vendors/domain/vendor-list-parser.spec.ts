import { parseVendorList } from './vendor-list-parser.js';
import type { VendorList } from './vendor-list.js';

const named = (...numbers: number[]) =>
  Object.fromEntries(numbers.map((id) => [String(id), { id, name: `Number ${id}`, description: '…' }]));
const upTo = (last: number) => named(...Array.from({ length: last }, (_, at) => at + 1));

const head3 = {
  gvlSpecificationVersion: 3,
  vendorListVersion: 17,
  tcfPolicyVersion: 4,
  lastUpdated: '2023-09-07T16:07:28Z',
  ...{ purposes: upTo(11), specialPurposes: upTo(2), features: upTo(3), specialFeatures: upTo(2) },
  dataCategories: upTo(11),
  stacks: {},
};
const vendor3 = {
  ...{ id: 8, name: 'Emerse', purposes: [1, 3, 4], legIntPurposes: [2, 7], flexiblePurposes: [2] },
  ...{ specialPurposes: [1], features: [1], specialFeatures: [], dataDeclaration: [1, 2, 6] },
  dataRetention: { stdRetention: 90, purposes: { '1': 365 }, specialPurposes: {} },
  urls: [
    { langId: 'de', privacy: 'https://emerse.example/datenschutz' },
    { langId: 'en', privacy: 'https://emerse.example/privacy', legIntClaim: 'https://emerse.example/li' },
  ],
  ...{ usesCookies: true, cookieRefresh: false, cookieMaxAgeSeconds: 2_592_000, usesNonCookieAccess: true },
  deviceStorageDisclosureUrl: 'https://emerse.example/storage.json',
  overflow: { httpGetLimit: 128 },
};
const list = (vendors: object, head: object = {}) => ({ ...head3, ...head, vendors });
const alone = (change: object, head: object = {}) => list({ '8': { ...vendor3, ...change } }, head);

function read(given: unknown): VendorList {
  const parsed = parseVendorList(given);
  if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors));
  return parsed;
}
const errorsIn = (given: unknown) => {
  const parsed = parseVendorList(given);
  return 'errors' in parsed ? parsed.errors.map(({ pointer, code }) => `${pointer} ${code}`) : [];
};
const onlyIn = (given: unknown) => {
  const [vendor] = read(given).vendors;
  if (!vendor) throw new Error('no vendor');
  return vendor;
};
const contentIn = (given: unknown) => {
  const vendor = onlyIn(given);
  if ('reasons' in vendor) throw new Error(JSON.stringify(vendor.reasons));
  return vendor.content;
};
const reasonsIn = (given: unknown) => {
  const vendor = onlyIn(given);
  return 'reasons' in vendor ? vendor.reasons.map(({ column, code }) => `${column} ${code}`) : [];
};

describe('reading a Global Vendor List', () => {
  it('takes what a vendor declares from version 3', () => {
    expect(read(alone({}))).toMatchObject({
      ...{
        specification: 3,
        listVersion: 17,
        policyVersion: 4,
        publishedAt: new Date('2023-09-07T16:07:28Z'),
      },
      definitions: { purposes: { '4': 'Number 4' }, dataCategories: { '11': 'Number 11' } },
    });
    expect(contentIn(alone({}))).toEqual({
      name: 'Emerse',
      uses: [
        { purpose: 1, basis: 'consent', flexible: false, since: null },
        { purpose: 2, basis: 'legitimate_interest', flexible: true, since: null },
        { purpose: 3, basis: 'consent', flexible: false, since: null },
        { purpose: 4, basis: 'consent', flexible: false, since: null },
        { purpose: 7, basis: 'legitimate_interest', flexible: false, since: null },
      ],
      ...{ specialPurposes: [1], features: [1], specialFeatures: [] },
      dataCategories: [1, 2, 6].map((category) => ({ category, since: null })),
      retention: { standardDays: 90, purposes: { '1': 365 }, specialPurposes: {} },
      retentionSince: null,
      ...{
        usesCookies: true,
        cookieRefresh: false,
        usesNonCookieAccess: true,
        cookieMaxAgeSeconds: 2_592_000,
      },
      privacyUrl: 'https://emerse.example/privacy',
      legitimateInterestUrl: 'https://emerse.example/li',
      deviceStorageUrl: 'https://emerse.example/storage.json',
      ...{ deletedOn: null, irregularities: [] },
    });
  });

  it('takes version 2, which knows neither data categories nor retention', () => {
    const v2 = {
      ...{ id: 8, name: 'Emerse', purposes: [1, 3], legIntPurposes: [2, 3, 10], flexiblePurposes: [] },
      ...{
        specialPurposes: [],
        features: [],
        specialFeatures: [2],
        policyUrl: 'https://emerse.example/privacy',
      },
      cookieMaxAgeSeconds: -1,
    };
    const given = list(
      { '8': v2 },
      { gvlSpecificationVersion: 2, purposes: upTo(10), dataCategories: undefined },
    );
    expect(contentIn(given)).toMatchObject({
      dataCategories: null,
      retention: { standardDays: null, purposes: {}, specialPurposes: {} },
      ...{ privacyUrl: 'https://emerse.example/privacy', cookieMaxAgeSeconds: -1, usesCookies: null },
      irregularities: [{ code: 'purpose_on_both_bases', number: 3 }],
    });
  });

  it('tells data that are not declared from none at all', () => {
    expect(contentIn(alone({ dataDeclaration: undefined })).dataCategories).toBeNull();
    expect(contentIn(alone({ dataDeclaration: null })).dataCategories).toBeNull();
    expect(contentIn(alone({ dataDeclaration: [] })).dataCategories).toEqual([]);
  });

  it('knows a deleted vendor, by the day in UTC', () => {
    expect(contentIn(alone({ deletedDate: '2023-09-04T00:00:00Z' })).deletedOn).toBe('2023-09-04');
    expect(contentIn(alone({ deletedDate: '2023-09-04T23:30:00-02:00' })).deletedOn).toBe('2023-09-05');
    expect(contentIn(alone({ deletedDate: '2023-09-04' })).deletedOn).toBe('2023-09-04');
  });

  it('sorts vendors by number and each list of numbers, each once', () => {
    const { vendors } = read(
      list({ '10': { ...vendor3, id: 10 }, '9': { ...vendor3, id: 9, purposes: [4, 1, 4] } }),
    );
    expect(vendors.map(({ gvlId }) => gvlId)).toEqual([9, 10]);
    expect(
      contentIn(alone({ purposes: [4, 1, 4], legIntPurposes: [] })).uses.map(({ purpose }) => purpose),
    ).toEqual([1, 4]);
  });

  it('cleans a name of what nobody sees, and says so', () => {
    const { name, irregularities } = contentIn(alone({ name: 'DoubleVerify\u00a0 Inc.\u200b' }));
    expect([name, irregularities]).toEqual(['DoubleVerify Inc.', [{ code: 'name_cleaned', number: null }]]);
    expect(contentIn(alone({ name: '  Ströer  SSP ' })).irregularities).toEqual([]);
  });

  it.each([
    [
      'a purpose on both bases',
      { purposes: [1, 7], legIntPurposes: [7], flexiblePurposes: [] },
      [['purpose_on_both_bases', 7]],
    ],
    ['a flexible purpose that is not declared', { flexiblePurposes: [9] }, [['flexible_not_declared', 9]]],
    [
      'legitimate interest for what needs consent',
      { purposes: [], legIntPurposes: [1, 2, 3, 4, 5, 6, 7] },
      [1, 3, 4, 5, 6].map((number) => ['legitimate_interest_not_allowed', number]),
    ],
    [
      'retention of a purpose that is not declared',
      { dataRetention: { purposes: { '11': 3 }, specialPurposes: { '1': 3, '2': 3 } } },
      [
        ['retention_without_purpose', 11],
        ['retention_without_purpose', 2],
      ],
    ],
    [
      'data and features that are defined nowhere',
      { dataDeclaration: [1, 2008], features: [4], specialFeatures: [3] },
      [
        ['undefined_data_category', 2008],
        ['undefined_feature', 4],
        ['undefined_feature', 3],
      ],
    ],
    [
      'an address that leads nowhere',
      { deviceStorageDisclosureUrl: 'ftp://x' },
      [['unusable_address', null]],
    ],
  ])('records what the rules of the framework do not allow: %s', (_case, change, expected) => {
    const { irregularities } = contentIn(alone(change));
    expect(irregularities.map(({ code, number }) => [code, number])).toEqual(expected);
  });

  describe('a list without definitions', () => {
    const bare = {
      ...{ purposes: undefined, specialPurposes: {}, features: null },
      ...{ specialFeatures: undefined, dataCategories: undefined },
    };

    it('is judged by what the framework knows', () => {
      const { definitions } = read(alone({}, bare));
      expect(Object.keys(definitions.purposes)).toHaveLength(11);
      expect(definitions.purposes['4']).toBe('Choose advertising by a profile');
      expect(definitions.features['1']).toBe('feature 1');
    });

    it('does not make up the meaning of other numbers', () => {
      expect(errorsIn(alone({ purposes: [1, 12], specialPurposes: [4] }, bare))).toEqual([
        '/vendors/8/purposes undefined_purpose',
        '/vendors/8/specialPurposes undefined_purpose',
      ]);
      expect(errorsIn(alone({ purposes: [11] }, { ...bare, gvlSpecificationVersion: 2 }))).toContain(
        '/vendors/8/purposes undefined_purpose',
      );
    });
  });

  it('refuses a list with purposes that it does not define, each by its place', () => {
    const vendors = {
      '8': { ...vendor3, purposes: [1, 12], specialPurposes: [9] },
      '9': { ...vendor3, id: 9, legIntPurposes: [13, 14], flexiblePurposes: [99] },
    };
    expect(errorsIn(list(vendors))).toEqual([
      '/vendors/8/purposes undefined_purpose',
      '/vendors/8/specialPurposes undefined_purpose',
      '/vendors/9/legIntPurposes undefined_purpose',
      '/vendors/9/legIntPurposes undefined_purpose',
      '/vendors/9/flexiblePurposes undefined_purpose',
    ]);
    expect(errorsIn(alone({ purposes: [11] }, { purposes: upTo(10) }))).toEqual([
      '/vendors/8/purposes undefined_purpose',
    ]);
  });

  it.each<[string, unknown, string[]]>([
    ['no object', [], [' type']],
    [
      'nothing of a list',
      {},
      ['/gvlSpecificationVersion type', '/lastUpdated moment', '/vendorListVersion type', '/vendors type'],
    ],
    ['version 1', alone({}, { gvlSpecificationVersion: 1 }), ['/gvlSpecificationVersion unsupported']],
    ['a version that is text', alone({}, { vendorListVersion: '17' }), ['/vendorListVersion type']],
    ['no policy version that is one', alone({}, { tcfPolicyVersion: null }), ['/tcfPolicyVersion type']],
    ['a day that is none', alone({}, { lastUpdated: '2023-02-30T10:00:00Z' }), ['/lastUpdated moment']],
    ['a list of vendors', list([vendor3]), ['/vendors type']],
    ['no vendors', list({}), ['/vendors empty']],
    [
      'vendors by name',
      list({ 'a/b': vendor3, '0': vendor3, '65536': { ...vendor3, id: 65_536 } }),
      ['/vendors/a~1b key', '/vendors/0 key', '/vendors/65536 key', '/vendors/a~1b/id duplicate_id'],
    ],
    ['one number twice', list({ '8': vendor3, '9': vendor3 }), ['/vendors/9/id duplicate_id']],
    [
      'definitions that are none',
      alone({}, { purposes: ['x'], features: { '1': {}, x: { name: 'y' } } }),
      ['/purposes type', '/features/1 definition', '/features/x definition'],
    ],
  ])('refuses %s as a whole', (_case, given, expected) => {
    expect(errorsIn(given).sort()).toEqual([...expected].sort());
  });

  it.each([
    ['not an object', null, ['8 type']],
    ['no name', { name: 5 }, ['name type']],
    ['a name that nobody sees', { name: '\u200b ' }, ['name label']],
    ['a name without end', { name: 'x'.repeat(201) }, ['name too_long']],
    ['another id', { id: 10 }, ['id id_differs']],
    ['an id that is text', { id: '8' }, ['id id_differs']],
    ['purposes that are text', { purposes: '1,2' }, ['purposes type']],
    [
      'a purpose that is none',
      { purposes: [1, 0], features: [1.5], specialPurposes: ['1'] },
      ['purposes type', 'specialPurposes type', 'features type'],
    ],
    ['lists in a list', { legIntPurposes: [[7]] }, ['legIntPurposes type']],
    [
      'flags that are text',
      { usesCookies: 'true', cookieMaxAgeSeconds: 1e300 },
      ['usesCookies type', 'cookieMaxAgeSeconds out_of_range'],
    ],
    [
      'retention of 10,000 years',
      { dataRetention: { stdRetention: 3_652_425 } },
      ['dataRetention out_of_range'],
    ],
    [
      'retention that is none',
      { dataRetention: { purposes: { x: 3, '1': -1 } } },
      ['dataRetention type', 'dataRetention out_of_range'],
    ],
    ['retention that is a number', { dataRetention: 90 }, ['dataRetention type']],
    ['a day of deletion that is none', { deletedDate: 'soon' }, ['deletedDate moment']],
  ])('leaves a vendor out that has %s, and reads the others', (_case, change, expected) => {
    const given = list({
      '8': change === null ? null : { ...vendor3, ...change },
      '9': { ...vendor3, id: 9 },
    });
    expect(reasonsIn(given).sort()).toEqual([...expected].sort());
    expect(read(given).vendors[1]).toHaveProperty('content');
  });

  it('reads up to 10,000 vendors', () => {
    const many = (count: number) =>
      list(
        Object.fromEntries(
          Array.from({ length: count }, (_, at) => [String(at + 1), { ...vendor3, id: at + 1 }]),
        ),
      );
    expect(read(many(10_000)).vendors).toHaveLength(10_000);
    expect(errorsIn(many(10_001))).toEqual(['/vendors too_many']);
  });
});
