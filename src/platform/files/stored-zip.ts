import { crc32 } from 'node:zlib';

/** One file of an archive. */
export type Part = Readonly<{ name: string; bytes: Buffer }>;

const utf8Names = 0x0800;
const version = 20;

/** The bytes of a ZIP archive with these files, not compressed: what is handed on is exactly what was looked at. */
export function storedZip(parts: readonly Part[]): Buffer[] {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of parts) {
    const label = Buffer.from(name);
    const facts = factsOf(label, bytes);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, label]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02', 'latin1'), uint16(version), facts, tail, label);
    files.push(local, bytes);
    offset += local.length + bytes.length;
  }
  const central = Buffer.concat(directory);
  return [...files, central, endOf(parts.length, central.length, offset)];
}

/** What the local header and the directory say alike: version, flags, method 0, time, CRC-32, sizes, lengths. */
function factsOf(label: Buffer, bytes: Buffer): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(version, 0);
  facts.writeUInt16LE(utf8Names, 2);
  facts.writeUInt32LE(crc32(bytes), 10);
  facts.writeUInt32LE(bytes.length, 14);
  facts.writeUInt32LE(bytes.length, 18);
  facts.writeUInt16LE(label.length, 22);
  return facts;
}

function endOf(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
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
