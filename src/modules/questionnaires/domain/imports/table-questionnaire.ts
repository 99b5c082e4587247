import { isChoice, type Option, type Question, type QuestionType } from '../content.js';
import { guessedDomain } from './guessed-domain.js';
import { ImportIds } from './import-ids.js';
import { PlainTexts } from './plain-text.js';
import { Readings, type ReadQuestionnaire, type SaidQuestion } from './readings.js';
import { domainIn, evidenceIn, flagIn, listIn, numberIn, optionsIn, tiersIn, typeIn } from './table-cells.js';
import type { ColumnPlan, TableField } from './table-columns.js';

export type SourceRow = Readonly<{
  number: number;
  cells: Readonly<Record<string, string | readonly string[]>>;
}>;

type Row = Readonly<{ place: string; filled: number; cell: (field: TableField) => string }>;
type OpenSection = { id: string; title: string; questions: SaidQuestion[] };

/** A spreadsheet with one question in a row, and its sections in a column or in rows of their own. */
export function readTableQuestionnaire(rows: readonly SourceRow[], plan: ColumnPlan): ReadQuestionnaire {
  const readings = new Readings();
  return new TableReader(readings, plan).read(rows);
}

class TableReader {
  private readonly texts: PlainTexts;
  private readonly ids: ImportIds;
  private readonly sections: OpenSection[] = [];
  private readonly hasSectionColumn: boolean;

  constructor(
    private readonly readings: Readings,
    private readonly plan: ColumnPlan,
  ) {
    this.texts = new PlainTexts(readings);
    this.ids = new ImportIds(readings);
    this.hasSectionColumn = plan.some(({ field }) => field === 'section');
  }

  read(source: readonly SourceRow[]): ReadQuestionnaire {
    const rows = source.map((row) => this.rowOf(row));
    rows.forEach((row, at) => {
      if (this.isHeading(row, rows[at + 1])) this.open(row.cell('text') || row.cell('id'), row.place);
      else this.add(row);
    });
    const sections = this.sections.filter(({ questions }) => questions.length > 0);
    if (sections.length === 0) this.readings.problem('file', 'no_questions', 'holds no row with a question');
    return { name: null, description: null, sections, readings: this.readings };
  }

  private rowOf({ number, cells }: SourceRow): Row {
    const said = new Map<string, string>();
    for (const { column, field } of this.plan) {
      const value = cells[column];
      const text = value === undefined ? '' : typeof value === 'string' ? value : value.join('\n');
      if (field !== null && text.trim() !== '') said.set(field, text.trim());
    }
    return {
      place: `row ${number}`,
      filled: Object.keys(cells).length,
      cell: (field) => said.get(field) ?? '',
    };
  }

  /** Without a column for sections: a row with one cell, or one whose number leads those of the next row. */
  private isHeading(row: Row, next: Row | undefined): boolean {
    if (this.hasSectionColumn || !next) return false;
    const title = row.cell('text') || row.cell('id');
    if (title === '' || title.endsWith('?')) return false;
    const leads =
      /^[A-Za-z]{0,4}\d*\.?$/.test(row.cell('id')) &&
      next.cell('id').startsWith(`${row.cell('id').replace(/\.$/, '')}.`);
    const heading = row.filled === 1 || (leads && row.filled === 2);
    if (heading)
      this.readings.note('section_rows', 'Rows that hold nothing but a title begin sections.', row.place);
    return heading;
  }

  private open(title: string, place: string): OpenSection {
    const line = this.texts.line(title, 200, place) || 'Questions';
    const id = this.ids.take(slug(line), 'section', place);
    const section: OpenSection = { id, title: line, questions: [] };
    this.sections.push(section);
    return section;
  }

  private add(row: Row): void {
    const text = this.texts.prose(row.cell('text'), 2_000, row.place);
    if (text === '') {
      this.readings.problem(row.place, 'no_text', 'has no question');
      return;
    }
    const section = this.sectionFor(row);
    section.questions.push(this.question(row, text, section.title));
  }

  private sectionFor(row: Row): OpenSection {
    const named = row.cell('section');
    const last = this.sections.at(-1);
    if (named === '') return last ?? this.open('Questions', row.place);
    const title = this.texts.line(named, 200, row.place);
    return this.sections.find((section) => section.title === title) ?? this.open(title, row.place);
  }

