import { DomainError } from '../../../shared/domain-error.js';
import { contentOf, formOf, readForm, type ModelForm } from './model-form.js';
import { edited, givenUp, released, retired, scoringModelOf, type ModelVersion } from './model-version.js';
import { shippedModels } from './shipped-models.js';

const [shipped] = shippedModels;
if (!shipped) throw new Error('no model');
const form = formOf(shipped);

/** The shipped model's form with something else in it, as 'pointer code' of everything wrong. */
function wrongWith(change: Partial<Record<keyof ModelForm, unknown>>): string[] {
  const reading = readForm({ ...form, ...change });
  return 'problems' in reading ? reading.problems.map(({ pointer, code }) => `${pointer} ${code}`) : [];
}
const factors = (index: number, change: object) =>
  form.factors.map((each, n) => (n === index ? { ...each, ...change } : each));
const grade = (index: number, change: object) =>
  form.grades.map((each, n) => (n === index ? { ...each, ...change } : each));

describe('the form of a model', () => {
  it('is read as the content that it was written from', () => {
    const domains = { PRIVACY: { weight: 1.5, halfLifeDays: 90 } };
    expect(formOf(contentOf(form))).toEqual(form);
    expect(contentOf({ ...formOf({ ...shipped, domains }) }).domains).toEqual(domains);
    expect(contentOf(form)).not.toHaveProperty('domains');
  });

  it.each<[string, Partial<Record<keyof ModelForm, unknown>>, string[]]>([
    [
      'a negative weight',
      { factors: factors(0, { weight: -0.35 }) },
      ['/factors/0/weight out_of_range', '/factors not_a_whole'],
    ],
    [
      'a weight of zero',
      { factors: factors(0, { weight: 0 }) },
      ['/factors/0/weight out_of_range', '/factors not_a_whole'],
    ],
    [
      'weights that are no numbers',
      { factors: form.factors.map((each) => ({ ...each, weight: '0.2' })) },
      [...form.factors.map((_, n) => `/factors/${n}/weight wrong_type`), '/factors not_a_whole'],
    ],
    [
      'an infinite weight',
      { factors: factors(0, { weight: Infinity }) },
      ['/factors/0/weight wrong_type', '/factors not_a_whole'],
    ],
    ['weights beyond a whole', { factors: factors(0, { weight: 0.5 }) }, ['/factors not_a_whole']],
    [
      'a weight between percents',
      { factors: [...factors(0, { weight: 0.355 })] },
      ['/factors/0/weight not_percent', '/factors not_a_whole'],
    ],
    ['a factor twice', { factors: factors(1, { id: 'sensitivity' }) }, ['/factors gap', '/factors/1 twice']],
    ['four meanings', { factors: factors(0, { values: ['a', 'b', 'c', 'd'] }) }, ['/factors/0/values gap']],
    ['grades that overlap', { grades: grade(1, { below: 15 }) }, ['/grades/1/below overlap']],
    ['grades that fall', { grades: grade(2, { below: 20 }) }, ['/grades/2/below overlap']],
    ['grades with a gap at the end', { grades: grade(4, { below: 90 }) }, ['/grades/4/below gap']],
    [
      'a grade without a limit',
      { grades: grade(1, { below: null }) },
      ['/grades/1/below gap', '/grades/2/below overlap'],
    ],
    ['a grade that is missing', { grades: form.grades.slice(1) }, ['/grades gap']],
    ['an unknown grade', { grades: grade(0, { grade: 'E' }) }, ['/grades/0/grade unknown_code']],
    ['tiers with a gap', { tiers: form.tiers.slice(0, 3) }, ['/tiers gap', '/tiers/2/from gap']],
    [
      'tiers that overlap',
      { tiers: form.tiers.map((each) => ({ ...each, from: each.tier === 2 ? 80 : each.from })) },
      ['/tiers/1/from overlap'],
    ],
    [
      'an unknown domain',
      { domains: [{ domain: 'ASTROLOGY', weight: 1, halfLifeDays: null }] },
      ['/domains/0/domain unknown_code'],
    ],
    [
      'domains without weight and with half a day',
      {
        domains: [
          { domain: 'PRIVACY', weight: 0, halfLifeDays: 0.5 },
          { domain: 'PRIVACY', weight: 1 },
        ],
      },
      [
        '/domains/0/weight out_of_range',
        '/domains/0/halfLifeDays out_of_range',
        '/domains/0/halfLifeDays not_whole',
        '/domains/1 twice',
      ],
    ],
    [
      'a floor over an unknown factor',
      { floors: [{ id: 'X', title: 'x', when: { luck: 3 }, atLeast: 50 }] },
      ['/floors/0/when/luck unknown_field', '/floors/0/when empty'],
    ],
    ['a reduction to nothing', { greatestReduction: 1 }, ['/greatestReduction out_of_range']],
    ['a half-life of nothing', { defaultHalfLifeDays: 0 }, ['/defaultHalfLifeDays out_of_range']],
    ['a confidence of more than all', { lowConfidence: 1.1 }, ['/lowConfidence out_of_range']],
    [
      'a knock-out that can be averaged away',
      { knockout: { shareOfInherent: 0, atLeast: 0, bestGrade: 'A' } },
      ['/knockout/bestGrade unknown_code', '/knockout/atLeast too_mild'],
    ],
    [
      'points that are not exact',
      { knockout: { ...form.knockout, atLeast: 60.1 } },
      ['/knockout/atLeast not_quarters'],
    ],
    [
      'a knock-out in tier 5, and a critical finding that weighs less than a high one',
      {
        findings: form.findings.map((each) =>
          each.severity === 'critical' ? { ...each, overduePoints: 1, knockoutTiers: [5] } : each,
        ),
      },
      ['/findings/3/knockoutTiers/0 unknown_code', '/findings/3/overduePoints order'],
    ],
    [
      'lists that are none',
      { factors: {}, grades: 'A' },
      ['/grades wrong_type', '/grades gap', '/factors wrong_type', '/factors gap', '/factors not_a_whole'],
    ],
    [
      'members that are no objects',
      { domains: [null, []] },
      ['/domains/0 wrong_type', '/domains/1 wrong_type', '/domains/1 twice'],
    ],
  ])('with %s is refused', (_case, change, problems) => {
    const found = wrongWith(change);
    expect(found).toEqual(expect.arrayContaining(problems));
    expect(found.length).toBeGreaterThanOrEqual(problems.length);
  });

  it('is refused with everything that is wrong at once', () => {
    const act = () =>
      contentOf({ ...form, greatestReduction: 2, lowConfidence: 'low', grades: grade(1, { below: 3 }) });
    expect(act).toThrow(DomainError);
    expect(wrongWith({ greatestReduction: 2, lowConfidence: 'low', grades: grade(1, { below: 3 }) })).toEqual(
      ['/grades/1/below overlap', '/greatestReduction out_of_range', '/lowConfidence wrong_type'],
    );
  });
});

