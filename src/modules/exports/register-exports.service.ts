import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { uuidv7 } from '../../platform/ids.js';
import { Ledger } from '../../platform/ledger/ledger.js';
import { Clock } from '../../shared/clock.js';
import { csvRecord, ndjsonLine } from './domain/cell.js';
import type { Row } from './domain/column.js';
import { refuse } from './domain/export-errors.js';
import type { ExportedRegister, ExportFormat } from './domain/register.js';
import { exportedRegisters } from './persistence/registers.js';

/** Each holds a connection for as long as somebody reads; the rest of the pool is for everybody else. */
const mostAtOnce = 3;

@Injectable()
export class RegisterExportsService {
  private running = 0;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly ledger: Ledger,
  ) {}

  /** The text of a register, piece by piece. That it was exported is on record before the first piece is given away. */
  async open(name: string, format: ExportFormat, by: Principal): Promise<AsyncGenerator<string, void>> {
    const register = found(name);
    if (!by.roles.some((role) => register.roles.some((reader) => reader === role)))
      refuse('register.forbidden', `The register ${name} is open to ${register.roles.join(', ')}.`);
    if (this.running >= mostAtOnce) refuse('register.busy', `${mostAtOnce} exports are running.`);
    await this.recordExport(name, format);
    return this.text(register, format);
  }

  private async recordExport(register: string, format: ExportFormat): Promise<void> {
    const state = { register, format };
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
    { sql, columns }: ExportedRegister,
    format: ExportFormat,
  ): AsyncGenerator<string, void> {
    const names = columns.map(({ name }) => name);
    this.running++;
    try {
      if (format === 'csv') yield csvRecord(names);
      for await (const rows of this.db.stream<Row>(sql))
        yield rows
          .map((row) => columns.map(({ cell }) => cell(row)))
          .map((cells) => (format === 'csv' ? csvRecord(cells) : ndjsonLine(names, cells)))
          .join('');
    } finally {
      this.running--;
    }
  }
}

function found(name: string): ExportedRegister {
  const register = exportedRegisters.find((one) => one.name === name);
  const registers = exportedRegisters.map((one) => one.name).sort();
  return register ?? refuse('register.not_found', `There is no register ${name}.`, { registers });
}
