import { addDays, type LocalDate } from '../../../shared/local-date.js';
import { unanswered, type Assessment } from './assessment.js';

/** That the day of a reminder has come: announced once for each due day, and recorded. Nobody is written to. */
export type ReminderRecord = Readonly<{
  id: string;
  revision: number;
  assessmentId: string;
  /** Days from the due day; negative: before it. */
  offsetDays: number;
  /** The due day that it was about: an assessment that is put off is reminded of anew. */
  dueOn: LocalDate;
  announcedAt: Date;
}>;

export const reminderStates = ['upcoming', 'due', 'announced', 'passed_over'] as const;
export type ReminderState = (typeof reminderStates)[number];

export type Reminder = Readonly<{
  offsetDays: number;
  on: LocalDate;
  state: ReminderState;
  announcedAt: Date | null;
}>;

type Reminded = Pick<Assessment, 'status' | 'dueOn' | 'createdAt'>;

/** '-7,0,7' as numbers in order, each once. */
export function reminderDays(setting: string): number[] {
  return [...new Set(setting.split(',').map(Number))].sort((a, b) => a - b);
}

/**
 * Of several whose day has come, only the last is announced: nobody is told "in a week" on the day itself. Days before
 * the assessment was made are passed over too.
 */
export function remindersFor(
  assessment: Reminded,
  days: readonly number[],
  announced: readonly ReminderRecord[],
  today: LocalDate,
): Reminder[] {
  const { dueOn } = assessment;
  const last = days.findLast((offset) => addDays(dueOn, offset) <= today);
  return days.map((offsetDays) => {
    const record = announced.find((each) => each.offsetDays === offsetDays && each.dueOn === dueOn);
    const on = addDays(dueOn, offsetDays);
    if (record) return { offsetDays, on, state: 'announced', announcedAt: record.announcedAt };
    const state = stateOf(assessment, on, { today, isLast: offsetDays === last });
    return { offsetDays, on, state, announcedAt: null };
  });
}

function stateOf(
  { status, createdAt }: Reminded,
  on: LocalDate,
  { today, isLast }: { today: LocalDate; isLast: boolean },
): ReminderState {
  if (!unanswered.includes(status) || on < createdAt.toISOString().slice(0, 10)) return 'passed_over';
  if (on > today) return 'upcoming';
  return isLast ? 'due' : 'passed_over';
}

/** Whose move it is while answers are missing; null when they are there, or nobody waits for them any more. */
export const awaited = ['invitation', 'respondent'] as const;
export type Awaited = (typeof awaited)[number];

export function awaitedFor({ status }: Pick<Assessment, 'status'>): Awaited | null {
  if (!unanswered.includes(status)) return null;
  return status === 'draft' ? 'invitation' : 'respondent';
}

export function isOverdue({ status, dueOn }: Reminded, today: LocalDate): boolean {
  return unanswered.includes(status) && dueOn < today;
}
