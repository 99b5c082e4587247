import { dragsOf } from './drags.js';
import { scoreOf, type ControlInput, type Score, type ScoreInputs } from './score.js';
import { grades, type Grade, type ScoringModel } from './scoring-model.js';

/** One thing that could be otherwise. `steps`: half of an answer, one grade of evidence, a renewal, a finding settled. */
export type Change = Readonly<{
  kind: 'control' | 'finding';
  id: string;
  title: string;
  steps: number;
  from: Readonly<{ answer: number | null; evidenceStrength: number; lapsed: boolean }> | null;
  to: Readonly<{ answer: number; evidenceStrength: number }> | null;
}>;
export type Counterfactual = Readonly<{ changes: readonly Change[]; residualRisk: number; grade: Grade }>;

/** What was looked at, so that silence can be told from a search that ended early. */
export type Search = Readonly<{
  things: number;
  ofThings: number;
  evaluated: number;
  atMost: number;
  complete: boolean;
}>;
export type Counterfactuals = Readonly<{
  grade: Grade;
  /** Null when no grade is better. */
  target: Grade | null;
  /** Those that reach the target: single changes before pairs, the smallest first. */
  items: readonly Counterfactual[];
  /** Where nothing reaches it: the one that comes nearest. */
  nearest: Counterfactual | null;
  search: Search;
}>;

export const answerLevels = [0, 0.5, 1] as const;
export const evidenceLevels = [0, 0.3, 0.5, 0.8, 1] as const;
const mostThings = 16;
const mostEvaluations = 4_000;
const mostItems = 10;

/**
 * What would bring the vendor to a better grade: every single change of the sixteen things that weigh most, then every pair
 * of those that are not enough by themselves. The same inputs always give the same answer.
 */
export function counterfactualsOf(inputs: ScoreInputs, model: ScoringModel, wanted?: Grade): Counterfactuals {
  const quick = { ...model, lowConfidence: 0 };
  const now = scoreOf(inputs, quick);
  const target = wanted ?? grades[grades.indexOf(now.grade) - 1] ?? null;
  const things = thingsIn(inputs, now, quick);
  const looked = things.slice(0, mostThings);
  const seeker = new Seeker(inputs, quick, target);
  if (target !== null && isBetter(target, now.grade)) seeker.seek(looked);
  return {
    grade: now.grade,
    target,
    items: seeker.found.sort(smallestFirst).slice(0, mostItems),
    nearest: seeker.found.length > 0 ? null : seeker.nearest,
    search: {
      things: looked.length,
      ofThings: things.length,
      evaluated: seeker.evaluated,
      atMost: mostEvaluations,
      complete: seeker.evaluated < mostEvaluations && looked.length === things.length,
    },
  };
}

/** All ways in which one control or finding could be better, the smallest first. */
type Thing = readonly Change[];

class Seeker {
  readonly found: Counterfactual[] = [];
  nearest: Counterfactual | null = null;
  evaluated = 0;

  constructor(
    private readonly inputs: ScoreInputs,
    private readonly model: ScoringModel,
    private readonly target: Grade | null,
  ) {}

  seek(things: readonly Thing[]): void {
    const others = things.filter((thing) => !this.smallest(thing.map((change) => [change])));
    others.forEach((first, index) => {
      for (const second of others.slice(index + 1)) {
        const pairs = first.flatMap((one) => second.map((other) => [one, other]));
        this.smallest(pairs.sort((a, b) => stepsIn(a) - stepsIn(b)));
      }
    });
  }

  /** Keeps the smallest that is enough. The greatest is tried first: where it is not enough, none is. */
  private smallest(options: readonly (readonly Change[])[]): boolean {
    const greatest = options.at(-1);
    if (!greatest || !this.reaches(this.tried(greatest))) return false;
    for (const changes of options) {
      const tried = this.tried(changes);
      if (!this.reaches(tried) || tried === null) continue;
      this.found.push(tried);
      return true;
    }
    return false;
  }

