import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { TestApp, password, type Answer, type Body, type Caller } from '../support/app.js';
import { wordsOf } from '../support/notices.js';
import { transferClauses, wholeTia } from '../support/flows.js';

/** From a list of vendors to a data flow that the auditor can account for, as the people of an organisation go through it. */
const realList = resolve(
  process.env['KEYHOLDER_REAL_DATA'] ?? '../shared/data',
  'vendors/probo-common-third-parties.json',
);
const ownList = [
  {
    name: 'Brieftaube',
    legalName: 'Brieftaube Versand GmbH',
    websiteUrl: 'https://brieftaube.example',
    headquarterAddress: 'Am Markt 1, 20095 Hamburg, Germany',
    category: 'MARKETING',
    domains: ['brieftaube.example'],
  },
  {
    name: 'Ledgerline',
    legalName: 'Ledgerline Ltd',
    websiteUrl: 'https://ledgerline.example',
    headquarterAddress: '1 Quay Street, Dublin, Ireland',
    category: 'FINANCE',
    domains: ['ledgerline.example'],
  },
];

type Listed = { name: string; domains?: string[] };
type Item = Record<string, unknown>;
const items = (body: Body) => body['items'] as Item[];
const codesOf = (body: Body) => (body['unmet'] as { code: string }[]).map(({ code }) => code);

async function fine(answer: Promise<Answer>): Promise<Body> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

