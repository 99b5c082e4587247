import type { Option, QuestionType } from '../content.js';
import { guessedDomain } from './guessed-domain.js';
import { ImportIds } from './import-ids.js';
import { PlainTexts } from './plain-text.js';
import { Readings, type ReadQuestionnaire, type SaidQuestion } from './readings.js';
import { parseVsaqCondition, type VsaqCondition } from './vsaq-condition.js';
import type { DraftQuestion } from './vsaq-draft.js';
import { isObject, vsaqItems, vsaqQuestionTypes, type VsaqBlock, type VsaqItem } from './vsaq-items.js';
import { sectionsOf, titleOf } from './vsaq-sections.js';
import { addTips } from './vsaq-tips.js';
import { celOf, type VsaqMeaning, type VsaqSymbols } from './vsaq-to-cel.js';

/** A google/vsaq questionnaire. What the file calls a tip with a warning becomes a finding rule of a question. */
export function readVsaq(file: unknown, lineOf: (part: unknown) => number | null): ReadQuestionnaire {
  const readings = new Readings();
  const items = vsaqItems(file, lineOf, readings);
  return new VsaqReader(items, readings).read();
}

class VsaqReader {
  readonly texts: PlainTexts;
  private readonly ids: ImportIds;
  private readonly meanings = new Map<string, VsaqMeaning>();
  private readonly shown = new Map<string, VsaqCondition | 'always'>();
  private readonly parsed = new Map<string, VsaqCondition>();
  private readonly symbols: VsaqSymbols;

  constructor(
    private readonly items: readonly VsaqItem[],
    readonly readings: Readings,
  ) {
    this.texts = new PlainTexts(readings);
    this.ids = new ImportIds(readings);
    this.symbols = {
      meaningOf: (id) => this.meanings.get(id) ?? null,
      shownWhen: (id) => this.shown.get(id) ?? null,
      unknown: (id) =>
        readings.note(
          'unknown_id',
          'Conditions ask for ids that the file does not have: they count as not chosen.',
          id,
        ),
    };
  }

  read(): ReadQuestionnaire {
    const { items, readings } = this;
    const asked = items.filter(({ type }) => type in vsaqQuestionTypes);
    const named = asked.map((item) => ({ item, ...this.named(item) }));
    for (const item of items) this.remember(item);
    const drafts = named.map((each): DraftQuestion => ({
      ...each,
      visibleWhen: this.visibleWhen(each.item),
      help: [],
      findingRules: [],
    }));
    addTips(this, items, drafts);
    readings.note(
      'domains_guessed',
      'The domain of each question was guessed from its section and its text.',
    );
    if (!asked.some(({ said }) => 'required' in said))
      readings.note(
        'required_guessed',
        'No item says whether it is required: choices of one and yes/no are, all others are not.',
      );
    const root = rootTitle(items);
    return {
      name: root === null ? null : this.texts.line(root, 200, 'questionnaire'),
      description: null,
      sections: sectionsOf(drafts, (draft) => this.question(draft), this.ids, this.texts),
      readings,
    };
  }

  /** What its blocks and it itself ask for, in CEL; null: always shown. */
  visibleWhen(item: VsaqItem): string | null {
    const cel = this.translated(this.conditionOf(item), item.place);
    return cel === true ? null : cel === false ? 'false' : cel;
  }

  /** Its condition, and those of its blocks that the question does not stand in itself: as a rule of that question. */
  ruleOf(item: VsaqItem, about: VsaqItem | null): string | boolean {
    const given = about === null ? [] : [...about.blocks.map(({ cond }) => cond), about.cond];
    const blocks = item.blocks.filter(({ cond }) => !given.includes(cond));
    return this.translated(this.conditionOf({ ...item, blocks }), item.place);
  }

  private translated(condition: VsaqCondition | null, place: string): string | boolean {
    if (condition === null) return true;
    try {
      return celOf(condition, this.symbols);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      this.readings.problem(place, 'bad_condition', `its condition ${error.message}`);
      return true;
    }
  }

  private conditionOf({ blocks, cond, place }: VsaqItem): VsaqCondition | null {
    const all = [...blocks.map((block) => [block.cond, block.place] as const), [cond, place] as const];
    const distinct = new Map(all.flatMap(([source, at]) => (source === null ? [] : [[source, at] as const])));
    return [...distinct]
      .map(([source, at]) => this.parse(source, at))
      .filter((each) => each !== null)
      .reduce<VsaqCondition | null>((left, right) => (left ? { op: 'and', left, right } : right), null);
  }

