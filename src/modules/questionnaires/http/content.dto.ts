import { ApiProperty } from '@nestjs/swagger';
import {
  BoolField,
  CodeField,
  IntField,
  LabelField,
  LookedUpField,
  LookedUpListField,
  NumberField,
  ObjectField,
  ObjectsField,
  ProseField,
  rule,
} from '../../../platform/http/fields.js';
import { controlDomains, type ControlDomain } from '../../reference-data/codes.js';
import {
  defaultHalfLifeDays,
  effectivenessLevels,
  evidenceNeeds,
  severities,
  questionTypes,
  tiers,
  type Content,
  type Effectiveness,
  type EvidenceNeed,
  type Question,
  type QuestionType,
  type Severity,
  type Tier,
} from '../domain/content.js';

const idPattern = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const refPattern = /^[A-Za-z0-9][A-Za-z0-9 .:()/&_-]{0,79}$/;
const celLength = 2_000;

const KeyField = (example: string) =>
  LookedUpField({
    example,
    pattern: idPattern.source,
    sentence: 'must begin with a letter and hold up to 64 letters, digits, _ and -',
    known: (value) => idPattern.test(value),
  });

const ConditionField = (example: string, description: string) =>
  ProseField({ max: celLength, optional: true, nullable: true, example, description });

/** One of a few numbers. */
export const levels = (known: readonly number[]) =>
  rule('level', `must be one of ${known.join(', ')}`, (value) => known.includes(value as number));

const isExpectation = (value: unknown) =>
  (typeof value === 'string' && value.length <= 64) ||
  (Array.isArray(value) &&
    value.length <= 50 &&
    new Set(value).size === value.length &&
    value.every((id) => typeof id === 'string' && id.length <= 64));

export class OptionDto {
  @KeyField('everybody') id: string;
  @LabelField({ max: 500, example: 'Everybody' }) text: string;
  @NumberField({
    optional: true,
    nullable: true,
    example: 1,
    description: 'How far the control works: 0, 0.5 or 1.',
  })
  @levels(effectivenessLevels)
  effectiveness?: Effectiveness | null;
}

export class KnockoutDto {
  @ApiProperty({
    type: [Number],
    example: [1, 2],
    description: 'Tiers in which a failed answer is not averaged away.',
  })
  @rule(
    'tiers',
    'must list some of 1, 2, 3 and 4, each once',
    (value) =>
      Array.isArray(value) &&
      value.length > 0 &&
      new Set(value).size === value.length &&
      value.every((tier) => tiers.includes(tier as Tier)),
  )
  tiers: Tier[];
}

export class FindingRuleDto {
  @ProseField({ max: celLength, example: 'answers.mfa == "no"', description: 'CEL over answers.' })
  when: string;
  @LabelField({ max: 200, example: 'No second factor' }) title: string;
  @CodeField({ codes: severities, name: 'FindingSeverity', example: 'high' }) severity: Severity;
  @ProseField({ max: 4_000, optional: true, nullable: true, example: 'Turn it on for everybody.' })
  advice?: string | null;
}

