import { addDays, addMonths, type LocalDate } from '../../../shared/local-date.js';
import type { AssessmentPlan, PlanObstacle, Standing } from './plan.js';

/** What a plan does about one vendor, and why. */
export type Planned = Readonly<{
  create: boolean;
  reasons: readonly Readonly<{ code: string; message: string }>[];
  /** When it is created; null when nothing is to come. */
  createOn: LocalDate | null;
  dueOn: LocalDate | null;
  /** Names the period for which it is created, once: `first`, or the day from which it counts. */
  period: string;
}>;

export type Asking = Pick<AssessmentPlan, 'vendorStatuses' | 'cadenceMonths' | 'cadenceDays' | 'leadDays'>;

/**
 * A vendor that never completed the questionnaire is asked at once; any other a cadence after the last completion. One
 * that ended without a result counts from its due day, so that a cancelled one does not come back the next minute.
 * Whenever it is created, the vendor has the lead days to answer.
 */
export function plannedFor(
  plan: Asking,
  standing: Standing,
  today: LocalDate,
  unaskable: readonly PlanObstacle[] = [],
): Planned {
  const { last } = standing;
  const due = last === null ? null : nextAfter(plan, last.on);
  const obstacles = [
    ...unaskable.map(({ code, message }) => ({ code, message })),
    ...obstaclesIn(plan, standing),
    ...(last !== null && due === null ? [because.askedOnce(last)] : []),
  ];
  const createOn = due === null ? today : later(addDays(due, -plan.leadDays), today);
  const period = last === null ? 'first' : last.on;
  if (obstacles.length > 0) return { create: false, reasons: obstacles, createOn: null, dueOn: null, period };
  const dueOn = later(due ?? today, addDays(createOn, plan.leadDays));
  if (createOn > today)
    return { create: false, reasons: [because.notYet(standing, dueOn)], createOn, dueOn, period };
  return { create: true, reasons: [because.due(standing)], createOn, dueOn, period };
}

function nextAfter({ cadenceMonths, cadenceDays }: Asking, day: LocalDate): LocalDate | null {
  if (cadenceMonths !== null) return addMonths(day, cadenceMonths);
  return cadenceDays === null ? null : addDays(day, cadenceDays);
}

function obstaclesIn({ vendorStatuses }: Asking, { vendorStatus, open }: Standing) {
  return [
    ...((vendorStatuses as readonly string[]).includes(vendorStatus) ? [] : [because.vendor(vendorStatus)]),
    ...(open === null ? [] : [because.open(open)]),
  ];
}

const because = {
  vendor: (status: string) => ({
    code: `VENDOR_${status.toUpperCase()}`,
    message: `The vendor is ${status}: the plan does not ask it.`,
  }),
  open: ({ id, status }: { id: string; status: string }) => ({
    code: 'ASSESSMENT_OPEN',
    message: `The assessment ${id} of the same questionnaire is ${status}.`,
  }),
  askedOnce: ({ id, status }: { id: string; status: string }) => ({
    code: 'ASKED_ONCE',
    message: `The plan asks once, and the assessment ${id} is ${status}.`,
  }),
  notYet: ({ last }: Standing, dueOn: LocalDate) => ({
    code: 'NOT_YET_DUE',
    message: `${told(last)}; the next one is due on ${dueOn}.`,
  }),
  due: ({ last }: Standing) =>
    last === null
      ? { code: 'NEVER_COMPLETED', message: 'The vendor never completed this questionnaire.' }
      : { code: 'CADENCE', message: `${told(last)}, and the cadence has run.` },
};

function told(last: Standing['last']): string {
  if (last === null) return 'It was never asked';
  return last.status === 'completed'
    ? `Completed on ${last.on}`
    : `The last one, due on ${last.on}, is ${last.status}`;
}

const later = (one: LocalDate, other: LocalDate) => (one > other ? one : other);
