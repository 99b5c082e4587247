import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { uuidv7 } from '../../platform/ids.js';
import { Ledger } from '../../platform/ledger/ledger.js';
import { PastTables } from '../../platform/ledger/past-tables.js';
import { Clock } from '../../shared/clock.js';
import { csvRecord, ndjsonLine } from './domain/cell.js';
import type { Row } from './domain/column.js';
import { refuse } from './domain/export-errors.js';
import { isTrueOn, type ExportedRegister, type ExportFormat } from './domain/register.js';
import { OnRecord, type When } from './on-record.js';

/** Each holds a connection for as long as somebody reads; the rest of the pool is for everybody else. */
const mostAtOnce = 3;

export type Asked = When & Readonly<{ register: string; format: ExportFormat }>;

/** Whoever opened one reads it to its end or returns it. */
export type RegisterText = AsyncIterableIterator<string, void> & Readonly<{ return: () => Promise<unknown> }>;

@Injectable()
export class RegisterExportsService {
  private running = 0;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly ledger: Ledger,
    private readonly past: PastTables,
    private readonly onRecord: OnRecord,
  ) {}

  /** The text of a register, piece by piece. That it was exported is on record before the first piece is given away. */
  async open(asked: Asked, by: Principal): Promise<RegisterText> {
    const register = this.onRecord.registerFor(asked.register, by);
    await this.onRecord.assertCovers(asked);
    const leave = this.takePlace();
    try {
      await this.recordExport(asked);
      const stopping = new AbortController();
      return leavingAtEnd(this.text(register, asked, stopping.signal), leave, stopping);
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** Before anything is waited for, so that many who ask at once do not all find the same place free. */
  private takePlace(): () => void {
    if (this.running >= mostAtOnce) refuse('register.busy', `${mostAtOnce} exports are running.`);
    this.running++;
    let isTaken = true;
    return () => {
      if (isTaken) this.running--;
      isTaken = false;
    };
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
    stopped: AbortSignal,
  ): AsyncGenerator<string, void> {
    const names = columns.map(({ name }) => name);
    const statement = knownAt ? this.past.statement(sql, { knownAt }) : sql;
    if (format === 'csv') yield csvRecord(names);
    for await (const rows of this.db.stream<Row>(statement, stopped))
      yield rows
        .filter((row) => asOf === undefined || isTrueOn(period(row), asOf))
        .map((row) => columns.map(({ cell }) => cell(row)))
        .map((cells) => (format === 'csv' ? csvRecord(cells) : ndjsonLine(names, cells)))
        .join('');
  }
}

/** Gives its place back when it has been read, breaks off, or is returned without ever having been begun. */
function leavingAtEnd(
  text: AsyncGenerator<string, void>,
  leave: () => void,
  stopping: AbortController,
): RegisterText {
  return {
    async next() {
      try {
        const piece = await text.next();
        if (piece.done) leave();
        return piece;
      } catch (error) {
        leave();
        throw error;
      }
    },
    async return() {
      stopping.abort();
      await text.return();
      leave();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
