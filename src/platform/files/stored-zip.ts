import { crc32 } from 'node:zlib';

/** One file of an archive. */
export type Part = Readonly<{ name: string; bytes: Buffer }>;
/** What is known of a file without holding its bytes. */
export type StoredFile = Readonly<{ name: string; size: number; crc: number }>;

const utf8Names = 0x0800;
const version = 20;
const headerLength = 30;
const recordLength = 46;
const endLength = 22;

/** The bytes of a ZIP archive with these files, not compressed: what is handed on is exactly what was looked at. */
export function storedZip(parts: readonly Part[]): Buffer[] {
  const files = parts.map(({ name, bytes }) => ({ name, size: bytes.length, crc: crc32(bytes) }));
  const stored = parts.flatMap(({ bytes }, nth) => [localHeader(files[nth] as StoredFile), bytes]);
  return [...stored, directoryOf(files)];
}

/** What stands before a file's bytes. Nothing in an archive depends on anything but names, bytes and their order. */
export function localHeader(file: StoredFile): Buffer {
  return Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), factsOf(file), Buffer.from(file.name)]);
}

/** What stands after the last file. */
export function directoryOf(files: readonly StoredFile[]): Buffer {
  let offset = 0;
  const records = files.map((file) => {
    const label = Buffer.from(file.name);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    offset += headerLength + label.length + file.size;
    return Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), uint16(version), factsOf(file), tail, label]);
  });
  const central = Buffer.concat(records);
  return Buffer.concat([central, endOf(files.length, central.length, offset)]);
}

/** Bytes of the whole archive. */
export function archiveSize(files: readonly StoredFile[]): number {
  return files.reduce(
    (sum, { name, size }) => sum + headerLength + recordLength + 2 * Buffer.byteLength(name) + size,
    endLength,
  );
}

/** What the local header and the directory say alike: version, flags, method 0, time, CRC-32, sizes, lengths. */
function factsOf({ name, size, crc }: StoredFile): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(version, 0);
  facts.writeUInt16LE(utf8Names, 2);
  facts.writeUInt32LE(crc, 10);
  facts.writeUInt32LE(size, 14);
  facts.writeUInt32LE(size, 18);
  facts.writeUInt16LE(Buffer.byteLength(name), 22);
  return facts;
}

function endOf(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(endLength);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
