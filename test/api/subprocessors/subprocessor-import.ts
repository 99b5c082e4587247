import { TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import { done } from '../../support/flows.js';
import { itReads, realFile } from '../../support/real-files.js';

type Names = { name: string }[];
const namesIn = (body: Body, part: string) => (body[part] as Names).map(({ name }) => name);

type Sent = Readonly<{ content: string | Buffer; name: string; fields: Record<string, string> }>;
const file = (content: string | Buffer, name = 'list.md', fields: Record<string, string> = {}): Sent => ({
  ...{ content, name },
  fields,
});

describe('the import of a published list of sub-processors', () => {
  let app: TestApp;
  let procurement: Caller;
  let auditor: Caller;
  let vendor: string;
  let made = 0;
  beforeAll(async () => {
    app = await TestApp.start();
    procurement = await app.person('procurement');
    auditor = await app.person('auditor');
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    vendor = (await done(procurement.post('/vendors', { name: `Vendor ${++made}`, allowDuplicate: true })))
      .id;
  });

  const path = () => `/vendors/${vendor}/subprocessors`;
  const send = (
    content: string | Buffer,
    fields: Record<string, string> = {},
    name = 'list.md',
  ): Promise<Answer> => procurement.upload(`${path()}/import`, { content, name }, fields);
  const taken = async (content: string | Buffer, fields: Record<string, string> = {}, name = 'list.md') => {
    const { status, body } = await send(content, fields, name);
    expect([status, body]).toEqual([200, expect.anything()]);
    return body;
  };
  const rows = async (query = '') =>
    (await auditor.get(`${path()}?limit=200${query}`)).body['items'] as (Body & { name: string })[];
  const markdown = [
    'These companies are all located in Ireland:',
    ...[
      '',
      '* [Mail](https://mail.example). Letters.',
      '* [Texts](https://texts.example). Messages (India).',
    ],
  ].join('\n');

  it('shows the difference first, and changes nothing', async () => {
    expect(await taken(markdown, { dryRun: 'true', listedOn: '2026-06-01' })).toMatchObject({
      ...{ dryRun: true, format: 'markdown', listedOn: '2026-06-01', entries: 2, unchanged: 0 },
      added: [
        { line: 3, name: 'Mail', purpose: 'Letters.', countries: ['IE'], subprocessorId: null },
        { line: 4, name: 'Texts', countries: ['IN'] },
      ],
      readings: [
        { line: 3, code: 'country_from_text_above' },
        { line: 4, code: 'country_in_purpose' },
      ],
      announcement: [
        {
          kind: 'added',
          name: 'Mail',
          countries: ['IE'],
          purpose: 'Letters.',
          website: 'https://mail.example',
        },
        { kind: 'added', name: 'Texts' },
      ],
    });
    expect(await rows()).toEqual([]);
  });

  it('takes it over, once', async () => {
    const body = await taken(markdown, { listedOn: '2026-06-01', source: 'https://vendor.example/subs' });
    const known = await rows();
    expect(known).toMatchObject([
      {
        name: 'Mail',
        countries: ['IE'],
        status: 'ACTIVE',
        validFrom: '2026-06-01',
        source: 'https://vendor.example/subs',
      },
      { name: 'Texts', countries: ['IN'] },
    ]);
    expect(
      (body['added'] as { subprocessorId: string }[]).map(({ subprocessorId }) => subprocessorId),
    ).toEqual(known.map(({ id }) => id));
    expect(await taken(markdown)).toMatchObject({
      unchanged: 2,
      added: [],
      removed: [],
      changed: [],
      announcement: [],
    });
    expect(await rows()).toEqual(known);
  });

  it('ends who is missing the day before, and changes what is otherwise, with the line as the reason', async () => {
    await taken(markdown, { listedOn: '2026-06-01' });
    const csv = 'Subprocessor,Purpose,Location\nMAIL,Letters and parcels,"Ireland, Poland"\nPrint,Paper,DE\n';
    const body = await taken(csv, { listedOn: '2026-06-10' }, 'list.csv');
    expect(body).toMatchObject({
      format: 'csv',
      changed: [
        {
          ...{ line: 2, name: 'Mail', website: null },
          countries: { from: ['IE'], to: ['IE', 'PL'] },
          purpose: { from: 'Letters.', to: 'Letters and parcels' },
        },
      ],
    });
    expect([namesIn(body, 'added'), namesIn(body, 'removed')]).toEqual([['Print'], ['Texts']]);
    expect(await rows()).toMatchObject([
      { name: 'Mail', countries: ['IE', 'PL'] },
      { name: 'Print', validFrom: '2026-06-10' },
      { name: 'Texts', status: 'REMOVED', validTo: '2026-06-09' },
    ]);
    const [first] = await rows();
    const { body: history } = await auditor.get(`${path()}/${first?.id ?? ''}/history`);
    expect((history['items'] as Body[])[0]).toMatchObject({ reason: 'Import of list.csv, line 2' });
    expect(namesIn((await auditor.get(`${path()}/tree?on=2026-06-05`)).body, 'children')).toEqual([
      'Mail',
      'Texts',
    ]);
  });

  it('reads tables as CSV, JSON and Markdown alike, with columns that are told', async () => {
    const told = { dryRun: 'true', mapping: '{"Firma":"name","Sitz":"countries"}' };
    const seen = async (content: string, name: string, fields = told) =>
      (await taken(content, fields, name))['added'] as Body[];
    const expected = [expect.objectContaining({ name: 'Mail', countries: ['DE', 'IE'] })];
    expect(await seen('Firma;Sitz\nMail;DE, IE\n', 'a.csv')).toEqual(expected);
    expect(await seen('[{"Firma":"Mail","Sitz":["DE","IE"]}]', 'a.json')).toEqual(expected);
    expect(await seen('| Firma | Sitz |\n|---|---|\n| Mail | DE, IE |\n', 'a.md')).toEqual(expected);
  });

  it.each<[string, Sent, number, string]>([
    [
      'a web page',
      file('<!doctype html><html><body><ul><li>Mail</li></ul></body></html>', 'list.html'),
      400,
      'published_list.html',
    ],
    ['a web page that calls itself Markdown', file('<html><ul><li>A</li></ul>'), 400, 'published_list.html'],
    ['too large', file(`# List\n\n${'- Mail: letters\n'.repeat(40_000)}`), 413, 'published_list.too_large'],
    ['a text without a list', file('# Hello\n\nWe like privacy.'), 400, 'published_list.no_list'],
    ['a list of other things', file('We:\n\n- store data\n- send mail'), 400, 'published_list.no_list'],
    ['a table without names', file('Colour,Price\nred,1\n', 'list.csv'), 400, 'published_list.no_list'],
    ['quoted a thousand deep', file(`${'>'.repeat(2_000)} x`), 400, 'published_list.unreadable'],
    [
      'more companies than there are',
      file(`| Name |\n|---|\n${Array.from({ length: 501 }, (_, n) => `| N ${n} |`).join('\n')}`),
      413,
      'published_list.too_many',
    ],
    ['empty', file('', 'list.csv'), 400, 'import.empty'],
    ['not text', file(Buffer.from([0xff, 0xfe, 0x00, 0x41])), 400, 'import.not_utf8'],
    ['a day to come', file(markdown, 'list.md', { listedOn: '2199-01-01' }), 400, 'request.invalid'],
    [
      'a bad mapping',
      file('A,B\n1,2\n', 'list.csv', { mapping: '{"C":"name"}' }),
      400,
      'published_list.bad_mapping',
    ],
  ])(
    'refuses %s with one clear problem, and changes nothing',
    async (_case, { content, name, fields }, status, code) => {
      await taken('- **Known**: here', {}, 'known.md');
      const before = await rows();
      const { body } = await send(content, fields, name);
      expect([body['status'], body['code'], typeof body['remedy']]).toEqual([status, code, 'string']);
      expect(await rows()).toEqual(before);
    },
  );

  it('is for procurement and the data protection officer, and for vendors that are with us', async () => {
    const file = { content: markdown, name: 'list.md' };
    expect((await auditor.upload(`${path()}/import`, file)).status).toBe(403);
    const nobody = '/vendors/01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f/subprocessors/import';
    expect((await procurement.upload(nobody, file)).body).toMatchObject({
      status: 404,
      code: 'vendor.not_found',
    });
  });

  const folder = 'subprocessors/';
  itReads(
    `${folder}2021-07-12-eeb1652.md`,
    'finds what changed between three versions of a real list',
    async (third) => {
      const version = (name: string) => realFile(`${folder}${name}`).read();
      const first = await taken(version('2020-06-03-dbb9f15.md'), { listedOn: '2020-06-03' });
      expect(first).toMatchObject({ entries: 9, leftOut: [] });
      const changes = async (content: Buffer, listedOn: string) => {
        const body = await taken(content, { listedOn });
        return [namesIn(body, 'added'), namesIn(body, 'removed'), body['changed'], body['unchanged']];
      };
      expect(await changes(version('2020-12-09-41a04f2.md'), '2020-12-09')).toEqual([
        ['Google reCAPTCHA'],
        ['Twilio'],
        [],
        8,
      ]);
      expect(await changes(third, '2021-07-12')).toEqual([['hCaptcha'], ['Google reCAPTCHA'], [], 8]);
      const on = async (day: string) =>
        namesIn((await auditor.get(`${path()}/tree?on=${day}`)).body, 'children');
      expect(await on('2020-12-08')).toContain('Twilio');
      expect(await on('2020-12-09')).toEqual(expect.arrayContaining(['Google reCAPTCHA', 'Sentry']));
      expect(await on('2021-07-12')).not.toContain('Google reCAPTCHA');
      expect((await rows('&status=ACTIVE')).every(({ countries }) => String(countries) === 'US')).toBe(true);
    },
  );
});
