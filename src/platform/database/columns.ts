import { Column } from 'typeorm';

/** A moment with millisecond precision: what JavaScript can hold, so that what is hashed is what is stored. */
export const MomentColumn = (options: { nullable?: boolean } = {}): PropertyDecorator =>
  Column({ type: 'timestamptz', precision: 3, ...options });

/** A calendar day as text, 'YYYY-MM-DD'. */
export const DayColumn = (options: { nullable?: boolean } = {}): PropertyDecorator =>
  Column({ type: 'date', ...options });

/** A whole number that may be larger than four bytes hold; up to 2^53, where JavaScript stops counting. */
export const CountColumn = (): PropertyDecorator =>
  Column({ type: 'bigint', transformer: { to: (count: number) => count, from: Number } });
