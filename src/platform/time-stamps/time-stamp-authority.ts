import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Certificate } from 'pkijs';
import { Config } from '../config/config.js';
import { TimeStampError, type TimeStampToken } from './time-stamp.js';

const patienceMs = 10_000;
const mostBytes = 64 * 1024;

export type Answered = TimeStampToken & Readonly<{ answer: Buffer; authority: string }>;

/** The time-stamp authority of KEYHOLDER_TSA_URL, asked over HTTP (RFC 3161 3.4). What reads its answers is loaded on demand. */
@Injectable()
export class TimeStampAuthority implements OnModuleInit {
  private readonly url: URL | null;
  private trusted: readonly Certificate[] = [];

  constructor(private readonly config: Config) {
    this.url = config.KEYHOLDER_TSA_URL === undefined ? null : new URL(config.KEYHOLDER_TSA_URL);
  }

  async onModuleInit(): Promise<void> {
    const file = this.config.KEYHOLDER_TSA_CA_FILE;
    if (file === undefined) return;
    const { certificatesIn } = await import('./time-stamp-token.js');
    this.trusted = certificatesIn(readFileSync(file, 'utf8'));
    if (this.trusted.length === 0)
      throw new Error('The file of KEYHOLDER_TSA_CA_FILE holds no certificate in PEM.');
  }

  get isConfigured(): boolean {
    return this.url !== null;
  }

  /** Throws TimeStampError when there is no answer that holds. */
  async stamp(content: string): Promise<Answered> {
    if (!this.url) throw new TimeStampError('no authority is configured');
    const { readTimeStamp, timeStampQuestion } = await import('./time-stamp-token.js');
    const nonce = Buffer.concat([Buffer.of(1), randomBytes(15)]);
    const answer = await asked(this.url, timeStampQuestion({ content, nonce }));
    const token = await readTimeStamp(answer, { content, nonce, trusted: this.trusted });
    return { ...token, answer, authority: this.url.host };
  }
}

async function asked(url: URL, question: Buffer): Promise<Buffer> {
  try {
    const response = await fetch(url, {
      ...{ method: 'POST', body: new Uint8Array(question), redirect: 'error' },
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      signal: AbortSignal.timeout(patienceMs),
    });
    if (!response.ok) throw new TimeStampError(`the authority answered with ${response.status}`);
    return await readSome(response);
  } catch (error) {
    if (error instanceof TimeStampError) throw error;
    throw new TimeStampError('the authority cannot be reached', { cause: error });
  }
}

async function readSome(response: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > mostBytes) throw new TimeStampError('the answer is too long');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
