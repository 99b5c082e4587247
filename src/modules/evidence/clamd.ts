import { connect, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { setImmediate as turn } from 'node:timers/promises';

const longestReply = 4_096;

/** `/path` of a socket, or `host:port`. */
export function clamdPlace(address: string): { path: string } | { host: string; port: number } {
  if (address.startsWith('/')) return { path: address };
  const colon = address.lastIndexOf(':');
  return { host: address.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(address.slice(colon + 1)) };
}

/** Sends bytes as clamd's INSTREAM command and answers its reply; rejects when there is none in time. */
export async function instream(
  address: string,
  bytes: AsyncIterable<Buffer>,
  timeoutMs: number,
): Promise<string> {
  const socket = connect(clamdPlace(address));
  const timer = setTimeout(() => socket.destroy(new Error('no answer in time')), timeoutMs);
  try {
    const reply = replyOn(socket);
    pipeline(framed(bytes), socket, { end: false }).catch(() => undefined); // a refusal may come before the end is sent
    return await reply;
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}

/**
 * The command, then each chunk behind its length in four bytes, then a chunk of none. A turn of the event loop lies between
 * them: clamd refuses what is too large and hangs up at once, and writing on would lose its reply.
 */
async function* framed(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0', 'latin1');
  for await (const chunk of bytes) {
    yield Buffer.concat([lengthOf(chunk), chunk]);
    await turn();
  }
  yield lengthOf(Buffer.alloc(0));
}

function lengthOf(chunk: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(chunk.length);
  return length;
}

function replyOn(socket: Socket): Promise<string> {
  return new Promise((answer, fail) => {
    let reply = '';
    let problem: Error | undefined;
    socket.on('data', (chunk) => {
      reply += chunk.toString('latin1');
      if (reply.includes('\0') || reply.length > longestReply) answer(reply);
    });
    socket.on('error', (error) => (problem = error));
    socket.on('close', () => {
      if (reply === '') fail(problem ?? new Error('closed without an answer'));
      else answer(reply);
    });
  });
}
