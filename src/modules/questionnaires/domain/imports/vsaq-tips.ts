import type { Severity } from '../content.js';
import { questionsAskedBy } from '../question-conditions.js';
import type { DraftQuestion, TipReading } from './vsaq-draft.js';
import type { VsaqItem } from './vsaq-items.js';

const severities: Readonly<Record<string, Severity>> = {
  low: 'low',
  medium: 'medium',
  high: 'high',
  critical: 'critical',
};

/** Remarks become help of the question that they stand before, tips help or finding rules of the one that they are about. */
export function addTips(
  reader: TipReading,
  items: readonly VsaqItem[],
  drafts: readonly DraftQuestion[],
): void {
  const byItem = new Map(drafts.map((draft) => [draft.item, draft]));
  const places = new Map(items.map((item, place) => [item, place]));
  const before = (item: VsaqItem) =>
    drafts.findLast((draft) => (places.get(draft.item) ?? 0) < (places.get(item) ?? 0));
  for (const item of items) {
    if (item.type === 'info') addRemark(reader, item, byItem, items);
    if (item.type === 'tip') addTip(reader, item, drafts, before(item));
  }
}

function addRemark(
  { readings, texts }: TipReading,
  item: VsaqItem,
  drafts: ReadonlyMap<VsaqItem, DraftQuestion>,
  items: readonly VsaqItem[],
): void {
  const next = items.slice(items.indexOf(item) + 1).find((each) => drafts.has(each));
  const draft = next && drafts.get(next);
  if (draft) {
    draft.help.push(texts.prose(item.text, 4_000, item.place));
    readings.note('info_to_help', 'Remarks became help of the question after them.', item.place);
  } else readings.note('info_left_out', 'Remarks that no question follows were left out.', item.place);
}

function addTip(
  reader: TipReading,
  item: VsaqItem,
  drafts: readonly DraftQuestion[],
  before: DraftQuestion | undefined,
): void {
  const { readings, texts } = reader;
  const whole = item.cond === null ? true : reader.ruleOf(item, null);
  const draft = (typeof whole === 'string' ? lastAskedBy(whole, drafts) : undefined) ?? before;
  if (!draft) {
    readings.note('tip_left_out', 'Tips about no question were left out.', item.place);
    return;
  }
  const text = texts.prose(item.text, 4_000, item.place);
  const when = reader.ruleOf(item, draft.item);
  if (item.said['warn'] !== 'yes' || typeof when !== 'string') {
    draft.help.push(text);
    readings.note('tip_to_help', 'Tips without a warning became help of their question.', item.place);
    return;
  }
  draft.findingRules.push({
    when,
    title: texts.line(saidText(item, 'name') || firstSentence(text), 200, item.place),
    severity: severityOf(reader, item),
    advice:
      texts.prose(
        [text, saidText(item, 'todo'), saidText(item, 'why')].filter(Boolean).join('\n\n'),
        4_000,
        item.place,
      ) || null,
  });
  readings.note(
    'tip_to_finding',
    'Tips with a warning became finding rules, with severity, name and advice.',
    item.place,
  );
}

function severityOf({ readings }: TipReading, item: VsaqItem): Severity {
  const said = saidText(item, 'severity');
  const known = severities[said];
  if (known === undefined)
    readings.note(
      'severity_guessed',
      'Warnings without a known severity are taken to be medium.',
      item.place,
    );
  return known ?? 'medium';
}

/** The question furthest down that the condition asks after: by then it can be told whether it holds. */
function lastAskedBy(condition: string, drafts: readonly DraftQuestion[]): DraftQuestion | undefined {
  const asked = questionsAskedBy(condition);
  return drafts.findLast(({ id }) => asked.includes(id));
}

function saidText({ said }: VsaqItem, member: string): string {
  const value = said[member];
  return typeof value === 'string' ? value.trim() : '';
}

function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
}
