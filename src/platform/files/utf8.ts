import { isUtf8 } from 'node:buffer';
import { refuseTable } from './table-errors.js';

const utf8Mark = Buffer.from([0xef, 0xbb, 0xbf]);
const replacement = Buffer.from([0xef, 0xbf, 0xbd]);

/** The text of a file, without a byte order mark. Throws `import.not_utf8` that names the first bad byte, from 1. */
export function decodeText(bytes: Buffer): string {
  const utf16 = utf16Name(bytes);
  if (utf16) refuseTable('import.not_utf8', `The file is in ${utf16}.`, { encoding: utf16, byte: 1 });
  if (!isUtf8(bytes)) {
    const byte = firstBadByte(bytes) + 1;
    refuseTable('import.not_utf8', `Byte ${byte} does not belong to UTF-8.`, { byte });
  }
  return bytes.subarray(bytes.subarray(0, 3).equals(utf8Mark) ? 3 : 0).toString('utf8');
}

/** UTF-16 says so by its mark, or shows as a zero beside nearly every Latin letter. */
function utf16Name(bytes: Buffer): string | null {
  const little = 'UTF-16 little endian';
  const big = 'UTF-16 big endian';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return little;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return big;
  const start = [...bytes.subarray(0, 1_000)];
  const zeros = (parity: number) => start.filter((byte, at) => byte === 0 && at % 2 === parity).length;
  const many = start.length / 4;
  if (start.length < 4 || zeros(0) + zeros(1) <= many) return null;
  return zeros(1) > zeros(0) ? little : big;
}

/** Decoding puts U+FFFD where a byte does not fit; the first one that is not in the file itself is the place. */
function firstBadByte(bytes: Buffer): number {
  const text = bytes.toString('utf8');
  let offset = 0;
  let from = 0;
  for (;;) {
    const at = text.indexOf('\uFFFD', from);
    offset += Buffer.byteLength(text.slice(from, at));
    if (!bytes.subarray(offset, offset + 3).equals(replacement)) return offset;
    offset += 3;
    from = at + 1;
  }
}
