import fc from 'fast-check';
import { localDate } from '../../../shared/local-date.js';
import { vendorCategories } from '../../reference-data/codes.js';
import { categoryNamed } from './category-names.js';
import { countryOfAddress } from './country-of-address.js';
import { fieldNamed, mappingIn, planColumns } from './import-columns.js';
import { judgeRow, type Verdict } from './import-judgement.js';
import { emptyReport, withRows, type RowReport } from './import-report.js';
import { readRow, type SourceRow } from './import-row.js';
import { FileRows } from './import-identity.js';
import { KnownVendors } from './known-vendors.js';
import { linkKinds, proposed, type NewVendor, type Vendor } from './vendor.js';

const today = localDate('2026-11-25');

describe('columns', () => {
  it.each([
    ['name', 'name'],
    ['Vendor Name', 'name'],
    ['SUPPLIER', 'name'],
    ['legal_name', 'legalName'],
    ['headquarterAddress', 'address'],
    ['Country code', 'country'],
    ['websiteUrl', 'website'],
    ['Web-Site', 'website'],
    ['privacyPolicyUrl', 'links.privacyPolicy'],
    ['links.privacyPolicy', 'links.privacyPolicy'],
    ['subprocessorsListUrl', 'links.subprocessors'],
    ['statusPageUrl', 'links.status'],
    ['externalIds.erp', 'externalIds.erp'],
    ['External ID: SAP-4', 'externalIds.SAP-4'],
    ['external_id.crm', 'externalIds.crm'],
    ['externalIds.a b', null],
    ['status', null],
    ['tier', null],
    ['shoe size', null],
    ['constructor', null],
    ['', null],
  ])('%s means %s', (column, field) => {
    expect(fieldNamed(column)).toBe(field);
  });

  it('know every link by its own name', () => {
    expect(linkKinds.filter((kind) => fieldNamed(`links.${kind}`) !== `links.${kind}`)).toEqual([]);
  });

  it('give a field to the first that means it, and to the one that the mapping says', () => {
    const columns = ['url', 'website', 'Firma', 'name'];
    expect(planColumns(columns, { Firma: 'name', url: null }).plan).toEqual([
      { column: 'url', field: null },
      { column: 'website', field: 'website' },
      { column: 'Firma', field: 'name' },
      { column: 'name', field: null },
    ]);
    expect(planColumns(columns, {}).plan.map(({ field }) => field)).toEqual(['website', null, null, 'name']);
  });

  it('have every problem of the mapping named', () => {
    const mapping = {
      Nobody: 'name',
      a: 'tier',
      b: 'links.shop',
      c: 'externalIds.',
      d: 'lei',
      e: 'lei',
      f: '',
    };
    const { problems } = planColumns(['a', 'b', 'c', 'd', 'e', 'f'], mapping);
    expect(problems.map(({ column, code }) => `${column} ${code}`)).toEqual([
      'Nobody unknown_column',
      'a unknown_field',
      'b unknown_field',
      'c unknown_field',
      'e field_twice',
    ]);
  });

  it.each([
    ['{"a":"name","b":null}', { a: 'name', b: null }],
    ['{}', {}],
    ['[]', null],
    ['{"a":1}', null],
    ['{', null],
    ['null', null],
  ])('are mapped by %s', (text, expected) => {
    expect(mappingIn(text)).toEqual(expected);
  });
});

describe('the country of an address', () => {
  it.each([
    ['4711 Yonge Street, Toronto, Ontario, M2N 6K8, Canada', 'CA'],
    ['Market St, San Francisco, CA 94114 United States', 'US'],
    ['Cambridge, MA 02141. United States', 'US'],
    ['Keizersgracht 1\n1015 Amsterdam\nthe Netherlands', 'NL'],
    ['Rue 1, 59100 Roubaix France', null],
    ['Moscow, Russia', 'RU'],
    ['San Francisco, CA', null],
    ['San Francisco, CA 94111', null],
    ['Albuquerque, New Mexico', null],
    ['Tbilisi, Georgia', null],
    ['Global (community-driven)', null],
    ['', null],
  ])('%s', (address, country) => {
    expect(countryOfAddress(address)).toBe(country);
  });
});

