export type Verdict = Readonly<{ proven: readonly string[]; notProven: readonly string[] }>;
export type Trusted = Readonly<{
  key: string;
  keys?: unknown;
  previous?: string | Buffer | null;
  tsa?: string | null;
}>;
/** A bundle that is open for reading. */
export type OpenArchive = Readonly<{
  text: (name: string) => string;
  lines: (name: string) => Iterable<string>;
  close: () => void;
}>;
/** Throws with what is wrong and where. */
export function verifyBundle(source: string | Buffer, trusted: Trusted): Verdict;
/** The same, and the bundle stays open. */
export function openVerified(
  source: string | Buffer,
  trusted: Trusted,
): { archive: OpenArchive; verdict: Verdict };