describe.each([
  ['a list of our own', () => JSON.stringify(ownList), true],
  ['a real list of 564 vendors', () => readFileSync(realList, 'utf8'), existsSync(realList)],
])('the main path with %s', (_name, file, present) => {
  const step = present ? it : it.skip;
  let app: TestApp;
  let list: Listed[];
  let chosen: Listed;
  const people = {} as Record<'procurement' | 'dpo' | 'assessor' | 'auditor', Caller>;
  const ids = {} as Record<'vendor' | 'assessment' | 'agreement' | 'flow', string>;

  beforeAll(async () => {
    if (!present) return;
    app = await TestApp.start();
    list = JSON.parse(file()) as Listed[];
    chosen = list.find(({ name }) => name === 'Mailchimp') ?? (list[0] as Listed);
  });
  afterAll(() => (present ? app.close() : undefined));

  step('an administrator adds the people, and each of them signs in', async () => {
    const admin = await app.admin();
    for (const role of ['procurement', 'dpo', 'assessor', 'auditor'] as const) {
      const email = `${role}@example.com`;
      await fine(admin.post('/users', { email, displayName: `Person ${role}`, roles: [role], password }));
      people[role] = await app.signIn(email);
      expect((await people[role].get('/auth/me')).body).toMatchObject({ email, roles: [role] });
    }
    await fine(
      admin.post('/legal-entities', {
        name: 'Example Retail GmbH',
        country: 'DE',
        contact: 'Am Markt 1, 20095 Hamburg',
        dpoContact: 'dpo@example.com',
        role: 'controller',
      }),
    );
  });

  step('procurement looks at the list in a dry run: every row is judged and nothing is stored', async () => {
    const report = await upload(file(), 'vendors.json', { dryRun: 'true' });
    expect(report).toMatchObject({ dryRun: true, total: list.length });
    expect(sum(report)).toBe(list.length);
    expect((await people.procurement.get('/vendors?count=true')).body['total']).toBe(0);
  });

  step('imports it, and importing it again, also as CSV, changes nothing', async () => {
    const first = await upload(file(), 'vendors.json');
    expect(sum(first)).toBe(list.length);
    expect(Number(first['created'])).toBeGreaterThan(0.9 * list.length);
    const { body } = await people.procurement.get('/vendors?count=true');
    expect(body['total']).toBe(first['created']);
    for (const { outcome, reasons } of first['rows'] as { outcome: string; reasons: Item[] }[])
      if (outcome === 'rejected') expect(reasons[0]).toMatchObject({ column: expect.any(String) });
    const entries = await entryCount();
    const again = await upload(file(), 'vendors.json');
    const asCsv = await upload(csvOf(list), 'vendors.csv');
    for (const report of [again, asCsv])
      expect(report).toMatchObject({
        created: 0,
        updated: 0,
        unchanged: first['created'],
        rejected: first['rejected'],
      });
    expect(await entryCount()).toBe(entries);
  });

  step('finds the vendor by a search and gets its risk and tier with the reasons', async () => {
    const { body } = await people.procurement.get(
      `/vendors?q=${encodeURIComponent(chosen.name.slice(0, 8))}`,
    );
    const found = items(body).find(({ name }) => name === chosen.name);
    ids.vendor = String(found?.['id']);
    const profile = await fine(
      people.procurement.put(`/vendors/${ids.vendor}/risk-profile`, {
        sensitivity: 2,
        volume: 3,
        access: 2,
        criticality: 1,
        transferExposure: 2,
        rationale: 'E-mail addresses of all subscribers; it can be replaced within weeks.',
      }),
    );
    const parts = profile['contributions'] as { points: number }[];
    expect(profile).toMatchObject({ inherentRisk: 48.75, tier: 3, floors: [] });
    expect(parts.reduce((total, { points }) => total + points, 0)).toBe(48.75);
    expect((await people.dpo.get(`/vendors/${ids.vendor}`)).body).toMatchObject({ tier: 3 });
  });

  step('is told by the standard what stands in the way of approving the vendor', async () => {
    await fine(
      move('vendors', ids.vendor, people.procurement, { to: 'vetting', reason: 'For the newsletter.' }),
    );
    const refused = await move('vendors', ids.vendor, people.procurement, { to: 'approved', reason: 'Now.' });
    expect(refused.body).toMatchObject({ status: 422, code: 'vendor.not_approvable' });
    expect(codesOf(refused.body)).toEqual(['VENDOR_SCORED']);
    const score = await people.procurement.get(`/vendors/${ids.vendor}/audit-score`);
    expect(JSON.stringify(score.body)).toContain('unscored');
  });

  step('sends the baseline questionnaire, which the contact of the vendor answers by link', async () => {
    const templates = await people.procurement.get('/questionnaire-templates');
    const [baseline] = items(templates.body) as { id: string }[];
    const versions = await people.procurement.get(
      `/questionnaire-templates/${String(baseline?.id)}/versions`,
    );
    const [version] = items(versions.body);
    const assessment = await fine(
      people.procurement.post('/assessments', {
        vendorId: ids.vendor,
        templateVersionId: version?.['id'],
        dueOn: '2027-01-31',
      }),
    );
    ids.assessment = assessment.id;
    const invitation = await fine(
      people.procurement.post(`/assessments/${assessment.id}/invitations`, { email: 'ines@vendor.example' }),
    );
    const respondent = app.holding(String(invitation['token']));
    await answerEverything(respondent);
    const early = await respondent.post('/respond/submission', signatory);
    expect(early.status).toBe(422);
    await attachWhatIsMissing(respondent);
    expect((await respondent.get('/respond/completeness')).body).toMatchObject({
      complete: true,
      missing: [],
    });
    await fine(respondent.post('/respond/submission', signatory));
    expect((await respondent.get('/vendors')).body).toMatchObject({ status: 403 });
  });

  step('the assessor reviews and completes, and the score appears and adds up', async () => {
    await fine(people.assessor.post(`/assessments/${ids.assessment}/review`, {}));
    const { body: before } = await people.assessor.get(`/assessments/${ids.assessment}`);
    for (const question of shownQuestions(before))
      await fine(
        people.assessor.put(`/assessments/${ids.assessment}/reviews/${String(question['id'])}`, {
          verdict: 'accepted',
          ...(question['type'] === 'yes_no_na' ? { notApplicableAccepted: false } : {}),
        }),
      );
    const done = await fine(people.assessor.post(`/assessments/${ids.assessment}/completion`, {}));
    expect(done).toMatchObject({ status: 'completed' });
    await app.settle();
    const { body: score } = await people.procurement.get(`/vendors/${ids.vendor}/audit-score`);
    expect(score).toMatchObject({
      inherentRisk: 48.75,
      tier: 3,
      knockouts: [],
      grade: expect.stringMatching(/^[ABC]$/),
      confidence: expect.any(Number),
      coverage: 1,
      model: { version: expect.anything() },
    });
    const points = (score['contributions'] as { points: number }[]).map((each) => each.points);
    expect(points.reduce((a, b) => a + b, 0)).toBeCloseTo(Number(score['residualRisk']), 9);
  });

  step('procurement approves the vendor, and drafts an agreement and a data flow', async () => {
    await fine(move('vendors', ids.vendor, people.procurement, { to: 'approved', reason: 'Vetted.' }));
    const { body } = await people.procurement.get('/legal-entities');
    const agreement = await fine(
      people.procurement.post('/agreements', {
        reference: 'DPA-2026-014',
        vendorId: ids.vendor,
        legalEntityId: items(body)[0]?.['id'],
        kind: 'data_processing',
        vendorRole: 'PROCESSOR',
        effectiveFrom: '2026-01-01',
        subprocessorAuthorisation: { kind: 'GENERAL', objectionDays: 30 },
      }),
    );
    ids.agreement = agreement.id;
    expect((agreement['clauses'] as Item[]).length).toBeGreaterThanOrEqual(11);
    const flow = await fine(
      people.procurement.post('/data-flows', {
        reference: 'DF-1',
        agreementId: agreement.id,
        title: 'Newsletter',
        direction: 'outbound',
        purposes: [{ code: 'DIRECT_MARKETING', text: 'A monthly letter' }],
        subjectCategories: ['SUBSCRIBERS'],
        dataCategories: [{ code: 'EMAIL_ADDRESS' }],
        volume: 'V2',
        frequency: 'MONTHLY',
        locations: [
          { country: 'DE', kind: 'storage' },
          { country: 'US', kind: 'remote_access' },
        ],
      }),
    );
    ids.flow = flow.id;
  });

  step('sees everything that is missing at once, each with law and remedy, and mends it', async () => {
    const { body: readiness } = await people.procurement.get(`/data-flows/${ids.flow}/readiness`);
    expect(readiness).toMatchObject({ ready: false, standard: { version: 1 } });
    const codes = codesOf(readiness);
    expect(codes).toEqual(
      expect.arrayContaining(['LAWFUL_BASIS', 'DATA_MINIMISED', 'AGREEMENT_IN_FORCE', 'TRANSFERS_ALLOWED']),
    );
    for (const reason of readiness['unmet'] as Item[])
      expect(reason).toMatchObject({ law: expect.stringMatching(/\S/), remedy: expect.stringMatching(/\S/) });
    const refused = await people.procurement.post(`/data-flows/${ids.flow}/submission`, {});
    expect(refused.body).toMatchObject({ status: 422, code: 'data_flow.not_ready' });
    expect(codesOf(refused.body)).toEqual(codes);
    await mend();
    const { body: mended } = await people.procurement.get(`/data-flows/${ids.flow}/readiness`);
    expect({ ready: mended['ready'], blocking: blockingOf(mended) }).toEqual({ ready: true, blocking: [] });
    const submitted = await fine(people.procurement.post(`/data-flows/${ids.flow}/submission`, {}));
    expect(submitted).toMatchObject({ status: 'submitted' });
  });

  step('cannot approve it; the DPO approves it with a condition, and it becomes active', async () => {
    const decision = {
      outcome: 'approved_with_conditions',
      rationale: 'Necessary for the letter that people asked for, little data, well protected.',
      conditions: [{ text: 'Rotate the API key before the first transfer.', kind: 'before_activation' }],
    };
    const tried = await decide(people.procurement, decision);
    expect(tried.body).toMatchObject({ status: 403, code: 'auth.forbidden' });
    const decided = await fine(decide(people.dpo, decision));
    expect(decided).toMatchObject({ status: 'approved_with_conditions', openConditions: 1 });
    const tooEarly = await people.procurement.post(`/data-flows/${ids.flow}/activation`, {});
    expect(codesOf(tooEarly.body)).toEqual(['CONDITION_OPEN', 'NOTICE_RECIPIENT_NOT_NAMED']);
    const [condition] = decided['conditions'] as { id: string }[];
    await fine(
      people.procurement.post(`/data-flows/${ids.flow}/conditions/${String(condition?.id)}/fulfilment`, {
        note: 'Rotated today.',
      }),
    );
    const untold = await people.procurement.post(`/data-flows/${ids.flow}/activation`, {});
    expect(untold.body['unmet']).toMatchObject([
      { code: 'NOTICE_RECIPIENT_NOT_NAMED', law: 'GDPR Art. 13(1)(e), 14(1)(e), 14(3)(c)', waivable: false },
    ]);
    await tellCustomers();
    const active = await fine(people.procurement.post(`/data-flows/${ids.flow}/activation`, {}));
    expect(active).toMatchObject({ status: 'active', openConditions: 0 });
  });

  step('the auditor exports the register of data flows as CSV and NDJSON', async () => {
    const csv = await people.auditor.get('/registers/data-flows.csv');
    expect(csv.headers['content-type']).toContain('text/csv');
    const [head, row, ...rest] = csv.text.trim().split('\r\n');
    expect(head).toContain('reference,title,status');
    expect(row).toContain(',DF-1,Newsletter,active,');
    expect(rest).toEqual([]);
    const ndjson = await people.auditor.get('/registers/data-flows.ndjson').then(textOf);
    const [flow] = ndjson
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Item);
    expect(flow).toMatchObject({
      reference: 'DF-1',
      status: 'active',
      decisionOutcome: 'approved_with_conditions',
    });
  });

  step('and reads in the ledger who did what, when and why, with what was before and after', async () => {
    const { body } = await people.auditor.get(`/data-flows/${ids.flow}/history?sort=seq`);
    expect(items(body).map(({ action, actor }) => [action, (actor as Item)['name']])).toEqual([
      ['data_flow.created', 'Person procurement'],
      ['data_flow.changed', 'Person procurement'],
      ['data_flow.submitted', 'Person procurement'],
      ['data_flow.approved_with_conditions', 'Person dpo'],
      ['data_flow.condition_fulfilled', 'Person procurement'],
      ['data_flow.activated', 'Person procurement'],
    ]);
    const approval = items(body)[3];
    expect(approval?.['reason']).toContain('Necessary for the letter');
    const { body: entry } = await people.auditor.get(`/ledger/entries/${String(approval?.['entryId'])}`);
    expect(entry).toMatchObject({
      before: { status: 'submitted' },
      after: { status: 'approved_with_conditions' },
    });
    const { body: refusals } = await people.auditor.get('/ledger/entries?action=access.refused');
    expect(items(refusals)[0]).toMatchObject({
      actor: { name: 'Person procurement' },
      action: 'access.refused',
    });
    const { body: earlier } = await people.auditor.get(
      `/data-flows/${ids.flow}?at=${String(items(body)[2]?.['recordedAt'])}`,
    );
    expect(earlier).toMatchObject({ status: 'submitted' });
  });

  const signatory = { name: 'Ines Berg', title: 'Head of security', attestation: true };
  const sum = (report: Body) =>
    ['created', 'updated', 'unchanged', 'rejected'].reduce((total, key) => total + Number(report[key]), 0);

  function upload(content: string, name: string, fields: Record<string, string> = {}): Promise<Body> {
    return fine(people.procurement.upload('/vendors/import', { content, name }, fields));
  }

  async function entryCount(): Promise<unknown> {
    return (await people.auditor.get('/ledger/entries?count=true&limit=1')).body['total'];
  }

  function move(what: string, id: string, caller: Caller, body: object): Promise<Answer> {
    return withTag(caller, `/${what}/${id}`, 'transitions', body);
  }

  /** Who gets their address, and that it can be seen from the United States. */
  async function tellCustomers(): Promise<void> {
    const { body: flow } = await people.dpo.get(`/data-flows/${ids.flow}`);
    const legalEntityId = String(flow['legalEntityId']);
    const title = 'Privacy notice of the newsletter';
    const notice = await fine(
      people.dpo.post('/notices', { title, legalEntityId, audiences: ['SUBSCRIBERS'] }),
    );
    const versions = `/notices/${notice.id}/versions`;
    const words = wordsOf([{ vendorId: ids.vendor }], { countries: ['DE', 'US'] });
    const { id } = await fine(people.procurement.post(versions, words));
    await fine(withTag(people.dpo, `${versions}/${id}`, 'publication', { reason: 'On the site.' }));
  }

  function decide(caller: Caller, body: object): Promise<Answer> {
    return withTag(caller, `/data-flows/${ids.flow}`, 'decision', body);
  }

  async function withTag(caller: Caller, resource: string, act: string, body: object): Promise<Answer> {
    const { headers } = await caller.get(resource);
    return caller.post(`${resource}/${act}`, body, { 'if-match': headers['etag'] });
  }

  /** Answers until no further question appears. */
  async function answerEverything(respondent: Caller): Promise<void> {
    for (;;) {
      const { body } = await respondent.get('/respond/assessment');
      const open = shownQuestions(body).filter(({ answer, type }) => answer === null && type !== 'file');
      if (open.length === 0) return;
      for (const question of open)
        await fine(
          respondent.put(`/respond/answers/${String(question['id'])}`, { value: goodAnswer(question) }),
        );
    }
  }

  async function attachWhatIsMissing(respondent: Caller): Promise<void> {
    const { body } = await respondent.get('/respond/completeness');
    for (const { questionId } of body['missing'] as { questionId: string }[])
      await fine(
        respondent.upload(
          '/respond/evidence',
          { content: `%PDF-1.4\n% report on ${questionId}\n%%EOF\n`, name: 'report.pdf' },
          { questionId, title: 'Report', kind: 'AUDIT_REPORT', validTo: '2027-12-31' },
        ),
      );
  }

  async function mend(): Promise<void> {
    const path = `/agreements/${ids.agreement}`;
    const { body } = await people.procurement.get(path);
    const clauses = (body['clauses'] as { code: string }[]).map(({ code }) => ({ code, status: 'PRESENT' }));
    await fine(people.procurement.change(path, { clauses, breachNoticeHours: 24, ...transferClauses }));
    for (const to of ['in_review', 'signed', 'in_force'])
      await fine(move('agreements', ids.agreement, people.dpo, { to, reason: 'As agreed.' }));
    await fine(
      people.procurement.change(`/data-flows/${ids.flow}`, {
        purposes: [
          {
            code: 'DIRECT_MARKETING',
            text: 'A monthly letter',
            lawfulBasis: 'A6_1_A_CONSENT',
            why: 'To send you the letter that you asked for.',
            how: 'The vendor sends it in our name.',
            benefit: 'You hear of offers first.',
          },
        ],
        dataCategories: [
          { code: 'EMAIL_ADDRESS', justification: 'It goes there.', retentionDays: 30, endAction: 'DELETE' },
        ],
        transfers: [{ toCountry: 'US', tool: 'SCC_M2', tia: wholeTia }],
        securityMeasures: ['ENCRYPTION_TRANSIT', 'ENCRYPTION_REST', 'MFA'],
        dpia: { outcome: 'NOT_REQUIRED', reasons: 'Neither large scale nor special data.' },
      }),
    );
  }
});

