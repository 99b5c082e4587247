import type { LocalDate } from '../../../shared/local-date.js';
import type { FieldError } from '../../../shared/domain-error.js';
import { lastDay } from './agreement-terms.js';
import type { Agreement } from './agreement.js';
import type { Amendment } from './amendment.js';

type Dated = Pick<Amendment, 'id' | 'effectiveFrom' | 'status' | 'changes'>;

/** What is wrong with the amendment's day, seen from the agreement and from its other amendments. */
export function amendmentDayProblems(
  { id, effectiveFrom, changes }: Dated,
  agreement: Agreement,
  others: readonly Dated[],
): FieldError[] {
  const { effectiveFrom: start } = agreement;
  const last = lastDay(agreement);
  const alive = others.filter((other) => other.id !== id && holds(other));
  const newest = alive
    .filter(({ status }) => status === 'in_force')
    .map((other) => other.effectiveFrom)
    .sort()
    .at(-1);
  return [
    ...(Object.keys(changes).length === 0 ? [wrong('/changes', 'empty', 'name at least one term')] : []),
    ...(start !== null && effectiveFrom < start
      ? [at('before_start', `the agreement takes effect on ${start}`)]
      : []),
    ...(last !== null && effectiveFrom > last ? [at('after_end', `the agreement ends on ${last}`)] : []),
    ...(newest !== undefined && effectiveFrom < newest
      ? [at('out_of_order', `an amendment of ${newest} is in force: this one takes effect after it`)]
      : []),
    ...(alive.some((other) => other.effectiveFrom === effectiveFrom)
      ? [at('day_taken', 'another amendment takes effect on this day: put the two together')]
      : []),
    ...endProblems(changes.effectiveTo ?? null, effectiveFrom),
  ];
}

function endProblems(effectiveTo: LocalDate | null, effectiveFrom: LocalDate): FieldError[] {
  return effectiveTo !== null && effectiveTo < effectiveFrom
    ? [wrong('/changes/effectiveTo', 'before_start', `it lies before the amendment, ${effectiveFrom}`)]
    : [];
}

const holds = ({ status }: Dated) => status !== 'withdrawn' && status !== 'lapsed';
const wrong = (pointer: string, code: string, message: string): FieldError => ({ pointer, code, message });
const at = (code: string, message: string) => wrong('/effectiveFrom', code, message);
