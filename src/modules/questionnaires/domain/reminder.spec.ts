import { localDate } from '../../../shared/local-date.js';
import type { AssessmentStatus } from './assessment.js';
import { awaitedFor, isOverdue, reminderDays, remindersFor, type ReminderRecord } from './reminder.js';

const created = new Date('2026-05-01T12:00:00Z');
const reminded = (status: AssessmentStatus = 'sent', createdAt = created) => ({
  status,
  dueOn: localDate('2026-06-15'),
  createdAt,
});
const record = (offsetDays: number, dueOn = '2026-06-15'): ReminderRecord => ({
  ...{ id: 'r', revision: 1, assessmentId: 'a', offsetDays, dueOn: localDate(dueOn) },
  announcedAt: new Date('2026-06-08T00:01:00Z'),
});
const states = (today: string, assessment = reminded(), records: ReminderRecord[] = []) =>
  remindersFor(assessment, [-7, 0, 7], records, localDate(today)).map(({ state }) => state);

describe('reminders', () => {
  it.each([
    ['2026-06-07', ['upcoming', 'upcoming', 'upcoming']],
    ['2026-06-08', ['due', 'upcoming', 'upcoming']],
    ['2026-06-15', ['passed_over', 'due', 'upcoming']],
    ['2026-07-30', ['passed_over', 'passed_over', 'due']],
  ])('come due on their days: on %s', (today, expected) => {
    expect(states(today)).toEqual(expected);
  });

  it('are due on a day each', () => {
    expect(remindersFor(reminded(), [-7, 0, 7], [record(-7)], localDate('2026-06-10'))).toEqual([
      { offsetDays: -7, on: '2026-06-08', state: 'announced', announcedAt: record(-7).announcedAt },
      { offsetDays: 0, on: '2026-06-15', state: 'upcoming', announcedAt: null },
      { offsetDays: 7, on: '2026-06-22', state: 'upcoming', announcedAt: null },
    ]);
  });

  it('begin anew when the assessment is put off', () => {
    expect(states('2026-06-10', reminded(), [record(-7, '2026-05-31')])[0]).toBe('due');
  });

  it('are passed over before the assessment was made, and once its answers are there', () => {
    const late = reminded('draft', new Date('2026-06-12T00:00:00Z'));
    expect(states('2026-06-12', late)).toEqual(['passed_over', 'upcoming', 'upcoming']);
    expect(states('2026-06-15', reminded('submitted'), [record(-7)])).toEqual([
      'announced',
      'passed_over',
      'passed_over',
    ]);
  });

  it('take their days from a setting', () => {
    expect(reminderDays('7,-14,0,7')).toEqual([-14, 0, 7]);
  });
});

it.each([
  ['draft', 'invitation', true],
  ['sent', 'respondent', true],
  ['in_progress', 'respondent', true],
  ['returned', 'respondent', true],
  ['submitted', null, false],
  ['in_review', null, false],
  ['completed', null, false],
  ['cancelled', null, false],
  ['expired', null, false],
] as const)('an assessment that is %s waits for: %s', (status, whom, overdue) => {
  expect(awaitedFor({ status })).toBe(whom);
  expect(isOverdue(reminded(status), localDate('2026-06-16'))).toBe(overdue);
  expect(isOverdue(reminded(status), localDate('2026-06-15'))).toBe(false);
});
