import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { PastTables } from '../../platform/ledger/past-tables.js';
import { csvText, type Cell } from './domain/cell.js';
import type { Row } from './domain/column.js';
import type { Export, Filter, SampleOrder } from './domain/export.js';
import { refuse } from './domain/export-errors.js';
import { isTrueOn, type ExportedRegister } from './domain/register.js';
import { allocate, Draw, PopulationHash, type Counted } from './sampling.js';

/** One row of a register: its cells, and whether it is true on the day, passes the filters and is in the sample. */
export type JudgedRow = Readonly<{
  row: Row;
  cells: readonly Cell[];
  id: string;
  /** Whose revision proves the row. */
  subjectId: string;
  stratum: string;
  isCounted: boolean;
  isChosen: boolean;
}>;

/** What an export is taken from: one tree, known by one moment. */
export type Source = Readonly<{ order: Export; register: ExportedRegister; treeSize: number }>;

/** Reads a register as the ledger had it, as often as a sample needs: each time the same rows in the same order. */
@Injectable()
export class ChosenRows {
  constructor(
    private readonly db: Database,
    private readonly past: PastTables,
  ) {}

  /** Reads the whole register twice, to know what counts and to draw from it; null, and nothing is read, without a sample. */
  async sampleOf(source: Source, alive: () => Promise<void>): Promise<ReadonlySet<string> | null> {
    if (!source.order.sample) return null;
    const known = new PopulationHash();
    for await (const rows of this.judged(source, null)) {
      for (const row of counted(rows)) known.add(row);
      await alive();
    }
    return this.draw(source, known, source.order.sample, alive);
  }

  /** `sample`: ids of the rows that were drawn; null takes every row that counts. */
  async *judged(source: Source, sample: ReadonlySet<string> | null): AsyncGenerator<JudgedRow[], void> {
    const { order, register, treeSize } = source;
    const statement = this.past.statement(register.sql, { knownAt: order.knownAt, treeSize });
    for await (const rows of this.db.stream<Row>(statement))
      yield rows.map((row) => judge(row, source)).map((row) => chosenFrom(row, sample));
  }

  private async draw(
    source: Source,
    known: PopulationHash,
    sample: SampleOrder,
    alive: () => Promise<void>,
  ): Promise<ReadonlySet<string>> {
    if (sample.size > known.count)
      refuse('export.sample_too_large', `The population has ${known.count} rows.`, {
        population: known.count,
        sample: sample.size,
      });
    const of = { population: known.digest(), seed: sample.seed };
    const draw = new Draw(allocate(known.strata, sample.size), of);
    for await (const rows of this.judged(source, null)) {
      for (const row of counted(rows)) draw.offer(row);
      await alive();
    }
    return draw.chosen();
  }
}

function judge(row: Row, { order, register }: Source): Omit<JudgedRow, 'isChosen'> {
  const cells = register.columns.map(({ cell }) => cell(row));
  const valueOf = (column: string) =>
    csvText(cells[register.columns.findIndex(({ name }) => name === column)] ?? null);
  const isCounted =
    (order.asOf === null || isTrueOn(register.period(row), order.asOf)) &&
    order.filters.every(({ column, values }: Filter) => values.includes(valueOf(column)));
  const stratum = (order.sample?.strata ?? []).map(valueOf).join(' / ');
  const subjectId = String(row[register.subject ?? 'id']);
  return { row, cells, id: String(row['id']), subjectId, stratum, isCounted };
}

function chosenFrom(judged: Omit<JudgedRow, 'isChosen'>, sample: ReadonlySet<string> | null): JudgedRow {
  return { ...judged, isChosen: judged.isCounted && (sample === null || sample.has(judged.id)) };
}

/** What a population is made of. */
export function counted(rows: readonly JudgedRow[]): Counted[] {
  return rows
    .filter(({ isCounted }) => isCounted)
    .map(({ id, stratum, row }) => ({ id, stratum, revision: Number(row['revision'] ?? 1) }));
}
