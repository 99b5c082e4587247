import { guessedDomain } from './guessed-domain.js';
import { ImportIds } from './import-ids.js';
import { PlainTexts } from './plain-text.js';
import { Readings, type ReadQuestionnaire, type SaidQuestion, type SaidSection } from './readings.js';
import { isObject } from './vsaq-items.js';

type Part = Readonly<Record<string, unknown>>;

const deepest = 10;

/** An OSCAL catalog: its groups are sections, each control is a question whether it works. */
export function readOscal(file: unknown): ReadQuestionnaire {
  const readings = new Readings();
  const catalog = isObject(file) ? file['catalog'] : undefined;
  if (!isObject(catalog)) {
    readings.problem('/catalog', 'no_catalog', 'the file holds no OSCAL catalog');
    return { name: null, description: null, sections: [], readings };
  }
  return new OscalReader(readings).read(catalog);
}

class OscalReader {
  private readonly texts: PlainTexts;
  private readonly ids: ImportIds;
  private readonly statements = new Map<string, string>();
  private scheme = 'CATALOG';

  constructor(private readonly readings: Readings) {
    this.texts = new PlainTexts(readings);
    this.ids = new ImportIds(readings);
  }

  read(catalog: Part): ReadQuestionnaire {
    const metadata = isObject(catalog['metadata']) ? catalog['metadata'] : {};
    const title = textOf(metadata, 'title');
    this.scheme = /[A-Za-z][A-Za-z0-9-]{1,19}/.exec(title)?.[0]?.toUpperCase() ?? this.scheme;
    const sections = [
      ...this.sections(catalog, '/catalog', 0),
      ...this.section({ title: title || 'Controls', controls: catalog['controls'] }, '/catalog'),
    ];
    this.readings.note(
      'controls_to_questions',
      'Each control became a question with yes, no and na, where yes is expected.',
    );
    this.readings.note('domains_guessed', 'The domain of each question was guessed from its title.');
    return {
      name: this.texts.line(title, 200, '/catalog/metadata/title') || null,
      description: this.texts.prose(textOf(metadata, 'remarks'), 4_000, '/catalog/metadata/remarks') || null,
      sections,
      readings: this.readings,
    };
  }

  private sections(of: Part, place: string, depth: number): SaidSection[] {
    if (depth > deepest) {
      this.readings.problem(place, 'too_deep', `groups are nested more than ${deepest} deep`);
      return [];
    }
    return listIn(of, 'groups').flatMap((group, at) => {
      const here = `${place}/groups/${at}`;
      return [...this.section(group, here), ...this.sections(group, here, depth + 1)];
    });
  }

  private section(group: Part, place: string): SaidSection[] {
    const questions = this.questions(group, place, textOf(group, 'title'), 0);
    if (questions.length === 0) return [];
    const title = this.texts.line(textOf(group, 'title'), 200, place) || 'Controls';
    return [{ id: this.ids.take(textOf(group, 'id'), 'section', place), title, questions }];
  }

  /** Enhancements of a control follow it. */
  private questions(of: Part, place: string, group: string, depth: number): SaidQuestion[] {
    if (depth > deepest) return [];
    return listIn(of, 'controls').flatMap((control, at) => {
      const here = `${place}/controls/${at}`;
      return [this.question(control, here, group), ...this.questions(control, here, group, depth + 1)];
    });
  }

  private question(control: Part, place: string, group: string): SaidQuestion {
    const title = textOf(control, 'title');
    const label = labelOf(control) || textOf(control, 'id');
    const statement = proseOf(control, (name) => name === 'statement', 0);
    this.compareStatement(statement, `${place} (${label})`);
    const text = [`${label} ${title}`.trim(), statement].filter(Boolean).join('\n\n');
    const reference = `${this.scheme}:${label}`.replace(/[^A-Za-z0-9 .:()/&_-]/g, '-').slice(0, 80);
    return {
      id: this.ids.take(textOf(control, 'id'), 'control', place),
      text: this.texts.prose(text, 2_000, place) || label || 'Control',
      help:
        this.texts.prose(
          proseOf(control, (name) => name !== 'statement', 0),
          4_000,
          place,
        ) || null,
      ...{ type: 'yes_no_na', weight: 1, expected: 'yes', evidence: 'optional', controlRefs: [reference] },
      domain: guessedDomain(title, statement, group),
    };
  }

  /** Two controls with one statement: a known slip in published catalogs, which only the author can mend. */
  private compareStatement(statement: string, place: string): void {
    if (statement === '') return;
    const other = this.statements.get(statement);
    if (other === undefined) this.statements.set(statement, place);
    else
      this.readings.note(
        'same_statement',
        'Controls have the same statement, word for word: probably a slip in the catalog.',
        `${other} = ${place}`,
      );
  }
}

function proseOf(of: Part, wanted: (name: string) => boolean, depth: number): string {
  if (depth > deepest) return '';
  const parts = listIn(of, 'parts').filter((part) => depth > 0 || wanted(textOf(part, 'name')));
  return parts
    .flatMap((part) => [
      [textOf(part, 'title'), textOf(part, 'prose').trim()].filter(Boolean).join(': '),
      proseOf(part, wanted, depth + 1),
    ])
    .filter(Boolean)
    .join('\n');
}

function labelOf(control: Part): string {
  const label = listIn(control, 'props').find((prop) => prop['name'] === 'label');
  return label ? textOf(label, 'value') : '';
}

function listIn(of: Part, member: string): Part[] {
  const list = of[member];
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function textOf(of: Part, member: string): string {
  const value = of[member];
  return typeof value === 'string' ? value : '';
}