function shownQuestions(body: Body): Item[] {
  return (body['sections'] as { questions: Item[] }[]).flatMap(({ questions }) =>
    questions.filter(({ visible }) => visible !== false),
  );
}

function goodAnswer({ type, options }: Item): unknown {
  const ids = ((options ?? []) as { id: string }[]).map(({ id }) => id);
  switch (type) {
    case 'yes_no':
    case 'yes_no_na':
      return 'yes';
    case 'single_choice':
      return ids[0];
    case 'multi_choice':
      return ids;
    case 'number':
      return 0;
    case 'date':
      return '2026-10-01';
    default:
      return 'As described in our security handbook.';
  }
}

function blockingOf(readiness: Body): unknown[] {
  return (readiness['unmet'] as Item[]).filter(({ severity }) => severity === 'blocking');
}

function csvOf(list: readonly object[]): string {
  const columns = [...new Set(list.flatMap((row) => Object.keys(row)))];
  const cell = (value: unknown) => (Array.isArray(value) ? value.join('; ') : value);
  const rows = list.map((row) => columns.map((column) => cell((row as Item)[column])));
  return stringify([columns, ...rows]);
}

function textOf(answer: Answer): string {
  return answer.text || Buffer.from(answer.body as unknown as Uint8Array).toString('utf8');
}
