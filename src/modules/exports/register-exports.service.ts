import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { uuidv7 } from '../../platform/ids.js';
import { Ledger } from '../../platform/ledger/ledger.js';
import { PastTables } from '../../platform/ledger/past-tables.js';
import { Clock } from '../../shared/clock.js';
import type { LocalDate } from '../../shared/local-date.js';
import { csvRecord, ndjsonLine } from './domain/cell.js';
import type { Row } from './domain/column.js';
import { refuse } from './domain/export-errors.js';
import { isTrueOn, type ExportedRegister, type ExportFormat } from './domain/register.js';
import { exportedRegisters } from './persistence/registers.js';

/** Each holds a connection for as long as somebody reads; the rest of the pool is for everybody else. */
const mostAtOnce = 3;

/** `asOf`: only what was true on that day; `knownAt`: as it was on record by then. */
export type Asked = Readonly<{ register: string; format: ExportFormat; asOf?: LocalDate; knownAt?: Date }>;

@Injectable()
export class RegisterExportsService {
  private running = 0;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly ledger: Ledger,
    private readonly past: PastTables,
  ) {}

  /** The text of a register, piece by piece. That it was exported is on record before the first piece is given away. */
  async open(asked: Asked, by: Principal): Promise<AsyncGenerator<string, void>> {
    const register = found(asked.register);
    if (!by.roles.some((role) => register.roles.some((reader) => reader === role)))
      refuse('register.forbidden', `The register ${register.name} is open to ${register.roles.join(', ')}.`);
    await this.assertOnRecord(asked);
    if (this.running >= mostAtOnce) refuse('register.busy', `${mostAtOnce} exports are running.`);
    await this.recordExport(asked);
    return this.text(register, asked);
  }

  private async assertOnRecord({ asOf, knownAt }: Asked): Promise<void> {
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

  private async recordExport({ register, format, asOf, knownAt }: Asked): Promise<void> {
    const state = { register, format, asOf: asOf ?? null, knownAt: knownAt?.toISOString() ?? null };
    await this.db.run((tx) =>
      this.ledger.append(tx, [
        {
          action: 'register.exported',
          subjectType: 'register_export',
          subjectId: uuidv7(this.clock.now()),
          revision: 1,
          state,
          changed: Object.keys(state),
        },
      ]),
    );
  }

  private async *text(
    { sql, columns, period }: ExportedRegister,
    { format, asOf, knownAt }: Asked,
  ): AsyncGenerator<string, void> {
    const names = columns.map(({ name }) => name);
    const statement = knownAt ? this.past.statement(sql, { knownAt }) : sql;
    this.running++;
    try {
      if (format === 'csv') yield csvRecord(names);
      for await (const rows of this.db.stream<Row>(statement))
        yield rows
          .filter((row) => asOf === undefined || isTrueOn(period(row), asOf))
          .map((row) => columns.map(({ cell }) => cell(row)))
          .map((cells) => (format === 'csv' ? csvRecord(cells) : ndjsonLine(names, cells)))
          .join('');
    } finally {
      this.running--;
    }
  }
}

const isAfter = <T extends string | Date>(when: T | undefined, limit: T) =>
  when !== undefined && when > limit;
const ahead = (name: string, words: string) => ({
  pointer: `/${name}`,
  code: 'in_future',
  message: `${name} must be ${words}`,
});

function found(name: string): ExportedRegister {
  const register = exportedRegisters.find((one) => one.name === name);
  const registers = exportedRegisters.map((one) => one.name).sort();
  return register ?? refuse('register.not_found', `There is no register ${name}.`, { registers });
}
