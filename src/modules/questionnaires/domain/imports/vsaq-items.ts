import type { QuestionType } from '../content.js';
import type { Readings } from './readings.js';

/** An item of a google/vsaq file with the blocks around it; `place` is where a person finds it. */
export type VsaqItem = Readonly<{
  type: string;
  said: Readonly<Record<string, unknown>>;
  id: string | null;
  text: string;
  cond: string | null;
  blocks: readonly VsaqBlock[];
  place: string;
}>;
export type VsaqBlock = Readonly<{ id: string | null; title: string; cond: string | null; place: string }>;

export const vsaqQuestionTypes: Readonly<Record<string, QuestionType>> = {
  line: 'text',
  box: 'text',
  check: 'yes_no',
  radio: 'yes_no',
  yesno: 'yes_no',
  radiogroup: 'single_choice',
  checkgroup: 'multi_choice',
  upload: 'file',
};
const silent = ['spacer'];
const known = [...Object.keys(vsaqQuestionTypes), ...silent, 'info', 'tip'];
const deepest = 20;
const mostItems = 10_000;

/** All items in reading order; blocks are taken apart into what they hold and what they say. */
export function vsaqItems(
  file: unknown,
  lineOf: (part: unknown) => number | null,
  readings: Readings,
): VsaqItem[] {
  const found: VsaqItem[] = [];
  const walk = (items: unknown, blocks: readonly VsaqBlock[], where: string): void => {
    if (!Array.isArray(items)) {
      readings.problem(where, 'no_items', 'holds no list of items');
      return;
    }
    if (blocks.length > deepest) {
      readings.problem(where, 'too_deep', `blocks are nested more than ${deepest} deep`);
      return;
    }
    items.forEach((said: unknown, at) => {
      const line = lineOf(said);
      const numbered = line === null ? `${where}/${at}` : `line ${line}`;
      if (!isObject(said)) {
        readings.problem(numbered, 'no_item', 'is no item');
        return;
      }
      const item = itemOf(said, blocks, numbered, readings);
      if (item.type === 'block') {
        const { id, text: title, cond, place } = item;
        walk(said['items'] ?? [], [...blocks, { id, title, cond, place }], `${where}/${at}/items`);
      } else if (!known.includes(item.type)) {
        readings.problem(item.place, 'unknown_type', `has the unknown type ${item.type.slice(0, 40)}`);
      } else if (isForOthers(item)) {
        readings.note('left_out', 'Items for administrators and invisible items were left out.', item.place);
      } else if (!silent.includes(item.type)) found.push(item);
    });
  };
  walk(listIn(file, readings), [], 'questionnaire');
  if (found.length > mostItems)
    readings.problem('questionnaire', 'too_many_items', `holds more than ${mostItems} items`);
  return found.slice(0, mostItems);
}

function listIn(file: unknown, readings: Readings): unknown {
  if (!isObject(file)) return file;
  if ('extensions' in file && !('questionnaire' in file)) {
    readings.problem('file', 'extension', 'is an extension: import the questionnaire that it extends');
    return [];
  }
  return file['questionnaire'];
}

function itemOf(
  said: Readonly<Record<string, unknown>>,
  blocks: readonly VsaqBlock[],
  place: string,
  readings: Readings,
): VsaqItem {
  const text = (member: string): string | null => {
    const value = said[member] ?? null;
    if (value === null || typeof value === 'string') return value;
    readings.problem(place, 'not_a_text', `its ${member} is no text`);
    return null;
  };
  const id = text('id');
  return {
    ...{ type: text('type') ?? '', said, id, text: text('text') ?? '', blocks },
    cond: (text('cond') ?? '').trim() || null,
    place: id === null ? place : `${place} (${id.slice(0, 80)})`,
  };
}

function isForOthers({ said }: VsaqItem): boolean {
  return said['auth'] === 'admin' || said['className'] === 'vsaq-invisible';
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
