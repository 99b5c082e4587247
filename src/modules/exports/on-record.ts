import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../shared/clock.js';
import type { LocalDate } from '../../shared/local-date.js';
import { refuse } from './domain/export-errors.js';
import type { ExportedRegister } from './domain/register.js';
import { exportedRegisters } from './persistence/registers.js';

/** `asOf`: only what was true on that day; `knownAt`: as it was on record by then. */
export type When = Readonly<{ asOf?: LocalDate; knownAt?: Date }>;

/** Whether somebody may have that register, of that day. */
@Injectable()
export class OnRecord {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  registerFor(name: string, { roles }: Principal): ExportedRegister {
    const register = exportedRegisters.find((one) => one.name === name);
    const registers = exportedRegisters.map((one) => one.name).sort();
    if (!register) return refuse('register.not_found', `There is no register ${name}.`, { registers });
    if (!roles.some((role) => register.roles.some((reader) => reader === role)))
      refuse('register.forbidden', `The register ${register.name} is open to ${register.roles.join(', ')}.`);
    return register;
  }

  async assertCovers({ asOf, knownAt }: When): Promise<void> {
    const errors = [
      ...(isAfter(asOf, this.clock.today()) ? [ahead('asOf', 'a day up to today')] : []),
      ...(isAfter(knownAt, this.clock.now()) ? [ahead('knownAt', 'a moment up to now')] : []),
    ];
    if (errors.length > 0) refuse('register.ahead', 'What is to come is not on record.', { errors });
    if (knownAt) await this.assertBegun(knownAt);
  }

  private async assertBegun(knownAt: Date): Promise<void> {
    const [first] = await this.db.query<{ at: Date }>(
      'SELECT recorded_at AS at FROM ledger_entry ORDER BY recorded_at LIMIT 1',
    );
    if (first && first.at <= knownAt) return;
    const firstEntryAt = first?.at.toISOString() ?? null;
    refuse('register.before_records', `The first entry is of ${firstEntryAt ?? 'no moment yet'}.`, {
      firstEntryAt,
    });
  }
}

const isAfter = <T extends string | Date>(when: T | undefined, limit: T) =>
  when !== undefined && when > limit;
const ahead = (name: string, words: string) => ({
  pointer: `/${name}`,
  code: 'in_future',
  message: `${name} must be ${words}`,
});
