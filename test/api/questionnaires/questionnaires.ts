import {
  baseline,
  shippedQuestionnaires,
} from '../../../src/modules/questionnaires/domain/shipped-questionnaires.js';
import { ShippedQuestionnairesInstaller } from '../../../src/modules/questionnaires/shipped-questionnaires.installer.js';
import { TestApp, type Answer, type Caller } from '../../support/app.js';
import { sql } from '../../support/database.js';
import { aVendor, sentAssessment } from '../../support/assessments.js';
import { queriesOfPage } from '../../support/queries.js';

type Version = { id: string; version: number; status: string };

describe('questionnaire templates', () => {
  let app: TestApp;
  let procurement: Caller;
  let auditor: Caller;
  beforeAll(async () => {
    app = await TestApp.start();
    procurement = await app.person('procurement');
    auditor = await app.person('auditor');
  });
  afterAll(() => app.close());

  const mfa = {
    id: 'mfa',
    text: 'Does everybody use a second factor?',
    type: 'yes_no',
    domain: 'ACCESS_CONTROL',
    weight: 5,
    expected: 'yes',
    knockout: { tiers: [1, 2] },
    controlRefs: ['ISO27001:A.8.5'],
  };
  const why = {
    id: 'why',
    text: 'Why not?',
    type: 'text',
    domain: 'ACCESS_CONTROL',
    visibleWhen: 'answers.mfa == "no"',
  };
  const sections = [{ id: 'access', title: 'Access', questions: [mfa, why] }];
  const make = (fields: object = {}) =>
    procurement.post('/questionnaire-templates', { name: 'Agencies', sections, ...fields });
  const versionsOf = ({ body }: Answer) => body['versions'] as Version[];
  const pointers = ({ body }: Answer) =>
    (body['errors'] as { pointer: string; code: string }[]).map(({ pointer, code }) => [pointer, code]);

  it('come with three published questionnaires on every installation, once', async () => {
    const { body } = await auditor.get('/questionnaire-templates?builtIn=true&count=true');
    expect(body).toMatchObject({
      total: 3,
      items: [
        'Keyholder baseline',
        'Keyholder privacy and sub-processors',
        'Keyholder short questionnaire',
      ].map((name) => ({ name, builtIn: true, versions: [{ version: 1, status: 'published' }] })),
    });
    const [baseline] = body['items'] as Answer['body'][];
    const { body: history } = await auditor.get(`/questionnaire-templates/${baseline?.id ?? ''}/history`);
    expect(history['items']).toEqual([
      expect.objectContaining({
        action: 'questionnaire_template.created',
        actor: { kind: 'system', id: null, name: null },
      }),
    ]);
    const again = await TestApp.start({}, app.database);
    await again.admin();
    expect((await auditor.get('/questionnaire-templates?count=true&builtIn=true')).body['total']).toBe(3);
    const path = `/questionnaire-templates/${baseline?.id ?? ''}`;
    const refused = await procurement.patch(path, { name: 'Ours' }, { 'if-match': '"1"' });
    expect(refused.body).toMatchObject({ status: 409, code: 'questionnaire_template.built_in' });
    expect((await procurement.post(`${path}/versions`)).body).toMatchObject({
      code: 'questionnaire_template.built_in',
    });
    const copy = await make({
      name: 'Our baseline',
      sections: [],
      fromVersionId: baseline?.['versions'] && (baseline['versions'] as Version[])[0]?.id,
    });
    const { body: draft } = await procurement.get(`/questionnaire-templates/${copy.body.id}/versions/1`);
    expect((draft['sections'] as unknown[]).length).toBe(12);
  });

  it('that are shipped get their next edition as the next version, once', async () => {
    const installer = app.app.get(ShippedQuestionnairesInstaller);
    const short = shippedQuestionnaires.find(({ key }) => key === 'short') ?? baseline;
    const find = async () =>
      (
        (await auditor.get('/questionnaire-templates?builtIn=true&q=short')).body['items'] as Answer['body'][]
      )[0];
    const next = {
      ...short,
      edition: 2,
      name: 'Keyholder short, second',
      sections: short.sections.slice(0, 1),
    };
    for (const shipped of [next, next, short]) await installer.install(shipped);
    const found = await find();
    expect(found).toMatchObject({
      name: 'Keyholder short, second',
      versions: [
        { version: 1, status: 'published' },
        { version: 2, status: 'published' },
      ],
    });
    const path = `/questionnaire-templates/${found?.id ?? ''}`;
    expect(((await auditor.get(`${path}/versions/2`)).body['sections'] as unknown[]).length).toBe(1);
    const { body } = await auditor.get(`${path}/history?sort=-seq`);
    expect(body['items']).toMatchObject([
      { action: 'questionnaire_template.changed', reason: 'edition 2 came with this release' },
      { action: 'questionnaire_template.created' },
    ]);
  });

  it('begin with a draft whose questions say everything', async () => {
    const created = await make();
    expect(created.status).toBe(201);
    expect(created.headers['etag']).toBe('"1"');
    expect(created.body).toMatchObject({
      name: 'Agencies',
      description: null,
      builtIn: false,
      versions: [{ id: expect.any(String), version: 1, status: 'draft' }],
    });
    const { body } = await auditor.get(`/questionnaire-templates/${created.body.id}/versions/1`);
    expect(body).toMatchObject({ revision: 1, version: 1, status: 'draft', publishedAt: null });
    expect((body['sections'] as typeof sections)[0]?.questions[1]).toEqual({
      ...why,
      help: null,
      required: true,
      weight: 0,
      controlRefs: [],
      options: [],
      expected: null,
      expectedWhen: null,
      knockout: null,
      evidence: 'none',
      halfLifeDays: 180,
      findingWhen: null,
      findingRules: [],
    });
  });

  it('are refused with every bad field at once, and nothing is stored', async () => {
    const count = async () => (await auditor.get('/questionnaire-templates?count=true')).body['total'];
    const before = await count();
    const bad = await make({
      name: '',
      sections: [
        {
          id: '1st',
          title: 'Access',
          questions: [
            { ...mfa, weight: 11, domain: 'MAGIC', expected: { yes: true }, knockout: { tiers: [5] } },
            { ...mfa, id: 'b', options: [{ id: 'x', text: 'X', effectiveness: 0.7 }], colour: 'red' },
          ],
        },
      ],
    });
    expect(bad.status).toBe(400);
    expect(pointers(bad).sort()).toEqual([
      ['/name', 'label'],
      ['/sections/0/id', 'known'],
      ['/sections/0/questions/0/domain', 'unknown_code'],
      ['/sections/0/questions/0/expected', 'expectation'],
      ['/sections/0/questions/0/knockout/tiers', 'tiers'],
      ['/sections/0/questions/0/weight', 'max'],
      ['/sections/0/questions/1/colour', 'unknown_field'],
      ['/sections/0/questions/1/options/0/effectiveness', 'level'],
    ]);
    const unreadable = await make({
      sections: [{ id: 's', title: 'S', questions: [mfa, { ...mfa, visibleWhen: 'answers.mfa ==' }] }],
    });
    expect(unreadable.status).toBe(400);
    expect(pointers(unreadable)).toEqual([
      ['/sections/0/questions/1/id', 'used_twice'],
      ['/sections/0/questions/1/visibleWhen', 'bad_condition'],
    ]);
    expect(await count()).toBe(before);
  });

  it('change their draft under If-Match', async () => {
    const { body } = await make();
    const path = `/questionnaire-templates/${body.id}/versions/1`;
    const shorter = { sections: [{ id: 'access', title: 'Access', questions: [mfa] }] };
    expect((await procurement.put(path, shorter)).body).toMatchObject({ status: 428 });
    expect((await procurement.put(path, shorter, { 'if-match': '"4"' })).body).toMatchObject({ status: 412 });
    const changed = await procurement.put(path, shorter, { 'if-match': '"1"' });
    expect(changed.body).toMatchObject({ revision: 2 });
    expect((changed.body['sections'] as typeof sections)[0]?.questions.length).toBe(1);
    const { body: history } = await auditor.get(`${path}/history`);
    expect((history['items'] as { action: string }[]).map(({ action }) => action)).toEqual([
      'questionnaire_version.changed',
      'questionnaire_version.drafted',
    ]);
  });

  it('are not published with problems, of which all are named', async () => {
    const { body } = await make({
      sections: [
        {
          id: 'access',
          title: 'Access',
          questions: [
            { ...mfa, expected: null },
            { ...why, visibleWhen: 'answers.mfa == "perhaps"' },
          ],
        },
      ],
    });
    const path = `/questionnaire-templates/${body.id}/versions/1`;
    const expected = [
      ['/sections/0/questions/0/weight', 'not_graded'],
      ['/sections/0/questions/0/knockout', 'knockout_cannot_fail'],
      ['/sections/0/questions/1/visibleWhen', 'unreachable'],
    ];
    const { body: problems } = await procurement.get(`${path}/problems`);
    expect(problems['publishable']).toBe(false);
    expect(
      (problems['problems'] as { pointer: string; code: string }[]).map((p) => [p.pointer, p.code]),
    ).toEqual(expected);
    const refused = await procurement.post(`${path}/publication`);
    expect(refused.body).toMatchObject({ status: 422, code: 'questionnaire_version.not_publishable' });
    expect(pointers(refused)).toEqual(expected);
    expect((await procurement.get(path)).body).toMatchObject({ status: 'draft', revision: 1 });
  });

  it('are frozen by publication, for the API and in the database itself', async () => {
    const created = await make();
    const path = `/questionnaire-templates/${created.body.id}/versions/1`;
    expect((await procurement.post(`${path}/publication`, undefined, { 'if-match': '"9"' })).status).toBe(
      412,
    );
    const published = await procurement.post(`${path}/publication`);
    expect(published.status).toBe(200);
    expect(published.body).toMatchObject({
      status: 'published',
      revision: 2,
      publishedAt: expect.any(String),
    });
    const change = await procurement.put(path, { sections: [] }, { 'if-match': '"2"' });
    expect(change.body).toMatchObject({ status: 409, code: 'questionnaire_version.published' });
    expect((await procurement.post(`${path}/publication`)).body).toMatchObject({
      code: 'questionnaire_version.published',
    });
    for (const url of [app.database.runtimeUrl, app.database.ownerUrl]) {
      const client = await sql(url);
      const update = `UPDATE questionnaire_version SET content = '{"sections":[]}', revision = revision + 1 WHERE id = $1`;
      await expect(client.query(update, [versionsOf(created)[0]?.id])).rejects.toThrow(/never changes/);
      await client.end();
    }
    expect((await procurement.get(path)).body).toEqual(published.body);
  });

  it('go on with a new draft that starts as the last version ends, one at a time', async () => {
    const { body } = await make();
    const path = `/questionnaire-templates/${body.id}`;
    expect((await procurement.post(`${path}/versions`)).body).toMatchObject({
      status: 409,
      code: 'questionnaire_version.draft_exists',
    });
    await procurement.post(`${path}/versions/1/publication`);
    const second = await procurement.post(`${path}/versions`);
    expect(second.body).toMatchObject({ version: 2, status: 'draft' });
    expect((second.body['sections'] as typeof sections)[0]?.questions.map(({ id }) => id)).toEqual([
      'mfa',
      'why',
    ]);
    const { body: list } = await auditor.get(`${path}/versions`);
    expect((list['items'] as Version[]).map(({ version, status }) => [version, status])).toEqual([
      [2, 'draft'],
      [1, 'published'],
    ]);
    expect((await auditor.get(`${path}/versions/7`)).body).toMatchObject({
      status: 404,
      code: 'questionnaire_version.not_found',
    });
    expect((await auditor.get(`${path}/versions/one`)).status).toBe(404);
  });

  it('are archived whole or by version: nothing new is sent of them, and what is under way goes on', async () => {
    const created = await make({ name: 'Outdated' });
    const path = `/questionnaire-templates/${created.body.id}`;
    const reason = 'Replaced.';
    const refused = await procurement.post(`${path}/versions/1/archive`, { reason });
    expect(refused.body).toMatchObject({ status: 409, code: 'questionnaire_version.not_published' });
    await procurement.post(`${path}/versions/1/publication`);
    const vendorId = await aVendor(app);
    const templateVersionId = versionsOf(created)[0]?.id ?? '';
    const sent = await sentAssessment(app, vendorId, { templateVersionId });
    const another = () =>
      procurement.post('/assessments', { vendorId, templateVersionId, dueOn: '2027-06-30' });

    expect((await procurement.post(`${path}/versions/1/archive`, {})).status).toBe(400);
    expect(
      (await procurement.post(`${path}/versions/1/archive`, { reason }, { 'if-match': '"7"' })).status,
    ).toBe(412);
    const archived = await procurement.post(`${path}/versions/1/archive`, { reason });
    expect(archived.body).toMatchObject({
      revision: 2,
      archivedAt: null,
      versions: [{ version: 1, status: 'published', archived: true }],
    });
    expect((await another()).body).toMatchObject({ status: 422, code: 'assessment.version_archived' });
    expect((await procurement.post(`${path}/versions/1/archive`, { reason })).body).toMatchObject({
      code: 'questionnaire_version.archived',
    });
    expect((await procurement.post(`${path}/versions/1/restoration`, { reason })).body).toMatchObject({
      versions: [{ archived: false }],
    });
    expect((await procurement.post(`${path}/versions/1/restoration`, { reason })).body).toMatchObject({
      code: 'questionnaire_version.not_archived',
    });

    const whole = await procurement.post(`${path}/archive`, { reason }, { 'if-match': '"3"' });
    expect(whole.body).toMatchObject({ archivedAt: expect.any(String), versions: [{ archived: true }] });
    expect((await another()).body).toMatchObject({ code: 'assessment.version_archived' });
    for (const answer of [
      await procurement.post(`${path}/versions`),
      await procurement.post(`${path}/archive`, { reason }),
    ])
      expect(answer.body).toMatchObject({ status: 409, code: 'questionnaire_template.archived' });
    expect((await sent.respondent.put('/respond/answers/mfa', { value: 'yes' })).status).toBe(200);
    const listed = async (archived: boolean) => {
      const { body } = await auditor.get(`/questionnaire-templates?archived=${archived}`);
      return (body['items'] as Answer['body'][]).some(({ id }) => id === created.body.id);
    };
    expect([await listed(true), await listed(false)]).toEqual([true, false]);
    const { body: history } = await auditor.get(`${path}/history`);
    expect((history['items'] as { action: string; reason: string }[])[0]).toMatchObject({
      action: 'questionnaire_template.archived',
      reason,
    });

    expect((await procurement.post(`${path}/restoration`, { reason })).body).toMatchObject({
      archivedAt: null,
    });
    expect((await procurement.post(`${path}/restoration`, { reason })).body).toMatchObject({
      code: 'questionnaire_template.not_archived',
    });
    expect((await another()).status).toBe(201);
  });

  it('say what changed between two versions', async () => {
    const { body } = await make();
    const path = `/questionnaire-templates/${body.id}`;
    await procurement.post(`${path}/versions/1/publication`);
    await procurement.post(`${path}/versions`);
    const changed = { ...mfa, weight: 3, expectedWhen: 'answer == "yes"', expected: null };
    const next = {
      sections: [{ id: 'access', title: 'Access', questions: [changed, { ...why, id: 'reason' }] }],
    };
    expect((await procurement.put(`${path}/versions/2`, next, { 'if-match': '"1"' })).status).toBe(200);
    const difference = await auditor.get(`${path}/versions/2/difference?from=1`);
    expect(difference.body).toMatchObject({
      ...{ from: 1, to: 2, moved: [], sections: [] },
      added: [{ questionId: 'reason', to: { sectionId: 'access', place: 2 } }],
      removed: [{ questionId: 'why', from: { sectionId: 'access', place: 2 } }],
      changed: [
        {
          questionId: 'mfa',
          fields: [
            { field: 'weight', before: 5, after: 3 },
            { field: 'expected', before: 'yes', after: null },
            { field: 'expectedWhen', before: null, after: 'answer == "yes"' },
          ],
        },
      ],
    });
    expect(difference.body['words']).toContain('Changed mfa, weight: 5 → 3');
    expect((await auditor.get(`${path}/versions/2/difference`)).body['from']).toBe(1);
    expect((await auditor.get(`${path}/versions/2/difference?from=9`)).status).toBe(404);
  });

  it('are renamed under If-Match and shown as of a moment', async () => {
    const { body } = await make({ name: 'Before' });
    const path = `/questionnaire-templates/${body.id}`;
    const between = app.clock.now().toISOString();
    app.clock.advance({ seconds: 1 });
    expect((await procurement.patch(path, { name: 'After' })).status).toBe(428);
    expect((await procurement.patch(path, { name: 'After' }, { 'if-match': '"1"' })).body).toMatchObject({
      name: 'After',
      revision: 2,
    });
    expect((await auditor.get(`${path}?at=${between}`)).body).toMatchObject({ name: 'Before', revision: 1 });
  });

  it('are written by procurement and assessors only', async () => {
    for (const role of ['dpo', 'auditor', 'requester', 'approver'] as const) {
      const somebody = await app.person(role);
      expect((await somebody.post('/questionnaire-templates', { name: 'X' })).status).toBe(403);
      expect((await somebody.get('/questionnaire-templates')).status).toBe(200);
    }
    const assessor = await app.person('assessor');
    expect((await assessor.post('/questionnaire-templates', { name: 'X' })).status).toBe(201);
  });

  it('are listed with as many statements for one as for many', async () => {
    const { one, many, rows } = await queriesOfPage(app, auditor, '/questionnaire-templates');
    expect(rows).toBeGreaterThan(3);
    expect(many).toBe(one);
  });
});
