export type Read = Readonly<{ genTime: string; authority: string; isTrusted: boolean }>;
/** Throws with what is wrong. */
export function readTimeStamp(
  answer: Buffer,
  asked: Readonly<{ content: Buffer; trusted: string | null }>,
): Read;
