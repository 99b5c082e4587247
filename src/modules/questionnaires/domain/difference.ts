import { canonicalJson } from '../../../shared/canonical-json.js';
import type { Content, Question, Section } from './content.js';

export type FieldChange = Readonly<{ field: string; before: unknown; after: unknown; words: string }>;
export type Place = Readonly<{ sectionId: string; place: number }>;

/** What changed from one version to another, by the ids of questions and sections. */
export type Difference = Readonly<{
  added: readonly Readonly<{ questionId: string; text: string; to: Place }>[];
  removed: readonly Readonly<{ questionId: string; text: string; from: Place }>[];
  /** Into another section, or past a question that stayed. */
  moved: readonly Readonly<{ questionId: string; text: string; from: Place; to: Place }>[];
  changed: readonly Readonly<{ questionId: string; text: string; fields: readonly FieldChange[] }>[];
  sections: readonly Readonly<{ sectionId: string; change: 'added' | 'removed' | 'renamed' | 'moved' }>[];
  /** The same, for people. */
  words: readonly string[];
}>;

type Located = Readonly<{ question: Question; section: Section; place: Place }>;

export function differenceBetween(before: Content, after: Content): Difference {
  const old = located(before);
  const now = located(after);
  const kept = [...now.keys()].filter((id) => old.has(id));
  const staying = longestInOrder(
    [...old.keys()].filter((id) => now.has(id)),
    kept,
  );
  const both = kept.map((id) => ({ id, from: found(old, id), to: found(now, id) }));
  const movedOnes = both.filter(
    ({ id, from, to }) => from.place.sectionId !== to.place.sectionId || !staying.has(id),
  );
  const changedOnes = both
    .map(({ id, from, to }) => ({ id, to, fields: fieldChanges(from.question, to.question) }))
    .filter(({ fields }) => fields.length > 0);
  const parts = {
    added: [...now.values()]
      .filter(({ question }) => !old.has(question.id))
      .map(({ question, place }) => ({ questionId: question.id, text: question.text, to: place })),
    removed: [...old.values()]
      .filter(({ question }) => !now.has(question.id))
      .map(({ question, place }) => ({ questionId: question.id, text: question.text, from: place })),
    moved: movedOnes.map(({ id, from, to }) => ({
      ...{ questionId: id, text: to.question.text, from: from.place, to: to.place },
    })),
    changed: changedOnes.map(({ id, to, fields }) => ({ questionId: id, text: to.question.text, fields })),
    sections: sectionChanges(before.sections, after.sections),
  };
  return { ...parts, words: inWords(parts, titlesOf(before, after)) };
}

function located({ sections }: Content): Map<string, Located> {
  return new Map(
    sections.flatMap((section) =>
      section.questions.map((question, at): [string, Located] => [
        question.id,
        { question, section, place: { sectionId: section.id, place: at + 1 } },
      ]),
    ),
  );
}

function found(questions: ReadonlyMap<string, Located>, id: string): Located {
  const located = questions.get(id);
  if (!located) throw new Error(`There is no question ${id}.`);
  return located;
}

/** The most ids that keep their order: whatever is not among them was moved past one of these. */
function longestInOrder(before: readonly string[], after: readonly string[]): Set<string> {
  const places = new Map(before.map((id, place) => [id, place]));
  const placeOf = (id: string) => places.get(id) ?? 0;
  const ends: string[] = []; // ends[n]: the id with which a row of n + 1 ids ends earliest
  const previous = new Map<string, string | undefined>();
  for (const id of after) {
    const at = ends.findIndex((end) => placeOf(end) >= placeOf(id));
    const place = at === -1 ? ends.length : at;
    previous.set(id, ends[place - 1]);
    ends[place] = id;
  }
  const row = new Set<string>();
  for (let id = ends.at(-1); id !== undefined; id = previous.get(id)) row.add(id);
  return row;
}

/** How fields are called in sentences, in this order; those without a name here are called as they are. */
const names = {
  text: 'wording',
  help: 'help',
  type: 'type',
  required: 'required',
  domain: 'domain',
  weight: 'weight',
  controlRefs: 'control references',
  options: 'options',
  expected: 'expected answer',
  expectedWhen: 'expected answer',
  knockout: 'knock-out',
  evidence: 'evidence',
  halfLifeDays: 'half-life in days',
  visibleWhen: 'asked when',
  findingWhen: 'finding when',
  findingRules: 'finding rules',
} as const satisfies Readonly<Record<Exclude<keyof Question, 'id'>, string>>;
const fields = Object.keys(names) as (keyof typeof names)[];

function fieldChanges(before: Question, after: Question): FieldChange[] {
  return fields
    .map((field) => ({ field, old: saidOf(before, field), now: saidOf(after, field) }))
    .filter(({ old, now }) => canonicalJson(old) !== canonicalJson(now))
    .map(({ field, old, now }) => ({
      ...{ field, before: old, after: now },
      words: `${names[field]}: ${shown(old)} → ${shown(now)}`,
    }));
}

/** A member that an older questionnaire does not have says what an empty one says. */
function saidOf(question: Question, field: keyof typeof names): unknown {
  if (field === 'findingRules') return question.findingRules ?? [];
  return question[field] ?? null;
}

function shown(value: unknown): string {
  if (value === null || (Array.isArray(value) && value.length === 0)) return 'none';
  if (typeof value === 'string') return `“${value}”`;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

function sectionChanges(before: readonly Section[], after: readonly Section[]): Difference['sections'] {
  const old = new Map(before.map((section) => [section.id, section]));
  const now = new Map(after.map((section) => [section.id, section]));
  const kept = after.map(({ id }) => id).filter((id) => old.has(id));
  const staying = longestInOrder(
    before.map(({ id }) => id).filter((id) => now.has(id)),
    kept,
  );
  const change = (ids: readonly string[], kind: Difference['sections'][number]['change']) =>
    ids.map((sectionId) => ({ sectionId, change: kind }));
  return [
    ...change(
      [...now.keys()].filter((id) => !old.has(id)),
      'added',
    ),
    ...change(
      [...old.keys()].filter((id) => !now.has(id)),
      'removed',
    ),
    ...change(
      kept.filter((id) => old.get(id)?.title !== now.get(id)?.title),
      'renamed',
    ),
    ...change(
      kept.filter((id) => !staying.has(id)),
      'moved',
    ),
  ];
}

function titlesOf(before: Content, after: Content): (sectionId: string) => string {
  const titles = new Map([...before.sections, ...after.sections].map(({ id, title }) => [id, title]));
  return (id) => `“${titles.get(id) ?? id}”`;
}

function inWords(parts: Omit<Difference, 'words'>, title: (sectionId: string) => string): string[] {
  const { added, removed, moved, changed, sections } = parts;
  const at = ({ sectionId, place }: Place) => `${title(sectionId)}, place ${place}`;
  return [
    ...sections.map(({ sectionId, change }) => `Section ${title(sectionId)} was ${change}.`),
    ...added.map(({ questionId, text, to }) => `Added ${questionId} (${at(to)}): ${text}`),
    ...removed.map(({ questionId, text, from }) => `Removed ${questionId} (${at(from)}): ${text}`),
    ...moved.map(({ questionId, from, to }) => `Moved ${questionId} from ${at(from)} to ${at(to)}.`),
    ...changed.flatMap((each) => each.fields.map(({ words }) => `Changed ${each.questionId}, ${words}`)),
  ];
}
