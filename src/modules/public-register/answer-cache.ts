import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { SharingsReader } from './persistence/sharings.reader.js';

const mostKept = 500;
/** How old the knowledge that nothing changed may be. */
const lookEveryMs = 1_000;
/** An entry that commits late has a lower number than one before it: what was made is made anew after this time. */
const keptForMs = 10_000;

export type Answer = Readonly<{ body: string; mediaType: string; tag: string }>;
type Kept = Answer & Readonly<{ madeAt: number }>;

/** Answers that were made, until something changes: at most ten seconds old, usually one. The least used goes first. */
@Injectable()
export class AnswerCache {
  private readonly kept = new Map<string, Kept>();
  private newest = '';
  private lookedAt = -Infinity;
  private looking: Promise<void> | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly sharings: SharingsReader,
  ) {}

  async of(key: string, make: () => Promise<Omit<Answer, 'tag'>>): Promise<Answer> {
    await this.look();
    const known = this.kept.get(key);
    this.kept.delete(key);
    const answer = known && this.isWithin(known.madeAt, keptForMs) ? known : await this.made(make);
    this.kept.set(key, answer);
    const [oldest] = this.kept.keys();
    if (this.kept.size > mostKept && oldest !== undefined) this.kept.delete(oldest);
    return answer;
  }

  private async made(make: () => Promise<Omit<Answer, 'tag'>>): Promise<Kept> {
    const madeAt = this.clock.now().getTime();
    const { body, mediaType } = await make();
    return {
      body,
      mediaType,
      madeAt,
      tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`,
    };
  }

  /** A clock that was put back makes everything old. */
  private isWithin(since: number, milliseconds: number): boolean {
    const age = this.clock.now().getTime() - since;
    return age >= 0 && age < milliseconds;
  }

  /** One look at a time, whoever asks. */
  private look(): Promise<void> {
    if (this.isWithin(this.lookedAt, lookEveryMs)) return Promise.resolve();
    this.looking ??= this.lookNow().finally(() => (this.looking = null));
    return this.looking;
  }

  private async lookNow(): Promise<void> {
    const lookedAt = this.clock.now().getTime();
    const newest = await this.sharings.newestChange();
    if (newest !== this.newest) this.kept.clear();
    this.newest = newest;
    this.lookedAt = lookedAt;
  }
}
