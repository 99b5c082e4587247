import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { TestApp } from '../support/app.js';
import { aVendor, wanted } from '../support/assessments.js';
import { hasChromium, listening, openBrowser } from '../support/browser.js';
import { pdf } from '../support/files.js';

const file = join(mkdtempSync(join(tmpdir(), 'keyholder-browser-')), 'log.pdf');
writeFileSync(file, pdf('log'));

(hasChromium ? describe : describe.skip)('the page behind a link to findings, in Chromium', () => {
  let app: TestApp;
  let browser: Browser;
  let address: string;
  beforeAll(async () => {
    app = await TestApp.start();
    address = await listening(app);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it('takes a plan, a document and the word that it is mended', async () => {
    const assessor = await app.person('assessor');
    const vendorId = await aVendor(app);
    const gap = { vendorId, source: 'other', severity: 'high', remedy: 'Delete <b>all</b> of them.' };
    const { id } = wanted(await assessor.post('/findings', { ...gap, title: 'Backups are kept' }), 201);
    await assessor.post(`/findings/${id}/updates`, { text: 'Please send a log.', visibleToVendor: true });
    const made = await assessor.post(`/vendors/${vendorId}/remediation-links`, {
      email: 'sam@vendor.example',
    });
    const page = await browser.newPage({ viewport: { width: 320, height: 800 } });
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    const said = (text: string | RegExp) => page.getByText(text).first().waitFor();

    await page.goto(`${address}/remediate#${String(wanted(made, 201)['token'])}`);
    await said('Delete <b>all</b> of them.');
    await said(/We on .*Please send a log/);
    complaints.length = 0; // the browser itself looks for an icon
    await page.getByLabel('How you will mend it').fill('With the release of March.');
    await page.getByLabel('By when').fill('2099-03-31');
    await page.getByRole('button', { name: 'Store the plan' }).click();
    await said(/being mended/);
    await page.getByLabel('Add a document').setInputFiles(file);
    await said(/document: log\.pdf/);
    await page.getByLabel('A message to us').fill('It is out.');
    await page.getByLabel('It is mended.').check();
    await page.getByRole('button', { name: 'Send' }).click();
    await said(/waits to be verified/);
    expect(wanted(await assessor.get(`/findings/${id}`), 200)).toMatchObject({
      ...{ status: 'resolved', plan: 'With the release of March.', plannedFor: '2099-03-31' },
    });
    expect(complaints).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  });
});
