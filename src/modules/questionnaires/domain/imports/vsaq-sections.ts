import type { ImportIds } from './import-ids.js';
import type { PlainTexts } from './plain-text.js';
import type { SaidQuestion, SaidSection } from './readings.js';
import type { DraftQuestion } from './vsaq-draft.js';
import type { VsaqBlock } from './vsaq-items.js';

const mostSections = 50;

type Run = { blocks: readonly VsaqBlock[]; drafts: DraftQuestion[] };

/**
 * Blocks become sections, in the order in which questions are read: a block that goes on after one inside of it is
 * continued in a section of its own. Where that makes too many, inner blocks belong to the section around them.
 */
export function sectionsOf(
  drafts: readonly DraftQuestion[],
  question: (draft: DraftQuestion) => SaidQuestion,
  ids: ImportIds,
  texts: PlainTexts,
): SaidSection[] {
  const runs = runsOf(drafts);
  const root = rootOf(drafts);
  const seen = new Set<string>();
  return runs.map(({ blocks, drafts: held }) => {
    const inner = blocks.filter((block) => block.place !== root);
    const block = inner.at(-1) ?? blocks.at(-1);
    const key = block?.place ?? '';
    const title = texts.line(titleOf(inner.length > 0 ? inner : blocks) || 'Questions', 180, key);
    const continued = seen.has(key);
    seen.add(key);
    return {
      id: ids.take(block?.id ?? `section_${seen.size}`, 'section', key),
      title: continued ? `${title} (continued)` : title,
      questions: held.map(question),
    };
  });
}

/** The titles from the outside to the inside. */
export function titleOf(blocks: readonly VsaqBlock[]): string {
  return blocks
    .map(({ title }) => title.trim())
    .filter((title) => title !== '')
    .slice(-2)
    .join(' › ');
}

function runsOf(drafts: readonly DraftQuestion[]): Run[] {
  for (let depth = 20; depth > 1; depth -= 1) {
    const runs = cut(drafts, depth);
    if (runs.length <= mostSections) return runs;
  }
  return cut(drafts, 1);
}

function cut(drafts: readonly DraftQuestion[], depth: number): Run[] {
  const runs: Run[] = [];
  for (const draft of drafts) {
    const blocks = draft.item.blocks.slice(0, depth);
    const last = runs.at(-1);
    if (last && last.blocks.at(-1)?.place === blocks.at(-1)?.place) last.drafts.push(draft);
    else runs.push({ blocks, drafts: [draft] });
  }
  return runs;
}

function rootOf(drafts: readonly DraftQuestion[]): string | undefined {
  const root = drafts[0]?.item.blocks[0]?.place;
  return drafts.every(({ item }) => item.blocks[0]?.place === root) ? root : undefined;
}
