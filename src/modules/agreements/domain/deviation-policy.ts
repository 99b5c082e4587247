import type { Unmet } from '../../../shared/unmet.js';
import { isObstacle, sentenceOf, type Deviation, type DeviationKind } from './deviation.js';
import { blocking, warning } from './unmet-reason.js';

const laws: Readonly<Record<DeviationKind, string>> = {
  no_approval: 'GDPR Art. 5(2), 24(1)',
  period: 'GDPR Art. 5(2), 24(1)',
  purpose: 'GDPR Art. 5(1)(b), 6(4)',
  category: 'GDPR Art. 5(1)(c)',
  country: 'GDPR Art. 44',
  volume: 'GDPR Art. 5(1)(c), 35(11)',
  frequency: 'GDPR Art. 5(1)(c), 35(11)',
};

/**
 * Unresolved deviations as reasons. Who decides has at least taken up those of purpose, category and country; who starts
 * has resolved them. So an approval that covers them can be given while they are under review, and resolves them then.
 */
export function unmetByDeviations(deviations: readonly Deviation[], gate: string): Unmet[] {
  return deviations.map((deviation) => {
    const { id, kind, status } = deviation;
    const inTheWay = gate === 'flow_activation' || (gate === 'flow_decision' && status === 'open');
    return (isObstacle(deviation) && inTheWay ? blocking : warning)({
      code: 'DEVIATION_UNRESOLVED',
      requirement: 'Nothing is shared beyond what was approved',
      message: sentenceOf(deviation),
      law: laws[kind],
      remedy:
        status === 'open'
          ? `Take it up (POST /deviations/${id}/review), then resolve it.`
          : `Resolve it (POST /deviations/${id}/resolution).`,
    });
  });
}
