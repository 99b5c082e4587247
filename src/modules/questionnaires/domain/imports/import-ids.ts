import type { Readings } from './readings.js';

const longest = 64;
const fitting = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/** Gives out ids that are accepted here, each once, as near as possible to those of the file. */
export class ImportIds {
  private readonly taken = new Set<string>();

  constructor(private readonly readings: Readings) {}

  /** `prefix` leads ids that do not begin with a letter, and stands for missing ones. */
  take(wanted: string, prefix: string, place: string): string {
    const cleaned = wanted
      .normalize('NFKD')
      .replace(/[^A-Za-z0-9_-]+/g, '_')
      .replace(/^_+|_+$/g, '');
    const begun = /^[A-Za-z]/.test(cleaned) ? cleaned : `${prefix}${cleaned === '' ? '' : `_${cleaned}`}`;
    const id = this.free(fitting.test(wanted) ? wanted : begun.slice(0, longest));
    if (wanted === '') this.readings.note('ids_given', 'What had no id was given one.', id);
    else if (id !== wanted)
      this.readings.note(
        'ids_renamed',
        'Ids were changed to letters, digits, _ and -, each used once.',
        `${place}: ${id}`,
      );
    this.taken.add(id);
    return id;
  }

  private free(id: string): string {
    if (!this.taken.has(id)) return id;
    for (let number = 2; ; number += 1) {
      const tail = `_${number}`;
      const other = `${id.slice(0, longest - tail.length)}${tail}`;
      if (!this.taken.has(other)) return other;
    }
  }
}