describe('a version of a model', () => {
  const now = new Date('2026-06-01T08:00:00Z');
  const draft: ModelVersion = {
    ...{ id: 'm', revision: 1, shippedAs: null, version: 2, title: 'Stricter', status: 'draft' },
    ...{ content: contentOf(form), basedOn: 'keyholder-1', editedByIds: ['asa'], createdAt: now },
    ...{ releasedById: null, releasedAt: null, retiredAt: null },
  };
  const codeOf = (act: () => unknown) => {
    try {
      act();
      return null;
    } catch (error) {
      return error instanceof DomainError ? error.code : error;
    }
  };
  const change = { title: 'Other', content: draft.content };

  it('remembers everybody who wrote it, and none of them releases it', () => {
    const twice = edited(edited(draft, 'dan', change), 'asa', change);
    expect(twice.editedByIds).toEqual(['asa', 'dan']);
    for (const editor of ['asa', 'dan'])
      expect(codeOf(() => released(twice, editor, now))).toBe('scoring_model.own_release');
    expect(released(twice, 'ann', now)).toMatchObject({ status: 'released', releasedById: 'ann' });
  });

  it.each([
    ['released', released(draft, 'ann', now)],
    ['retired', retired(draft, now)],
  ])('never changes once it is %s', (_case, model) => {
    for (const act of [
      () => edited(model, 'dan', change),
      () => released(model, 'dan', now),
      () => givenUp(model, now),
    ])
      expect(codeOf(act)).toBe('scoring_model.not_draft');
  });

  it('that came with the software is not edited and goes by its name', () => {
    const ours = { ...draft, shippedAs: 'keyholder-2', editedByIds: [] };
    expect(codeOf(() => edited(ours, 'asa', change))).toBe('scoring_model.shipped');
    expect(scoringModelOf(ours)).toMatchObject({ id: 'keyholder-2', version: 2 });
    expect(scoringModelOf({ ...draft, title: shipped.title, version: 1, shippedAs: shipped.id })).toEqual(
      shipped,
    );
  });
});
