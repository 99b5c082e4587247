import { EventEmitter, once } from 'node:events';
import type { Duplex } from 'node:stream';
import pg from 'pg';

/** Rows that were read and not taken yet; beyond that the server waits. */
const mostWaitingBytes = 256 * 1024;

type CopyData = Readonly<{ chunk: Buffer }>;

/** The lines of `COPY (sql) TO STDOUT`, one for each row, as the driver hands them over. */
class CopiedLines extends EventEmitter implements pg.Submittable {
  private lines: string[] = [];
  private waitingBytes = 0;
  private socket: Duplex | undefined;
  private isWhole = false;
  private failure: Error | undefined;

  constructor(private readonly sql: string) {
    super();
  }

  submit(connection: pg.Connection): void {
    this.socket = connection.stream;
    connection.query(`COPY (${this.sql}) TO STDOUT`);
  }

  /** Ends the connection, whatever it waits for; one that was read to its end is somebody else's by now. */
  stop(): void {
    if (!this.isOver) this.socket?.destroy();
  }

  async *batches(): AsyncGenerator<string[], void> {
    for (;;) {
      if (this.waitingBytes < mostWaitingBytes && !this.isOver) await once(this, 'some');
      const { lines } = this;
      this.lines = [];
      this.waitingBytes = 0;
      this.socket?.resume();
      if (this.failure) throw this.failure;
      if (lines.length > 0) yield lines;
      else if (this.isWhole) return;
    }
  }

  handleCopyData({ chunk }: CopyData): void {
    this.lines.push(chunk.toString('utf8', 0, chunk.length - 1)); // without its line end
    this.waitingBytes += chunk.length;
    if (this.waitingBytes < mostWaitingBytes) return;
    this.socket?.pause();
    this.emit('some');
  }

  handleCommandComplete(): void {
    this.isWhole = true;
  }

  handleReadyForQuery(): void {
    this.emit('some');
  }

  handleError(error: Error): void {
    this.failure = error;
    this.emit('some');
  }

  private get isOver(): boolean {
    return this.isWhole || this.failure !== undefined;
  }
}

/**
 * The rows of one statement in a transaction of its own, read-only and of one snapshot, as COPY gives them: less work
 * than a cursor. Whoever reads slowly makes the server wait. Ending early ends the connection and the statement
 * with it; `stopped` does so also while the first row is waited for.
 */
export async function* copiedRows<T>(
  pool: pg.Pool,
  sql: string,
  stopped?: AbortSignal,
): AsyncGenerator<T[], void> {
  const client = await pool.connect();
  let isWhole = false;
  client.on('error', ignored); // the statement ends with it, and says so
  try {
    await client.query(
      // whoever reads may be slow
      `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0;
       SELECT set_config('client_connection_check_interval', '1s', true) WHERE version() LIKE '%linux%'`,
    );
    const { fields } = await client.query(`SELECT * FROM (${sql}) described LIMIT 0`);
    const rowOf = rowsWith(fields);
    stopped?.throwIfAborted();
    const copied = client.query(new CopiedLines(sql));
    stopped?.addEventListener('abort', () => copied.stop(), { once: true });
    for await (const lines of copied.batches()) yield lines.map(rowOf) as T[];
    await client.query('COMMIT');
    isWhole = true;
  } finally {
    if (isWhole) client.off('error', ignored);
    client.release(!isWhole);
  }
}

const longestKnown = 512;
const mostKnown = 256;
const ignored = (): void => undefined;

const nothing = '\\N';
const signs: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
const { TEXT, UUID, DATE, TIMESTAMPTZ } = pg.types.builtins;
const asText: readonly number[] = [TEXT, UUID, DATE];
const moment: number = TIMESTAMPTZ;

/** A row reads a column when it is asked for it: most texts are never anything else, and equal neighbours are read once. */
function rowsWith(fields: readonly pg.FieldDef[]): (line: string) => object {
  class CopiedRow {
    constructor(readonly given: readonly string[]) {}
  }
  fields.forEach(({ name, dataTypeID }, at) => {
    const get = asText.includes(dataTypeID) ? textOf : remembering(parserOf(dataTypeID));
    Object.defineProperty(CopiedRow.prototype, name, {
      get(this: CopiedRow) {
        return get(this.given[at] ?? nothing);
      },
    });
  });
  return (line) => new CopiedRow(line.split('\t'));
}

function textOf(field: string): string | null {
  if (!field.includes('\\')) return field;
  if (field === nothing) return null;
  return field.replace(/\\(.)/g, (_all, sign: string) => signs[sign] ?? sign);
}

/** What is short and comes again is read once: lists of codes and countries are the same in most rows. */
function remembering(parse: (text: string) => unknown): (field: string) => unknown {
  const known = new Map<string, unknown>();
  let last = nothing;
  let value: unknown = null;
  return (field) => {
    if (field === last) return value;
    last = field;
    value = known.get(field);
    if (value !== undefined) return value;
    const text = textOf(field);
    value = text === null ? null : parse(text);
    if (field.length <= longestKnown && known.size < mostKnown) known.set(field, value);
    return value;
  };
}

const inUtc = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,3})?\+00$/;

const parserFor = pg.types.getTypeParser as (type: number) => (text: string) => unknown;

function parserOf(type: number): (text: string) => unknown {
  const parse = parserFor(type);
  if (type !== moment) return parse;
  return (text) => (inUtc.test(text) ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : parse(text));
}
