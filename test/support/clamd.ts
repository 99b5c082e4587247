import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

const command = Buffer.from('zINSTREAM\0', 'latin1');
const endOfStream = Buffer.alloc(4);

/** A virus scanner on loopback that speaks clamd's INSTREAM and takes every byte of it literally. */
export class Clamd {
  /** What each connection sent, byte for byte. */
  readonly received: Buffer[] = [];
  /** The content of each stream: its chunks without their lengths. */
  readonly streams: Buffer[] = [];
  /** Answers this, once everything has arrived; null: never answers. */
  reply: string | null = 'stream: OK\0';
  /** Bytes of a stream after which it refuses and hangs up. */
  limit = Infinity;

  private constructor(private readonly server: Server) {}

  static async start(path?: string): Promise<Clamd> {
    const server = createServer((socket) => clamd.take(socket));
    const clamd = new Clamd(server);
    await new Promise<void>((done) =>
      path === undefined ? server.listen(0, '127.0.0.1', done) : server.listen(path, done),
    );
    return clamd;
  }

  get address(): string {
    const address = this.server.address() as AddressInfo | string;
    return typeof address === 'string' ? address : `127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    await new Promise((done) => this.server.close(done));
  }

  private take(socket: Socket): void {
    const sent: Buffer[] = [];
    let size = 0;
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      sent.push(chunk);
      size += chunk.length;
      if (size > this.limit) socket.end('INSTREAM size limit exceeded. ERROR\0');
      else if (Buffer.concat(sent.slice(-4)).subarray(-4).equals(endOfStream))
        this.finish(socket, Buffer.concat(sent));
    });
  }

  /** The stream may be at its end: four zeros can also be content. */
  private finish(socket: Socket, sent: Buffer): void {
    const stream = whole(sent);
    if (stream === null) return;
    this.received.push(sent);
    this.streams.push(stream);
    if (this.reply !== null) socket.end(this.reply);
  }
}

/** The content, once the chunk of no bytes has come and nothing after it; null until then. */
function whole(sent: Buffer): Buffer | null {
  if (sent.length < command.length) return null;
  if (!sent.subarray(0, command.length).equals(command)) throw new Error('not INSTREAM');
  const chunks: Buffer[] = [];
  for (let at = command.length; at + 4 <= sent.length;) {
    const length = sent.readUInt32BE(at);
    if (length === 0) return at + 4 === sent.length ? Buffer.concat(chunks) : null;
    chunks.push(sent.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
