// A ZIP archive of stored files as Keyholder writes it. Its bytes follow from names, contents and order alone: an archive
// with any other byte is refused.
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';

const piece = 1 << 20;

/** What keeps a bundle from being verified, and where. */
export class Failure extends Error {
  constructor(where, what) {
    super(`${where}: ${what}`);
    this.where = where;
  }
}

export function fail(where, what) {
  throw new Failure(where, what);
}

export const sha256 = (content) => createHash('sha256').update(content).digest('hex');

export class Archive {
  /** From a path, or from the bytes themselves. */
  constructor(source) {
    this.bytes = Buffer.isBuffer(source) ? source : null;
    this.descriptor = this.bytes ? null : openSync(source, 'r');
    this.size = this.bytes ? this.bytes.length : fstatSync(this.descriptor).size;
    this.files = [];
    let offset = 0;
    while (this.read(offset, 4).toString('latin1') === 'PK\x03\x04') offset = this.enter(offset);
    const end = directoryOf(this.files);
    if (this.size - offset !== end.length || !this.read(offset, end.length).equals(end))
      fail('archive', `its directory, from byte ${offset} on, is not that of the files before it`);
  }

  close() {
    if (this.descriptor !== null) closeSync(this.descriptor);
  }

  text(name) {
    const { offset, size } = this.file(name);
    return decode(this.read(offset, size), name);
  }

  bytesOf(name) {
    const { offset, size } = this.file(name);
    return this.read(offset, size);
  }

  file(name) {
    return this.files.find((file) => file.name === name) ?? fail(name, 'is missing');
  }

  /** Each line of a file without its end; a file that does not end with one is refused. */
  *lines(name) {
    const { offset, size } = this.file(name);
    let rest = Buffer.alloc(0);
    for (let at = 0; at < size; at += piece) {
      const bytes = Buffer.concat([rest, this.read(offset + at, Math.min(piece, size - at))]);
      let begin = 0;
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, begin)) {
        yield decode(bytes.subarray(begin, end), name);
        begin = end + 1;
      }
      rest = bytes.subarray(begin);
    }
    if (rest.length > 0) fail(name, 'does not end with a line end');
  }

  enter(offset) {
    const header = this.read(offset, 30);
    if (header.length < 30) fail('archive', `the header at byte ${offset} is cut off`);
    const size = header.readUInt32LE(18);
    const nameLength = header.readUInt16LE(26);
    const name = decode(this.read(offset + 30, nameLength), `archive, byte ${offset}`);
    const file = {
      name,
      size,
      offset: offset + 30 + nameLength,
      ...this.digest(offset + 30 + nameLength, size),
    };
    if (this.files.some((other) => other.name === name))
      fail(`archive, byte ${offset}`, 'has a file of a name that is there already');
    if (!this.read(offset, 30 + nameLength).equals(localHeader(file)))
      fail(`archive, byte ${offset}`, 'the header of this file does not fit its content');
    this.files.push(file);
    return file.offset + size;
  }

  digest(offset, size) {
    if (offset + size > this.size) fail('archive', `the file at byte ${offset} is cut off`);
    const hash = createHash('sha256');
    let crc = 0;
    for (let at = 0; at < size; at += piece) {
      const bytes = this.read(offset + at, Math.min(piece, size - at));
      hash.update(bytes);
      crc = crc32(bytes, crc);
    }
    return { crc, sha256: hash.digest('hex') };
  }

  read(offset, length) {
    if (this.bytes) return this.bytes.subarray(offset, offset + length);
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, this.size - offset)));
    readSync(this.descriptor, bytes, 0, bytes.length, offset);
    return bytes;
  }
}

function decode(bytes, where) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return fail(where, 'is not UTF-8');
  }
}

function facts({ name, size, crc }) {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(20, 0);
  bytes.writeUInt16LE(0x0800, 2);
  bytes.writeUInt32LE(crc, 10);
  bytes.writeUInt32LE(size, 14);
  bytes.writeUInt32LE(size, 18);
  bytes.writeUInt16LE(Buffer.byteLength(name), 22);
  return bytes;
}

const localHeader = (file) =>
  Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts(file), Buffer.from(file.name)]);

function directoryOf(files) {
  const records = files.map((file) => {
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(file.offset - 30 - Buffer.byteLength(file.name), 10);
    return Buffer.concat([
      Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
      facts(file),
      tail,
      Buffer.from(file.name),
    ]);
  });
  const last = files.at(-1);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(
    records.reduce((sum, { length }) => sum + length, 0),
    12,
  );
  end.writeUInt32LE(last ? last.offset + last.size : 0, 16);
  return Buffer.concat([...records, end]);
}
