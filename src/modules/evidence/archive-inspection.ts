import type { Readable } from 'node:stream';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import type { ContentFlaw } from './domain/media-type.js';

const megabyte = 1024 * 1024;
const mostEntries = 10_000;
/** What a file in an office document may unpack to, compared with its packed size; as for imported workbooks. */
const greatestRatio = 200;
const mostUnpacked = 2_048 * megabyte;
const active =
  /(^|\/)(vbaProject[^/]*\.bin|vbaData\.xml)$|(^|\/)(activeX|embeddings|macrosheets|dialogsheets)\//i;

/**
 * What is wrong with an office document, judged without keeping anything of it: its directory first, then every packed
 * file is unpacked and counted, chunk by chunk, since an archive can lie about sizes.
 */
export async function archiveFlaw(path: string, size: number): Promise<ContentFlaw | null> {
  let zip: ZipFile | null = null;
  try {
    zip = await openPromise(path, { autoClose: false, strictFileNames: true, validateEntrySizes: false });
    if (zip.entryCount > mostEntries) return 'bomb';
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) entries.push(entry);
    return flawOfDirectory(entries, size) ?? (await flawOfFiles(zip, entries));
  } catch {
    return 'damaged'; // whatever the reader stumbles over, another program may read as it likes
  } finally {
    zip?.close();
  }
}

function flawOfDirectory(entries: readonly Entry[], size: number): ContentFlaw | null {
  if (entries.some(({ fileName }) => active.test(fileName))) return 'macros';
  const sum = (of: (entry: Entry) => number) => entries.reduce((total, entry) => total + of(entry), 0);
  const overlapping = sum(({ compressedSize }) => compressedSize) > size;
  const tooMuch = sum(({ uncompressedSize }) => uncompressedSize) > mostUnpacked;
  if (overlapping || tooMuch || entries.some(swells)) return 'bomb';
  const names = new Set(entries.map(({ fileName }) => fileName.toLowerCase()));
  return names.size < entries.length || entries.some((entry) => entry.isEncrypted()) ? 'damaged' : null;
}

const swells = ({ compressedSize, uncompressedSize }: Entry) =>
  uncompressedSize > megabyte && uncompressedSize > greatestRatio * compressedSize;

async function flawOfFiles(zip: ZipFile, entries: readonly Entry[]): Promise<ContentFlaw | null> {
  for (const entry of entries) {
    if (entry.compressionMethod === 0) continue;
    let seen = 0;
    const stream: Readable = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      seen += chunk.length;
      if (seen > entry.uncompressedSize) return 'bomb'; // leaving the loop ends the stream
    }
    if (seen < entry.uncompressedSize) return 'damaged';
  }
  return null;
}
