import type { ControlDomain } from '../../reference-data/codes.js';

export const questionTypes = [
  'yes_no',
  'yes_no_na',
  'single_choice',
  'multi_choice',
  'text',
  'number',
  'date',
  'file',
] as const;
export type QuestionType = (typeof questionTypes)[number];

/**
 * 'yes', 'no', 'na', the id of an option, a text, a day, a number or the ids of several options; null: none. Where
 * answers are judged, a file question has the kinds of its documents.
 */
export type AnswerValue = string | number | readonly string[] | null;

export const evidenceNeeds = ['none', 'optional', 'required'] as const;
export type EvidenceNeed = (typeof evidenceNeeds)[number];

export const tiers = [1, 2, 3, 4] as const;
export type Tier = (typeof tiers)[number];

/** How far a control works: not, in part, wholly. */
export const effectivenessLevels = [0, 0.5, 1] as const;
export type Effectiveness = (typeof effectivenessLevels)[number];

export const defaultHalfLifeDays = 180;

/** More would not be answered, nor judged in reasonable time. */
export const mostQuestions = 2_000;

export const severities = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

export type Option = Readonly<{ id: string; text: string; effectiveness: Effectiveness | null }>;

/** A gap that has a name of its own: what is found when the condition (CEL over `answers`) holds. */
export type FindingRule = Readonly<{
  when: string;
  title: string;
  severity: Severity;
  /** What to do about it. */
  advice: string | null;
}>;

export type Question = Readonly<{
  id: string;
  text: string;
  help: string | null;
  type: QuestionType;
  required: boolean;
  domain: ControlDomain;
  /** How much it counts, 0 to 10; 0 informs only. */
  weight: number;
  /** 'ISO27001:A.8.24': a scheme and its own number, never its text. */
  controlRefs: readonly string[];
  options: readonly Option[];
  /** The answer that shows a working control: 'yes', 'no', or ids of options that all belong to it. */
  expected: string | readonly string[] | null;
  /**
   * CEL over `answer`, for any type: true shows a working control, false shows none. `answer` is the value itself; of a
   * file question the kinds of its documents. Older questionnaires do not have the member.
   */
  expectedWhen?: string | null;
  /** In these tiers a failed answer cannot be averaged away. */
  knockout: Readonly<{ tiers: readonly Tier[] }> | null;
  evidence: EvidenceNeed;
  /** Days after the end of its evidence in which the answer loses half its worth. */
  halfLifeDays: number;
  /** CEL over `answers`; null: always. */
  visibleWhen: string | null;
  /** CEL over `answers`; true raises a finding. */
  findingWhen: string | null;
  /** Findings with names of their own. Older questionnaires do not have the member. */
  findingRules?: readonly FindingRule[];
}>;

export type Section = Readonly<{ id: string; title: string; questions: readonly Question[] }>;

/** What a questionnaire asks. A published one never changes. */
export type Content = Readonly<{ sections: readonly Section[] }>;

export type Placed = Readonly<{ question: Question; section: Section; pointer: string }>;

/** Every question in reading order, with its JSON pointer in the content. */
export function placedQuestions({ sections }: Content): Placed[] {
  return sections.flatMap((section, s) =>
    section.questions.map((question, q) => ({ question, section, pointer: `/sections/${s}/questions/${q}` })),
  );
}

export function questionsOf(content: Content): Question[] {
  return content.sections.flatMap(({ questions }) => [...questions]);
}

export function isChoice({ type }: Question): boolean {
  return type === 'single_choice' || type === 'multi_choice';
}

export function isYesNo({ type }: Question): boolean {
  return type === 'yes_no' || type === 'yes_no_na';
}
