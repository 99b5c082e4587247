import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';

/** A cell as the workbook has it; a date as milliseconds since 1970 UTC, null when it lies outside of the calendar. */
export type SheetCell = string | number | boolean | null | Readonly<{ date: number | null }>;
export type SheetRow = Readonly<{ number: number; cells: readonly SheetCell[] }>;

/** How it ended: all rows came; the parser refused the file; its text is more than allowed; memory or time ran out. */
export type SheetEnd = 'complete' | 'unreadable' | 'too_much_text' | 'too_costly';

type Message = SheetRow | Readonly<{ end: SheetEnd }>;
type Child = ChildProcessByStdio<Writable, Readable, null>;

const parser = pathToFileURL(createRequire(import.meta.url).resolve('read-excel-file/universal')).href;

/**
 * What the process runs: reads an archive from its input and writes one row a line. It counts the text before it writes,
 * because one shared string can stand in a million cells. The library reads a sheet in pieces that it halves when one took
 * long by the clock, without end: on a busy machine it would take a minute for nothing. Its clock stands still, so that
 * pieces only grow.
 */
const program = `
const [, library, mostCharacters] = process.argv;
const write = (message) => new Promise((done) => process.stdout.write(JSON.stringify(message) + '\\n', done));
const plain = (cell) => (cell instanceof Date ? { date: cell.getTime() } : cell);
Date.now = () => 0;
(async () => {
  const { readSheet } = await import(library);
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const bytes = Uint8Array.from(Buffer.concat(chunks)).buffer;
  const rows = await readSheet(bytes, 1, { trim: false });
  let characters = 0;
  for (const row of rows) {
    while (row.length > 0 && row[row.length - 1] === null) row.pop();
    for (const cell of row) characters += typeof cell === 'string' ? cell.length : 8;
  }
  if (characters > Number(mostCharacters)) return write({ end: 'too_much_text' });
  for (const [at, row] of rows.entries())
    if (row.length > 0) await write({ number: at + 1, cells: row.map(plain) });
  return write({ end: 'complete' });
})().catch(() => write({ end: 'unreadable' }));
`;

/**
 * The rows of the first sheet, read in a process of its own. A sheet of a hundred bytes can ask for a billion rows; the
 * memory limits of a worker thread do not hold then, V8 ends the whole process, and so this must not be ours. It gets no
 * environment, a small heap, and is killed when the time is over. Calls `take` for each row and answers how it ended.
 */
export async function readFirstSheet(
  archive: readonly Buffer[],
  limits: Readonly<{ seconds: number; characters: number; heapMegabytes: number }>,
  take: (row: SheetRow) => void,
): Promise<SheetEnd> {
  const child: Child = spawn(
    process.execPath,
    [`--max-old-space-size=${limits.heapMegabytes}`, '-e', program, parser, String(limits.characters)],
    { env: {}, stdio: ['pipe', 'pipe', 'ignore'], timeout: limits.seconds * 1_000, killSignal: 'SIGKILL' },
  );
  const fed = pipeline(Readable.from(archive), child.stdin); // fails when the process dies before it has read all
  const over = Promise.allSettled([once(child, 'close'), fed]);
  const end = await endOf(child, take).finally(() => child.kill('SIGKILL'));
  const [closing] = await over;
  if (closing.status === 'rejected') throw closing.reason as Error; // it could not be started
  return end;
}

async function endOf(child: Child, take: (row: SheetRow) => void): Promise<SheetEnd> {
  let rest = '';
  for await (const text of child.stdout.setEncoding('utf8') as AsyncIterable<string>) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const message = JSON.parse(line) as Message;
      if ('end' in message) return message.end;
      take(message);
    }
  }
  return 'too_costly';
}