  private parse(source: string, place: string): VsaqCondition | null {
    const known = this.parsed.get(source);
    if (known) return known;
    try {
      const { condition, leftToRight } = parseVsaqCondition(source);
      if (leftToRight)
        this.readings.note(
          'left_to_right',
          'Conditions with && after || were read from the left, as vsaq does.',
          place,
        );
      this.parsed.set(source, condition);
      return condition;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      this.readings.problem(place, 'bad_condition', `its condition ${error.message}`);
      return null;
    }
  }

  private named(item: VsaqItem): Pick<DraftQuestion, 'id' | 'type' | 'options'> {
    const type = vsaqQuestionTypes[item.type] ?? 'text';
    const id = this.ids.take(item.id ?? '', 'q', item.place);
    const choices = type === 'single_choice' || type === 'multi_choice' ? this.choices(item) : [];
    const optionIds = new ImportIds(this.readings);
    const options = choices.map(([choice, text]): Option => {
      const option = optionIds.take(choice, 'option', item.place);
      this.define(choice, { kind: 'choice', id, type, choice: option }, item.place);
      return { id: option, text: this.texts.line(text, 500, item.place) || option, effectiveness: null };
    });
    if (item.id !== null) this.define(item.id, this.meaningOf(item, id, type), item.place);
    return { id, type, options };
  }

  /** A box that is ticked is a yes. */
  private meaningOf({ type: said }: VsaqItem, id: string, type: QuestionType): VsaqMeaning {
    return said === 'check' || said === 'radio'
      ? { kind: 'choice', id, type, choice: 'yes' }
      : { kind: 'question', id, type };
  }

  private define(id: string, meaning: VsaqMeaning, place: string): void {
    if (this.meanings.has(id))
      this.readings.note('id_twice', 'Ids stand for several things: the first is meant.', `${place}: ${id}`);
    else this.meanings.set(id, meaning);
  }

  private choices({ said, place }: VsaqItem): [string, string][] {
    const listed = Array.isArray(said['choices']) ? (said['choices'] as unknown[]) : [];
    const choices = listed.flatMap((choice) => {
      const [entry, ...more] = isObject(choice) ? Object.entries(choice) : [];
      if (entry && more.length === 0 && typeof entry[1] === 'string')
        return [[entry[0], entry[1]] as [string, string]];
      this.readings.problem(place, 'bad_choice', 'has a choice that is not one id with its text');
      return [];
    });
    if ('choicesConds' in said)
      this.readings.note(
        'choice_conditions',
        'Conditions of single choices were left out: all choices are offered.',
        place,
      );
    if (said['defaultChoice'] === true) choices.push(['none_of_the_above', 'None of the above']);
    return choices;
  }

  private remember(item: VsaqItem): void {
    const remember = (id: string | null, condition: VsaqCondition | null) => {
      if (id !== null && !this.shown.has(id)) this.shown.set(id, condition ?? 'always');
    };
    item.blocks.forEach((block, at) => {
      if (block.id !== null && !this.shown.has(block.id))
        remember(block.id, this.conditionOf({ ...item, blocks: item.blocks.slice(0, at), cond: block.cond }));
    });
    remember(item.id, this.conditionOf(item));
  }

  private question({
    item,
    id,
    type,
    options,
    visibleWhen,
    help,
    findingRules,
  }: DraftQuestion): SaidQuestion {
    const { said, place, blocks } = item;
    const text = this.texts.prose(item.text, 2_000, place) || titleOf(blocks) || 'Please choose.';
    return {
      ...{ id, text, type, options, visibleWhen, findingRules: findingRules.slice(0, 20) },
      help: this.texts.prose(help.join('\n\n'), 4_000, place) || null,
      required:
        'required' in said ? said['required'] === true : type === 'single_choice' || type === 'yes_no',
      evidence: type === 'file' ? 'optional' : 'none',
      domain: guessedDomain(blocks.at(-1)?.title ?? '', text, ...blocks.map(({ title }) => title).reverse()),
    };
  }
}

/** The one block that holds everything is the questionnaire itself. */
function rootTitle(items: readonly VsaqItem[]): string | null {
  const [first] = items;
  const root: VsaqBlock | undefined = first?.blocks[0];
  const shared = root && items.every(({ blocks }) => blocks[0]?.place === root.place);
  return shared && root.title !== '' ? root.title : null;
}