  private question(row: Row, text: string, section: string): SaidQuestion {
    const id = this.ids.take(row.cell('id'), 'q', row.place);
    const options = this.options(row);
    const type = this.type(row, options);
    const read = <T>(field: TableField, parse: (cell: string) => T | null): T | undefined =>
      this.cell(row, field, parse);
    const domain = read('domain', domainIn) ?? this.guess(row, section, text);
    const knockout = read('knockout', tiersIn);
    const said: Partial<Question> = {
      ...defined({ required: read('required', flagIn), weight: read('weight', numberIn) }),
      ...defined({
        evidence: read('evidence', evidenceIn) ?? evidenceOf(type),
        halfLifeDays: read('halfLifeDays', numberIn),
      }),
      ...(knockout?.length ? { knockout: { tiers: knockout } } : {}),
      controlRefs: this.references(row),
      expected: this.expected(row, type, options),
      ...conditionsIn(row),
      help: this.texts.prose(row.cell('help'), 4_000, row.place) || null,
    };
    return { id, text, type, domain, options: isChoice({ type } as Question) ? options : [], ...said };
  }

  private type(row: Row, options: readonly Option[]): QuestionType {
    const said = this.cell(row, 'type', typeIn);
    if (said !== undefined) return said;
    if (options.length > 0) return yesNoOf(options) ?? 'single_choice';
    if (row.cell('type') === '')
      this.readings.note(
        'type_guessed',
        'Questions without a type are answered by yes, no or na.',
        row.place,
      );
    return 'yes_no_na';
  }

  private options(row: Row): Option[] {
    const ids = new ImportIds(new Readings());
    return optionsIn(row.cell('options')).map(({ id, text, effectiveness }) => {
      const line = this.texts.line(text, 500, row.place);
      return { id: ids.take(id ?? slug(line), 'option', row.place), text: line, effectiveness };
    });
  }

  /** An option may be named by its text. */
  private expected(row: Row, type: QuestionType, options: readonly Option[]): Question['expected'] {
    const cell = row.cell('expected');
    if (cell === '') return null;
    const idOf = (said: string) =>
      options.find(({ id, text }) => id === said || text.toLowerCase() === said.toLowerCase())?.id ?? said;
    if (type === 'multi_choice') return listIn(cell).map(idOf);
    return type === 'single_choice' ? idOf(cell) : cell.toLowerCase();
  }

  private references(row: Row): string[] {
    const references = listIn(row.cell('controlRefs')).map((reference) =>
      reference
        .replace(/[^A-Za-z0-9 .:()/&_-]/g, '-')
        .replace(/^[^A-Za-z0-9]+/, '')
        .slice(0, 80),
    );
    return [...new Set(references.filter(Boolean))].slice(0, 40);
  }

  private guess(row: Row, section: string, text: string) {
    this.readings.note('domains_guessed', 'Domains were guessed from the section and the text.', row.place);
    return guessedDomain(section, text);
  }

  private cell<T>(row: Row, field: TableField, parse: (cell: string) => T | null): T | undefined {
    const cell = row.cell(field);
    if (cell === '') return undefined;
    const value = parse(cell);
    if (value !== null) return value;
    this.readings.problem(
      row.place,
      `bad_${field.toLowerCase()}`,
      `its ${field} cannot be read: ${cell.slice(0, 60)}`,
    );
    return undefined;
  }
}

function evidenceOf(type: QuestionType): Question['evidence'] | undefined {
  return type === 'file' ? 'optional' : undefined;
}

function conditionsIn(row: Row): Pick<Question, 'visibleWhen' | 'findingWhen' | 'expectedWhen'> {
  const condition = (field: TableField) => row.cell(field) || null;
  return {
    expectedWhen: condition('expectedWhen'),
    visibleWhen: condition('visibleWhen'),
    findingWhen: condition('findingWhen'),
  };
}

function yesNoOf(options: readonly Option[]): QuestionType | null {
  const texts = options.map(({ text }) => text.toLowerCase()).sort();
  if (texts.join() === 'no,yes') return 'yes_no';
  return ['n/a,no,yes', 'na,no,yes', 'no,not applicable,yes'].includes(texts.join()) ? 'yes_no_na' : null;
}

function defined<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;
}

function slug(text: string): string {
  return text.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '').slice(0, 48); // prettier-ignore
}
