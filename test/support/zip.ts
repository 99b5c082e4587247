import { crc32, deflateRawSync } from 'node:zlib';

export type Packed = {
  name: string;
  content: string | Buffer;
  size?: number;
  attributes?: number;
  flags?: number;
  raw?: Buffer;
};

/** A ZIP by hand, so that it can lie. `size` and `raw` replace what the directory says and what is stored. */
export function zip(files: readonly Packed[], hidden: readonly Packed[] = []): Buffer {
  const chunks: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of [...files, ...hidden]) {
    const { name, attributes = 0, flags = 0 } = file;
    const content = Buffer.from(file.content);
    const packed = file.raw ?? deflateRawSync(content);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(flags, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(content), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(file.size ?? content.length, 18);
    head.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, Buffer.from(name)]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(attributes, 6);
    tail.writeUInt32LE(offset, 10);
    const made = Buffer.from([20, 3]);
    if (!hidden.includes(file))
      directory.push(Buffer.from('PK\x01\x02', 'latin1'), made, head, tail, Buffer.from(name));
    chunks.push(local, packed);
    offset += local.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...chunks, central, end]);
}
