import { controlDomains } from '../../reference-data/codes.js';
import { effectivenessLevels, evidenceNeeds, questionsOf, questionTypes, tiers } from './content.js';
import { lint } from './lint.js';
import { baseline, shippedQuestionnaires } from './shipped-questionnaires.js';
import { outcomeOf } from './question-conditions.js';
import { visibilityOf } from './visibility.js';

const members = [
  ...['controlRefs', 'domain', 'evidence', 'expected', 'findingWhen', 'halfLifeDays', 'help', 'id'],
  ...[
    'expectedWhen',
    'findingRules',
    'knockout',
    'options',
    'required',
    'text',
    'type',
    'visibleWhen',
    'weight',
  ],
].sort();

/** 'A.5': 37 stands for A.5.1 to A.5.37. */
const numbered = (chapters: Readonly<Record<string, number>>) =>
  new Set(Object.entries(chapters).flatMap(([chapter, most]) => upTo(most).map((n) => `${chapter}.${n}`)));
const upTo = (most: number) => Array.from({ length: most }, (_each, index) => index + 1);
const listed = (categories: Readonly<Record<string, readonly number[]>>) =>
  new Set(
    Object.entries(categories).flatMap(([category, numbers]) =>
      numbers.map((n) => `${category}-${String(n).padStart(2, '0')}`),
    ),
  );

const annexA = numbered({ 'A.5': 37, 'A.6': 8, 'A.7': 14, 'A.8': 34 });
const mvsp = numbered({ '1': 8, '2': 8, '3': 5, '4': 4 });
const csf = listed({
  ...{ 'GV.OC': upTo(5), 'GV.RM': upTo(7), 'GV.RR': upTo(4), 'GV.PO': upTo(2), 'GV.OV': upTo(3) },
  ...{ 'GV.SC': upTo(10), 'ID.AM': [1, 2, 3, 4, 5, 7, 8], 'ID.RA': upTo(10), 'ID.IM': upTo(4) },
  ...{ 'PR.AA': upTo(6), 'PR.AT': upTo(2), 'PR.DS': [1, 2, 10, 11], 'PR.PS': upTo(6), 'PR.IR': upTo(4) },
  ...{ 'DE.CM': [1, 2, 3, 6, 9], 'DE.AE': [2, 3, 4, 6, 7, 8], 'RS.MA': upTo(5), 'RS.AN': [3, 6, 7, 8] },
  ...{ 'RS.CO': [2, 3], 'RS.MI': upTo(2), 'RC.RP': upTo(6), 'RC.CO': [3, 4] },
});
const soc2 = numbered({
  ...{ CC1: 5, CC2: 3, CC3: 4, CC4: 2, CC5: 3, CC6: 8, CC7: 5, CC8: 1, CC9: 2, A1: 3, C1: 2, PI1: 5 },
  ...{ P1: 1, P2: 1, P3: 2, P4: 3, P5: 2, P6: 7, P7: 1, P8: 1 },
});
const gdpr = /^([1-9]\d?)(\([1-9]\d?\)){0,1}(\([a-z]\))?$/;

/** Whether a control of this number exists in the scheme. */
const schemes: Readonly<Record<string, (id: string) => boolean>> = {
  MVSP: (id) => mvsp.has(id),
  ISO27001: (id) => annexA.has(id),
  CSF: (id) => csf.has(id),
  SOC2: (id) => soc2.has(id),
  GDPR: (id) => Number(gdpr.exec(id)?.[1] ?? 100) <= 99,
};

it('the schemes have as many controls as their publishers say', () => {
  expect([annexA, mvsp, csf, soc2].map(({ size }) => size)).toEqual([93, 25, 106, 61]);
});

describe.each(shippedQuestionnaires.map((each) => [each.name, each] as const))('%s', (_name, shipped) => {
  const content = { sections: shipped.sections };
  const questions = questionsOf(content);

  it('can be published as it is', () => {
    expect(lint(content)).toEqual([]);
  });

  it.each(questions.map((question) => [question.id, question] as const))('%s is whole', (_id, question) => {
    const { id, text, help, type, domain, evidence, knockout, options, controlRefs, required } = question;
    expect(Object.keys(question).sort()).toEqual(members);
    expect(id).toMatch(/^[a-z][a-z0-9_]{1,63}$/);
    expect([text, help ?? text].every((each) => each.trim() === each && each.length <= 500)).toBe(true);
    expect(questionTypes).toContain(type);
    expect(controlDomains).toContain(domain);
    expect(evidenceNeeds).toContain(evidence);
    expect(required).toBe(true);
    expect(knockout?.tiers.every((tier) => tiers.includes(tier)) ?? true).toBe(true);
    for (const { effectiveness } of options) expect([null, ...effectivenessLevels]).toContain(effectiveness);
    expect(new Set(controlRefs).size).toBe(controlRefs.length);
    const known = controlRefs.filter((ref) => {
      const [scheme = '', number = ''] = ref.split(/:(.*)/);
      return schemes[scheme]?.(number);
    });
    expect(known).toEqual(controlRefs);
    expect(new Set(controlRefs.map((ref) => ref.split(':')[0])).size).toBeGreaterThanOrEqual(2);
  });

  it('names the articles of the GDPR in every section, and no control that it does not ask', () => {
    for (const { questions: asked } of content.sections)
      expect(asked.some(({ controlRefs }) => controlRefs.some((ref) => ref.startsWith('GDPR:')))).toBe(true);
  });
});

