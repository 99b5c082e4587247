import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { TestApp } from '../support/app.js';
import { aVendor, reviewAll, sentAssessment, wanted, type Sent } from '../support/assessments.js';
import { hasChromium, listening, openBrowser } from '../support/browser.js';
import { pdf } from '../support/files.js';
import { eventually } from '../support/keyholder-process.js';
import { content, option, question } from '../support/questions.js';

const asked = content(
  question('mfa', { text: 'Does everybody use a second factor?', weight: 3, expected: 'yes' }),
  question('why', { text: 'Why not?', type: 'text', visibleWhen: 'answers.mfa == "no"' }),
  question('regions', {
    text: 'Where do you store data?',
    type: 'multi_choice',
    options: [option('eu'), option('us')],
  }),
  question('hours', { text: 'Within how many hours do you tell us?', type: 'number' }),
  question('report', { text: 'Your last audit report', type: 'file', evidence: 'required' }),
);
const file = join(mkdtempSync(join(tmpdir(), 'keyholder-browser-')), 'report.pdf');
writeFileSync(file, pdf('report'));

(hasChromium ? describe : describe.skip)('the pages behind links, in Chromium', () => {
  let app: TestApp;
  let browser: Browser;
  let address: string;
  let sent: Sent;
  let vendorId: string;
  let page: Page;
  const complaints: string[] = [];
  const answer = async (id: string) => {
    const { sections } = wanted(await sent.respondent.get('/respond/assessment'), 200) as never as {
      sections: { questions: { id: string; answer: { value: unknown } | null }[] }[];
    };
    return sections[0]?.questions.find((each) => each.id === id)?.answer?.value;
  };
  const open = (link: string) => page.goto(`${address}/respond#${link}`);
  const said = (text: string | RegExp) => page.getByText(text).first().waitFor();

  beforeAll(async () => {
    app = await TestApp.start();
    address = await listening(app);
    const procurement = await app.person('procurement');
    const template = { name: 'Short <b>security</b> questions', ...asked };
    const { id } = wanted(await procurement.post('/questionnaire-templates', template), 201);
    const version = wanted(
      await procurement.post(`/questionnaire-templates/${id}/versions/1/publication`),
      200,
    );
    vendorId = await aVendor(app);
    sent = await sentAssessment(app, vendorId, { templateVersionId: version.id });
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 320, height: 800 } });
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it('says what a link without a secret is worth', async () => {
    await open('khi_nobody-has-this-secret-at-all-000000000000');
    await said('This link has ended, was withdrawn or is incomplete.');
    complaints.length = 0;
  });

  it('shows the questionnaire as text, on a narrow screen without scrolling sideways', async () => {
    await page.goto('about:blank');
    await open(String(sent.respondent.token));
    await said('Short <b>security</b> questions');
    await said('0 of 4 questions are answered, 4 are open');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  });

  it('saves each answer as it is given, and asks what follows from it', async () => {
    expect(await page.getByText('Why not?').count()).toBe(0);
    await page.getByLabel('No', { exact: true }).check();
    await page.getByLabel('Why not?').fill('It is planned.');
    await page.getByLabel('Option eu').check();
    await page.getByLabel('Option us').check();
    await page.getByLabel('Within how many hours').fill('24');
    await page.getByLabel('Add a file').setInputFiles(file);
    await said('All 5 questions are answered: submit below.');
    expect(await Promise.all(['mfa', 'why', 'regions', 'hours'].map(answer))).toEqual([
      'no',
      'It is planned.',
      ['eu', 'us'],
      24,
    ]);
  });

  it('lets the second of two people decide', async () => {
    const current = wanted(await sent.respondent.get('/respond/assessment'), 200) as never as {
      sections: { questions: { id: string; answer: { revision: number } | null }[] }[];
    };
    const revision = current.sections[0]?.questions.find(({ id }) => id === 'hours')?.answer?.revision;
    const theirs = { value: 72, comment: null };
    wanted(await sent.respondent.put('/respond/answers/hours', theirs, { 'if-match': `"${revision}"` }), 200);
    await page.getByLabel('Within how many hours').fill('12');
    await page.getByLabel('Within how many hours').blur();
    await said('Somebody else answered this in the meantime: 72.');
    expect(await answer('hours')).toBe(72);
    await page.getByRole('button', { name: 'Save mine instead' }).click();
    expect(await eventually(async () => (await answer('hours')) === 12)).toBe(true);
    complaints.length = 0; // the browser itself logs the 412
  });

  it('is used by keyboard alone up to the submission', async () => {
    await page.getByLabel('Your name').focus();
    await page.keyboard.type('Ines Berg');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Head of security');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await said('Submitted. The answers are fixed while they are reviewed.');
    expect(await page.locator('fieldset[disabled]').count()).toBe(5);
    const { body } = await sent.procurement.get(`/assessments/${sent.id}`);
    expect(body['status']).toBe('submitted');
    expect(complaints).toEqual([]);
  });

  it('shows the result, and lets the vendor dispute an outcome', async () => {
    const assessor = await app.person('assessor');
    await reviewAll(assessor, sent.id, {
      hours: { verdict: 'rejected', note: 'Seventy-two, the contract says.' },
    });
    wanted(await assessor.post(`/assessments/${sent.id}/completion`), 200);
    await page.reload();
    const hours = page.locator('section.card', { hasText: 'Within how many hours' });
    await hours.getByText('Seventy-two, the contract says.').waitFor();
    await hours.getByText('Dispute this outcome').click();
    await hours.getByRole('textbox').fill('The annex says twelve.');
    await hours.getByRole('button', { name: 'Dispute' }).click();
    await said('The annex says twelve. — Not answered yet.');
    const { body } = await assessor.get(`/assessments/${sent.id}/disputes`);
    expect(body['items']).toMatchObject([
      { questionId: 'hours', reason: 'The annex says twelve.', outcome: null },
    ]);
    expect(complaints).toEqual([]);
  });
});
