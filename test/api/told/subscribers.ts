import { createHmac } from 'node:crypto';
import request from 'supertest';
import { OutgoingSender } from '../../../src/platform/outgoing/outgoing-sender.js';
import { addDays } from '../../../src/shared/local-date.js';
import { TestApp, type Body } from '../../support/app.js';
import {
  aCast,
  act,
  aLegalEntity,
  anActiveFlow,
  anApprovedFlow,
  aVendor,
  done,
  standardForFlows,
  type Cast,
} from '../../support/flows.js';
import { aNotice, aPublishedVersion } from '../../support/notices.js';
import { HookReceiver, MailServer } from '../../support/outside.js';

type Items = Record<string, unknown>[];
const where = '/public/subscriptions';

describe('subscribers', () => {
  let app: TestApp;
  let cast: Cast;
  let mail: MailServer;
  let hook: HookReceiver;
  let entity: Body;
  beforeAll(async () => {
    mail = await MailServer.start();
    hook = await HookReceiver.start();
    app = await TestApp.start({
      ...{ KEYHOLDER_SMTP_URL: mail.url, KEYHOLDER_MAIL_FROM: 'news@keyholder.test' },
      ...{ KEYHOLDER_WEBHOOKS: 'loopback', KEYHOLDER_PUBLIC_URL: 'https://keyholder.test/' },
      ...{
        KEYHOLDER_TRUSTED_PROXIES: '1',
        KEYHOLDER_ACCESS_TOKEN_MINUTES: '1440',
        KEYHOLDER_LOG_LEVEL: 'info',
        KEYHOLDER_LEAD_DAYS: '14',
      },
    });
    cast = await aCast(app);
    entity = await aLegalEntity(app);
  });
  afterAll(async () => {
    await app.close();
    await mail.close();
    await hook.close();
  });

  let client = 0;
  const server = () => request(app.app.getHttpServer());
  const ask = (body: object, from = `198.51.100.${++client}`) =>
    server().post(where).set('x-forwarded-for', from).send(body);
  let seen = 0;
  const sent = async () => {
    const before = seen;
    while (await app.app.get(OutgoingSender).sendSome());
    seen = mail.mails.length;
    return mail.mails.slice(before);
  };
  const linkIn = (text: string, prefix: string) =>
    new RegExp(`https://keyholder\\.test(/public/subscriptions/${prefix}[\\w-]+)`).exec(text)?.[1] ?? 'none';
  const recorded = async () => {
    const { body } = await cast.auditor.get('/subscriptions?count=true');
    return body['total'];
  };
  const subscribed = async (email: string, fields: object = {}) => {
    await ask({ kind: 'mail', email, ...fields });
    const [letter] = await sent();
    const text = letter?.text ?? '';
    const { status } = await server().post(linkIn(text, 'ksc_'));
    expect(status).toBe(200);
    return { text, end: linkIn(text, 'kse_') };
  };
  const published = async (recipients: object[], fields: object = {}, of = entity.id) => {
    const notice = await aNotice(cast.dpo, of);
    const version = await aPublishedVersion(cast.dpo, notice.id, recipients, fields);
    await app.settle();
    return version;
  };

  describe('by mail', () => {
    it('confirm by a button on a page, once and again, and the link alone changes nothing', async () => {
      const answer = await ask({ kind: 'mail', email: 'Kim@Home.example', language: 'it' });
      expect([answer.status, Object.keys(answer.body as object)]).toEqual([202, ['message']]);
      const [letter] = await sent();
      expect(letter).toMatchObject({ from: 'news@keyholder.test', to: ['kim@home.example'] });
      const link = linkIn(letter?.text ?? '', 'ksc_');
      expect(letter?.text).toMatch(
        /^List-Unsubscribe:\s+<https:\/\/keyholder\.test\/public\/subscriptions\/kse_/m,
      );
      expect(letter?.text).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
      const page = await server().get(link);
      expect([page.status, page.type]).toEqual([200, 'text/html']);
      expect(page.text).toContain('<html lang="it">');
      const status = async () =>
        ((await cast.dpo.get('/subscriptions?limit=1')).body['items'] as Items)[0]?.['status'];
      expect(await status()).toBe('pending');
      const answers = await Promise.all([1, 2, 3].map(() => server().post(link)));
      expect(answers.map((one) => one.status)).toEqual([200, 200, 200]);
      expect(await status()).toBe('active');
      const [row] = (await cast.dpo.get('/subscriptions?limit=1')).body['items'] as Items;
      const { body } = await cast.auditor.get(`/subscriptions/${String(row?.['id'])}/history`);
      expect((body['items'] as Items).map(({ action }) => action)).toEqual([
        'subscription.confirmed',
        'subscription.asked',
      ]);
      expect(JSON.stringify(body)).not.toContain('kim@home');
      expect(row?.['email']).toBe('kim@home.example');
      expect(((await cast.auditor.get('/subscriptions')).body['items'] as Items)[0]?.['email']).toBeNull();
    });

    it('are erased like other people, once no legal hold keeps them', async () => {
      await subscribed('gone@home.example');
      const [row] = (await cast.dpo.get('/subscriptions?limit=1')).body['items'] as Items;
      const id = String(row?.['id']);
      expect(row?.['email']).toBe('gone@home.example');
      const hold = await cast.dpo.post('/legal-holds', {
        ...{ subjectKind: 'person', personKind: 'subscriber', subjectId: id },
        ...{ reason: 'Claims.', reference: 'Case 7', ownerId: cast.dpo.id },
      });
      const asked = { kind: 'subscriber', id, reason: 'Asked for it by mail.' };
      const held = await cast.dpo.post('/erasures', asked);
      expect([held.status, (held.body['unmet'] as Items)[0]?.['code']]).toEqual([422, 'LEGAL_HOLD']);
      const kept = await cast.dpo.delete(`/subscriptions/${id}`, { 'if-match': '"2"' });
      expect([kept.status, kept.body['code']]).toEqual([422, 'subscription.held']);
      expect((await cast.dpo.get(`/subscriptions/${id}`)).body).toMatchObject({
        status: 'active',
        revision: 2,
      });
      const over = { reason: 'Settled.' };
      await cast.dpo.post(`/legal-holds/${hold.body.id}/release`, over, { 'if-match': '"1"' });
      const erased = await cast.dpo.post('/erasures', asked);
      expect([erased.status, erased.body['fields']]).toEqual([201, ['email']]);
      expect((await cast.dpo.get(`/subscriptions/${id}`)).body).toMatchObject({
        ...{ status: 'ended', endedBecause: 'erased', email: null },
      });
      const again = await cast.dpo.post('/erasures', { ...asked, reason: 'Once more.' });
      expect([again.status, again.body.id]).toEqual([200, erased.body.id]);
    });

    it('get one mail a day at most, whatever is asked, and every answer is the same', async () => {
      const first = await ask({ kind: 'mail', email: 'other@home.example' });
      expect(await sent()).toHaveLength(1);
      const known = await recorded();
      const again = await Promise.all(
        ['en', 'en', 'en', 'en'].map((language) =>
          ask({ kind: 'mail', email: 'other@home.example', language }),
        ),
      );
      for (const { status, body } of again) expect([status, body]).toEqual([first.status, first.body]);
      expect((await ask({ kind: 'mail', email: 'kim@home.example' })).body).toEqual(first.body);
      expect(await sent()).toEqual([]);
      expect(await recorded()).toBe(known);
      app.clock.advance({ hours: 25 });
      cast = await aCast(app);
      const both = await Promise.all([1, 2].map(() => ask({ kind: 'mail', email: 'other@home.example' })));
      expect(both.map(({ status }) => status)).toEqual([202, 202]);
      expect(await sent()).toHaveLength(1);
    });

    it('are told that a link is wrong, or too old, and nothing is recorded', async () => {
      await ask({ kind: 'mail', email: 'late@home.example' });
      const [letter] = await sent();
      const link = linkIn(letter?.text ?? '', 'ksc_');
      const wrong = await server().post(`${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`);
      expect([wrong.status, wrong.body]).toMatchObject([404, { code: 'subscription.link_unknown' }]);
      for (const token of ['ksc_', 'kse_x', `kse_${entity.id}_${'a'.repeat(43)}`, 'nothing'])
        expect((await server().post(`${where}/${token}`)).status).toBe(404);
      app.clock.advance({ hours: 49 });
      cast = await aCast(app);
      const late = await server().post(link);
      expect([late.status, late.body]).toMatchObject([410, { code: 'subscription.link_expired' }]);
      expect((await server().get(link)).status).toBe(410);
      await app.settle();
      expect((await server().post(link)).status).toBe(404);
    });

    it('are somebody else: no link of one does anything to another', async () => {
      const first = await subscribed('first@home.example');
      await ask({ kind: 'mail', email: 'second@home.example' });
      const [letter] = await sent();
      const second = { confirm: linkIn(letter?.text ?? '', 'ksc_'), end: linkIn(letter?.text ?? '', 'kse_') };
      const states = async () =>
        ((await cast.dpo.get('/subscriptions?limit=2')).body['items'] as Items).map(({ email, status }) => [
          email,
          status,
        ]);
      const both = [
        ['second@home.example', 'pending'],
        ['first@home.example', 'active'],
      ];
      expect(await states()).toEqual(both);
      const [, idOfFirst = '', markOfFirst = ''] = /kse_([0-9a-f-]{36})_([\w-]+)/.exec(first.end) ?? [];
      const [, idOfSecond = '', markOfSecond = ''] = /kse_([0-9a-f-]{36})_([\w-]+)/.exec(second.end) ?? [];
      const secret = second.confirm.slice(second.confirm.indexOf('ksc_') + 4);
      for (const token of [
        `kse_${idOfFirst}_${markOfSecond}`,
        `kse_${idOfSecond}_${markOfFirst}`,
        `kse_${idOfFirst}_${secret}`,
        `ksc_${idOfSecond}`,
        `ksc_${markOfSecond}`,
      ]) {
        const answer = await server().post(`${where}/${token}`);
        expect([token, answer.status]).toEqual([token, 404]);
        expect(answer.body).toMatchObject({ code: 'subscription.link_unknown' });
      }
      const known = await ask({ kind: 'mail', email: 'first@home.example', language: 'it' });
      expect(known.status).toBe(202);
      expect(await sent()).toEqual([]);
      expect(await states()).toEqual(both);
      expect((await server().post(second.end)).status).toBe(200);
      expect(await states()).toEqual([
        [null, 'ended'],
        ['first@home.example', 'active'],
      ]);
      expect((await server().post(second.confirm)).status).toBe(404);
    });

    it('hear once of each publication that names somebody new, and end it from the mail, twice if they like', async () => {
      const { end } = await subscribed('reader@home.example');
      const vendor = await aVendor(cast);
      await published([{ vendorId: vendor.id }, { category: 'PAYMENTS' }]);
      const letters = (await sent()).filter(({ to }) => to.includes('reader@home.example'));
      expect(letters).toHaveLength(1);
      expect(letters[0]?.text).toContain(`- ${String(vendor['name'])}\n- payments\n`);
      await published([{ vendorId: vendor.id }, { category: 'PAYMENTS' }], { language: 'it' });
      expect(await sent()).toEqual([]);
      const oneClick = () => server().post(end).type('form').send('List-Unsubscribe=One-Click');
      expect([(await oneClick()).status, (await oneClick()).status]).toEqual([200, 200]);
      await published([{ category: 'LOGISTICS' }]);
      expect((await sent()).filter(({ to }) => to.includes('reader@home.example'))).toEqual([]);
    });

    it('about one company do not hear of another', async () => {
      const other = await aLegalEntity(app);
      await published([{ category: 'PAYMENTS' }], {}, other.id);
      await sent();
      await subscribed('narrow@home.example', { legalEntityId: other.id });
      await published([{ category: 'ADVERTISING' }]);
      expect((await sent()).filter(({ to }) => to.includes('narrow@home.example'))).toEqual([]);
      await published([{ category: 'ANALYTICS' }], {}, other.id);
      expect((await sent()).filter(({ to }) => to.includes('narrow@home.example'))).toHaveLength(1);
    });

    it('wait while the mail server is busy, and are not tried again when it says never', async () => {
      await ask({ kind: 'mail', email: 'busy@home.example' });
      mail.refusing = 451;
      await sent();
      mail.refusing = null;
      expect(await sent()).toEqual([]);
      app.clock.advance({ seconds: 10 });
      expect(await sent()).toHaveLength(1);
      await ask({ kind: 'mail', email: 'never@home.example' });
      mail.refusing = 550;
      await sent();
      mail.refusing = null;
      app.clock.advance({ minutes: 10 });
      expect(await sent()).toEqual([]);
      const { body } = await cast.auditor.get('/subscriptions/deliveries?state=failed');
      expect(body['items']).toMatchObject([{ kind: 'mail', attempts: 1, problem: 'smtp_550' }]);
    });

    it('are sent once when several instances look at the same time', async () => {
      await ask({ kind: 'mail', email: 'shared@home.example' });
      const before = mail.mails.length;
      await Promise.all([1, 2, 3].map(() => app.app.get(OutgoingSender).sendSome()));
      expect(mail.mails).toHaveLength(before + 1);
      await sent();
    });
  });

  describe('a request', () => {
    it('with an address that is none is refused with every reason, and nothing is sent or recorded', async () => {
      const known = await recorded();
      for (const email of [
        'kim@home.example\r\nBcc: all@home.example',
        'a@b.example,c@d.example',
        '"x y"@home.example',
        'Kim <kim@home.example>',
        'kim',
      ])
        expect((await ask({ kind: 'mail', email })).status).toBe(400);
      const mixed = await ask({
        kind: 'mail',
        url: 'https://hooks.example.com/',
        legalEntityId: cast.dpo.id,
      });
      const { errors } = mixed.body as { errors: { pointer: string; code: string }[] };
      expect(errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
        '/email missing',
        '/url not_for_kind',
        '/legalEntityId not_found',
      ]);
      expect(await recorded()).toBe(known);
      expect(await sent()).toEqual([]);
    });

    it('by a form comes from a page without script, and its answer is a page', async () => {
      const page = await server().get(`${where}?language=it`);
      expect(page.text).toContain('<html lang="it">');
      expect(page.text).not.toContain('<script');
      const browser = 'text/html,application/xhtml+xml,*/*;q=0.8';
      const form = (fields: object) =>
        server()
          .post(where)
          .set('accept', browser)
          .set('x-forwarded-for', '203.0.113.77')
          .type('form')
          .send(fields);
      const answer = await form({
        kind: 'mail',
        email: 'form@home.example',
        legalEntityId: '',
        language: 'it',
      });
      expect([answer.status, answer.type]).toEqual([202, 'text/html']);
      const bad = await form({ kind: 'mail', email: '<script>', language: 'it' });
      expect([bad.status, bad.type]).toEqual([400, 'text/html']);
      expect(bad.text).not.toContain('<script>');
      expect(await sent()).toHaveLength(1);
      const elsewhere = await server().post('/api/v1/auth/login').type('form').send({ email: 'x' });
      expect(elsewhere.status).toBe(415);
    });

    it('may come twenty times an hour from one place', async () => {
      const from = '192.0.2.200';
      const answers = await Promise.all(
        Array.from({ length: 24 }, (_none, nth) => ask({ kind: 'mail', email: `x${nth}` }, from)),
      );
      expect(answers.map(({ status }) => status).filter((status) => status === 429)).toEqual([]);
      const real = await Promise.all(
        Array.from({ length: 24 }, (_none, nth) =>
          ask({ kind: 'mail', email: `flood${nth}@home.example` }, from),
        ),
      );
      const refused = real.filter(({ status }) => status === 429);
      expect(refused).toHaveLength(4);
      expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(3_000);
      expect(await sent()).toHaveLength(20);
    });
  });

  describe('a webhook', () => {
    it('proves that it is wanted, gets signed messages, and is tried again', async () => {
      const answer = await ask({ kind: 'webhook', url: hook.url });
      expect(answer.status).toBe(201);
      const { secret, id } = answer.body as { secret: string; id: string };
      expect(await ask({ kind: 'webhook', url: hook.url })).toMatchObject({ status: 409 });
      hook.status = 302;
      await published([{ category: 'CONSULTING' }]);
      await sent();
      hook.status = 204;
      app.clock.advance({ seconds: 10 });
      await sent();
      const [first, second] = hook.received;
      expect(hook.received).toHaveLength(2);
      expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
      const { headers, body = '' } = second ?? {};
      const signed = `${String(headers?.['webhook-id'])}.${String(headers?.['webhook-timestamp'])}.${body}`;
      const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
      const mark = createHmac('sha256', key).update(signed).digest('base64');
      expect(headers?.['webhook-signature']).toBe(`v1,${mark}`);
      expect(JSON.parse(body)).toMatchObject({
        type: 'recipients.announced',
        data: {
          recipients: [{ name: null, category: 'CONSULTING' }],
          notBefore: addDays(app.clock.today(), 14),
        },
      });
      hook.status = 410;
      await published([{ category: 'SECURITY' }]);
      await sent();
      const { body: gone } = await cast.dpo.get(`/subscriptions/${id}`);
      expect(gone).toMatchObject({ status: 'ended', endedBecause: 'gone', url: null });
    });

    it('that only echoes, or lies within, is refused, and nothing is recorded', async () => {
      const known = await recorded();
      hook.proves = false;
      const echo = await ask({ kind: 'webhook', url: hook.url });
      expect(echo).toMatchObject({ status: 422, body: { code: 'subscription.challenge_failed' } });
      for (const url of ['https://10.0.0.1/', 'https://169.254.169.254/latest/', 'http://hooks.example.com/'])
        expect((await ask({ kind: 'webhook', url })).status).toBe(400);
      expect(await recorded()).toBe(known);
    });
  });

  describe('of the public register', () => {
    const changed = async () => {
      await app.settle(); // what was recorded is sealed
      await app.settle(); // and told
      const mails = await sent();
      return mails.filter(({ text }) => /^Subject: (Changes: who gets|=\?UTF-8\?.*)/m.test(text));
    };
    const nameOf = async (flow: Body) =>
      String((await cast.dpo.get(`/vendors/${String(flow['vendorId'])}`)).body['name']);
    const linesOf = (text: string) => text.split('\n').filter((line) => line.startsWith('- '));
    const shown = (flow: Body, mode: string) =>
      done(
        cast.dpo.put(`/data-flows/${flow.id}/disclosure`, {
          ...{ mode, category: mode === 'by_category' ? 'A printer' : null, reason: 'It is known to few.' },
        }),
      );
    beforeAll(async () => {
      cast = await aCast(app);
      await standardForFlows(cast);
      await changed();
    });

    it('hear in one message who is going to get data, not before which day, then when it begins and ends', async () => {
      await subscribed('register@home.example');
      const flow = await anApprovedFlow(app, cast);
      const byKind = await anApprovedFlow(app, cast);
      await shown(byKind, 'by_category');
      await shown(await anApprovedFlow(app, cast), 'withheld');
      const name = await nameOf(flow);
      const theirs = async () => (await changed()).filter(({ to }) => to.includes('register@home.example'));
      const letters = await theirs();
      expect(letters).toHaveLength(1);
      const day = new Date(app.clock.now().getTime() + 14 * 86_400_000).toISOString().slice(0, 10);
      const text = letters[0]?.text ?? '';
      expect(linesOf(text)).toEqual([
        `- ${name} is going to get data, not before ${day}.`,
        `- A recipient of this kind: A printer is going to get data, not before ${day}.`,
      ]);
      expect(text).toMatch(
        /Given by Example \d+\. What: Private e-mail address\. For: Write to people about/,
      );
      expect(text).toContain('https://keyholder.test/public/register?lang=en');
      expect(await theirs()).toEqual([]);

      app.clock.advance({ days: 15 });
      cast = await aCast(app);
      await done(act(cast.procurement, `/data-flows/${flow.id}`, 'activation', {}));
      const [begun] = await theirs();
      expect(linesOf(begun?.text ?? '')).toEqual([`- ${name} gets data from now on.`]);
      await done(act(cast.procurement, `/data-flows/${flow.id}`, 'suspension', { reason: 'A question.' }));
      await done(act(cast.dpo, `/data-flows/${flow.id}`, 'resumption', { reason: 'Answered.' }));
      expect(await theirs()).toEqual([]);
    });

    it('hear of one recipient where it is named, and of nobody else', async () => {
      const flow = await anApprovedFlow(app, cast);
      const name = await nameOf(flow);
      await changed();
      await subscribed('one@home.example', { recipient: name.toUpperCase(), language: 'it' });
      const theirs = async () => (await changed()).filter(({ to }) => to.includes('one@home.example'));
      const other = await anApprovedFlow(app, cast);
      expect(await theirs()).toEqual([]);
      const unnamed = await ask({ kind: 'mail', email: 'x@home.example', recipient: `${name} or so` });
      expect(unnamed.body).toMatchObject({
        errors: [{ pointer: '/recipient', code: 'not_found' }],
      });
      await shown(other, 'by_category');
      const hidden = await ask({ kind: 'mail', email: 'x@home.example', recipient: await nameOf(other) });
      expect(hidden.status).toBe(400);
      app.clock.advance({ days: 15 });
      cast = await aCast(app);
      for (const { id } of [flow, other])
        await done(act(cast.procurement, `/data-flows/${id}`, 'activation', {}));
      const letters = await theirs();
      expect(letters.map(({ text }) => linesOf(text))).toEqual([[`- ${name} riceve dati da ora.`]]);
      await shown(flow, 'by_category');
      await done(act(cast.procurement, `/data-flows/${flow.id}`, 'closure', { reason: 'No more.' }));
      expect(await theirs()).toEqual([]);
    });

    it('of customers do not hear what only employees are told, and the other way round', async () => {
      await subscribed('customer@home.example');
      await subscribed('employee@home.example', { audience: 'employees' });
      const notice = await aNotice(cast.dpo, entity.id, { audiences: ['EMPLOYEES', 'APPLICANTS'] });
      await aPublishedVersion(cast.dpo, notice.id, [{ category: 'PAYROLL_BUREAU' }]);
      await app.settle();
      const who = (mails: readonly { to: string[] }[]) => mails.flatMap(({ to }) => to);
      const told = who(await sent());
      expect(told).toContain('employee@home.example');
      expect(told).not.toContain('customer@home.example');
      await anApprovedFlow(app, cast);
      const heard = who(await changed());
      expect(heard).toContain('customer@home.example');
      expect(heard).not.toContain('employee@home.example');
    });

    it('who asked twice with one address hear once, and a webhook hears the same as data', async () => {
      const other = await aLegalEntity(app);
      await published([{ category: 'PAYMENTS' }], {}, other.id);
      await sent();
      await subscribed('twice@home.example');
      app.clock.advance({ hours: 25 });
      cast = await aCast(app);
      await subscribed('twice@home.example', { audience: 'everybody' });
      hook.status = 204;
      hook.proves = true;
      expect((await ask({ kind: 'webhook', url: hook.url })).status).toBe(201);
      hook.received.length = 0;
      const flow = await anActiveFlow(app, cast).catch(() => null);
      expect(flow).toBeNull(); // the lead time holds it
      const letters = (await changed()).filter(({ to }) => to.includes('twice@home.example'));
      expect(letters).toHaveLength(1);
      const bodies = hook.received.map(({ body }) => JSON.parse(body) as { type: string; data: Body });
      const [register] = bodies.filter(({ type }) => type === 'register.changed');
      expect(register?.data).toEqual({
        register: 'https://keyholder.test/public/register?lang=en',
        changes: [
          {
            ...{ id: expect.any(String), kind: 'announced', changedAt: expect.any(String) },
            ...{ notBefore: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), sharingId: expect.any(String) },
            company: expect.stringMatching(/^Example \d+$/),
            recipient: { name: expect.stringMatching(/^Vendor/), category: null },
          },
        ],
      });
    });
  });

  describe('inside', () => {
    it('their number is known, and one is erased on request, under If-Match', async () => {
      await subscribed('erase@home.example');
      const [row] = (await cast.dpo.get('/subscriptions?status=active&limit=1')).body['items'] as Items;
      const path = `/subscriptions/${String(row?.['id'])}`;
      expect((await cast.dpo.delete(path)).status).toBe(428);
      expect((await cast.dpo.delete(path, { 'if-match': '"9"' })).status).toBe(412);
      expect((await cast.auditor.delete(path, { 'if-match': '"2"' })).status).toBe(403);
      expect((await cast.dpo.get(path)).body['email']).toBe('erase@home.example');
      expect((await cast.dpo.delete(path, { 'if-match': '"2"' })).status).toBe(204);
      expect((await cast.dpo.get(path)).body).toMatchObject({ email: null, endedBecause: 'erased' });
      expect((await cast.dpo.delete(path, { 'if-match': '"3"' })).status).toBe(409);
      const { body } = await cast.auditor.get('/subscriptions/summary');
      expect(body['subscriptions']).toContainEqual({ kind: 'webhook', status: 'ended', count: 1 });
    });

    it('no log line names an address or a link', () => {
      const logged = app.logged.join('\n');
      expect(logged).toContain('/public/subscriptions/:token');
      expect(logged).not.toMatch(/home\.example|ks[ce]_[\w-]{20}/);
    });
  });

  it('are refused clearly where no mail is sent and webhooks are off', async () => {
    const bare = await TestApp.start();
    const to = (body: object) => request(bare.app.getHttpServer()).post(where).send(body);
    const noMail = await to({ kind: 'mail', email: 'kim@home.example' });
    expect(noMail).toMatchObject({ status: 422, body: { code: 'subscription.no_mail' } });
    const noHooks = await to({ kind: 'webhook', url: 'https://hooks.example.com/' });
    expect(noHooks).toMatchObject({ status: 422, body: { code: 'subscription.no_webhooks' } });
    await bare.close();
  });
});
