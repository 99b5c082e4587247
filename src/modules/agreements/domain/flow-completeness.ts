import type { Unmet } from '../../../shared/unmet.js';
import type { DataFlowContent } from './data-flow.js';
import { blocking } from './unmet-reason.js';

type Need = Readonly<{
  code: string;
  requirement: string;
  law: string;
  field: keyof DataFlowContent;
  remedy: string;
}>;

/** What the record must name whatever the standard says, because screening, scores and clocks are reckoned from it. */
const needs: readonly Need[] = [
  {
    code: 'FLOW_DIRECTION_MISSING',
    requirement: 'The record says which way the data go',
    law: 'GDPR Art. 30(1)(d)',
    field: 'direction',
    remedy: 'Give direction: outbound, inbound or bidirectional.',
  },
  {
    code: 'FLOW_VOLUME_MISSING',
    requirement: 'The record says how many people are touched',
    law: 'GDPR Art. 5(1)(c), 35(3)(b)',
    field: 'volume',
    remedy: 'Give the volume band, V0 to V4.',
  },
  {
    code: 'FLOW_FREQUENCY_MISSING',
    requirement: 'The record says how often data are sent',
    law: 'SCC (EU) 2021/914 Annex I.B',
    field: 'frequency',
    remedy: 'Give the frequency.',
  },
];

export function unmetInRecord(flow: DataFlowContent): Unmet[] {
  return needs
    .filter(({ field }) => flow[field] === null)
    .map(({ field, ...need }) => blocking({ ...need, message: `${field} is empty.` }));
}
