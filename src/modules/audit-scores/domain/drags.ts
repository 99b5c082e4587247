import { onGrid, sum } from './exact.js';
import { judged, type Contribution, type JudgedControl, type Score, type ScoreInputs } from './score.js';
import type { ScoringModel } from './scoring-model.js';

export const dragReasons = [
  'unanswered',
  'not_effective',
  'partly_effective',
  'weak_evidence',
  'lapsed_evidence',
  'overdue_finding',
  'knockout',
] as const;
export type DragReason = (typeof dragReasons)[number];

/** What a score would gain if this one thing were as good as it can be; knock-outs aside. */
export type Drag = Readonly<{
  kind: Contribution['kind'];
  id: string;
  title: string;
  points: number;
  because: readonly DragReason[];
}>;

const mostDrags = 5;

/** Everything that keeps the residual risk up, the heaviest first. */
export function dragsOf(score: Score, inputs: ScoreInputs, model: ScoringModel): Drag[] {
  const controls = judged(inputs.controls, model);
  const weight = sum(controls.map((control) => control.weight));
  const perWeight = weight === 0 ? 0 : (score.inherentRisk * model.greatestReduction) / weight;
  const byId = new Map(controls.map((control) => [control.id, control]));
  return score.contributions
    .flatMap((part): Drag[] => {
      const { kind, id, title, points } = part;
      if (kind === 'finding') return [{ kind, id, title, points, because: ['overdue_finding'] }];
      if (kind === 'knockout') return [{ kind, id, title, points, because: ['knockout'] }];
      const control = kind === 'control' ? byId.get(id) : undefined;
      if (!control) return [];
      const lost = onGrid(perWeight * control.weight) + points;
      return [{ kind, id, title, points: lost, because: reasonsOf(control) }];
    })
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points || (a.id < b.id ? -1 : 1));
}

export function largest(drags: readonly Drag[]): Drag[] {
  return drags.slice(0, mostDrags);
}

function reasonsOf({ answer, evidenceStrength, freshness }: JudgedControl): DragReason[] {
  if (answer === null) return ['unanswered'];
  if (answer === 0) return ['not_effective'];
  return [
    ...(answer < 1 ? ['partly_effective' as const] : []),
    ...(evidenceStrength < 1 ? ['weak_evidence' as const] : []),
    ...(freshness < 1 ? ['lapsed_evidence' as const] : []),
  ];
}
