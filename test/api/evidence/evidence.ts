import { createHash, randomBytes } from 'node:crypto';
import { TestApp, type Answer, type Caller } from '../../support/app.js';
import { sql } from '../../support/database.js';
import { filesBelow, pdf, png } from '../../support/files.js';
import { queriesOfPage } from '../../support/queries.js';
import { zip, type Packed } from '../../support/zip.js';

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** An office document: the first part says which kind it is. */
const office = (type: string, ...parts: Packed[]) =>
  zip([
    {
      name: '[Content_Types].xml',
      content: `<Types><Override PartName="/main.xml" ContentType="${type}.main+xml"/></Types>`,
    },
    ...parts,
  ]);

describe('evidence', () => {
  let app: TestApp;
  let procurement: Caller;
  let assessor: Caller;
  let dpo: Caller;
  let auditor: Caller;
  let owner: Awaited<ReturnType<typeof sql>> | undefined;
  beforeAll(async () => {
    app = await TestApp.start();
    procurement = await app.person('procurement');
    assessor = await app.person('assessor');
    dpo = await app.person('dpo');
    auditor = await app.person('auditor');
  });
  afterAll(async () => {
    await owner?.end();
    await app.close();
  });

  const about = { title: 'SOC 2 report', kind: 'AUDIT_REPORT', validTo: '2027-03-31' };
  const store = (
    content: Buffer | string = pdf(),
    name = 'soc2.pdf',
    fields: Record<string, string> = about,
  ): Promise<Answer> => procurement.upload('/evidence', { content, name }, fields);
  const ids = (answer: Answer) => (answer.body['items'] as { id: string }[]).map(({ id }) => id);

  /** Whatever a refusal must leave as it was. */
  async function everything() {
    const { rows } = await (owner ??= await sql(app.database.ownerUrl)).query<object>(
      `SELECT (SELECT count(*)::int FROM evidence) AS documents, (SELECT count(*)::int FROM evidence_content) AS contents,
              (SELECT count(*)::int FROM ledger_entry WHERE subject_type = 'evidence') AS entries`,
    );
    return { ...rows[0], files: filesBelow(app.folder).filter((name) => !name.startsWith('pg')) };
  }

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
      ...{ issuer: null, scope: null, statementOfApplicabilityId: null, vendorId: null },
      fileName: 'soc2.pdf',
      mediaType: 'application/pdf',
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      validFrom: null,
      validTo: '2027-03-31',
      validity: 'valid',
      ...{ version: 1, supersedesId: null, supersededById: null },
      ...{ verificationOutcome: null, verificationNote: null, verifiedById: null, verifiedAt: null },
      ...{ contentState: 'kept', erasedAt: null, erasedById: null, erasureReason: null },
      ...{ legalGround: null, bytesDeletedAt: null },
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
    const path = `/evidence/${body.id}/content`;
    const answer = await auditor.bare('get', path).responseType('blob');
    expect(answer.status).toBe(200);
    expect((answer.body as Buffer).equals(content)).toBe(true);
    const sent = {
      'content-type': 'application/pdf',
      'content-length': String(content.length),
      'content-disposition': expect.stringMatching(/^attachment; filename=.*filename\*=UTF-8''Pr%C3%BCf/),
      'x-content-type-options': 'nosniff',
      'content-security-policy': `default-src 'none'; sandbox`,
      etag: `"${String(body['sha256'])}"`,
      'cache-control': 'no-store',
    };
    expect(answer.headers).toMatchObject(sent);
    const head = await auditor.bare('head', path);
    expect([head.status, head.headers]).toEqual([200, expect.objectContaining(sent)]);
    const again = await auditor.get(path, { 'if-none-match': `"${String(body['sha256'])}"` });
    expect(again.status).toBe(304);
  });

  it('says when the same bytes were sent before, and stores them once', async () => {
    const { body: first } = await store(png, 'logo.png');
    const { files } = await everything();
    const { body: second } = await store(png, 'again.png');
    expect(second['sameBytesAs']).toEqual([first.id]);
    expect((await everything()).files).toEqual(files);
    const sha256 = String(first['sha256']);
    expect(ids(await auditor.get(`/evidence?sha256=${sha256}&sort=createdAt`))).toEqual([
      first.id,
      second.id,
    ]);
    expect(files).toContain(`evidence/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`);
  });

  const zeros = Buffer.alloc(4_000_000);
  const twice = { name: 'word/document.xml', content: 'x' };
  it.each([
    [
      'a program',
      Buffer.from('4d5a90000300000004000000ffff0000', 'hex'),
      'setup.pdf',
      'evidence.not_accepted',
    ],
    ['a web page', '<html><script>alert(1)</script></html>', 'page.txt', 'evidence.not_accepted'],
    ['a web page by its name', '<!doctype html><p>x', 'page.html', 'evidence.not_accepted'],
    ['a picture with script', '<svg onload="alert(1)"/>', 'x.svg', 'evidence.not_accepted'],
    [
      'a picture with script behind a declaration',
      '\ufeff<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
      'x.txt',
      'evidence.not_accepted',
    ],
    ['text under a false name', 'not a PDF at all', 'report.pdf', 'evidence.name_misleads'],
    ['a PDF named as program', pdf(), 'report.pdf.exe', 'evidence.name_misleads'],
    ['a program named as PDF', pdf(), 'report.exe.pdf', 'evidence.double_extension'],
    ['a name that shows its end as its beginning', pdf(), 'report\u202Efdp.exe', 'evidence.name_misleads'],
    ['text that is not UTF-8', Buffer.from([0x47, 0x72, 0xfc, 0xdf, 0x65]), 'a.txt', 'evidence.not_accepted'],
    [
      'a PDF with an archive behind it',
      Buffer.concat([pdf(), zip([twice])]),
      'a.pdf',
      'evidence.not_accepted',
    ],
    [
      'a picture with an archive behind it',
      Buffer.concat([png, zip([twice])]),
      'a.png',
      'evidence.not_accepted',
    ],
    ['an archive', zip([twice]), 'a.zip', 'evidence.not_accepted'],
    [
      'macros',
      office(word, { name: 'word/vbaProject.bin', content: 'x' }),
      'a.docx',
      'evidence.not_accepted',
    ],
    ['two parts of one name', office(word, twice, twice), 'a.docx', 'evidence.not_accepted'],
    ['an encrypted part', office(word, { ...twice, flags: 1 }), 'a.docx', 'evidence.not_accepted'],
    ['a damaged part', office(word, { ...twice, raw: Buffer.from('no') }), 'a.docx', 'evidence.not_accepted'],
    ['a bomb', office(sheet, { name: 'xl/a.xml', content: zeros }), 'a.xlsx', 'evidence.zip_bomb'],
    [
      'a bomb that lies about its size',
      office(sheet, { name: 'xl/a.xml', content: zeros, size: 1_000 }),
      'a.xlsx',
      'evidence.zip_bomb',
    ],
  ])('is refused for %s, and nothing is stored', async (_case, content, name, code) => {
    const before = await everything();
    const { body } = await store(content, name);
    expect(body).toMatchObject({ status: code === 'evidence.zip_bomb' ? 422 : 415, code });
    expect(await everything()).toEqual(before);
  });

  it('is accepted as an office document without any of that', async () => {
    const { status, body } = await store(office(word, twice), 'policy.docx');
    expect([status, body['mediaType']]).toEqual([201, word]);
  });

  it('is refused without a file, empty, or with a bad field', async () => {
    const before = await everything();
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
    const reversed = await store(pdf('r'), 'a.pdf', { ...about, validFrom: '2028-01-01' });
    expect(reversed.body).toMatchObject({ status: 400, code: 'evidence.validity_reversed' });
    const statement = await store(pdf('s'), 'a.pdf', {
      ...about,
      statementOfApplicabilityId: procurement.id,
    });
    expect(statement.body).toMatchObject({ status: 422, code: 'evidence.statement_misplaced' });
    expect(await everything()).toEqual(before);
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

  it('names the statement of applicability of an ISO certificate', async () => {
    const { body: statement } = await store(pdf('soa'), 'soa.pdf', {
      title: 'Statement of applicability',
      kind: 'STATEMENT_OF_APPLICABILITY',
    });
    const { status, body } = await store(pdf('iso'), 'iso.pdf', {
      ...{ title: 'ISO/IEC 27001', kind: 'ISO_CERTIFICATE', issuer: 'Nordaudit', scope: 'All sites' },
      statementOfApplicabilityId: statement.id,
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      issuer: 'Nordaudit',
      scope: 'All sites',
      statementOfApplicabilityId: statement.id,
    });
    const change = await procurement.change(`/evidence/${body.id}`, { kind: 'POLICY' });
    expect(change.body).toMatchObject({ status: 422, code: 'evidence.statement_misplaced' });
  });

  it('has versions, each of which supersedes the one before and names its neighbours', async () => {
    const first = (await store(pdf('v1'), 'v1.pdf', { ...about, issuer: 'Nordaudit' })).body;
    const next = (id: string, text: string, headers = {}) =>
      procurement
        .bare('post', `/evidence/${id}/versions`)
        .set(headers)
        .attach('file', pdf(text), `${text}.pdf`)
        .field('validTo', '2028-03-31');
    expect((await next(first.id, 'v2', { 'if-match': '"7"' })).status).toBe(412);
    const second = (await next(first.id, 'v2')).body as Answer['body'];
    expect(second).toMatchObject({
      ...{ title: 'SOC 2 report', kind: 'AUDIT_REPORT', issuer: 'Nordaudit', validTo: '2028-03-31' },
      ...{ version: 2, supersedesId: first.id, supersededById: null, fileName: 'v2.pdf' },
    });
    const before = await everything();
    const late = await next(first.id, 'v2b');
    expect(late.body).toMatchObject({ status: 409, code: 'evidence.superseded', supersededById: second.id });
    expect(await everything()).toEqual(before);
    const third = (await next(second.id, 'v3')).body as Answer['body'];
    for (const { id } of [first, second, third])
      expect(ids(await auditor.get(`/evidence/${id}/versions`))).toEqual([first.id, second.id, third.id]);
    expect((await auditor.get(`/evidence/${first.id}`)).body).toMatchObject({
      revision: 2,
      supersededById: second.id,
      contentState: 'kept',
    });
    const latest = ids(await auditor.get('/evidence?superseded=false&q=SOC&limit=200'));
    expect([first, second, third].map(({ id }) => latest.includes(id))).toEqual([false, false, true]);
  });

  it('is verified by somebody else than who stored it, until what was vouched for changes', async () => {
    const { body } = await store(pdf('verify'));
    const path = `/evidence/${body.id}`;
    const verdict = { outcome: 'verified', note: 'Same number in the register of the issuer.' };
    const verify = (caller: Caller) => caller.post(`${path}/verification`, verdict, { 'if-match': '"1"' });
    expect((await assessor.post(`${path}/verification`, verdict)).status).toBe(428);
    expect((await verify(procurement)).body).toMatchObject({ status: 403, code: 'evidence.own_upload' });
    expect((await verify(auditor)).body).toMatchObject({ status: 403, code: 'auth.forbidden' });
    expect((await auditor.get(path)).body).toEqual(body);
    expect(ids(await auditor.get('/evidence?verified=true'))).toEqual([]);
    expect((await verify(assessor)).body).toMatchObject({
      revision: 2,
      ...{ verificationOutcome: 'verified', verificationNote: verdict.note },
      ...{ verifiedById: assessor.id, verifiedAt: expect.any(String) },
    });
    expect(ids(await auditor.get('/evidence?verified=true'))).toEqual([body.id]);
    expect((await procurement.change(path, { title: 'SOC 2' })).body['verifiedById']).toBe(assessor.id);
    expect((await procurement.change(path, { validTo: '2030-01-01' })).body).toMatchObject({
      ...{ verificationOutcome: null, verificationNote: null, verifiedById: null, verifiedAt: null },
    });
  });

  it('is listed by validity on the day, in as many statements for many as for one', async () => {
    const day = (days: number) =>
      new Date(app.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
    const dated: [string, Record<string, string>, string][] = [
      ['ended', { validTo: day(-1) }, 'expired'],
      ['last day', { validTo: day(0) }, 'expiring'],
      ['two months', { validTo: day(60) }, 'expiring'],
      ['longer', { validTo: day(61) }, 'valid'],
      ['no end', {}, 'valid'],
      ['later', { validFrom: day(1) }, 'upcoming'],
    ];
    for (const [title, days, validity] of dated) {
      const { body } = await store(pdf(title), 'a.pdf', {
        title: `dated ${title}`,
        kind: 'INSURANCE',
        ...days,
      });
      expect([title, body['validity']]).toEqual([title, validity]);
    }
    const found = async (validity: string) => {
      const { body } = await auditor.get(`/evidence?kind=INSURANCE&validity=${validity}&sort=createdAt`);
      return (body['items'] as { title: string }[]).map(({ title }) => title.replace('dated ', ''));
    };
    expect(await found('expired')).toEqual(['ended']);
    expect(await found('expiring')).toEqual(['last day', 'two months']);
    expect(await found('valid')).toEqual(['last day', 'two months', 'longer', 'no end']);
    expect(await found('upcoming')).toEqual(['later']);
    const { one, many, rows } = await queriesOfPage(app, auditor, '/evidence?validity=valid&q=a');
    expect(many).toBe(one);
    expect(rows).toBeGreaterThan(3);
  });

  it('is neither stored by an auditor nor read by a requester', async () => {
    const refused = await auditor.upload('/evidence', { content: pdf(), name: 'a.pdf' }, about);
    expect(refused.body).toMatchObject({ status: 403, code: 'auth.forbidden' });
    const requester = await app.person('requester');
    expect((await requester.get('/evidence')).status).toBe(403);
  });

  it('is stored once for one Idempotency-Key, and by as many at once as there are connections', async () => {
    const { documents } = (await everything()) as unknown as { documents: number };
    const send = (key: string, text: string) =>
      procurement
        .bare('post', '/evidence')
        .set('idempotency-key', key)
        .attach('file', pdf(text), 'once.pdf')
        .field('title', 'Once')
        .field('kind', 'OTHER');
    const [first, second] = [await send('upload-1', 'once'), await send('upload-1', 'once')];
    expect(second.body).toEqual(first.body);
    const many = await Promise.all(
      Array.from({ length: 16 }, (_none, n) => send(`many-${n}`, `many ${n}`).then(({ status }) => status)),
    );
    expect(many).toEqual(Array(16).fill(201));
    expect(await everything()).toMatchObject({ documents: documents + 17 });
  });

  describe('that has to be erased', () => {
    const why = { reason: 'The report names patients.', legalGround: 'GDPR Art. 17(1)(d)' };
    const erase = (id: string, headers = { 'if-match': '"1"' }) =>
      dpo.post(`/evidence/${id}/erasure`, why, headers);
    const fileOf = (body: Answer['body']) => {
      const sha256 = String(body['sha256']);
      return `evidence/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
    };

    it('is not given out any more, then its bytes go; hash, size, reason, who and when stay', async () => {
      const { body } = await store(pdf('erase me'));
      const path = `/evidence/${body.id}`;
      expect((await dpo.post(`${path}/erasure`, why)).status).toBe(428);
      expect((await procurement.post(`${path}/erasure`, why, { 'if-match': '"1"' })).status).toBe(403);
      expect((await auditor.get(path)).body).toEqual(body);
      const { body: erased, status } = await erase(body.id);
      expect(status).toBe(200);
      const kept = {
        sha256: body['sha256'],
        size: body['size'],
        erasedById: dpo.id,
        legalGround: why.legalGround,
      };
      expect(erased).toMatchObject({
        ...{ ...kept, revision: 2, contentState: 'erasing', erasureReason: why.reason },
        ...{ erasedAt: expect.any(String), bytesDeletedAt: null },
      });
      const gone = {
        status: 410,
        code: 'evidence.erased',
        erasureReason: why.reason,
        legalGround: why.legalGround,
      };
      expect((await auditor.get(`${path}/content`)).body).toMatchObject(gone);
      expect((await everything()).files).toContain(fileOf(body));
      await app.settle();
      expect((await everything()).files).not.toContain(fileOf(body));
      expect((await auditor.get(path)).body).toMatchObject({
        ...{ ...kept, revision: 3, contentState: 'erased', bytesDeletedAt: expect.any(String) },
      });
      expect((await auditor.get(`${path}/content`)).body).toMatchObject(gone);
      expect((await erase(body.id, { 'if-match': '"3"' })).body).toMatchObject(gone);
      const { body: history } = await auditor.get(`${path}/history`);
      expect(
        (history['items'] as { action: string; reason: string | null }[]).map((e) => [e.action, e.reason]),
      ).toEqual([
        ['evidence.bytes_deleted', null],
        ['evidence.erased', why.reason],
        ['evidence.stored', null],
      ]);
    });

    it('leaves the bytes to another document that has the same, until that one goes too', async () => {
      const { body: first } = await store(pdf('shared'));
      const { body: second } = await store(pdf('shared'));
      expect((await erase(first.id)).body['contentState']).toBe('withheld');
      await app.settle();
      expect((await auditor.get(`/evidence/${first.id}/content`)).status).toBe(410);
      expect((await auditor.get(`/evidence/${second.id}/content`)).status).toBe(200);
      expect((await erase(second.id)).body['contentState']).toBe('erasing');
      await app.settle();
      for (const { id } of [first, second])
        expect((await auditor.get(`/evidence/${id}`)).body['contentState']).toBe('erased');
      expect((await everything()).files).not.toContain(fileOf(first));
    });

    it('is refused as an upload while it is leaving, and can be sent again afterwards', async () => {
      const { body } = await store(pdf('again'));
      await erase(body.id);
      expect((await store(pdf('again'))).body).toMatchObject({ status: 503, code: 'evidence.leaving' });
      await app.settle();
      const { body: anew } = await store(pdf('again'));
      expect((await auditor.get(`/evidence/${anew.id}/content`)).status).toBe(200);
      expect((await auditor.get(`/evidence/${body.id}/content`)).status).toBe(410);
    });
  });
});