describe('categories', () => {
  it.each([
    ['Cloud Hosting', 'CLOUD_PROVIDER'],
    ['HR', 'EMPLOYEE_MANAGEMENT'],
    ['cloud_monitoring', 'CLOUD_MONITORING'],
    ['Product & Design', 'PRODUCT_AND_DESIGN'],
    ['Alchemy', null],
  ])('%s', (text, code) => {
    expect(categoryNamed(text)).toBe(code);
  });
  it('know each of our codes by itself', () => {
    expect(vendorCategories.filter((code) => categoryNamed(code) !== code)).toEqual([]);
  });
});

const columns = [
  'name',
  'legalName',
  'country',
  'address',
  'lei',
  'website',
  'domains',
  'category',
  'description',
];
const { plan } = planColumns(
  [...columns, 'certifications', 'registrationNumber', 'privacyUrl', 'externalIds.erp'],
  {},
);
const row = (cells: SourceRow['cells'], number = 1): SourceRow => ({ number, cells });
const read = (cells: SourceRow['cells']) => readRow(row(cells), plan, today);

describe('a row', () => {
  it('brings what stands in it, normalised, and nothing else', () => {
    expect(
      read({
        name: ' Acme ',
        country: 'Holland',
        lei: '5493001kjtiigc8y1r12',
        website: 'acme.example',
        domains: 'Acme.example www.acme.example; acme.test',
        category: 'Analytics, HR',
        certifications: 'SOC 2; ISO 27001',
        privacyUrl: 'https://acme.example/p',
        'externalIds.erp': '7',
      }),
    ).toMatchObject({
      fields: {
        name: 'Acme',
        country: 'NL',
        lei: '5493001KJTIIGC8Y1R12',
        website: 'https://acme.example',
        domains: ['acme.example', 'acme.test'],
        categories: ['ANALYTICS', 'EMPLOYEE_MANAGEMENT'],
        certificationClaims: ['SOC 2', 'ISO 27001'],
        links: { privacyPolicy: 'https://acme.example/p' },
        externalIds: { erp: '7' },
      },
      derivedCountry: null,
    });
  });

  it('takes lists of JSON as they are, commas and all', () => {
    const cells = {
      name: 'Acme',
      certifications: ['SOC 2 (Security, Privacy)', 'SOC 2 (Security, Privacy)', ' '],
    };
    expect(read(cells)).toMatchObject({ fields: { certificationClaims: ['SOC 2 (Security, Privacy)'] } });
  });

  it('has every problem named, each with its column', () => {
    const bad = {
      country: 'DD',
      lei: 'X',
      website: 'ftp://acme.example',
      domains: 'acme',
      category: 'Alchemy',
      description: 'a\u0000b',
      certifications: ['x'.repeat(201)],
      registrationNumber: 'x'.repeat(101),
      privacyUrl: 'mailto:me@acme.example',
    };
    const answer = read(bad);
    expect('reasons' in answer && answer.reasons.map(({ column, code }) => `${column} ${code}`)).toEqual([
      'country former_country',
      'lei lei_format',
      'website url',
      'domains domain',
      'category unknown_code',
      'description prose',
      'certifications label',
      'registrationNumber too_long',
      'privacyUrl url',
      'name missing',
    ]);
  });

  it('has limits', () => {
    const many = (n: number, make: (at: number) => string) => Array.from({ length: n }, (_, at) => make(at));
    const answer = read({
      name: 'A',
      domains: many(51, (at) => `a${at}.example`),
      category: [...vendorCategories].slice(0, 11),
      certifications: many(201, (at) => `C ${at}`),
      description: 'x'.repeat(4_001),
    });
    expect('reasons' in answer && answer.reasons.map(({ code }) => code)).toEqual([
      'too_many',
      'too_many',
      'too_long',
      'too_many',
    ]);
  });

  it('never throws, whatever stands in its cells', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...columns), fc.string({ unit: 'binary' })), (cells) => {
        expect(read(cells)).toBeDefined();
      }),
    );
  });
});

