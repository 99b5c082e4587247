import type { FindingRule, Option, QuestionType } from '../content.js';
import type { PlainTexts } from './plain-text.js';
import type { Readings } from './readings.js';
import type { VsaqItem } from './vsaq-items.js';

/** A question that is being made: tips and remarks are added to it. */
export type DraftQuestion = {
  readonly item: VsaqItem;
  readonly id: string;
  readonly type: QuestionType;
  readonly options: readonly Option[];
  readonly visibleWhen: string | null;
  readonly help: string[];
  readonly findingRules: FindingRule[];
};

/** What tips need of the reading that they are part of. */
export type TipReading = Readonly<{
  readings: Readings;
  texts: PlainTexts;
  /** The condition of a tip in CEL, as a rule of a question; without one, with everything around it. */
  ruleOf: (item: VsaqItem, about: VsaqItem | null) => string | boolean;
}>;