describe('the baseline', () => {
  const content = { sections: baseline.sections };
  const questions = questionsOf(content);

  it('asks about sixty questions in twelve sections, 52 of them of everybody', () => {
    expect(questions.length).toBe(64);
    expect(content.sections.length).toBe(12);
    expect(visibilityOf(content, new Map()).visible.size).toBe(52);
  });

  it('speaks of every domain of control, and of every control of MVSP', () => {
    expect(new Set(questions.map(({ domain }) => domain))).toEqual(new Set(controlDomains));
    const refs = new Set(questions.flatMap(({ controlRefs }) => controlRefs));
    expect([...mvsp].filter((id) => !refs.has(`MVSP:${id}`))).toEqual([]);
  });

  it('asks for more than yes or no', () => {
    const counts = Object.fromEntries(
      questionTypes.map((type) => [type, questions.filter((each) => each.type === type).length]),
    );
    expect(counts).toEqual({
      ...{ yes_no: 19, yes_no_na: 5, single_choice: 27, multi_choice: 6 },
      ...{ text: 2, number: 2, date: 2, file: 1 },
    });
  });

  it('knocks out for what a good average must not hide', () => {
    const knockouts = questions.flatMap(({ id, knockout }) => (knockout ? [[id, knockout.tiers]] : []));
    expect(Object.fromEntries(knockouts)).toEqual({
      ...{ mfa: [1, 2, 3], encryption_transit: [1, 2, 3], encryption_rest: [1], breach_notice: [1, 2, 3] },
      ...{ subprocessor_list: [1, 2, 3], instructions: [1, 2], transfer_tool: [1, 2, 3], audit_right: [1] },
    });
  });

  it.each([
    ['penetration_test_open', 1, 'high', 0],
    ['recovery_hours', 96, 'medium', 72],
    ['mfa', 'nobody', 'critical', 'everybody'],
    ['mfa', 'administrators', 'high', 'everybody'],
    ['breach_notice', 'hours_72', 'high', 'hours_24'],
    ['ai_training', 'yes', 'high', 'na'],
    ['transfer_tool', 'scc', 'high', 'scc_assessed'],
    ['backups', 'untested', 'medium', 'restored'],
  ])('finds something for %s of %s, which is %s, and nothing for %s', (id, worse, severity, better) => {
    const rules = questions.find((question) => question.id === id)?.findingRules ?? [];
    const found = (value: string | number) => rules.filter(({ when }) => holds(when, id, value));
    expect(found(worse).map((rule) => rule.severity)).toEqual([severity]);
    expect(found(worse)[0]?.advice).toMatch(/\.$/);
    expect(found(better)).toEqual([]);
  });
  const holds = (when: string, id: string, value: string | number) => {
    const outcome = outcomeOf(when, { [id]: value });
    return 'value' in outcome && outcome.value;
  };

  it('keeps the ids of its first edition: they are what is asked once', () => {
    const ids = questions.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(firstEdition));
  });
});

describe('the other questionnaires', () => {
  it('ask what the baseline asks in its words, by its ids', () => {
    const words = new Map(questionsOf({ sections: baseline.sections }).map((each) => [each.id, each]));
    const [, short, privacy] = shippedQuestionnaires.map(({ sections }) => questionsOf({ sections }));
    expect(short?.length).toBe(15);
    expect(short?.every((question) => question === words.get(question.id))).toBe(true);
    expect(privacy?.length).toBe(24);
    expect(privacy?.filter((question) => question === words.get(question.id)).length).toBe(16);
    expect(privacy?.filter(({ id }) => words.has(id)).length).toBe(16);
  });
});

const firstEdition = [
  ...['policy', 'risk_assessment', 'confidentiality', 'training', 'mfa', 'mfa_exceptions', 'least_privilege'],
  ...[
    'leavers',
    'premises',
    'encryption_transit',
    'encryption_rest',
    'keys',
    'logging',
    'changes',
    'patching',
  ],
  ...['penetration_test', 'penetration_test_on', 'incident_plan', 'breach_notice', 'past_breaches'],
  ...['past_breaches_lessons', 'backups', 'subprocessors', 'subprocessor_list', 'subprocessor_checks'],
  ...['instructions', 'ai_training', 'data_map', 'rights', 'deletion', 'outside_eea', 'transfer_tool'],
  'independent_report',
];
