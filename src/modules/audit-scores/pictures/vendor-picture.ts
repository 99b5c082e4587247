import { shortened } from '../../../shared/picture-text.js';
import { twoDecimals } from '../../../shared/rounding.js';
import { inHundredths, sum } from '../domain/exact.js';
import type { Contribution, Score } from '../domain/score.js';
import type { ScoringModel } from '../domain/scoring-model.js';
import { gradeColours, type Picture } from './svg.js';

const mostBars = 14;
const longestLabel = 46;
const barHeight = 30;

type Step = Readonly<{ label: string; points: number; start: number; colour: string }>;

/** How inherent risk becomes residual risk: one bar for each step, from what it was to what it is. */
export function vendorPicture(vendorName: string, score: Score, model: ScoringModel): Picture {
  const steps = stepsOf(score);
  const title = `${vendorName}: residual risk ${shown(score.residualRisk)}, grade ${score.grade}`;
  return {
    width: 920,
    height: 130 + steps.length * barHeight,
    title,
    description: descriptionOf(score, steps),
    option: {
      title: {
        text: shortened(title, 80),
        subtext: subtitle(score),
        left: 16,
        top: 10,
        textStyle: { fontSize: 17, color: '#1f2933' },
        subtextStyle: { fontSize: 12, color: '#52606d' },
      },
      grid: { left: 330, right: 60, top: 74, bottom: 40 },
      xAxis: {
        type: 'value',
        min: 0,
        max: 100,
        name: 'risk',
        nameLocation: 'end',
        axisLabel: { fontSize: 11 },
        splitLine: { lineStyle: { color: '#eef1f4' } },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: steps.map(({ label }) => shortened(label, longestLabel)),
        axisTick: { show: false },
        axisLabel: { fontSize: 12, color: '#1f2933', width: 310, overflow: 'truncate' },
      },
      series: barsOf(steps, model),
    },
  };
}

/** Each bar hangs where the one before it ended: on an invisible one. */
function barsOf(steps: readonly Step[], model: ScoringModel): object[] {
  const bar = { type: 'bar', stack: 'risk', silent: true };
  return [
    {
      ...bar,
      itemStyle: { color: 'transparent' },
      data: steps.map(({ start, points }) => Math.min(start, start + points)),
      markLine: gradeLines(model),
    },
    {
      ...bar,
      barWidth: 18,
      data: steps.map(({ points, colour }) => ({
        value: Math.abs(points),
        itemStyle: { color: colour },
        label: {
          show: true,
          position: 'right',
          fontSize: 11,
          color: '#1f2933',
          formatter: () => signed(points),
        },
      })),
    },
  ];
}

/** Where one grade ends and the next begins. */
export function gradeLines({ grades }: ScoringModel, axis: 'xAxis' | 'yAxis' = 'xAxis'): object {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { type: 'dashed', color: '#9aa5b1', width: 1 },
    data: grades.flatMap(({ grade, below }, index) =>
      below === null
        ? []
        : [
            {
              [axis]: below,
              label: {
                formatter: () => `${grade} | ${grades[index + 1]?.grade ?? ''}`,
                position: 'end',
                fontSize: 10,
                color: '#52606d',
              },
            },
          ],
    ),
  };
}

function stepsOf({ contributions, residualRisk, grade }: Score): Step[] {
  const points = inHundredths(
    contributions.map((part) => part.points),
    residualRisk,
  );
  const parts = contributions.map((part, index) => ({ part, points: points[index] ?? 0 }));
  const [inherent, ...others] = parts;
  const moving = others.filter((each) => each.points !== 0);
  const kept = [...moving].sort((a, b) => Math.abs(b.points) - Math.abs(a.points)).slice(0, mostBars);
  const rest = moving.filter((each) => !kept.includes(each));
  const bars = [
    ...kept.filter(({ part }) => part.kind === 'control'),
    ...(rest.length > 0 ? [{ part: null, points: twoDecimals(sum(rest.map((each) => each.points))) }] : []),
    ...kept.filter(({ part }) => part.kind !== 'control'),
  ];
  let at = inherent?.points ?? 0;
  const steps = bars.map(({ part, points: moved }): Step => {
    const start = at;
    at = twoDecimals(at + moved);
    return {
      label: part?.title ?? `${rest.length} smaller parts`,
      points: moved,
      start,
      colour: colourOf(part),
    };
  });
  return [
    { label: 'Inherent risk', points: inherent?.points ?? 0, start: 0, colour: '#52606d' },
    ...steps,
    {
      label: `Residual risk: ${grade}`,
      points: twoDecimals(residualRisk),
      start: 0,
      colour: gradeColours[grade],
    },
  ];
}

function colourOf(part: Contribution | null): string {
  if (part === null) return '#9fb3c8';
  return part.points < 0 ? '#3e7cb1' : '#b3261e';
}

function subtitle({ inherentRisk, tier, controlEffectiveness, confidence, knockouts, range }: Score): string {
  return [
    `inherent risk ${shown(inherentRisk)} (tier ${tier})`,
    `controls ${shown(controlEffectiveness)}`,
    `confidence ${shown(confidence)}`,
    ...(range ? [`between ${shown(range.low)} and ${shown(range.high)}`] : []),
    ...(knockouts.length > 0
      ? [knockouts.length === 1 ? '1 knock-out' : `${knockouts.length} knock-outs`]
      : []),
  ].join(' · ');
}

function descriptionOf(score: Score, steps: readonly Step[]): string {
  const told = steps.map(({ label, points }) => `${label}: ${signed(points)}`);
  return `${subtitle(score)}. ${told.join('; ')}.`;
}

const shown = (value: number) => twoDecimals(value).toFixed(2);
const signed = (points: number) => (points < 0 ? `−${shown(-points)}` : shown(points));
