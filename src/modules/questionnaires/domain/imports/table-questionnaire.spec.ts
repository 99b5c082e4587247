import { planColumns } from './table-columns.js';
import { readTableQuestionnaire } from './table-questionnaire.js';
import type { SaidSection } from './readings.js';

type Cells = Readonly<Record<string, string>>;
const read = (rows: readonly Cells[], mapping: Record<string, string | null> = {}) => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const { plan, problems } = planColumns(columns, mapping);
  const { sections, readings } = readTableQuestionnaire(
    rows.map((cells, at) => ({ number: at + 2, cells })),
    plan,
  );
  return { sections: sections as SaidSection[], readings, plan, problems };
};

describe('the columns of a table', () => {
  it('are known by their names in several spellings, and by a mapping before that', () => {
    const { plan } = planColumns(['No.', 'Question Text', 'Answer Type', 'Remarks', 'Section', 'Frage'], {
      Frage: 'text',
    });
    expect(plan.map(({ field }) => field)).toEqual(['id', null, 'type', null, 'section', 'text']);
  });

  it('are not mapped to what is not there, nor twice', () => {
    const { problems } = planColumns(['A', 'B'], { A: 'text', B: 'text', C: 'help', D: 'colour' });
    expect(problems.map(({ column, code }) => [column, code])).toEqual([
      ['A', 'field_twice'],
      ['B', 'field_twice'],
      ['C', 'unknown_column'],
      ['D', 'unknown_column'],
      ['D', 'unknown_field'],
    ]);
  });
});

describe('a table of questions', () => {
  it('has its sections in a column', () => {
    const { sections } = read([
      { Section: 'Access', Question: 'MFA?', Type: 'Yes/No', Expected: 'Yes', Weight: '3', Knockout: '1, 2' },
      { Section: 'Data', Question: 'Where?', Type: 'free text' },
      {
        Section: 'Access',
        Question: 'How many admins?',
        Type: 'number',
        expectedWhen: 'answer <= 5',
        'Show if': 'answers.q == "yes"',
      },
    ]);
    expect(sections).toMatchObject([
      {
        id: 'access',
        title: 'Access',
        questions: [
          { id: 'q', text: 'MFA?', type: 'yes_no', expected: 'yes', weight: 3, knockout: { tiers: [1, 2] } },
          { id: 'q_3', type: 'number', expectedWhen: 'answer <= 5', visibleWhen: 'answers.q == "yes"' },
        ],
      },
      { id: 'data', questions: [{ id: 'q_2', type: 'text' }] },
    ]);
  });

  it('has them in rows of their own, or in numbers that lead others', () => {
    const { sections, readings } = read([
      { ID: '1', Question: 'Governance' },
      { ID: '1.1', Question: 'Is there a policy?', Type: 'Y/N' },
      { Question: 'Operations' },
      { ID: '2.1', Question: 'Backups?' },
    ]);
    expect(
      sections.map(({ title, questions }) => [title, questions.map(({ id, type }) => [id, type])]),
    ).toEqual([
      ['Governance', [['q_1_1', 'yes_no']]],
      ['Operations', [['q_2_1', 'yes_no_na']]],
    ]);
    expect(readings.notes.map(({ code, count }) => [code, count])).toEqual([
      ['section_rows', 2],
      ['ids_renamed', 2],
      ['domains_guessed', 2],
      ['type_guessed', 1],
    ]);
  });

  it('has options with ids and effectiveness, or plain ones', () => {
    const [section] = read([
      { Question: 'Who?', Options: 'all = Everybody [1]\nsome = Some [0.5]\nNobody [0]', Expected: '' },
      { Question: 'Which?', Type: 'multiple choice', Options: 'One; Two', Expected: 'two' },
      { Question: 'Really?', Options: 'Yes|No|N/A' },
    ]).sections;
    expect(section?.questions).toMatchObject([
      {
        type: 'single_choice',
        options: [
          { id: 'all', text: 'Everybody', effectiveness: 1 },
          { id: 'some', text: 'Some', effectiveness: 0.5 },
          { id: 'nobody', text: 'Nobody', effectiveness: 0 },
        ],
      },
      { type: 'multi_choice', expected: ['two'], options: [{ id: 'one' }, { id: 'two' }] },
      { type: 'yes_no_na', options: [] },
    ]);
  });

  it('is refused with every cell that cannot be read', () => {
    const { readings } = read([
      { Question: 'A?', Type: 'telepathy', Weight: 'heavy', Required: 'perhaps', Knockout: 'tier 9' },
      { Type: 'text' },
    ]);
    expect(readings.problems.map(({ place, code }) => [place, code])).toEqual([
      ['row 2', 'bad_type'],
      ['row 2', 'bad_knockout'],
      ['row 2', 'bad_required'],
      ['row 2', 'bad_weight'],
      ['row 3', 'no_text'],
    ]);
  });

  it('is read with 260 rows and sections between them', () => {
    const rows = Array.from({ length: 260 }, (_, n): Cells =>
      n % 20 === 0
        ? { Question: `Chapter ${n / 20 + 1}` }
        : { ID: `${n}`, Question: `Is control ${n} in place?`, Type: 'Yes/No/NA' },
    );
    const { sections, readings } = read(rows);
    expect(readings.problems).toEqual([]);
    expect([sections.length, sections.flatMap(({ questions }) => questions).length]).toEqual([13, 247]);
  });
});
