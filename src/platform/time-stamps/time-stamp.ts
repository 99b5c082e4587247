import { createHash } from 'node:crypto';

export type TimeStamp = Readonly<{
  /** Of what was stamped, in hexadecimal. */
  sha256: string;
  /** TimeStampResp of RFC 3161 in DER. */
  answer: Buffer;
  /** When the authority says that it existed. */
  genTime: Date;
  serial: string;
  policy: string;
  /** The host that was asked. */
  authority: string;
  checkpointSize: string | null;
  receivedAt: Date;
}>;

/** What a time-stamp authority said (RFC 3161): that some content existed at that moment. */
export type TimeStampToken = Pick<TimeStamp, 'genTime' | 'serial' | 'policy'>;

/** Why there is no time-stamp, in words for the operator. */
export class TimeStampError extends Error {}

export const sha256 = (content: string): Buffer => createHash('sha256').update(content).digest();
