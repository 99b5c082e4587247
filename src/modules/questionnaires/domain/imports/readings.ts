import type { Question, Section } from '../content.js';

/** Something that was read generously, or left out: the reader of the report should know. */
export type ImportNote = Readonly<{
  code: string;
  message: string;
  count: number;
  places: readonly string[];
}>;
/** Something that cannot be read; nothing is imported while there is one. */
export type ImportProblem = Readonly<{ place: string; code: string; message: string }>;

export type SaidQuestion = Pick<Question, 'id' | 'text' | 'type' | 'domain'> & Partial<Question>;
export type SaidSection = Readonly<{ id: Section['id']; title: string; questions: readonly SaidQuestion[] }>;

/** What a file says, before it is held against the rules for any content. */
export type ReadQuestionnaire = Readonly<{
  name: string | null;
  description: string | null;
  sections: unknown;
  readings: Readings;
}>;

const mostPlaces = 20;
const mostProblems = 200;

/** Collects what is to be said about the reading of a file. */
export class Readings {
  private readonly noted = new Map<string, { message: string; count: number; places: string[] }>();
  private readonly found: ImportProblem[] = [];

  note(code: string, message: string, place?: string): void {
    const note = this.noted.get(code) ?? { message, count: 0, places: [] };
    note.count += 1;
    if (place !== undefined && note.places.length < mostPlaces) note.places.push(place);
    this.noted.set(code, note);
  }

  counted(code: string, message: string, count: number): void {
    if (count > 0) this.noted.set(code, { message, count, places: [] });
  }

  problem(place: string, code: string, message: string): void {
    const isKnown = this.found.some((each) => each.place === place && each.message === message);
    if (!isKnown && this.found.length < mostProblems) this.found.push({ place, code, message });
  }

  get notes(): ImportNote[] {
    return [...this.noted].map(([code, note]) => ({ code, ...note }));
  }

  get problems(): ImportProblem[] {
    return [...this.found];
  }
}
