import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { TestApp } from '../support/app.js';
import { hasChromium, listening, openBrowser } from '../support/browser.js';
import {
  aCast,
  act,
  anActiveFlow,
  anApprovedFlow,
  done,
  standardForFlows,
  type Cast,
} from '../support/flows.js';

const pictures = process.env['KEYHOLDER_TEST_PICTURES'] ?? mkdtempSync(join(tmpdir(), 'keyholder-pictures-'));

(hasChromium ? describe : describe.skip)('the public register, in Chromium without script', () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  let address: string;
  let cast: Cast;
  let vendorName: string;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
    const flow = await anActiveFlow(app, cast);
    vendorName = String((await cast.dpo.get(`/vendors/${String(flow['vendorId'])}`)).body['name']);
    const hidden = await anActiveFlow(app, cast);
    const kind = {
      mode: 'by_category',
      category: 'A fraud prevention service',
      reason: 'Fraudsters read too.',
    };
    await done(cast.dpo.put(`/data-flows/${hidden.id}/disclosure`, kind));
    const paused = await anActiveFlow(app, cast);
    await done(act(cast.procurement, `/data-flows/${paused.id}`, 'suspension', { reason: 'A question.' }));
    await anApprovedFlow(app, cast);
    address = await listening(app);
    browser = await openBrowser();
    const context = await browser.newContext({
      ...{ viewport: { width: 320, height: 900 }, javaScriptEnabled: false, locale: 'en-GB' },
    });
    page = await context.newPage();
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  /** Pictures show the page to whoever looks; where they lie says KEYHOLDER_TEST_PICTURES. */
  const picture = (name: string) => page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  const press = async (key: string, times: number) => {
    for (let nth = 0; nth < times; nth++) await page.keyboard.press(key);
  };
  const box = (selector: string) => page.locator(selector).first().boundingBox();

  it('is read on a screen of 320 pixels without scrolling sideways, light and dark', async () => {
    await page.goto(`${address}/public/register`);
    await page.getByRole('heading', { level: 1, name: 'Who gets your data' }).waitFor();
    expect(await page.getByRole('article').count()).toBe(4);
    const main = await box('main');
    expect((main?.x ?? 0) + (main?.width ?? 999)).toBeLessThanOrEqual(320);
    for (const each of await page.locator('article, form, dd, button, input:not([type=hidden])').all()) {
      const found = await each.boundingBox();
      expect((found?.x ?? 0) + (found?.width ?? 0)).toBeLessThanOrEqual(320);
    }
    await picture('narrow-light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture('narrow-dark');
    await page.emulateMedia({ colorScheme: 'light' });
  });

  it('has landmarks, headings in order, names for fields, and places to press that are large enough', async () => {
    for (const role of ['main', 'search', 'contentinfo'] as const)
      expect(await page.getByRole(role).count()).toBe(1);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    expect(await page.getByRole('heading', { level: 2 }).count()).toBe(4);
    for (const label of [
      'Name of a company',
      'Country, two letters (DE, US)',
      'Their role',
      'As it was on this day',
    ])
      expect(await page.getByLabel(label).count()).toBe(1);
    expect((await box('button'))?.height).toBeGreaterThanOrEqual(24);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.title()).toBe('Who gets your data');
  });

  it('is used with the keyboard alone: past the header, then a search', async () => {
    await page.goto(`${address}/public/register`);
    await page.keyboard.press('Tab');
    await page.getByRole('link', { name: 'To the register' }).waitFor();
    await page.keyboard.press('Enter');
    expect(page.url()).toContain('#main');
    await page.keyboard.press('Tab');
    await page.keyboard.type(vendorName.slice(0, 12));
    await page.keyboard.press('Enter');
    await page.waitForURL(/[?&]q=/);
    await page.getByRole('heading', { level: 2, name: vendorName }).waitFor();
    expect(await page.getByLabel('Name of a company').inputValue()).toBe(vendorName.slice(0, 12).trim());
    expect(await page.getByRole('article').count()).toBeLessThan(4);
    await press('Tab', 3);
  });

  it('says in Italian what it says in English, and keeps the search', async () => {
    await page.getByRole('link', { name: 'Italiano' }).click();
    await page.getByRole('heading', { level: 1, name: 'Chi riceve i tuoi dati' }).waitFor();
    expect(page.url()).toContain('q=');
    expect(await page.locator('html').getAttribute('lang')).toBe('it');
    await page.setViewportSize({ width: 1_100, height: 900 });
    await page.goto(`${address}/public/register?lang=it`);
    await picture('wide-it');
  });

  it('shows a page, not a document for machines, when a day to come is asked for', async () => {
    await page.goto(`${address}/public/register?at=2999-01-01`);
    await page.getByRole('heading', { level: 1, name: 'This cannot be shown' }).waitFor();
    await picture('problem');
    await page.getByRole('link', { name: 'Back to the register' }).click();
    await page.getByRole('heading', { level: 1, name: 'Who gets your data' }).waitFor();
  });
});
