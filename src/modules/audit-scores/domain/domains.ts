import { onGrid, sum } from './exact.js';
import { effectOf, judged, type ScoreInputs } from './score.js';
import type { ScoringModel } from './scoring-model.js';

/** How the controls of one domain do; shares of their weight, 0 to 1. */
export type DomainStanding = Readonly<{
  domain: string;
  controls: number;
  weight: number;
  controlEffectiveness: number;
  coverage: number;
}>;

const unnamed = 'OTHER';

/** In the order of their codes; domains without a control that applies are left out. */
export function domainsOf(inputs: ScoreInputs, model: ScoringModel): DomainStanding[] {
  const controls = judged(inputs.controls, model);
  const names = [...new Set(controls.map(({ domain }) => domain ?? unnamed))].sort();
  return names.map((domain) => {
    const own = controls.filter((control) => (control.domain ?? unnamed) === domain);
    const weight = sum(own.map((control) => control.weight));
    const share = (value: number) => (weight === 0 ? 0 : value / weight);
    return {
      domain,
      controls: own.length,
      weight,
      controlEffectiveness: share(sum(own.map((control) => onGrid(control.weight * effectOf(control))))),
      coverage: share(sum(own.filter(({ answer }) => answer !== null).map((control) => control.weight))),
    };
  });
}
