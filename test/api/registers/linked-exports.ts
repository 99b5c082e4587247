import jsonld, { type NodeObject } from 'jsonld';
import { parse } from 'csv-parse/sync';
import { verifyBundle } from '../../../bin/verify.mjs';
import { findItem, listOf } from '../../../src/modules/reference-data/codes.js';
import { TestApp, type Body } from '../../support/app.js';
import { anExport, bundleOf, filesOf, publicKey } from '../../support/bundles.js';
import {
  aCast,
  aLegalEntity,
  anAgreementInForce,
  done,
  standardForFlows,
  wholeContent,
  type Cast,
  approvedAndStarted,
} from '../../support/flows.js';

type Value = Record<string, unknown>;
const retail = {
  ...{ name: 'Northwind "Retail" 株式会社', country: 'DE', contact: 'privacy@northwind.example' },
  ...{ representative: 'Rep GmbH', dpoContact: 'dpo@northwind.example', processing: ['Printing', 'Postage'] },
};
const agencies = {
  ...{ category: 'Credit agencies', name: null, role: 'INDEPENDENT_CONTROLLER', country: 'DE' },
  why: 'Arrears are reported by law.',
};
const strange = {
  title: '=cmd|\'/c calc\'!A1 "شركة" 🚀',
  purposes: ['AI_TRAINING', 'DIRECT_MARKETING'].map((code) => ({
    ...{ code, text: 'Line one\nline two @id', lawfulBasis: 'A6_1_F_LEGITIMATE_INTERESTS' },
    ...{ why: '@type', how: 'https://example.org/ not a link', benefit: '-1' },
  })),
  subjectCategories: ['SUBSCRIBERS', 'SUPPLIER_CONTACTS'],
  dataCategories: [
    { code: 'SIGNATURE', justification: 'needed', retentionDays: 30, endAction: 'DELETE' },
    { code: 'CREDENTIALS', justification: 'needed', retentionDays: 1, endAction: 'RETURN' },
  ],
  transfers: [{ toCountry: 'US', tool: 'SCC_M2' }],
  locations: [{ country: 'XK', kind: 'processing' }],
};
const linkedRegisters = ['data-flows', 'ropa-controller', 'ropa-processor', 'recipients'];

