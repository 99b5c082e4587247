import fc from 'fast-check';
import { twoDecimals } from '../../../shared/rounding.js';
import {
  anyInputs,
  anyModel,
  control,
  finding,
  inputs,
  model,
  withControl,
} from '../../../../test/support/payroll.js';
import { counterfactualsOf, type Change } from './counterfactuals.js';
import { differenceOf } from './difference.js';
import { domainsOf } from './domains.js';
import { dragsOf, largest } from './drags.js';
import { sum } from './exact.js';
import { scoreOf, type ScoreInputs } from './score.js';
import { grades, type Grade, type ScoringModel } from './scoring-model.js';
import { changeInWords } from './words.js';

const made = (given: ScoreInputs, by: ScoringModel = model) => ({
  score: scoreOf(given, by),
  inputs: given,
  model: by,
});

describe('what drags a score', () => {
  it('is named with what is lost and why, the heaviest first', () => {
    const { score } = made(inputs());
    expect(
      dragsOf(score, inputs(), model).map(({ id, points, because }) => [id, twoDecimals(points), because]),
    ).toEqual([
      ['IR_PLAN', 9.82, ['partly_effective', 'weak_evidence']],
      ['SUBPROC', 7.36, ['weak_evidence', 'lapsed_evidence']],
      ['TRAINING', 6.55, ['unanswered']],
      ['PENTEST', 3.58, ['weak_evidence', 'lapsed_evidence']],
    ]);
  });

  it('holds failed controls, overdue findings and the knock-out too, and five at most are shown', () => {
    const given = {
      ...withControl('MFA', { answer: 0 }),
      findings: [finding({ severity: 'high', overdue: true })],
    };
    const drags = dragsOf(scoreOf(given, model), given, model);
    expect(drags.map(({ id, because }) => [id, because[0]])).toEqual([
      ['MFA', 'not_effective'],
      ['knockout', 'knockout'],
      ['IR_PLAN', 'partly_effective'],
      ['SUBPROC', 'weak_evidence'],
      ['TRAINING', 'unanswered'],
      ['f1', 'overdue_finding'],
      ['PENTEST', 'weak_evidence'],
    ]);
    expect(largest(drags)).toEqual(drags.slice(0, 5));
  });

  it('together with perfection makes up the whole', () => {
    fc.assert(
      fc.property(anyInputs, anyModel, (given, by) => {
        const score = scoreOf(given, by);
        const plain = sum(
          score.contributions.filter(({ kind }) => kind !== 'limit').map(({ points }) => points),
        );
        const drags = sum(dragsOf(score, given, by).map(({ points }) => points));
        const best = given.controls.some(({ notApplicable }) => !notApplicable) ? 0.1 : 1;
        expect(plain - drags).toBeCloseTo(best * score.inherentRisk, 5);
      }),
    );
  });
});

describe('what would bring a better grade', () => {
  const changesOf = ({ items }: ReturnType<typeof counterfactualsOf>) =>
    items.map(({ changes, grade }) => [changes.map(({ id }) => id).join(' + '), grade]);

  it('is found among single changes, the smallest first', () => {
    const found = counterfactualsOf(inputs(), model);
    expect(found).toMatchObject({ grade: 'C', target: 'B', nearest: null });
    expect(found.search).toMatchObject({ things: 4, ofThings: 4, complete: true });
    const singles = found.items.filter(({ changes }) => changes.length === 1);
    expect(singles.map(({ changes: [change] }) => change && changeInWords(change))).toEqual([
      '“IR_PLAN”: from “works in part” to “works”, shown by a test report of a third party instead of a document that was seen',
      '“SUBPROC”: shown by a test report of a third party instead of a document that was seen',
      '“TRAINING”: from “not answered” to “works”, shown by an independent audit instead of no evidence',
    ]);
    expect(found.items.map(({ changes }) => changes.length)).toEqual([1, 1, 1]);
  });

  it('are pairs where no single change is enough', () => {
    const found = counterfactualsOf(inputs(), model, 'A');
    expect(changesOf(found)).toEqual([]);
    expect(found.nearest?.residualRisk).toBeCloseTo(18.13, 2);
    const nearly = withControl('PENTEST', { answer: null });
    const pairs = counterfactualsOf(nearly, model);
    expect(pairs.items.length).toBeGreaterThan(0);
    expect(new Set(pairs.items.map(({ changes }) => changes.length))).toEqual(new Set([2]));
  });

  it('lifts a knock-out first', () => {
    const found = counterfactualsOf(withControl('MFA', { answer: 0, evidenceStrength: 0 }), model);
    expect(found).toMatchObject({ grade: 'D', target: 'C' });
    expect(changesOf(found)[0]).toEqual(['MFA', 'C']);
  });

  it('settles a critical finding', () => {
    const given = inputs({ findings: [finding({ severity: 'critical' })] });
    const found = counterfactualsOf(given, model);
    expect(changesOf(found)).toEqual([['f1', 'C']]);
    expect(found.items[0]?.changes.map(changeInWords)).toEqual(['Settle the finding “A gap”']);
  });

  it('is nothing for the best grade, and for one that is no better', () => {
    const best = inputs({ controls: [control('A', {})] });
    expect(counterfactualsOf(best, model)).toMatchObject({
      grade: 'A',
      target: null,
      items: [],
      nearest: null,
    });
    expect(counterfactualsOf(inputs(), model, 'D')).toMatchObject({ items: [], search: { evaluated: 0 } });
  });

  it('ends, says when it did not look at everything, and always tells the truth', () => {
    const many = fc.sample(anyInputs, { numRuns: 40, seed: 11 });
    for (const given of many) {
      const found = counterfactualsOf(given, model);
      expect(found.search.evaluated).toBeLessThanOrEqual(found.search.atMost);
      expect(counterfactualsOf({ ...given, controls: [...given.controls].reverse() }, model)).toEqual(found);
      for (const { changes, grade, residualRisk } of found.items) {
        expect(grades.indexOf(grade)).toBeLessThanOrEqual(grades.indexOf(found.target as Grade));
        expect(scoreOf(after(given, changes), model)).toMatchObject({ grade, residualRisk });
      }
    }
  });

  function after(given: ScoreInputs, changes: readonly Change[]): ScoreInputs {
    const to = (id: string) => changes.find((change) => change.id === id)?.to ?? {};
    return {
      ...given,
      controls: given.controls.map((each) => {
        const change = to(each.id);
        return { ...each, ...change, ...('answer' in change ? { daysOver: 0 } : {}) };
      }),
      findings: given.findings.filter(({ id }) => !changes.some((change) => change.id === id)),
    };
  }
});

