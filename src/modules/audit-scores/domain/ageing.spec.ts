import fc from 'fast-check';
import { addDays, localDate } from '../../../shared/local-date.js';
import { longestRestDays, materialPoints, nextChangeOn } from './ageing.js';
import { inputsFrom, type AssessedAnswer, type Facts } from './inputs.js';
import { scoreOf } from './score.js';
import { shippedModels } from './shipped-models.js';

const [model] = shippedModels;
if (!model) throw new Error('no model');
const today = localDate('2026-06-01');
const answer = (id: string, change: Partial<AssessedAnswer> = {}): AssessedAnswer => ({
  ...{ id, title: id, weight: 5, answer: 1, notApplicable: false, evidenceStrength: 1, halfLifeDays: 180 },
  ...{ evidenceValidTo: null, knockoutTiers: [], ...change },
});
const facts = (change: Partial<Facts> = {}): Facts => ({
  assessmentId: 'a',
  factors: { sensitivity: 4, volume: 2, access: 3, criticality: 4, transferExposure: 1 },
  answers: [answer('a')],
  findings: [],
  ...change,
});
const finding = (countsFrom: string | null, overdueFrom: string | null): Facts['findings'][number] => ({
  ...{ id: 'f', title: 'A gap', severity: 'high' },
  countsFrom: countsFrom === null ? null : localDate(countsFrom),
  overdueFrom: overdueFrom === null ? null : localDate(overdueFrom),
});
const lasting = (day: string, change: Partial<AssessedAnswer> = {}) =>
  facts({ answers: [answer('a', { evidenceValidTo: localDate(day), ...change })] });

describe('time alone changes a score', () => {
  it.each<[string, Facts, string | null]>([
    ['never, where nothing ends', facts(), null],
    ['on the day after the last of its evidence', lasting('2026-12-31'), '2027-01-01'],
    ['tomorrow, where today is that last day', lasting('2026-06-01'), '2026-06-02'],
    ['not by the end of evidence for nothing', lasting('2026-12-31', { evidenceStrength: 0 }), null],
    ['not by what does not apply', lasting('2026-12-31', { notApplicable: true }), null],
    ['not by what was not answered', lasting('2026-12-31', { answer: null }), null],
    ['when a finding falls overdue', facts({ findings: [finding(null, '2026-07-02')] }), '2026-07-02'],
    [
      'when an accepted risk comes back',
      facts({ findings: [finding('2026-08-01', '2026-08-01')] }),
      '2026-08-01',
    ],
    ['not by what is past', facts({ findings: [finding(null, '2026-05-02')] }), null],
  ])('%s', (_case, known, day) => {
    expect(nextChangeOn(known, model, today)).toBe(day);
  });

  it('as soon as lapsed evidence has cost a whole point or the grade', () => {
    const known = lasting('2026-05-01');
    const day = nextChangeOn(known, model, today);
    const risk = (on: string) => scoreOf(inputsFrom(known, localDate(on)), model);
    const now = risk(today);
    const then = risk(String(day));
    const before = risk(addDays(localDate(String(day)), -1));
    expect(then.grade !== now.grade || then.residualRisk - now.residualRisk >= materialPoints).toBe(true);
    expect(before.grade).toBe(now.grade);
    expect(before.residualRisk - now.residualRisk).toBeLessThan(materialPoints);
  });

  it('once a year at least, where lapsed evidence costs next to nothing', () => {
    const known = facts({
      answers: [answer('a'), answer('b', { evidenceValidTo: localDate('2016-05-01'), weight: 1 })],
    });
    expect(nextChangeOn(known, model, today)).toBe(addDays(today, longestRestDays));
  });

  it('never before the day that was foretold', () => {
    const day = fc.option(fc.integer({ min: -400, max: 400 }).map((days) => addDays(today, days)));
    const anyAnswer = fc.record({
      evidenceValidTo: day,
      weight: fc.integer({ min: 1, max: 10 }),
      halfLifeDays: fc.integer({ min: 10, max: 700 }),
    });
    const anyFacts = fc.record({
      answers: fc.array(anyAnswer, { minLength: 1, maxLength: 6 }),
      findings: fc.array(fc.record({ countsFrom: day, overdueFrom: day }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 0, max: 400 }), ({ answers, findings }, ahead) => {
        const known = facts({
          answers: answers.map((change, index) => answer(`c${index}`, change)),
          findings: findings.map((days, index) => ({ ...finding(null, null), id: `f${index}`, ...days })),
        });
        const next = nextChangeOn(known, model, today);
        const on = addDays(today, ahead);
        if (next !== null && on >= next) return;
        const now = scoreOf(inputsFrom(known, today), model);
        const then = scoreOf(inputsFrom(known, on), model);
        expect(then.grade).toBe(now.grade);
        expect(Math.abs(then.residualRisk - now.residualRisk)).toBeLessThan(materialPoints);
      }),
    );
  });
});