describe('judging a row', () => {
  let made = 0;
  const registered = (id: string, fields: NewVendor, more: Partial<Vendor> = {}): Vendor => ({
    ...proposed({ id, createdAt: new Date(0), createdBy: null }, fields),
    revision: 1,
    ...more,
  });
  function judge(
    cells: SourceRow['cells'],
    vendors: Vendor[],
    { allowDuplicate = false, row: spoken = null as number | null } = {},
  ): Verdict {
    const known = new KnownVendors();
    for (const vendor of vendors) known.put(vendor, spoken);
    const answer = read(cells);
    if ('reasons' in answer) throw new Error('the row is bad');
    const id = `new ${++made}`;
    return judgeRow(answer, {
      known,
      allowDuplicate,
      earlier: new FileRows(),
      row: 1,
      made: { id, createdAt: new Date(0), createdBy: 'me' },
    });
  }
  const acme = registered('acme', {
    name: 'Acme',
    country: 'NL',
    domains: ['acme.example'],
    externalIds: { erp: '1' },
  });
  const codes = (verdict: Verdict) =>
    verdict.outcome === 'rejected'
      ? verdict.reasons.map(({ column, code }) => `${column} ${code}`)
      : verdict.outcome;

  it.each<[string, SourceRow['cells'], string | string[]]>([
    ['a new one', { name: 'Bolt' }, 'created'],
    ['the same name, nothing new', { name: 'Acme' }, 'unchanged'],
    ['the same name, something new', { name: 'Acme', lei: '5493001KJTIIGC8Y1R12' }, 'updated'],
    ['the outside id with another name', { name: 'Bolt', 'externalIds.erp': '1' }, 'updated'],
    [
      'another outside id of the same system',
      { name: 'Acme', country: 'BE', 'externalIds.erp': '2' },
      'created',
    ],
    ['that too, in the same country', { name: 'Acme', 'externalIds.erp': '2' }, ['name likely_duplicate']],
    ['the same name in another country', { name: 'Acme', country: 'BE' }, 'created'],
    ['that too, with a shared domain', { name: 'Acme', country: 'BE', domains: 'acme.example' }, 'updated'],
    ['a shared domain alone', { name: 'Bolt', domains: 'acme.example' }, ['domains likely_duplicate']],
    ['a name that looks the same', { name: '\u0410cme' }, ['name likely_duplicate']],
  ])('%s', (_case, cells, expected) => {
    expect(codes(judge(cells, [acme]))).toEqual(expected);
  });

  it('does not rename a vendor because of its legal name or LEI alone', () => {
    const adobe = registered('a', {
      name: 'Globex Ads',
      legalName: 'Globex LLC',
      lei: '5493001KJTIIGC8Y1R12',
    });
    const verdict = judge({ name: 'Globex Cloud', legalName: 'Globex LLC', lei: '5493001KJTIIGC8Y1R12' }, [
      adobe,
    ]);
    expect(codes(verdict)).toEqual(['lei likely_duplicate']);
  });

  it('tells two of one LEI apart by their names, and one name of two LEIs', () => {
    const lei = '5493001KJTIIGC8Y1R12';
    const two = [registered('a', { name: 'Ads', lei }), registered('c', { name: 'Cloud', lei })];
    expect(codes(judge({ name: 'Cloud', lei }, two))).toBe('unchanged');
    const other = judge({ name: 'Ads', lei: '529900T8BM49AURSDO55' }, two);
    expect(codes(other)).toEqual(['name likely_duplicate']);
  });

  it('asks for more when it could be several, and takes what only one has', () => {
    const two = [
      registered('de', { name: 'Acme', country: 'DE', domains: ['acme.de.example'] }),
      registered('fr', { name: 'Acme', country: 'FR' }),
    ];
    expect(codes(judge({ name: 'Acme' }, two))).toEqual(['name several_vendors', 'name several_vendors']);
    expect(codes(judge({ name: 'Acme', domains: 'acme.de.example' }, two))).toBe('unchanged');
    expect(codes(judge({ name: 'Acme', country: 'FR' }, two))).toBe('unchanged');
  });

  it('names the row that spoke of the same vendor before', () => {
    const verdict = judge({ name: 'acme', description: 'More' }, [acme], { row: 7 });
    expect(verdict).toMatchObject({
      outcome: 'rejected',
      reasons: [
        { code: 'duplicate_row', message: 'is, or may be, the same vendor as in row 7 of this file' },
      ],
    });
  });

  it('leaves an offboarded vendor alone', () => {
    const gone = registered('gone', { name: 'Gone' }, { status: 'offboarded' });
    expect(codes(judge({ name: 'Gone', country: 'DE' }, [gone]))).toEqual(['name offboarded']);
  });

  it('does not make one vendor look like another by a change', () => {
    const bolt = registered('bolt', { name: 'Bolt' });
    expect(codes(judge({ name: 'Bolt', domains: 'acme.example' }, [acme, bolt]))).toEqual([
      'domains likely_duplicate',
    ]);
    const allowed = judge({ name: 'Bolt', domains: 'acme.example' }, [acme, bolt], { allowDuplicate: true });
    expect(allowed).toMatchObject({ outcome: 'updated', like: [{ id: 'acme', reasons: ['shared_domain'] }] });
  });

  it('lets a country that was read from an address give way to one that is known', () => {
    const cells = { name: 'Acme', domains: 'acme.example', address: 'Berlin, Germany' };
    expect(codes(judge(cells, [acme]))).toBe('unchanged');
    expect(judge({ name: 'Bolt', address: 'Berlin, Germany' }, [])).toMatchObject({
      vendor: { country: 'DE' },
    });
  });

  it('changes nothing the second time, whatever the rows', () => {
    const cell = fc.record(
      {
        name: fc.constantFrom('Acme', 'Bolt', 'Acme Ltd', '\u0410cme'),
        country: fc.constantFrom('NL', 'BE'),
        domains: fc.constantFrom('a.example', 'b.example', 'a.example b.example'),
        description: fc.constantFrom('One', 'Two'),
        'externalIds.erp': fc.constantFrom('1', '2'),
      },
      { requiredKeys: ['name'] },
    );
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 8 }), fc.boolean(), (file, allowDuplicate) => {
        const register = new Map<string, Vendor>();
        const run = () => {
          const known = new KnownVendors();
          const earlier = new FileRows();
          for (const vendor of register.values()) known.put(vendor, null);
          return file.map((cells, at) => {
            const answer = read(cells);
            if ('reasons' in answer) throw new Error('the row is bad');
            const id = `new ${++made}`;
            const verdict = judgeRow(answer, {
              known,
              allowDuplicate,
              earlier,
              row: at + 1,
              made: { id, createdAt: new Date(0), createdBy: 'me' },
            });
            if (verdict.outcome !== 'rejected') {
              register.set(verdict.vendor.id, verdict.vendor);
              known.put(verdict.vendor, at + 1);
            }
            return verdict.outcome;
          });
        };
        run();
        expect(run().filter((outcome) => outcome === 'created' || outcome === 'updated')).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the report', () => {
  const about = { dryRun: false, format: 'csv', columns: [], furtherSheets: 0 };
  const one = (outcome: RowReport['outcome'], at: number): RowReport => ({
    ...{ row: at, outcome, vendorId: null, name: null, changed: [], reasons: [] },
  });
  it('lists every row of a small file', () => {
    const rows = Array.from({ length: 2_000 }, (_, at) => one('created', at));
    const report = withRows(emptyReport({ ...about, total: 2_000 }), rows);
    expect([report.rows.length, report.rowsLeftOut, report.created]).toEqual([2_000, 0, 2_000]);
  });
  it('lists a thousand rejected and a thousand other rows of a large one, and says how many are left out', () => {
    let report = emptyReport({ ...about, total: 5_000 });
    for (let batch = 0; batch < 10; batch += 1)
      report = withRows(
        report,
        Array.from({ length: 500 }, (_, at) => one(at % 2 ? 'rejected' : 'unchanged', batch * 500 + at)),
      );
    expect([report.rows.length, report.rowsLeftOut]).toEqual([2_000, 3_000]);
    expect([report.rejected, report.unchanged]).toEqual([2_500, 2_500]);
  });
});