describe('the difference of two scores', () => {
  it('is told in words and numbers', () => {
    const from = made(inputs());
    const to = made({
      ...withControl('MFA', { answer: 0 }),
      factors: { ...inputs().factors, volume: 3 },
      findings: [finding({ severity: 'high', overdue: true })],
    });
    const difference = differenceOf(from, to);
    expect(difference).toMatchObject({
      points: 35.88,
      words: 'Residual risk rose by 35.88, from 35.31 (C) to 71.19 (F).',
    });
    const words = new Map(difference.parts.map(({ id, words: said }) => [id, said]));
    expect(words.get('MFA')).toEqual(['works → does not work']);
    expect(words.get('inherent')).toEqual(['volume 2 → 3']);
    expect(words.get('f1')).toEqual(['it is overdue now']);
    expect(words.get('knockout')).toEqual(['knocked out by “MFA” (failed)']);
  });

  it.each([
    ['evidence that aged', withControl('PENTEST', { daysOver: 90 }), 'PENTEST', ['lapsed for 60 → 90 days']],
    ['evidence that lapsed', withControl('MFA', { daysOver: 3 }), 'MFA', ['the evidence lapsed 3 days ago']],
    ['new evidence', withControl('PENTEST', { daysOver: 0 }), 'PENTEST', ['the evidence is valid again']],
    [
      'a first answer',
      withControl('TRAINING', { answer: 1, evidenceStrength: 0.3 }),
      'TRAINING',
      ['not answered → works', 'no evidence → the vendor’s word'],
    ],
    [
      'another weight',
      withControl('MFA', { weight: 8, halfLifeDays: 90 }),
      'MFA',
      ['weight 5 → 8', 'half-life 180 → 90 days'],
    ],
    [
      'what does not apply',
      withControl('IR_PLAN', { notApplicable: true }),
      'IR_PLAN',
      ['it does not count any more'],
    ],
  ])('names %s', (_case, given, id, words) => {
    const part = differenceOf(made(inputs()), made(given)).parts.find((each) => each.id === id);
    expect(part?.words).toEqual(words);
  });

  it('is nothing between equals, and says when the model changed', () => {
    const same = differenceOf(made(inputs()), made(inputs()));
    expect(same).toMatchObject({ points: 0, parts: [] });
    const other = { ...model, id: 'other', version: 2, greatestReduction: 0.8 };
    expect(differenceOf(made(inputs()), made(inputs(), other)).words).toBe(
      'Residual risk rose by 4.97, from 35.31 (C) to 40.28 (C); the model changed from version 1 to 2.',
    );
  });

  it('adds up exactly as shown', () => {
    fc.assert(
      fc.property(anyInputs, anyInputs, anyModel, (one, other, by) => {
        const difference = differenceOf(made(one), made(other, by));
        const hundredths = sum(difference.parts.map(({ points }) => Math.round(points * 100)));
        expect(hundredths).toBe(Math.round(difference.points * 100));
        expect(Math.round((difference.from.residualRisk + difference.points) * 100)).toBe(
          Math.round(difference.to.residualRisk * 100),
        );
      }),
    );
  });
});

describe('the standing of a domain', () => {
  it('is that of its own controls', () => {
    const given = inputs({
      controls: [
        control('A', { domain: 'PRIVACY', weight: 3 }),
        control('B', { domain: 'PRIVACY', weight: 1, answer: null }),
        control('C', { answer: 0.5 }),
        control('D', { domain: 'TRANSFERS', notApplicable: true }),
      ],
    });
    expect(domainsOf(given, model)).toEqual([
      { domain: 'OTHER', controls: 1, weight: 1, controlEffectiveness: 0.5, coverage: 1 },
      { domain: 'PRIVACY', controls: 2, weight: 4, controlEffectiveness: 0.75, coverage: 0.75 },
    ]);
  });
});
