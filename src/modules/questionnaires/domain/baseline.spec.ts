import { controlDomains } from '../../reference-data/codes.js';
import { baseline } from './baseline.js';
import { effectivenessLevels, evidenceNeeds, questionsOf, questionTypes, tiers } from './content.js';
import { lint } from './lint.js';
import { visibilityOf } from './visibility.js';

const content = { sections: baseline.sections };
const questions = questionsOf(content);
const annexA: Record<string, number> = { '5': 37, '6': 8, '7': 14, '8': 34 };
const mvsp: Record<string, number> = { '1': 8, '2': 8, '3': 5, '4': 4 };
const within = (most: Record<string, number>, [chapter = '', number = '']: string[]) =>
  Number(number) >= 1 && Number(number) <= (most[chapter] ?? 0);

/** Whether a control of this number exists in the scheme. */
const schemes: Record<string, (id: string) => boolean> = {
  MVSP: (id) => within(mvsp, id.split('.')),
  ISO27001: (id) => id.startsWith('A.') && within(annexA, id.slice(2).split('.')),
  CSF: (id) =>
    /^(GV\.(OC|RM|RR|PO|OV|SC)|ID\.(AM|RA|IM)|PR\.(AA|AT|DS|PS|IR)|DE\.(CM|AE)|RS\.(MA|AN|CO|MI)|RC\.(RP|CO))-(0[1-9]|1[01])$/.test(
      id,
    ),
  SOC2: (id) => /^(CC[1-9]\.\d|A1\.[1-3]|C1\.[12]|PI1\.[1-5]|P[1-8]\.[1-7])$/.test(id),
  GDPR: (id) => Number(/^(\d{1,2})(\(\d\))?(\([a-h]\))?$/.exec(id)?.[1] ?? 100) <= 99,
};

describe('the baseline questionnaire', () => {
  it('can be published as it is', () => {
    expect(lint(content)).toEqual([]);
  });

  it('asks 26 questions of everybody, in ten domains and more', () => {
    expect(visibilityOf(content, new Map()).visible.size).toBe(26);
    expect(new Set(questions.map(({ domain }) => domain)).size).toBeGreaterThanOrEqual(10);
  });

  it.each(questions.map((question) => [question.id, question] as const))(
    '%s has every field in shape',
    (_id, question) => {
      expect(Object.keys(question).sort()).toEqual(
        [
          ...['controlRefs', 'domain', 'evidence', 'expected', 'findingWhen', 'halfLifeDays', 'help', 'id'],
          ...['knockout', 'options', 'required', 'text', 'type', 'visibleWhen', 'weight'],
        ].sort(),
      );
      expect(questionTypes).toContain(question.type);
      expect(controlDomains).toContain(question.domain);
      expect(evidenceNeeds).toContain(question.evidence);
      expect(question.knockout?.tiers.every((tier) => tiers.includes(tier)) ?? true).toBe(true);
      for (const { effectiveness } of question.options)
        expect([null, ...effectivenessLevels]).toContain(effectiveness);
      expect(question.controlRefs.length).toBeGreaterThan(0);
      for (const ref of question.controlRefs) {
        const [scheme = '', id = ''] = ref.split(/:(.*)/);
        expect([ref, schemes[scheme]?.(id)]).toEqual([ref, true]);
      }
    },
  );

  it('knocks out for what a good average must not hide', () => {
    const knockouts = questions.filter(({ knockout }) => knockout !== null).map(({ id }) => id);
    expect(knockouts).toEqual([
      'mfa',
      'encryption_transit',
      'encryption_rest',
      'breach_notice',
      'subprocessor_list',
      'instructions',
      'transfer_tool',
    ]);
  });

  it('refers to all five schemes', () => {
    const used = new Set(questions.flatMap(({ controlRefs }) => controlRefs.map((ref) => ref.split(':')[0])));
    expect([...used].sort()).toEqual(['CSF', 'GDPR', 'ISO27001', 'MVSP', 'SOC2']);
  });
});
