import jsonld from 'jsonld';
import type pg from 'pg';
import { TestApp, type Body, type Caller } from '../../support/app.js';
import { sql } from '../../support/database.js';
import {
  act,
  aCast,
  anActiveFlow,
  anApprovedFlow,
  done,
  standardForFlows,
  type Cast,
} from '../../support/flows.js';
import { statementsDuring } from '../../support/queries.js';

type Coded = { code: string; label: string };
type Sharing = {
  id: string;
  state: string;
  recipient: { name: string | null; category: string | null };
  purposes: (Coded & { why: string | null; basis: Coded | null })[];
  data: (Coded & { keptForDays: number | null })[];
  passedOnTo: { name: string }[];
  since: string | null;
};
type Shown = { items: Sharing[]; nextCursor: string | null; withheld: number; at: string | null };

describe('the public register', () => {
  let app: TestApp;
  let cast: Cast;
  let anybody: Caller;
  let owner: pg.Client;
  let flow: Body;
  let vendorName: string;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
    anybody = app.anonymous();
    owner = await sql(app.database.ownerUrl);
    flow = await anActiveFlow(app, cast);
    vendorName = await nameOf(flow);
  });
  afterAll(async () => {
    await owner.end();
    await app.close();
  });
  /** What is a second old is looked at anew. */
  const passed = () => app.clock.advance({ seconds: 2 });
  const nameOf = async ({ vendorId }: Body) =>
    String((await cast.dpo.get(`/vendors/${String(vendorId)}`)).body['name']);
  const shown = async (query = ''): Promise<Shown> => {
    passed();
    const { body, status } = await anybody.get(`/public/register${query}`, { accept: 'application/json' });
    expect(status).toBe(200);
    return body as unknown as Shown;
  };
  const text = (path: string, headers = {}) => anybody.bytes(path, headers);
  const decide = (id: string, body: object, headers = {}, by = cast.dpo) =>
    by.put(`/data-flows/${id}/disclosure`, body, headers);

  it('says of each sharing in plain words who, what, why, how, what for, where and since when', async () => {
    const { items, withheld } = await shown();
    expect(withheld).toBe(0);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      state: 'active',
      recipient: {
        name: vendorName,
        category: null,
        role: { code: 'PROCESSOR' },
        country: { label: 'Ireland' },
      },
      people: [{ code: 'SUBSCRIBERS', label: 'Subscribers to news or a service' }],
      data: [{ code: 'EMAIL_ADDRESS', keptForDays: 30, then: { code: 'DELETE' } }],
      purposes: [
        {
          ...{ code: 'DIRECT_MARKETING', basis: { code: 'A6_1_A_CONSENT' }, why: 'To send you our letter.' },
          ...{ how: 'The vendor sends it in our name.', benefit: 'You hear of offers first.' },
        },
      ],
      countries: [{ code: 'DE', label: 'Germany' }, { code: 'IE' }],
      since: app.clock.today(),
    });
    const { body } = await anybody.get('/api/v1/public/register');
    expect(body['items']).toEqual(items);
  });

  it('is a page without script, in English and Italian, with the words of the flow marked as of no known language', async () => {
    const page = await text('/public/register?lang=it', { accept: 'text/html' });
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.text).toContain('<html lang="it">');
    expect(page.text).toContain('Chi riceve i tuoi dati');
    expect(page.text).toContain('Abbonati a notizie o a un servizio');
    expect(page.text).toContain('<span lang="">To send you our letter.</span>');
    expect(page.text).not.toMatch(/<script| on\w+=|style=/);
    expect(page.text.length).toBeLessThan(10_000);
    const english = await text('/public/register', {
      accept: 'text/html',
      'accept-language': 'fr, en-GB;q=0.8, it;q=0.1',
    });
    expect(english.text).toContain('<html lang="en">');
    expect((await text('/public/page.css')).headers['content-type']).toContain('text/css');
  });

  it('is expanded by a JSON-LD processor without loss of what it says', async () => {
    const { text: body, headers } = await text('/public/register.jsonld');
    expect(headers['content-type']).toContain('application/ld+json');
    const [catalog] = (await jsonld.expand(JSON.parse(body) as jsonld.JsonLdDocument)) as Record<
      string,
      unknown[]
    >[];
    const said = JSON.stringify(catalog);
    for (const wanted of [
      'https://w3id.org/dpv#Process',
      'https://w3id.org/dpv#hasRecipient',
      'https://w3id.org/dpv#DirectMarketing',
      'https://w3id.org/dpv/loc#IE',
      vendorName,
      'To send you our letter.',
    ])
      expect(said).toContain(wanted);
    expect(said).not.toContain(flow.id);
  });

  it('answers a search literally, whatever the text', async () => {
    expect(
      (await shown(`?q=${encodeURIComponent(vendorName.slice(2, 9).toUpperCase())}`)).items,
    ).toHaveLength(1);
    for (const q of ['%', '_', "' OR 1=1 --", '<script>alert(1)</script>', '"><img src=x>', '\\'])
      expect((await shown(`?q=${encodeURIComponent(q)}`)).items).toEqual([]);
    const page = await text(`/public/register?q=${encodeURIComponent('"><script>x</script>')}`, {
      accept: 'text/html',
    });
    expect(page.text).toContain('value="&quot;&gt;&lt;script&gt;x&lt;/script&gt;"');
    expect((await shown('?country=ie&role=PROCESSOR&company=&q=&at=&list=')).items).toHaveLength(1);
    expect((await shown('?country=US')).items).toEqual([]);
    expect((await shown('?role=THIRD_PARTY_GDPR')).items).toEqual([]);
    expect((await shown('?list=sub-processors')).items).toEqual([]);
  });

  it('refuses what is no question, as a page to people and as a problem to machines', async () => {
    for (const query of [
      `q=${'x'.repeat(101)}`,
      `q=${encodeURIComponent('a\u202eb')}`,
      'country=DEU',
      'role=ADMIN',
      'at=yesterday',
      'at=2026-02-30',
      'cursor=nonsense',
      'at=2999-01-01',
      'at=1999-01-01',
      'status=draft',
    ]) {
      const problem = await anybody.get(`/public/register.json?${query}`);
      expect([query, problem.status]).toEqual([query, 400]);
      expect(problem.headers['content-type']).toContain('application/problem+json');
      const page = await text(`/public/register?${query}`, { accept: 'text/html' });
      expect([query, page.status, page.headers['content-type']]).toEqual([
        query,
        400,
        'text/html; charset=utf-8',
      ]);
      expect(page.text).toContain('This cannot be shown');
    }
    expect((await anybody.post('/public/register', {})).status).toBe(405);
  });

  it('is not sent again to whoever has it, and is made anew when something changes', async () => {
    const first = await anybody.get('/public/register.json');
    const tag = first.headers['etag'];
    expect(first.headers['cache-control']).toBe('public, max-age=10');
    expect((await anybody.get('/public/register.json', { 'if-none-match': tag })).status).toBe(304);
    expect((await anybody.bare('head', '/public/register.json')).headers['etag']).toBe(tag);
    const statements = await statementsDuring(app, async () => {
      for (let nth = 0; nth < 5; nth++) await anybody.get('/public/register.json');
    });
    expect(statements.length).toBeLessThanOrEqual(1);
    const { id } = await anApprovedFlow(app, cast);
    passed();
    const then = await anybody.get('/public/register.json', { 'if-none-match': tag });
    expect(then.status).toBe(200);
    expect((then.body as unknown as Shown).items.map(({ state }) => state).sort()).toEqual([
      'active',
      'planned',
    ]);
    await done(act(cast.procurement, `/data-flows/${id}`, 'closure', { reason: 'Not needed.' }));
  });

  describe('as the data protection officer decides', () => {
    it('shows a kind of recipient without name, country, partners or an id that leads to it', async () => {
      const other = await anActiveFlow(app, cast);
      const name = await nameOf(other);
      const before = (await shown(`?q=${encodeURIComponent(name)}`)).items;
      expect(before).toHaveLength(1);
      const decision = {
        mode: 'by_category',
        category: 'A fraud prevention service',
        reason: 'Fraudsters read too.',
      };
      expect((await decide(other.id, decision)).status).toBe(200);
      expect((await shown(`?q=${encodeURIComponent(name)}`)).items).toEqual([]);
      const [kind] = (await shown('?q=fraud')).items;
      expect(kind).toMatchObject({
        recipient: { name: null, country: null, category: 'A fraud prevention service' },
      });
      for (const path of [
        '/public/register?q=fraud',
        '/public/register.json?q=fraud',
        '/public/register.jsonld',
        '/public/register/changes',
      ]) {
        const all = (await text(path)).text;
        expect(all).not.toContain(name);
        expect(all).not.toContain(other.id);
        expect(all).not.toContain(String(other['vendorId']));
        expect(all).not.toContain('Fraudsters read too');
      }
    });

    it('shows nothing of what is withheld but that there is something', async () => {
      const other = await anActiveFlow(app, cast);
      const name = await nameOf(other);
      await done(decide(other.id, { mode: 'withheld', reason: 'An investigation is running.' }));
      const { items, withheld } = await shown();
      expect(withheld).toBe(1);
      expect(JSON.stringify(items)).not.toContain(name);
      expect((await text('/public/register/changes')).text).not.toContain(name);
      expect((await text('/public/register', { accept: 'text/html' })).text).toContain(
        '1 more are not shown',
      );
    });

    it('uses the words that were written for a language, and says that it is that language', async () => {
      const words = [{ language: 'it', title: 'La nostra lettera', why: 'Per inviarti la nostra lettera.' }];
      await done(decide(flow.id, { mode: 'public', words, howToObject: 'Use the link in each letter.' }));
      const [italian] = (await shown(`?lang=it&q=${encodeURIComponent(vendorName)}`)).items;
      expect(italian).toMatchObject({
        title: 'La nostra lettera',
        wordsLanguage: 'it',
        howToObject: 'Use the link in each letter.',
      });
      expect(italian?.purposes[0]).toMatchObject({
        why: 'Per inviarti la nostra lettera.',
        benefit: 'You hear of offers first.',
      });
      const [english] = (await shown(`?lang=en&q=${encodeURIComponent(vendorName)}`)).items;
      expect(english).toMatchObject({ title: null, wordsLanguage: null });
    });

    it('takes only decisions that fit together, from the officer alone, on what was read', async () => {
      const { id } = await anActiveFlow(app, cast);
      const bad = await decide(id, {
        ...{ mode: 'by_category', reason: null, surplus: 1 },
        words: [{ language: 'en' }, { language: 'en' }],
      });
      expect(bad.status).toBe(400);
      const unfit = await decide(id, {
        mode: 'by_category',
        words: [{ language: 'en' }, { language: 'en' }],
      });
      expect((unfit.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual([
        ...['/category', '/reason', '/words/1/language'],
      ]);
      expect((await decide(id, { mode: 'public', category: 'X' })).body['errors']).toMatchObject([
        { code: 'not_needed' },
      ]);
      for (const by of [cast.procurement, cast.approver, cast.auditor, await app.admin()])
        expect((await decide(id, { mode: 'withheld', reason: 'Mine.' }, {}, by)).status).toBe(403);
      expect((await cast.dpo.get(`/data-flows/${id}/disclosure`)).body).toMatchObject({
        code: 'disclosure.not_found',
      });
      expect((await decide(id, { mode: 'public' }, { 'if-match': '"1"' })).status).toBe(412);
      const made = await decide(id, { mode: 'public' });
      expect(made.headers['etag']).toBe('"1"');
      expect((await decide(id, { mode: 'withheld', reason: 'Later.' })).status).toBe(428);
      const [one, two] = await Promise.all(
        [cast.dpo, cast.secondDpo].map((by) =>
          decide(id, { mode: 'withheld', reason: 'Both.' }, { 'if-match': '"1"' }, by),
        ),
      );
      expect([one?.status, two?.status].sort()).toEqual([200, 412]);
      const { body } = await cast.auditor.get(`/data-flows/${id}/disclosure/history`);
      expect((body['items'] as unknown[]).length).toBe(2);
      const { body: list } = await cast.auditor.get('/disclosures?mode=withheld&decided=true&sort=vendor');
      expect((list['items'] as { dataFlowId: string }[]).map(({ dataFlowId }) => dataFlowId)).toContain(id);
    });
  });

  it('lets nothing of the inside out, wherever it stands', async () => {
    const { id } = await anActiveFlow(app, cast);
    const { rows: tables } = await owner.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'text'
        AND table_name IN ('data_flow', 'vendor', 'agreement', 'data_flow_decision', 'vendor_contact') GROUP BY table_name`,
    );
    expect(tables.length).toBeGreaterThanOrEqual(4);
    const marked = 'INTERNALMARK';
    await owner.query(`SET session_replication_role = replica`);
    await owner.query(
      `UPDATE data_flow SET title = $2 || title, reference = $2 || 'ref', source_system = $2, recipient_system = $2,
         suspended_because = $2, purposes = jsonb_set(purposes, '{0,text}', to_jsonb($2::text)),
         data_categories = jsonb_set(data_categories, '{0,justification}', to_jsonb($2::text)),
         dpia = jsonb_set(dpia, '{reasons}', to_jsonb($2::text)) WHERE id = $1`,
      [id, marked],
    );
    await owner.query(
      `UPDATE vendor SET legal_name = $2, registration_number = $2, website = $2, description = $2, search_text = $2
        WHERE id = (SELECT vendor_id FROM data_flow WHERE id = $1)`,
      [id, marked],
    );
    await owner.query(
      `UPDATE agreement SET reference = $2 || reference WHERE id = (SELECT agreement_id FROM data_flow WHERE id = $1)`,
      [id, marked],
    );
    await owner.query(`UPDATE data_flow_decision SET rationale = $1`, [marked]);
    await owner.query(`SET session_replication_role = DEFAULT`);
    await anActiveFlow(app, cast); // so that nothing old is shown
    passed();
    const internal = await cast.auditor.get(`/data-flows/${id}`);
    expect(JSON.stringify(internal.body)).toContain(marked);
    for (const path of [
      '/public/register',
      '/public/register.json',
      '/public/register.jsonld',
      '/public/register/changes',
    ]) {
      const { status, text: all } = await text(path);
      expect(status).toBe(200);
      expect(all).not.toContain(marked);
      expect(all).not.toContain(id);
    }
  });

  it('shows a day of before as it stood, whatever was changed since', async () => {
    const moment = app.clock.now().toISOString();
    const before = await shown(`?at=${moment}`);
    expect(before.items.length).toBeGreaterThan(1);
    expect(before.at).toBe(moment);
    app.clock.advance({ minutes: 1 });
    await done(act(cast.procurement, `/data-flows/${flow.id}`, 'suspension', { reason: 'A question.' }));
    await anActiveFlow(app, cast);
    expect((await shown(`?at=${moment}`)).items).toEqual(before.items);
    const now = await shown();
    expect(now.items).toHaveLength(before.items.length + 1);
    expect(now.items.find(({ recipient }) => recipient.name === vendorName)?.state).toBe('paused');
  });

  it('tells what changed as a feed, newest first', async () => {
    passed();
    const { text: feed, headers } = await text('/public/register/changes?lang=en');
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    const titles = [...feed.matchAll(/<title>([^<]*)<\/title>/g)].map(([, title]) => title);
    expect(titles[0]).toBe('Changes: who gets your data');
    expect(titles[1]).toMatch(/gets data from now on$/);
    expect(titles).toContain(`${vendorName} gets no data for now`);
    expect(feed).toContain('<category term="announced"/>');
    expect(new Set(feed.match(/<id>[^<]+<\/id>/g)).size).toBe(titles.length);
  });

  it('comes in pages that a page follows, each with as many statements', async () => {
    const total = (await shown()).items.length;
    const { rows } = await owner.query<{ id: string }>('SELECT id FROM data_flow WHERE id = $1', [flow.id]);
    await owner.query('SET session_replication_role = replica');
    await owner.query(
      `INSERT INTO data_flow SELECT (jsonb_populate_record(f, jsonb_build_object('id', gen_random_uuid(), 'reference', 'COPY-' || n))).*
         FROM data_flow f, generate_series(1, 60) n WHERE f.id = $1`,
      [rows[0]?.id],
    );
    await owner.query('SET session_replication_role = DEFAULT');
    await anApprovedFlow(app, cast);
    const seen: string[] = [];
    const pageAfter = async (cursor: string | null): Promise<string | null> => {
      let next: string | null = null;
      const statements = await statementsDuring(app, async () => {
        const page = await shown(cursor === null ? '' : `?cursor=${cursor}`);
        seen.push(...page.items.map(({ id }) => id));
        next = page.nextCursor;
      });
      expect(statements.length).toBeLessThanOrEqual(3);
      return next;
    };
    const second = await pageAfter(null);
    expect(second).not.toBeNull();
    expect(await pageAfter(second)).toBeNull();
    expect(new Set(seen).size).toBe(total + 61);
  });

  it('slows down a crawler that asks at full speed', async () => {
    const strict = await TestApp.start({ KEYHOLDER_PUBLIC_REQUESTS: '10' });
    const crawler = strict.anonymous();
    const answers = [];
    for (let nth = 0; nth < 12; nth++) answers.push(await crawler.get('/public/register.json'));
    expect(answers.slice(0, 10).every(({ status }) => status === 200)).toBe(true);
    expect(answers[11]).toMatchObject({ status: 429, body: { code: 'request.too_many' } });
    expect(Number(answers[11]?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await (await strict.admin()).get('/auth/me')).status).toBe(200);
    await strict.close();
  });
});
