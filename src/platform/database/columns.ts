import { Column } from 'typeorm';

/** A moment with millisecond precision: what JavaScript can hold, so that what is hashed is what is stored. */
export const MomentColumn = (options: { nullable?: boolean } = {}): PropertyDecorator =>
  Column({ type: 'timestamptz', precision: 3, ...options });

/** A calendar day as text, 'YYYY-MM-DD'. */
export const DayColumn = (options: { nullable?: boolean } = {}): PropertyDecorator =>
  Column({ type: 'date', ...options });
