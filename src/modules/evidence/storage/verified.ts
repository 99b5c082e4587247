import { createHash } from 'node:crypto';
import type { ContentKey } from './content-store.js';

/**
 * The bytes, hashed as they pass. The last chunk is held back until the whole is known to be what was recorded: whoever
 * reads to the end has the right bytes, and whoever reads wrong ones never gets to the end.
 */
export async function* verified(
  chunks: AsyncIterable<Buffer>,
  { sha256, size }: ContentKey,
  differs: (how: string) => never,
): AsyncGenerator<Buffer, void> {
  const hash = createHash('sha256');
  let seen = 0;
  let held: Buffer | null = null;
  for await (const chunk of chunks) {
    hash.update(chunk);
    seen += chunk.length;
    if (seen > size) differs(`more than ${size} bytes`);
    if (held) yield held;
    held = chunk;
  }
  if (seen < size) differs(`${seen} of ${size} bytes`);
  if (hash.digest('hex') !== sha256) differs('another hash');
  if (held) yield held;
}

/** The same bytes, after the first chunk was seen: what is wrong from the start is known before anything is answered. */
export async function begun(chunks: AsyncGenerator<Buffer, void>): Promise<AsyncGenerator<Buffer, void>> {
  const first = await chunks.next();
  return (async function* () {
    try {
      if (first.done) return;
      yield first.value;
      yield* chunks;
    } finally {
      await chunks.return();
    }
  })();
}