  private tried(changes: readonly Change[]): Counterfactual | null {
    if (this.evaluated >= mostEvaluations) return null;
    this.evaluated++;
    const { residualRisk, grade } = scoreOf(changed(this.inputs, changes), this.model);
    const tried = { changes, residualRisk, grade };
    if (!this.nearest || residualRisk < this.nearest.residualRisk) this.nearest = tried;
    return tried;
  }

  private reaches(tried: Counterfactual | null): boolean {
    return tried !== null && this.target !== null && !isBetter(this.target, tried.grade);
  }
}

function changed(inputs: ScoreInputs, changes: readonly Change[]): ScoreInputs {
  const byId = new Map(changes.map((change) => [change.id, change]));
  return {
    ...inputs,
    controls: inputs.controls.map((control) => {
      const to = byId.get(control.id)?.to;
      return to ? { ...control, ...to, daysOver: renewed(control, to.evidenceStrength) } : control;
    }),
    findings: inputs.findings.filter(({ id }) => !byId.has(id)),
  };
}

/** Whatever is shown anew is not lapsed; what has no evidence cannot be. */
function renewed(control: ControlInput, strength: number): number {
  return strength > 0 ? 0 : control.daysOver;
}

function thingsIn(inputs: ScoreInputs, now: Score, model: ScoringModel): Thing[] {
  const controls = new Map(inputs.controls.map((control) => [control.id, control]));
  const knockedOut = new Set(now.knockouts.map(({ id }) => id));
  const drags = dragsOf(now, inputs, model).filter(({ kind }) => kind !== 'knockout');
  const dragged = new Set(drags.map(({ id }) => id));
  const further = now.knockouts.filter(({ id }) => !dragged.has(id)); // findings that knock out and are not overdue
  return [...drags, ...further]
    .map(({ id, title }) => ({ id, title, first: knockedOut.has(id) }))
    .sort((a, b) => Number(b.first) - Number(a.first))
    .map(({ id, title }): Thing => {
      const control = controls.get(id);
      return control ? optionsOf(control) : [{ kind: 'finding', id, title, steps: 1, from: null, to: null }];
    })
    .filter((thing) => thing.length > 0);
}

function optionsOf(control: ControlInput): Thing {
  const { id, title, answer, daysOver } = control;
  const strength = answer === null ? 0 : control.evidenceStrength;
  const lapsed = daysOver > 0 && strength > 0;
  const from = { answer, evidenceStrength: strength, lapsed };
  const answers = answerLevels.filter((level) => (answer === null ? level > 0 : level >= answer));
  const strengths = [strength, ...evidenceLevels.filter((level) => level > strength)];
  return answers
    .flatMap((toAnswer) =>
      strengths.map((toStrength): Change => {
        const steps = answerSteps(answer, toAnswer) + evidenceSteps(strength, toStrength) + (lapsed ? 1 : 0);
        const to = { answer: toAnswer, evidenceStrength: toStrength };
        return { kind: 'control', id, title, steps, from, to };
      }),
    )
    .filter(({ steps }) => steps > 0)
    .sort((a, b) => a.steps - b.steps);
}

function answerSteps(from: number | null, to: number): number {
  return Math.ceil((to - (from ?? 0)) * 2);
}

function evidenceSteps(from: number, to: number): number {
  return evidenceLevels.filter((level) => level > from && level <= to).length;
}

function isBetter(a: Grade, b: Grade): boolean {
  return grades.indexOf(a) < grades.indexOf(b);
}

const stepsIn = (changes: readonly Change[]) => changes.reduce((all, { steps }) => all + steps, 0);
const idsIn = (changes: readonly Change[]) => changes.map(({ id }) => id).join('\n');

function smallestFirst(a: Counterfactual, b: Counterfactual): number {
  return (
    a.changes.length - b.changes.length ||
    stepsIn(a.changes) - stepsIn(b.changes) ||
    a.residualRisk - b.residualRisk ||
    (idsIn(a.changes) < idsIn(b.changes) ? -1 : 1)
  );
}
