import { sharingMap, type MapParts } from '../domain/sharing-map.js';
import { drawn } from './graphviz.js';
import { graphOf } from './map-picture.js';

const hostile = `"><script>alert(1)</script>&lt;b&gt; \\N \\G {a|b} ]; x -> y [label=<<b>z</b>>`;
const scripts = [
  '株式会社ベンダー',
  'شركة البيانات',
  'חברת נתונים',
  'Ελλάς Δεδομένα',
  'डेटा कंपनी',
  '👩‍🚀 Orbit',
];

const parts = {
  entity: { id: 'e1', name: 'Nordlicht Versand GmbH', country: 'DE' },
  sharing: [
    {
      ...{ vendorId: 'v1', name: 'Brieftaube', country: 'IE', direction: 'outbound', flows: 3 },
      statuses: { active: 2, stale: 1 },
      purposes: ['DIRECT_MARKETING'],
      dataCategories: ['EMAIL_ADDRESS', 'IP_ADDRESS', 'NAME', 'PREFERENCES', 'PURCHASE_HISTORY'],
    },
    {
      ...{ vendorId: 'v1', name: 'Brieftaube', country: 'IE', direction: 'inbound', flows: 1 },
      ...{ statuses: { draft: 1 }, purposes: [], dataCategories: [] },
    },
    {
      ...{ vendorId: 'v2', name: 'Somewhere', country: null, direction: null, flows: 1 },
      ...{ statuses: { submitted: 1 }, purposes: [], dataCategories: [] },
    },
  ],
  places: [
    { vendorId: 'v1', country: 'US', flows: 2, places: ['storage', 'transfer'], tools: ['SCC_M2'] },
    { vendorId: 'v2', country: 'US', flows: 1, places: ['remote_access'], tools: [] },
  ],
  recipients: [
    { vendorId: 'v1', name: 'Cloudwerk', country: 'US', role: 'SUB_PROCESSOR' },
    { vendorId: 'v2', name: 'CLOUDWERK', country: 'US', role: 'RECIPIENT' },
  ],
  totals: { flows: 9, vendors: 4, places: 5, recipients: 2 },
} as const satisfies MapParts;

const named = (name: string): MapParts => ({
  ...parts,
  entity: { ...parts.entity, name },
  sharing: parts.sharing.map((each) => ({ ...each, name })),
  recipients: parts.recipients.map((each) => ({ ...each, name })),
});

/** What is written in the picture, as it is read. */
const textsOf = (svg: string) =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) =>
    text
      .replace(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code)))
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&'),
  );

describe('the map of a legal entity', () => {
  const map = sharingMap(parts);

  it('has us first, each vendor, country and recipient once, and says what is left out', () => {
    expect(map.nodes.map(({ id }) => id)).toEqual([
      'legal_entity:e1',
      'vendor:v1',
      'vendor:v2',
      'country:US',
      'recipient:US:cloudwerk',
    ]);
    expect(map.nodes[3]).toMatchObject({ kind: 'country', name: 'United States', recordId: null });
    expect(map.leftOut).toEqual({ vendors: 2, flows: 4, places: 3, recipients: 0 });
  });

  it('leads from who gives to who gets, and from vendors to places and onward', () => {
    expect(map.edges.map(({ kind, from, to }) => `${kind}: ${from} > ${to}`)).toEqual([
      'sharing: legal_entity:e1 > vendor:v1',
      'sharing: vendor:v1 > legal_entity:e1',
      'sharing: legal_entity:e1 > vendor:v2',
      'place: vendor:v1 > country:US',
      'place: vendor:v2 > country:US',
      'onward: vendor:v1 > recipient:US:cloudwerk',
      'onward: vendor:v2 > recipient:US:cloudwerk',
    ]);
  });
});

describe('the picture of the map', () => {
  it('says in words what it shows and what not', async () => {
    const svg = await drawn(graphOf(sharingMap(parts)));
    expect(svg).toMatch(/^<svg role="img" aria-labelledby="title desc"/);
    expect(svg).toContain('<title id="title">Nordlicht Versand GmbH: 9 data flows with 4 vendors</title>');
    expect(svg).toContain('Not shown: 2 vendors with 4 flows, 3 places.');
    expect(svg).toContain(
      'Nordlicht Versand GmbH → Brieftaube (3 flows: Private e-mail address, IP address, Name + 2)',
    );
    for (const text of [
      'Brieftaube',
      'Ireland',
      'United States',
      'storage, transfer, SCC_M2',
      'Sub-processor',
    ])
      expect(textsOf(svg)).toContain(text);
    expect(textsOf(svg)).toContain('country unknown');
  });

  it('is the same text each time', async () => {
    const first = await drawn(graphOf(sharingMap(parts)));
    await drawn(graphOf(sharingMap(named('Another'))));
    expect(await drawn(graphOf(sharingMap(parts)))).toBe(first);
  });

  it('draws one company alone when nothing is shared', async () => {
    const none = { flows: 0, vendors: 0, places: 0, recipients: 0 };
    const alone = { ...parts, sharing: [], places: [], recipients: [], totals: none };
    expect(textsOf(await drawn(graphOf(sharingMap(alone))))).toEqual([
      'Nordlicht Versand GmbH: 0 data flows with 0 vendors',
      'Nordlicht Versand GmbH',
      'Germany',
    ]);
  });

  it.each([hostile, ...scripts])(
    'keeps the name %s as text, and brings no script and no address',
    async (name) => {
      const svg = await drawn(graphOf(sharingMap(named(name))));
      const shown = name.length > 32 ? `${[...name].slice(0, 31).join('')}…` : name;
      const markup = svg.replace(/>[^<]*</g, '><');
      expect(markup).not.toMatch(
        /<(?!\/?(svg|title|desc|g|polygon|path|text|ellipse|polyline)\b)|\son\w+=|href=/i,
      );
      expect(svg.match(/<svg/g)).toHaveLength(1);
      expect(textsOf(svg)).toContain(shown);
    },
  );

  it('draws the largest map that it is asked for in reasonable time', async () => {
    const countries = ['DE', 'IE', 'US', 'IN', 'GB', 'FR', 'NL', 'SG', 'AU', 'BR', 'JP', 'CA'];
    const vendors = Array.from({ length: 40 }, (_, n) => `v${n}`);
    const large: MapParts = {
      ...parts,
      sharing: vendors.map((vendorId, n) => ({ ...parts.sharing[0], vendorId, name: `Vendor ${n}` })),
      places: vendors.flatMap((vendorId, n) =>
        Array.from({ length: 6 }, (_, at) => ({
          ...parts.places[0],
          ...{ vendorId, country: countries[(n * 5 + at * 7) % 12] ?? 'DE' },
        })),
      ),
      recipients: Array.from({ length: 60 }, (_, n) => ({
        ...parts.recipients[0],
        ...{ vendorId: `v${n % 40}`, name: `Recipient ${n}` },
      })),
    };
    const svg = await drawn(graphOf(sharingMap(large)));
    expect(svg.match(/class="node"/g)).toHaveLength(1 + 40 + 12 + 60);
    expect(svg.length).toBeLessThan(1_000_000);
  });
});
