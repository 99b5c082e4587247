import { TestApp, type Body } from '../../support/app.js';
import {
  aCast,
  act,
  aLegalEntity,
  aVendor,
  done,
  termsOf,
  wholeContent,
  type Cast,
} from '../../support/flows.js';
import { statementsDuring } from '../../support/queries.js';

type Node = { id: string; kind: string; name: string; country: string | null };
type Edge = { from: string; to: string; kind: string; flows: number };

describe('the map of a legal entity', () => {
  let app: TestApp;
  let cast: Cast;
  let entity: Body;
  let letters: Body;
  let cloud: Body;
  const path = () => `/legal-entities/${entity.id}/map`;
  const nodes = (body: Body) => body['nodes'] as Node[];
  const edges = (body: Body) => body['edges'] as Edge[];

  const agreed = (vendorId: string, terms: object = {}) =>
    done(cast.procurement.post('/agreements', { ...termsOf(vendorId, entity.id), ...terms }));
  const shared = async (agreement: Body, content: object = {}) =>
    done(cast.procurement.post('/data-flows', { ...wholeContent(agreement.id), ...content }));

  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    entity = await aLegalEntity(app);
    letters = await aVendor(cast, { name: 'Brieftaube <b>"&amp;\\N株式会社</b>', country: 'IE' });
    cloud = await aVendor(cast, { name: 'Wolke', country: null });
    const terms = {
      parties: [
        { name: 'Druckerei Nord', role: 'SUB_PROCESSOR', country: 'PL' },
        { name: 'Kanzlei Süd', role: 'REPRESENTATIVE', country: 'DE' },
      ],
    };
    const first = await agreed(letters.id, terms);
    await shared(first, {
      locations: [{ country: 'US', kind: 'storage' }],
      transfers: [{ toCountry: 'US', tool: 'SCC_M2' }],
    });
    await shared(first, { direction: 'inbound', locations: [{ country: 'IE', kind: 'processing' }] });
    const ended = await shared(first, { locations: [{ country: 'FR', kind: 'storage' }] });
    await done(act(cast.procurement, `/data-flows/${ended.id}`, 'closure', { reason: 'Not needed.' }));
    await shared(await agreed(cloud.id), {
      direction: null,
      locations: [],
      purposes: [],
      dataCategories: [],
    });
  });
  afterAll(() => app.close());

  it('shows who sends what to whom, in which country, and onward to whom', async () => {
    const { status, body } = await cast.auditor.get(path());
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ legalEntityId: entity.id, flows: 3, vendors: 2 },
      leftOut: { vendors: 0, flows: 0, places: 0, recipients: 0 },
    });
    const us = `legal_entity:${entity.id}`;
    const pigeon = `vendor:${letters.id}`;
    expect(nodes(body).map(({ id, country }) => [id, country])).toEqual([
      [us, 'DE'],
      [pigeon, 'IE'],
      [`vendor:${cloud.id}`, null],
      ['country:IE', 'IE'],
      ['country:US', 'US'],
      ['recipient:PL:druckerei nord', 'PL'],
    ]);
    const none = { direction: null, flows: 0, statuses: {}, purposes: [], dataCategories: [] };
    const mail = { purposes: ['DIRECT_MARKETING'], dataCategories: ['EMAIL_ADDRESS'] };
    const nowhere = { places: [], tools: [], role: null };
    const draft = { flows: 1, statuses: { draft: 1 } };
    expect(edges(body)).toEqual([
      { from: pigeon, to: us, kind: 'sharing', direction: 'inbound', ...draft, ...mail, ...nowhere },
      { from: us, to: pigeon, kind: 'sharing', direction: 'outbound', ...draft, ...mail, ...nowhere },
      { ...none, from: us, to: `vendor:${cloud.id}`, kind: 'sharing', ...draft, ...nowhere },
      {
        ...none,
        from: pigeon,
        to: 'country:IE',
        kind: 'place',
        flows: 1,
        places: ['processing'],
        tools: [],
        role: null,
      },
      {
        ...{ ...none, from: pigeon, to: 'country:US', kind: 'place', flows: 1 },
        ...{ places: ['storage', 'transfer'], tools: ['SCC_M2'], role: null },
      },
      {
        ...{ ...none, from: pigeon, to: 'recipient:PL:druckerei nord', kind: 'onward' },
        ...{ places: [], tools: [], role: 'SUB_PROCESSOR' },
      },
    ]);
  });

  it('shows the states that are asked for', async () => {
    const { body } = await cast.auditor.get(`${path()}?status=closed,active`);
    expect(body).toMatchObject({ flows: 1, vendors: 1 });
    expect(edges(body).map(({ to }) => to)).toContain('country:FR');
    const { body: none } = await cast.auditor.get(`${path()}?status=active`);
    expect(none).toMatchObject({ flows: 0, vendors: 0, edges: [] });
    expect(nodes(none)).toHaveLength(1);
  });

  it('says how many vendors and flows it leaves out', async () => {
    const { body } = await cast.auditor.get(`${path()}?limit=1`);
    expect(body).toMatchObject({ flows: 3, vendors: 2, leftOut: { vendors: 1, flows: 1 } });
    expect(nodes(body).filter(({ kind }) => kind === 'vendor')).toHaveLength(1);
    const svg = String((await cast.auditor.get(`${path()}.svg?limit=1`)).body);
    expect(svg).toContain('Not shown: 1 vendor with 1 flow.');
  });

  it('is drawn, whatever the names', async () => {
    const answer = await cast.auditor.get(`${path()}.svg`);
    const svg = String(answer.body);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(svg).toMatch(/^<svg role="img"/);
    expect(svg).toContain('Brieftaube &lt;b&gt;');
    expect(svg).not.toContain('<b>');
    expect(svg).toContain('株式会社');
    for (const text of ['Druckerei Nord', 'Poland', 'United States', '3 data flows with 2 vendors'])
      expect(svg).toContain(text);
    expect(String((await cast.auditor.get(`${path()}.svg`)).body)).toBe(svg);
  });

  it('names every bad value, and no company is there that is not', async () => {
    const bad = await cast.auditor.get(`${path()}?status=open&limit=501`);
    expect(bad.body).toMatchObject({ status: 400, code: 'request.invalid' });
    expect((bad.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual([
      '/limit',
      '/status',
    ]);
    expect((await cast.auditor.get(`${path()}.svg?limit=41`)).status).toBe(400);
    for (const end of ['map', 'map.svg'])
      expect((await cast.auditor.get(`/legal-entities/${letters.id}/${end}`)).status).toBe(404);
  });

  it('costs as many queries for many vendors as for one', async () => {
    for (let n = 0; n < 8; n++) {
      const vendor = await aVendor(cast);
      await shared(await agreed(vendor.id));
    }
    await cast.auditor.get(path());
    for (const end of ['map', 'map.svg']) {
      const asked = (limit: number) =>
        statementsDuring(app, () => cast.auditor.get(`/legal-entities/${entity.id}/${end}?limit=${limit}`));
      const [one, many] = [await asked(1), await asked(40)];
      expect(many.length).toBe(one.length);
      expect(many.length).toBeLessThanOrEqual(6);
    }
  });
});