export class QuestionDto {
  @KeyField('mfa') id: string;
  @ProseField({ max: 2_000, example: 'Who has to use a second factor from outside?' }) text: string;
  @ProseField({ max: 4_000, optional: true, nullable: true, example: 'A passkey counts.' })
  help?: string | null;
  @CodeField({ codes: questionTypes, name: 'QuestionType', example: 'yes_no' }) type: QuestionType;
  @BoolField({ optional: true, example: true, description: 'true unless told.' }) required?: boolean;
  @CodeField({ codes: controlDomains, name: 'ControlDomain', example: 'ACCESS_CONTROL' })
  domain: ControlDomain;
  @NumberField({
    optional: true,
    min: 0,
    max: 10,
    example: 5,
    description: 'How much it counts; 0 (unless told) informs only.',
  })
  weight?: number;
  @LookedUpListField({
    optional: true,
    max: 40,
    example: ['ISO27001:A.8.5', 'CSF:PR.AA-03'],
    pattern: refPattern.source,
    sentence: 'must hold numbers of controls such as ISO27001:A.8.5',
    known: (value) => refPattern.test(value),
  })
  controlRefs?: string[];
  @ObjectsField(() => OptionDto, { optional: true, max: 50, example: [] }) options?: OptionDto[];
  @ApiProperty({
    required: false,
    oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }, { type: 'null' }],
    example: 'yes',
    description: 'yes or no, the id of an option, or for multi_choice the ids that all have to be chosen.',
  })
  @rule(
    'expectation',
    'must be a text or a list of different texts',
    (value) => value === undefined || value === null || isExpectation(value),
  )
  expected?: string | string[] | null;
  @ConditionField(
    'answer == "yes"',
    'CEL over answer, for any type: when the control works; instead of expected. A number is answer <= 30, a day ' +
      'answer >= "2026-01-01", a text answer.matchesRe2("(?i)argon2"), a file "AUDIT_REPORT" in answer.',
  )
  expectedWhen?: string | null;
  @ObjectField(() => KnockoutDto, { optional: true, nullable: true }) knockout?: KnockoutDto | null;
  @CodeField({ codes: evidenceNeeds, name: 'EvidenceNeed', optional: true, example: 'optional' })
  evidence?: EvidenceNeed;
  @IntField({
    optional: true,
    min: 1,
    max: 3_650,
    example: defaultHalfLifeDays,
    description: `Days after the end of its evidence in which the answer loses half its worth; ${defaultHalfLifeDays} unless told.`,
  })
  halfLifeDays?: number;
  @ConditionField('answers.mfa != "no"', 'CEL over answers: when the question is asked.')
  visibleWhen?: string | null;
  @ConditionField(
    'answers.mfa == "no"',
    'CEL over answers: when a finding is raised, named after the question.',
  )
  findingWhen?: string | null;
  @ObjectsField(() => FindingRuleDto, {
    optional: true,
    max: 20,
    example: [],
    description: 'Findings with names of their own.',
  })
  findingRules?: FindingRuleDto[];
}

export class SectionDto {
  @KeyField('access') id: string;
  @LabelField({ max: 200, example: 'Access' }) title: string;
  @ObjectsField(() => QuestionDto, { max: 200 }) questions: QuestionDto[];
}

/** Fills in what was left out, so that a stored question says everything. */
export function contentOf(sections: readonly SectionDto[]): Content {
  return {
    sections: sections.map(({ id, title, questions }) => ({
      id,
      title,
      questions: questions.map(questionOf),
    })),
  };
}

const unsaid = {
  help: null,
  required: true,
  weight: 0,
  controlRefs: [],
  expected: null,
  expectedWhen: null,
  knockout: null,
  evidence: 'none',
  halfLifeDays: defaultHalfLifeDays,
  visibleWhen: null,
  findingWhen: null,
} as const;

function questionOf(said: QuestionDto): Question {
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  const options = (said.options ?? []).map(({ id, text, effectiveness = null }) => ({
    id,
    text,
    effectiveness,
  }));
  const findingRules = (said.findingRules ?? []).map(({ when, title, severity, advice = null }) => ({
    ...{ when, title, severity, advice },
  }));
  return {
    ...unsaid,
    ...(given as Pick<QuestionDto, 'id' | 'text' | 'type' | 'domain'>),
    options,
    findingRules,
  };
}

/** A question as it is shown to us; respondents see less. */
export function shownSections({ sections }: Content): SectionDto[] {
  return sections.map(({ id, title, questions }) => ({ id, title, questions: questions.map(shownQuestion) }));
}

export function shownQuestion(question: Question): QuestionDto {
  const { id, text, help, type, required, domain, weight, controlRefs, options, expected, knockout } =
    question;
  const { evidence, halfLifeDays, visibleWhen, findingWhen } = question;
  return {
    ...{ id, text, help, type, required, domain, weight, evidence, halfLifeDays, visibleWhen, findingWhen },
    controlRefs: [...controlRefs],
    options: options.map((option) => ({ ...option })),
    expectedWhen: question.expectedWhen ?? null,
    findingRules: (question.findingRules ?? []).map((rule) => ({ ...rule })),
    expected: typeof expected === 'string' || expected === null ? expected : [...expected],
    knockout: knockout && { tiers: [...knockout.tiers] },
  };
}
