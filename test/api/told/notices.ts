import { createHash } from 'node:crypto';
import { Config } from '../../../src/platform/config/config.js';
import { addDays } from '../../../src/shared/local-date.js';
import { TestApp, type Answer, type Body } from '../../support/app.js';
import {
  aCast,
  act,
  aLegalEntity,
  anActiveFlow,
  anAgreementInForce,
  aSubmittedFlow,
  aVendor,
  disclosed,
  done,
  standardForFlows,
  wholeContent,
  type Cast,
} from '../../support/flows.js';
import { aNotice, aPublishedVersion, wholeItems, wordsOf } from '../../support/notices.js';
import { queriesOfPage, statementsDuring } from '../../support/queries.js';

type Items = Record<string, unknown>[];
const items = ({ body }: Answer) => body['items'] as Items;
const errors = ({ body }: Answer) =>
  (body['errors'] as Items).map(({ pointer, code }) => `${String(pointer)} ${String(code)}`);
const nowhere = '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('notices', () => {
  let app: TestApp;
  let cast: Cast;
  let entity: Body;
  let vendor: Body;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
    entity = await aLegalEntity(app);
    vendor = await aVendor(cast);
  });
  afterAll(() => app.close());

  const versionsOf = async (noticeId: string, query = '') =>
    items(await cast.auditor.get(`/notices/${noticeId}/versions?sort=number${query}`)).map(
      ({ number, language, status }) => [number, language, status],
    );

  describe('a notice', () => {
    it('is added, shown as it was, changed under If-Match, and found', async () => {
      const said = {
        ...{ reference: 'PN-SHOP', title: 'Privacy notice of the shop', legalEntityId: entity.id },
        ...{ audiences: ['CUSTOMERS', 'SUBSCRIBERS'], description: 'Linked on every page.' },
      };
      const { status, body, headers } = await cast.dpo.post('/notices', said);
      expect([status, headers['etag']]).toEqual([201, '"1"']);
      expect(body).toEqual({
        ...{ id: body.id, revision: 1, ...said },
        ...{ createdById: cast.dpo.id, createdAt: expect.any(String) },
      });
      const then = app.clock.now().toISOString();
      app.clock.advance({ seconds: 2 });
      const path = `/notices/${body.id}`;
      expect((await cast.dpo.patch(path, { title: 'Other' })).status).toBe(428);
      expect((await cast.dpo.patch(path, { title: 'Other' }, { 'if-match': '"7"' })).status).toBe(412);
      const changed = await done(cast.procurement.change(path, { title: 'The shop', description: null }));
      expect(changed).toMatchObject({ revision: 2, title: 'The shop', description: null });
      expect((await cast.auditor.get(`${path}?at=${then}`)).body).toEqual(body);
      expect(items(await cast.auditor.get(`${path}/history`)).map(({ action }) => action)).toEqual([
        'notice.changed',
        'notice.created',
      ]);
      const found = async (query: string) =>
        items(await cast.auditor.get(`/notices?legalEntityId=${entity.id}&${query}`)).map(({ id }) => id);
      expect(await found('q=SHOP')).toEqual([body.id]);
      expect(await found('audience=CUSTOMERS')).toEqual([body.id]);
      expect(await found('audience=EMPLOYEES')).toEqual([]);
      expect(await found('status=draft')).toEqual([]);
    });

    it('says of every field what is wrong with it, and nothing is recorded', async () => {
      const before = (await cast.auditor.get('/notices?count=true')).body['total'];
      const refused = await cast.dpo.post('/notices', {
        ...{ title: 'Bad', legalEntityId: nowhere, audiences: ['CUSTOMERS', 'CUSTOMERS.UNKNOWN'] },
      });
      expect(refused.status).toBe(400);
      expect(errors(refused)).toEqual(['/legalEntityId not_found', '/audiences/1 unknown_code']);
      const empty = await cast.dpo.post('/notices', { audiences: [], version: 1 });
      expect(errors(empty).sort()).toEqual([
        '/audiences array_min_size',
        '/legalEntityId missing',
        '/title missing',
        '/version unknown_field',
      ]);
      await aNotice(cast.dpo, entity.id, { reference: 'PN-TWICE' });
      const twice = await cast.dpo.post('/notices', {
        ...{ reference: 'PN-TWICE', title: 'Again', legalEntityId: entity.id, audiences: ['CUSTOMERS'] },
      });
      expect(twice.body).toMatchObject({ status: 409, code: 'notice.reference_in_use' });
      expect((await cast.auditor.get('/notices?count=true')).body['total']).toBe(Number(before) + 1);
    });
  });

  describe('a version', () => {
    it('of a text is drafted with its hash, changed, published, and never changes again', async () => {
      const notice = await aNotice(cast.dpo, entity.id, { audiences: ['CUSTOMERS'] });
      const path = `/notices/${notice.id}/versions`;
      const said = wordsOf([{ vendorId: vendor.id }, { category: 'PAYMENTS' }], {
        ...{ language: 'EN-gb', text: 'First words.', countries: ['DE', 'US'] },
      });
      const draft = await done(cast.procurement.post(path, said));
      const recipients = [
        { vendorId: vendor.id, category: null, name: null, since: null },
        { vendorId: null, category: 'PAYMENTS', name: null, since: null },
      ];
      expect(draft).toEqual({
        ...{ id: draft.id, revision: 1, noticeId: notice.id, legalEntityId: entity.id, number: 1 },
        ...{ language: 'en-GB', status: 'draft', audiences: ['CUSTOMERS'], url: null, text: 'First words.' },
        ...{ sha256: sha256('First words.'), evidenceId: null, items: wholeItems, recipients },
        ...{ countries: ['DE', 'US'], publishedAt: null, publishedById: null, endedAt: null },
        ...{ createdById: cast.procurement.id, createdAt: expect.any(String) },
      });
      const one = `${path}/${draft.id}`;
      const changed = await done(cast.dpo.change(one, { text: 'Better words.' }));
      expect(changed).toMatchObject({ revision: 2, sha256: sha256('Better words.'), recipients });
      const page = { url: 'https://shop.example/privacy', text: null };
      expect(errors(await cast.dpo.change(one, page))).toEqual(['/sha256 missing']);
      const moved = await done(cast.dpo.change(one, { ...page, sha256: sha256('page') }));
      expect(moved).toMatchObject({ ...page, sha256: sha256('page') });
      await done(cast.dpo.change(`/notices/${notice.id}`, { audiences: ['CUSTOMERS', 'SUBSCRIBERS'] }));
      const published = await done(act(cast.dpo, one, 'publication', { reason: 'On the site.' }));
      expect(published).toMatchObject({
        ...{ status: 'published', publishedById: cast.dpo.id, audiences: ['CUSTOMERS', 'SUBSCRIBERS'] },
        recipients: recipients.map((named) => ({ ...named, since: published['publishedAt'] })),
      });
      for (const refused of [
        await cast.dpo.change(one, { countries: [] }),
        await act(cast.dpo, one, 'publication', { reason: 'Again.' }),
      ])
        expect(refused.status).toBe(409);
      expect((await cast.auditor.get(one)).body).toEqual(published);
      expect(
        items(await cast.auditor.get(`${one}/history`)).map(({ action, reason }) => [action, reason]),
      ).toEqual([
        ['notice_version.published', 'On the site.'],
        ['notice_version.changed', null],
        ['notice_version.changed', null],
        ['notice_version.drafted', null],
      ]);
      expect((await cast.auditor.get(`/notices/${nowhere}/versions/${draft.id}`)).body).toMatchObject({
        ...{ status: 404, code: 'notice_version.not_found' },
      });
    });

    it('is superseded by the next in its language, and tells since when each recipient is named', async () => {
      const notice = await aNotice(cast.dpo, entity.id);
      const other = await aVendor(cast);
      const named = (id: string) => ({ vendorId: id });
      const first = await aPublishedVersion(cast.dpo, notice.id, [named(vendor.id)]);
      const german = await aPublishedVersion(cast.dpo, notice.id, [named(vendor.id)], { language: 'de' });
      app.clock.advance({ seconds: 2 });
      const second = await aPublishedVersion(cast.dpo, notice.id, [named(vendor.id), named(other.id)]);
      expect((second['recipients'] as Items).map(({ since }) => since)).toEqual([
        first['publishedAt'],
        second['publishedAt'],
      ]);
      expect(await versionsOf(notice.id)).toEqual(
        expect.arrayContaining([
          [1, 'en', 'superseded'],
          [1, 'de', 'published'],
          [2, 'en', 'published'],
        ]),
      );
      expect(await versionsOf(notice.id, '&language=de')).toEqual([[1, 'de', 'published']]);
      expect((await cast.auditor.get(`/notices/${notice.id}/versions/${first.id}`)).body).toMatchObject({
        ...{ status: 'superseded', endedAt: second['publishedAt'], publishedAt: first['publishedAt'] },
      });
      const path = `/notices/${notice.id}/versions/${german.id}`;
      expect(await done(act(cast.dpo, path, 'withdrawal', { reason: 'No longer in German.' }))).toMatchObject(
        {
          status: 'withdrawn',
        },
      );
      const naming = async (id: string, status = '') =>
        items(await cast.auditor.get(`/notices?vendorId=${id}${status}`)).map((one) => one['id']);
      expect(await naming(other.id)).toEqual([notice.id]);
      expect(await naming(other.id, '&status=superseded')).toEqual([]);
      expect(await naming(vendor.id, '&status=withdrawn')).toEqual([notice.id]);
    });

    it('is refused publication with every reason, and stays a draft; given up, it was never read', async () => {
      const notice = await aNotice(cast.dpo, entity.id);
      const path = `/notices/${notice.id}/versions`;
      const { id } = await done(
        cast.dpo.post(path, wordsOf([], { items: ['N_CONTROLLER'], countries: ['IN'] })),
      );
      const refused = await act(cast.dpo, `${path}/${id}`, 'publication', { reason: 'Now.' });
      expect(refused.body).toMatchObject({ status: 422, code: 'notice_version.not_ready' });
      expect((refused.body['unmet'] as Items).map(({ code, law }) => [code, law])).toEqual([
        ['NOTICE_ITEMS_MISSING', 'GDPR Art. 13(1), (2), 14(1), (2)'],
        ['NOTICE_TRANSFERS_MISSING', 'GDPR Art. 13(1)(f), 14(1)(f)'],
      ]);
      const unchanged = await cast.auditor.get(`${path}/${id}`);
      expect(unchanged.body).toMatchObject({ status: 'draft', revision: 1, publishedAt: null });
      const given = await done(act(cast.dpo, `${path}/${id}`, 'withdrawal', { reason: 'Another way.' }));
      expect(given).toMatchObject({ status: 'withdrawn', publishedAt: null });
      const [latest] = items(await cast.auditor.get(`${path}/${id}/history`));
      expect(latest).toMatchObject({ action: 'notice_version.discarded', reason: 'Another way.' });
    });

    it('says of every field what is wrong with it, and nothing is recorded', async () => {
      const notice = await aNotice(cast.dpo, entity.id);
      const path = `/notices/${notice.id}/versions`;
      const lost = [{ vendorId: nowhere }, { vendorId: vendor.id, name: 'Twice' }, { category: 'OTHER' }];
      const refused = await cast.dpo.post(path, {
        ...wordsOf(lost),
        ...{ text: null, url: 'https://shop.example/privacy', evidenceId: nowhere },
      });
      expect(errors(refused).sort()).toEqual([
        '/evidenceId not_found',
        '/recipients/0/vendorId not_found',
        '/recipients/1/vendorId one_of_two',
        '/recipients/2/category says_nothing',
      ]);
      const shapeless = await cast.dpo.post(path, {
        ...wordsOf([], { language: 'english', sha256: 'ABC', items: ['N_NOTHING'], countries: ['XX'] }),
      });
      expect(errors(shapeless).sort()).toEqual([
        '/countries known',
        '/items unknown_code',
        '/language known',
        '/sha256 known',
      ]);
      expect(await versionsOf(notice.id)).toEqual([]);
    });

    it('of a page takes its hash from the document that shows it', async () => {
      const { body } = await cast.dpo.upload(
        '/evidence',
        { content: '%PDF-1.4\nseen\n%%EOF', name: 'page.pdf' },
        { title: 'The page as it was', kind: 'OTHER' },
      );
      const notice = await aNotice(cast.dpo, entity.id);
      const path = `/notices/${notice.id}/versions`;
      const at = { text: null, url: 'https://shop.example/privacy' };
      const draft = await done(cast.dpo.post(path, wordsOf([], { ...at, evidenceId: body.id })));
      expect(draft).toMatchObject({ evidenceId: body.id, sha256: body['sha256'] });
      const one = `${path}/${draft.id}`;
      expect(await done(cast.dpo.change(one, { sha256: sha256('other') }))).toMatchObject({
        ...{ evidenceId: null, sha256: sha256('other') },
      });
      expect(await done(cast.dpo.change(one, { evidenceId: body.id }))).toMatchObject({
        ...{ evidenceId: body.id, sha256: body['sha256'] },
      });
    });

    it('is published by one of two at once, and two drafts published at once leave one in force', async () => {
      const notice = await aNotice(cast.dpo, entity.id);
      const path = `/notices/${notice.id}/versions`;
      const drafts = await Promise.all([1, 2].map(() => done(cast.dpo.post(path, wordsOf([])))));
      expect(drafts.map(({ number }) => number).sort()).toEqual([1, 2]);
      const publish = (who: Cast['dpo'], id: string | undefined) =>
        who.post(`${path}/${String(id)}/publication`, { reason: 'Now.' }, { 'if-match': '"1"' });
      const [one, two] = drafts;
      const same = await Promise.all([publish(cast.dpo, one?.id), publish(cast.secondDpo, one?.id)]);
      expect(same.map(({ status }) => status).sort()).toEqual([200, 412]);
      const three = await done(cast.dpo.post(path, wordsOf([])));
      const both = await Promise.all([publish(cast.dpo, two?.id), publish(cast.secondDpo, three.id)]);
      expect(both.map(({ status }) => status)).toEqual([200, 200]);
      expect(await versionsOf(notice.id, '&status=published')).toHaveLength(1);
      expect(await versionsOf(notice.id, '&status=superseded')).toHaveLength(2);
    });

    it('is published by persons of the data protection officer only', async () => {
      const notice = await aNotice(cast.procurement, entity.id);
      const path = `/notices/${notice.id}/versions`;
      const draft = await done(cast.procurement.post(path, wordsOf([])));
      for (const who of [cast.procurement, cast.auditor, cast.approver, cast.requester])
        expect((await act(who, `${path}/${draft.id}`, 'publication', { reason: 'No.' })).status).toBe(403);
      expect((await cast.requester.post(path, wordsOf([]))).status).toBe(403);
    });
  });

  describe('a data flow', () => {
    const readiness = async (flow: Body) =>
      (await cast.auditor.get(`/data-flows/${flow.id}/readiness`)).body['unmet'] as Items;
    const ready = { code: 'NOTICE_RECIPIENT_NOT_NAMED', severity: 'blocking', waivable: false };
    const shop = {
      category: 'Print shops',
      name: 'Inky',
      role: 'PROCESSOR',
      country: 'IE',
      why: 'Printing.',
    };
    const decided = async (content: object = {}) => {
      const { id } = await aSubmittedFlow(app, cast, content);
      const decision = { outcome: 'approved', rationale: 'Fine.' };
      return done(act(cast.dpo, `/data-flows/${id}`, 'decision', decision));
    };
    const start = (flow: Body) => act(cast.procurement, `/data-flows/${flow.id}`, 'activation', {});

    it('is not started before everybody who gets data is named to every group', async () => {
      const flow = await decided({ recipients: [shop], subjectCategories: ['SUBSCRIBERS', 'CUSTOMERS'] });
      const refused = await start(flow);
      expect(refused.body).toMatchObject({ status: 422, code: 'data_flow.not_ready' });
      const unmet = (refused.body['unmet'] as Items).filter(({ severity }) => severity === 'blocking');
      expect(unmet).toMatchObject([
        { ...ready, facts: { vendorId: flow['vendorId'], groups: ['SUBSCRIBERS', 'CUSTOMERS'] } },
        { ...ready, facts: { recipient: 'Inky', vendorId: null, countries: ['IE'] } },
      ]);
      expect((await cast.auditor.get(`/data-flows/${flow.id}`)).body).toMatchObject({
        ...{ status: 'approved', revision: flow.revision, activatedAt: null },
      });
      const notice = await aNotice(cast.dpo, String(flow['legalEntityId']), { audiences: ['SUBSCRIBERS'] });
      await aPublishedVersion(cast.dpo, notice.id, [
        { vendorId: flow['vendorId'] },
        { category: 'Print shops' },
      ]);
      expect(((await start(flow)).body['unmet'] as Items).map(({ facts }) => facts)).toMatchObject([
        { vendorId: flow['vendorId'], groups: ['CUSTOMERS'] },
        { recipient: 'Inky', groups: ['CUSTOMERS'] },
      ]);
      await done(cast.dpo.change(`/notices/${notice.id}`, { audiences: ['SUBSCRIBERS', 'CUSTOMERS'] }));
      expect((await start(flow)).status).toBe(422); // nobody has told them yet
      await aPublishedVersion(cast.dpo, notice.id, [
        { vendorId: flow['vendorId'] },
        { category: 'Print shops' },
      ]);
      expect(await done(start(flow))).toMatchObject({ status: 'active' });
    });

    it('that is active stays so when nobody is told of it any more, and says so; resumed it is not', async () => {
      const flow = await anActiveFlow(app, cast);
      const [notice] = items(await cast.auditor.get(`/notices?vendorId=${String(flow['vendorId'])}`));
      await aPublishedVersion(cast.dpo, String(notice?.['id']), []);
      await app.settle();
      expect((await cast.auditor.get(`/data-flows/${flow.id}`)).body).toMatchObject({
        ...{ status: 'active', revision: flow.revision },
      });
      expect(await readiness(flow)).toEqual([expect.objectContaining(ready)]);
      await done(act(cast.dpo, `/data-flows/${flow.id}`, 'suspension', { reason: 'Nobody is told.' }));
      const resumed = await act(cast.dpo, `/data-flows/${flow.id}`, 'resumption', { reason: 'Go on.' });
      expect(resumed.body).toMatchObject({ status: 422, unmet: [ready] });
    });

    it('starts no sooner than so many days after people were told as the organisation set', async () => {
      const config = app.app.get(Config);
      config.KEYHOLDER_LEAD_DAYS = 30;
      try {
        const flow = await decided();
        await disclosed(cast, flow);
        const refused = await start(flow);
        const mayStartOn = addDays(app.clock.today(), 30);
        expect(refused.status).toBe(422);
        expect(
          (refused.body['unmet'] as Items).find(({ code }) => code === 'NOTICE_LEAD_TIME'),
        ).toMatchObject({
          ...{ severity: 'blocking', waivable: false, facts: { vendorId: flow['vendorId'], mayStartOn } },
        });
        expect((await cast.auditor.get(`/data-flows/${flow.id}`)).body['status']).toBe('approved');
        config.KEYHOLDER_LEAD_DAYS = 0;
        expect(await done(start(flow))).toMatchObject({ status: 'active' });
        config.KEYHOLDER_LEAD_DAYS = 30;
        expect((await readiness(flow)).map(({ code }) => code)).not.toContain('NOTICE_LEAD_TIME');
      } finally {
        config.KEYHOLDER_LEAD_DAYS = 0;
      }
    });

    it('that only comes in, or in which we work for others, needs no notice of ours, and no earlier gate asks', async () => {
      expect(await done(start(await decided({ direction: 'inbound' })))).toMatchObject({ status: 'active' });
      const agreement = await anAgreementInForce(app, cast, {
        legalEntityRole: 'PROCESSOR',
        vendorRole: 'SUB_PROCESSOR',
      });
      const onBehalfOf = [{ name: 'Retail', contact: 'Them', processing: ['Letters'] }];
      const { id } = await done(
        cast.procurement.post('/data-flows', { ...wholeContent(agreement.id), onBehalfOf }),
      );
      const path = `/data-flows/${id}`;
      await done(act(cast.procurement, path, 'submission', {}));
      await done(act(cast.dpo, path, 'decision', { outcome: 'approved', rationale: 'Fine.' }));
      expect(await done(act(cast.procurement, path, 'activation', {}))).toMatchObject({ status: 'active' });
      expect((await readiness(await aSubmittedFlow(app, cast))).map(({ code }) => code)).not.toContain(
        ready.code,
      );
    });
  });

  describe('coverage', () => {
    const asked = async (query: string) =>
      (await done(cast.auditor.get(`/notices/coverage?${query}`))) as Items[0];
    const rows = async (query: string) =>
      ((await asked(query))['items'] as Items).map(({ state, recipient, group }) => [
        state,
        recipient,
        group,
      ]);

    it('names everybody who gets data and each group: told by which version, or not; and what is stale', async () => {
      const flow = await anActiveFlow(app, cast);
      const of = `legalEntityId=${String(flow['legalEntityId'])}`;
      const { name } = (await cast.auditor.get(`/vendors/${String(flow['vendorId'])}`)).body;
      const [notice] = items(await cast.auditor.get(`/notices?vendorId=${String(flow['vendorId'])}`));
      const noticeId = String(notice?.['id']);
      const [version] = items(await cast.auditor.get(`/notices/${noticeId}/versions`));
      expect(await asked(of)).toEqual({
        evaluatedAt: expect.any(String),
        counts: { undisclosed: 0, stale: 0, disclosed: 1 },
        ...{ leftOut: 0, complete: true },
        items: [
          {
            ...{ state: 'disclosed', legalEntityId: flow['legalEntityId'], vendorId: flow['vendorId'] },
            ...{
              recipient: name,
              onward: false,
              group: 'SUBSCRIBERS',
              flows: 1,
              examples: [flow['reference']],
            },
            namedBy: [
              {
                ...{ noticeId, versionId: version?.['id'], language: 'en', by: 'recipient' },
                since: version?.['publishedAt'],
              },
            ],
            ...{ countries: ['DE', 'IE'], countriesNotNamed: ['DE', 'IE'] },
          },
        ],
      });
      const vendorId = String(flow['vendorId']);
      await aPublishedVersion(cast.dpo, noticeId, []);
      expect(await rows(`${of}&state=undisclosed`)).toEqual([['undisclosed', name, 'SUBSCRIBERS']]);
      expect(await rows(`vendorId=${vendorId}&audience=SUBSCRIBERS`)).toHaveLength(1);
      expect(await rows(`vendorId=${vendorId}&audience=EMPLOYEES`)).toEqual([]);
      await aPublishedVersion(cast.dpo, noticeId, [{ vendorId }], { countries: ['IE', 'DE'] });
      await done(act(cast.dpo, `/data-flows/${flow.id}`, 'closure', { reason: 'It is over.' }));
      expect(await rows(of)).toEqual([['stale', name, null]]);
      await aPublishedVersion(cast.dpo, noticeId, []);
      expect(await rows(of)).toEqual([]);
    });

    it('is news when a gap comes to be and when it is gone, each once', async () => {
      const flow = await anActiveFlow(app, cast);
      const vendorId = String(flow['vendorId']);
      const [notice] = items(await cast.auditor.get(`/notices?vendorId=${vendorId}`));
      const tell = (recipients: object[]) => aPublishedVersion(cast.dpo, String(notice?.['id']), recipients);
      const all = async () => {
        await app.settle();
        return items(
          await cast.auditor.get('/ledger/entries?subjectType=disclosure_gap&limit=200&sort=seq'),
        ).map(({ action, reason }) => [action, reason]);
      };
      const before = (await all()).length;
      const said = async () => (await all()).slice(before);
      await tell([]);
      await tell([]);
      const undisclosed = ['disclosure_gap.undisclosed', 'notice_version.published'];
      expect(await said()).toEqual([undisclosed]);
      await tell([{ vendorId }]);
      const told = ['disclosure_gap.ended', 'notice_version.published'];
      expect(await said()).toEqual([undisclosed, told]);
      await done(act(cast.dpo, `/data-flows/${flow.id}`, 'closure', { reason: 'It is over.' }));
      const stale = ['disclosure_gap.stale', `data_flow.closed: ${String(flow['reference'])}`];
      expect(await said()).toEqual([undisclosed, told, stale]);
    });

    it('leaves out what only comes in and says how much it does not show', async () => {
      const all = await asked('limit=1');
      const { counts, leftOut } = all as { counts: Record<string, number>; leftOut: number };
      expect(leftOut).toBe(
        (counts['undisclosed'] ?? 0) + (counts['stale'] ?? 0) + (counts['disclosed'] ?? 0) - 1,
      );
      expect((await cast.auditor.get('/notices/coverage?limit=201&state=told')).status).toBe(400);
      const cost = (query: string) => statementsDuring(app, () => asked(query));
      expect((await cost('limit=200')).length).toBe((await cost('limit=1')).length);
    });
  });

  it('are listed with as many statements for one as for many', async () => {
    const notice = await aNotice(cast.dpo, entity.id);
    for (let nth = 0; nth < 3; nth++) await aPublishedVersion(cast.dpo, notice.id, [{ vendorId: vendor.id }]);
    for (const path of [`/notices?vendorId=${vendor.id}`, `/notices/${notice.id}/versions`]) {
      const { one, many, rows } = await queriesOfPage(app, cast.auditor, path);
      expect(many).toBe(one);
      expect(rows).toBeGreaterThan(1);
    }
  });
});
