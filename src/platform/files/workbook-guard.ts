import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import type { Part } from './stored-zip.js';
import { refuseTable, tableRefusal } from './table-errors.js';
import type { TableLimits } from './table.js';

const megabyte = 1024 * 1024;
const fileKind = 0xf000;
const symbolicLink = 0xa000;
const activeContent = /(^|\/)(vbaProject[^/]*\.bin|vbaData\.xml)$|^xl\/(macrosheets|dialogsheets|activeX)\//i;
const externalLink = /^xl\/externalLinks\//i;
const sheet = /^xl\/worksheets\/[^/]+\.xml$/i;

/**
 * The XML files of a workbook, unpacked, after everything dangerous was refused: too many or too large files, names
 * that climb, links, macros, references to other workbooks. Sizes are counted while unpacking, since an archive can lie
 * about them, and of names that stand twice programs would disagree which is meant.
 */
export async function unpackWorkbook(
  bytes: Buffer,
  limits: TableLimits,
): Promise<{ parts: Part[]; sheets: number }> {
  const zip = await opened(bytes);
  const entries = await entriesOf(zip, limits);
  const names = entries.map(({ fileName }) => fileName);
  if (!names.includes('xl/workbook.xml')) refuseTable('import.bad_xlsx', 'The archive holds no workbook.');
  const parts: Part[] = [];
  for (const entry of entries.filter(({ fileName }) => /\.xml(\.rels)?$/.test(fileName)))
    parts.push({ name: entry.fileName, bytes: await unpacked(zip, entry) });
  return { parts, sheets: names.filter((name) => sheet.test(name)).length };
}

async function opened(bytes: Buffer): Promise<ZipFile> {
  try {
    return await fromBufferPromise(bytes, { strictFileNames: true, validateEntrySizes: false });
  } catch {
    throw tableRefusal('import.bad_xlsx', 'The archive is damaged: its directory cannot be read.');
  }
}

async function entriesOf(zip: ZipFile, limits: TableLimits): Promise<Entry[]> {
  if (zip.entryCount > limits.entries)
    refuseTable('import.zip_bomb', `The workbook holds more than ${limits.entries} files.`, {
      limit: limits.entries,
    });
  const entries: Entry[] = [];
  const iterator = zip.eachEntry();
  for (let next = await nextOf(iterator); next !== null; next = await nextOf(iterator)) {
    assertHarmless(next, limits);
    entries.push(next);
  }
  const total = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (total > limits.unpackedBytes)
    refuseTable('import.zip_bomb', `The workbook unpacks to more than ${limits.unpackedBytes} bytes.`, {
      limit: limits.unpackedBytes,
    });
  const names = new Set(entries.map(({ fileName }) => fileName.toLowerCase()));
  if (names.size < entries.length) refuseTable('import.bad_xlsx', 'The archive holds a file name twice.');
  return entries;
}

async function nextOf(iterator: AsyncIterableIterator<Entry>): Promise<Entry | null> {
  try {
    const { done, value } = (await iterator.next()) as IteratorResult<Entry, undefined>;
    return done ? null : value;
  } catch {
    throw tableRefusal('import.bad_xlsx', 'The archive is damaged, or a file name in it leads out of it.');
  }
}

function assertHarmless(entry: Entry, { ratio }: TableLimits): void {
  const { fileName, uncompressedSize, compressedSize, externalFileAttributes } = entry;
  if (activeContent.test(fileName))
    refuseTable('import.macros', 'The workbook holds macros or other active content.');
  if (externalLink.test(fileName))
    refuseTable('import.external_links', 'The workbook refers to another workbook.');
  if (((externalFileAttributes >>> 16) & fileKind) === symbolicLink)
    refuseTable('import.bad_xlsx', 'The archive holds a symbolic link.');
  if (entry.isEncrypted()) refuseTable('import.bad_xlsx', 'The archive is encrypted.');
  if (uncompressedSize > megabyte && uncompressedSize > ratio * compressedSize)
    refuseTable('import.zip_bomb', `A file in the workbook unpacks to more than ${ratio} times its size.`, {
      limit: ratio,
    });
}

async function unpacked(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  let sum = 0;
  for await (const chunk of contentOf(zip, entry)) {
    size += chunk.length;
    if (size > entry.uncompressedSize)
      refuseTable('import.zip_bomb', 'A file in the workbook is larger than the archive says.');
    sum = crc32(chunk, sum);
    chunks.push(chunk);
  }
  if (size < entry.uncompressedSize || sum !== entry.crc32)
    refuseTable('import.bad_xlsx', 'The archive is damaged: a file in it is not what the directory says.');
  return Buffer.concat(chunks);
}

async function* contentOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  let stream: Readable | undefined;
  try {
    stream = await zip.openReadStreamPromise(entry);
    yield* stream as AsyncIterable<Buffer>;
  } catch {
    throw tableRefusal('import.bad_xlsx', 'The archive is damaged: a file in it cannot be unpacked.');
  } finally {
    stream?.destroy();
  }
}
