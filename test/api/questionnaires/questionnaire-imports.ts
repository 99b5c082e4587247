import fc from 'fast-check';
import { TestApp, type Answer, type Caller } from '../../support/app.js';
import { aVendor, sentAssessment } from '../../support/assessments.js';
import { itReads } from '../../support/real-files.js';

type Note = { code: string; count: number };
type Problem = { pointer: string; place: string; code: string };

describe('a questionnaire is imported', () => {
  let app: TestApp;
  let assessor: Caller;
  beforeAll(async () => {
    app = await TestApp.start();
    assessor = await app.person('assessor');
  });
  afterAll(() => app.close());

  const path = '/questionnaire-templates/import';
  const send = (content: string | Buffer, format: string, fields: Record<string, string> = {}) =>
    assessor.upload(path, { content, name: `questions.${format}` }, { format, ...fields });
  const count = async () => (await assessor.get('/questionnaire-templates?count=true')).body['total'];
  const notes = ({ body }: Answer) => (body['notes'] as Note[]).map(({ code }) => code);

  it('from a spreadsheet of 260 rows with sections: judged first, then made, then published', async () => {
    const rows = Array.from({ length: 260 }, (_, n) =>
      n % 20 === 0 ? `;Chapter ${n / 20 + 1};` : `${n};Is control ${n} in place?;Ja/Nein`,
    );
    const csv = `Nr;Frage;Antwort\n${rows.join('\n')}\n`;
    const before = await count();
    const mapping = JSON.stringify({ Frage: 'text', Antwort: null });
    const dry = await send(csv, 'csv', { dryRun: 'true', mapping });
    expect(dry.status).toBe(200);
    expect(dry.body).toMatchObject({
      ...{ dryRun: true, name: 'questions', sections: 13, questions: 247, problems: [], draftProblems: [] },
      types: [{ type: 'yes_no_na', questions: 247 }],
      columns: [
        { column: 'Nr', field: 'id' },
        { column: 'Frage', field: 'text' },
        { column: 'Antwort', field: null },
      ],
      templateId: null,
    });
    expect(notes(dry)).toEqual(['section_rows', 'ids_renamed', 'type_guessed', 'domains_guessed']);
    expect(await count()).toBe(before);
    const made = await send(csv, 'csv', { mapping, name: 'Our spreadsheet' });
    expect(made.body).toMatchObject({ name: 'Our spreadsheet', questions: 247, version: 1 });
    const version = `/questionnaire-templates/${String(made.body['templateId'])}/versions/1`;
    expect((await assessor.post(`${version}/publication`)).status).toBe(200);
    const again = await send(csv, 'csv', { mapping, templateId: String(made.body['templateId']) });
    expect(again.body).toMatchObject({ templateId: made.body['templateId'], version: 2 });
    expect((await assessor.get(`${version.slice(0, -1)}2/difference`)).body['words']).toEqual([]);
  });

  it('or refused with every problem in it, and then nothing is made', async () => {
    const before = await count();
    const bad = await send('Question,Type,Weight\nA?,telepathy,2\n,text,1\nB?,text,heavy\n', 'csv');
    expect(bad.body).toMatchObject({ status: 400, code: 'questionnaire_import.not_readable' });
    expect((bad.body['errors'] as Problem[]).map(({ pointer, code }) => [pointer, code])).toEqual([
      ['row 2', 'bad_type'],
      ['row 3', 'no_text'],
      ['row 4', 'bad_weight'],
    ]);
    const unknown = await send('A,B\n1,2\n', 'csv', { mapping: '{"C":"text","B":"colour"}' });
    expect((unknown.body['errors'] as Problem[]).map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/mapping/C', 'unknown_column'],
      ['/mapping/B', 'unknown_field'],
    ]);
    expect((await send('A,B\n1,2\n', 'csv')).body).toMatchObject({
      code: 'questionnaire_import.no_text_column',
    });
    const long = { id: 'q', text: 'Q?', type: 'text', domain: 'PRIVACY' };
    const regex = `answers.q.matchesRe2("${'a'.repeat(4_500_000)}")`;
    const monster = {
      sections: [
        {
          id: 's',
          title: 'S',
          questions: [
            { ...long, visibleWhen: regex },
            { ...long, id: '1' },
          ],
        },
      ],
    };
    const refused = await send(JSON.stringify(monster), 'json');
    expect((refused.body['errors'] as Problem[]).map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/sections/0/questions/0/visibleWhen', 'is_length'],
      ['/sections/0/questions/1/id', 'known'],
    ]);
    const evil = {
      sections: [
        { id: 's', title: 'S', questions: [{ ...long, expectedWhen: 'answer.matchesRe2("(a{100}){10}")' }] },
      ],
    };
    expect(((await send(JSON.stringify(evil), 'json')).body['errors'] as Problem[])[0]).toMatchObject({
      code: 'bad_condition',
      message: 'What matchesRe2 looks for repeats too much: lower its counts.',
    });
    expect((await send('x'.repeat(6_000_000), 'vsaq')).body).toMatchObject({
      status: 413,
      code: 'import.too_large',
    });
    expect((await send('{"questionnaire": alert(1)}', 'vsaq')).body).toMatchObject({
      code: 'import.not_data',
      line: 1,
    });
    expect((await send('[', 'json')).body).toMatchObject({ code: 'request.bad_json' });
    expect((await send('', 'oscal')).body).toMatchObject({ code: 'import.empty' });
    expect((await send('a,b\n1,2', 'xlsx')).body).toMatchObject({ code: 'import.format_differs' });
    expect((await send('{}', 'yaml')).status).toBe(400);
    expect((await assessor.post(path, {})).status).toBe(400);
    expect(await count()).toBe(before);
  });

  itReads('vsaq/webapp.json', 'from the file as it was published', async (bytes) => {
    const made = await send(bytes, 'vsaq');
    expect(made.body).toMatchObject({
      ...{ name: 'Web Application Security Questionnaire', questions: 73, sections: 30, findingRules: 42 },
      ...{ problems: [], draftProblems: [], version: 1 },
    });
    expect(notes(made)).toEqual(
      expect.arrayContaining(['comments_skipped', 'texts_joined', 'html_to_text', 'tip_to_finding']),
    );
    expect((made.body['notes'] as Note[]).find(({ code }) => code === 'texts_joined')?.count).toBe(45);
    const version = `/questionnaire-templates/${String(made.body['templateId'])}/versions/1`;
    expect((await assessor.post(`${version}/publication`)).status).toBe(200);
  });

  itReads('mvsp/mvsp_v3.0-20231109-catalog.json', 'from an OSCAL catalog', async (bytes) => {
    const made = await send(bytes, 'oscal', { dryRun: 'true' });
    expect(made.body).toMatchObject({
      questions: 25,
      sections: 4,
      problems: [],
      draftProblems: [],
      version: null,
    });
    expect(notes(made)).toContain('same_statement');
  });

  it('as it was exported, and nothing of it is lost', async () => {
    const text = fc.constantFrom(
      'Größe & <b>Maß</b>?',
      'Ελλάδα',
      'a "quoted" text\nof two lines',
      '=1+1',
      '日本語 🙂',
    );
    const made = fc.sample(
      fc.array(
        fc.record({
          text,
          type: fc.constantFrom('yes_no', 'number', 'text', 'date', 'file', 'multi_choice'),
          weight: fc.constantFrom(0, 2.5),
        }),
        { minLength: 3, maxLength: 6 },
      ),
      { numRuns: 3, seed: 7 },
    );
    for (const list of made) {
      const questions = list.map(({ text: asked, type, weight }, n) => ({
        ...{ id: `q${n}`, text: asked, type, weight, domain: 'PRIVACY', controlRefs: ['GDPR:32'] },
        ...(type === 'multi_choice'
          ? {
              options: [
                { id: 'a', text: asked.replace('\n', ' '), effectiveness: 1 },
                { id: 'b', text: 'B', effectiveness: 0.5 },
              ],
            }
          : {}),
        ...(type === 'number'
          ? {
              expectedWhen: 'answer <= 30',
              findingRules: [{ when: `answers.q${n} > 30`, title: 'Late', severity: 'high' }],
            }
          : {}),
        ...(type === 'file' ? { evidence: 'required' } : {}),
        ...(n > 0 ? { visibleWhen: 'answers.q0 != null' } : {}),
      }));
      const created = await assessor.post('/questionnaire-templates', {
        name: 'Round',
        description: 'Trip',
        sections: [{ id: 's', title: asLine(list[0]?.text), questions }],
      });
      const first = `/questionnaire-templates/${created.body.id}/versions/1`;
      const file = await exported(`${first}/content`);
      const again = await send(file, 'json');
      expect(again.body).toMatchObject({ name: 'Round', notes: [], problems: [] });
      const second = `/questionnaire-templates/${String(again.body['templateId'])}/versions/1`;
      expect((await assessor.get(second)).body['sections']).toEqual(
        (await assessor.get(first)).body['sections'],
      );
      expect((await exported(`${second}/content?format=json`)).toString()).toBe(file.toString());
      const sheet = await send(await exported(`${first}/content?format=xlsx`), 'xlsx', { dryRun: 'true' });
      expect(sheet.body).toMatchObject({ questions: list.length, problems: [] });
      const pdf = await exported(`${first}/content?format=pdf`);
      expect([pdf.subarray(0, 5).toString(), pdf.length > 5_000]).toEqual(['%PDF-', true]);
    }
  });

  const asLine = (text = '') => text.replace('\n', ' ');
  const exported = async (address: string, caller = assessor): Promise<Buffer> => {
    const { headers, bytes } = await caller.bytes(address);
    expect(headers['content-disposition']).toMatch(/^attachment/);
    return bytes;
  };

  it('and answered offline: a sheet comes back whole, or with every bad row named', async () => {
    const base = { domain: 'PRIVACY', required: false };
    const created = await assessor.post('/questionnaire-templates', {
      name: 'Offline',
      sections: [
        {
          id: 's',
          title: 'S',
          questions: [
            { ...base, id: 'mfa', text: 'MFA?', type: 'yes_no' },
            { ...base, id: 'why', text: 'Why not?', type: 'text', visibleWhen: 'answers.mfa == "no"' },
            { ...base, id: 'days', text: 'Days?', type: 'number' },
            {
              ...base,
              id: 'who',
              text: 'Who?',
              type: 'multi_choice',
              options: [
                { id: 'a', text: 'All' },
                { id: 'b', text: 'Some' },
              ],
            },
            { ...base, id: 'since', text: 'Since?', type: 'date' },
          ],
        },
      ],
    });
    const template = `/questionnaire-templates/${created.body.id}/versions/1`;
    const { body: version } = await assessor.post(`${template}/publication`);
    const { respondent } = await sentAssessment(app, await aVendor(app), { templateVersionId: version.id });
    await respondent.put('/respond/answers/days', { value: 30 });
    const sheet = await exported('/respond/assessment.xlsx', respondent);
    const bring = (content: string | Buffer, fields = {}) =>
      respondent.upload('/respond/answers/import', { content, name: 'answers' }, fields);
    const untouched = await bring(sheet);
    expect(untouched.body).toMatchObject({ given: 0, changed: 0, rejected: 0 });
    expect((untouched.body['rows'] as { outcome: string }[]).map(({ outcome }) => outcome)).toEqual([
      'empty',
      'empty',
      'unchanged',
      'empty',
      'empty',
    ]);

    const filled =
      'question,answer,comment,revision\nmfa,No,,\nwhy,Too old,soon,\ndays,"12,5",,1\nwho,"All\nb",,\nsince,2026-02-01,,\n';
    expect((await bring(filled, { dryRun: 'true' })).body).toMatchObject({
      dryRun: true,
      given: 4,
      changed: 1,
      rejected: 0,
    });
    const values = async () => {
      const { body } = await respondent.get('/respond/assessment');
      const { questions } = (
        body['sections'] as { questions: { id: string; answer: { value: unknown } | null }[] }[]
      )[0] ?? { questions: [] };
      return Object.fromEntries(questions.map(({ id, answer }) => [id, answer?.value]));
    };
    expect(await values()).toEqual({ days: 30, mfa: undefined, who: undefined, since: undefined });
    expect((await bring(filled)).body).toMatchObject({ given: 4, changed: 1 });
    const after = { mfa: 'no', why: 'Too old', days: 12.5, who: ['a', 'b'], since: '2026-02-01' };
    expect(await values()).toEqual(after);
    expect((await bring(filled)).body).toMatchObject({ given: 0, changed: 0, rejected: 0 });

    const stale = await bring('question,answer,revision\ndays,14,1\n');
    expect(stale.body).toMatchObject({ status: 409, code: 'answer_sheet.conflict' });
    const bad = await bring(
      'question,answer,revision\nmfa,yes,1\nwhy,Because,1\ndays,many,2\nnobody,yes,\nmfa,no,1\n,x,\n',
    );
    expect(bad.body).toMatchObject({ status: 422, code: 'answer_sheet.not_acceptable' });
    expect((bad.body['errors'] as Problem[]).map(({ pointer, code }) => [pointer, code])).toEqual([
      ['row 3', 'hidden'],
      ['row 4', 'not_a_number'],
      ['row 5', 'unknown_question'],
      ['row 6', 'twice'],
      ['row 7', 'question_missing'],
    ]);
    expect((await bring('a,b\n1,2\n')).body).toMatchObject({ code: 'answer_sheet.not_one' });
    expect(await values()).toEqual(after);
    await respondent.post('/respond/submission', { name: 'Ines', title: 'CISO', attestation: true });
    expect((await bring(filled)).body).toMatchObject({ status: 409, code: 'assessment.not_open' });
  });
});
