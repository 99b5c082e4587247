import { createHash, randomBytes } from 'node:crypto';
import { TestApp, type Answer, type Caller } from '../support/app.js';
import { sql } from '../support/database.js';
import { pdf, png } from '../support/files.js';

describe('evidence', () => {
  let app: TestApp;
  let procurement: Caller;
  let auditor: Caller;
  beforeAll(async () => {
    app = await TestApp.start();
    procurement = await app.person('procurement');
    auditor = await app.person('auditor');
  });
  afterAll(() => app.close());

  const about = { title: 'SOC 2 report', kind: 'AUDIT_REPORT', validTo: '2027-03-31' };
  const store = (
    content: Buffer | string = pdf(),
    name = 'soc2.pdf',
    fields: Record<string, string> = about,
  ): Promise<Answer> => procurement.upload('/evidence', { content, name }, fields);
  const count = async () => (await auditor.get('/evidence?count=true')).body['total'];

  it('is stored with what its content says, and who sent it', async () => {
    const content = pdf('stored');
    const { status, body, headers } = await store(content);
    expect(status).toBe(201);
    expect(headers['etag']).toBe('"1"');
    expect(body).toEqual({
      id: expect.any(String),
      revision: 1,
      title: 'SOC 2 report',
      kind: 'AUDIT_REPORT',
      fileName: 'soc2.pdf',
      mediaType: 'application/pdf',
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      validFrom: null,
      validTo: '2027-03-31',
      vendorId: null,
      uploadedByKind: 'user',
      uploadedById: procurement.id,
      createdAt: expect.any(String),
      sameBytesAs: [],
    });
    expect((await auditor.get(`/evidence/${body.id}`)).body).toEqual(body);
  });

  it('gives its bytes back as an attachment that cannot run', async () => {
    const content = Buffer.concat([pdf(), randomBytes(2_500_000)]);
    const { body } = await store(content, 'Prüfbericht "2026".pdf');
    const answer = await auditor.bare('get', `/evidence/${body.id}/content`).responseType('blob');
    expect(answer.status).toBe(200);
    expect((answer.body as Buffer).equals(content)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(content.length),
      'content-disposition': expect.stringMatching(/^attachment; filename=.*filename\*=UTF-8''Pr%C3%BCf/),
      'x-content-type-options': 'nosniff',
      'content-security-policy': `default-src 'none'; sandbox`,
    });
  });

  it('says when the same bytes were sent before', async () => {
    const { body: first } = await store(png, 'logo.png');
    const { body: second } = await store(png, 'again.png');
    expect(second['sameBytesAs']).toEqual([first.id]);
    const { body: found } = await auditor.get(`/evidence?sha256=${String(first['sha256'])}&sort=createdAt`);
    expect((found['items'] as Answer['body'][]).map(({ id }) => id)).toEqual([first.id, second.id]);
  });

  it.each([
    [
      'a program',
      Buffer.from('4d5a90000300000004000000ffff0000', 'hex'),
      'setup.pdf',
      'evidence.not_accepted',
    ],
    ['a web page', '<html><script>alert(1)</script></html>', 'page.txt', 'evidence.not_accepted'],
    ['a picture with script', '<svg onload="alert(1)"/>', 'x.txt', 'evidence.not_accepted'],
    ['text under a false name', 'not a PDF at all', 'report.pdf', 'evidence.name_misleads'],
    ['text that is not UTF-8', Buffer.from([0x47, 0x72, 0xfc, 0xdf, 0x65]), 'a.txt', 'evidence.not_accepted'],
  ])('is refused for %s, and nothing is stored', async (_case, content, name, code) => {
    const before = await count();
    expect((await store(content, name)).body).toMatchObject({ status: 415, code });
    expect(await count()).toBe(before);
  });

  it('is refused without a file, empty, or with a bad field', async () => {
    const before = await count();
    expect((await procurement.post('/evidence', about)).body).toMatchObject({ code: 'request.file_missing' });
    expect((await store('', 'empty.txt')).body).toMatchObject({ status: 400, code: 'evidence.empty' });
    const bad = await store(pdf(), 'a.pdf', { kind: 'SECRET', validTo: '2027-02-30', colour: 'red' });
    expect(bad.status).toBe(400);
    expect(
      (bad.body['errors'] as { pointer: string; code: string }[]).map((e) => [e.pointer, e.code]).sort(),
    ).toEqual([
      ['/colour', 'unknown_field'],
      ['/kind', 'unknown_code'],
      ['/title', 'missing'],
      ['/validTo', 'day'],
    ]);
    const reversed = await store(pdf(), 'a.pdf', { ...about, validFrom: '2028-01-01' });
    expect(reversed.body).toMatchObject({ status: 400, code: 'evidence.validity_reversed' });
    expect(await count()).toBe(before);
  });

  it('changes what is said of it under If-Match, with history and as of a moment', async () => {
    const { body } = await store();
    const path = `/evidence/${body.id}`;
    const between = app.clock.now().toISOString();
    app.clock.advance({ seconds: 1 });
    expect((await procurement.patch(path, { validTo: null })).status).toBe(428);
    expect((await procurement.patch(path, { validTo: null }, { 'if-match': '"9"' })).status).toBe(412);
    const changed = await procurement.patch(path, { validTo: null, kind: 'OTHER' }, { 'if-match': '"1"' });
    expect(changed.body).toMatchObject({ revision: 2, validTo: null, kind: 'OTHER' });
    expect((await auditor.get(`${path}?at=${between}`)).body).toMatchObject({
      revision: 1,
      validTo: '2027-03-31',
    });
    const { body: history } = await auditor.get(`${path}/history`);
    expect(
      (history['items'] as { action: string; changed: string[] }[]).map((e) => [e.action, e.changed]),
    ).toEqual([
      ['evidence.changed', ['kind', 'validTo']],
      ['evidence.stored', expect.any(Array)],
    ]);
  });

  it('is neither stored by an auditor nor read by a requester', async () => {
    const refused = await auditor.upload('/evidence', { content: pdf(), name: 'a.pdf' }, about);
    expect(refused.body).toMatchObject({ status: 403, code: 'auth.forbidden' });
    const requester = await app.person('requester');
    expect((await requester.get('/evidence')).status).toBe(403);
  });

  it('is stored once for one Idempotency-Key', async () => {
    const before = Number(await count());
    const send = () =>
      procurement
        .bare('post', '/evidence')
        .set('idempotency-key', 'upload-1')
        .attach('file', pdf('once'), 'once.pdf')
        .field('title', 'Once')
        .field('kind', 'OTHER');
    const [first, second] = [await send(), await send()];
    expect(second.body).toEqual(first.body);
    expect(await count()).toBe(before + 1);
  });

  it('has bytes that the application itself cannot change', async () => {
    const { body } = await store();
    const client = await sql(app.database.runtimeUrl);
    try {
      await expect(
        client.query(`UPDATE evidence_part SET bytes = 'x' WHERE evidence_id = $1`, [body.id]),
      ).rejects.toThrow(/permission denied/);
      await expect(client.query('DELETE FROM evidence_part')).rejects.toThrow(/permission denied/);
    } finally {
      await client.end();
    }
  });
});
