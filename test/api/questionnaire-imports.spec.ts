import { TestApp, type Answer, type Caller } from '../support/app.js';
import { itReads } from '../support/real-files.js';

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
});