describe('registers as JSON-LD', () => {
  let app: TestApp;
  let cast: Cast;
  let key: string;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
    await active({ recipients: [agencies] }, (await anAgreementInForce(app, cast)).id);
    const ours = await aLegalEntity(app);
    await done((await app.admin()).change(`/legal-entities/${ours.id}`, { role: 'processor' }));
    const processing = { legalEntityId: ours.id, vendorRole: 'SUB_PROCESSOR' };
    const agreement = await anAgreementInForce(app, cast, processing);
    const { vendorId } = await active({ onBehalfOf: [retail] }, agreement.id);
    const mail = {
      name: 'Mail Ltd',
      purpose: 'Delivery',
      countries: ['IE', 'FR'],
      validFrom: app.clock.today(),
    };
    await done(cast.procurement.post(`/vendors/${String(vendorId)}/subprocessors`, mail));
    await done(cast.procurement.post('/data-flows', { ...wholeContent(agreement.id), ...strange }));
    await app.settle();
    key = await publicKey(app);
  });
  afterAll(() => app.close());

  const active = async (changes: object, agreementId: string): Promise<Body> => {
    const content = { ...wholeContent(agreementId), ...changes };
    const { id } = await done(cast.procurement.post('/data-flows', content));
    return approvedAndStarted(cast, id);
  };
  const bundle = async (register: string) =>
    bundleOf(cast.auditor, await anExport(app, cast.auditor, { register, format: 'jsonld' }));
  const textIn = (from: Buffer, name: string) =>
    String(filesOf(from).find((file) => file.name === name)?.content);
  const rowsIn = (from: Buffer) => parse<Record<string, string>>(textIn(from, 'data.csv'), { columns: true });

  it.each(linkedRegisters)(
    'lie beside the proven data of %s, in a bundle that is verified',
    async (register) => {
      const made = await bundle(register);
      expect(filesOf(made).map(({ name }) => name)).toEqual(
        expect.arrayContaining(['data.csv', 'data.jsonld']),
      );
      expect(verifyBundle(made, { key }).notProven).toContain(
        'That data.jsonld shows what data.csv says: the software made it from the same rows.',
      );
    },
  );

  it.each(linkedRegisters)(
    'of %s are expanded by a standard processor, with every cell of each row',
    async (register) => {
      const made = await bundle(register);
      const rows = rowsIn(made);
      const nodes = await nodesIn(textIn(made, 'data.jsonld'));
      expect(rows.length).toBeGreaterThan(0);
      expect(nodes).toHaveLength(rows.length);
      rows.forEach((row, at) => {
        const told = Object.keys(row).map((name) => [name, cellOf(nodes[at] ?? {}, register, name)]);
        const guarded = Object.entries(row).map(([name, cell]) => [
          name,
          cell.replace(/^'(?=[=+\-@\t\r])/, ''),
        ]);
        expect(Object.fromEntries(told)).toEqual(Object.fromEntries(guarded));
      });
    },
  );

  it('name codes by the vocabulary, or by an IRI of ours that the document explains', async () => {
    const made = await bundle('data-flows');
    const row = rowsIn(made).find(({ title }) => title?.includes('🚀')) ?? {};
    const expanded = await expandedOf(textIn(made, 'data.jsonld'));
    const node = (expanded['http://www.w3.org/ns/dcat#resource'] as Value[]).find(
      (one) => one['@id'] === `urn:uuid:${row['id'] ?? ''}`,
    );
    const inNode = stringsIn(node);
    const columns = { purposes: 'purpose', subjectCategories: 'data_subject_category' } as const;
    const measures = {
      dataCategories: 'data_category',
      securityMeasures: 'security_measure_family',
    } as const;
    for (const [column, list] of Object.entries({ ...columns, ...measures }))
      for (const code of row[column]?.split('; ') ?? []) {
        const item = findItem(listOf(list), code);
        const iris = item?.dpv ?? [`urn:keyholder:code:${list}:${code}`];
        for (const iri of iris) expect(inNode).toContain(iri);
      }
    for (const text of [row['vendorName'], row['legalEntityName'], strange.title, 'P30D', '@type'])
      expect(inNode).toContain(text);
    for (const country of ['https://w3id.org/dpv/loc#US', 'urn:keyholder:code:country:XK'])
      expect(inNode).toContain(country);
    const concepts = expanded['http://purl.org/dc/terms/references'] as Value[];
    const explained = new Set(concepts.map((concept) => concept['@id']));
    const ours = [...inNode].filter((text) => text.startsWith('urn:keyholder:code:'));
    expect(ours.length).toBeGreaterThan(5);
    expect(ours.filter((iri) => !explained.has(iri))).toEqual([]);
  });

  it('name the parties of each record, their countries and how to reach them, and since when', async () => {
    const controller = stringsIn(await nodesIn(textIn(await bundle('ropa-controller'), 'data.jsonld')));
    const [record = {}] = rowsIn(await bundle('ropa-controller'));
    const said = ['controller', 'controllerContact', 'recipient', 'activatedAt'].map((name) => record[name]);
    expect([...controller]).toEqual(expect.arrayContaining([...said, 'Credit agencies']));
    const processor = stringsIn(await nodesIn(textIn(await bundle('ropa-processor'), 'data.jsonld')));
    const { name, contact, representative, dpoContact, processing } = retail;
    expect([...processor]).toEqual(
      expect.arrayContaining([name, contact, representative, dpoContact, ...processing]),
    );
    const recipients = stringsIn(await nodesIn(textIn(await bundle('recipients'), 'data.jsonld')));
    const places = ['IE', 'FR', 'DE'].map((code) => `https://w3id.org/dpv/loc#${code}`);
    expect([...recipients]).toEqual(expect.arrayContaining(['Mail Ltd', 'Credit agencies', ...places]));
  });

  it('are refused for another register, naming those that have it, with nothing written', async () => {
    const count = async () => (await cast.auditor.get('/exports?limit=200')).body['items'];
    const before = await count();
    const order = { register: 'vendors', format: 'jsonld', reason: 'Why' };
    const filters = [{ column: 'nope', values: ['x'] }];
    const { body } = await cast.auditor.post('/exports', { ...order, filters });
    expect(body).toMatchObject({
      ...{ status: 400, code: 'export.bad_order' },
      errors: [
        {
          ...{ pointer: '/format', code: 'not_of_register' },
          message:
            'vendors is not given as jsonld; data-flows, recipients, ropa-controller, ropa-processor are',
        },
        { pointer: '/filters/0/column', code: 'unknown_column' },
      ],
    });
    expect(await count()).toEqual(before);
  });
});

/** Nothing is fetched, and `safe` refuses whatever a processor would leave away. */
const options = {
  safe: true,
  documentLoader: (url: string) => Promise.reject(new Error(`nothing is to be fetched: ${url}`)),
};

async function expandedOf(text: string): Promise<Value> {
  const document = JSON.parse(text) as NodeObject;
  await jsonld.toRDF(document, options);
  const [expanded = {}] = (await jsonld.expand(document, options)) as Value[];
  return expanded;
}

async function nodesIn(text: string): Promise<Value[]> {
  return ((await expandedOf(text))['http://www.w3.org/ns/dcat#resource'] ?? []) as Value[];
}

/** What the expanded node says of a column, as a cell of CSV has it. */
function cellOf(node: Value, register: string, name: string): string {
  const [value] = (node[`urn:keyholder:column:${register}:${name}`] ?? []) as Value[];
  if (value === undefined) return '';
  if (Array.isArray(value['@list'])) return value['@list'].map((one: Value) => one['@value']).join('; ');
  return String(value['@value']);
}

/** Every IRI and every text below a value that the vocabulary says; the cells are left out. */
function stringsIn(value: unknown): Set<string> {
  if (typeof value === 'string') return new Set([value]);
  if (value === null || typeof value !== 'object') return new Set();
  const said = Object.entries(value).filter(([term]) => !term.startsWith('urn:keyholder:column:'));
  return new Set(said.flatMap(([, member]) => [...stringsIn(member)]));
}
