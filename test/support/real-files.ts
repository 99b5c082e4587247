import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

/** Published files that are not ours to ship: tests of them run where they lie beside the repository. */
export function realFile(path: string): { title: string; present: boolean; read: () => Buffer } {
  const present = existsSync(`${folder}${path}`);
  const title = present ? path : `${path} (not here: ../shared/data/${path})`;
  return { title, present, read: () => readFileSync(`${folder}${path}`) };
}

/** `it` for a real file, and a skipped test with its name where the file is not there. */
export function itReads(path: string, what: string, test: (bytes: Buffer) => void | Promise<void>): void {
  const { title, present, read } = realFile(path);
  (present ? it : it.skip)(`${what}: ${title}`, async () => {
    await test(read());
  });
}
