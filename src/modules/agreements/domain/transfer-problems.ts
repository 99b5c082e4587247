import type { FieldError } from '../../../shared/domain-error.js';
import type { LocalDate } from '../../../shared/local-date.js';
import { findItem, listOf } from '../../reference-data/codes.js';
import type { FlowTransfer } from './data-flow.js';

/** What cannot be right in one declared transfer; whether it carries the data is for its leg to say. */
export function transferProblems(transfer: FlowTransfer, pointer: string, today: LocalDate): FieldError[] {
  return [
    ...tiaProblems(transfer, `${pointer}/tia`, today),
    ...instrumentProblems(transfer, `${pointer}/instrument`, today),
    ...derogationProblems(transfer, `${pointer}/derogation`, today),
  ];
}

function tiaProblems({ tia }: FlowTransfer, pointer: string, today: LocalDate): FieldError[] {
  if (tia === null) return [];
  const { assessedOn, nextReviewOn } = tia;
  return [
    ...(assessedOn > today
      ? [wrong(`${pointer}/assessedOn`, 'in_future', 'record the assessment when it has been made')]
      : []),
    ...(nextReviewOn !== null && nextReviewOn < assessedOn
      ? [wrong(`${pointer}/nextReviewOn`, 'before_assessment', `it lies before assessedOn, ${assessedOn}`)]
      : []),
  ];
}

function instrumentProblems(
  { instrument, tool }: FlowTransfer,
  pointer: string,
  today: LocalDate,
): FieldError[] {
  if (!instrument) return [];
  return [
    ...(toolOf(tool)?.approval === undefined
      ? [wrong(pointer, 'other_tool', `${tool ?? 'no tool'} has no instrument that is approved apart`)]
      : []),
    ...(instrument.seenOn > today
      ? [wrong(`${pointer}/seenOn`, 'in_future', 'record it when somebody has seen it')]
      : []),
  ];
}

const derogationDays = ['assessedOn', 'risksToldOn', 'authorityInformedOn', 'peopleInformedOn'] as const;

function derogationProblems(
  { derogation, tool }: FlowTransfer,
  pointer: string,
  today: LocalDate,
): FieldError[] {
  if (!derogation) return [];
  return [
    ...(toolOf(tool)?.kind === 'DEROGATION'
      ? []
      : [wrong(pointer, 'other_tool', `${tool ?? 'no tool'} is no derogation: name one (A49_…) in tool`)]),
    ...derogationDays
      .filter((name) => (derogation[name] ?? today) > today)
      .map((name) => wrong(`${pointer}/${name}`, 'in_future', 'record it when it has been done')),
  ];
}

function toolOf(tool: FlowTransfer['tool']) {
  return tool === null ? null : findItem(listOf('transfer_tool'), tool);
}

const wrong = (pointer: string, code: string, message: string): FieldError => ({ pointer, code, message });
