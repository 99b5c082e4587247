import type { Subject } from './facts.js';

/** Where the standard is asked: nobody passes while a blocking requirement is unmet and not waived. */
export const gates = [
  'vendor_approval',
  'assessment_completion',
  'agreement_signature',
  'flow_submission',
  'flow_decision',
  'flow_activation',
] as const;
export type Gate = (typeof gates)[number];

const flowGates = ['flow_submission', 'flow_decision', 'flow_activation'] as const;

/** Where the facts of a requirement are at hand, by what it is about. */
export const gatesWithin: Readonly<Record<Subject, readonly Gate[]>> = {
  vendor: gates,
  assessment: ['assessment_completion'],
  agreement: ['agreement_signature', ...flowGates],
  flow: flowGates,
};

/** Where a requirement is asked that names no gate. */
export const usualGates: Readonly<Record<Subject, readonly Gate[]>> = {
  vendor: ['vendor_approval', ...flowGates],
  assessment: ['assessment_completion'],
  agreement: ['agreement_signature', ...flowGates],
  flow: flowGates,
};

type Gated = Readonly<{ about: Subject; gates?: readonly Gate[] }>;

export function gatesOf({ about, gates: named }: Gated): readonly Gate[] {
  return named ?? usualGates[about];
}
