import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { OutgoingSender } from '../../src/platform/outgoing/outgoing-sender.js';
import { TestApp, type Answer } from '../support/app.js';
import { hasChromium, listening, openBrowser } from '../support/browser.js';
import { aCast, aLegalEntity, aVendor, done, type Cast } from '../support/flows.js';
import { aNotice, aPublishedVersion } from '../support/notices.js';
import { MailServer } from '../support/outside.js';

const pictures = process.env['KEYHOLDER_TEST_PICTURES'] ?? mkdtempSync(join(tmpdir(), 'keyholder-pictures-'));
const items = ({ body }: Answer) => body['items'] as Record<string, unknown>[];

(hasChromium ? describe : describe.skip)('who tells us, and whom we tell, in Chromium by keyboard', () => {
  let app: TestApp;
  let browser: Browser;
  let mail: MailServer;
  let address: string;
  let cast: Cast;
  const complaints: string[] = [];
  beforeAll(async () => {
    mail = await MailServer.start();
    app = await TestApp.start({
      ...{ KEYHOLDER_SMTP_URL: mail.url, KEYHOLDER_MAIL_FROM: 'news@keyholder.test' },
      KEYHOLDER_PUBLIC_URL: 'https://keyholder.test',
    });
    cast = await aCast(app);
    address = await listening(app);
    browser = await openBrowser();
  });
  afterEach(() => complaints.splice(0));
  afterAll(async () => {
    await browser.close();
    await app.close();
    await mail.close();
  });

  async function aPage(javaScriptEnabled: boolean, locale = 'en-GB'): Promise<Page> {
    const viewport = { width: 320, height: 900 };
    const context = await browser.newContext({
      viewport,
      javaScriptEnabled,
      locale,
      timezoneId: 'Europe/Rome',
    });
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    return page;
  }
  const picture = (page: Page, name: string) =>
    page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  /** Goes on with Tab until the field or button has the focus: nothing is pressed by a mouse here. */
  async function tabTo(
    page: Page,
    role: 'textbox' | 'checkbox' | 'spinbutton' | 'combobox' | 'button' | 'link',
    name: string,
  ) {
    const wanted = page.getByRole(role, { name }).and(page.locator(':focus'));
    for (let nth = 0; nth < 40 && (await wanted.count()) === 0; nth++) await page.keyboard.press('Tab');
    expect([name, await wanted.count()]).toEqual([name, 1]);
  }
  /** As this browser asks for it: day and year, then the time. */
  async function moment(page: Page, day: string, time: string) {
    await page.keyboard.type(day);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type(time);
  }
  /** No part is cut off, each field has its name, and each thing to press is large enough. */
  async function fits(page: Page) {
    for (const each of await page
      .locator('main, form, fieldset, button, input:not([type=hidden]), select, textarea')
      .all()) {
      const box = await each.boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(320);
    }
    for (const button of await page.getByRole('button').all())
      expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(24);
  }

  describe('a vendor that reports an incident', () => {
    let page: Page;
    let vendorId: string;
    beforeAll(async () => {
      vendorId = (await aVendor(cast)).id;
      const { token } = await done(
        cast.procurement.post(`/vendors/${vendorId}/report-links`, { email: 'sam@vendor.example' }),
      );
      page = await aPage(true);
      await page.goto(`${address}/report#${String(token)}`);
      await page.getByRole('heading', { level: 1, name: 'Report an incident' }).waitFor();
      complaints.length = 0; // the browser itself looks for an icon
    });

    it('sees the whole form on 320 pixels, light and dark', async () => {
      await fits(page);
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      await picture(page, 'report-light');
      await page.emulateMedia({ colorScheme: 'dark' });
      await picture(page, 'report-dark');
      await page.emulateMedia({ colorScheme: 'light' });
    });

    it('fills it in from top to bottom, is told what cannot be, mends it and sends it', async () => {
      await tabTo(page, 'textbox', 'What happened, in one line');
      await page.keyboard.type('A bucket was public');
      await tabTo(page, 'textbox', 'What you know');
      await page.keyboard.type('Backups <b>in it</b>.');
      await tabTo(page, 'checkbox', 'Somebody could see data');
      await page.keyboard.press('Space');
      await tabTo(page, 'textbox', 'When you found it');
      await moment(page, '01012099', '1030AM');
      await tabTo(page, 'spinbutton', 'About how many people');
      await page.keyboard.type('12');
      await tabTo(page, 'textbox', 'Whom we can ask at any hour');
      await page.keyboard.type('Sam Lee, +49 30 1234567');
      await tabTo(page, 'button', 'Send the report');
      await page.keyboard.press('Enter');
      await page.getByText('give a moment up to now').waitFor();
      await picture(page, 'report-refused');
      expect(items(await cast.auditor.get(`/vendor-reports?vendorId=${vendorId}`))).toEqual([]);
      expect(await page.getByLabel('When you found it').getAttribute('aria-invalid')).toBe('true');
      expect(await page.getByLabel('When you found it').and(page.locator(':focus')).count()).toBe(1);
      complaints.length = 0; // the browser itself logs the 400
      await moment(page, '01012026', '1030AM');
      await tabTo(page, 'button', 'Send the report');
      await page.keyboard.press('Enter');
      await page.getByText('We have it. Thank you.').waitFor();
      await page.getByText(/A bucket was public told on .*, waits to be read/).waitFor();
      await picture(page, 'report-sent');
      expect(await page.locator('[aria-invalid]').count()).toBe(0);
      expect(items(await cast.auditor.get(`/vendor-reports?vendorId=${vendorId}`))).toMatchObject([
        {
          ...{ title: 'A bucket was public', description: 'Backups <b>in it</b>.', status: 'new' },
          ...{ breachTypes: ['CONFIDENTIALITY'], detectedAt: '2026-01-01T09:30:00.000Z' },
          ...{ occurredFrom: null, subjectsAffected: 12, contact: 'Sam Lee, +49 30 1234567' },
        },
      ]);
      expect(complaints).toEqual([]);
    });

    it('reads without script where else it can be told', async () => {
      const bare = await aPage(false);
      await bare.goto(`${address}/report#khb_x`);
      expect(await bare.locator('noscript').innerText()).toContain('This page needs JavaScript.');
    });
  });

  describe('somebody who wants to hear of changes, without script', () => {
    let page: Page;
    const linkIn = (text: string, prefix: string) =>
      `${address}${new RegExp(`https://keyholder\\.test(/public/subscriptions/${prefix}[\\w-]+)`).exec(text)?.[1] ?? '/none'}`;
    const letter = async () => {
      while (await app.app.get(OutgoingSender).sendSome());
      return mail.mails.at(-1)?.text ?? '';
    };
    const subscriptions = async () =>
      items(await cast.dpo.get('/subscriptions')).map(({ email, language, status }) => [
        email,
        language,
        status,
      ]);
    beforeAll(async () => {
      const { id } = await aLegalEntity(app);
      const notice = await aNotice(cast.dpo, id);
      await aPublishedVersion(cast.dpo, notice.id, [{ category: 'PAYMENTS' }]);
      page = await aPage(false, 'it-IT');
    });

    it('finds the form from the register, in the language of the browser', async () => {
      await page.goto(`${address}/public/register`);
      await page.getByRole('link', { name: 'Ricevere le novità per e-mail' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Sapere chi riceve i tuoi dati' }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('it');
      await fits(page);
      await picture(page, 'subscribe-it');
      await page.goto(`${address}/public/subscriptions`);
      await page.getByRole('link', { name: 'English' }).click();
      await page.getByRole('heading', { level: 1, name: 'Hear who gets your data' }).waitFor();
      await page.emulateMedia({ colorScheme: 'dark' });
      await picture(page, 'subscribe-en-dark');
      await page.emulateMedia({ colorScheme: 'light' });
    });

    it('asks by keyboard, confirms by the button behind the link of the mail, and ends it so', async () => {
      await page.goto(`${address}/public/subscriptions?language=it`);
      await tabTo(page, 'textbox', 'Il tuo indirizzo e-mail');
      await page.keyboard.type('Kim@Home.example');
      await tabTo(page, 'combobox', 'Riguardo a');
      await tabTo(page, 'button', 'Iscriviti');
      await page.keyboard.press('Enter');
      await page.getByRole('status').getByText('riceverai un messaggio').waitFor();
      await picture(page, 'subscribe-asked');
      expect(await subscriptions()).toEqual([['kim@home.example', 'it', 'pending']]);
      const text = await letter();
      await page.goto(linkIn(text, 'ksc_'));
      expect(await subscriptions()).toEqual([['kim@home.example', 'it', 'pending']]);
      await tabTo(page, 'button', 'Sì, scrivetemi');
      await picture(page, 'subscribe-confirm');
      await page.keyboard.press('Enter');
      await page.getByRole('status').getByText("L'iscrizione è attiva.").waitFor();
      expect(await subscriptions()).toEqual([['kim@home.example', 'it', 'active']]);
      await page.goto(linkIn(text, 'kse_'));
      await tabTo(page, 'button', 'Annulla');
      await page.keyboard.press('Enter');
      await page.getByRole('status').getByText("L'iscrizione è annullata").waitFor();
      expect(await subscriptions()).toEqual([[null, 'it', 'ended']]);
    });

    it('reads on a page what was refused, and goes back to the form', async () => {
      await page.goto(`${address}/public/subscriptions?language=it`);
      await page.getByRole('textbox').fill('kim@home'); // good for the browser, and no address for us
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Non ha funzionato' }).waitFor();
      await picture(page, 'subscribe-refused');
      await page.getByRole('alert').getByText('Questo non è un indirizzo e-mail.').waitFor();
      await tabTo(page, 'link', 'Torna al modulo');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Sapere chi riceve i tuoi dati' }).waitFor();
      await page.goto(`${address}/public/subscriptions/ksc_nothing`);
      await page.getByRole('heading', { level: 1, name: 'Non ha funzionato' }).waitFor();
      expect(await page.getByRole('alert').getAttribute('lang')).toBe('en');
      expect(await subscriptions()).toHaveLength(1);
    });
  });
});
