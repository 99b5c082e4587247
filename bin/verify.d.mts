export type Verdict = Readonly<{ proven: readonly string[]; notProven: readonly string[] }>;
export type Trusted = Readonly<{
  key: string;
  keys?: unknown;
  previous?: string | Buffer | null;
  tsa?: string | null;
}>;
/** Throws with what is wrong and where. */
export function verifyBundle(source: string | Buffer, trusted: Trusted): Verdict;
