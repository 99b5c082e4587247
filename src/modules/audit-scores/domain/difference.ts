import { twoDecimals } from '../../../shared/rounding.js';
import { sharedOut } from './exact.js';
import type { Contribution, ControlInput, Score, ScoreInputs } from './score.js';
import { factorNames, type Grade, type ScoringModel } from './scoring-model.js';
import { answerInWords, evidenceInWords } from './words.js';

/** A score with what it was made from. */
export type Made = Readonly<{ score: Score; inputs: ScoreInputs; model: ScoringModel }>;

export type DifferencePart = Readonly<{
  kind: Contribution['kind'];
  id: string;
  title: string;
  /** Points before and after; null: it was not there. */
  from: number | null;
  to: number | null;
  /** In hundredths of a point as shown; those of all parts add up to the whole exactly. */
  points: number;
  words: readonly string[];
}>;

/** What made one score into another; `points` of the parts add up to `points`, as shown, to the last digit. */
export type Difference = Readonly<{
  points: number;
  from: Readonly<{ residualRisk: number; grade: Grade }>;
  to: Readonly<{ residualRisk: number; grade: Grade }>;
  words: string;
  parts: readonly DifferencePart[];
}>;

export function differenceOf(from: Made, to: Made): Difference {
  const parts = pairsOf(from.score, to.score)
    .map((pair) => ({ ...pair, moved: (pair.after?.points ?? 0) - (pair.before?.points ?? 0) }))
    .map((pair) => ({ ...pair, words: wordsFor(pair, from, to) }))
    .filter(({ moved, words }) => moved !== 0 || words.length > 0);
  const shownFrom = twoDecimals(from.score.residualRisk);
  const shownTo = twoDecimals(to.score.residualRisk);
  const hundredths = Math.round(shownTo * 100) - Math.round(shownFrom * 100);
  const moving = parts.filter(({ moved }) => moved !== 0);
  const shares = new Map(
    sharedOut(
      moving.map(({ moved }) => moved),
      hundredths,
    ).map((points, n) => [moving[n], points]),
  );
  return {
    points: hundredths / 100,
    from: { residualRisk: shownFrom, grade: from.score.grade },
    to: { residualRisk: shownTo, grade: to.score.grade },
    words: wholeInWords(from, to, hundredths),
    parts: parts
      .sort((a, b) => Math.abs(b.moved) - Math.abs(a.moved) || (a.id < b.id ? -1 : 1))
      .map((part) => ({
        kind: part.kind,
        id: part.id,
        title: part.title,
        from: part.before?.points ?? null,
        to: part.after?.points ?? null,
        points: shares.get(part) ?? 0,
        words: part.words,
      })),
  };
}

type Pair = Readonly<{
  kind: Contribution['kind'];
  id: string;
  title: string;
  before: Contribution | undefined;
  after: Contribution | undefined;
}>;

function pairsOf(from: Score, to: Score): Pair[] {
  const key = ({ kind, id }: Contribution) => `${kind}\n${id}`;
  const before = new Map(from.contributions.map((part) => [key(part), part]));
  const after = new Map(to.contributions.map((part) => [key(part), part]));
  return [...new Map([...before, ...after])].map(([name, { kind, id, title }]) => ({
    ...{ kind, id, title, before: before.get(name), after: after.get(name) },
  }));
}

function wordsFor({ kind, id, before, after }: Pair, from: Made, to: Made): string[] {
  switch (kind) {
    case 'inherent':
      return factorsInWords(from.inputs, to.inputs);
    case 'finding':
      return cameOrWent(before, after, ['it is overdue now', 'it is not overdue any more']);
    case 'knockout':
      return knockoutsInWords(from.score, to.score);
    case 'control':
      return [
        ...cameOrWent(before, after, ['it counts now', 'it does not count any more']),
        ...(before && after ? controlInWords(named(id, from.inputs), named(id, to.inputs)) : []),
      ];
    case 'limit':
      return [];
  }
}

function cameOrWent(
  before: Contribution | undefined,
  after: Contribution | undefined,
  [came, went]: readonly [string, string],
): string[] {
  if (before && after) return [];
  return [after ? came : went];
}

function named(id: string, { controls }: ScoreInputs): ControlInput | undefined {
  return controls.find((control) => control.id === id);
}

function factorsInWords(from: ScoreInputs, to: ScoreInputs): string[] {
  return factorNames
    .filter((name) => from.factors[name] !== to.factors[name])
    .map((name) => `${name} ${from.factors[name]} → ${to.factors[name]}`);
}

function knockoutsInWords(from: Score, to: Score): string[] {
  const only = (score: Score, other: Score) =>
    score.knockouts.filter(({ id }) => !other.knockouts.some((each) => each.id === id));
  return [
    ...only(to, from).map(({ title, reason }) => `knocked out by “${title}” (${reason})`),
    ...only(from, to).map(({ title }) => `no longer knocked out by “${title}”`),
  ];
}

function controlInWords(was: ControlInput | undefined, is: ControlInput | undefined): string[] {
  if (!was || !is) return [];
  return [
    ...(was.answer === is.answer ? [] : [`${answerInWords(was.answer)} → ${answerInWords(is.answer)}`]),
    ...(was.evidenceStrength === is.evidenceStrength
      ? []
      : [`${evidenceInWords(was.evidenceStrength)} → ${evidenceInWords(is.evidenceStrength)}`]),
    ...ageInWords(was.daysOver, is.daysOver),
    ...(was.weight === is.weight ? [] : [`weight ${was.weight} → ${is.weight}`]),
    ...(was.halfLifeDays === is.halfLifeDays
      ? []
      : [`half-life ${was.halfLifeDays} → ${is.halfLifeDays} days`]),
  ];
}

function ageInWords(was: number, is: number): string[] {
  if (was === is) return [];
  if (is === 0) return ['the evidence is valid again'];
  return [was === 0 ? `the evidence lapsed ${is} days ago` : `lapsed for ${was} → ${is} days`];
}

function wholeInWords(from: Made, to: Made, hundredths: number): string {
  const verb = hundredths > 0 ? 'rose' : 'fell';
  const points = (Math.abs(hundredths) / 100).toFixed(2);
  const moved = hundredths === 0 ? 'Residual risk did not move' : `Residual risk ${verb} by ${points}`;
  const risks = [from, to].map(
    ({ score }) => `${twoDecimals(score.residualRisk).toFixed(2)} (${score.grade})`,
  );
  const model =
    from.model.id === to.model.id
      ? ''
      : `; the model changed from version ${from.model.version} to ${to.model.version}`;
  return `${moved}, from ${risks.join(' to ')}${model}.`;
}
