/** What a column of a table can say of a question. */
export const tableFields = [
  'id',
  'section',
  'text',
  'help',
  'type',
  'required',
  'domain',
  'weight',
  'controlRefs',
  'options',
  'expected',
  'expectedWhen',
  'knockout',
  'evidence',
  'halfLifeDays',
  'visibleWhen',
  'findingWhen',
] as const;
export type TableField = (typeof tableFields)[number];

export type ColumnPlan = readonly Readonly<{ column: string; field: TableField | null }>[];
export type ColumnMapping = Readonly<Record<string, string | null>>;

/** Folded names under which a column is known, the best first. */
const names: Readonly<Record<TableField, readonly string[]>> = {
  id: [
    'id',
    'questionid',
    'number',
    'no',
    'nr',
    'ref',
    'reference',
    'questionnumber',
    'controlid',
    '#',
    'key',
  ],
  section: [
    'section',
    'category',
    'group',
    'chapter',
    'area',
    'topic',
    'family',
    'controldomain',
    'abschnitt',
  ],
  text: [
    'text',
    'question',
    'questiontext',
    'questions',
    'requirement',
    'control',
    'controlspecification',
    'frage',
  ],
  help: [
    'help',
    'guidance',
    'description',
    'explanation',
    'notes',
    'hint',
    'implementationguidance',
    'hinweis',
  ],
  type: ['type', 'questiontype', 'answertype', 'responsetype', 'answerformat'],
  required: ['required', 'mandatory', 'obligatory', 'pflicht'],
  domain: ['domain', 'securitydomain'],
  weight: ['weight', 'points', 'importance', 'gewicht'],
  controlRefs: [
    'controlrefs',
    'controls',
    'references',
    'mapping',
    'mappings',
    'standards',
    'controlreferences',
  ],
  options: ['options', 'choices', 'answers', 'possibleanswers', 'answeroptions', 'responseoptions'],
  expected: ['expected', 'expectedanswer', 'correctanswer', 'preferredanswer'],
  expectedWhen: ['expectedwhen'],
  knockout: ['knockout', 'knockouttiers', 'blocking'],
  evidence: ['evidence', 'evidencerequired', 'attachment', 'documentation'],
  halfLifeDays: ['halflifedays', 'halflife'],
  visibleWhen: ['visiblewhen', 'condition', 'showif', 'askedwhen'],
  findingWhen: ['findingwhen'],
};

export type PlanProblem = Readonly<{ column: string; code: string; message: string }>;

/** The mapping first, then the names; of several columns for one field the one with the better name. */
export function planColumns(
  columns: readonly string[],
  mapping: ColumnMapping,
): { plan: ColumnPlan; problems: PlanProblem[] } {
  const mapped = new Map(Object.entries(mapping));
  const taken = new Set<string>([...mapped.values()].filter((field) => field !== null));
  const guesses = columns.filter((column) => !mapped.has(column));
  const guessed = new Map<string, TableField>();
  for (const field of tableFields) {
    if (taken.has(field)) continue;
    const best = names[field].map((name) =>
      guesses.find((column) => folded(column) === name && !guessed.has(column)),
    );
    const column = best.find((each) => each !== undefined);
    if (column !== undefined) guessed.set(column, field);
  }
  const plan = columns.map((column) => ({
    column,
    field: mapped.has(column) ? fieldNamed(mapped.get(column) ?? null) : (guessed.get(column) ?? null),
  }));
  return { plan, problems: problemsOf(columns, mapped) };
}

function problemsOf(columns: readonly string[], mapped: ReadonlyMap<string, string | null>): PlanProblem[] {
  const used = [...mapped.values()];
  return [...mapped].flatMap(([column, field]) => [
    ...(columns.includes(column)
      ? []
      : [{ column, code: 'unknown_column', message: 'the file has no such column' }]),
    ...(field === null || fieldNamed(field) !== null
      ? []
      : [{ column, code: 'unknown_field', message: `name one of ${tableFields.join(', ')}, or null` }]),
    ...(field !== null && used.filter((each) => each === field).length > 1
      ? [{ column, code: 'field_twice', message: `several columns are mapped to ${field}` }]
      : []),
  ]);
}

function fieldNamed(name: string | null): TableField | null {
  return tableFields.find((field) => field === name) ?? null;
}

function folded(column: string): string {
  return column
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9#]/g, '');
}
