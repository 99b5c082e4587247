import baselineQuestionnaire from './baseline.json' with { type: 'json' };
import { defaultHalfLifeDays, type Question, type Section } from './content.js';
import privacyQuestionnaire from './privacy.json' with { type: 'json' };
import shortQuestionnaire from './short.json' with { type: 'json' };

/** A questionnaire in our own words that is published on every installation. A changed one gets the next edition. */
export type ShippedQuestionnaire = Readonly<{
  key: string;
  edition: number;
  name: string;
  description: string;
  sections: readonly Section[];
}>;

/** What a question leaves out is as here. */
const unlessTold = {
  help: null,
  required: true,
  options: [],
  expected: null,
  knockout: null,
  evidence: 'none',
  halfLifeDays: defaultHalfLifeDays,
  visibleWhen: null,
  findingWhen: null,
  expectedWhen: null,
  findingRules: [],
} as const;

type WrittenQuestion = Partial<Question> & Omit<Question, keyof typeof unlessTold>;
/** A question of the baseline is named by its id: the same words everywhere, so that it is asked once. */
type Written = Omit<ShippedQuestionnaire, 'sections'> &
  Readonly<{
    sections: readonly (Omit<Section, 'questions'> & { questions: readonly (string | WrittenQuestion)[] })[];
  }>;

// JSON modules have no literal types; shipped-questionnaires.spec.ts proves the shape
const asWritten: readonly unknown[] = [baselineQuestionnaire, shortQuestionnaire, privacyQuestionnaire];
const [written, ...others] = asWritten as readonly [Written, ...Written[]];

export const baseline: ShippedQuestionnaire = complete(written, new Map());
const known = new Map(baseline.sections.flatMap(({ questions }) => questions.map((each) => [each.id, each])));

export const shippedQuestionnaires: readonly ShippedQuestionnaire[] = [
  baseline,
  ...others.map((each) => complete(each, known)),
];

function complete(questionnaire: Written, named: ReadonlyMap<string, Question>): ShippedQuestionnaire {
  const questionOf = (each: string | WrittenQuestion): Question => {
    if (typeof each !== 'string') return { ...unlessTold, ...each };
    const question = named.get(each);
    if (!question) throw new Error(`${questionnaire.key}: the baseline has no question ${each}`);
    return question;
  };
  const sections = questionnaire.sections.map((section) => ({
    ...section,
    questions: section.questions.map(questionOf),
  }));
  return { ...questionnaire, sections };
}
