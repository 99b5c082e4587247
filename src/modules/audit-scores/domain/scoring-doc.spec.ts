import { readFileSync } from 'node:fs';
import { twoDecimals } from '../../../shared/rounding.js';
import { inputs, model, payroll, payrollControls, withControl } from '../../../../test/support/payroll.js';
import { inHundredths, sum } from './exact.js';
import { inherentRiskOf } from './inherent-risk.js';
import { effectOf, judged, scoreOf } from './score.js';

const page = readFileSync(new URL('../../../../docs/scoring.md', import.meta.url), 'utf8');
/** The rows of a table by the words of its head, without emphasis; numbers as they stand there. */
function table(...head: string[]): string[][] {
  const lines = page.split('\n');
  const start = lines.findIndex((line) => line.startsWith('|') && head.every((word) => line.includes(word)));
  const length = lines.slice(start).findIndex((line) => !line.startsWith('|'));
  return lines.slice(start + 2, start + length).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.replaceAll('*', '').replace('−', '-').trim()),
  );
}
const score = scoreOf(inputs(), model);

describe('the worked example of docs/scoring.md', () => {
  it('has the factors and their points', () => {
    const { contributions, inherentRisk } = inherentRiskOf(payroll, model);
    const rows = contributions.map(({ title, value, weight, points }) => [
      title,
      String(value),
      weight?.toFixed(2) ?? '',
      points.toFixed(2),
    ]);
    const shown = table('factor', 'stands at').map(([name = '', ...cells]) => [name, ...cells]);
    expect(shown.slice(0, -1).map((row) => row.slice(1))).toEqual(rows.map((row) => row.slice(1)));
    expect(shown.at(-1)?.at(-1)).toBe(inherentRisk.toFixed(2));
  });

  it('has the controls with their freshness and worth', () => {
    const controls = judged(payrollControls, model);
    const rows = payrollControls.map(({ id }) => {
      const control = controls.find((each) => each.id === id);
      if (!control) throw new Error(id);
      const { weight, answer, evidenceStrength, daysOver, halfLifeDays, freshness } = control;
      return [
        ...[id, String(weight), answer === null ? '–' : String(answer)],
        ...[answer === null ? '–' : String(evidenceStrength), String(daysOver), String(halfLifeDays)],
        ...[freshness.toFixed(4), (weight * effectOf(control)).toFixed(4)],
      ];
    });
    const worth = sum(controls.map((control) => control.weight * effectOf(control)));
    const weight = sum(controls.map((control) => control.weight));
    const shown = table('control', 'half-life');
    expect(shown.slice(0, -1)).toEqual(rows);
    expect(shown.at(-1)).toEqual(['all', String(weight), '', '', '', '', '', worth.toFixed(4)]);
    expect(page).toContain(`${worth.toFixed(4)} / ${weight} = **${score.controlEffectiveness.toFixed(4)}**`);
  });

  it('adds up to the residual risk as shown', () => {
    const points = inHundredths(
      score.contributions.map((part) => part.points),
      score.residualRisk,
    );
    const shown = table('part', 'points');
    expect(shown.slice(0, -1)).toEqual(
      score.contributions.map(({ title }, index) => [
        title === 'Inherent risk' ? title : title,
        (points[index] ?? 0).toFixed(2),
      ]),
    );
    expect(shown.at(-1)).toEqual(['Residual', score.residualRisk.toFixed(2)]);
    expect(sum(shown.slice(0, -1).map(([, cell]) => Math.round(Number(cell) * 100)))).toBe(3531);
  });

  it('tells grade, confidence, coverage and knock-out as the code does', () => {
    const failed = scoreOf(withControl('MFA', { answer: 0 }), model);
    const knockout = failed.contributions.find(({ kind }) => kind === 'knockout')?.points ?? 0;
    const text = page.replaceAll('\n', ' ');
    for (const said of [
      `35.31 is a **${score.grade}**`,
      `controls alone would say ${(failed.residualRisk - knockout).toFixed(2)}; the score is **${failed.residualRisk.toFixed(2)}**, grade **${failed.grade}**`,
      `14.6549 / 22 = **${twoDecimals(score.confidence)}**`,
      `20 / 22 = **${twoDecimals(score.coverage)}**`,
      ...model.grades
        .slice(0, 4)
        .map(({ grade, below }) => `below ${below} ${grade}`.replace('below 15 A', 'Below 15 is A')),
      `low ${model.findings.overduePoints.low}, medium ${model.findings.overduePoints.medium}, high ${model.findings.overduePoints.high}, critical ${model.findings.overduePoints.critical}`,
      `at least ${model.knockout.atLeast} and at least ${model.knockout.shareOfInherent}`,
      `Below a confidence of ${model.lowConfidence}`,
    ])
      expect(text).toContain(said);
    expect(score.confidence * 22).toBeCloseTo(14.6549, 4);
  });
});
